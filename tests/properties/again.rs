//! What is clean already stays: a second run changes almost nothing.

use std::collections::HashMap;
use std::path::Path;

use dehusk::Input;
use dehusk::internals::Options;

use crate::{article, fixtures};

/// Share of its words that a text must keep, as a mean over the fixtures, and each:
/// they keep .996 of their own output, .992 of what a person wants, and at least .82 and
/// .73.
const MEAN: f64 = 0.985;
const LEAST: f64 = 0.7;

/// Share of the words of a text that stay when it is cleaned, as often as they are in it.
fn stays(text: &str) -> f64 {
    let again = article(text.as_bytes(), &Options { input: Input::Text, ..Options::default() });
    let mut left: HashMap<&str, usize> = HashMap::new();
    again.split_whitespace().for_each(|word| *left.entry(word).or_default() += 1);
    let mut kept = 0;
    for word in text.split_whitespace() {
        if let Some(left) = left.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            kept += 1;
        }
    }
    kept as f64 / text.split_whitespace().count().max(1) as f64
}

fn holds(what: &str, mut shares: Vec<(f64, String)>) {
    shares.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = shares.iter().map(|(share, _)| share).sum::<f64>() / shares.len() as f64;
    println!("{what}: {mean:.4}; least {:?}", &shares[..4.min(shares.len())]);
    assert!(mean >= MEAN, "{what}: {mean:.4}");
    assert!(shares[0].0 >= LEAST, "{what}: {:?}", shares[0]);
}

#[test]
fn its_own_output_stays() {
    let shares = fixtures().into_iter().map(|(name, bytes)| (stays(&article(&bytes, &Options::default())), name));
    holds("own output", shares.collect());
}

/// What a person wants of a page has no boilerplate at all.
#[test]
fn what_a_person_wants_stays() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let wanted = fixtures().into_iter().filter_map(|(name, _)| {
        let text = std::fs::read_to_string(root.join(&name).join("expected.txt")).ok()?;
        Some((stays(&text), name))
    });
    holds("wanted", wanted.collect());
}

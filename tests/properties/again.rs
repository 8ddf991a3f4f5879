//! Cleaning a clean text again changes almost nothing.

use std::collections::HashMap;
use std::path::Path;

use dehusk::Input;
use dehusk::internals::Options;

use crate::{article, fixtures};

/// Minimum of the mean share of words kept, over all fixtures. A little below today's shares.
const MEAN: f64 = 0.985;
/// Minimum share of words kept for each fixture.
const LEAST: f64 = 0.7;

/// Returns the share of the words of a text that are kept when it is cleaned, counted as bags of
/// words.
fn kept_share(text: &str) -> f64 {
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

/// Asserts the minimum shares.
fn assert_kept(what: &str, mut shares: Vec<(f64, String)>) {
    shares.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = shares.iter().map(|(share, _)| share).sum::<f64>() / shares.len() as f64;
    println!("{what}: {mean:.4}; least {:?}", &shares[..4.min(shares.len())]);
    assert!(mean >= MEAN, "{what}: {mean:.4}");
    assert!(shares[0].0 >= LEAST, "{what}: {:?}", shares[0]);
}

#[test]
fn cleaning_the_output_again_keeps_it() {
    let shares = fixtures().into_iter().map(|(name, bytes)| (kept_share(&article(&bytes, &Options::default())), name));
    assert_kept("own output", shares.collect());
}

/// Expected outputs have no boilerplate at all.
#[test]
fn cleaning_an_expected_output_keeps_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let wanted = fixtures().into_iter().filter_map(|(name, _)| {
        let text = std::fs::read_to_string(root.join(&name).join("expected.txt")).ok()?;
        Some((kept_share(&text), name))
    });
    assert_kept("wanted", wanted.collect());
}

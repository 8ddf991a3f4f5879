//! Running it on its own output changes (almost) nothing.

use std::collections::HashMap;

use dehusk::{From, Options};

use crate::{article, fixtures};

/// The least share of words, over all fixtures, that come out again.
const FLOOR: f64 = 0.95;

#[test]
fn an_article_comes_out_again() {
    let (mut before, mut after) = (0, 0);
    let mut most = Vec::new();
    for (name, bytes) in fixtures() {
        let once = article(&bytes, &Options::default());
        let twice = article(once.as_bytes(), &Options { from: From::Text, ..Options::default() });
        let mut words: HashMap<&str, usize> = HashMap::new();
        for word in twice.split_whitespace() {
            *words.entry(word).or_default() += 1;
        }
        let total = once.split_whitespace().count();
        let again = once.split_whitespace().filter(|word| {
            let left = words.entry(word).or_default();
            let some = *left > 0;
            *left = left.saturating_sub(1);
            some
        });
        let again = again.count();
        (before, after) = (before + total, after + again);
        most.push((total - again, total, name));
    }
    most.sort_by(|a, b| b.cmp(a));
    let share = after as f64 / before as f64;
    eprintln!("{:.2} % of {before} words come out again; most lost: {:?}", share * 100.0, &most[..5.min(most.len())]);
    assert!(share >= FLOOR, "{share}");
}

//! Word F1, the metric of the benchmark: precision and recall over the two
//! bags of lower-cased words, averaged over pages.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use regex::Regex;

/// A word as the benchmark's scorer has it (`\w+` of Python).
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("a valid pattern"));

/// Precision, recall and F1, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Share of the words that came out which are gold.
    pub precision: f64,
    /// Share of the gold words that came out.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Score {
    fn all(value: f64) -> Score {
        Score { precision: value, recall: value, f1: value }
    }
}

/// Scores a text against the gold. An empty gold wants an empty text.
pub fn score(text: &str, gold: &str) -> Score {
    let (text, gold) = (text.to_lowercase(), gold.to_lowercase());
    let mut counts: HashMap<&str, i64> = HashMap::new();
    let mut wanted = 0u64;
    for word in WORD.find_iter(&gold) {
        *counts.entry(word.as_str()).or_default() += 1;
        wanted += 1;
    }
    let (mut given, mut hits) = (0u64, 0u64);
    for word in WORD.find_iter(&text) {
        given += 1;
        if let Some(left) = counts.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            hits += 1;
        }
    }
    match (wanted, given, hits) {
        (0, 0, _) => Score::all(1.0),
        (_, _, 0) => Score::default(),
        _ => {
            let (precision, recall) = (hits as f64 / given as f64, hits as f64 / wanted as f64);
            Score { precision, recall, f1: 2.0 * precision * recall / (precision + recall) }
        }
    }
}

/// Scores of many pages, by group.
#[derive(Debug, Default)]
pub struct Table {
    groups: BTreeMap<String, Vec<Score>>,
}

impl Table {
    /// Adds a page's score to each of its groups.
    pub fn add(&mut self, groups: &[&str], score: Score) {
        for group in groups {
            self.groups.entry((*group).to_owned()).or_default().push(score);
        }
    }

    /// Mean F1 of a group; 0 if it is empty.
    pub fn f1(&self, group: &str) -> f64 {
        self.groups.get(group).map_or(0.0, |scores| mean(scores, |s| s.f1))
    }

    /// Prints the groups, `all` first, with a 95 % bootstrap interval of F1.
    pub fn print(&self) {
        let mut groups: Vec<_> = self.groups.iter().collect();
        groups.sort_by_key(|(name, _)| (*name != "all", (*name).clone()));
        for (name, scores) in groups {
            let (low, high) = interval(scores);
            println!(
                "{name:22} n={:5}  P {:.4}  R {:.4}  F1 {:.4}  [{low:.4}, {high:.4}]",
                scores.len(),
                mean(scores, |s| s.precision),
                mean(scores, |s| s.recall),
                mean(scores, |s| s.f1),
            );
        }
    }
}

fn mean(scores: &[Score], of: impl Fn(&Score) -> f64) -> f64 {
    scores.iter().map(of).sum::<f64>() / scores.len().max(1) as f64
}

/// Rounds of the bootstrap.
const ROUNDS: usize = 1000;

/// 95 % bootstrap interval of the mean F1, from a fixed seed.
fn interval(scores: &[Score]) -> (f64, f64) {
    let mut state = 0x2545_f491_4f6c_dd1du64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let n = scores.len();
    let mut means: Vec<f64> =
        (0..ROUNDS).map(|_| (0..n).map(|_| scores[(next() % n as u64) as usize].f1).sum::<f64>() / n as f64).collect();
    means.sort_by(f64::total_cmp);
    (means[ROUNDS * 25 / 1000], means[ROUNDS * 975 / 1000 - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_words_as_bags() {
        let s = score("the mill, the wheel", "The mill");
        assert_eq!((s.precision, s.recall), (0.5, 1.0));
    }

    #[test]
    fn empty_gold_wants_an_empty_text() {
        assert_eq!(score("", "").f1, 1.0);
        assert_eq!(score("word", "").f1, 0.0);
    }
}

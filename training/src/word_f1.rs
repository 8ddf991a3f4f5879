//! Word F1, the metric of the benchmarks: precision and recall of the bags of lower-cased words,
//! averaged over pages.

use std::collections::{BTreeMap, HashMap};

use crate::words::words;

/// Precision, recall and F1, each 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Share of the words of the output that are in the gold text.
    pub precision: f64,
    /// Share of the words of the gold text that are in the output.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Score {
    fn all(value: f64) -> Score {
        Score { precision: value, recall: value, f1: value }
    }
}

/// Scores a text against the gold text. If the gold text is empty, so must be the text.
pub fn score(text: &str, gold: &str) -> Score {
    let (text, gold) = (text.to_lowercase(), gold.to_lowercase());
    let mut counts: HashMap<&str, i64> = HashMap::new();
    let mut wanted = 0u64;
    for word in words(&gold) {
        *counts.entry(word.as_str()).or_default() += 1;
        wanted += 1;
    }
    let (mut given, mut hits) = (0u64, 0u64);
    for word in words(&text) {
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

/// Returns the words of a text, separated by single spaces, to search for snippets.
pub fn normalised(text: &str) -> String {
    words(&text.to_lowercase()).map(|word| word.as_str()).collect::<Vec<_>>().join(" ")
}

/// Counts of the snippets that a set has instead of gold texts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Number of wanted snippets in the output.
    pub hits: usize,
    /// Number of wanted snippets.
    pub wanted: usize,
    /// Number of unwanted snippets in the output.
    pub unwanted: usize,
}

impl Counts {
    /// Returns precision and recall over all snippets.
    fn score(self) -> Score {
        let share = |of: usize| self.hits as f64 / of.max(1) as f64;
        let (precision, recall) = (share(self.hits + self.unwanted), share(self.wanted));
        Score { precision, recall, f1: 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE) }
    }
}

/// Scores of many pages, by group.
#[derive(Debug, Default)]
pub struct Table {
    groups: BTreeMap<String, Vec<Score>>,
    /// Groups whose snippets are counted together.
    counts: BTreeMap<String, (usize, Counts)>,
}

impl Table {
    /// Adds the score of a page to each of its groups.
    pub fn add(&mut self, groups: &[&str], score: Score) {
        for group in groups {
            self.groups.entry((*group).to_owned()).or_default().push(score);
        }
    }

    /// Adds the snippets of a page to a group.
    pub fn add_counts(&mut self, group: &str, counts: Counts) {
        let (pages, sum) = self.counts.entry(group.to_owned()).or_default();
        *pages += 1;
        sum.hits += counts.hits;
        sum.wanted += counts.wanted;
        sum.unwanted += counts.unwanted;
    }

    /// Returns the mean F1 of the groups whose names begin with `beginning`. All groups have the
    /// same weight.
    pub fn mean_of(&self, beginning: &str) -> f64 {
        let means = self.groups.iter().map(|(name, scores)| (name, mean(scores, |s| s.f1)));
        let counted = self.counts.iter().map(|(name, (_, counts))| (name, counts.score().f1));
        let f1: Vec<f64> =
            means.chain(counted).filter(|(name, _)| name.starts_with(beginning)).map(|(_, f1)| f1).collect();
        f1.iter().sum::<f64>() / f1.len().max(1) as f64
    }

    /// Returns the mean F1 of a group; 0 if it is empty.
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
        for (name, (pages, counts)) in &self.counts {
            let s = counts.score();
            println!("{name:22} n={pages:5}  P {:.4}  R {:.4}  F1 {:.4}", s.precision, s.recall, s.f1);
        }
    }
}

fn mean(scores: &[Score], of: impl Fn(&Score) -> f64) -> f64 {
    scores.iter().map(of).sum::<f64>() / scores.len().max(1) as f64
}

/// Number of rounds of the bootstrap.
const ROUNDS: usize = 1000;

/// Returns the 95 % bootstrap interval of the mean F1, from a fixed seed.
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
    fn snippets_are_counted_over_all_pages() {
        let mut table = Table::default();
        table.add_counts("set a", Counts { hits: 3, wanted: 4, unwanted: 1 });
        table.add_counts("set a", Counts { hits: 1, wanted: 4, unwanted: 3 });
        table.add(&["set b"], score("a b", "a b"));
        // Precision 4 of 8, recall 4 of 8; the other set has 1.
        assert_eq!(table.mean_of("set "), 0.75);
    }

    #[test]
    fn an_empty_gold_text_requires_an_empty_text() {
        assert_eq!(score("", "").f1, 1.0);
        assert_eq!(score("word", "").f1, 0.0);
    }
}

//! Scores of texts of which every piece is known: how much of the story is kept, and how much of
//! the residue is left.

use std::collections::{BTreeMap, HashMap};

use crate::synth::marks::{Mark, Span};
use crate::words::words;

/// Minimum share of the words of a story that a whole story keeps.
const WHOLE: f64 = 0.995;
/// Share of the words of the residue below which a story is clean.
const CLEAN: f64 = 0.02;

/// The score of a text. Shares are 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exact {
    /// Share of the words of the story that are in the output.
    pub kept: f64,
    /// Share of the words of the residue that are in the output.
    pub left: f64,
}

impl Exact {
    /// Returns the score of an output, given the text and its pieces. Words of headlines and of
    /// neutral pieces count neither way.
    pub fn of(output: &str, input: &str, spans: &[Span]) -> Exact {
        let lower = output.to_lowercase();
        let mut bag: HashMap<&str, usize> = HashMap::new();
        words(&lower).for_each(|word| *bag.entry(word.as_str()).or_default() += 1);
        // Words of the story are taken out of the bag first, so that those left are residue.
        let mut share = |of: &dyn Fn(Mark) -> bool| {
            let (mut all, mut found) = (0usize, 0usize);
            for span in spans.iter().filter(|span| of(span.mark)) {
                for word in words(&input[span.range.clone()].to_lowercase()) {
                    all += 1;
                    if let Some(left) = bag.get_mut(word.as_str()).filter(|left| **left > 0) {
                        *left -= 1;
                        found += 1;
                    }
                }
            }
            (all, found)
        };
        let (story, kept) = share(&|mark| mark == Mark::Content);
        share(&|mark| matches!(mark, Mark::Title | Mark::Neutral));
        let (residue, left) = share(&|mark| mark == Mark::Other);
        let ratio = |part: usize, all: usize, none: f64| if all == 0 { none } else { part as f64 / all as f64 };
        Exact { kept: ratio(kept, story, 1.0), left: ratio(left, residue, 0.0) }
    }

    /// Returns whether the story is whole and the residue is gone.
    pub fn is_whole_and_clean(self) -> bool {
        self.kept >= WHOLE && self.left < CLEAN
    }
}

/// Scores of many texts, by group.
#[derive(Debug, Default)]
pub struct ExactTable(BTreeMap<String, Vec<Exact>>);

impl ExactTable {
    /// Adds the score of a text to a group.
    pub fn add(&mut self, group: &str, score: Exact) {
        self.0.entry(group.to_owned()).or_default().push(score);
    }

    /// Prints the groups.
    pub fn print(&self) {
        for (name, scores) in &self.0 {
            let n = scores.len();
            let mean = |of: &dyn Fn(&Exact) -> f64| scores.iter().map(of).sum::<f64>() / n as f64;
            println!(
                "{name:28} n={n:5}  whole and clean {:.3}  story kept {:.4}  residue left {:.4}",
                mean(&|score| f64::from(u8::from(score.is_whole_and_clean()))),
                mean(&|score| score.kept),
                mean(&|score| score.left),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Menu Home\nThe mill grinds rye.\nShare the mill";

    fn spans() -> Vec<Span> {
        [(0..9, Mark::Other), (10..30, Mark::Content), (31..45, Mark::Other)]
            .map(|(range, mark)| Span { range, mark })
            .into()
    }

    #[test]
    fn words_of_the_story_are_not_residue() {
        let score = Exact::of("The mill grinds rye.", TEXT, &spans());
        assert_eq!(score, Exact { kept: 1.0, left: 0.0 });
        assert!(score.is_whole_and_clean());
    }

    #[test]
    fn residue_and_losses_count_by_words() {
        let score = Exact::of("Home\nThe mill grinds", TEXT, &spans());
        assert_eq!(score, Exact { kept: 0.75, left: 0.2 });
        assert!(!score.is_whole_and_clean());
    }
}

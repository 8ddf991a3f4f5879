//! Which lines of a page are content: the page's words held against the gold.
//!
//! A line of four words and more is content if half its words stand in runs
//! of three that the gold has too. A shorter line is content if the gold has
//! it directly after or before a line that is. Order plays no part, so text
//! that the gold has elsewhere is found too.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("a valid pattern"));

/// Longest run of words that is looked up.
const RUN: usize = 4;
/// Words from which a line is judged by its runs of three.
const LONG: usize = 4;
/// Lines that the neighbour of a short line may stand away.
const REACH: usize = 3;
/// Sweeps down and up in which short lines find their neighbours.
const SWEEPS: usize = 2;

/// The gold of a page, as sets of runs of words.
pub struct Gold {
    runs: [HashSet<u64>; RUN + 1],
    words: usize,
}

fn hash_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn hash_run(words: &[u64]) -> u64 {
    words.iter().fold(0x9e37_79b9_7f4a_7c15, |h, w| (h ^ w).wrapping_mul(0x2127_599b_f432_5c37).rotate_left(29))
}

/// Hashes of the words of a text, as the metric has them.
pub fn words(text: &str) -> Vec<u64> {
    WORD.find_iter(&text.to_lowercase()).map(|w| hash_word(w.as_str())).collect()
}

impl Gold {
    /// Takes the gold text.
    pub fn new(text: &str) -> Gold {
        let words = words(text);
        let mut runs: [HashSet<u64>; RUN + 1] = Default::default();
        for (n, set) in runs.iter_mut().enumerate().skip(1) {
            set.extend(words.windows(n).map(hash_run));
        }
        Gold { runs, words: words.len() }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words
    }

    /// Whether there is no content at all.
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    fn has(&self, run: &[u64]) -> bool {
        self.runs.get(run.len()).is_some_and(|set| set.contains(&hash_run(run)))
    }

    /// Share of the words that stand in runs of three of the gold.
    fn covered(&self, words: &[u64]) -> f32 {
        let mut covered = vec![false; words.len()];
        for (i, run) in words.windows(3).enumerate() {
            if self.has(run) {
                covered[i..i + 3].fill(true);
            }
        }
        covered.iter().filter(|c| **c).count() as f32 / words.len() as f32
    }

    /// Labels the lines of a page: 1 content, 0 boilerplate.
    pub fn label<'t>(&self, lines: impl Iterator<Item = &'t str>) -> Vec<f32> {
        let lines: Vec<Vec<u64>> = lines.map(words).collect();
        let mut labels: Vec<f32> = lines
            .iter()
            .map(|words| if words.len() >= LONG && self.covered(words) >= 0.5 { 1.0 } else { 0.0 })
            .collect();
        for _ in 0..SWEEPS {
            for i in 0..lines.len() {
                self.extend(&lines, &mut labels, i);
            }
            for i in (0..lines.len()).rev() {
                self.extend(&lines, &mut labels, i);
            }
        }
        labels
    }

    /// Labels a short line by the content beside it.
    fn extend(&self, lines: &[Vec<u64>], labels: &mut [f32], i: usize) {
        let line = &lines[i];
        if labels[i] > 0.0 || line.len() >= LONG || line.is_empty() {
            return;
        }
        let before = (i.saturating_sub(REACH)..i).rev().find(|&j| labels[j] > 0.0 && !lines[j].is_empty());
        let after = (i + 1..(i + 1 + REACH).min(lines.len())).find(|&j| labels[j] > 0.0 && !lines[j].is_empty());
        let follows = before.is_some_and(|j| {
            let mut run = vec![lines[j][lines[j].len() - 1]];
            run.extend(line);
            self.has(&run)
        });
        let leads = after.is_some_and(|j| {
            let mut run = line.clone();
            run.push(lines[j][0]);
            self.has(&run)
        });
        if follows || leads {
            labels[i] = 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_need_content_beside_them() {
        let gold = Gold::new("The mill stood by the river. Conclusion It still does so today.");
        let lines = ["Conclusion", "Home", "The mill stood by the river.", "Conclusion", "It still does so today."];
        assert_eq!(gold.label(lines.into_iter()), [0.0, 0.0, 1.0, 1.0, 1.0]);
    }
}

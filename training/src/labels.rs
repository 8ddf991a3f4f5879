//! Labels the blocks of a page that are content, by aligning the page's words to the gold text.
//!
//! Runs of three words that the page and the gold text share are chained in the order of both (a
//! longest increasing subsequence), so that only one of two copies of a text is content. The rest
//! of the gold text is chained again, several times, to find text in another order. Text that a
//! set marks as comments, teasers or captions is aligned in the same way and is not content.
//!
//! A block of at least four words is content if half of its words are matched. A shorter block is
//! content if the gold text has it directly before or after a matched block.

use std::collections::HashMap;
use std::ops::Range;

use crate::hash::hash;

/// Number of words of a run.
const RUN: usize = 3;
/// Minimum number of words of a block that is labelled by its matched words.
const LONG: usize = 4;
/// Maximum number of places of a run in the gold text that are tried.
const PLACES: usize = 24;
/// Number of times that the rest of the gold text is chained.
const CHAINS: usize = 4;
/// Number of sweeps down and up in which short blocks are labelled by their neighbours.
const SWEEPS: usize = 2;
/// The place of a word without a match.
const NONE: u32 = u32::MAX;

/// The gold text of a page.
pub struct Gold {
    /// Hashes of the words of the content, then of the text that is known not to be content.
    words: Vec<u64>,
    /// Number of the words of the content.
    content: usize,
    /// The places of each run in `words`, by its hash.
    places: HashMap<u64, Vec<u32>>,
}

fn hash_run(words: &[u64]) -> u64 {
    words.iter().fold(0x9e37_79b9_7f4a_7c15, |h, w| (h ^ w).wrapping_mul(0x2127_599b_f432_5c37).rotate_left(29))
}

/// Returns the hashes of the words of a text. Words are the same as in the metric.
pub fn words(text: &str) -> Vec<u64> {
    crate::words::words(&text.to_lowercase()).map(|w| hash(w.as_str().bytes())).collect()
}

impl Gold {
    /// Takes the gold text, and the text of the page that is known not to be content (empty if
    /// the set does not mark it).
    pub fn new(text: &str, not_content: &str) -> Gold {
        let mut words = words(text);
        let content = words.len();
        words.extend(self::words(not_content));
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (i, run) in words.windows(RUN).enumerate() {
            let places = places.entry(hash_run(run)).or_default();
            if places.len() < PLACES {
                places.push(i as u32);
            }
        }
        Gold { words, content, places }
    }

    /// Whether a place is in the content.
    fn is_content(&self, place: u32) -> bool {
        (place as usize) < self.content
    }

    /// Labels the blocks of a page: 1 for content, 0 for boilerplate.
    pub fn label<'t>(&self, lines: impl Iterator<Item = &'t str>) -> Vec<f32> {
        let mut page = Aligned::default();
        for line in lines {
            let from = page.words.len();
            page.words.extend(words(line));
            page.lines.push(from..page.words.len());
        }
        page.matches = vec![NONE; page.words.len()];
        let mut used = vec![false; self.words.len()];
        for _ in 0..CHAINS {
            if self.chain(&mut page, &mut used) == 0 {
                break;
            }
        }
        let mut labels: Vec<f32> = page
            .lines
            .iter()
            .map(|line| {
                let matched = page.matches[line.clone()].iter().filter(|m| self.is_content(**m)).count();
                if line.len() >= LONG && matched * 2 >= line.len() { 1.0 } else { 0.0 }
            })
            .collect();
        for _ in 0..SWEEPS {
            for i in 0..page.lines.len() {
                self.extend(&mut page, &mut used, &mut labels, i);
            }
            for i in (0..page.lines.len()).rev() {
                self.extend(&mut page, &mut used, &mut labels, i);
            }
        }
        labels
    }

    /// Chains the runs that the page and the unused part of the gold text share. Returns the
    /// number of words newly matched.
    fn chain(&self, page: &mut Aligned, used: &mut [bool]) -> usize {
        // Pairs are in the order of the page. The pairs of one place are in reverse order, so that
        // a strictly increasing sequence takes at most one of them.
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (i, run) in page.words.windows(RUN).enumerate() {
            if page.matches[i..i + RUN].iter().any(|m| *m != NONE) {
                continue;
            }
            let places = self.places.get(&hash_run(run)).map_or(&[][..], Vec::as_slice);
            pairs.extend(places.iter().rev().filter(|&&p| !used[p as usize]).map(|&p| (i as u32, p)));
        }
        // Patience sorting: the last pair of the best sequence of each length.
        let mut tails: Vec<usize> = Vec::new();
        let mut before = vec![usize::MAX; pairs.len()];
        for (at, &(_, place)) in pairs.iter().enumerate() {
            let length = tails.partition_point(|&t| pairs[t].1 < place);
            before[at] = if length > 0 { tails[length - 1] } else { usize::MAX };
            if length == tails.len() {
                tails.push(at);
            } else {
                tails[length] = at;
            }
        }
        let mut matched = 0;
        let mut at = tails.last().copied().unwrap_or(usize::MAX);
        while at != usize::MAX {
            let (i, place) = (pairs[at].0 as usize, pairs[at].1 as usize);
            for n in 0..RUN {
                if page.matches[i + n] == NONE && !used[place + n] {
                    page.matches[i + n] = (place + n) as u32;
                    used[place + n] = true;
                    matched += 1;
                }
            }
            at = before[at];
        }
        matched
    }

    /// Labels a short block by the content next to it.
    fn extend(&self, page: &mut Aligned, used: &mut [bool], labels: &mut [f32], i: usize) {
        let line = page.lines[i].clone();
        if labels[i] > 0.0 || line.len() >= LONG || line.is_empty() {
            return;
        }
        let after_last = page.matches[..line.start].iter().rev().take(REACH).find(|m| **m != NONE).map(|m| m + 1);
        let before_next = page.matches[line.end..]
            .iter()
            .take(REACH)
            .find(|m| **m != NONE)
            .and_then(|m| m.checked_sub(line.len() as u32));
        for place in [after_last, before_next].into_iter().flatten() {
            let place = place as usize..place as usize + line.len();
            let same = self.words.get(place.clone()).is_some_and(|gold| gold == &page.words[line.clone()]);
            if same && used[place.clone()].iter().all(|u| !u) {
                used[place.clone()].fill(true);
                for (m, p) in page.matches[line.clone()].iter_mut().zip(place) {
                    *m = p as u32;
                }
                labels[i] = f32::from(u8::from(self.is_content(page.matches[line.start])));
                return;
            }
        }
        // The words of the block were matched as part of longer runs.
        if page.matches[line].iter().all(|m| self.is_content(*m)) {
            labels[i] = 1.0;
        }
    }
}

/// Maximum distance between a short block and its neighbour in the gold text, in words.
const REACH: usize = 12;

/// The words of a page, with the places in the gold text that they were matched to.
#[derive(Default)]
struct Aligned {
    words: Vec<u64>,
    matches: Vec<u32>,
    lines: Vec<Range<usize>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_blocks_need_content_next_to_them() {
        let gold = Gold::new("The mill stood by the river. Conclusion It still does so today.", "");
        let lines = ["Conclusion", "Home", "The mill stood by the river.", "Conclusion", "It still does so today."];
        assert_eq!(gold.label(lines.into_iter()), [0.0, 0.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn blocks_known_not_to_be_content_are_negatives() {
        let not_content = "Ann Miller says it still does so today.";
        let gold = Gold::new("The mill stood by the river. It still does so today.", not_content);
        let lines = ["The mill stood by the river.", "Ann Miller says it still does so today."];
        assert_eq!(gold.label(lines.into_iter()), [1.0, 0.0]);
    }
}

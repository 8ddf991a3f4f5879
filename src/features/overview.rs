//! Facts about the page as a whole, gathered once for all features.

use super::distinct::Distinct;
use super::labels::Labels;
use super::learned::Learned;
use super::numbers::{distances, running_sums};
use super::shape::Shape;
use crate::document::{Block, Document, Gap};
use crate::words::vocabulary::Vocabulary;

/// Fewest words of prose.
const PROSE_WORDS: u32 = 10;
/// Share of the bytes inside links above which a block is a list of links, not prose.
const PROSE_LINKS: f32 = 0.5;

/// Facts about a page. Vectors have an item per block unless they say otherwise.
#[derive(Debug, Default)]
pub struct Overview {
    /// Words before each block, and in the whole page at the end.
    pub words_before: Vec<u32>,
    /// Words of prose before each block, and in the whole page at the end.
    pub prose_before: Vec<u32>,
    /// Sums of [`Shape::word_score`] times its weight, and of the weights, before each block
    /// and in the whole page at the end. Empty in languages without learned words, and in
    /// HTML, where the words of the neighbours add nothing to the markup.
    scores_before: Vec<(f64, f64)>,
    /// Blocks since the last prose, 0 (prose itself) to [`FAR`](super::numbers::FAR).
    pub since_prose: Vec<u32>,
    /// Blocks until the next prose, 0 (prose itself) to [`FAR`](super::numbers::FAR).
    pub until_prose: Vec<u32>,
    /// Number of blocks with the same words, the block itself included.
    pub same: Vec<u32>,
    /// Number of blocks with the same words when words that begin with a digit are left
    /// out, the block itself included.
    pub same_pattern: Vec<u32>,
    /// Whether an earlier block has the same words.
    pub repeats_earlier: Vec<bool>,
    /// The labels and the distances to them.
    pub labels: Labels,
    /// Whether the page is text.
    is_text: bool,
    /// Whether the page is in English, the one language with learned words.
    pub known_language: bool,
    /// [`Shape::word_score`] of the last heading above, with the weights for headings; 0 for
    /// a heading and where no heading comes before.
    pub heading_scores: Vec<f32>,
}

/// Returns true for sentences, false for a short block, a list of links or of names.
fn is_prose(block: &Block, shape: &Shape) -> bool {
    let linked = block.markup.is_some_and(|m| m.link as f32 > shape.bytes as f32 * PROSE_LINKS);
    let spoken = shape.stopwords * 8 >= shape.words || shape.ideographs > 8 || shape.stops > 0;
    shape.words >= PROSE_WORDS && !linked && !block.icon_run && spoken && shape.separators * 6 < shape.words
}

/// Least share of English function words among the words of a page in English. The share is
/// about 0.4 in English prose and 0.05 in lists of names.
const ENGLISH_SHARE: f32 = 0.04;

/// Returns true if a page is in English: it has enough English function words, and they are
/// at least 70 % of its function words.
fn is_english(shapes: &[Shape]) -> bool {
    let (mut words, mut stopwords, mut english) = (0u64, 0u64, 0u64);
    for shape in shapes {
        words += u64::from(shape.words);
        stopwords += u64::from(shape.stopwords);
        english += u64::from(shape.english);
    }
    english as f32 >= words as f32 * ENGLISH_SHARE && english * 10 >= stopwords * 7
}

impl Overview {
    /// Gathers the facts about a page, with the weights of a model.
    pub fn of(document: &Document, shapes: &[Shape], learned: &Learned) -> Overview {
        let prose: Vec<bool> =
            document.blocks.iter().zip(shapes).map(|(block, shape)| is_prose(block, shape)).collect();
        let prose_words = shapes.iter().zip(&prose).map(|(shape, &prose)| if prose { shape.words } else { 0 });
        let mut overview = Overview {
            words_before: running_sums(shapes.iter().map(|shape| shape.words)),
            prose_before: running_sums(prose_words),
            ..Overview::default()
        };
        overview.since_prose = distances(prose.iter().copied());
        overview.until_prose = distances(prose.iter().rev().copied());
        overview.until_prose.reverse();
        overview.labels = Labels::of(shapes);
        overview.is_text = !document.html;
        overview.known_language = is_english(shapes);
        if overview.known_language && !document.html {
            overview.scores_before = scores_before(shapes);
        }
        overview.count_repetitions(document, shapes);
        overview.heading_scores = heading_scores(document, &learned.headings);
        overview
    }

    fn count_repetitions(&mut self, document: &Document, shapes: &[Shape]) {
        // Sentences that were cut from one line of a text do not count: they repeat as
        // prose does, not as a template does.
        let part = |block: &Block| !document.html && block.gap == Gap::None;
        let blocks = || document.blocks.iter().zip(shapes);
        self.same =
            times(blocks().map(|(block, shape)| (!part(block)).then_some(shape.hash)), &mut self.repeats_earlier);
        let patterns = blocks().map(|(block, shape)| (!part(block)).then_some(shape.pattern));
        self.same_pattern = times(patterns, &mut Vec::new());
    }

    /// Returns true for text in another language than English.
    pub fn is_foreign_text(&self) -> bool {
        self.is_text && !self.known_language
    }

    /// Returns the number of words in the blocks `from..to`, clipped to the page.
    pub fn words(&self, from: usize, to: usize) -> u32 {
        between(&self.words_before, from, to)
    }

    /// Returns the mean word score of the blocks up to `reach` before and after a block, the
    /// block itself left out, weighted by the square root of their words. Returns 0 in HTML
    /// and in other languages than English.
    pub fn word_score_around(&self, at: usize, reach: usize) -> f32 {
        let Some(last) = self.scores_before.len().checked_sub(1) else { return 0.0 };
        let up_to = |block: usize| self.scores_before[block.min(last)];
        let sum = |from: usize, to: usize| (up_to(to).0 - up_to(from).0, up_to(to).1 - up_to(from).1);
        let (above, below) = (sum(at.saturating_sub(reach), at), sum(at + 1, at + 1 + reach));
        ((above.0 + below.0) / (above.1 + below.1).max(1.0)) as f32
    }

    /// Returns the number of words of prose in the blocks `from..to`, clipped to the page.
    pub fn prose(&self, from: usize, to: usize) -> u32 {
        between(&self.prose_before, from, to)
    }
}

/// Returns the sums of word scores times their weights, and of the weights, before each
/// block and in the whole page at the end.
fn scores_before(shapes: &[Shape]) -> Vec<(f64, f64)> {
    let (mut score, mut weight) = (0.0, 0.0);
    let mut sums = vec![(0.0, 0.0)];
    sums.extend(shapes.iter().map(|shape| {
        score += f64::from(shape.word_score * shape.word_weight);
        weight += f64::from(shape.word_weight);
        (score, weight)
    }));
    sums
}

/// Returns how many times each hash occurs, and 1 for `None`. Appends to `before` whether
/// the hash occurred before.
fn times(hashes: impl Iterator<Item = Option<u64>>, before: &mut Vec<bool>) -> Vec<u32> {
    // Number 0 is for `None`.
    let mut counts = vec![1];
    let mut distinct = Distinct::default();
    let numbers: Vec<u32> = hashes
        .map(|hash| {
            let number = hash.map_or(0, |hash| distinct.number(hash) + 1);
            if number as usize == counts.len() {
                counts.push(0);
            }
            before.push(number > 0 && counts[number as usize] > 0);
            counts[number as usize] += u32::from(number > 0);
            number
        })
        .collect();
    numbers.into_iter().map(|number| counts[number as usize]).collect()
}

/// Returns the word score of the last heading above each block.
fn heading_scores(document: &Document, known: &Vocabulary) -> Vec<f32> {
    let mut score = 0.0;
    let heading = |block: &Block| block.markup.is_some_and(|m| m.heading > 0);
    let under = |block: &Block| {
        if heading(block) {
            score = Shape::of(document.text_of(block), known, &Vocabulary::default()).word_score;
            return 0.0;
        }
        score
    };
    document.blocks.iter().map(under).collect()
}

/// Returns the sum of the values `from..to`, clipped, given the sums before each value.
fn between(sums: &[u32], from: usize, to: usize) -> u32 {
    let last = sums.len() - 1;
    sums[to.min(last)] - sums[from.min(last)]
}

//! What holds for the page as a whole, gathered once.

use super::distinct::Distinct;
use super::label::Labels;
use super::learned::{Learned, Vocabulary};
use super::markup::Layout;
use super::shape::Shape;
use super::title::TitleCandidates;
use crate::document::{Block, Document, Gap};

/// Words that make a line prose, together with function words or a full stop.
const PROSE_WORDS: u32 = 10;
/// Link share over which a line is a list of links, however long.
const PROSE_LINKS: f32 = 0.5;

/// Facts about the page, indexed by line where they differ by line.
#[derive(Debug, Default)]
pub struct Overview {
    /// Words before each line, and in all of them at the end.
    pub words_before: Vec<u32>,
    /// Words of prose before each line, and in all of them at the end.
    pub prose_before: Vec<u32>,
    /// Log-odds of the words before each line and their weight, and in all of
    /// them at the end; empty in a language that the learned words do not know,
    /// and in HTML, where the words around a line add nothing to its markup.
    scores_before: Vec<(f64, f64)>,
    /// Lines since the last line of prose, 0 for prose itself.
    pub since_prose: Vec<u32>,
    /// Lines until the next line of prose, 0 for prose itself.
    pub until_prose: Vec<u32>,
    /// How many lines have the same words.
    pub same: Vec<u32>,
    /// How many lines have the same words when digits are left out.
    pub same_pattern: Vec<u32>,
    /// Whether an equal line stood above.
    pub repeats_earlier: Vec<bool>,
    /// What lines say they are.
    pub labels: Labels,
    /// Whether the page is in a language that the learned words know.
    pub known_language: bool,
    /// Learned score of the words of the last heading above each line; 0 for
    /// headings, and where none is above.
    pub heading_scores: Vec<f32>,
    /// The blocks that may be the headline.
    pub title: TitleCandidates,
    /// What the elements say; empty for text.
    pub layout: Layout,
}

/// Whether a line is prose: sentences, not a list of names.
pub fn is_prose(block: &Block, shape: &Shape) -> bool {
    let linked = block.markup.is_some_and(|m| m.link as f32 > shape.bytes as f32 * PROSE_LINKS);
    let spoken = shape.stopwords * 8 >= shape.words || shape.ideographs > 8 || shape.stops > 0;
    shape.words >= PROSE_WORDS && !linked && !block.icon_run && spoken && shape.separators * 6 < shape.words
}

/// Share of the words that are English function words from which a page
/// counts as English. In English prose it is some .4; in lists of names .05.
const ENGLISH_SHARE: f32 = 0.04;

/// Whether a page is in English, the one language the learned words know.
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
    /// Gathers the facts.
    pub fn of(document: &Document, shapes: &[Shape], learned: &Learned) -> Overview {
        let n = document.blocks.len();
        let mut overview = Overview {
            words_before: Vec::with_capacity(n + 1),
            prose_before: Vec::with_capacity(n + 1),
            ..Overview::default()
        };
        let prose: Vec<bool> =
            document.blocks.iter().zip(shapes).map(|(block, shape)| is_prose(block, shape)).collect();
        let (mut words, mut prose_words) = (0u32, 0u32);
        for (shape, &prose) in shapes.iter().zip(&prose) {
            overview.words_before.push(words);
            overview.prose_before.push(prose_words);
            words = words.saturating_add(shape.words);
            prose_words = prose_words.saturating_add(if prose { shape.words } else { 0 });
        }
        overview.words_before.push(words);
        overview.prose_before.push(prose_words);
        overview.since_prose = distances(prose.iter().copied());
        overview.until_prose = distances(prose.iter().rev().copied());
        overview.until_prose.reverse();
        overview.labels = Labels::of(shapes);
        overview.known_language = is_english(shapes);
        if overview.known_language && !document.html {
            overview.scores_before = scores_before(shapes);
        }
        overview.count_repetitions(document, shapes);
        overview.title = TitleCandidates::of(document, shapes, &overview);
        overview.heading_scores = heading_scores(document, &learned.headings);
        if document.html {
            overview.layout =
                Layout::of(document, shapes, &prose, overview.title.likeliest().first().copied(), &learned.tokens);
        }
        overview
    }

    fn count_repetitions(&mut self, document: &Document, shapes: &[Shape]) {
        // Sentences cut from one line of a text repeat as prose does, not as a
        // template does: each counts as said once.
        let part = |block: &Block| !document.html && block.gap == Gap::None;
        let blocks = || document.blocks.iter().zip(shapes);
        self.same =
            times(blocks().map(|(block, shape)| (!part(block)).then_some(shape.hash)), &mut self.repeats_earlier);
        let patterns = blocks().map(|(block, shape)| (!part(block)).then_some(shape.pattern));
        self.same_pattern = times(patterns, &mut Vec::new());
    }

    /// Whether the page is text in a language that the learned words do not know.
    pub fn is_foreign_text(&self) -> bool {
        !self.known_language && self.layout.is_empty()
    }

    /// Words of the lines `from..to`, cut to the page.
    pub fn words(&self, from: usize, to: usize) -> u32 {
        between(&self.words_before, from, to)
    }

    /// Learned score of the words up to `reach` lines before and after a line,
    /// its own left out; 0 in HTML.
    pub fn word_score_around(&self, at: usize, reach: usize) -> f32 {
        let Some(last) = self.scores_before.len().checked_sub(1) else { return 0.0 };
        let up_to = |block: usize| self.scores_before[block.min(last)];
        let sum = |from: usize, to: usize| (up_to(to).0 - up_to(from).0, up_to(to).1 - up_to(from).1);
        let (above, below) = (sum(at.saturating_sub(reach), at), sum(at + 1, at + 1 + reach));
        ((above.0 + below.0) / (above.1 + below.1).max(1.0)) as f32
    }

    /// Words of prose in the lines `from..to`, cut to the page.
    pub fn prose(&self, from: usize, to: usize) -> u32 {
        between(&self.prose_before, from, to)
    }
}

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

/// How often each of the hashes comes, once for none; appends to `before`
/// whether it came before.
fn times(hashes: impl Iterator<Item = Option<u64>>, before: &mut Vec<bool>) -> Vec<u32> {
    // The first number stands for no hash.
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

/// Scores of the heading that each line stands under.
fn heading_scores(document: &Document, known: &Vocabulary) -> Vec<f32> {
    let mut score = 0.0;
    let heading = |block: &Block| block.markup.is_some_and(|m| m.heading > 0);
    let under = |block: &Block| {
        if heading(block) {
            score = Shape::of(document.text_of(block), known).word_score;
            return 0.0;
        }
        score
    };
    document.blocks.iter().map(under).collect()
}

/// Lines since the last that is so, for every line in turn: 0 for that line,
/// [`FAR`] at most.
pub(super) fn distances(blocks: impl Iterator<Item = bool>) -> Vec<u32> {
    let mut distance = FAR;
    blocks
        .map(|is_so| {
            distance = if is_so { 0 } else { (distance + 1).min(FAR) };
            distance
        })
        .collect()
}

/// Distance to what is not near.
pub const FAR: u32 = 200;

fn between(sums: &[u32], from: usize, to: usize) -> u32 {
    let last = sums.len() - 1;
    sums[to.min(last)] - sums[from.min(last)]
}

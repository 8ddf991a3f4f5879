//! Scores the blocks of a page: the probability that a block is content, and why.
//!
//! The score is a function of the features, by a trained [`Model`]. Two models are compiled
//! in, one for HTML and one for text. Each has two scorers, one for pages in English and one
//! for other languages. Trees score a block by its own vector, networks by the vectors of the
//! whole page; their weighted log-odds are added.

mod bytes;
mod file;
pub mod kind;
mod net;
mod quick_scorer;
mod trees;

use std::sync::LazyLock;

use fearless_simd::{Level, Simd, dispatch};

pub use bytes::{ModelError, read_vocabulary};
pub use file::Model;
use file::Scorer;

use crate::features::{self, Features, LEN, TEXT_LEN, features};
use crate::words::vocabulary::Vocabulary;
use net::{Contributions, PageContext};

/// The contribution of a feature, or of the rest of the page, to a score.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Reason {
    /// Name of the feature, or of the part of the page.
    pub name: &'static str,
    /// The change of the log-odds of being content; negative for boilerplate.
    pub weight: f32,
}

/// The model for HTML and the one for text.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// The model for HTML; `None` stands for the built-in one.
    pub html: Option<Model>,
    /// The model for text; `None` stands for the built-in one.
    pub text: Option<Model>,
    /// The weights of boundaries between blocks in long lines of text; `None` stands for the
    /// built-in ones.
    pub boundary: Option<Vocabulary>,
}

static HTML: LazyLock<Model> = LazyLock::new(|| {
    Model::read_in_part(include_bytes!("html.model"), LEN).expect("html.model fits the features; see training/")
});
static BOUNDARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    read_vocabulary(include_bytes!("boundary.model")).expect("boundary.model is whole; see training/")
});
static TEXT: LazyLock<Model> = LazyLock::new(|| {
    Model::read_in_part(include_bytes!("text.model"), TEXT_LEN).expect("text.model fits the features; see training/")
});

impl Models {
    /// The built-in models.
    pub const BUILT_IN: Models = Models { html: None, text: None, boundary: None };

    /// Returns the model for a page of HTML or of text.
    pub fn of(&self, html: bool) -> &Model {
        match (html, &self.html, &self.text) {
            (true, Some(model), _) | (false, _, Some(model)) => model,
            (true, None, _) => &HTML,
            (false, _, None) => &TEXT,
        }
    }

    /// Returns the weights of boundaries between blocks in long lines of text.
    pub fn boundary(&self) -> &Vocabulary {
        self.boundary.as_ref().unwrap_or(&BOUNDARY)
    }
}

/// Index of the feature that decides alone. The shape of a run of icon names is certain, and the
/// corpus has too few of them to learn from.
static ICON_RUN: LazyLock<Option<usize>> = LazyLock::new(|| features::index("icon run"));

/// Log-odds added to every block of a text that is not in English. Without markup and learned
/// words, short blocks give few clues, and losing content is worse than keeping boilerplate.
/// Chosen by word F1 and recall on the project's own texts.
const FOREIGN_TEXT: f32 = 0.25;

/// Returns the probability, 0 to 1, that each block of a page is content.
pub fn score(features: &Features, model: &Model) -> Vec<f32> {
    let vectors = vectors(features);
    let odds = dispatch!(Level::new(), simd => log_odds(simd, &vectors, features, model));
    let p = |(vector, odds): (&&[f32], f32)| if is_icon_run(vector) { 0.0 } else { logistic(odds) };
    vectors.iter().zip(odds).map(p).collect()
}

/// Returns the log-odds of being content for each vector, computed with the vector
/// instructions of `simd`. All instruction sets give the same bits: products are rounded
/// before they are added, and sums follow the order of the source.
///
/// All expensive functions must be inlined here: a function of its own is compiled for the
/// baseline instruction set.
#[inline(always)]
fn log_odds<S: Simd>(simd: S, vectors: &[&[f32]], features: &Features, model: &Model) -> Vec<f32> {
    let scorer = model.scorer(features.overview.known_language);
    let trees = scorer.trees.log_odds(simd, vectors);
    let nets = scorer.nets.log_odds(vectors, &PageContext::of(features));
    let more = if features.overview.is_foreign_text() { FOREIGN_TEXT } else { 0.0 };
    let odds = |(trees, nets)| scorer.weights.trees * trees + scorer.weights.nets * nets + more;
    trees.iter().zip(nets).map(odds).collect()
}

/// Returns the feature vectors of a page.
fn vectors(features: &Features) -> Vec<&[f32]> {
    (0..features.shapes.len()).map(|at| features.matrix.of(at)).collect()
}

/// Returns the probability for log-odds, the same bits on every machine.
fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-odds))
}

fn is_icon_run(vector: &[f32]) -> bool {
    ICON_RUN.is_some_and(|i| vector[i] > 0.0)
}

/// Explains the scores of a page.
pub struct Reasons<'a> {
    features: &'a Features,
    scorer: &'a Scorer,
    contributions: Vec<Contributions>,
}

impl<'a> Reasons<'a> {
    /// Scores a page as [`score`] does, and keeps the contributions to each score.
    pub fn of(features: &'a Features, model: &'a Model) -> Reasons<'a> {
        let scorer = model.scorer(features.overview.known_language);
        Reasons {
            features,
            scorer,
            contributions: scorer.nets.contributions(&vectors(features), &PageContext::of(features)),
        }
    }

    /// Returns the contributions to the score of block `at`, strongest first.
    pub fn block(&self, at: usize) -> Vec<Reason> {
        let vector = self.features.matrix.of(at);
        if is_icon_run(vector) {
            return vec![Reason { name: "icon run", weight: f32::NEG_INFINITY }];
        }
        let mut reasons: Vec<Reason> = self.all(at).filter(|reason| reason.weight != 0.0).collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons
    }

    /// Returns all contributions to the score of block `at`, except for constants.
    fn all(&self, at: usize) -> impl Iterator<Item = Reason> {
        let weights = self.scorer.weights;
        let Contributions { own, around, template, document, .. } = &self.contributions[at];
        let trees = self.scorer.trees.reasons(self.features.matrix.of(at));
        let own = own.iter().copied().chain(std::iter::repeat(0.0));
        let own = features().zip(trees.into_iter().zip(own)).map(move |(feature, (trees, nets))| Reason {
            name: feature.name,
            weight: weights.trees * trees + weights.nets * nets,
        });
        let others = [("blocks around it", around), ("same template", template), ("the page", document)];
        own.chain(others.map(move |(name, weight)| Reason { name, weight: weights.nets * weight }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::features::measure;
    use crate::html::Parser;
    use crate::segment::{html, text};

    #[test]
    fn all_vector_instructions_give_the_same_bits() {
        const HTML: &str = include_str!("../../fixtures/news-ferry-suspended/input.html");
        const TEXT: &str = include_str!("../../fixtures/text-long-es-campana/input.txt");
        let mut plain = Document { text: TEXT.to_owned(), ..Document::default() };
        text::segment_whole(&mut plain);
        for document in [html::segment(HTML, Parser::Stream), plain] {
            let model = Models::BUILT_IN.of(document.html);
            let features = measure(&document, &model.learned);
            let vectors = vectors(&features);
            let bits = |level: Level| -> Vec<u32> {
                let odds = dispatch!(level, simd => log_odds(simd, &vectors, &features, model));
                odds.into_iter().map(f32::to_bits).collect()
            };
            let least = bits(Level::baseline());
            assert!(least.len() > 20, "{} blocks", least.len());
            assert_eq!(bits(Level::new()), least);
        }
    }

    /// Makes a line long enough to be cut, and returns its blocks without the added sentences.
    fn cut(line: &str) -> Vec<String> {
        let rest = "The weir was mended in spring.";
        let line = format!("{line} {}", [rest; 60].join(" "));
        let mut document = Document { text: line, ..Document::default() };
        let how = text::TextSettings { boundary: Models::BUILT_IN.boundary(), stands_alone: &|_| false };
        text::segment(&mut document, 0, 1, false, how);
        let blocks = document.blocks.iter().map(|block| document.text_of(block).to_owned());
        blocks.take_while(|block| block != rest).collect()
    }

    #[test]
    fn long_lines_are_cut_where_blocks_end() {
        for blocks in [
            &["Home", "News", "Sport", "Weather", "The council met on Tuesday to discuss the old mill."][..],
            &["He said so on Monday.", "Read more:", "Swifts are back", "The mill will open again next year."],
            &[
                "The mill stood still for years.",
                "Leave a comment",
                "Your name",
                "Related articles",
                "Swifts are back.",
            ],
            &["Die Brücke bleibt gesperrt.", "Lesen Sie auch:", "Mühle öffnet wieder", "Wir prüfen das noch."],
        ] {
            for between in [" ", ""] {
                let found = cut(&blocks.join(between));
                let right = blocks.iter().filter(|block| found.iter().any(|one| one == *block)).count();
                assert!(right * 4 >= blocks.len() * 3, "{found:?}");
            }
        }
    }

    #[test]
    fn sentences_are_not_cut() {
        for sentence in [
            "We read The Lord Of The Rings by the river until the evening came.",
            "Wir bitten Sie um Geduld, bis die Mühle in Lauf an der Pegnitz wieder läuft.",
            "Share prices fell on Monday after Deutsche Bank cut its outlook for Europe.",
            "You can leave a comment below, and Anna Weir of the Mill Society will answer.",
            "About 400 swifts are back in Weirford, said John Sluice, who counts them for the BBC.",
        ] {
            assert_eq!(cut(sentence), [sentence]);
        }
    }

    #[test]
    fn english_and_other_languages_have_different_scorers() {
        let scores = |text: &str, model: &Model| {
            let document = html::segment(&format!("<p>{text}<h2>Comments</h2><p>{text}"), Parser::Stream);
            score(&measure(&document, &model.learned), model)
        };
        let model = Models::BUILT_IN.of(true);
        let foreign = model.clone().as_if_foreign();
        let (english, spanish) =
            ("The mill by the river is not what it was.", "El molino de la orilla no es lo que era.");
        assert_eq!(scores(spanish, model), scores(spanish, &foreign));
        assert_ne!(scores(english, model), scores(english, &foreign));
    }

    #[test]
    fn probabilities_have_the_same_bits_everywhere() {
        // A widely used C library gives a different last bit for these.
        for (odds, bits) in [(0.058_122_39, 0x3f03_b802), (0.059_350_63, 0x3f03_cc1e), (0.063_794_01, 0x3f04_14d9)] {
            assert_eq!(logistic(odds).to_bits(), bits, "odds of {odds}");
        }
    }
}

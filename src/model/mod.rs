//! Score: the evidence of a line → p(keep), and why.
//!
//! The score is a function of the evidence, by a trained [`Model`]: one for
//! HTML, one for text, both compiled in, and each with two judges: one of pages in
//! a language that the learned words know, one of others. Trees judge a line by its
//! own vector, networks by those of the page; their log-odds are added.

mod bytes;
mod file;
mod net;
mod quick_scorer;
mod trees;

use std::sync::LazyLock;

use fearless_simd::{Level, Simd, dispatch};

pub use bytes::ModelError;
use file::Judge;
pub use file::Model;

use crate::features::{self, Features, LEN, TEXT_LEN, features};
use net::{Context, Contributions};

/// How much one heuristic contributions a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The heuristic's name.
    pub name: &'static str,
    /// What it added to the log-odds of being content.
    pub weight: f32,
}

/// The model for HTML and the one for text.
#[derive(Debug, Clone, Default)]
pub struct Models {
    /// With markup; `None` stands for the one that is compiled in.
    pub html: Option<Model>,
    /// Without markup, likewise.
    pub text: Option<Model>,
}

static HTML: LazyLock<Model> = LazyLock::new(|| {
    Model::read_in_part(include_bytes!("html.model"), LEN).expect("html.model fits the evidence; see training/")
});
static TEXT: LazyLock<Model> = LazyLock::new(|| {
    Model::read_in_part(include_bytes!("text.model"), TEXT_LEN).expect("text.model fits the evidence; see training/")
});

impl Models {
    /// The models that are compiled in.
    pub const BUILT_IN: Models = Models { html: None, text: None };

    /// The model for a page.
    pub fn of(&self, html: bool) -> &Model {
        match (html, &self.html, &self.text) {
            (true, Some(model), _) | (false, _, Some(model)) => model,
            (true, None, _) => &HTML,
            (false, _, None) => &TEXT,
        }
    }
}

/// Index of the heuristic that no model overrules: a run of icon names is
/// found by its shape, and the corpus has too few to learn from.
static ICON_RUN: LazyLock<Option<usize>> = LazyLock::new(|| features::index("icon run"));

/// What a text in none of the languages that the learned words know has in the
/// log-odds of its lines more than the model gives them. Without markup and known
/// words least is known of its short lines, and what is lost is worse than what is
/// left. Word F1 and recall of our own texts, most in such languages, with 0, .25, .5
/// and .75: .947 and .972, .940 and .977, .937 and .980, .931 and .981. HTML has .937
/// and .976 with 0, and the same recall with .5, at .925.
const FOREIGN_TEXT: f32 = 0.25;

/// p(keep) of every line of a page.
pub fn score(features: &Features, model: &Model) -> Vec<f32> {
    let vectors = vectors(features);
    let odds = dispatch!(Level::new(), simd => log_odds(simd, &vectors, features, model));
    let p = |(vector, odds): (&&[f32], f32)| if is_icon_run(vector) { 0.0 } else { logistic(odds) };
    vectors.iter().zip(odds).map(p).collect()
}

/// Log-odds of being content, by the vector instructions that `simd` stands
/// for. They come to the same bits by any: a product is rounded before it is
/// added, and the order of a sum is that of the source.
///
/// All that takes time must be inlined into this, as a function of its own is
/// compiled for the least of machines.
#[inline(always)]
fn log_odds<S: Simd>(simd: S, vectors: &[&[f32]], features: &Features, model: &Model) -> Vec<f32> {
    let judge = model.judge(features.overview.known_language);
    let trees = judge.trees.log_odds(simd, vectors);
    let nets = judge.nets.log_odds(vectors, &Context::of(features));
    let more = if features.overview.is_foreign_text() { FOREIGN_TEXT } else { 0.0 };
    let odds = |(trees, nets)| judge.weights.trees * trees + judge.weights.nets * nets + more;
    trees.iter().zip(nets).map(odds).collect()
}

fn vectors(features: &Features) -> Vec<&[f32]> {
    (0..features.shapes.len()).map(|at| features.matrix.of(at)).collect()
}

/// The probability that log-odds stand for, to the same bits on every machine.
fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-odds))
}

fn is_icon_run(vector: &[f32]) -> bool {
    ICON_RUN.is_some_and(|i| vector[i] > 0.0)
}

/// Why the lines of a page have their scores.
pub struct Reasons<'a> {
    features: &'a Features,
    judge: &'a Judge,
    contributions: Vec<Contributions>,
}

impl<'a> Reasons<'a> {
    /// Looks at a page the way [`score`] does.
    pub fn of(features: &'a Features, model: &'a Model) -> Reasons<'a> {
        let judge = model.judge(features.overview.known_language);
        Reasons { features, judge, contributions: judge.nets.contributions(&vectors(features), &Context::of(features)) }
    }

    /// What contributions the score of a line, the heaviest first.
    pub fn block(&self, at: usize) -> Vec<Reason> {
        let vector = self.features.matrix.of(at);
        if is_icon_run(vector) {
            return vec![Reason { name: "icon run", weight: f32::NEG_INFINITY }];
        }
        let mut reasons: Vec<Reason> = self.contributions(at).filter(|reason| reason.weight != 0.0).collect();
        reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
        reasons
    }

    /// All that contributions it; what holds for every line is left out.
    fn contributions(&self, at: usize) -> impl Iterator<Item = Reason> {
        let weights = self.judge.weights;
        let Contributions { own, around, template, document, .. } = &self.contributions[at];
        let trees = self.judge.trees.reasons(self.features.matrix.of(at));
        let own = own.iter().copied().chain(std::iter::repeat(0.0));
        let own = features().zip(trees.into_iter().zip(own)).map(move |(h, (trees, nets))| Reason {
            name: h.name,
            weight: weights.trees * trees + weights.nets * nets,
        });
        let others = [("blocks around it", around), ("same template", template), ("the page", document)];
        own.chain(others.map(move |(name, weight)| Reason { name, weight: weights.nets * weight }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::document::Document;
    use crate::features::measure;
    use crate::segment::{html, text};

    #[test]
    fn any_vector_instructions_come_to_the_same_bits() {
        const HTML: &str = include_str!("../../fixtures/news-ferry-suspended/input.html");
        const TEXT: &str = include_str!("../../fixtures/text-long-es-campana/input.txt");
        let mut plain = Document { text: TEXT.to_owned(), ..Document::default() };
        text::segment(&mut plain, 0, 1, false, &|_| false);
        for document in [html::segment(HTML, Parser::Stream), plain] {
            let model = Models::BUILT_IN.of(document.html);
            let features = measure(&document, &model.learned);
            let vectors = vectors(&features);
            let bits = |level: Level| -> Vec<u32> {
                let odds = dispatch!(level, simd => log_odds(simd, &vectors, &features, model));
                odds.into_iter().map(f32::to_bits).collect()
            };
            let least = bits(Level::baseline());
            assert!(least.len() > 20, "{} lines", least.len());
            assert_eq!(bits(Level::new()), least);
        }
    }

    #[test]
    fn a_page_in_another_language_has_a_judge_of_its_own() {
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
        // For these a C library in wide use gives another last bit.
        for (odds, bits) in [(0.058_122_39, 0x3f03_b802), (0.059_350_63, 0x3f03_cc1e), (0.063_794_01, 0x3f04_14d9)] {
            assert_eq!(logistic(odds).to_bits(), bits, "odds of {odds}");
        }
    }
}

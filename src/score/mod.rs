//! Score: the evidence of a line → p(keep), and why.
//!
//! The score is a function of the evidence vector alone, by a trained
//! [`Model`]: one for HTML, one for text, both compiled in.

mod asked;
mod model;

use std::sync::LazyLock;

pub use model::{Model, ModelError};

use crate::evidence::{self, Evidence, LEN, TEXT_LEN};

/// How much one heuristic moved a score.
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
    Model::read(include_bytes!("html.model"), LEN).expect("html.model fits the evidence; see training/")
});
static TEXT: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("text.model"), TEXT_LEN).expect("text.model fits the evidence; see training/")
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
static ICON_RUN: LazyLock<Option<usize>> = LazyLock::new(|| evidence::index("icon run"));

/// p(keep) of each of the first `lines` lines.
pub fn score(evidence: &Evidence, lines: usize, model: &Model) -> Vec<f32> {
    let vectors: Vec<&[f32]> = (0..lines).map(|at| evidence.of(at)).collect();
    let odds = model.log_odds(&vectors);
    let p = |(vector, odds): (&&[f32], f32)| if is_icon_run(vector) { 0.0 } else { logistic(odds) };
    vectors.iter().zip(odds).map(p).collect()
}

/// The probability that log-odds stand for, to the same bits on every machine.
fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-odds))
}

fn is_icon_run(vector: &[f32]) -> bool {
    ICON_RUN.is_some_and(|i| vector[i] > 0.0)
}

/// What moved the score of a line, the heaviest first.
pub fn reasons(vector: &[f32], model: &Model) -> Vec<Reason> {
    if is_icon_run(vector) {
        return vec![Reason { name: "icon run", weight: f32::NEG_INFINITY }];
    }
    let mut reasons = model.reasons(vector);
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_have_the_same_bits_everywhere() {
        // For these a C library in wide use gives another last bit.
        for (odds, bits) in [(0.058_122_39, 0x3f03_b802), (0.059_350_63, 0x3f03_cc1e), (0.063_794_01, 0x3f04_14d9)] {
            assert_eq!(logistic(odds).to_bits(), bits, "odds of {odds}");
        }
    }
}

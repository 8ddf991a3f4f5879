//! Score: the evidence of a line → p(keep), and why.
//!
//! The score is a function of the evidence vector alone: the logistic of a
//! weighted sum. `weights` holds the hand-set weights.

mod weights;

use std::sync::LazyLock;

use crate::evidence::learned::Learned;
use crate::evidence::{self, Evidence};

/// How much one heuristic moved a score, in log-odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The heuristic's name.
    pub name: &'static str,
    /// What it added to the log-odds of being content.
    pub weight: f32,
}

/// A weighted sum over the evidence.
struct Weights {
    bias: f32,
    by_index: Vec<(usize, &'static weights::Weight)>,
}

static HTML: LazyLock<Weights> = LazyLock::new(|| Weights::of(weights::HTML_BIAS, weights::HTML));
static TEXT: LazyLock<Weights> = LazyLock::new(|| Weights::of(weights::TEXT_BIAS, weights::TEXT));

impl Weights {
    fn of(bias: f32, table: &'static [weights::Weight]) -> Weights {
        let by_index = table.iter().filter_map(|w| Some((evidence::index(w.name)?, w))).collect();
        Weights { bias, by_index }
    }

    fn parts<'a>(&'a self, vector: &'a [f32]) -> impl Iterator<Item = Reason> + 'a {
        self.by_index.iter().map(|&(i, w)| {
            let value = vector[i].clamp(w.from, w.to);
            Reason { name: w.name, weight: w.weight * (value - w.zero) }
        })
    }
}

fn weights(html: bool) -> &'static Weights {
    if html { &HTML } else { &TEXT }
}

/// The learned word and class weights that evidence is measured with.
pub fn learned(_html: bool) -> &'static Learned {
    static NONE: LazyLock<Learned> = LazyLock::new(Learned::default);
    &NONE
}

/// p(keep) of each of the first `lines` lines. `html` says which weights apply.
pub fn score(evidence: &Evidence, lines: usize, html: bool) -> Vec<f32> {
    let weights = weights(html);
    (0..lines)
        .map(|at| {
            let vector = evidence.of(at);
            let sum = weights.bias + weights.parts(vector).map(|r| r.weight).sum::<f32>();
            1.0 / (1.0 + (-sum).exp())
        })
        .collect()
}

/// What moved the score of a line, the heaviest first.
pub fn reasons(vector: &[f32], html: bool) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = weights(html).parts(vector).filter(|r| r.weight != 0.0).collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}

//! Repetition: what a page says more than once.

use super::{Heuristic, View, flag, ln};

pub(super) const HEURISTICS: &[Heuristic] = &[
    Heuristic {
        name: "same line elsewhere",
        about: "lines with the same words besides this one, as ln(1 + n)",
        measure: same,
    },
    Heuristic {
        name: "same pattern elsewhere",
        about: "lines with the same words when digits are left out, as ln(1 + n)",
        measure: |v| ln(v.document.same_pattern[v.at] - 1),
    },
    Heuristic {
        name: "said above",
        about: "1 if an equal line stood above",
        measure: |v| flag(v.document.seen_above[v.at]),
    },
    Heuristic {
        name: "words of the title",
        about: "share of a short line's words that the headline has",
        measure: |v| v.document.headline.overlap(v.text(), v.shape()),
    },
    Heuristic {
        name: "headline",
        about: "1 if the line is the headline",
        measure: |v| flag(v.document.headline.line == Some(v.at)),
    },
];

fn same(v: &View<'_>) -> f32 {
    ln(v.document.same[v.at] - 1)
}

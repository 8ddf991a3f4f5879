//! Position: where a line stands, and in what company.

use super::document::FAR;
use super::{Heuristic, View, flag, ln};
use crate::line::Gap;

/// Mean words of the lines up to `reach` before and after, the line itself left out.
fn company(v: &View<'_>, reach: usize) -> f32 {
    let before = v.document.words(v.at.saturating_sub(reach), v.at);
    let after = v.document.words(v.at + 1, v.at + 1 + reach);
    (before + after) as f32 / (2 * reach) as f32
}

/// Share of the words up to `reach` lines before and after that are prose.
fn prose_around(v: &View<'_>, reach: usize) -> f32 {
    let (from, to) = (v.at.saturating_sub(reach), v.at + 1 + reach);
    let words = v.document.words(from, to);
    if words == 0 { 0.0 } else { v.document.prose(from, to) as f32 / words as f32 }
}

fn neighbour_words(v: &View<'_>, by: isize) -> f32 {
    v.neighbour(by).map_or(-1.0, |s| ln(s.words))
}

/// Share of the prose that stands before the line; 0.5 within a long stream.
fn progress(v: &View<'_>) -> f32 {
    let all = v.document.prose(0, usize::MAX);
    if v.page.continues || v.page.continued {
        return 0.5;
    }
    if all == 0 { 0.5 } else { v.document.prose(0, v.at) as f32 / all as f32 }
}

pub(super) const HEURISTICS: &[Heuristic] = &[
    Heuristic {
        name: "lines before",
        about: "lines above, as ln(1 + n)",
        measure: |v| if v.page.continues { ln(FAR) } else { ln(v.at as u32) },
    },
    Heuristic {
        name: "lines after",
        about: "lines below, as ln(1 + n)",
        measure: |v| {
            if v.page.continued { ln(FAR) } else { ln((v.page.lines.len() - 1 - v.at) as u32) }
        },
    },
    Heuristic {
        name: "place on the page",
        about: "share of the page's lines above",
        measure: |v| v.at as f32 / v.page.lines.len() as f32,
    },
    Heuristic { name: "place in the prose", about: "share of the page's prose above", measure: progress },
    Heuristic {
        name: "prose above",
        about: "lines since the last prose, as ln(1 + n)",
        measure: |v| ln(v.document.since_prose[v.at]),
    },
    Heuristic {
        name: "prose below",
        about: "lines until the next prose, as ln(1 + n)",
        measure: |v| ln(v.document.until_prose[v.at]),
    },
    Heuristic {
        name: "words around 1",
        about: "mean words of the two neighbours, as ln(1 + n)",
        measure: |v| company(v, 1).ln_1p(),
    },
    Heuristic { name: "words around 3", about: "the same of three lines each way", measure: |v| company(v, 3).ln_1p() },
    Heuristic { name: "words around 8", about: "the same of eight lines each way", measure: |v| company(v, 8).ln_1p() },
    Heuristic {
        name: "words of line above",
        about: "words, as ln(1 + n); -1 at the edge",
        measure: |v| neighbour_words(v, -1),
    },
    Heuristic {
        name: "words of line below",
        about: "words, as ln(1 + n); -1 at the edge",
        measure: |v| neighbour_words(v, 1),
    },
    Heuristic {
        name: "words two above",
        about: "words, as ln(1 + n); -1 at the edge",
        measure: |v| neighbour_words(v, -2),
    },
    Heuristic {
        name: "words two below",
        about: "words, as ln(1 + n); -1 at the edge",
        measure: |v| neighbour_words(v, 2),
    },
    Heuristic {
        name: "prose around 3",
        about: "share of the words three lines each way that is prose",
        measure: |v| prose_around(v, 3),
    },
    Heuristic { name: "prose around 10", about: "the same of ten lines each way", measure: |v| prose_around(v, 10) },
    Heuristic { name: "prose around 30", about: "the same of thirty lines each way", measure: |v| prose_around(v, 30) },
    Heuristic { name: "blank line above", about: "1 if so", measure: |v| flag(v.line().gap == Gap::Paragraph) },
    Heuristic {
        name: "blank line below",
        about: "1 if so",
        measure: |v| flag(v.page.lines.get(v.at + 1).is_none_or(|l| l.gap == Gap::Paragraph)),
    },
    Heuristic {
        name: "part of a line",
        about: "1 if cut from a longer line",
        measure: |v| flag(v.line().gap == Gap::None),
    },
    Heuristic {
        name: "page length",
        about: "words of the page, as ln(1 + n)",
        measure: |v| ln(v.document.words(0, usize::MAX)),
    },
    Heuristic {
        name: "page prose",
        about: "share of the page's words that is prose",
        measure: |v| v.document.prose(0, usize::MAX) as f32 / v.document.words(0, usize::MAX).max(1) as f32,
    },
    Heuristic {
        name: "after the headline",
        about: "lines since the headline, as ±ln(1 + n); negative before it, 0 without one",
        measure: |v| match v.document.headline.line {
            Some(h) if h <= v.at => ln((v.at - h) as u32),
            Some(h) => -ln((h - v.at) as u32),
            None => 0.0,
        },
    },
];

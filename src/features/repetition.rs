//! Repetition: what a page says more than once.

use super::{View, flag, ln};

features! {
    "same line elsewhere": "lines with the same words besides this one, as ln(1 + n)" => same;
    "same pattern elsewhere": "lines with the same words when digits are left out, as ln(1 + n)" =>
        |v| ln(v.overview.same_pattern[v.at] - 1);
    "said above": "1 if an equal line stood above" => |v| flag(v.overview.seen_above[v.at]);
    "words of the title": "share of a short line's words that the headline has" =>
        |v| v.overview.title.overlaps.get(v.at).copied().unwrap_or(0.0);
    "headline": "1 if the line is the headline" => |v| flag(v.overview.title.likeliest().contains(&v.at));
}

fn same(v: &View<'_>) -> f32 {
    ln(v.overview.same[v.at] - 1)
}

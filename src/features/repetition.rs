//! Repetition: what a page says more than once.

use super::{View, flag, ln};

features! {
    "same line elsewhere": "lines with the same words besides this one, as ln(1 + n)" => same;
    "same pattern elsewhere": "lines with the same words when digits are left out, as ln(1 + n)" =>
        |v| ln(v.overview.same_pattern[v.at] - 1);
    "said above": "1 if an equal line stood above" => |v| flag(v.overview.seen_above[v.at]);
    "words of the title": "share of a short line's words that the headline has" =>
        |v| v.overview.headline.overlaps.get(v.at).copied().unwrap_or(0.0);
    "headline": "1 if the line is the headline" => |v| flag(v.overview.headline.blocks.contains(&v.at));
}

fn same(v: &View<'_>) -> f32 {
    ln(v.overview.same[v.at] - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{assert_values, html, log, text};

    #[test]
    fn every_feature_finds_what_is_repeated() {
        // Marks and capitals are no part of a line's words.
        let page = text("Read more\nRead More!\n→ read more\nPage 2 of 9\nPage 3 of 9\nOnce only\n");
        let titled =
            html("<title>The old mill turns</title><h1>The old mill turns</h1><p>The mill is old<p>Nothing of it");
        assert_values(
            &FAMILY,
            &[
                (
                    &page,
                    "Read more",
                    &[
                        ("same line elsewhere", log(2.0)),
                        ("same pattern elsewhere", log(2.0)),
                        ("said above", 0.0),
                        ("words of the title", 0.0),
                        ("headline", 0.0),
                    ],
                ),
                (&page, "Read More!", &[("same line elsewhere", log(2.0)), ("said above", 1.0)]),
                (
                    &page,
                    "Page 3 of 9",
                    &[("same line elsewhere", 0.0), ("same pattern elsewhere", log(1.0)), ("said above", 0.0)],
                ),
                (&page, "Once only", &[("same line elsewhere", 0.0), ("same pattern elsewhere", 0.0)]),
                (&titled, "The old mill turns", &[("words of the title", 1.0), ("headline", 1.0)]),
                (&titled, "The mill is old", &[("words of the title", 3.0 / 4.0), ("headline", 0.0)]),
                (&titled, "Nothing of it", &[("words of the title", 0.0)]),
            ],
        );
    }
}

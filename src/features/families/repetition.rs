//! What a page repeats, and what repeats its title.

use crate::features::family::features;
use crate::features::numbers::{flag, ln};

features! {
    "same words elsewhere": "number of other blocks with the same words, as ln(1 + n)" =>
        |v| ln(v.overview.same[v.at] - 1);
    "same pattern elsewhere": "number of other blocks with the same words when words that begin with a digit are left \
        out, as ln(1 + n)" =>
        |v| ln(v.overview.same_pattern[v.at] - 1);
    "repeats an earlier block": "1 if an earlier block has the same words, else 0" =>
        |v| flag(v.overview.repeats_earlier[v.at]);
    "words in the title": "share of the words that the title of the page has (in text: the headline), 0 to 1; 0 for a \
        block of more than 40 words" =>
        |v| v.title.overlaps.get(v.at).copied().unwrap_or(0.0);
    "headline": "1 if the block belongs to the headline, else 0" =>
        |v| flag(v.title.likeliest().contains(&v.at));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{assert_values, html, log, text};

    #[test]
    fn every_feature_finds_what_is_repeated() {
        // Marks and capitals do not tell words apart.
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
                        ("same words elsewhere", log(2.0)),
                        ("same pattern elsewhere", log(2.0)),
                        ("repeats an earlier block", 0.0),
                        ("words in the title", 0.0),
                        ("headline", 0.0),
                    ],
                ),
                (&page, "Read More!", &[("same words elsewhere", log(2.0)), ("repeats an earlier block", 1.0)]),
                (
                    &page,
                    "Page 3 of 9",
                    &[
                        ("same words elsewhere", 0.0),
                        ("same pattern elsewhere", log(1.0)),
                        ("repeats an earlier block", 0.0),
                    ],
                ),
                (&page, "Once only", &[("same words elsewhere", 0.0), ("same pattern elsewhere", 0.0)]),
                (&titled, "The old mill turns", &[("words in the title", 1.0), ("headline", 1.0)]),
                (&titled, "The mill is old", &[("words in the title", 3.0 / 4.0), ("headline", 0.0)]),
                (&titled, "Nothing of it", &[("words in the title", 0.0)]),
            ],
        );
    }
}

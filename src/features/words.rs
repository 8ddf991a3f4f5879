//! Lexicon: what kinds of words a line has.

use super::ln;

features! {
    "function words": "share of the words that are function words" =>
        |v| v.shape().stopwords as f32 / v.shape().words.max(1) as f32;
    "number of function words": "function words, as ln(1 + n)" => |v| ln(v.shape().stopwords);
    "interface words": "share of the words that are the interface's (share, login, cookies …)" =>
        |v| v.shape().interface as f32 / v.shape().words.max(1) as f32;
    "word score": "learned weights of the words, summed, over the square root of their number; 0 in a language they do not know" =>
        |v| if v.overview.known_language { v.shape().word_score } else { 0.0 };
    "word score around 1": "the same of the two neighbours together, 0 in HTML" => |v| v.overview.word_score_around(v.at, 1);
    "word score around 3": "the same of three lines each way" => |v| v.overview.word_score_around(v.at, 3);
    "word score around 10": "the same of ten lines each way" => |v| v.overview.word_score_around(v.at, 10);
    "word score around 30": "the same of thirty lines each way" => |v| v.overview.word_score_around(v.at, 30);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::learned::Learned;
    use crate::features::testing::{
        Page, assert_values, html, log, segment_html, segment_text, text, token, vocabulary,
    };

    /// Weights of two words: 1 and -1.5 in log-odds.
    fn learned() -> Learned {
        Learned { words: vocabulary(&[(token("mill"), 2), (token("rain"), -3)]), ..Learned::default() }
    }

    #[test]
    fn every_feature_weighs_words() {
        // Each line has 6 words, and counts as 8: the first word and the whole of a
        // short line have weights of their own.
        let days: String = (1..=40).map(|day| format!("It was day {day} of April.\n")).collect();
        let page = Page::new(segment_text(&format!("The mill is by the river.\n{days}")), &learned());
        let root = 8f32.sqrt();
        let first: &[(&str, f32)] = &[
            ("function words", 4.0 / 6.0),
            ("number of function words", log(4.0)),
            ("interface words", 0.0),
            ("word score", 1.0 / root),
            ("word score around 1", 0.0),
        ];
        let foreign = Page::new(segment_text("El mill de la orilla no es lo que era.\n"), &learned());
        let html_page = Page::new(segment_html("<p>The mill is by the river.<p>It was rain."), &learned());
        assert_values(
            &FAMILY,
            &[
                (&page, "The mill is by the river.", first),
                (
                    &page,
                    "It was day 1 of April.",
                    &[
                        ("word score", 0.0),
                        ("word score around 1", 1.0 / (2.0 * root)),
                        ("word score around 3", 1.0 / (4.0 * root)),
                    ],
                ),
                (
                    &page,
                    "It was day 3 of April.",
                    &[
                        ("word score around 1", 0.0),
                        ("word score around 3", 1.0 / (6.0 * root)),
                        ("word score around 10", 1.0 / (13.0 * root)),
                    ],
                ),
                (
                    &page,
                    "It was day 10 of April.",
                    &[
                        ("word score around 3", 0.0),
                        ("word score around 10", 1.0 / (20.0 * root)),
                        ("word score around 30", 1.0 / (40.0 * root)),
                    ],
                ),
                (&page, "It was day 11 of April.", &[("word score around 10", 0.0)]),
                (&page, "It was day 31 of April.", &[("word score around 30", 0.0)]),
                (&foreign, "El mill de la orilla no es lo que era.", &[("word score", 0.0)]),
                // "It", "was" and "rain", the first word and the whole line.
                (&html_page, "It was rain.", &[("word score", -1.5 / 5f32.sqrt()), ("word score around 1", 0.0)]),
                (
                    &html("<p>Share this menu now"),
                    "Share this menu now",
                    &[("interface words", 2.0 / 4.0), ("function words", 2.0 / 4.0)],
                ),
                (&text("Tenerife\n"), "Tenerife", &[("function words", 0.0), ("number of function words", 0.0)]),
            ],
        );
    }
}

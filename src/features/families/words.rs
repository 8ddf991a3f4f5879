//! What kinds of words a block has, by word lists and learned weights.

use crate::features::family::features;
use crate::features::numbers::{ln, share};

features! {
    "function words": "share of the words that are function words, 0 to 1" =>
        |v| share(v.shape().stopwords, v.shape().words);
    "number of function words": "number of function words, as ln(1 + n)" => |v| ln(v.shape().stopwords);
    "interface words": "share of the words that belong to user interfaces (share, login, cookies …), 0 to 1" =>
        |v| share(v.shape().interface, v.shape().words);
    "word score": "learned log-odds of the words, the first word and a short block as a whole, summed and divided by \
        the square root of their number; positive for content, 0 on pages in other languages than English" =>
        |v| if v.overview.known_language { v.shape().word_score } else { 0.0 };
    "interface score": "learned log-odds of the words by their use in interfaces of all languages, summed and divided \
        by the square root of their number; negative for interfaces, 0 in HTML" =>
        |v| v.shape().interface_score;
    "word score around 3": "mean word score of three blocks each way, weighted by the square root of their words; 0 \
        in HTML" =>
        |v| v.overview.word_score_around(v.at, 3);
    "word score around 10": "mean word score of ten blocks each way, likewise weighted; 0 in HTML" =>
        |v| v.overview.word_score_around(v.at, 10);
    "word score around 30": "mean word score of thirty blocks each way, likewise weighted; 0 in HTML" =>
        |v| v.overview.word_score_around(v.at, 30);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::learned::Learned;
    use crate::features::testing::{
        Expected, Page, assert_values, html, log, segment_html, segment_text, text, token, vocabulary,
    };

    /// Weights of two words: 1 and -1.5 in log-odds, and of one of interfaces: 0.5.
    fn learned() -> Learned {
        let words = vocabulary(&[(token("mill"), 2), (token("rain"), -3)]);
        Learned { words, interface: vocabulary(&[(token("river"), 1)]), ..Learned::default() }
    }

    #[test]
    fn every_feature_weighs_words() {
        // Each line has 6 words and 8 summands: the first word and the whole of a short
        // block have weights of their own.
        let days: String = (1..=40).map(|day| format!("It was day {day} of April.\n")).collect();
        let page = Page::new(segment_text(&format!("The mill is by the river.\n{days}")), &learned());
        let root = 8f32.sqrt();
        let first: &[Expected<'_>] = &[
            ("function words", 4.0 / 6.0),
            ("number of function words", log(4.0)),
            ("interface words", 0.0),
            ("word score", 1.0 / root),
            ("interface score", 0.5 / root),
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
                    &[("word score", 0.0), ("interface score", 0.0), ("word score around 3", 1.0 / (4.0 * root))],
                ),
                (
                    &page,
                    "It was day 3 of April.",
                    &[("word score around 3", 1.0 / (6.0 * root)), ("word score around 10", 1.0 / (13.0 * root))],
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
                // "It", "was" and "rain", the first word and the whole block.
                (&html_page, "It was rain.", &[("word score", -1.5 / 5f32.sqrt()), ("word score around 3", 0.0)]),
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

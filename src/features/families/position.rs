//! Where a block stands on the page, and how long its neighbours are.

use crate::document::Gap;
use crate::features::family::{BlockView, features};
use crate::features::numbers::{FAR, flag, ln, ln_1p, share};

/// Returns the mean number of words of the blocks up to `reach` before and after, the block
/// itself left out. Blocks beyond the page count as empty.
fn words_around(v: &BlockView<'_>, reach: usize) -> f32 {
    let before = v.overview.words(v.at.saturating_sub(reach), v.at);
    let after = v.overview.words(v.at + 1, v.at + 1 + reach);
    (before + after) as f32 / (2 * reach) as f32
}

/// Returns the share of the words in the block and up to `reach` blocks before and after
/// that are prose.
fn prose_around(v: &BlockView<'_>, reach: usize) -> f32 {
    let (from, to) = (v.at.saturating_sub(reach), v.at + 1 + reach);
    share(v.overview.prose(from, to), v.overview.words(from, to))
}

/// Returns the number of words of a neighbour, as ln(1 + n), or -1 beyond the page.
fn neighbour_words(v: &BlockView<'_>, by: isize) -> f32 {
    v.neighbour(by).map_or(-1.0, |s| ln(s.words))
}

/// Returns the share of the prose that stands before the block; 0.5 on a page without prose
/// and in a window of a long text.
fn prose_before(v: &BlockView<'_>) -> f32 {
    let all = v.overview.prose(0, usize::MAX);
    if all == 0 || v.document.continues || v.document.continued {
        return 0.5;
    }
    share(v.overview.prose(0, v.at), all)
}

features! {
    "blocks before": "number of blocks before, as ln(1 + n); 200 where the text began in an earlier window" =>
        |v| if v.document.continues { ln(FAR) } else { ln(v.at as u32) };
    "blocks after": "number of blocks after, as ln(1 + n); 200 where the text goes on in a later window" => |v| {
        if v.document.continued { ln(FAR) } else { ln((v.document.blocks.len() - 1 - v.at) as u32) }
    };
    "place on the page": "share of the page's blocks before this one, 0 to 1" =>
        |v| share(v.at as u32, v.document.blocks.len() as u32);
    "place in the prose": "share of the page's prose before this block, 0 to 1; 0.5 without prose and in a window of \
        a long text" =>
        prose_before;
    "blocks since prose": "blocks since the last prose, 0 to 200, as ln(1 + n); 0 for prose" =>
        |v| ln(v.overview.since_prose[v.at]);
    "blocks until prose": "blocks until the next prose, 0 to 200, as ln(1 + n); 0 for prose" =>
        |v| ln(v.overview.until_prose[v.at]);
    "words around 1": "mean words of the two neighbours, as ln(1 + n); blocks beyond the page count as empty" =>
        |v| ln_1p(words_around(v, 1));
    "words around 3": "mean words of three blocks each way, as ln(1 + n); blocks beyond the page count as empty" =>
        |v| ln_1p(words_around(v, 3));
    "words around 8": "mean words of eight blocks each way, as ln(1 + n); blocks beyond the page count as empty" =>
        |v| ln_1p(words_around(v, 8));
    "words of block above": "words of the block before, as ln(1 + n); -1 for the first block" =>
        |v| neighbour_words(v, -1);
    "words of block below": "words of the block after, as ln(1 + n); -1 for the last block" =>
        |v| neighbour_words(v, 1);
    "words two above": "words of the second block above, as ln(1 + n); -1 beyond the page" => |v| neighbour_words(v, -2);
    "words two below": "words of the second block below, as ln(1 + n); -1 beyond the page" => |v| neighbour_words(v, 2);
    "prose around 3": "share of the words in this block and three each way that are prose, 0 to 1" =>
        |v| prose_around(v, 3);
    "prose around 10": "share of the words in this block and ten each way that are prose, 0 to 1" =>
        |v| prose_around(v, 10);
    "prose around 30": "share of the words in this block and thirty each way that are prose, 0 to 1" =>
        |v| prose_around(v, 30);
    "blank line above": "1 if a blank line or the edge of a block element comes before, else 0" =>
        |v| flag(v.block().gap == Gap::Paragraph);
    "blank line below": "1 if a blank line, the edge of a block element or the end of the page comes after, else 0" =>
        |v| flag(v.document.blocks.get(v.at + 1).is_none_or(|l| l.gap == Gap::Paragraph));
    "part of a line": "1 if the block continues a line of the source or stands beside the text (an icon, an \
        alternative text), else 0" =>
        |v| flag(v.block().gap == Gap::None);
    "page length": "number of words of the page, as ln(1 + n)" => |v| ln(v.overview.words(0, usize::MAX));
    "page prose": "share of the page's words that are prose, 0 to 1" =>
        |v| share(v.overview.prose(0, usize::MAX), v.overview.words(0, usize::MAX));
    "after the headline": "blocks since the headline, as ln(1 + n); before the headline -ln(1 + n), 0 without one" =>
        |v| match v.title.likeliest().first().copied() {
            Some(h) if h <= v.at => ln((v.at - h) as u32),
            Some(h) => -ln((h - v.at) as u32),
            None => 0.0,
        };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::features::learned::Learned;
    use crate::features::testing::{Page, assert_values, html, log, segment_text, text};

    /// Thirteen words of prose.
    const PROSE: &str = "The ferry to the island was stopped on Friday because of the wind.";

    #[test]
    fn every_feature_says_where_a_line_stands() {
        let source = format!("The ferry\n\n{PROSE}\nTwo short words\n\nRead on\n");
        let page = text(&source);
        // The prose, then forty lines of two words.
        let items: String = (1..=40).map(|n| format!("Item {n}\n")).collect();
        let long = text(&format!("{PROSE}\n{items}"));
        let window = |continues, continued| {
            Page::new(Document { continues, continued, ..segment_text(&source) }, &Learned::default())
        };
        let cut = text("icon facebook icon twitter icon vk The mayor opened the bridge.\n");
        let headed = html("<title>The old mill turns</title><p>Kicker here<h1>The old mill turns</h1><p>One<p>Two");
        let (far, edge) = (log(200.0), -1.0);
        assert_values(
            &FAMILY,
            &[
                (
                    &page,
                    "The ferry",
                    &[
                        ("blocks before", 0.0),
                        ("blocks after", log(3.0)),
                        ("place on the page", 0.0),
                        ("place in the prose", 0.0),
                        ("blocks since prose", far),
                        ("blocks until prose", log(1.0)),
                        ("words around 1", log(13.0 / 2.0)),
                        ("words around 3", log(18.0 / 6.0)),
                        ("words around 8", log(18.0 / 16.0)),
                        ("words of block above", edge),
                        ("words of block below", log(13.0)),
                        ("words two above", edge),
                        ("words two below", log(3.0)),
                        // The text begins without a blank line.
                        ("blank line above", 0.0),
                        ("blank line below", 1.0),
                        ("part of a line", 0.0),
                        ("page length", log(20.0)),
                        ("page prose", 13.0 / 20.0),
                        ("after the headline", 0.0),
                    ],
                ),
                (
                    &page,
                    PROSE,
                    &[
                        ("blocks since prose", 0.0),
                        ("blocks until prose", 0.0),
                        ("place in the prose", 0.0),
                        ("words around 1", log(5.0 / 2.0)),
                        ("words around 3", log(7.0 / 6.0)),
                        ("words around 8", log(7.0 / 16.0)),
                        ("words of block above", log(2.0)),
                        ("words of block below", log(3.0)),
                        ("prose around 3", 13.0 / 20.0),
                        ("blank line above", 1.0),
                        ("blank line below", 0.0),
                    ],
                ),
                (
                    &page,
                    "Two short words",
                    &[
                        ("blocks before", log(2.0)),
                        ("blocks after", log(1.0)),
                        ("place on the page", 2.0 / 4.0),
                        ("place in the prose", 1.0),
                        ("blocks since prose", log(1.0)),
                        ("blocks until prose", far),
                        ("words two above", log(2.0)),
                        ("words two below", edge),
                    ],
                ),
                // The end of the page counts as a blank line.
                (&page, "Read on", &[("blank line above", 1.0), ("blank line below", 1.0)]),
                (&long, "Item 3", &[("prose around 3", 13.0 / 25.0), ("prose around 10", 13.0 / 39.0)]),
                (&long, "Item 4", &[("prose around 3", 0.0)]),
                (&long, "Item 10", &[("prose around 10", 13.0 / 53.0), ("prose around 30", 13.0 / 93.0)]),
                (&long, "Item 11", &[("prose around 10", 0.0)]),
                (&long, "Item 31", &[("prose around 30", 0.0)]),
                (&long, PROSE, &[("page length", log(93.0)), ("page prose", 13.0 / 93.0)]),
                (&window(true, false), "The ferry", &[("blocks before", far), ("blocks after", log(3.0))]),
                (&window(false, true), "The ferry", &[("blocks before", 0.0), ("blocks after", far)]),
                (&window(false, true), "Read on", &[("place in the prose", 0.5)]),
                (&cut, "The mayor opened the bridge.", &[("part of a line", 1.0)]),
                (&headed, "Kicker here", &[("after the headline", -log(1.0)), ("blank line above", 1.0)]),
                (&headed, "The old mill turns", &[("after the headline", 0.0)]),
                (&headed, "Two", &[("after the headline", log(2.0))]),
            ],
        );
    }
}

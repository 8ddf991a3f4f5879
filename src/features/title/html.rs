//! The headline of a page: the heading, or the line, that fits the title best.

use super::{Names, Title, hash_words};
use crate::document::{Document, Markup, Within};
use crate::features::shape::Shape;
use crate::html::display::heading_level;
use crate::words::credit::is_credit;

/// Most words of a headline.
pub(super) const MOST_WORDS: u32 = 40;

/// The lines of the headline, several where a heading has line breaks or blocks
/// in it; none if nothing fits. Adds to `overlaps` the share of each line's words
/// that the title has.
pub(super) fn find(document: &Document, shapes: &[Shape], title: &Title, overlaps: &mut Vec<f32>) -> Vec<usize> {
    let mut best = (0.0, Vec::new());
    let mut words = Vec::new();
    // Up to here headings of several lines were looked at.
    let mut seen = 0;
    for (at, (block, shape)) in document.blocks.iter().zip(shapes).enumerate() {
        if at >= seen && block.markup.is_some_and(|markup| markup.heading > 0) {
            let (blocks, end) = heading(document, shapes, at);
            seen = end;
            if let [first, _, ..] = blocks[..] {
                words.clear();
                blocks.iter().for_each(|&at| hash_words(document.text_of(&document.blocks[at]), &mut words));
                let markup = document.blocks[first].markup.unwrap_or_default();
                let bytes = blocks.iter().map(|&at| shapes[at].bytes).sum::<u32>();
                let names = title.names(&words, markup.link * 2 > bytes);
                let score = fits(words.len() as u32, title.shared(&words), names, &markup);
                if score > best.0 {
                    best = (score, blocks);
                }
            }
        }
        let overlap = title.overlap(document.text_of(block), shape, &mut words);
        overlaps.push(overlap);
        let Some(markup) = &block.markup else { continue };
        if !is_text(markup, shape) || shape.words > MOST_WORDS {
            continue;
        }
        let names = title.names(&words, markup.link * 2 > shape.bytes);
        let score = fits(shape.words, overlap, names, markup);
        if score > best.0 {
            best = (score, vec![at]);
        }
    }
    best.1
}

/// The lines of the heading that line `at` is in, but for those that say who
/// wrote the page and when; and the line behind its last. None of one that is too
/// long to be a headline.
fn heading(document: &Document, shapes: &[Shape], at: usize) -> (Vec<usize>, usize) {
    let block = document.blocks[at].markup.map_or(u32::MAX, |markup| markup.element);
    let Some(element) = document.ancestors(block).find(|element| heading_level(element.tag) > 0) else {
        return (Vec::new(), at + 1);
    };
    let mut blocks: Vec<usize> = (at..element.blocks.end as usize).collect();
    blocks.retain(|&at| {
        document.blocks[at].markup.is_some_and(|markup| is_text(&markup, &shapes[at]))
            && !is_credit(document.text_of(&document.blocks[at]))
    });
    if blocks.iter().map(|&at| shapes[at].words).sum::<u32>() > MOST_WORDS {
        blocks.clear();
    }
    (blocks, (element.blocks.end as usize).max(at + 1))
}

/// Whether a line has words and is not beside the text.
fn is_text(markup: &Markup, shape: &Shape) -> bool {
    shape.words > 0 && markup.within.0 & (Within::ALT.0 | Within::SVG.0 | Within::ICON.0) == 0
}

/// How well so many words fit as the headline; 0 for not at all.
fn fits(words: u32, overlap: f32, names: Names, markup: &Markup) -> f32 {
    let whole = names != Names::Neither;
    let level = match markup.heading {
        1 => 1.0,
        2 => 0.4,
        0 => 0.0,
        _ => 0.2,
    };
    // A line that is not a heading must say what the title says.
    if level == 0.0 && !(whole && words >= 3) || level < 1.0 && overlap < 0.6 {
        return 0.0;
    }
    let within = markup.within;
    let chrome = within.has(Within::NAV) || within.has(Within::FOOTER) || within.has(Within::ASIDE);
    let size = (words.min(8) as f32) / 8.0;
    let said = match names {
        Names::Document => 1.2,
        Names::Part => 0.3,
        Names::Neither | Names::Site => 0.0,
    };
    let score = level + overlap * (0.5 + size) + said;
    // Better than other headings, but for one that the title has.
    let score = if names == Names::Site { (score + 1.0) * 0.5 } else { score };
    if chrome { score * 0.3 } else { score }
}

#[cfg(test)]
mod tests {
    use crate::features::title::main_part;
    use crate::features::{learned::Learned, measure};
    use crate::html::Parser;
    use crate::segment::html::segment;

    const STORY: &str = "<p>The first pair came in on Tuesday, at dusk, and went straight to the box above the clock.\
        <p>Eleven boxes were put up in 2023, when the old louvres were replaced, and nobody believed it.";

    /// The headline of a page that begins with `html`, and how many blocks it stands in.
    fn headline(html: &str) -> (String, usize) {
        let document = segment(&format!("{html}{STORY}"), Parser::Stream);
        let features = measure(&document, &Learned::default());
        let blocks = features.title.likeliest();
        let texts: Vec<_> = blocks.iter().map(|&at| document.text_of(&document.blocks[at])).collect();
        let from_head = main_part(&document.head).filter(|_| blocks.is_empty());
        (from_head.map_or(texts.join(" "), str::to_owned), blocks.len())
    }

    #[test]
    fn a_heading_of_several_lines_is_one_headline() {
        let whole = ("Swifts are back in the bell tower".to_owned(), 2);
        let title = "<title>Swifts are back in the bell tower | Courier</title>";
        assert_eq!(headline("<h1>Swifts are back<br>in the bell tower</h1>"), whole);
        assert_eq!(headline(&format!("{title}<h1>Swifts are back<br>in the bell tower</h1>")), whole);
        assert_eq!(headline("<h1><span>Swifts are back</span><div>in the bell tower</div></h1>"), whole);
    }

    #[test]
    fn what_else_stands_in_the_heading_is_left_out() {
        let alone = ("Swifts are back".to_owned(), 1);
        assert_eq!(headline("<h1>Swifts are back<div>By Ada Moss</div></h1>"), alone);
        assert_eq!(headline("<title>Swifts are back</title><h1>Swifts are back<div>3 min read</div></h1>"), alone);
    }

    #[test]
    fn the_site_is_no_headline_where_the_page_has_one() {
        let site = "<h1><a href=/>The Hollin Courier and Post</a></h1>";
        let document = |title: &str| headline(&format!("<title>{title}</title>{site}<h2>Swifts are back</h2>")).0;
        assert_eq!(document("Swifts are back | The Hollin Courier and Post"), "Swifts are back");
        assert_eq!(document("Swifts are back / Birds / The Hollin Courier and Post Forums"), "Swifts are back");
        let named = "<meta property=og:site_name content='The Hollin Courier and Post'>";
        assert_eq!(
            headline(&format!("{named}<title>Swifts are back</title>{site}<h2>Swifts are back</h2>")).0,
            "Swifts are back"
        );
        let social = "<meta property=og:title content='Swifts are back'>";
        let said = headline(&format!(
            "{social}<title>Hollin Post: Swifts are back</title><h1><a href=/>Hollin Post</a></h1><p>Swifts are back</p>"
        ));
        assert_eq!(said.0, "Swifts are back");
        // Its front page has no other.
        assert_eq!(
            headline(&format!("<title>The Hollin Courier and Post</title>{site}<h1>Menu</h1>")).0,
            "The Hollin Courier and Post"
        );
    }

    #[test]
    fn from_the_head_comes_the_part_that_names_the_page() {
        let title = "Swifts are back | The Hollin Courier and Post";
        assert_eq!(headline(&format!("<title>{title}</title>")).0, "Swifts are back");
        let same = format!("<title>{title}</title><meta property=og:title content='{title}'>");
        assert_eq!(headline(&same).0, "Swifts are back");
    }
}

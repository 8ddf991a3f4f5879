//! Cuts an HTML page into the blocks of a [`Document`].
//!
//! A parser of [`crate::html`] reports the page as events; [`Segmenter`] makes blocks of
//! them. `within` knows what tags and attributes say about the text inside them, `tokens`
//! hashes tags and classes, and `marks` holds the elements that a user's selectors matched.

mod segmenter;
mod tokens;
mod within;

pub use segmenter::Segmenter;
pub use within::circumstance;

use crate::document::Document;
use crate::html::Parser;
use crate::rulings::{Marks, Rulings};

/// Cuts a page into lines.
pub fn segment(html: &str, parser: Parser) -> Document {
    segment_with(html, parser, Marks::default(), false).0
}

/// Cuts a page into lines that bear the rulings of the marked elements around
/// them, by the parser that the elements were counted by. With `inline`, it
/// records inline markup, too.
pub fn segment_with(html: &str, parser: Parser, marks: Marks, inline: bool) -> (Document, Rulings) {
    let mut segmenter = Segmenter::marked(marks);
    if inline {
        segmenter = segmenter.recording();
    }
    parser.parse(html, &mut segmenter);
    segmenter.finish()
}

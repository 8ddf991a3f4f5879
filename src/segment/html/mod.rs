//! Cuts an HTML page into the blocks of a [`Document`].
//!
//! A parser of [`crate::html`] reports the page as events; [`Segmenter`] turns them into blocks.
//! `within` knows what tags and attributes say about the text inside them, the tokens of `document` hash
//! tags and classes, `templates` finds runs of cards and sections, and `comments` finds comments,
//! by the `names` of elements and by dates. `permalink` recognises the permalinks of headings.

mod comments;
pub mod names;
mod permalink;
mod segmenter;
mod templates;
mod within;

use segmenter::Segmenter;

use crate::document::Document;
use crate::html::Parser;
use crate::rulings::{Marks, Rulings};

/// Cuts a page into blocks.
pub fn segment(html: &str, parser: Parser) -> Document {
    segment_with(html, parser, Marks::default(), false).0
}

/// Cuts a page into blocks and applies the rulings on the marked elements to them.
///
/// `parser` must be the parser whose elements the marks count. With `inline`, inline markup is
/// recorded, too.
pub fn segment_with(html: &str, parser: Parser, marks: Marks, inline: bool) -> (Document, Rulings) {
    let mut segmenter = Segmenter::with_marks(marks);
    if inline {
        segmenter = segmenter.with_inline_markup();
    }
    parser.parse(html, &mut segmenter);
    let (mut document, rulings) = segmenter.finish();
    templates::find(&mut document);
    (document, rulings)
}

//! HTML → [`Page`].
//!
//! A producer walks the page and reports events; [`Segmenter`] makes lines of
//! them. `display` knows how tags are laid out, `attributes` what attributes
//! say, `segmenter` puts it together. Where rules of the user hold selectors,
//! `selectable` is what they are matched against, and `marks` what they matched.

pub mod attributes;
mod character_data;
mod class;
pub mod display;
pub mod event;
mod linked_data;
pub mod marks;
mod metadata;
mod names;
mod open_elements;
mod raw_text;
mod segmenter;
pub mod selectable;
pub mod stream;
pub mod tag;
mod tokenize;
pub mod tree;

use marks::Marks;
pub use segmenter::Segmenter;

use crate::Parser;
use crate::line::Page;

/// Cuts a page into lines.
pub fn segment(html: &str, parser: Parser) -> Page {
    segment_with(html, parser, Marks::default(), false)
}

/// Cuts a page into lines that bear the rulings of the marked elements around
/// them, by the parser that the elements were counted by. With `inline`, it
/// records inline markup, too.
pub fn segment_with(html: &str, parser: Parser, marks: Marks, inline: bool) -> Page {
    let mut segmenter = Segmenter::marked(marks);
    if inline {
        segmenter = segmenter.recording();
    }
    match parser {
        Parser::Stream => stream::stream(html, &mut segmenter),
        Parser::Tree => tree::walk(html, &mut segmenter),
    }
    segmenter.finish()
}

/// The words of `text` with one space between them.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

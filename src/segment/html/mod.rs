//! HTML → [`Page`].
//!
//! A producer walks the page and reports events; [`Segmenter`] makes lines of
//! them. `display` knows how tags are laid out, `attributes` what attributes
//! say, `segmenter` puts it together.

pub mod attributes;
mod character_data;
mod class;
pub mod display;
pub mod event;
mod metadata;
mod names;
mod open_elements;
mod raw_text;
mod segmenter;
pub mod stream;
pub mod tag;
mod tokenize;
pub mod tree;

pub use segmenter::Segmenter;

use crate::Parser;
use crate::line::Page;

/// Cuts a page into lines.
pub fn segment(html: &str, parser: Parser) -> Page {
    let mut segmenter = Segmenter::new();
    match parser {
        Parser::Stream => stream::stream(html, &mut segmenter),
        Parser::Tree => tree::walk(html, &mut segmenter),
    }
    segmenter.finish()
}

//! An HTML parser that reports a page as a plain sequence of events. It knows nothing of
//! the rest of the crate.
//!
//! [`stream`] is the fast parser: one pass over the page. [`tree`] walks the tree that
//! `scraper` builds by the standard's algorithm; it is the reference that the fast parser
//! is tested against. Both report to a [`event::Sink`].

mod character_data;
mod class;
pub mod display;
pub mod event;
mod names;
mod open_elements;
mod raw_text;
pub mod selectable;
pub mod stream;
pub mod tag;
mod tokenize;
pub mod tree;

/// The parsers that report HTML events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parser {
    /// Reads the page once, with a small table of implied end tags: fast, and the default.
    #[default]
    Stream,
    /// Walks the tree that `scraper` builds: the reference, many times slower.
    Tree,
}

impl Parser {
    /// Reports the elements and the text of a page to `sink`.
    pub fn parse<S: event::Sink>(self, html: &str, sink: &mut S) {
        match self {
            Parser::Stream => stream::stream(html, sink),
            Parser::Tree => tree::walk(html, sink),
        }
    }
}

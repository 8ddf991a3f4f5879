//! The choice between the fast parser and the reference.

use super::event::Sink;
use super::{stream, tree};

/// The parsers that report HTML events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parser {
    /// Reads the page in one pass, with compact rules for implied tags. Fast, and the default.
    #[default]
    Stream,
    /// Walks the tree that `scraper` builds. The reference, many times slower.
    Tree,
}

impl Parser {
    /// Reports the elements and the text of a page to `sink`.
    pub fn parse<S: Sink>(self, html: &str, sink: &mut S) {
        match self {
            Parser::Stream => stream::stream(html, sink),
            Parser::Tree => tree::walk(html, sink),
        }
    }
}

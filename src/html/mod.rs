//! An HTML parser that reports a page as a plain sequence of events. It imports nothing
//! from the rest of the crate.
//!
//! [`stream`] is the fast parser: one pass over the page. [`tree`] walks the tree that
//! `scraper` builds by the standard's algorithm; tests compare the fast parser with it.
//! Both report to an [`event::Sink`].
//!
//! "The standard" in this module is the
//! [HTML standard](https://html.spec.whatwg.org/multipage/parsing.html).

mod character_data;
mod class;
pub mod css_path;
pub mod display;
pub mod event;
mod names;
mod open_elements;
mod parser;
mod raw_text;
pub mod selectable;
pub mod stream;
pub mod tag;
mod tokenize;
pub mod tree;

pub use parser::Parser;

//! Strips the boilerplate from saved web pages, HTML or the plain text they
//! were flattened to, and keeps the article.
//!
//! ```
//! let page = b"<html><body><nav><a href='/'>Home</a> <a href='/shop'>Shop</a></nav>
//!     <h1>The mill</h1>
//!     <p>The old mill by the river has been grinding flour for three hundred years.</p>
//!     <p>Its wheel was last mended in the spring, when the water stood low enough to work.</p>
//!     <footer>Copyright 2026, all rights reserved</footer></body></html>";
//! let document = dehusk::extract(page, &dehusk::Options::default())?;
//! assert_eq!(document.title.as_deref(), Some("The mill"));
//! assert!(document.text.contains("grinding flour"));
//! assert!(!document.text.contains("Copyright"));
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! # The stages
//!
//! ```text
//! bytes ─ decode ─▶ text ─ segment ─▶ [Line] ─ evidence ─▶ [vector] ─ score ─▶ [p(keep)] ─ select ─▶ kept ─ render ─▶ bytes
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`sniff`] | tells HTML from text from neither, by content |
//! | [`decode`] | bytes to text: the character encoding |
//! | [`segment`] | text or HTML to the same [`line::Line`]s |
//! | [`evidence`] | a fixed, named vector of numbers for every line |
//! | [`score`] | the vector to p(keep), and why |
//! | [`site`] | where the pages of a site were read before: what recurs loses p(keep) |
//! | [`select`] | which lines come out: threshold, repetitions, headline |
//! | [`render`] | the chosen lines as text, as Markdown, or explained |
//!
//! Beside them stand [`rules`], which outrank the score: what a user wants kept
//! or dropped.
//!
//! `lexicon` holds lists of words and labels that several stages look things up in.
//!
//! Before them, `container` (a feature that comes with the command line)
//! unwraps files that hold pages: compressed ones, archives, MHTML, WARC.
//!
//! A stage never imports a later one. The library never prints, exits or
//! reads the environment; the command line (`cli`, a feature that is on by
//! default) does.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod address;
mod article;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "containers")]
pub mod containers;
pub mod decode;
pub mod document;
mod error;
mod extract;
mod extractor;
pub mod features;
pub mod headline;
pub mod html;
pub mod judged;
mod limits;
pub mod metadata;
pub mod model;
mod options;
pub mod render;
pub mod rules;
pub mod rulings;
pub mod segment;
pub mod select;
pub mod site;
pub mod sniff;
mod summary;
mod words;

pub use article::{Article, ArticleBlock, BlockKind};
pub use error::Error;
pub use extractor::Extractor;
pub use html::Parser;
use model::Models;
pub use options::{Input, Keep, OnDoubt, Options, Output, View};
pub use rules::Rules;
pub use summary::{Metadata, Ruled, Summary, Verdict};

/// A cleaned document: its text as the options ask, and what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// What is known about the document.
    pub summary: Summary,
}

/// Cleans a document that is in memory.
///
/// # Errors
/// As [`clean_stream`].
pub fn clean(bytes: &[u8], options: &Options, models: &Models) -> Result<Cleaned, Error> {
    let mut text = Vec::new();
    let summary = extract::stream(bytes, &mut text, options, models, None)?;
    let text = String::from_utf8(text).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    Ok(Cleaned { text, summary })
}
pub use extract::{collect, fingerprints, stream as clean_stream};

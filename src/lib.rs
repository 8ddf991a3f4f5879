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
pub mod features;
pub mod html;
mod limits;
pub mod metadata;
pub mod model;
mod options;
pub mod render;
mod headline;
pub mod rules;
pub mod rulings;
pub mod segment;
pub mod select;
pub mod site;
pub mod sniff;
mod words;

use std::io::{Read, Write};

pub use article::{Article, Ruled, Verdict};
pub use error::Error;
pub use html::Parser;
use model::Models;
pub use options::{Form, From, Keep, OnDoubt, Options, View};
pub use rules::Rules;
use site::{Fingerprints, Known, Origin};

/// Cleans a document: takes its bytes, gives its article and what is known of it.
///
/// # Errors
/// [`Error::NotText`] for bytes that are neither HTML nor text,
/// [`Error::UnknownEncoding`] for a label that names no encoding,
/// [`Error::TooLarge`] and [`Error::TimedOut`] beyond the limits that
/// `options` set. A document without an article is no error: its verdict is
/// [`Verdict::Empty`].
pub fn extract(bytes: &[u8], options: &Options) -> Result<Article, Error> {
    extract_with(bytes, options, &Models::BUILT_IN)
}

/// Cleans a document as [`extract`] does, by other models than those built
/// in. Cross-validation needs it.
///
/// # Errors
/// As [`extract`].
pub fn extract_with(bytes: &[u8], options: &Options, models: &Models) -> Result<Article, Error> {
    let mut text = Vec::new();
    let document = extract::run(bytes, &mut text, options, models, None)?;
    let text = String::from_utf8(text).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    Ok(Article { text, ..document })
}

/// Cleans a document of any length from a reader to a writer.
///
/// Text streams: what comes out is written while `source` is still being
/// read, in bounded memory. HTML is read whole before anything is written.
/// [`Article::text`] stays empty. So with [`OnDoubt::Fail`] nothing comes out
/// only if the beginning of a text is in doubt already; where the verdict of
/// the whole is not [`Verdict::Ok`], what was written is to be thrown away.
///
/// # Errors
/// As [`extract`], and [`Error::Read`] or [`Error::Write`] when a stream fails.
pub fn extract_stream(source: impl Read, out: &mut dyn Write, options: &Options) -> Result<Article, Error> {
    extract_stream_with(source, out, options, &Models::BUILT_IN, None)
}

/// Cleans a document as [`extract_stream`] does, by other models than those
/// built in, or held against what was learnt of the site it is from.
///
/// # Errors
/// As [`extract_stream`].
pub fn extract_stream_with(
    source: impl Read,
    out: &mut dyn Write,
    options: &Options,
    models: &Models,
    known: Option<Known<'_>>,
) -> Result<Article, Error> {
    extract::run(source, out, options, models, known)
}

/// Reads a page for [`site::Sites::learn`], and writes nothing.
///
/// # Errors
/// As [`extract_stream`].
pub fn fingerprints(source: impl Read, options: &Options, origin: Origin<'_>) -> Result<Fingerprints, Error> {
    extract::fingerprints(source, options, origin)
}

//! Extracts the article from a saved web page, HTML or plain text, without the boilerplate:
//! menus, teasers, comments, share rows, cookie notices.
//!
//! ```
//! let page = b"<nav><a href='/'>Home</a> <a href='/shop'>Shop</a></nav>
//!     <h1>The mill</h1>
//!     <p>The old mill by the river has been grinding flour for three hundred years.</p>
//!     <p>Its wheel was last mended in the spring, when the water stood low enough to work.</p>
//!     <footer>Copyright 2026, all rights reserved</footer>";
//! let article = dehusk::extract(page)?;
//! assert_eq!(article.metadata().title.as_deref(), Some("The mill"));
//! assert!(article.body().starts_with("The old mill by the river"));
//! assert!(!article.text().contains("Copyright"));
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! Trained models judge each block of a page by its words, its markup and its surroundings,
//! which is more accurate than fixed rules. It works in any language, best in English. Every
//! article has a [`Verdict`] and a confidence, so that you can tell when it is unsure.
//!
//! It does not fetch pages, run scripts or open sockets. [`Article::metadata`] has the authors,
//! dates and other facts that a page declares or shows; a fact that could be wrong is left out.
//!
//! # Settings
//!
//! An [`Extractor`] holds the settings:
//!
//! ```
//! use dehusk::{Extractor, Keep, Rules};
//!
//! let rules = Rules::default().drop_selector("sup")?.drop_line("^Advertisement$")?;
//! let extractor = Extractor::new().keep(Keep::Precise).url("https://mill.example/news").rules(rules);
//! let page = b"<h1>Floods</h1><p>The river rose to the sill of the mill on Sunday.<sup>[1]</sup></p>";
//! assert_eq!(extractor.extract(page)?.body(), "The river rose to the sill of the mill on Sunday.\n");
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! # Streaming
//!
//! Text of any length streams in bounded memory; HTML is read whole.
//!
//! ```
//! use dehusk::{Extractor, Verdict};
//!
//! let story = "The old mill by the river ground flour for three hundred years, until its axle broke.\n\n\
//!     On Saturday the wheel turned again, slowly at first, while half of the village watched.\n";
//! let text = format!("Home\nNews\nWalks\nLetters\nLog in\n\n{story}\nFollow us\nPrivacy\nCookies\n");
//! let mut article = Vec::new();
//! let summary = Extractor::new().stream(text.as_bytes(), &mut article)?;
//! assert_eq!(summary.verdict, Verdict::Ok);
//! assert_eq!(String::from_utf8(article).unwrap(), story);
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! # Blocks
//!
//! [`Article::blocks`] lists every block of the page, kept or dropped, with its score and the
//! reasons for it:
//!
//! ```
//! # let page = b"<nav><a href='/'>Home</a></nav><p>The old mill by the river has been grinding \
//! #     flour for three hundred years, and its wheel was last mended in the spring.</p>";
//! for block in dehusk::extract(page)?.blocks() {
//!     println!("{:.2} {:?} {}", block.score, block.decision, block.text);
//! }
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! # Markdown
//!
//! [`Article::to_markdown`] keeps headings, lists, tables, quotations, code, links and emphasis:
//!
//! ```
//! let page = b"<h1>The mill</h1><p>It grinds <em>two</em> kinds of grain, as it always has:</p>
//!     <ul><li>rye, which comes from the north</li><li>wheat, which comes by barge</li></ul>";
//! let markdown = dehusk::extract(page)?.to_markdown();
//! assert!(markdown.starts_with("# The mill\n\nIt grinds *two* kinds of grain"));
//! assert!(markdown.contains("\n- rye, which comes from the north\n"));
//! # Ok::<(), dehusk::Error>(())
//! ```
//!
//! # Crate features
//!
//! | feature | what it adds | default |
//! |---|---|---|
//! | `cli` | the `dehusk` command, and all features below but `serde` | yes |
//! | `containers` | what the command line needs to open archives, MHTML, WARC and the like; no public API yet | with `cli` |
//! | `rules-file` | `Rules::from_toml` | with `cli` |
//! | `serde` | `Serialize` for the public types | no |
//!
//! The library never prints, exits or reads the environment.

// A page passes through the stages in this order. A stage never imports a later one;
// `tests/imports.rs` has the whole order and checks it.
//
//     bytes ─ sniff, decode ─▶ text ─ html, segment ─▶ Document ─ features ─▶ vectors
//           ─ model ─▶ scores ─ headline, site, select ─▶ decisions ─ render ─▶ bytes

#![forbid(unsafe_code)]
#![deny(missing_docs)]
// The docs of private modules, which `internals` opens, link to private items.
#![allow(rustdoc::private_intra_doc_links)]

// Shared types and helpers.
mod address;
mod error;
mod limits;
mod options;
mod summary;
mod words;

// The stages and the data that they pass on.
mod comments;
mod decode;
mod document;
mod doubt;
mod explain;
mod features;
mod headline;
mod html;
mod judged;
mod metadata;
mod model;
mod render;
#[cfg(feature = "cli")]
mod report;
mod rules;
mod rulings;
mod segment;
mod select;
mod site;
mod sniff;

// The runners of the stages.
mod article;
mod extract;
mod extractor;

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "containers")]
mod containers;
#[doc(hidden)]
pub mod internals;

pub use article::Article;
pub use comments::Comment;
pub use error::Error;
pub use explain::{ArticleBlock, BlockKind};
pub use extractor::Extractor;
pub use metadata::{Access, Metadata, PageDate};
pub use model::Reason;
pub use options::{Comments, Input, Keep, LinkStyle, OnDoubt, Output};
pub(crate) use options::{Options, View};
pub use render::media::{PageImage, PageLink};
pub use rules::Rules;
pub use select::{Decision, Why};
pub use sniff::Format;
pub use summary::{DoubtReason, PageKind, Ruled, Summary, Verdict};

/// Extracts the article of a page, HTML or text, with the default settings of an
/// [`Extractor`].
///
/// # Errors
/// As [`Extractor::extract`].
pub fn extract(page: &[u8]) -> Result<Article, Error> {
    Extractor::new().extract(page)
}

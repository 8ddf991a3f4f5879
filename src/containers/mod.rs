//! Opens files that hold pages, before the first stage.
//!
//! ```text
//! file ─ unpack ─▶ [archive] ─ unpack ─▶ [record] ─▶ Entry ─ extract ─▶ article
//! ```
//!
//! | format | recognised by | gives |
//! |---|---|---|
//! | gzip, zstd, xz, bzip2 around any of these | signature | the content |
//! | brotli | file name, and whether it decodes | the content |
//! | tar, ZIP | signature | the members that are pages |
//! | EPUB | signature and package document | the chapters in reading order |
//! | WARC, WET | first line | the pages in its records |
//! | MHTML | MIME headers | the root page |
//! | Safari web archive | property list | the main resource |
//! | RSS, Atom | first element | one page per item |
//! | JSON Lines | [`Input::Jsonl`](crate::Input::Jsonl) | one page per line |
//! | anything else | | the file itself, streaming |
//!
//! [`open`] reads only the head of a plain file. A container gives its pages one
//! at a time. However long it is, only one page is in memory, which takes at most
//! [`Open::max_size`] bytes. There are two exceptions: a ZIP archive from a pipe
//! is held whole because its directory is at its end, and so are MHTML files,
//! web archives and feeds.
//!
//! If a file is damaged or cut off, it gives everything before the damage, then
//! the error. Damage to a single page or record is the error of that page, and
//! the other pages follow.

mod archive;
mod compress;
mod content;
mod documents;
pub mod endings;
mod entry;
mod feed;
mod fields;
mod found;
mod jsonl;
mod kind;
mod media;
mod mhtml;
mod mime;
mod name;
mod options;
mod source;
mod warc;
mod webarchive;
mod xml;

pub use compress::is_broken;
pub use documents::Documents;
pub use entry::{Body, Entry};
pub use name::path;
pub use options::{MAX_SIZE, Open};
pub use source::Source;

/// Opens an input and returns the documents in it. An input that is not a
/// container is the only document.
///
/// Does not fail itself: [`Documents`] gives the errors among the documents.
///
/// ```
/// use dehusk::internals::containers::{Open, Source, open};
/// use std::io::Read;
///
/// let jsonl = b"{\"url\": \"https://example.org/\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
/// let options = Open { input: dehusk::Input::Jsonl, ..Open::default() };
/// let mut texts = Vec::new();
/// for document in open(Source::Bytes(jsonl.to_vec()), &options) {
///     let mut document = document?;
///     let mut text = String::new();
///     document.body.read_to_string(&mut text)?;
///     texts.push((document.name.unwrap_or_default(), text));
/// }
/// assert_eq!(texts, [("line 1".to_owned(), "One.".to_owned()), ("line 2".to_owned(), "Two.".to_owned())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn open(source: Source, options: &Open) -> Documents {
    Documents::new(source, options)
}

//! Files that hold pages: what to do before the first stage.
//!
//! ```text
//! file ─ unpack ─▶ [archive] ─ unpack ─▶ [record] ─▶ Entry ─ extract ─▶ article
//! ```
//!
//! | what | told by | gives |
//! |---|---|---|
//! | gzip, zstd, xz, bzip2 around any of these | signature | what is in it |
//! | brotli | the file name, and that it decodes | what is in it |
//! | tar, ZIP | signature | the pages in it, by their names and content |
//! | EPUB | the same, with a package document | the chapters in reading order |
//! | WARC, WET | first line | pages in its records |
//! | MHTML | MIME headers | the root page |
//! | Safari web archive | property list | the main resource |
//! | JSON Lines | [`From::Jsonl`](crate::From::Jsonl) | a page a line |
//! | anything else | | itself, still streaming |
//!
//! [`open`] reads no more than the head of a plain file. What holds many pages
//! gives them one at a time, and memory is that of one page ([`Open::max_size`]
//! at most), however long the file is. ZIP and web archives from a pipe, which
//! can only be read from their end, are the exception: they are held whole.
//!
//! Where a file is damaged or cut off, everything before the damage is given,
//! then the error; damage that concerns one page or record only is that one's
//! error, and the rest follows.

mod archive;
mod compress;
mod content;
mod documents;
pub mod endings;
mod entry;
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

pub use compress::is_broken;
pub use documents::Documents;
pub use entry::{Body, Entry};
pub use name::path;
pub use options::{MAX_SIZE, Open};
pub use source::Source;

/// Opens an input and gives the documents in it: itself, if it is no container.
///
/// ```
/// use dehusk::containers::{Open, Source, open};
/// use std::io::Read;
///
/// let jsonl = b"{\"url\": \"https://example.org/\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n";
/// let options = Open { from: dehusk::From::Jsonl, ..Open::default() };
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
///
/// What is wrong with the input, [`Documents`] gives as an error in its place.
pub fn open(source: Source, options: &Open) -> Documents {
    Documents::new(source, options)
}

//! What can go wrong, as one typed value.

use std::io;

/// Why a document could not be handled. Text that holds no article is not an
/// error; see [`Verdict`](crate::Verdict).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input could not be read.
    #[error("cannot read: {0}")]
    Read(#[source] io::Error),
    /// The output could not be written. A reader that closed the pipe early
    /// shows here as [`io::ErrorKind::BrokenPipe`].
    #[error("cannot write: {0}")]
    Write(#[source] io::Error),
    /// [`Options::encoding`](crate::Options::encoding) names no known encoding.
    #[error("unknown encoding label `{0}`")]
    UnknownEncoding(String),
    /// The bytes are neither HTML nor text; the string says what they look like.
    #[error("not a web page or text: it looks like {0}")]
    NotText(&'static str),
    /// The text is in UTF-32, which browsers do not read either.
    #[error("it is text in UTF-32, which is not read")]
    Utf32,
    /// A page, or what a container unpacks to, is larger than the limit:
    /// [`Options::max_size`](crate::Options::max_size), or that of
    /// `container::Open`. What was written of a long text by then has been written.
    #[error("larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It took longer than [`Options::timeout`](crate::Options::timeout). What
    /// was written of a long text by then has been written.
    #[error("took longer than the limit")]
    TimedOut,
    /// The input is a container of pages, to be opened by
    /// `container::open`; the string is its name in
    /// [`From`](crate::From).
    #[error("{0} is a container of pages, not a page")]
    IsContainer(&'static str),
    /// A container is broken, or is not what it is said to be. Every page
    /// before the place has been given.
    #[error("damaged {what}: {cause}")]
    Damaged {
        /// The kind of container, such as `WARC`.
        what: &'static str,
        /// What is wrong, and where.
        cause: String,
    },
    /// A container is sound and has no page in it.
    #[error("no page in this {what}: {skipped} other {} passed over", if *.skipped == 1 { "item" } else { "items" })]
    NoPages {
        /// The kind of container.
        what: &'static str,
        /// How many members or records there were.
        skipped: u64,
    },
    /// The error of one member, record or line of a container.
    #[error("{name}: {source}")]
    Within {
        /// Its name, as in `container::Entry::name`.
        name: String,
        /// What is wrong with it.
        source: Box<Error>,
    },
}

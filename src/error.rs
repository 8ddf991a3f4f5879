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
    /// The input is larger than [`Options::max_size`](crate::Options::max_size).
    /// What was written of a long text by then has been written.
    #[error("larger than the limit")]
    TooLarge,
    /// It took longer than [`Options::timeout`](crate::Options::timeout). What
    /// was written of a long text by then has been written.
    #[error("took longer than the limit")]
    TimedOut,
}

//! The error type of the library.

use std::io;

/// Why a document could not be handled. Text that holds no article is not an
/// error; see [`Verdict`](crate::Verdict).
///
/// The `Display` text leaves out what [`source`](std::error::Error::source)
/// returns. To print the whole chain, use `anyhow`'s `{:#}` or follow the sources.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input could not be read.
    #[error("cannot read")]
    Read(#[source] io::Error),
    /// The output could not be written. [`io::ErrorKind::BrokenPipe`] means
    /// that the reader closed the pipe.
    #[error("cannot write")]
    Write(#[source] io::Error),
    /// [`Options::encoding`](crate::Options::encoding) is not a known label.
    #[error("unknown character encoding `{0}`")]
    UnknownEncoding(String),
    /// The bytes are neither HTML nor text. The string names what they look
    /// like, such as `a PNG image`.
    #[error("not a web page or text: it looks like {0}")]
    NotText(&'static str),
    /// The text is in UTF-32, which browsers do not read either.
    #[error("text in UTF-32 is not supported")]
    Utf32,
    /// A rule is not valid. The string says what is wrong with it and where.
    #[error("{0}")]
    Rule(String),
    /// A page is larger than [`Options::max_size`](crate::Options::max_size),
    /// or a container unpacks to more than `containers::Open::max_size`. Part of
    /// a long text may have been written before.
    #[error("larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Cleaning took longer than [`Options::timeout`](crate::Options::timeout).
    /// Part of a long text may have been written before.
    #[error("took longer than the time limit")]
    TimedOut,
    /// The input is a container of pages, which `containers::open` reads. The
    /// string is the name of its format in [`Input`](crate::Input).
    #[error("{0} files hold pages and cannot be read as a page")]
    IsContainer(&'static str),
    /// A container is damaged or is not of the given format. All pages before
    /// the damage were returned.
    #[error("damaged {what}: {cause}")]
    Damaged {
        /// The format of the container, such as `WARC`.
        what: &'static str,
        /// What is wrong, and where.
        cause: String,
    },
    /// A container is sound but holds no page.
    #[error("no page in this {what}: skipped {skipped} {}", if *.skipped == 1 { "item" } else { "items" })]
    NoPages {
        /// The format of the container.
        what: &'static str,
        /// Number of members or records that are not pages.
        skipped: u64,
    },
    /// One member, record or line of a container failed.
    #[error("in {name}")]
    Within {
        /// Its name, as in `containers::Entry::name`.
        name: String,
        /// What is wrong with it.
        source: Box<Error>,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_has_each_cause_once() {
        let disk = || io::Error::new(io::ErrorKind::StorageFull, "disk full");
        let damaged = || Error::Damaged { what: "WARC", cause: "no header".to_owned() };
        let limit = || io::Error::other(Error::TooLarge { limit: 100 });
        let within = |source| Error::Within { name: "a.html".to_owned(), source: Box::new(source) };
        for (error, text) in [
            (Error::Read(disk()), "cannot read: disk full"),
            (Error::Write(disk()), "cannot write: disk full"),
            (Error::Read(limit()), "cannot read: larger than the limit of 100 bytes"),
            (within(damaged()), "in a.html: damaged WARC: no header"),
            (within(within(Error::Read(disk()))), "in a.html: in a.html: cannot read: disk full"),
        ] {
            assert_eq!(format!("{:#}", anyhow::Error::from(error)), text);
        }
    }
}

//! A document that was read from a container.

use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read};

use crate::Input;

/// A document, with the metadata from its container.
#[derive(Debug)]
pub struct Entry {
    /// Its name in the container: a path in an archive (made safe: relative,
    /// without `..`), the address of a record, or `line 17` of JSON Lines. `None`
    /// if the input itself is the page. Several pages can have the same name.
    /// [`path`](super::path()) turns it into the path of a file.
    pub name: Option<String>,
    /// The address that it was saved from.
    pub url: Option<String>,
    /// The declared encoding, for [`Options::charset`](crate::Options::charset).
    pub charset: Option<String>,
    /// Why the crawler cut it off, if it did: `length`, `time`, `disconnect` or
    /// `unspecified`, as in WARC.
    pub truncated: Option<String>,
    /// Its format, for [`Options::input`](crate::Options::input): HTML, text, or
    /// `Auto` if the content decides.
    pub input: Input,
    /// Its bytes.
    pub body: Body,
}

impl Entry {
    /// Creates a page without metadata.
    pub(super) fn page(input: Input, bytes: Vec<u8>) -> Self {
        Entry { name: None, url: None, charset: None, truncated: None, input, body: Body::Bytes(Cursor::new(bytes)) }
    }
}

/// The bytes of a document.
pub enum Body {
    /// Bytes in memory.
    Bytes(Cursor<Vec<u8>>),
    /// The input itself, which is a file.
    File(File),
    /// Bytes that are unpacked or received as they are read.
    Stream(Box<dyn Read + Send>),
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Body::Bytes(bytes) => bytes.read(buffer),
            Body::File(file) => file.read(buffer),
            Body::Stream(source) => source.read(buffer),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Body::Bytes(bytes) => write!(f, "Bytes({})", bytes.get_ref().len()),
            Body::File(file) => write!(f, "File({file:?})"),
            Body::Stream(_) => f.write_str("Stream"),
        }
    }
}

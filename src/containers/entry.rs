//! A document as it comes out of a container.

use std::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read};

use crate::From;

/// A document, and what its container knows of it.
#[derive(Debug)]
pub struct Entry {
    /// Its name in the container: the path in an archive (made safe: relative,
    /// without `..`), the address of a record, `line 17` of JSON Lines. [`path`](super::path)
    /// makes it one to write a file by. `None`
    /// when the input is the page. Names of one container can be the same.
    pub name: Option<String>,
    /// The address it was saved from.
    pub url: Option<String>,
    /// For [`Options::charset`](crate::Options::charset).
    pub charset: Option<String>,
    /// Why it is cut off, where whoever saved it says so: WARC's `length`,
    /// `time`, `disconnect` and `unspecified`.
    pub truncated: Option<String>,
    /// What it is, for [`Options::from`](crate::Options::from): HTML, text, or
    /// to be told by content.
    pub from: From,
    /// Its bytes.
    pub body: Body,
}

impl Entry {
    /// A page that is all there is in its container.
    pub(super) fn page(from: From, bytes: Vec<u8>) -> Self {
        Entry { name: None, url: None, charset: None, truncated: None, from, body: Body::Bytes(Cursor::new(bytes)) }
    }
}

/// The bytes of a document.
pub enum Body {
    /// All of them.
    Bytes(Cursor<Vec<u8>>),
    /// The input itself, which is a file and no container.
    File(File),
    /// They come as they are read.
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

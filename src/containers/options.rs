//! How to open a container.

use std::path::PathBuf;

use crate::From;

/// The most that one page may have by default, in bytes: far more than any
/// real one (the largest of 1,497 in the corpus has 8 MB), and what a machine
/// can hold of a decompression bomb.
pub const MAX_SIZE: u64 = 1 << 30;

/// How to open a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What the input is, compression and archives around it aside.
    /// [`From::Html`] and [`From::Text`] keep MHTML and WARC from being opened.
    pub from: From,
    /// The name of the file, where it has one. Only its last extension is
    /// looked at, and only for brotli, which has no signature.
    pub path: Option<PathBuf>,
    /// Which field of a JSON object has the page; by default `html`, and where
    /// there is none, `text`.
    pub field: Option<String>,
    /// The most bytes that a page, or a container that has to be held whole,
    /// may unpack to. Text that streams from a compressed file is not limited.
    pub max_size: u64,
}

impl Default for Open {
    fn default() -> Self {
        Open { from: From::Auto, path: None, field: None, max_size: MAX_SIZE }
    }
}

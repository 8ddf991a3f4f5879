//! How to open a container.

use std::path::PathBuf;

use crate::Input;

/// Default of [`Open::max_size`], in bytes. A machine can hold this much of a
/// decompression bomb, and no real page comes near it: the largest page of the
/// corpus has 8 MB.
pub const MAX_SIZE: u64 = 1 << 30;

/// How to open a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The format inside compression and archives. With [`Input::Html`] or
    /// [`Input::Text`], MHTML and WARC files are not opened.
    pub input: Input,
    /// The name of the file, if it has one. Only its last extension is used, to
    /// recognise brotli, which has no signature.
    pub path: Option<PathBuf>,
    /// The field of a JSON object that holds the page. By default it is `html`, or
    /// `text` if there is no `html`.
    pub field: Option<String>,
    /// Size limit of a page, and of a container that has to be held whole, in
    /// bytes after decompression. Text that streams from a compressed file is not
    /// limited.
    pub max_size: u64,
}

impl Default for Open {
    fn default() -> Self {
        Open { input: Input::Auto, path: None, field: None, max_size: MAX_SIZE }
    }
}

//! Recognises HTML and text by content.
//!
//! Telling HTML from text is hard. A tutorial about HTML, a README or a mailing list
//! that quotes `<p>` is full of tags and yet text. A fragment without `<html>`, or
//! lines joined by `<br>`, has few tags and is HTML. `markup` describes the evidence
//! and its weights.

pub(crate) mod binary;
mod element;
mod markup;
mod preamble;
mod tag;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

use crate::Error;
use crate::decode;

/// Number of bytes at the start of an input that [`sniff`] uses. More bytes do not
/// change its result.
pub const HEAD: usize = 256 * 1024;

/// The format of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Format {
    /// A page or a fragment of a page.
    Html,
    /// Any other text, including source code and Markdown.
    Text,
}

impl Format {
    /// Returns its name in JSON output.
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Text => "text",
        }
    }
}

/// Recognises the format of an input by its first [`HEAD`] bytes, in any encoding.
/// Empty input is text.
///
/// # Errors
/// Returns [`Error::NotText`] if it is neither HTML nor text, and [`Error::Utf32`] if
/// it is UTF-32.
pub fn sniff(head: &[u8]) -> Result<Format, Error> {
    let head = &head[..head.len().min(HEAD)];
    decode::check_mark(head)?;
    if let Some(what) = binary::by_signature(head) {
        return Err(Error::NotText(what));
    }
    let text = ascii_compatible(head);
    // UTF-16 is full of NULs, and was recognised as text before.
    if let Cow::Borrowed(bytes) = text
        && let Some(what) = binary::by_controls(bytes)
    {
        return Err(Error::NotText(what));
    }
    Ok(if markup::is_html(&text, head.len() == HEAD) { Format::Html } else { Format::Text })
}

/// Returns the bytes without byte order mark if ASCII bytes mean ASCII characters,
/// or else decodes them to UTF-8. In Shift_JIS, Big5 and GBK, the second byte of a
/// character may look like an ASCII letter, but not like `<`, `>`, `&` or white space.
fn ascii_compatible(head: &[u8]) -> Cow<'_, [u8]> {
    let (encoding, mark) = if let Some(by_mark) = Encoding::for_bom(head) {
        by_mark
    } else if let Some(utf16) = decode::utf16_without_mark(head) {
        (utf16, 0)
    } else if decode::iso_2022_jp(head) {
        (ISO_2022_JP, 0)
    } else {
        (UTF_8, 0)
    };
    if encoding == UTF_8 {
        return Cow::Borrowed(&head[mark..]);
    }
    let (text, _) = encoding.decode_without_bom_handling(&head[mark..]);
    Cow::Owned(text.into_owned().into_bytes())
}

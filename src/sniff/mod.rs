//! What kind of input it is, told by content alone: HTML, text, or neither.
//!
//! The hard part is between the first two. A tutorial about HTML, a README or
//! a mailing list that quotes `<p>` is full of tags and yet text; a fragment
//! without `<html>`, or lines joined by `<br>`, has few and is HTML. See
//! `markup` for the signs and their weights.

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

/// Bytes at the start of an input that [`sniff`] looks at; giving it more does
/// not change its answer.
pub const HEAD: usize = 256 * 1024;

/// What [`sniff`] can take an input for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page or a fragment of one.
    Html,
    /// Anything else to read, source code and Markdown among it.
    Text,
}

impl Format {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Text => "text",
        }
    }
}

/// Tells what `head` is, the first [`HEAD`] bytes of an input or all of a
/// shorter one, in whatever encoding. Empty input is text.
///
/// # Errors
/// [`Error::NotText`] if it is neither HTML nor text, with the name of what it
/// looks like; [`Error::Utf32`].
pub fn sniff(head: &[u8]) -> Result<Format, Error> {
    let head = &head[..head.len().min(HEAD)];
    decode::check_mark(head)?;
    if let Some(what) = binary::by_signature(head) {
        return Err(Error::NotText(what));
    }
    let text = ascii_compatible(head);
    // In UTF-16 NULs are the rule, and decoding it has shown that it is text.
    if let Cow::Borrowed(bytes) = text
        && let Some(what) = binary::by_controls(bytes)
    {
        return Err(Error::NotText(what));
    }
    Ok(if markup::is_html(&text, head.len() == HEAD) { Format::Html } else { Format::Text })
}

/// The bytes themselves where ASCII bytes mean ASCII characters (or nearly so:
/// in Shift_JIS, Big5 and GBK second bytes of a character may look like ASCII
/// letters, but not like `<`, `>`, `&` or white space); else decoded.
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

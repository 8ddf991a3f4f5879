//! Bytes to text: which character encoding they are in, then the decoding.
//!
//! What decides, the first that says something:
//!
//! | | HTML ([`decode_html`]) | text ([`decode_text`], [`StreamDecoder`]) |
//! |---|---|---|
//! | 1 | byte order mark | byte order mark |
//! | 2 | the caller's label | the caller's label |
//! | 3 | what the transport declared, unless the bytes belie it | the same |
//! | 4 | `<meta>`, else the XML declaration, unless the bytes belie it | – |
//! | 5 | UTF-16 by its NULs, or its script | the same |
//! | 6 | UTF-8, when the bytes read as such | the same |
//! | 7 | `chardetng`'s guess | the same |
//!
//! Saved pages often declare what they were before the browser saved them, and
//! servers what their administrator once set, so a declaration (3, 4) is
//! checked against the bytes; the private module `detect` states the rule. A
//! label (2) is obeyed as it stands.
//!
//! Nothing here fails on bytes: what cannot be decoded becomes U+FFFD.

mod census;
mod declared;
mod detect;
mod stream;
#[cfg(test)]
mod tests;
mod utf16;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::Error;
pub(crate) use detect::iso_2022_jp;
pub use stream::{StreamDecoder, WINDOW};
pub(crate) use utf16::without_mark as utf16_without_mark;

/// A decoded document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark. Borrowed where the input was valid
    /// UTF-8 (or ASCII) already.
    pub text: Cow<'a, str>,
    /// The encoding it was in: the name the WHATWG Encoding Standard gives,
    /// such as `UTF-8`, `windows-1251` or `Shift_JIS`.
    pub encoding: &'static str,
    /// Whether some bytes could not be decoded and stand as U+FFFD in `text`.
    pub malformed: bool,
}

/// Decodes a whole HTML document, believing what is said of it as far as its
/// bytes agree.
///
/// `label` is [`Options::encoding`](crate::Options::encoding), `charset`
/// [`Options::charset`](crate::Options::charset).
///
/// # Errors
/// [`Error::UnknownEncoding`] if `label` names no encoding.
pub fn decode_html<'a>(bytes: &'a [u8], label: Option<&str>, charset: Option<&str>) -> Result<Decoded<'a>, Error> {
    let label = label.map(by_label).transpose()?;
    let (encoding, mark) = match (Encoding::for_bom(bytes), label) {
        (Some(by_mark), _) => by_mark,
        (None, Some(encoding)) => (encoding, 0),
        (None, None) => {
            let declared = declared::by_transport(bytes, charset).or_else(|| declared::encoding(bytes));
            (detect::choose(bytes, declared), 0)
        }
    };
    Ok(decode_as(&bytes[mark..], encoding))
}

/// Decodes a whole plain text, exactly as [`StreamDecoder`] does piece by piece.
///
/// `label` is [`Options::encoding`](crate::Options::encoding), `charset`
/// [`Options::charset`](crate::Options::charset).
///
/// # Errors
/// [`Error::UnknownEncoding`] if `label` names no encoding.
pub fn decode_text<'a>(bytes: &'a [u8], label: Option<&str>, charset: Option<&str>) -> Result<Decoded<'a>, Error> {
    let label = label.map(by_label).transpose()?;
    let (encoding, mark) = match (Encoding::for_bom(bytes), label) {
        (Some(by_mark), _) => by_mark,
        (None, Some(encoding)) => (encoding, 0),
        (None, None) => (text_encoding(bytes, charset), 0),
    };
    Ok(decode_as(&bytes[mark..], encoding))
}

/// The encoding of a text without a label, judged by the first [`WINDOW`] that
/// has more in it than ASCII. UTF-16 can only be seen in the very first.
fn text_encoding(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    bytes
        .chunks(WINDOW)
        .find(|window| !detect::is_plain_ascii(window))
        .map_or(UTF_8, |window| detect::choose(window, declared::by_transport(window, charset)))
}

/// Sees whether a byte order mark names an encoding that is read. That of
/// UTF-32 begins as that of UTF-16 does.
pub(crate) fn check_mark(bytes: &[u8]) -> Result<(), Error> {
    let is_utf32 = bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF");
    if is_utf32 { Err(Error::Utf32) } else { Ok(()) }
}

/// The encoding that `label` names.
fn by_label(label: &str) -> Result<&'static Encoding, Error> {
    // The labels of "replacement" name encodings that are never decoded (the
    // standard turns the whole text into one U+FFFD), so they help nobody here.
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| Error::UnknownEncoding(label.to_owned()))
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    // Several times as fast as going through `encoding_rs`.
    if encoding == UTF_8
        && let Ok(text) = simdutf8::basic::from_utf8(bytes)
    {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), malformed: false };
    }
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), malformed }
}

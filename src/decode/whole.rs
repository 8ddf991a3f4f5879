//! Decodes documents that are in memory as a whole.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::declared::{self, by_label};
use super::detect;
use super::stream::WINDOW;
use crate::Error;

/// A decoded document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark. Borrowed if the input is valid UTF-8.
    pub text: Cow<'a, str>,
    /// The encoding of the input, as named by the WHATWG Encoding Standard, such as
    /// `UTF-8`, `windows-1251` or `Shift_JIS`.
    pub encoding: &'static str,
    /// Whether some bytes could not be decoded and are U+FFFD in `text`.
    pub malformed: bool,
}

/// Decodes an HTML document. Declarations are checked against the bytes.
///
/// `label` is [`Options::encoding`](crate::Options::encoding); `charset` is
/// [`Options::charset`](crate::Options::charset).
///
/// # Errors
/// Returns [`Error::UnknownEncoding`] if `label` is not a known label.
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

/// Decodes a plain text, with the same result as [`StreamDecoder`](super::StreamDecoder).
///
/// `label` is [`Options::encoding`](crate::Options::encoding); `charset` is
/// [`Options::charset`](crate::Options::charset).
///
/// # Errors
/// Returns [`Error::UnknownEncoding`] if `label` is not a known label.
pub fn decode_text<'a>(bytes: &'a [u8], label: Option<&str>, charset: Option<&str>) -> Result<Decoded<'a>, Error> {
    let label = label.map(by_label).transpose()?;
    let (encoding, mark) = match (Encoding::for_bom(bytes), label) {
        (Some(by_mark), _) => by_mark,
        (None, Some(encoding)) => (encoding, 0),
        (None, None) => (text_encoding(bytes, charset), 0),
    };
    Ok(decode_as(&bytes[mark..], encoding))
}

/// Returns the encoding of a text without a label. The first [`WINDOW`] that is not
/// plain ASCII decides.
fn text_encoding(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    bytes
        .chunks(WINDOW)
        .find(|window| !detect::is_plain_ascii(window))
        .map_or(UTF_8, |window| detect::choose(window, declared::by_transport(window, charset)))
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    // Several times as fast as `encoding_rs`.
    if encoding == UTF_8
        && let Ok(text) = simdutf8::basic::from_utf8(bytes)
    {
        return Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), malformed: false };
    }
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name(), malformed }
}

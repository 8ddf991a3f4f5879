//! Decodes documents that are held whole.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::declared::{self, by_label};
use super::detect;
use super::stream::WINDOW;
use crate::Error;

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

/// Decodes a whole plain text, exactly as [`StreamDecoder`](super::StreamDecoder) does piece by piece.
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

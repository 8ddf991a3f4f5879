//! Decodes text of any size as it is read.

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::declared::{self, by_label};
use super::detect;
use crate::Error;

/// Number of bytes held back to choose the encoding of a text. The first window that
/// is not plain ASCII decides, because ASCII fits almost any encoding.
pub const WINDOW: usize = 1 << 20;

/// Length of the longest byte order mark, in bytes.
const MARK: usize = 3;
/// Number of bytes given to a legacy decoder at a time. It reserves output for the
/// worst case, three bytes of UTF-8 for each byte.
const PIECE: usize = 64 * 1024;

/// Decodes a plain text in chunks. The result does not depend on where the chunks
/// end, and is the same as that of [`decode_text`](super::decode_text).
///
/// ```
/// let mut decoder = dehusk::internals::decode::StreamDecoder::new(None, None)?;
/// let mut text = String::new();
/// for chunk in [&b"caf\xC3"[..], b"\xA9\n"] {
///     decoder.push(chunk, &mut text);
/// }
/// assert_eq!(decoder.finish(&mut text), "UTF-8");
/// assert_eq!(text, "café\n");
/// # Ok::<(), dehusk::Error>(())
/// ```
pub struct StreamDecoder {
    state: State,
    label: Option<&'static Encoding>,
    charset: Option<String>,
    /// Whether no bytes were decoded yet, so that a byte order mark may follow.
    at_start: bool,
}

enum State {
    /// Holds the bytes of an incomplete window.
    Choosing(Vec<u8>),
    Utf8(Utf8),
    Legacy(Decoder),
}

impl StreamDecoder {
    /// Creates a decoder for one text. `label` is
    /// [`Options::encoding`](crate::Options::encoding); only a byte order mark
    /// overrides it. `charset` is [`Options::charset`](crate::Options::charset),
    /// which is checked against the bytes.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEncoding`] if `label` is not a known label.
    pub fn new(label: Option<&str>, charset: Option<&str>) -> Result<Self, Error> {
        Ok(StreamDecoder {
            state: State::Choosing(Vec::new()),
            label: label.map(by_label).transpose()?,
            charset: charset.map(str::to_owned),
            at_start: true,
        })
    }

    /// Decodes the next bytes and appends the text to `out`. Holds back the first
    /// [`WINDOW`] bytes (three bytes if there is a label), and later an incomplete
    /// character at the end of a chunk.
    pub fn push(&mut self, mut chunk: &[u8], out: &mut String) {
        while let State::Choosing(held) = &mut self.state {
            let window = if self.label.is_some() { MARK } else { WINDOW };
            if chunk.len() < window - held.len() {
                held.extend_from_slice(chunk);
                return;
            }
            let (head, rest) = chunk.split_at(window - held.len());
            if held.is_empty() {
                self.begin(head, out);
            } else {
                held.extend_from_slice(head);
                let held = std::mem::take(held);
                self.begin(&held, out);
            }
            chunk = rest;
        }
        self.decode(chunk, out);
    }

    /// Decodes the bytes that are still held back, and returns the name of the
    /// encoding, as in [`Decoded::encoding`](super::Decoded::encoding).
    pub fn finish(mut self, out: &mut String) -> &'static str {
        if let State::Choosing(held) = &mut self.state {
            let held = std::mem::take(held);
            self.begin(&held, out);
        }
        match self.state {
            State::Choosing(_) => UTF_8.name(),
            State::Utf8(utf8) => {
                utf8.finish(out);
                UTF_8.name()
            }
            State::Legacy(mut decoder) => {
                decode_legacy(&mut decoder, &[], true, out);
                decoder.encoding().name()
            }
        }
    }

    /// Chooses the encoding by a window and decodes the window. If it is plain ASCII,
    /// the next window decides. The last window may be short.
    fn begin(&mut self, window: &[u8], out: &mut String) {
        let at_start = std::mem::replace(&mut self.at_start, false);
        let by_mark = at_start.then(|| Encoding::for_bom(window)).flatten();
        let (encoding, mark) = match (by_mark, self.label) {
            (Some(by_mark), _) => by_mark,
            (None, Some(label)) => (label, 0),
            (None, None) if detect::is_plain_ascii(window) => {
                Utf8::default().push(window, out);
                return;
            }
            (None, None) => {
                let declared = declared::by_transport(window, self.charset.as_deref());
                (detect::choose(window, declared), 0)
            }
        };
        self.state = if encoding == UTF_8 {
            State::Utf8(Utf8::default())
        } else {
            State::Legacy(encoding.new_decoder_without_bom_handling())
        };
        self.decode(&window[mark..], out);
    }

    fn decode(&mut self, bytes: &[u8], out: &mut String) {
        match &mut self.state {
            State::Choosing(_) => debug_assert!(bytes.is_empty()),
            State::Utf8(utf8) => utf8.push(bytes, out),
            State::Legacy(decoder) => {
                for piece in bytes.chunks(PIECE) {
                    decode_legacy(decoder, piece, false, out);
                }
            }
        }
    }
}

fn decode_legacy(decoder: &mut Decoder, mut bytes: &[u8], last: bool, out: &mut String) {
    loop {
        let room = decoder.max_utf8_buffer_length(bytes.len());
        out.reserve(room.unwrap_or(PIECE));
        let (result, read, _) = decoder.decode_to_string(bytes, out, last);
        bytes = &bytes[read..];
        if result == encoding_rs::CoderResult::InputEmpty {
            return;
        }
    }
}

/// Decodes UTF-8 across chunks. Valid text costs one check and one copy.
#[derive(Default)]
struct Utf8 {
    /// The incomplete character at the end of the last chunk.
    incomplete: Vec<u8>,
}

impl Utf8 {
    fn push(&mut self, bytes: &[u8], out: &mut String) {
        let mut rest = self.complete(bytes, out);
        while !rest.is_empty() {
            let (valid, error) = match simdutf8::compat::from_utf8(rest) {
                Ok(text) => return out.push_str(text),
                Err(e) => (e.valid_up_to(), e.error_len()),
            };
            let (valid, invalid) = rest.split_at(valid);
            out.push_str(simdutf8::compat::from_utf8(valid).unwrap_or_default());
            match error {
                Some(broken) => {
                    out.push(char::REPLACEMENT_CHARACTER);
                    rest = &invalid[broken..];
                }
                None => {
                    self.incomplete.extend_from_slice(invalid);
                    return;
                }
            }
        }
    }

    /// Completes the incomplete character, and returns the bytes after it.
    fn complete<'a>(&mut self, mut bytes: &'a [u8], out: &mut String) -> &'a [u8] {
        while let (false, Some((&next, rest))) = (self.incomplete.is_empty(), bytes.split_first()) {
            self.incomplete.push(next);
            match std::str::from_utf8(&self.incomplete) {
                Ok(text) => {
                    out.push_str(text);
                    self.incomplete.clear();
                }
                Err(e) if e.error_len().is_none() => {}
                // `next` does not continue the character.
                Err(_) => {
                    out.push(char::REPLACEMENT_CHARACTER);
                    self.incomplete.clear();
                    return bytes;
                }
            }
            bytes = rest;
        }
        bytes
    }

    fn finish(self, out: &mut String) {
        if !self.incomplete.is_empty() {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

//! Text of any size, decoded as it comes.

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::declared::{self, by_label};
use super::detect;
use crate::Error;

/// How much of a text is held back to choose its encoding by, in bytes. Plain
/// ASCII says nothing, so the choice is put off to the first window with more
/// in it.
pub const WINDOW: usize = 1 << 20;

/// The longest byte order mark, in bytes.
const MARK: usize = 3;
/// Bytes given to a legacy decoder at a time: it wants room for the worst case,
/// three bytes of UTF-8 for each, in the output.
const PIECE: usize = 64 * 1024;

/// Decodes a plain text that comes in chunks; the text is the same however the
/// bytes are cut into chunks, and the same as [`decode_text`](super::decode_text)
/// gives for all of them.
///
/// ```
/// let mut decoder = dehusk::decode::StreamDecoder::new(None, None)?;
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
    /// Whether the next bytes are the first, where a mark may stand.
    at_start: bool,
}

enum State {
    /// The bytes of a window that is not full yet.
    Choosing(Vec<u8>),
    Utf8(Utf8),
    Legacy(Decoder),
}

impl StreamDecoder {
    /// A decoder for one text. `label` is
    /// [`Options::encoding`](crate::Options::encoding); only a byte order mark
    /// overrides it. `charset` is [`Options::charset`](crate::Options::charset),
    /// which is checked against the bytes.
    ///
    /// # Errors
    /// [`Error::UnknownEncoding`] if `label` names no encoding.
    pub fn new(label: Option<&str>, charset: Option<&str>) -> Result<Self, Error> {
        Ok(StreamDecoder {
            state: State::Choosing(Vec::new()),
            label: label.map(by_label).transpose()?,
            charset: charset.map(str::to_owned),
            at_start: true,
        })
    }

    /// Takes the next bytes and appends what can be decoded by now to `out`.
    /// The first [`WINDOW`] bytes are held back (three, if there is a label),
    /// later the part of a character that the chunk ends in.
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

    /// Ends the text, appends what was still held back, and gives the name of
    /// the encoding, as in [`Decoded::encoding`](super::Decoded::encoding).
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

    /// Chooses the encoding by a window (the last may be short) and decodes it;
    /// goes on choosing if it was plain ASCII.
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

/// UTF-8 across chunks. Valid text, which most is, costs one check and one copy.
#[derive(Default)]
struct Utf8 {
    /// The bytes of a character begun at the end of the last chunk.
    begun: Vec<u8>,
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
                    self.begun.extend_from_slice(invalid);
                    return;
                }
            }
        }
    }

    /// Completes the character begun before, and gives what is left of `bytes`.
    fn complete<'a>(&mut self, mut bytes: &'a [u8], out: &mut String) -> &'a [u8] {
        while let (false, Some((&next, rest))) = (self.begun.is_empty(), bytes.split_first()) {
            self.begun.push(next);
            match std::str::from_utf8(&self.begun) {
                Ok(text) => {
                    out.push_str(text);
                    self.begun.clear();
                }
                Err(e) if e.error_len().is_none() => {}
                // `next` does not continue it, so it is not part of it.
                Err(_) => {
                    out.push(char::REPLACEMENT_CHARACTER);
                    self.begun.clear();
                    return bytes;
                }
            }
            bytes = rest;
        }
        bytes
    }

    fn finish(self, out: &mut String) {
        if !self.begun.is_empty() {
            out.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

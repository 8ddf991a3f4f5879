//! Chooses the encoding of a document by its bytes and its declaration.
//!
//! The bytes are read as UTF-8, and a [`Census`] counts the sequences of at least
//! two bytes that are valid and the sequences that are invalid. Valid sequences are
//! rare in legacy encodings, and invalid sequences are rare in UTF-8. So:
//!
//! - **UTF-8 or nothing is declared**: UTF-8 if at least as many sequences are
//!   valid as invalid. An invalid sequence then becomes a U+FFFD, while another
//!   encoding would garble each valid sequence. Otherwise, the guess of `chardetng`.
//!   So a single invalid byte in an ASCII page becomes a Latin letter.
//! - **A single-byte encoding is declared**: UTF-8 if there are more than
//!   [`VALID_PER_INVALID`] valid sequences per invalid sequence. This is the most
//!   frequent mistake: a page is saved as UTF-8 and still names its old encoding.
//! - **A multi-byte encoding is declared**: UTF-8 under the same condition, if there
//!   are at least [`MIN_VALID`] valid sequences; two or three can be an accident.
//!   Otherwise, the declared encoding if the bytes decode almost without errors.
//!   Otherwise, as if nothing were declared.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use memchr::{memchr, memchr2, memmem};

use super::census::Census;
use super::utf16;

/// Number of valid UTF-8 sequences per invalid sequence above which a declared
/// legacy encoding is wrong. Real legacy text has fewer valid than invalid sequences;
/// UTF-8 pages may have a few bad bytes.
const VALID_PER_INVALID: usize = 32;
/// Number of valid UTF-8 sequences below which a declared multi-byte encoding is
/// trusted. A heading of two or three GBK characters can be valid UTF-8.
const MIN_VALID: usize = 4;
/// Number of bytes given to `chardetng`, which is slow, and of bytes decoded to try
/// an encoding. More bytes would hardly change the result.
const SAMPLE: usize = 256 * 1024;
/// A declared encoding fits if at most one in this many characters outside ASCII
/// fails to decode.
const CHARS_PER_ERROR: usize = 100;

/// Returns the encoding of bytes without a byte order mark.
pub(super) fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    match declared.filter(|declared| *declared != UTF_8) {
        None => undeclared(bytes),
        // ASCII does not contradict any declaration.
        Some(declared) if bytes.is_ascii() => declared,
        Some(declared) => {
            let census = Census::of(bytes);
            let min_valid = if declared.is_single_byte() { 1 } else { MIN_VALID };
            if census.valid >= min_valid && census.valid > VALID_PER_INVALID * census.invalid {
                UTF_8
            } else if declared.is_single_byte() || fits(bytes, declared) {
                declared
            } else {
                undeclared(bytes)
            }
        }
    }
}

fn undeclared(bytes: &[u8]) -> &'static Encoding {
    if let Some(utf16) = utf16::without_mark(bytes) {
        return utf16;
    }
    // The census takes several times as long.
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return if iso_2022_jp(bytes) { ISO_2022_JP } else { UTF_8 };
    }
    let census = Census::of(bytes);
    if census.valid < census.invalid { guess(bytes) } else { UTF_8 }
}

/// Returns true if the bytes mean the same in every encoding except UTF-16.
pub(super) fn is_plain_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii() && memchr(0x1B, bytes).is_none() && memchr(0, bytes).is_none()
}

/// Guesses the encoding of bytes that are not UTF-8 with `chardetng`. Feeds it the
/// first [`SAMPLE`] bytes of lines and tags that are not ASCII. ASCII would not help
/// it, and a page may have its first other letter late.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let (mut rest, mut left) = (bytes, SAMPLE);
    while !rest.is_empty() && left > 0 {
        // Neither byte is part of a longer character in a legacy encoding.
        let end = memchr2(b'\n', b'>', rest).map_or(rest.len(), |at| at + 1);
        let (stretch, after) = rest.split_at(end.min(left));
        if !stretch.is_ascii() {
            // The end is not reported: if the text is cut inside a character, the
            // right encoding would be ruled out.
            detector.feed(stretch, false);
            left -= stretch.len();
        }
        rest = after;
    }
    detector.guess(None, Utf8Detection::Deny)
}

/// Returns true if the bytes decode in `encoding` with few errors.
fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length(sample.len()).unwrap_or(0);
    let mut text = String::with_capacity(capacity);
    // The end is not reported, so a character cut there is not an error.
    let _ = decoder.decode_to_string(sample, &mut text, false);
    let outside_ascii = text.bytes().filter(|b| *b >= 0xC2).count();
    let errors = text.matches('\u{FFFD}').count();
    errors * CHARS_PER_ERROR <= outside_ascii
}

/// Returns true if the bytes are Japanese text in ISO-2022-JP, which is 7-bit: they
/// switch to its character set, and decode. Terminal colours also have ESC, but not
/// `ESC $ B`.
pub(crate) fn iso_2022_jp(bytes: &[u8]) -> bool {
    memchr(0x1B, bytes).is_some()
        && bytes.is_ascii()
        && [b"\x1b$B", b"\x1b$@"].iter().any(|switch| memmem::find(bytes, *switch).is_some())
        && fits(bytes, ISO_2022_JP)
}

//! The encoding that the bytes themselves speak for, and whether they belie
//! what is declared.
//!
//! The measure is a [`Census`] of the bytes read as UTF-8: how many sequences
//! of two bytes or more are well-formed, and how many are broken. In a legacy
//! encoding well-formed ones are rare accidents; in UTF-8 broken ones are. So:
//!
//! - **UTF-8 or nothing declared**: UTF-8 as long as at least as many sequences
//!   are sound as broken (each broken one then costs a U+FFFD, where any other
//!   reading would spoil each sound one), else what `chardetng` guesses. One
//!   lone broken byte in an ASCII page is thus taken for a Latin letter.
//! - **A single-byte encoding declared**: UTF-8 if sound sequences outnumber
//!   broken ones more than [`SOUND_TO_BROKEN`] to one: the usual mislabel, a
//!   page that was saved as UTF-8 and still names its old encoding.
//! - **A multi-byte encoding declared**: the same, but with [`SOUND_AT_LEAST`]
//!   sequences, since two or three may be an accident there; else the declared
//!   one if the bytes decode in it nearly without error; else a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};
use memchr::{memchr, memchr2, memmem};

use super::census::Census;
use super::utf16;

/// Well-formed UTF-8 sequences for each broken one above which a declared
/// legacy encoding is not believed. The prose of this module's tests has at most
/// 28 for 66 broken ones (Japanese in EUC-JP); 32 for one leaves room for chance
/// in short texts and still allows a page a few bad bytes.
const SOUND_TO_BROKEN: usize = 32;
/// Well-formed UTF-8 sequences below which a declared multi-byte encoding is
/// believed: a heading of two or three GBK characters can be valid UTF-8.
const SOUND_AT_LEAST: usize = 4;
/// Bytes fed to `chardetng`, which is slow, and bytes decoded to try an
/// encoding: what lies beyond would hardly change the answer.
const SAMPLE: usize = 256 * 1024;
/// A declared encoding fits if at most one in this many of the characters
/// beyond ASCII is U+FFFD.
const ERRORS_PER: usize = 100;

/// The encoding to decode `bytes` in, which have no byte order mark.
pub(super) fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    match declared.filter(|declared| *declared != UTF_8) {
        None => undeclared(bytes),
        // Nothing in it can belie the declaration.
        Some(declared) if bytes.is_ascii() => declared,
        Some(declared) => {
            let census = Census::of(bytes);
            let sound_at_least = if declared.is_single_byte() { 1 } else { SOUND_AT_LEAST };
            if census.sound >= sound_at_least && census.sound > SOUND_TO_BROKEN * census.broken {
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
    // Ahead of the census, which takes several times as long.
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return if iso_2022_jp(bytes) { ISO_2022_JP } else { UTF_8 };
    }
    let census = Census::of(bytes);
    if census.sound < census.broken { guess(bytes) } else { UTF_8 }
}

/// Bytes that mean the same in every encoding this tool reads but UTF-16.
pub(super) fn is_plain_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii() && memchr(0x1B, bytes).is_none() && memchr(0, bytes).is_none()
}

/// What `chardetng` takes the bytes for, which are not UTF-8. It is given the
/// first [`SAMPLE`] bytes of those stretches, between line ends or ends of
/// tags, that have something beyond ASCII: the rest would teach it nothing,
/// and a page may come to its first such letter late.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let (mut rest, mut left) = (bytes, SAMPLE);
    while !rest.is_empty() && left > 0 {
        // Neither byte is part of a longer character in a legacy encoding.
        let end = memchr2(b'\n', b'>', rest).map_or(rest.len(), |at| at + 1);
        let (stretch, after) = rest.split_at(end.min(left));
        if !stretch.is_ascii() {
            // Never told of an end: the text may be cut inside a character,
            // which would rule out the right answer.
            detector.feed(stretch, false);
            left -= stretch.len();
        }
        rest = after;
    }
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the bytes decode in `encoding` with few errors.
fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length(sample.len()).unwrap_or(0);
    let mut text = String::with_capacity(capacity);
    // Not told of an end, so that a character cut there is no error.
    let _ = decoder.decode_to_string(sample, &mut text, false);
    let beyond_ascii = text.bytes().filter(|b| *b >= 0xC2).count();
    let errors = text.matches('\u{FFFD}').count();
    errors * ERRORS_PER <= beyond_ascii
}

/// Whether 7-bit bytes are Japanese in ISO-2022-JP: they switch to its
/// character set and decode. (Terminal colours also have ESC, but not `ESC $ B`.)
pub(crate) fn iso_2022_jp(bytes: &[u8]) -> bool {
    memchr(0x1B, bytes).is_some()
        && bytes.is_ascii()
        && [b"\x1b$B", b"\x1b$@"].iter().any(|switch| memmem::find(bytes, *switch).is_some())
        && fits(bytes, ISO_2022_JP)
}

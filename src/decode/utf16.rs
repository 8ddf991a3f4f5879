//! Recognises UTF-16 without a byte order mark.
//!
//! A page with a stray NUL is not UTF-16, although its pairs of ASCII letters are
//! code units of Chinese characters: `ef` is U+6665. So there must be evidence of
//! one of two kinds:
//!
//! - **NULs**: at least one in [`UNITS_PER_NUL`] units has a NUL in its upper byte,
//!   as ASCII has in UTF-16, and almost no unit has one in its lower byte. This
//!   applies to Latin text and to every page with markup.
//! - **script**: almost all units outside ASCII belong to one script, and the bytes
//!   are neither UTF-8 nor mostly ASCII.

use std::ops::RangeInclusive;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::census::Census;

/// Number of bytes that decide.
const SAMPLE: usize = 4096;
/// At least one in this many units must have a NUL. In Latin text nine in ten units
/// have one, in Chinese pages every second unit, in pages with stray NULs one in 100.
const UNITS_PER_NUL: usize = 4;
/// One NUL may be in the wrong byte, and one more per this many in the right byte.
/// U+4E00, the most frequent Chinese character, has a NUL in its lower byte.
const NULS_PER_STRAY: usize = 10;
/// At most one in this many units may belong to another script. English read as
/// UTF-16 has one in five because of its spaces alone.
const UNITS_PER_FOREIGN: usize = 10;

/// Scripts whose units have no NULs, as ranges of letters and punctuation.
const SCRIPTS: [&[RangeInclusive<u16>]; 23] = [
    &[0x0370..=0x03FF, 0x1F00..=0x1FFF],
    &[0x0400..=0x052F],
    &[0x0530..=0x058F],
    &[0x0590..=0x05FF],
    &[0x0600..=0x06FF, 0x0750..=0x077F, 0xFB50..=0xFDFF],
    &[0x0900..=0x097F],
    &[0x0980..=0x09FF, 0x0964..=0x0965],
    &[0x0A00..=0x0A7F, 0x0964..=0x0965],
    &[0x0A80..=0x0AFF],
    &[0x0B00..=0x0B7F],
    &[0x0B80..=0x0BFF],
    &[0x0C00..=0x0C7F],
    &[0x0C80..=0x0CFF],
    &[0x0D00..=0x0D7F],
    &[0x0D80..=0x0DFF],
    &[0x0E00..=0x0E7F],
    &[0x0E80..=0x0EFF],
    &[0x1000..=0x109F],
    &[0x10A0..=0x10FF],
    &[0x1200..=0x139F],
    &[0x1780..=0x17FF],
    &[0x3000..=0x30FF, 0x3400..=0x9FFF, 0xFF00..=0xFFEF],
    &[0xAC00..=0xD7A3],
];

/// Returns UTF-16 in the byte order of `bytes`, or `None` if they are not UTF-16.
/// Text without any NUL in the first [`SAMPLE`] bytes is not recognised.
pub(crate) fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    memchr(0, sample)?;
    let (mut little, mut big) = (Counts::default(), Counts::default());
    for pair in sample.chunks_exact(2) {
        little.count(pair[0], pair[1]);
        big.count(pair[1], pair[0]);
    }
    // Spaces decide before letters: U+4E00 looks like a swapped `N`, but U+2000 and
    // U+0A00, which look like a swapped space and line end, hardly occur.
    let is_little = (little.spaces, little.letters) > (big.spaces, big.letters);
    let (right, wrong) = if is_little { (little, big) } else { (big, little) };
    if right.spaces + right.letters == 0 {
        return None;
    }
    let units: Vec<u16> = sample
        .chunks_exact(2)
        .map(|pair| [pair[0], pair[1]])
        .map(if is_little { u16::from_le_bytes } else { u16::from_be_bytes })
        .collect();
    let by_nuls = right.nuls * UNITS_PER_NUL >= units.len() && wrong.nuls <= 1 + right.nuls / NULS_PER_STRAY;
    let is_utf16 = (by_nuls || is_in_one_script(&units) && !is_utf8_or_ascii(sample)) && is_text(&units);
    is_utf16.then_some(if is_little { UTF_16LE } else { UTF_16BE })
}

/// Returns true if more than half of the bytes are ASCII letters, spaces or angle
/// brackets. In UTF-16 at most half of them are.
pub(super) fn is_mostly_ascii(bytes: &[u8]) -> bool {
    let ascii = bytes.iter().filter(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'<' | b'>')).count();
    ascii > bytes.len() / 2
}

/// Returns true if the bytes are rather ASCII or UTF-8.
fn is_utf8_or_ascii(sample: &[u8]) -> bool {
    let census = Census::of(sample);
    is_mostly_ascii(sample) || census.valid > census.invalid
}

fn is_in_one_script(units: &[u16]) -> bool {
    // ASCII, spaces, dashes and quotation marks occur in any script.
    let common = units.iter().filter(|unit| matches!(unit, 0..=0xFF | 0x2010..=0x203A)).count();
    SCRIPTS.iter().any(|script| {
        let of_script = units.iter().filter(|unit| script.iter().any(|block| block.contains(unit))).count();
        (units.len() - of_script - common) * UNITS_PER_FOREIGN <= units.len()
    })
}

/// Returns true if all units are text. Binary data also has NULs.
fn is_text(units: &[u16]) -> bool {
    char::decode_utf16(units.iter().copied()).enumerate().all(|(at, unit)| match unit {
        Ok(c) => (c.is_whitespace() || !c.is_control()) && c as u32 & 0xFFFE != 0xFFFE,
        // The end of the sample may cut a pair of surrogates.
        Err(_) => at + 2 >= units.len(),
    })
}

/// Counts units whose upper byte is NUL, in one byte order.
#[derive(Default)]
struct Counts {
    spaces: usize,
    letters: usize,
    /// Units with NUL as the upper byte.
    nuls: usize,
}

impl Counts {
    fn count(&mut self, low: u8, high: u8) {
        if high == 0 {
            self.spaces += usize::from(matches!(low, b' ' | b'\n' | b'\r' | b'\t'));
            self.letters += usize::from(low.is_ascii_graphic());
            self.nuls += 1;
        }
    }
}

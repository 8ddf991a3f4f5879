//! UTF-16 without a byte order mark.
//!
//! A page with a stray NUL is not UTF-16, though its letters, two by two, are
//! code units of Chinese: `ef` is U+6665. So the bytes must speak for it, in
//! one of two ways:
//!
//! - **by NULs**: at least one in [`UNITS_PER_NUL`] units has one where UTF-16
//!   has it in ASCII, and nearly none where it has not. That is every page with
//!   markup, and Latin text.
//! - **by a script**: nearly all units are of one script, ASCII aside; and the
//!   bytes are neither UTF-8 nor, one by one, ASCII for the most part.

use std::ops::RangeInclusive;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::census::Census;

/// Bytes that are looked at.
const SAMPLE: usize = 4096;
/// Units for each NUL that say enough. Latin text has nine in ten, pages in
/// Chinese half; the pages with stray NULs that were seen have one in 100.
const UNITS_PER_NUL: usize = 4;
/// One NUL may stand in the wrong half, and one for so many in the right one:
/// U+4E00, the most frequent character of Chinese, has its own there.
const NULS_PER_STRAY: usize = 10;
/// One in so many units may be of another script. English, taken for UTF-16, has
/// one in five, for its spaces alone.
const UNITS_PER_FOREIGN: usize = 10;

/// Scripts whose units have no NULs, each with its punctuation.
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

/// The byte order of UTF-16 without a mark, if `bytes` are that. Chinese or
/// Japanese without one ASCII character in the first 4 KiB cannot be told.
pub(crate) fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    memchr(0, sample)?;
    let (mut little, mut big) = (Halves::default(), Halves::default());
    for pair in sample.chunks_exact(2) {
        little.count(pair[0], pair[1]);
        big.count(pair[1], pair[0]);
    }
    // Spaces decide before letters: U+4E00 looks like a swapped `N`; what a
    // swapped space or line end looks like (U+2000, U+0A00) hardly occurs.
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
    let is_it = (by_nuls || is_in_one_script(&units) && !is_in_bytes(sample)) && is_text(&units);
    is_it.then_some(if is_little { UTF_16LE } else { UTF_16BE })
}

/// Whether `bytes` are ASCII for the most part, by letters, spaces and brackets.
/// In UTF-16 half of them at most look like that.
pub(super) fn is_mostly_ascii(bytes: &[u8]) -> bool {
    let ascii = bytes.iter().filter(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'<' | b'>')).count();
    ascii > bytes.len() / 2
}

/// Whether each byte is rather a character, or a part of one in UTF-8.
fn is_in_bytes(sample: &[u8]) -> bool {
    let census = Census::of(sample);
    is_mostly_ascii(sample) || census.sound > census.broken
}

fn is_in_one_script(units: &[u16]) -> bool {
    // ASCII, spaces and dashes and quotation marks go with any.
    let anyhow = units.iter().filter(|unit| matches!(unit, 0..=0xFF | 0x2010..=0x203A)).count();
    SCRIPTS.iter().any(|script| {
        let of_script = units.iter().filter(|unit| script.iter().any(|block| block.contains(unit))).count();
        (units.len() - of_script - anyhow) * UNITS_PER_FOREIGN <= units.len()
    })
}

/// Binary data has NULs too, but is not text to the last character.
fn is_text(units: &[u16]) -> bool {
    char::decode_utf16(units.iter().copied()).enumerate().all(|(at, unit)| match unit {
        Ok(c) => (c.is_whitespace() || !c.is_control()) && c as u32 & 0xFFFE != 0xFFFE,
        // A pair of surrogates cut by the end of the sample.
        Err(_) => at + 2 >= units.len(),
    })
}

/// What stands in the halves of units, read in one byte order.
#[derive(Default)]
struct Halves {
    spaces: usize,
    letters: usize,
    /// Of the upper halves.
    nuls: usize,
}

impl Halves {
    fn count(&mut self, low: u8, high: u8) {
        if high == 0 {
            self.spaces += usize::from(matches!(low, b' ' | b'\n' | b'\r' | b'\t'));
            self.letters += usize::from(low.is_ascii_graphic());
            self.nuls += 1;
        }
    }
}

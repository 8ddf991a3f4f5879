//! The prefilter: which stretches of a line can hold a run at all.
//!
//! A run is dense in joints (`-`, `_`, `/`, `:`, `#`, a camel hump) or in the letters of the
//! word icon. Both are counted in blocks of fixed size, in a loop that the compiler turns into
//! vector instructions, and only stretches with enough of them are looked at closely.

use std::ops::Range;

/// Bytes that are counted together. 64 was tried: with wider margins and
/// looser joints it took 7-9 ns a byte of article text where this takes 1.8-2.3 (noisy machine).
const BLOCK: usize = 32;
/// The patterns look this many bytes ahead.
const AHEAD: usize = 5;
/// Joints in two neighbouring blocks that make them hot. Three, since three names are a run.
const HOT_JOINTS: u8 = 3;
/// Occurrences of the letters of icon in four neighbouring blocks that make them hot. Two, since
/// three names of 40 bytes may leave only two in any 128.
const HOT_ICONS: u8 = 2;
/// Bytes added on both sides of a hot stretch, so that the first and last name are in it.
const MARGIN: usize = 32;

/// Joints and icon spellings in the first [`BLOCK`] bytes of `b`.
fn count(b: &[u8; BLOCK + AHEAD]) -> (u8, u8) {
    let (mut joints, mut icons) = (0u8, 0u8);
    for i in 0..BLOCK {
        let (c, next) = (b[i], b[i + 1]);
        let hump = (c.wrapping_sub(b'a') < 26) & (next.wrapping_sub(b'A') < 26);
        let mark = (c == b'-') | (c == b'_') | (c == b'/') | (c == b':') | (c == b'#');
        // A name follows: not "10-20", ": ", " - ".
        let letter = ((next | 0x20).wrapping_sub(b'a') < 26) | (next >= 0x80);
        joints += u8::from(hump | (mark & letter));

        let (l0, l1, l2) = (c | 0x20, next | 0x20, b[i + 2] | 0x20);
        // ico, iko, icô (0xC3 begins ô), íco (0xAD ends í and 0x20 is set in it already).
        let icon = ((l0 == b'i') | (c == 0xAD)) & ((l1 == b'c') | (l1 == b'k')) & ((l2 == b'o') | (l2 == 0xE3));
        let svg = (l0 == b's') & (l1 == b'v') & (l2 == b'g');
        let glyph = (l0 == b'g') & (l1 == b'l') & (l2 == b'y');
        let picto = (l0 == b'i') & (l1 == b'c') & (l2 == b't') & (b[i + 3] | 0x20 == b'o');
        // ико, іко, чок: the second bytes of the Cyrillic letters.
        let cyrillic = ((c == 0xB8) | (c == 0x96)) & (b[i + 2] == 0xBA) & (b[i + 4] == 0xBE);
        let badge = (c == 0x87) & (b[i + 2] == 0xBE) & (b[i + 4] == 0xBA);
        icons += u8::from(icon | svg | glyph | picto | cyrillic | badge);
    }
    (joints, icons)
}

/// Calls `found` with each hot stretch of `line`, in order, apart from each other, on char
/// boundaries.
pub(super) fn stretches(line: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = line.as_bytes();
    let mut open: Option<Range<usize>> = None;
    let mut before = (0u8, [0u8; 3]);
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let now = match rest.first_chunk() {
            Some(block) => count(block),
            None => {
                let mut padded = [0; BLOCK + AHEAD];
                padded[..rest.len().min(BLOCK + AHEAD)].copy_from_slice(rest);
                count(&padded)
            }
        };
        let icons = before.1.iter().sum::<u8>() + now.1 >= HOT_ICONS;
        if icons || before.0 + now.0 >= HOT_JOINTS {
            let back = if icons { 3 * BLOCK } else { BLOCK };
            let start = boundary_at_or_before(line, at.saturating_sub(back + MARGIN));
            let end = boundary_at_or_before(line, (at + BLOCK + MARGIN).min(bytes.len()));
            match &mut open {
                Some(range) if range.end >= start => range.end = end,
                _ => {
                    if let Some(range) = open.replace(start..end) {
                        found(range);
                    }
                }
            }
        }
        before = (now.0, [before.1[1], before.1[2], now.1]);
        at += BLOCK;
    }
    if let Some(range) = open {
        found(range);
    }
}

/// The char boundary at `at`, or the nearest before it.
fn boundary_at_or_before(line: &str, mut at: usize) -> usize {
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

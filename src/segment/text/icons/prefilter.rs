//! Finds the stretches of a line that can contain a run.
//!
//! A run is dense in joins (`-`, `_`, `/`, `:`, `#`, a change of case) or in the letters of the
//! word "icon". Both are counted in chunks of fixed size, in a loop that the compiler vectorises.
//! Only stretches with enough of them are examined further.

use std::ops::Range;

/// Bytes that are counted together: larger chunks pass more prose.
const CHUNK: usize = 32;
/// Bytes that the patterns look ahead.
const AHEAD: usize = 5;
/// Joins in two adjacent chunks that make a stretch: three names are a run.
const MIN_JOINS: u8 = 3;
/// Spellings of "icon" in four adjacent chunks that make a stretch: three names of 40 bytes can
/// leave only two in 128 bytes.
const MIN_ICONS: u8 = 2;
/// Bytes added on both sides of a stretch, to include the first and last name.
const MARGIN: usize = 32;

/// Counts the joins and the spellings of "icon" in the first [`CHUNK`] bytes of `b`.
fn count(b: &[u8; CHUNK + AHEAD]) -> (u8, u8) {
    let (mut joins, mut icons) = (0u8, 0u8);
    for i in 0..CHUNK {
        let (c, next) = (b[i], b[i + 1]);
        let case_change = (c.wrapping_sub(b'a') < 26) & (next.wrapping_sub(b'A') < 26);
        let mark = (c == b'-') | (c == b'_') | (c == b'/') | (c == b':') | (c == b'#');
        // A name follows: not "10-20", ": ", " - ".
        let letter = ((next | 0x20).wrapping_sub(b'a') < 26) | (next >= 0x80);
        joins += u8::from(case_change | (mark & letter));

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
    (joins, icons)
}

/// Calls `found` with each stretch of `line` that can contain a run, in order, without overlap, on
/// char boundaries.
pub(super) fn stretches(line: &str, mut found: impl FnMut(Range<usize>)) {
    let bytes = line.as_bytes();
    let mut open: Option<Range<usize>> = None;
    let mut before = (0u8, [0u8; 3]);
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let now = match rest.first_chunk() {
            Some(chunk) => count(chunk),
            None => {
                let mut padded = [0; CHUNK + AHEAD];
                padded[..rest.len().min(CHUNK + AHEAD)].copy_from_slice(rest);
                count(&padded)
            }
        };
        let icons = before.1.iter().sum::<u8>() + now.1 >= MIN_ICONS;
        if icons || before.0 + now.0 >= MIN_JOINS {
            let back = if icons { 3 * CHUNK } else { CHUNK };
            let start = boundary_at_or_before(line, at.saturating_sub(back + MARGIN));
            let end = boundary_at_or_before(line, (at + CHUNK + MARGIN).min(bytes.len()));
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
        at += CHUNK;
    }
    if let Some(range) = open {
        found(range);
    }
}

/// Returns the char boundary at or before `at`.
fn boundary_at_or_before(line: &str, mut at: usize) -> usize {
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

//! Finds the glyphs of icon fonts: characters for private use, which mean nothing as text.

use std::ops::Range;

use crate::words::class::{Class, class_of};

/// Appends the private-use characters of `line` to `out`, with white space between them. One between
/// ideographs stays: in old Chinese encodings it is a rare ideograph.
pub(super) fn find(line: &str, out: &mut Vec<Range<usize>>) {
    // The first bytes of U+E000 to U+F8FF and of the planes for private use.
    let bytes = line.as_bytes();
    if memchr::memchr3(0xee, 0xef, 0xf3, bytes).is_none() && memchr::memchr(0xf4, bytes).is_none() {
        return;
    }
    let is_ideograph = |c: char| class_of(c) == Class::Ideograph;
    let mut before = None;
    for (at, c) in line.char_indices() {
        let range = at..at + c.len_utf8();
        if is_private(c) {
            let is_within_text =
                before.is_some_and(is_ideograph) && line[range.end..].chars().next().is_some_and(is_ideograph);
            if !is_within_text {
                out.push(range);
            }
        }
        before = Some(c);
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

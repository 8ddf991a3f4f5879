//! Takes out what a program put into the text of a page when it dumped the page: link numbers, names
//! of pictures, form fields, and soft hyphens.
//!
//! - Soft hyphens (U+00AD) are invisible and go from every text.
//! - Markdown shows pictures as `![…](…)`; they go outside fences and code.
//! - `lynx` writes `[64]` before each link, a list of addresses at the end, `IFRAME:`, `(BUTTON)`,
//!   `____` and `[picture.png]` (`lynx`).
//! - `w3m` writes `[picture-name]` where a picture has no alternative text (`w3m`).
//!
//! The last two are recognised in each window, and once recognised they hold for the rest of the
//! text. A footnote's `[1]` stays.

mod lynx;
mod markdown;
mod w3m;
mod without_marks;

use std::ops::Range;

use lynx::Lynx;
pub(super) use without_marks::WithoutMarks;

/// What is known of the program that wrote a text. It outlives a window.
#[derive(Debug, Default)]
pub(super) struct Dump {
    lynx: Lynx,
    is_w3m: bool,
}

impl Dump {
    /// Returns a window without what the program put in.
    pub(super) fn clean(&mut self, window: String) -> WithoutMarks {
        let mut cuts = Vec::new();
        let bytes = window.as_bytes();
        cuts.extend(memchr::memmem::find_iter(bytes, "\u{ad}").map(|at| at..at + '\u{ad}'.len_utf8()));
        if self.lynx.is_known() || may_be_dump(bytes) {
            self.lynx.find(&window, &mut cuts);
            markdown::find(&window, &mut cuts);
            w3m::find(&window, &mut self.is_w3m, &mut cuts);
        }
        WithoutMarks::new(window, cuts)
    }

    /// Forgets the text before an offset in the last window: it is not in the next one.
    pub(super) fn forget(&mut self, before: usize) {
        self.lynx.forget(before);
    }
}

/// Tells cheaply whether anything but soft hyphens can have been put in.
fn may_be_dump(bytes: &[u8]) -> bool {
    memchr::memchr(b'[', bytes).is_some() || memchr::memmem::find(bytes, b"(BUTTON)").is_some()
}

/// Widens the range of something that stands between words, by the space after it.
fn with_space(text: &str, range: Range<usize>) -> Range<usize> {
    let is_free = text[..range.start].chars().next_back().is_none_or(char::is_whitespace);
    let space = text.as_bytes().get(range.end) == Some(&b' ');
    range.start..range.end + usize::from(is_free && space)
}

/// Returns the brackets in a text that contain no bracket and no white space, with the text in them.
fn bracketed(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    memchr::memchr_iter(b'[', text.as_bytes()).filter_map(|start| {
        let inner = &text[start + 1..];
        let end = inner.bytes().take(LONGEST_NAME).position(|b| matches!(b, b'[' | b']') || b.is_ascii_whitespace())?;
        (inner.as_bytes()[end] == b']').then(|| (start..start + end + 2, &inner[..end]))
    })
}

/// Bytes of the longest name of a picture.
const LONGEST_NAME: usize = 200;

#[cfg(test)]
mod tests;

//! Where elements of a line touch, with no white space between them: whether what they
//! say is one word or two.

use crate::html::display::Display;
use crate::html::tag::Tag;

/// What lies between what was said last and what is said next.
#[derive(Debug, Default)]
pub(super) struct Joint {
    /// A link ended.
    after_link: bool,
    /// An element of the line ended.
    after: bool,
    /// And another one began.
    touches: bool,
}

impl Joint {
    /// Sees an element begin. Gives whether another word begins there in any case: two
    /// links that touch are two words to a reader.
    pub(super) fn open(&mut self, tag: Tag, display: Display) -> bool {
        self.touches |= self.after && is_in_line(tag, display);
        tag == Tag::A && self.after_link
    }

    /// Sees an element end.
    pub(super) fn close(&mut self, tag: Tag, display: Display) {
        self.after_link |= tag == Tag::A;
        self.after |= is_in_line(tag, display);
    }

    /// Sees `text` said after `before` on its line. Gives whether that is another word.
    pub(super) fn say(&mut self, before: &str, text: &str) -> bool {
        std::mem::take(self).touches && are_two_words(before, text)
    }
}

/// Whether an element is a part of its line, on the same level.
fn is_in_line(tag: Tag, display: Display) -> bool {
    display == Display::Inline && !matches!(tag, Tag::SUP | Tag::SUB)
}

/// Whether two elements of a line touch between words: a style sheet sets them apart, as
/// a name from a number or from another name. Where they touch so, the gold texts of the
/// corpus have two words 613 times and one word twice; between small letters 58 and 28
/// times. A single letter may be set larger than the rest of its word.
fn are_two_words(before: &str, next: &str) -> bool {
    let Some(next) = next.chars().next() else { return false };
    let mut before = before.chars().rev();
    let Some(last) = before.next() else { return false };
    match (last, next.is_uppercase(), next.is_ascii_digit()) {
        ('0'..='9', true, _) => true,
        (last, true, _) | (last, _, true) if last.is_lowercase() => before.next().is_some_and(char::is_alphanumeric),
        (last, true, _) if last.is_uppercase() => before.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

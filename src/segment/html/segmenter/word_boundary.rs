//! Finds word boundaries between elements of a block that touch without white space.

use crate::html::display::Display;
use crate::html::tag::Tag;

/// The tags between the last text and the next text.
#[derive(Debug, Default)]
pub(super) struct WordBoundary {
    /// Whether a link ended.
    link_ended: bool,
    /// Whether an inline element ended.
    element_ended: bool,
    /// Whether an inline element began after another one ended.
    elements_touch: bool,
}

impl WordBoundary {
    /// Handles the start of an element. Returns whether a word begins there in any case: a
    /// reader sees two links that touch as two words.
    pub(super) fn open(&mut self, tag: Tag, display: Display) -> bool {
        self.elements_touch |= self.element_ended && is_inline(tag, display);
        tag == Tag::A && self.link_ended
    }

    /// Handles the end of an element.
    pub(super) fn close(&mut self, tag: Tag, display: Display) {
        self.link_ended |= tag == Tag::A;
        self.element_ended |= is_inline(tag, display);
    }

    /// Handles `text` that follows `before` in its block. Returns whether `text` begins a word.
    pub(super) fn text(&mut self, before: &str, text: &str) -> bool {
        std::mem::take(self).elements_touch && are_two_words(before, text)
    }
}

/// Whether an element is inline and on the base line.
fn is_inline(tag: Tag, display: Display) -> bool {
    display == Display::Inline && !matches!(tag, Tag::SUP | Tag::SUB)
}

/// Whether the texts of two elements that touch are two words, which a style sheet sets apart:
/// a name before a number or before another name, or a number before a name.
///
/// Lower-case letters on both sides do not count: there, the reference texts often have one
/// word. A single letter may be an initial that is set larger than the rest of its word.
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

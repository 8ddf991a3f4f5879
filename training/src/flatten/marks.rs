//! Marks that stand in the text of a page and say which piece of text is which.
//!
//! A mark is a private-use character. It takes no space in a line, it is neither white space nor
//! part of a word, and the rest of the output is the same without it.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Returns whether a character is a mark.
pub fn is_mark(c: char) -> bool {
    ('\u{F0000}'..='\u{F00FF}').contains(&c)
}

/// Returns the columns that a character takes.
pub fn char_width(c: char) -> usize {
    if is_mark(c) { 0 } else { c.width().unwrap_or(0) }
}

/// Returns the columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Returns the number of characters that are no marks.
pub fn length(text: &str) -> usize {
    text.chars().filter(|&c| !is_mark(c)).count()
}

/// Returns whether a text has nothing but white space and marks.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_mark(c))
}

/// Returns whether a text has nothing but marks. An empty text has nothing else either.
pub fn is_marks(text: &str) -> bool {
    text.chars().all(is_mark)
}

/// Returns the marks of a text.
pub fn marks_of(text: &str) -> String {
    text.chars().filter(|&c| is_mark(c)).collect()
}

/// Returns a text without white space at its ends. Marks there stay.
pub fn trimmed(text: &str) -> Cow<'_, str> {
    let is_edge = |c: char| c.is_whitespace() || is_mark(c);
    let middle = text.trim_matches(is_edge);
    if middle.is_empty() {
        return Cow::Owned(marks_of(text));
    }
    let start = text.len() - text.trim_start_matches(is_edge).len();
    let (before, after) = (&text[..start], &text[start + middle.len()..]);
    if before.chars().chain(after.chars()).all(is_mark) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}{middle}{}", marks_of(before), marks_of(after)))
}

/// Removes white space at the end of a text. Marks there stay.
pub fn trim_end(text: &mut String) {
    let kept = text.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c)).len();
    if text[kept..].contains(char::is_whitespace) {
        let marks = marks_of(&text[kept..]);
        text.truncate(kept);
        text.push_str(&marks);
    }
}

/// Returns the words of a text, and the marks after the last one. Marks between words are part of
/// the next word.
pub fn words(text: &str) -> (Vec<Cow<'_, str>>, String) {
    let mut words = vec![];
    let mut held = String::new();
    for word in text.split_whitespace() {
        if is_marks(word) {
            held.push_str(word);
        } else if held.is_empty() {
            words.push(Cow::Borrowed(word));
        } else {
            words.push(Cow::Owned(std::mem::take(&mut held) + word));
        }
    }
    (words, held)
}

/// Returns a text without its marks.
#[cfg(test)]
pub fn without_marks(text: &str) -> String {
    text.chars().filter(|&c| !is_mark(c)).collect()
}

//! Tells blank text.

/// Whether `text` shows nothing: it consists of white space and characters without width, such
/// as the joiner that site builders put into empty paragraphs.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
}

//! Segment: cut a document into [`Line`](crate::document::Line)s.

pub mod html;
pub mod text;

/// Whether `text` shows nothing: white space and characters without width, such as
/// the joiner that site-builders put into empty paragraphs.
fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
}

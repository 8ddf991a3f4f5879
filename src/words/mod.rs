//! Lists of words and phrases, and how a text is looked up in them; several stages do.

pub mod class;
pub mod credit;
pub mod hash;
pub mod kind;
pub mod label;
mod phrase;

/// The words of `text` with one space between them.
pub fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

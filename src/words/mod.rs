//! Lists of words and phrases that several stages look text up in. The lists are the `.txt`
//! files beside this one; the header of each says what it is for and how it was gathered.

pub mod attribution;
pub mod class;
pub mod credit;
pub mod date;
pub mod hash;
pub mod kind;
pub mod label;
pub mod months;
mod phrase;

/// Returns the words of `text` with one space between them.
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

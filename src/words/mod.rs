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
pub mod vocabulary;

use std::borrow::Cow;

/// Returns a text without soft hyphens. They only say where a word may be broken.
pub fn without_soft_hyphens(text: &str) -> Cow<'_, str> {
    // The last byte of a soft hyphen is rare, and looked up fast.
    if memchr::memchr(0xad, text.as_bytes()).is_some() { text.replace('\u{ad}', "").into() } else { text.into() }
}

/// Returns the words of `text` with one space between them, without soft hyphens.
pub fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in without_soft_hyphens(text).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

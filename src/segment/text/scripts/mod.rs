//! Finds the scripts, style sheets, data and raw markup of a page in its flattened text.
//!
//! The `textContent` of a page contains its scripts and style sheets, on lines of their own or
//! joined to prose. In HTML their elements tell them apart from the listings of an article; in
//! text, their shape and their company do:
//!
//! - `regions` finds stretches of code: whole statements, rules, JSON values and tags, read by
//!   `lexer`.
//! - `evidence` tells the machinery of a page from a listing: names of tag managers and the like
//!   (`src/words/page_scripts.txt`), lines without spaces, no space between prose and code; against
//!   it speak a fence, a line before it that ends with a colon, and prose about programming.
//!
//! In doubt, code stays. The work is at most a small multiple of the length of the text. Text
//! without braces and angle brackets costs one pass of `memchr`.

mod evidence;
mod lexer;
mod regions;

use std::ops::Range;

/// Returns the stretches of `text` that are scripts, style sheets, data or raw markup of the page, in
/// order, without overlap.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    if memchr::memchr2(b'{', b'<', text.as_bytes()).is_none() {
        return Vec::new();
    }
    let regions = regions::find(text);
    evidence::machinery(text, regions)
}

#[cfg(test)]
mod tests;

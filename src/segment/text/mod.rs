//! Plain text → [`Document`](crate::document::Document).
//!
//! `dump` takes out the marks that a program added when it flattened the page. `scripts` finds the
//! scripts and style sheets of the page. `wrap` finds hard-wrapped paragraphs, and `split` cuts lines
//! that are longer than a screenful or contain a run of icon names. `segmenter` puts these steps
//! together. `window` feeds a stream through them in bounded memory.

pub mod boundary;
mod dump;
mod groups;
mod icons;
mod scripts;
mod segmenter;
mod split;
pub mod window;
mod wrap;

pub use segmenter::{TextSettings, segment};

/// Cuts a whole text into blocks, without weights for long lines.
#[cfg(test)]
pub fn segment_whole(page: &mut crate::document::Document) {
    let boundary = crate::words::vocabulary::Vocabulary::default();
    segment(page, 0, 1, false, TextSettings { boundary: &boundary, stands_alone: &|_| false });
}

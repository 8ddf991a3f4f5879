//! Plain text → [`Document`](crate::document::Document).
//!
//! `dump` takes out what a program put into a page when it dumped it, and `scripts` finds the code
//! that is not the article's. `wrap` finds hard-wrapped paragraphs, `split` cuts lines that are longer than a screenful or
//! contain a run of icon names, and `segmenter` puts them together. `window` feeds a stream
//! through it in bounded memory.

mod boundary;
mod dump;
mod groups;
mod icons;
mod scripts;
mod segmenter;
mod split;
pub mod window;
mod wrap;

pub use segmenter::segment;

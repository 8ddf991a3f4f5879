//! Plain text → [`Document`](crate::document::Document).
//!
//! `wrap` finds hard-wrapped paragraphs, `split` cuts lines that are longer than a screenful or
//! contain a run of icon names, and `segmenter` puts them together. `window` feeds a stream
//! through it in bounded memory.

mod boundary;
mod groups;
mod icons;
mod segmenter;
mod split;
pub mod window;
mod wrap;

pub use segmenter::segment;

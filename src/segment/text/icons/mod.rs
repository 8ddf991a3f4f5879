//! Finds runs of icon names in flattened text: `icon facebookicon twittericon vk`,
//! `fa-home fa-user`, `keyboard_arrow_down`.
//!
//! The SVG titles and font ligatures of a page become text when the page is flattened, often with
//! no separator between them. No word list can contain all icons, so a run is recognised by its
//! shape: an affix that repeats through a row of short names. There are three kinds:
//!
//! - Affixes that icon sets use (`src/words/icon_affixes.txt`) need three repeats.
//! - Other affixes need six repeats, and names known from icons or no spaces at all.
//! - Ligatures are snake_case tokens made only of words in `src/words/icon_parts.txt`.
//!
//! Words of buttons and menus that are joined without an affix are found by their seams (`joined`),
//! glyphs of icon fonts by their code points (`glyph`), and single names by their joint with a
//! sentence (`single`).
//!
//! A remaining icon name does less harm than a lost sentence, so in doubt the text stays. Icon
//! names in Chinese, Japanese or Thai without spaces are not found.
//!
//! The time is linear in the length of the line. Prose costs little more than the prefilter.

mod context;
mod edges;
mod find;
mod gather;
mod glyph;
mod joined;
mod ligature;
mod occurrence;
mod prefilter;
mod run;
mod single;
#[cfg(test)]
mod tests;
mod unknown;
mod words;

pub use find::icon_runs;

//! Rulings: what the user's rules say about the blocks of a document.
//!
//! They are stored beside the document, which stays as it was read, so that they change no
//! feature. A rule can also drop a part of a block, such as an `[edit]` in a heading or the
//! number of a footnote in a sentence. Such a part is a [`Cut`]; it is left out where the
//! block is printed. The permalink of a heading is a cut, too, without any rule.

mod marks;
mod ruling;

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::document::{Block, Document, Within};
pub use marks::Marks;
pub use ruling::Ruling;

/// A part of a block that is not printed.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Its bytes in [`Document::text`].
    pub range: Range<usize>,
    /// The ruling that drops it; `None` for the permalink of a heading.
    pub ruling: Option<Ruling>,
}

/// What the user's rules say about the blocks of one document.
#[derive(Debug, Default)]
pub struct Rulings {
    /// One entry per block. Blocks after the last entry have no ruling.
    blocks: Vec<Option<Ruling>>,
    /// The parts of blocks that are not printed, in document order and without overlap.
    pub(crate) cuts: Vec<Cut>,
}

impl Rulings {
    /// Returns the ruling on the block with index `at`, if there is one.
    pub fn of(&self, at: usize) -> Option<Ruling> {
        self.blocks.get(at).copied().flatten()
    }

    /// Whether a rule drops the block with index `at`.
    pub fn drops(&self, at: usize) -> bool {
        self.of(at).is_some_and(|ruling| !ruling.keep)
    }

    /// Whether no block has a ruling. Parts of blocks may still be cut.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Sets the ruling on the block with index `at`.
    pub fn set(&mut self, at: usize, ruling: Ruling) {
        if self.blocks.len() <= at {
            self.blocks.resize(at + 1, None);
        }
        self.blocks[at] = Some(ruling);
    }

    /// Returns the parts of a block that are not printed.
    pub fn cuts_of(&self, block: &Block) -> &[Cut] {
        let first = self.cuts.partition_point(|cut| cut.range.end <= block.range.start);
        let count = self.cuts[first..].partition_point(|cut| cut.range.start < block.range.end);
        &self.cuts[first..first + count]
    }

    /// Returns the text of a block as it is printed: without its cuts.
    pub fn printed<'d>(&self, document: &'d Document, block: &Block) -> Cow<'d, str> {
        if self.cuts_of(block).is_empty() {
            return document.text_of(block).into();
        }
        let mut text = String::with_capacity(block.range.len());
        self.pieces(document, block, |range, spaced| {
            if spaced {
                text.push(' ');
            }
            text.push_str(&document.text[range]);
        });
        if !is_verbatim(block) {
            text.truncate(text.trim_end().len());
        }
        text.into()
    }

    /// Calls `take` with each printed part of a block, in order, and with whether a space goes
    /// before the part. White space at the end of the last part is not printed.
    pub fn pieces(&self, document: &Document, block: &Block, mut take: impl FnMut(Range<usize>, bool)) {
        let cuts = self.cuts_of(block);
        let starts = [block.range.start].into_iter().chain(cuts.iter().map(|cut| cut.range.end));
        let ends = cuts.iter().map(|cut| cut.range.start).chain([block.range.end]);
        let mut last = None;
        for range in starts.zip(ends).map(|(start, end)| start..end) {
            let (range, spaced) = if is_verbatim(block) { (range, false) } else { join(document, last, range) };
            last = document.text[range.clone()].chars().next_back().or(last);
            take(range, spaced);
        }
    }
}

/// Fits the text after a cut to the character before it. A space before or after the cut
/// stays a single space, and two words are not glued together.
fn join(document: &Document, last: Option<char>, range: Range<usize>) -> (Range<usize>, bool) {
    let piece = &document.text[range.clone()];
    let trimmed = if matches!(last, None | Some(' ')) { piece.trim_start() } else { piece };
    // Scripts of wide characters put no spaces between words.
    let is_word = |c: char| c.is_alphanumeric() && c.width() == Some(1);
    let spaced = last.is_some_and(is_word) && trimmed.chars().next().is_some_and(is_word);
    (range.end - trimmed.len()..range.end, spaced)
}

fn is_verbatim(block: &Block) -> bool {
    block.markup.is_some_and(|m| m.within.has(Within::PRE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Gap;
    use crate::document::group::NO_GROUP;

    /// Returns the printed form of a text whose parts in braces are cut.
    fn printed(marked: &str) -> String {
        let (mut document, mut rulings) = (Document::default(), Rulings::default());
        let ruling = Ruling { keep: false, rule: 0 };
        for (i, piece) in marked.split(['{', '}']).enumerate() {
            let start = document.text.len();
            document.text.push_str(piece);
            if i % 2 == 1 {
                rulings.cuts.push(Cut { range: start..document.text.len(), ruling: Some(ruling) });
            }
        }
        let range = 0..document.text.len();
        let block =
            Block { range, number: 1, gap: Gap::None, icon_run: false, group: NO_GROUP, source: 0..0, markup: None };
        rulings.printed(&document, &block).into_owned()
    }

    #[test]
    fn a_cut_leaves_the_words_around_it_as_they_were() {
        for (marked, expected) in [
            ("a wall{[1]} of stone", "a wall of stone"),
            ("History {[edit]}", "History"),
            ("{¶} History", "History"),
            ("see {here} now", "see now"),
            ("a {[1]} {[2]} b", "a b"),
            ("a {[1]}{[2]}.", "a ."),
            ("Sport{new}News", "Sport News"),
            ("水{[1]}车", "水车"),
            ("no cut", "no cut"),
        ] {
            assert_eq!(printed(marked), expected, "{marked}");
        }
    }
}

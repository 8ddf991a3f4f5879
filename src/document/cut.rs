//! Parts of lines that a rule drops: an `[edit]` in a heading, the number of a
//! footnote in a sentence.
//!
//! They stay in the text of the line, so that they change no evidence, and are
//! left out where the line is printed.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::{Block, Document, Ruling, Within};

/// A part of a line that a rule drops.
#[derive(Debug, Clone)]
pub struct Cut {
    /// Where it stands in [`Document::text`].
    pub range: Range<usize>,
    /// What the rule says of it.
    pub ruling: Ruling,
}

impl Document {
    /// The parts of a line that a rule drops.
    pub fn cuts_of(&self, block: &Block) -> &[Cut] {
        let first = self.cuts.partition_point(|cut| cut.range.end <= block.range.start);
        let count = self.cuts[first..].partition_point(|cut| cut.range.start < block.range.end);
        &self.cuts[first..first + count]
    }

    /// The text of a line as it comes out: without what a rule drops of it.
    pub fn printed(&self, block: &Block) -> Cow<'_, str> {
        if self.cuts_of(block).is_empty() {
            return self.text_of(block).into();
        }
        let mut text = String::with_capacity(block.range.len());
        self.pieces(block, |range, spaced| {
            if spaced {
                text.push(' ');
            }
            text.push_str(&self.text[range]);
        });
        if !is_verbatim(block) {
            text.truncate(text.trim_end().len());
        }
        text.into()
    }

    /// Gives the parts of a line that come out, in order, and whether a space
    /// is to be put before each; white space at the end of the last is no part
    /// of the line.
    pub fn pieces(&self, block: &Block, mut take: impl FnMut(Range<usize>, bool)) {
        let cuts = self.cuts_of(block);
        let starts = [block.range.start].into_iter().chain(cuts.iter().map(|cut| cut.range.end));
        let ends = cuts.iter().map(|cut| cut.range.start).chain([block.range.end]);
        let mut last = None;
        for range in starts.zip(ends).map(|(start, end)| start..end) {
            let (range, spaced) = if is_verbatim(block) { (range, false) } else { self.join(last, range) };
            last = self.text[range.clone()].chars().next_back().or(last);
            take(range, spaced);
        }
    }

    /// Fits what follows a cut to the character before it: one space stays
    /// where there was one, and two words do not become one that nobody wrote.
    fn join(&self, last: Option<char>, range: Range<usize>) -> (Range<usize>, bool) {
        let piece = &self.text[range.clone()];
        let trimmed = if matches!(last, None | Some(' ')) { piece.trim_start() } else { piece };
        // Scripts of wide characters put no spaces between words.
        let is_word = |c: char| c.is_alphanumeric() && c.width() == Some(1);
        let spaced = last.is_some_and(is_word) && trimmed.chars().next().is_some_and(is_word);
        (range.end - trimmed.len()..range.end, spaced)
    }
}

fn is_verbatim(block: &Block) -> bool {
    block.markup.is_some_and(|m| m.within.has(Within::PRE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Gap;

    /// What comes out of a text of which the parts in braces are cut.
    fn printed(marked: &str) -> String {
        let mut document = Document::default();
        let ruling = Ruling { keep: false, rule: 0 };
        for (i, piece) in marked.split(['{', '}']).enumerate() {
            let start = document.text.len();
            document.text.push_str(piece);
            if i % 2 == 1 {
                document.cuts.push(Cut { range: start..document.text.len(), ruling });
            }
        }
        let range = 0..document.text.len();
        let block = Block { range, number: 1, gap: Gap::None, icon_run: false, ruling: None, markup: None };
        document.printed(&block).into_owned()
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

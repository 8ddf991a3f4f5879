//! Handles code: blank lines between its blocks, and line numbers.

use super::state::{LineNumber, OpenBlock, Segmenter, SideText};
use crate::document::Within;
use crate::html::event::Attribute;
use crate::html::tag::Tag;
use crate::segment::html::within::{circumstance, is_line_number};

impl Segmenter {
    /// Handles the start of an element that may be code or stand in code.
    pub(super) fn begin_in_code(&mut self, tag: Tag, element: u32, attributes: &[Attribute<'_>]) {
        if !self.context.within.has(Within::PRE) {
            if circumstance(tag) == Within::PRE {
                (self.code.begun, self.code.blank) = (false, 0);
            }
        } else if tag == Tag::SPAN && is_line_number(attributes) {
            let start = self.page.text.len();
            self.code.numbers.push(LineNumber { element, start, block: self.block });
        }
    }

    /// Handles the end of the innermost element. A line number in it becomes a side text, because
    /// readers who copy the code do not want it.
    pub(super) fn end_in_code(&mut self, element: u32) {
        if self.code.numbers.last().is_none_or(|number| number.element != element) {
            return;
        }
        let Some(LineNumber { start, block, .. }) = self.code.numbers.pop() else { return };
        // Ending a block may have removed white space before `start`.
        let Some(number) = self.page.text.get(start..).filter(|text| is_number(text)) else { return };
        if block.start != self.block.start {
            return;
        }
        let mut within = self.context.within;
        within.add(Within::LINE_NUMBER);
        self.side_texts.push(SideText {
            text: number.to_owned(),
            element,
            within,
            ruling: self.context.ruling,
            group: self.context.group,
        });
        self.page.text.truncate(start);
        self.rulings.cuts.truncate(self.rulings.cuts.partition_point(|cut| cut.range.start < start));
        self.block = block;
        let element = &mut self.page.elements[element as usize];
        (element.text, element.link) = (0, 0);
    }

    /// Counts a blank line after a block of code.
    pub(super) fn count_blank_line(&mut self) {
        self.code.blank += usize::from(self.code.begun);
    }

    /// Removes the blank lines and spaces around a block of code, except for the blank lines
    /// between two blocks of the same code. Returns where the text of the block begins.
    pub(super) fn trim_code(&mut self, block: &OpenBlock, is_blank: bool) -> usize {
        let text = &mut self.page.text;
        if is_blank {
            // White space directly in the code element stands between its blocks.
            let around = self.page.elements.get(self.context.block_element as usize);
            if text.len() > block.start && around.map(|element| circumstance(element.tag)) != Some(Within::PRE) {
                self.count_blank_line();
            }
            return block.start;
        }
        text.truncate(block.start + text[block.start..].trim_end().len());
        let start = block.start + leading_blank_lines(&text[block.start..]);
        let blank = std::mem::take(&mut self.code.blank);
        if blank > 0 {
            text.insert_str(start, &"\n".repeat(blank));
            for cut in &mut self.rulings.cuts[block.cuts..] {
                cut.range = cut.range.start + blank..cut.range.end + blank;
            }
        }
        self.code.begun = true;
        start
    }
}

/// Whether a text is a number, apart from white space around it.
fn is_number(text: &str) -> bool {
    let number = text.trim();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the number of bytes of the blank lines that `text` begins with.
fn leading_blank_lines(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    text[..blank].rfind('\n').map_or(0, |i| i + 1)
}

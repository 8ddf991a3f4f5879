//! Blocks of code: the blank lines between their blocks, and the numbers of their lines.

use super::Segmenter;
use super::gathered::{Aside, Unfinished};
use crate::document::Within;
use crate::html::event::Attribute;
use crate::html::tag::Tag;
use crate::segment::html::circumstance;
use crate::segment::html::within;

/// What is known of the block of code that is open.
#[derive(Default)]
pub(super) struct Code {
    /// Whether a line of it ended.
    begun: bool,
    /// Blank lines since.
    blank: usize,
    /// The open elements that number a line by their class, innermost last.
    numbers: Vec<Number>,
}

/// An element that may hold the number of a line.
struct Number {
    element: u32,
    /// Where its text begins.
    start: usize,
    /// The line before it.
    line: Unfinished,
}

impl Segmenter {
    /// Sees an element begin that may be code or stand in it.
    pub(super) fn open_in_code(&mut self, tag: Tag, element: u32, attributes: &[Attribute<'_>]) {
        if !self.now.within.has(Within::PRE) {
            if circumstance(tag) == Within::PRE {
                (self.code.begun, self.code.blank) = (false, 0);
            }
        } else if tag == Tag::SPAN && within::numbers_a_line(attributes) {
            let start = self.page.text.len();
            self.code.numbers.push(Number { element, start, line: self.line });
        }
    }

    /// Sees the innermost element end. A number in it stands beside the code: who
    /// copies the code does not want it.
    pub(super) fn close_in_code(&mut self, element: u32) {
        if self.code.numbers.last().is_none_or(|number| number.element != element) {
            return;
        }
        let Some(Number { start, line, .. }) = self.code.numbers.pop() else { return };
        // What was there may have been taken back.
        let Some(number) = self.page.text.get(start..).filter(|text| is_number(text)) else { return };
        if line.start != self.line.start {
            return;
        }
        let mut within = self.now.within;
        within.add(Within::LINE_NUMBER);
        self.asides.push(Aside {
            text: number.to_owned(),
            element,
            within,
            ruling: self.now.ruling,
            group: self.now.group,
        });
        self.page.text.truncate(start);
        self.rulings.cuts.truncate(self.rulings.cuts.partition_point(|cut| cut.range.start < start));
        self.line = line;
        let element = &mut self.page.elements[element as usize];
        (element.text, element.link) = (0, 0);
    }

    /// A line break in code before which nothing was said on its line.
    pub(super) fn blank_in_code(&mut self) {
        self.code.blank += usize::from(self.code.begun);
    }

    /// Takes the blank lines and spaces around a line of code off its text, but for
    /// the blank lines between blocks of the code. Gives where its text begins.
    pub(super) fn trim_code(&mut self, line: &Unfinished, is_blank: bool) -> usize {
        let text = &mut self.page.text;
        if is_blank {
            // White space directly in the code stands between its blocks.
            let block = self.page.elements.get(self.now.block as usize).map(|block| circumstance(block.tag));
            if text.len() > line.start && block != Some(Within::PRE) {
                self.blank_in_code();
            }
            return line.start;
        }
        text.truncate(line.start + text[line.start..].trim_end().len());
        let start = line.start + leading_blank_lines(&text[line.start..]);
        let blank = std::mem::take(&mut self.code.blank);
        if blank > 0 {
            text.insert_str(start, &"\n".repeat(blank));
            for cut in &mut self.rulings.cuts[line.cuts..] {
                cut.range = cut.range.start + blank..cut.range.end + blank;
            }
        }
        self.code.begun = true;
        start
    }
}

/// Whether a text is a number and white space around it.
fn is_number(text: &str) -> bool {
    let number = text.trim();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Bytes of the blank lines that `text` begins with.
fn leading_blank_lines(text: &str) -> usize {
    let blank = text.len() - text.trim_start().len();
    text[..blank].rfind('\n').map_or(0, |i| i + 1)
}

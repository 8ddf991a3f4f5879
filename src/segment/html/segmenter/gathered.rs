//! The line that is being gathered: words with their white space collapsed, the
//! texts that stand beside it, and where it ends.

use super::Segmenter;
use crate::document::{Block, Gap, Markup, NO_ELEMENT, Within};
use crate::html::display::Display;
use crate::html::event::{Attribute, attribute};
use crate::rulings::Ruling;
use crate::segment::shows_nothing;
use crate::words::collapsed;

/// The line being gathered.
#[derive(Default, Clone, Copy)]
pub(super) struct Unfinished {
    pub(super) start: usize,
    /// Bytes of the page that its text is made of.
    pub(super) source: (usize, usize),
    pub(super) leaf: u32,
    pub(super) link: u32,
    pub(super) links: u32,
    pub(super) bold: u32,
    /// Text bytes so far that are in `code`.
    pub(super) code: u32,
    /// Of an inline element that is kept, and the line with it.
    pub(super) kept: Option<Ruling>,
    /// Number of cuts there were when it began.
    pub(super) cuts: usize,
}

/// A text beside the running text.
pub(super) struct Aside {
    /// Its white space is collapsed once it is whole: it comes in pieces that
    /// may end inside a word.
    pub(super) text: String,
    pub(super) element: u32,
    pub(super) within: Within,
    pub(super) ruling: Option<Ruling>,
    pub(super) group: u32,
}

impl Segmenter {
    /// Ends the current line, if anything is seen of it.
    pub(super) fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.space = false;
        let is_blank = shows_nothing(&self.page.text[line.start..]);
        let start = if self.now.within.has(Within::PRE) { self.trim_code(&line, is_blank) } else { line.start };
        let text = &mut self.page.text;
        if !is_blank {
            let mut within = self.now.within;
            if (line.code as usize) * 2 < text.len() - start {
                within.0 &= !Within::CODE.0;
            } else {
                within.add(Within::CODE);
            }
            let markup = Markup {
                element: self.now.block,
                leaf: line.leaf,
                link: line.link,
                links: line.links,
                bold: line.bold,
                heading: self.now.heading,
                lists: self.now.lists,
                within,
            };
            let range = start..text.len();
            text.push('\n');
            let gap = std::mem::take(&mut self.gap);
            let ruling = self.settle_cuts(&range, line.cuts).or(line.kept).or(self.now.block_ruling);
            let source = line.source.0..line.source.1;
            self.push(
                Block { range, number: 0, gap, icon_run: false, group: self.now.group, source, markup: Some(markup) },
                ruling,
            );
        } else {
            self.page.text.truncate(line.start);
            self.rulings.cuts.truncate(line.cuts);
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.plain(self.page.text.len());
        }
        let mut number = None;
        for aside in std::mem::take(&mut self.asides) {
            // The numbers of a block's lines are one line.
            let before = number.replace((aside.within.has(Within::LINE_NUMBER), aside.ruling));
            if before == number
                && before.is_some_and(|(is_number, _)| is_number)
                && let Some(line) = self.page.blocks.last_mut()
            {
                self.page.text.pop();
                self.page.text.push(' ');
                self.page.text.push_str(aside.text.trim());
                line.range.end = self.page.text.len();
                self.page.text.push('\n');
                continue;
            }
            let start = self.page.text.len();
            self.page.text.push_str(&collapsed(&aside.text));
            let range = start..self.page.text.len();
            self.page.text.push('\n');
            let markup = Markup {
                element: aside.element,
                leaf: aside.element,
                lists: self.now.lists,
                heading: self.now.heading,
                within: aside.within,
                ..Markup::default()
            };
            let (gap, group) = (Gap::None, aside.group);
            self.push(
                Block { range, number: 0, gap, icon_run: false, group, source: 0..0, markup: Some(markup) },
                aside.ruling,
            );
        }
        self.line.start = self.page.text.len();
        self.line.cuts = self.rulings.cuts.len();
    }

    /// Adds a block, and numbers it.
    fn push(&mut self, block: Block, ruling: Option<Ruling>) {
        let at = self.page.blocks.len();
        if let Some(ruling) = ruling {
            self.rulings.set(at, ruling);
        }
        self.page.blocks.push(Block { number: at as u32 + 1, ..block });
    }

    /// Ends the line at a boundary that sets the next line apart by `gap`.
    fn boundary(&mut self, gap: Gap) {
        self.end_line();
        // A block that merely opens or closes a table cell does not move the
        // cell off its row.
        let lines = self.page.blocks.len() as u32;
        let gap = if self.now.fresh == lines { gap.min(self.gap) } else { gap };
        self.gap = self.gap.max(gap);
    }

    /// Ends the line where an element of this display begins or ends.
    pub(super) fn edge(&mut self, display: Display) {
        match display {
            Display::Inline | Display::Skip | Display::Aside => {}
            Display::Block | Display::Table => self.boundary(Gap::Paragraph),
            Display::List => {
                let nested = self.now.lists > 1 || self.now.within.has(Within::LIST);
                self.boundary(if nested { Gap::Line } else { Gap::Paragraph });
            }
            Display::Item | Display::Break | Display::Row => self.boundary(Gap::Line),
            Display::Cell => self.boundary(Gap::Cell),
        }
    }

    /// Two line breaks in a row are a blank line.
    pub(super) fn line_break(&mut self) {
        let said = self.page.text.len() > self.line.start;
        let in_code = self.now.within.has(Within::PRE);
        if in_code && !said {
            self.blank_in_code();
        }
        self.boundary(if said || in_code { Gap::Line } else { Gap::Paragraph });
    }

    pub(super) fn begin_cell(&mut self) {
        self.end_line();
        // Unless the cell before this one held several lines, the two stand
        // side by side whatever blocks closed at its end.
        let single = self.page.blocks.len() as u32 <= self.now.cell.saturating_add(1);
        if self.now.row_begun && single {
            self.gap = Gap::Cell;
        }
    }

    /// Adds text to the current line, white space collapsed.
    pub(super) fn add_words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            let space = space_len(bytes, i);
            if space > 0 {
                self.space = true;
                i += space;
                continue;
            }
            let start = i;
            while i < bytes.len() && space_len(bytes, i) == 0 {
                i += 1;
            }
            let word = &text[start..i];
            let before = self.page.text.len();
            if self.page.text.len() == self.line.start {
                self.line.leaf = self.open.last().map_or(NO_ELEMENT, |o| o.element);
                if self.links > 0 {
                    self.line.links += 1;
                }
            } else if self.space {
                self.page.text.push(' ');
            }
            self.space = false;
            self.page.text.push_str(word);
            self.account((self.page.text.len() - before) as u32);
        }
    }

    /// Books `bytes` of text to the current element and line.
    pub(super) fn account(&mut self, bytes: u32) {
        let linked = if self.links > 0 { bytes } else { 0 };
        if let Some(open) = self.open.last() {
            let element = &mut self.page.elements[open.element as usize];
            element.text += bytes;
            element.link += linked;
        }
        self.line.link += linked;
        if self.bolds > 0 {
            self.line.bold += bytes;
        }
        if self.now.within.has(Within::CODE) {
            self.line.code += bytes;
        }
    }

    /// Adds text that stands beside the running text.
    pub(super) fn aside(&mut self, text: &str) {
        let element = self.open.last().map_or(NO_ELEMENT, |o| o.element);
        match self.asides.last_mut() {
            Some(aside) if aside.element == element && !aside.within.has(Within::ALT) => aside.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                let (within, ruling, group) = (self.now.within, self.now.ruling, self.now.group);
                self.asides.push(Aside { text: text.to_owned(), element, within, ruling, group });
            }
        }
    }

    /// Adds what stands for a picture where it is not shown.
    pub(super) fn alternative(&mut self, element: u32, attributes: &[Attribute<'_>]) {
        let Some(alt) = attribute(attributes, "alt") else { return };
        let text = collapsed(&alt.value());
        if text.is_empty() {
            return;
        }
        let mut within = self.now.within;
        within.add(Within::ALT);
        self.asides.push(Aside { text, element, within, ruling: self.now.ruling, group: self.now.group });
    }
}

/// Length in bytes of the white space character at `i`, 0 if there is none.
/// No-break spaces count: pages use them for layout far more than for sense.
fn space_len(bytes: &[u8], i: usize) -> usize {
    match bytes[i] {
        b' ' | b'\n' | b'\t' | b'\r' | 0x0c => 1,
        0xc2 if bytes.get(i + 1) == Some(&0xa0) => 2,
        _ => 0,
    }
}

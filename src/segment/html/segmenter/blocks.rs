//! Collects the text of a block, with white space collapsed, and ends blocks at boundaries.

use super::state::{Segmenter, SideText};
use crate::document::{Block, Gap, Markup, NO_ELEMENT, Within};
use crate::html::display::Display;
use crate::html::event::{Attribute, attribute};
use crate::rulings::Ruling;
use crate::segment::blank::is_blank;
use crate::words::collapsed;

impl Segmenter {
    /// Ends the current block, if it shows anything, and adds the side texts after it.
    pub(super) fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.space = false;
        let is_blank = is_blank(&self.page.text[block.start..]);
        let start = if self.context.within.has(Within::PRE) { self.trim_code(&block, is_blank) } else { block.start };
        let text = &mut self.page.text;
        if !is_blank {
            let mut within = self.context.within;
            if (block.code as usize) * 2 < text.len() - start {
                within.0 &= !Within::CODE.0;
            } else {
                within.add(Within::CODE);
            }
            let markup = Markup {
                element: self.context.block_element,
                leaf: block.leaf,
                link: block.link,
                links: block.links,
                bold: block.bold,
                heading: self.context.heading,
                lists: self.context.lists,
                within,
            };
            let range = start..text.len();
            text.push('\n');
            let gap = std::mem::take(&mut self.gap);
            let ruling = self.finish_cuts(&range, block.cuts).or(block.kept).or(self.context.block_ruling);
            let source = block.source.0..block.source.1;
            self.push(
                Block {
                    range,
                    number: 0,
                    gap,
                    icon_run: false,
                    group: self.context.group,
                    source,
                    markup: Some(markup),
                },
                ruling,
            );
        } else {
            self.page.text.truncate(block.start);
            self.rulings.cuts.truncate(block.cuts);
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.plain(self.page.text.len());
        }
        let mut number = None;
        for aside in std::mem::take(&mut self.side_texts) {
            // The line numbers of a block of code form one block.
            let before = number.replace((aside.within.has(Within::LINE_NUMBER), aside.ruling));
            if before == number
                && before.is_some_and(|(is_number, _)| is_number)
                && let Some(last) = self.page.blocks.last_mut()
            {
                self.page.text.pop();
                self.page.text.push(' ');
                self.page.text.push_str(aside.text.trim());
                last.range.end = self.page.text.len();
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
                lists: self.context.lists,
                heading: self.context.heading,
                within: aside.within,
                ..Markup::default()
            };
            let (gap, group) = (Gap::None, aside.group);
            self.push(
                Block { range, number: 0, gap, icon_run: false, group, source: 0..0, markup: Some(markup) },
                aside.ruling,
            );
        }
        self.block.start = self.page.text.len();
        self.block.cuts = self.rulings.cuts.len();
    }

    /// Adds a block and numbers it.
    fn push(&mut self, block: Block, ruling: Option<Ruling>) {
        let at = self.page.blocks.len();
        if let Some(ruling) = ruling {
            self.rulings.set(at, ruling);
        }
        self.page.blocks.push(Block { number: at as u32 + 1, ..block });
    }

    /// Ends the block at a boundary. The gap before the next block is at least `gap`.
    fn boundary(&mut self, gap: Gap) {
        self.end_block();
        // A boundary at the very start of a table cell does not move the cell off its row.
        let blocks = self.page.blocks.len() as u32;
        let gap = if self.context.open_cell_start == blocks { gap.min(self.gap) } else { gap };
        self.gap = self.gap.max(gap);
    }

    /// Ends the block where an element of this display type begins or ends.
    pub(super) fn edge(&mut self, display: Display) {
        match display {
            Display::Inline | Display::Skip | Display::Aside => {}
            Display::Block | Display::Table => self.boundary(Gap::Paragraph),
            Display::List => {
                let nested = self.context.lists > 1 || self.context.within.has(Within::LIST);
                self.boundary(if nested { Gap::Line } else { Gap::Paragraph });
            }
            Display::Item | Display::Break | Display::Row => self.boundary(Gap::Line),
            Display::Cell => self.boundary(Gap::Cell),
        }
    }

    /// Handles a line break. Two line breaks in a row are a blank line.
    pub(super) fn line_break(&mut self) {
        let has_text = self.page.text.len() > self.block.start;
        let in_code = self.context.within.has(Within::PRE);
        if in_code && !has_text {
            self.count_blank_line();
        }
        self.boundary(if has_text || in_code { Gap::Line } else { Gap::Paragraph });
    }

    /// Handles the start of a table cell.
    pub(super) fn begin_cell(&mut self) {
        self.end_block();
        // Two cells stand side by side unless the first one holds several blocks. Block elements
        // that end with the first cell do not count.
        let is_single = self.page.blocks.len() as u32 <= self.context.last_cell_start.saturating_add(1);
        if self.context.row_has_content && is_single {
            self.gap = Gap::Cell;
        }
    }

    /// Adds text to the current block, with white space collapsed.
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
            if self.page.text.len() == self.block.start {
                self.block.leaf = self.open.last().map_or(NO_ELEMENT, |o| o.element);
                if self.open_links > 0 {
                    self.block.links += 1;
                }
            } else if self.space {
                self.page.text.push(' ');
            }
            self.space = false;
            self.page.text.push_str(word);
            self.count_bytes((self.page.text.len() - before) as u32);
        }
    }

    /// Counts `bytes` of text in the current element and block.
    pub(super) fn count_bytes(&mut self, bytes: u32) {
        let linked = if self.open_links > 0 { bytes } else { 0 };
        if let Some(open) = self.open.last() {
            let element = &mut self.page.elements[open.element as usize];
            element.text += bytes;
            element.link += linked;
        }
        self.block.link += linked;
        if self.open_bolds > 0 {
            self.block.bold += bytes;
        }
        if self.context.within.has(Within::CODE) {
            self.block.code += bytes;
        }
    }

    /// Adds text that stands beside the running text.
    pub(super) fn add_side_text(&mut self, text: &str) {
        let element = self.open.last().map_or(NO_ELEMENT, |o| o.element);
        match self.side_texts.last_mut() {
            Some(aside) if aside.element == element && !aside.within.has(Within::ALT) => aside.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                let (within, ruling, group) = (self.context.within, self.context.ruling, self.context.group);
                self.side_texts.push(SideText { text: text.to_owned(), element, within, ruling, group });
            }
        }
    }

    /// Records an image that may belong to the content, if inline markup is recorded.
    pub(super) fn record_image(&mut self, element: u32, attributes: &[Attribute<'_>]) {
        const BESIDE: [Within; 7] =
            [Within::NAV, Within::FOOTER, Within::FORM, Within::BUTTON, Within::HIDDEN, Within::SVG, Within::ICON];
        if BESIDE.into_iter().any(|beside| self.context.within.has(beside)) {
            return;
        }
        // An image in a line of text follows it.
        let at = self.page.blocks.len() + usize::from(self.page.text.len() > self.block.start);
        if let Some(recorder) = &mut self.recorder {
            recorder.image(element, at as u32, self.context.group, attributes);
        }
    }

    /// Adds the alternative text of a picture.
    pub(super) fn add_alternative_text(&mut self, element: u32, attributes: &[Attribute<'_>]) {
        let Some(alt) = attribute(attributes, "alt") else { return };
        let text = collapsed(&alt.value());
        if text.is_empty() {
            return;
        }
        let mut within = self.context.within;
        within.add(Within::ALT);
        self.side_texts.push(SideText {
            text,
            element,
            within,
            ruling: self.context.ruling,
            group: self.context.group,
        });
    }
}

/// Returns the length in bytes of the white space character at `i`; 0 for any other character.
/// No-break spaces count, because pages mostly use them for layout.
fn space_len(bytes: &[u8], i: usize) -> usize {
    match bytes[i] {
        b' ' | b'\n' | b'\t' | b'\r' | 0x0c => 1,
        0xc2 if bytes.get(i + 1) == Some(&0xa0) => 2,
        _ => 0,
    }
}

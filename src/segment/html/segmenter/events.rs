//! Handles the events of a parser.

use super::state::{OpenedElement, Segmenter};
use crate::document::{Document, NO_ELEMENT, Within};
use crate::html::display::{Display, display_of, heading_level};
use crate::html::event::{Attribute, Sink, formula_script};
use crate::html::tag::Tag;
use crate::rulings::Rulings;
use crate::segment::html::permalink::leads_to_fragment;
use crate::segment::html::within::{circumstance, circumstances};
use crate::words::without_soft_hyphens;

impl Segmenter {
    /// Ends the page. Returns the document and the rulings on its blocks.
    pub fn finish(mut self) -> (Document, Rulings) {
        while let Some(depth) = self.open.len().checked_sub(1) {
            self.close(depth);
        }
        self.end_block();
        self.page.groups = self.groups.all;
        self.page.head = self.metadata.finish();
        self.page.tokens = self.tokens.all;
        self.page.inline = self.recorder.map(|recorder| recorder.finish());
        (self.page, self.rulings)
    }
}

impl Sink for Segmenter {
    fn open(&mut self, tag: Tag, name: &str, attributes: &[Attribute<'_>]) {
        let shown = match display_of(tag, name, attributes, self.context.within.has(Within::SVG)) {
            Display::Inline if self.is_formula_rendering(attributes) => Display::Skip,
            // A custom element. Its script usually displays it as a block.
            Display::Inline if tag >= Tag::OTHER && name.contains('-') && self.is_between_blocks() => Display::Block,
            shown => shown,
        };
        let skipping = self.context.within.has(Within::SKIP);
        if !skipping {
            match shown {
                Display::Break => self.line_break(),
                Display::Cell => self.begin_cell(),
                _ => self.edge(shown),
            }
        }
        let element = self.begin_element(tag, name, attributes);
        self.metadata.open(tag, element, attributes, self.context.within.has(Within::SVG));
        self.begin_in_code(tag, element, attributes);
        let outer = self.context;
        let blocks = self.page.blocks.len() as u32;
        let context = &mut self.context;
        context.group = self.groups.begin(tag, attributes, context.group, blocks);
        if let Some(ruling) = self.marks.take(element) {
            context.ruling = Some(ruling);
        }
        if !matches!(shown, Display::Inline | Display::Aside) {
            context.block_ruling = context.ruling;
        }
        // The footer of a quotation names its source.
        if tag != Tag::FOOTER || !context.within.has(Within::QUOTE) {
            context.within.add(circumstance(tag));
        }
        context.within.add(circumstances(tag, name, attributes));
        match shown {
            Display::Inline | Display::Break | Display::Aside => {}
            Display::Skip => context.within.add(Within::SKIP),
            Display::Table => {
                context.block_element = element;
                context.open_cell_start = u32::MAX;
                context.last_cell_start = u32::MAX;
            }
            Display::Row => {
                context.block_element = element;
                context.row_has_content = false;
            }
            Display::Cell => {
                context.block_element = element;
                context.last_cell_start = self.page.blocks.len() as u32;
                context.open_cell_start = context.last_cell_start;
            }
            Display::List => {
                context.block_element = element;
                context.lists = context.lists.saturating_add(1);
            }
            Display::Block | Display::Item => context.block_element = element,
        }
        let level = heading_level(tag);
        if level > 0 {
            context.heading = level;
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.open(tag, name, element, self.context.heading > 0, attributes);
            if let Some(is_display) = formula_script(attributes).filter(|_| tag == Tag::SCRIPT) {
                recorder.formula_script(element, is_display, self.page.text.len(), self.space);
            }
        }
        self.space |= self.word_boundary.open(tag, shown);
        self.open.push(OpenedElement { element, tag, display: shown, ended: false, outer });
        match tag {
            Tag::A => {
                self.open_links += 1;
                let in_heading = self.context.heading > 0 && leads_to_fragment(attributes);
                self.open_permalink = in_heading.then_some((element, self.page.text.len()));
                if self.page.text.len() > self.block.start {
                    self.block.links += 1;
                }
            }
            Tag::B | Tag::STRONG => self.open_bolds += 1,
            Tag::IMG if !skipping => {
                self.record_image(element, attributes);
                self.add_alternative_text(element, attributes);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let text = &*without_soft_hyphens(text);
        if text.is_empty() {
            return;
        }
        if self.context.within.has(Within::SKIP) {
            if let Some(open) = self.open.last() {
                self.metadata.text(open.element, text);
            }
            if let Some(recorder) = &mut self.recorder {
                recorder.hidden_text(text);
            }
            return;
        }
        if self.context.within.has(Within::SVG) || self.context.within.has(Within::ICON) {
            self.add_side_text(text);
            return;
        }
        let begins_word = self.word_boundary.text(&self.page.text[self.block.start..], text);
        self.space |= begins_word && !self.context.within.has(Within::CODE);
        self.formula_parent = self.formula_parent.filter(|_| text.trim_ascii().is_empty());
        let start = self.page.text.len();
        if start == self.block.start {
            self.block.source.0 = self.source.0;
        }
        if text.bytes().any(|b| !b.is_ascii_whitespace()) {
            self.block.source.1 = self.source.1;
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.text(start);
        }
        if self.context.within.has(Within::PRE) {
            if self.page.text.len() == self.block.start {
                self.block.leaf = self.open.last().map_or(NO_ELEMENT, |o| o.element);
            }
            self.page.text.push_str(text);
            self.count_bytes(text.len() as u32);
        } else {
            self.add_words(text);
        }
        if let Some(ruling) = self.context.ruling {
            self.apply_ruling(ruling, start);
        }
    }

    fn source(&mut self, range: std::ops::Range<usize>) {
        self.source = (range.start, range.end);
    }

    fn close(&mut self, depth: usize) {
        let Some(open) = self.open.get_mut(depth) else { return };
        if open.ended {
            return;
        }
        open.ended = true;
        self.word_boundary.close(open.tag, open.display);
        if let Some(recorder) = &mut self.recorder {
            recorder.close(open.tag, open.element);
        }
        match open.tag {
            Tag::A => {
                self.open_links = self.open_links.saturating_sub(1);
                let element = open.element;
                if let Some((_, start)) = self.open_permalink.take_if(|(link, _)| *link == element) {
                    self.cut_permalink(start);
                }
            }
            Tag::B | Tag::STRONG => self.open_bolds = self.open_bolds.saturating_sub(1),
            _ => {}
        }
        while self.open.last().is_some_and(|o| o.ended) {
            self.end_element();
        }
    }
}

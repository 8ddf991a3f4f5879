//! Makes lines of a producer's events.

mod code;
mod cuts;
mod gathered;
mod groups;
mod inline;
mod joint;

use super::tokens::Tokens;
use super::within;
use super::within::circumstance;
use crate::document::group::NO_GROUP;
use crate::document::{Document, Element, Gap, NO_ELEMENT, Within};
use crate::html::display::{Display, display_of, heading_level};
use crate::html::event::{Attribute, Sink, attribute};
use crate::html::tag::Tag;
use crate::metadata::Collector;
use crate::rulings::{Marks, Ruling, Rulings};
use crate::words::hash::Fnv32;
use code::Code;
use gathered::{Aside, Unfinished};
use groups::Groups;
use inline::Recorder;
use joint::Joint;

/// Receives events, gives a [`Document`].
pub struct Segmenter {
    page: Document,
    open: Vec<Open>,
    now: Context,
    /// Open links and open bold elements; counted apart from the context
    /// because they may end while elements inside them go on.
    links: u32,
    bolds: u32,
    line: Unfinished,
    /// Bytes of the page that the text reported next stands at.
    source: (usize, usize),
    /// The gap before the next line.
    gap: Gap,
    /// White space was seen since the last word of the line.
    space: bool,
    joint: Joint,
    /// What is known of the block of code that is open.
    code: Code,
    /// Where the element stands that holds the last formula, and nothing else.
    formula: Option<u32>,
    /// Texts beside the running text, to follow the current line.
    asides: Vec<Aside>,
    metadata: Collector,
    tokens: Tokens,
    marks: Marks,
    rulings: Rulings,
    groups: Groups,
    /// Where inline markup is asked for.
    recorder: Option<Box<Recorder>>,
}

/// An open element.
struct Open {
    element: u32,
    tag: Tag,
    display: Display,
    ended: bool,
    outer: Context,
}

/// What holds for all text inside the innermost open element.
#[derive(Clone, Copy)]
struct Context {
    within: Within,
    /// Innermost block element.
    block: u32,
    /// Innermost group.
    group: u32,
    /// Of the innermost marked element.
    ruling: Option<Ruling>,
    /// Of the innermost marked element around the block, or the block.
    block_ruling: Option<Ruling>,
    heading: u8,
    lists: u8,
    /// Number of lines there were when the innermost open table cell began,
    /// `u32::MAX` outside of cells.
    fresh: u32,
    /// The same of the row's last cell, open or not.
    cell: u32,
    /// Whether the row has had a cell before that holds something.
    row_begun: bool,
}

impl Segmenter {
    /// A segmenter that has seen nothing.
    pub fn new() -> Self {
        Self::marked(Marks::default())
    }

    /// One that has seen nothing, and will see these elements.
    pub fn marked(marks: Marks) -> Self {
        Segmenter {
            page: Document { html: true, ..Document::default() },
            open: Vec::new(),
            now: Context {
                within: Within(0),
                block: NO_ELEMENT,
                group: NO_GROUP,
                ruling: None,
                block_ruling: None,
                heading: 0,
                lists: 0,
                fresh: u32::MAX,
                cell: u32::MAX,
                row_begun: false,
            },
            links: 0,
            bolds: 0,
            line: Unfinished::default(),
            source: (0, 0),
            gap: Gap::Paragraph,
            space: false,
            joint: Joint::default(),
            code: Code::default(),
            formula: None,
            asides: Vec::new(),
            metadata: Collector::default(),
            tokens: Tokens::default(),
            marks,
            rulings: Rulings::default(),
            groups: Groups::default(),
            recorder: None,
        }
    }

    /// Has it record inline markup, too, which changes nothing else.
    pub fn recording(mut self) -> Self {
        self.recorder = Some(Box::default());
        self
    }

    /// Returns the document and what the marked elements say about its blocks, once all
    /// events were reported.
    pub fn finish(mut self) -> (Document, Rulings) {
        while let Some(depth) = self.open.len().checked_sub(1) {
            self.close(depth);
        }
        self.end_line();
        self.page.groups = self.groups.all;
        self.page.head = self.metadata.finish();
        self.page.tokens = self.tokens.all;
        self.page.inline = self.recorder.map(|recorder| recorder.finish());
        (self.page, self.rulings)
    }
}

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

impl Sink for Segmenter {
    fn open(&mut self, tag: Tag, name: &str, attributes: &[Attribute<'_>]) {
        let shown = match display_of(tag, name, attributes, self.now.within.has(Within::SVG)) {
            Display::Inline if self.is_formula_again(attributes) => Display::Skip,
            // Elements that a script defines; a browser without it glues what they hold.
            Display::Inline if tag >= Tag::OTHER && name.contains('-') && self.is_between_blocks() => Display::Block,
            shown => shown,
        };
        let skipping = self.now.within.has(Within::SKIP);
        if !skipping {
            match shown {
                Display::Break => self.line_break(),
                Display::Cell => self.begin_cell(),
                _ => self.edge(shown),
            }
        }
        let element = self.begin_element(tag, name, attributes);
        self.metadata.open(tag, element, attributes, self.now.within.has(Within::SVG));
        self.open_in_code(tag, element, attributes);
        let outer = self.now;
        let blocks = self.page.blocks.len() as u32;
        let now = &mut self.now;
        now.group = self.groups.begin(tag, attributes, now.group, blocks);
        if let Some(ruling) = self.marks.take(element) {
            now.ruling = Some(ruling);
        }
        if !matches!(shown, Display::Inline | Display::Aside) {
            now.block_ruling = now.ruling;
        }
        // The footer of a quotation says whose it is.
        if tag != Tag::FOOTER || !now.within.has(Within::QUOTE) {
            now.within.add(circumstance(tag));
        }
        now.within.add(within::circumstances(tag, name, attributes));
        match shown {
            Display::Inline | Display::Break | Display::Aside => {}
            Display::Skip => now.within.add(Within::SKIP),
            Display::Table => {
                now.block = element;
                now.fresh = u32::MAX;
                now.cell = u32::MAX;
            }
            Display::Row => {
                now.block = element;
                now.row_begun = false;
            }
            Display::Cell => {
                now.block = element;
                now.cell = self.page.blocks.len() as u32;
                now.fresh = now.cell;
            }
            Display::List => {
                now.block = element;
                now.lists = now.lists.saturating_add(1);
            }
            Display::Block | Display::Item => now.block = element,
        }
        let level = heading_level(tag);
        if level > 0 {
            now.heading = level;
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.open(tag, element, attributes);
        }
        self.space |= self.joint.open(tag, shown);
        self.open.push(Open { element, tag, display: shown, ended: false, outer });
        match tag {
            Tag::A => {
                self.links += 1;
                if self.page.text.len() > self.line.start {
                    self.line.links += 1;
                }
            }
            Tag::B | Tag::STRONG => self.bolds += 1,
            Tag::IMG if !skipping => self.alternative(element, attributes),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.now.within.has(Within::SKIP) {
            if let Some(open) = self.open.last() {
                self.metadata.text(open.element, text);
            }
            return;
        }
        if self.now.within.has(Within::SVG) || self.now.within.has(Within::ICON) {
            self.aside(text);
            return;
        }
        let is_other_word = self.joint.say(&self.page.text[self.line.start..], text);
        self.space |= is_other_word && !self.now.within.has(Within::CODE);
        self.formula = self.formula.filter(|_| text.trim_ascii().is_empty());
        let start = self.page.text.len();
        if start == self.line.start {
            self.line.source.0 = self.source.0;
        }
        if text.bytes().any(|b| !b.is_ascii_whitespace()) {
            self.line.source.1 = self.source.1;
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.text(start);
        }
        if self.now.within.has(Within::PRE) {
            if self.page.text.len() == self.line.start {
                self.line.leaf = self.open.last().map_or(NO_ELEMENT, |o| o.element);
            }
            self.page.text.push_str(text);
            self.account(text.len() as u32);
        } else {
            self.add_words(text);
        }
        if let Some(ruling) = self.now.ruling {
            self.rule(ruling, start);
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
        self.joint.close(open.tag, open.display);
        if let Some(recorder) = &mut self.recorder {
            recorder.close(open.tag, open.element);
        }
        match open.tag {
            Tag::A => {
                self.links = self.links.saturating_sub(1);
            }
            Tag::B | Tag::STRONG => self.bolds = self.bolds.saturating_sub(1),
            _ => {}
        }
        while self.open.last().is_some_and(|o| o.ended) {
            self.end_element();
        }
    }
}

impl Segmenter {
    fn begin_element(&mut self, tag: Tag, name: &str, attributes: &[Attribute<'_>]) -> u32 {
        let page = &mut self.page;
        let index = page.elements.len() as u32;
        let first = self.tokens.all.len() as u32;
        self.tokens.add(name, attributes);
        let parent = self.open.last().map_or(NO_ELEMENT, |o| o.element);
        let mut path = page.elements.get(parent as usize).map_or(Fnv32::EMPTY, |p| Fnv32::resume(p.path));
        for token in &self.tokens.all[first as usize..] {
            path = path.byte((*token & 0xff) as u8).byte((*token >> 8) as u8);
        }
        let line = page.blocks.len() as u32;
        page.elements.push(Element {
            parent,
            tag,
            depth: self.open.len() as u32,
            tokens: first..self.tokens.all.len() as u32,
            text: 0,
            link: 0,
            blocks: line..line,
            path: path.get(),
        });
        index
    }

    /// Whether what begins here stands where blocks do, not in running text.
    fn is_between_blocks(&self) -> bool {
        let begins = self.page.text.len() == self.line.start;
        let holds_blocks = |open: &Open| {
            (open.tag == Tag::BODY || !matches!(open.display, Display::Inline | Display::Aside))
                && !matches!(open.tag, Tag::P | Tag::PRE | Tag::SUMMARY | Tag::FIGCAPTION | Tag::BUTTON | Tag::DT)
                && heading_level(open.tag) == 0
        };
        begins && !self.now.within.has(Within::SVG) && self.open.last().is_some_and(holds_blocks)
    }

    /// Whether an element draws the formula that the element before it says, as KaTeX
    /// does for those who see it.
    fn is_formula_again(&self, attributes: &[Attribute<'_>]) -> bool {
        let parent = self.open.last().map(|open| open.element);
        self.formula.is_some() && self.formula == parent && attribute(attributes, "aria-hidden").is_some()
    }

    /// Takes the topmost element off the stack.
    fn end_element(&mut self) {
        let Some(open) = self.open.last() else { return };
        let (shown, tag, element) = (open.display, open.tag, open.element);
        self.close_in_code(element);
        if tag == Tag::MATH {
            // The element that the one around the formula stands in.
            self.formula = self.open.iter().rev().nth(2).map(|around| around.element);
        }
        if !self.now.within.has(Within::SKIP) && shown != Display::Break {
            self.edge(shown);
        }
        let Some(open) = self.open.pop() else { return };
        let blocks = self.page.blocks.len() as u32;
        if self.now.group != open.outer.group {
            self.groups.end(self.now.group, blocks);
        }
        let cell = self.now.cell;
        self.now = open.outer;
        if shown == Display::Cell {
            self.now.row_begun |= blocks > cell;
            // Kept for the next cell of the row, which asks how long this one was.
            self.now.cell = cell;
        }
        let element = &mut self.page.elements[open.element as usize];
        element.blocks.end = blocks;
        let (text, link, parent) = (element.text, element.link, element.parent);
        if let Some(parent) = self.page.elements.get_mut(parent as usize) {
            parent.text += text;
            parent.link += link;
        }
    }
}

#[cfg(test)]
mod tests;

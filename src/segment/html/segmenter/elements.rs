//! Begins and ends elements.

use super::state::{OpenedElement, Segmenter};
use crate::document::{Element, NO_ELEMENT, Within};
use crate::html::display::{Display, heading_level};
use crate::html::event::{Attribute, attribute};
use crate::html::tag::Tag;
use crate::words::hash::Fnv32;

impl Segmenter {
    /// Adds an element to the document. Returns its index.
    pub(super) fn begin_element(&mut self, tag: Tag, name: &str, attributes: &[Attribute<'_>]) -> u32 {
        let page = &mut self.page;
        let index = page.elements.len() as u32;
        let first = self.tokens.all.len() as u32;
        self.tokens.add(name, attributes);
        let parent = self.open.last().map_or(NO_ELEMENT, |o| o.element);
        let mut path = page.elements.get(parent as usize).map_or(Fnv32::EMPTY, |p| Fnv32::resume(p.path));
        for token in &self.tokens.all[first as usize..] {
            path = path.byte((*token & 0xff) as u8).byte((*token >> 8) as u8);
        }
        let block = page.blocks.len() as u32;
        page.elements.push(Element {
            parent,
            tag,
            depth: self.open.len() as u32,
            tokens: first..self.tokens.all.len() as u32,
            start: page.text.len() as u32,
            text: 0,
            link: 0,
            blocks: block..block,
            path: path.get(),
        });
        index
    }

    /// Whether an element that begins here stands between blocks, not in running text.
    pub(super) fn is_between_blocks(&self) -> bool {
        let begins = self.page.text.len() == self.block.start;
        let holds_blocks = |open: &OpenedElement| {
            (open.tag == Tag::BODY || !matches!(open.display, Display::Inline | Display::Aside))
                && !matches!(open.tag, Tag::P | Tag::PRE | Tag::SUMMARY | Tag::FIGCAPTION | Tag::BUTTON | Tag::DT)
                && heading_level(open.tag) == 0
        };
        begins && !self.context.within.has(Within::SVG) && self.open.last().is_some_and(holds_blocks)
    }

    /// Whether an element draws the formula that the element before it holds as MathML. KaTeX
    /// writes both: MathML for screen readers, and its rendering for the eye.
    pub(super) fn is_formula_rendering(&self, attributes: &[Attribute<'_>]) -> bool {
        let parent = self.open.last().map(|open| open.element);
        self.formula_parent.is_some() && self.formula_parent == parent && attribute(attributes, "aria-hidden").is_some()
    }

    /// Ends the innermost element.
    pub(super) fn end_element(&mut self) {
        let Some(open) = self.open.last() else { return };
        let (shown, tag, element) = (open.display, open.tag, open.element);
        self.end_in_code(element);
        if tag == Tag::MATH {
            // KaTeX wraps the formula in an element. The rendering is the next sibling of that
            // element.
            self.formula_parent = self.open.iter().rev().nth(2).map(|around| around.element);
        }
        if !self.context.within.has(Within::SKIP) && shown != Display::Break {
            self.edge(shown);
        }
        let Some(open) = self.open.pop() else { return };
        let blocks = self.page.blocks.len() as u32;
        if self.context.group != open.outer.group {
            self.groups.end(self.context.group, blocks);
        }
        let cell = self.context.last_cell_start;
        self.context = open.outer;
        if shown == Display::Cell {
            self.context.row_has_content |= blocks > cell;
            // The next cell of the row needs the length of this one.
            self.context.last_cell_start = cell;
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

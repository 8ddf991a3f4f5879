//! The rules for the content of the body.

use super::builder::{FormPointer, StreamBuilder};
use super::formatting::reopens_formatting;
use crate::html::class::{
    BUTTON_SCOPE, CLOSES_P, ENDS_IN_SCOPE, FORMATTING, HEADING, IMPLIED_END, ITEM, LIST_SCOPE, MARKER, SCOPE, SPECIAL,
    VOID,
};
use crate::html::event::Sink;
use crate::html::open_elements::Namespace;
use crate::html::tag::Tag;

const HEADINGS: [Tag; 6] = [Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6];

impl<S: Sink> StreamBuilder<'_, '_, S> {
    /// Handles a start tag. Tags that only a table can hold are ignored.
    pub fn start_in_body(&mut self, tag: Tag) {
        let class = tag.class();
        if class & CLOSES_P != 0 {
            self.close_p();
        }
        match tag {
            Tag::A => {
                self.end_formatting(tag);
                self.formatting.end(tag, 0);
            }
            Tag::BUTTON => self.end_in_scope(tag),
            Tag::INPUT => self.end_in_scope(Tag::SELECT),
            _ => {}
        }
        if self.formatting.is_waiting() && reopens_formatting(tag, class) {
            self.formatting.reopen(self.open.top());
        }
        if class & FORMATTING != 0 {
            if tag == Tag::NOBR {
                self.end_formatting(tag);
            }
            return self.open(tag);
        }
        match tag {
            Tag::HTML | Tag::HEAD | Tag::BODY | Tag::FRAMESET | Tag::FRAME => return,
            Tag::CAPTION
            | Tag::COL
            | Tag::COLGROUP
            | Tag::TBODY
            | Tag::TD
            | Tag::TFOOT
            | Tag::TH
            | Tag::THEAD
            | Tag::TR => return,
            _ if class & HEADING != 0 => self.end_heading(),
            Tag::PRE | Tag::LISTING => self.skip_line_break = true,
            Tag::FORM => return self.start_form(),
            Tag::LI | Tag::DD | Tag::DT => self.end_item(tag),
            Tag::PLAINTEXT => return self.plaintext(),
            Tag::TABLE if !self.quirks => self.close_p(),
            Tag::SELECT => {
                if let Some(place) = self.open.in_scope(tag, SCOPE) {
                    return self.close_down_to(place);
                }
            }
            Tag::HR if self.open.in_scope(Tag::SELECT, SCOPE).is_some() => self.imply_ends(None),
            Tag::OPTION | Tag::OPTGROUP => self.end_options(tag),
            Tag::RB | Tag::RTC if self.open.in_scope(Tag::RUBY, SCOPE).is_some() => self.imply_ends(None),
            Tag::RP | Tag::RT if self.open.in_scope(Tag::RUBY, SCOPE).is_some() => self.imply_ends(Some(Tag::RTC)),
            Tag::TEXTAREA | Tag::XMP | Tag::IFRAME | Tag::NOEMBED => return self.raw(tag),
            Tag::SVG | Tag::MATH => return self.enter_foreign(tag),
            _ if class & VOID == 0 && self.metadata(tag) => return,
            _ => {}
        }
        if class & VOID != 0 { self.open_and_close(tag) } else { self.open(tag) }
    }

    /// Handles an end tag.
    pub fn end_in_body(&mut self, tag: Tag) {
        let class = tag.class();
        if class & FORMATTING != 0 {
            return self.end_formatting(tag);
        }
        if class & ENDS_IN_SCOPE != 0 {
            return self.end_in_scope(tag);
        }
        match tag {
            Tag::BODY | Tag::HTML => {}
            Tag::P => {
                if self.open.in_scope(Tag::P, BUTTON_SCOPE).is_none() {
                    self.open_implied(Tag::P);
                }
                self.close_p();
            }
            Tag::BR => {
                self.tokens.attributes.clear();
                self.open_and_close(tag);
            }
            Tag::LI => {
                if let Some(place) = self.open.in_scope(tag, LIST_SCOPE) {
                    self.close_down_to(place);
                }
            }
            Tag::DD | Tag::DT => self.end_in_scope(tag),
            Tag::FORM => self.end_form(),
            Tag::TEMPLATE => {
                if let place @ 1.. = self.open.last(tag) {
                    self.close_down_to(place);
                }
            }
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                let scope = self.open.barrier(SCOPE);
                let place = HEADINGS.map(|h| self.open.last(h)).into_iter().max().unwrap_or(0);
                if place > 0 && place >= scope {
                    self.close_down_to(place);
                }
            }
            _ => {
                if let Some(place) = self.open.in_scope(tag, SPECIAL) {
                    self.close_down_to(place);
                }
            }
        }
    }

    /// Closes the `p` that is open in button scope.
    pub fn close_p(&mut self) {
        if let Some(place) = self.open.in_scope(Tag::P, BUTTON_SCOPE) {
            self.close_down_to(place);
        }
    }

    fn end_in_scope(&mut self, tag: Tag) {
        if let Some(place) = self.open.in_scope(tag, SCOPE) {
            self.close_down_to(place);
            if tag.is_any(MARKER) {
                self.formatting.clear_to_marker();
            }
        }
    }

    /// Closes elements with implied end tags, down to an element called `except`.
    fn imply_ends(&mut self, except: Option<Tag>) {
        while let Some(top) = self.open.top_tag()
            && top.is_any(IMPLIED_END)
            && Some(top) != except
        {
            self.close_top();
        }
    }

    /// Ends a formatting element: with everything in it, or alone if it holds a block.
    fn end_formatting(&mut self, tag: Tag) {
        if let Some(place) = self.open.in_scope(tag, SCOPE) {
            let block = self.open.barrier(SPECIAL);
            if block < place {
                self.close_down_to(place + 1);
                return self.end_top();
            }
            // An `object` without an end tag has left a marker.
            if self.formatting.hides(place) {
                return;
            }
            // The standard also closes the elements in the block, and reopens the formatting
            // elements among them.
            while self.open.top() > block && !self.open.top_tag().is_some_and(|t| t.is_any(FORMATTING)) {
                self.close_top();
            }
            self.open.end(place);
            self.sink.close(place as usize - 1);
        } else {
            let (scope, block) = (self.open.barrier(SCOPE), self.open.barrier(SPECIAL));
            // The standard closes what is in the reopened element, or in the last block in it.
            if let Some(place @ 1..) = self.formatting.end(tag, scope)
                && self.open.namespace() != Namespace::Html
            {
                self.close_down_to(place.max(block) + 1);
                self.formatting.close_above(place - 1);
            }
        }
    }

    /// Closes a heading in which another heading begins.
    fn end_heading(&mut self) {
        if self.open.top_tag().is_some_and(|t| t.is_any(HEADING)) {
            self.close_top();
        }
    }

    /// Closes the list item before the one that begins, and an open `p`.
    fn end_item(&mut self, tag: Tag) {
        let barrier = self.open.barrier(ITEM);
        if barrier > 0 {
            let nearest = self.open.tag(barrier);
            let closes = match tag {
                Tag::LI => nearest == Tag::LI,
                _ => matches!(nearest, Tag::DD | Tag::DT),
            };
            if closes {
                self.close_down_to(barrier);
            }
        }
        self.close_p();
    }

    fn end_options(&mut self, tag: Tag) {
        if self.open.in_scope(Tag::SELECT, SCOPE).is_some() {
            self.imply_ends((tag == Tag::OPTION).then_some(Tag::OPTGROUP));
        } else if self.open.on_top(Tag::OPTION) {
            self.close_top();
        }
    }

    fn start_form(&mut self) {
        let template = self.open.last(Tag::TEMPLATE) > 0;
        if self.form != FormPointer::None && !template {
            return;
        }
        self.close_p();
        self.open(Tag::FORM);
        if !template {
            self.form = FormPointer::Open(self.open.top());
        }
    }

    /// Ends the form. If elements in it are still open, content goes on in the form until
    /// they close, but the rules ignore the form.
    fn end_form(&mut self) {
        if self.open.last(Tag::TEMPLATE) > 0 {
            return self.end_in_scope(Tag::FORM);
        }
        let form = std::mem::replace(&mut self.form, FormPointer::None);
        if let FormPointer::Open(place) = form
            && place >= self.open.barrier(SCOPE)
        {
            self.imply_ends(None);
            if place == self.open.top() {
                self.close_top();
            } else {
                self.open.end(place);
            }
        }
    }

    fn plaintext(&mut self) {
        self.open(Tag::PLAINTEXT);
        let text = self.tokens.rest();
        self.text(text, false);
    }
}

//! The parser's state, and the operations that the rules share.

use super::formatting::ClosedFormatting;
use crate::html::character_data::{Nul, decode};
use crate::html::class::{ENDS_IN_SCOPE, FORMATTING, MARKER, TABLE_PART, TagClass};
use crate::html::event::{Sink, formula_script, is_linked_data};
use crate::html::names::TagNames;
use crate::html::open_elements::{Namespace, OpenElements};
use crate::html::tag::Tag;
use crate::html::tokenize::{Token, Tokenizer};

/// Reports the elements and the text of a page to `sink`, as if scripting were disabled:
/// `noscript` holds ordinary markup. The text of `style`, `iframe`, `noembed`, `noframes`
/// and of scripts other than JSON-LD and TeX is not reported.
pub fn stream<S: Sink>(html: &str, sink: &mut S) {
    let mut builder = StreamBuilder {
        tokens: Tokenizer::new(html),
        names: TagNames::default(),
        open: OpenElements::default(),
        formatting: ClosedFormatting::default(),
        phase: Phase::BeforeHtml,
        quirks: true,
        form: FormPointer::None,
        skip_line_break: false,
        self_closing: false,
        sink,
    };
    builder.run();
}

/// Turns tokens into events. The rules for each kind of content are in files of their own.
pub(super) struct StreamBuilder<'a, 's, S> {
    pub(super) tokens: Tokenizer<'a>,
    pub(super) names: TagNames,
    pub(super) open: OpenElements,
    pub(super) formatting: ClosedFormatting,
    pub(super) phase: Phase,
    /// Quirks mode, in which a `table` does not close an open `p`.
    pub(super) quirks: bool,
    pub(super) form: FormPointer,
    /// A line break right after the current tag is dropped.
    pub(super) skip_line_break: bool,
    /// The current start tag ends with `/>`.
    pub(super) self_closing: bool,
    pub(super) sink: &'s mut S,
}

/// The parts of a page in which different rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// Nothing is open.
    BeforeHtml,
    /// `html` is open.
    BeforeHead,
    /// `head` is open.
    InHead,
    /// `head` is closed.
    AfterHead,
    /// `body` is open, and stays open to the end of the page.
    Body,
}

/// The standard's form element pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormPointer {
    None,
    /// A form at this place of the open elements.
    Open(u32),
    /// A form that is no longer open, although its end tag has not come.
    Closed,
}

impl<S: Sink> StreamBuilder<'_, '_, S> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.token(self.open.namespace() != Namespace::Html) {
            let skip = std::mem::take(&mut self.skip_line_break);
            match token {
                Token::Text(text) => self.text(if skip { without_line_break(text) } else { text }, true),
                Token::Verbatim(text) => self.text(text, false),
                Token::Start { name, self_closing } => self.start(name, self_closing),
                Token::End(name) => self.end(name),
                Token::Doctype(doctype) => self.doctype(doctype),
            }
        }
        self.imply_body();
        self.close_down_to(1);
    }

    pub(super) fn text(&mut self, text: &str, references: bool) {
        if self.phase != Phase::Body && !self.begin_text(text) {
            return;
        }
        if self.open.on_top(Tag::COLGROUP) && !is_blank(text) {
            self.close_top();
        }
        if self.formatting.is_waiting()
            && self.holds_html()
            && !(is_blank(text) && self.open.top_tag().is_some_and(is_table_structure))
        {
            self.formatting.reopen(self.open.top());
        }
        let nul = if self.open.namespace() == Namespace::Html { Nul::Dropped } else { Nul::Replaced };
        self.report(text, references, nul);
    }

    /// Reports text that stands in the page.
    fn report(&mut self, text: &str, references: bool, nul: Nul) {
        let start = (text.as_ptr() as usize).wrapping_sub(self.tokens.page().as_ptr() as usize);
        self.sink.source(start..start.wrapping_add(text.len()));
        decode(text, references, nul, |text| self.sink.text(text));
    }

    fn start(&mut self, name: &str, self_closing: bool) {
        let tag = self.names.tag(name);
        self.self_closing = self_closing;
        if self.open.namespace() != Namespace::Html && self.start_foreign(tag) {
            return;
        }
        let tag = if name.eq_ignore_ascii_case("image") { Tag::IMG } else { tag };
        if self.phase == Phase::Body || self.begin(tag) {
            if self.open.on_top(Tag::COLGROUP) && !matches!(tag, Tag::COL | Tag::TEMPLATE | Tag::HTML) {
                self.close_top();
            }
            if !self.start_in_table(tag) {
                self.start_in_body(tag);
            }
        }
    }

    fn end(&mut self, name: &str) {
        let tag = self.names.tag(name);
        if self.open.namespace() != Namespace::Html
            && !self.formatting.is_reopened_in(self.open.top())
            && self.end_foreign(tag)
        {
            return;
        }
        if self.phase == Phase::Body || self.begin_end(tag) {
            if self.open.on_top(Tag::COLGROUP) && !matches!(tag, Tag::COL | Tag::COLGROUP | Tag::TEMPLATE) {
                self.close_top();
            }
            if !self.end_in_table(tag) {
                self.end_in_body(tag);
            }
        }
    }

    /// Opens the HTML element of the current start tag.
    #[inline]
    pub(super) fn open(&mut self, tag: Tag) {
        self.open_as(tag, Namespace::Html, tag.class());
    }

    #[inline]
    pub(super) fn open_as(&mut self, tag: Tag, namespace: Namespace, class: TagClass) {
        self.sink.open(tag, self.names.name(tag), &self.tokens.attributes);
        self.open.push(tag, namespace, class);
        if class & MARKER != 0 {
            self.formatting.mark(self.open.top());
        }
    }

    /// Opens an element that the page has no tag for.
    pub(super) fn open_implied(&mut self, tag: Tag) {
        self.sink.open(tag, self.names.name(tag), &[]);
        self.open.push(tag, Namespace::Html, tag.class());
    }

    /// Opens and closes the element of the current start tag.
    pub(super) fn open_and_close(&mut self, tag: Tag) {
        self.sink.open(tag, self.names.name(tag), &self.tokens.attributes);
        self.sink.close(self.open.len());
    }

    /// Closes the topmost element, as if without an end tag of its own.
    #[inline]
    pub(super) fn close_top(&mut self) {
        if let Some(tag) = self.open.top_tag() {
            let class = tag.class();
            if class & FORMATTING != 0 {
                self.formatting.push(tag, self.open.top());
            } else if class & MARKER != 0 && class & ENDS_IN_SCOPE == 0 {
                // An `object` without an end tag leaves its marker.
                self.formatting.clear_to_marker();
            }
        }
        self.end_top();
    }

    /// Closes the topmost element, which is not to be reopened.
    #[inline]
    pub(super) fn end_top(&mut self) {
        let place = self.open.top();
        if let Some(tag) = self.open.pop() {
            if tag == Tag::FORM && self.form == FormPointer::Open(place) {
                self.form = FormPointer::Closed;
            }
            self.sink.close(place as usize - 1);
            while let Some(ended) = self.open.pop_ended() {
                // The sink was told of the other elements when they ended.
                if ended == Tag::FORM {
                    self.sink.close(self.open.len());
                }
            }
            self.formatting.close_above(self.open.top());
        }
    }

    /// Closes the element at `place` and all above it.
    #[inline]
    pub(super) fn close_down_to(&mut self, place: u32) {
        while self.open.top() >= place.max(1) {
            self.close_top();
        }
    }

    /// Returns the innermost open part of a table: its tag and its place.
    #[inline]
    pub(super) fn table_part(&mut self) -> Option<(Tag, u32)> {
        match self.open.barrier(TABLE_PART) {
            0 => None,
            place => Some((self.open.tag(place), place)),
        }
    }

    /// Reads an element whose content is raw text, with its end tag.
    pub(super) fn raw(&mut self, tag: Tag) {
        self.sink.open(tag, self.names.name(tag), &self.tokens.attributes);
        // Reading the text may replace the attributes.
        let attributes = &self.tokens.attributes;
        let is_data = tag == Tag::SCRIPT && (is_linked_data(attributes) || formula_script(attributes).is_some());
        let text = match tag {
            Tag::SCRIPT => self.tokens.script_text(),
            Tag::TITLE => self.tokens.title_text(),
            Tag::IFRAME if self.is_in_noscript() => self.tokens.raw_text("iframe", Some("noscript")),
            _ => self.tokens.raw_text(self.names.name(tag), None),
        };
        let (text, references) = match tag {
            Tag::TITLE => (text, true),
            Tag::TEXTAREA => (without_line_break(text), true),
            Tag::XMP => (text, false),
            Tag::SCRIPT if is_data => (text, false),
            _ => ("", false),
        };
        self.report(text, references, Nul::Replaced);
        if self.tokens.at_end_tag(self.names.name(tag)) {
            self.tokens.token(false);
        }
        self.sink.close(self.open.len());
    }

    /// Tells whether the parent or grandparent of the current tag is `noscript`.
    ///
    /// A browser that runs scripts reads `noscript` as raw text, so pages contain
    /// `<noscript><iframe src=… /></noscript>`. By the standard's rules for disabled
    /// scripting, that frame would swallow the rest of the page.
    fn is_in_noscript(&self) -> bool {
        let top = self.open.top();
        (top.saturating_sub(1)..=top).any(|place| place > 0 && self.open.tag(place) == Tag::NOSCRIPT)
    }
}

fn without_line_break(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

/// Tells whether blank text in an element with this tag belongs to a table.
fn is_table_structure(tag: Tag) -> bool {
    matches!(tag, Tag::TABLE | Tag::TBODY | Tag::THEAD | Tag::TFOOT | Tag::TR)
}

pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

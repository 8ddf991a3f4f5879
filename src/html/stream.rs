//! The fast producer of events: our tokenizer, and of the standard's tree
//! construction what decides where blocks of text begin and end.
//!
//! It makes the tree that a browser makes, with these exceptions:
//! * Formatting elements closed across a block (`<b><p></b>`) are closed, but
//!   not opened again where the standard would clone them; nor are those that a
//!   block closed which they began in (`<p><b></p>`).
//! * What a table cannot hold is reported where it stands, its parent being the
//!   table, row group or row; the standard moves it in front of the table.
//! * `frameset` and `frame` are ignored, so their page's text is kept.
//! * Attributes of a repeated `html` or `body` tag are lost.
//!
//! It takes time in proportion to the page, however that is nested.

mod body;
mod document;
mod foreign;
mod table;

use super::character_data::{Nul, pieces};
use super::class::{Class, TABLE_PART};
use super::event::{Sink, is_linked_data};
use super::names::Names;
use super::open_elements::{Kind, OpenElements};
use super::tag::Tag;
use super::tokenize::{Token, Tokenizer};
use document::Phase;

/// Reports the page's elements and text to `sink`, as scripting turned off
/// would have them: `noscript` holds ordinary markup. Text of `script`, unless it
/// is JSON-LD, of `style`, `iframe`, `noembed` and `noframes` is not reported.
pub fn stream<S: Sink>(html: &str, sink: &mut S) {
    let mut builder = Builder {
        tokens: Tokenizer::new(html),
        names: Names::default(),
        open: OpenElements::default(),
        phase: Phase::BeforeHtml,
        quirks: true,
        form: Form::None,
        skip_line_break: false,
        self_closing: false,
        sink,
    };
    builder.run();
}

struct Builder<'a, 's, S> {
    tokens: Tokenizer<'a>,
    names: Names,
    open: OpenElements,
    phase: Phase,
    /// Whether a `table` leaves an open `p` open, as in old pages.
    quirks: bool,
    form: Form,
    /// Whether a line break is dropped that follows at once.
    skip_line_break: bool,
    /// Whether the start tag that is being read ends with `/>`.
    self_closing: bool,
    sink: &'s mut S,
}

/// The standard's form element pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    None,
    /// At this place of the open elements.
    Open(u32),
    /// No longer open, though no end tag has come.
    Gone,
}

impl<S: Sink> Builder<'_, '_, S> {
    fn run(&mut self) {
        while let Some(token) = self.tokens.token(self.open.kind() != Kind::Html) {
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

    fn text(&mut self, text: &str, references: bool) {
        if self.phase != Phase::Body && !self.begin_text(text) {
            return;
        }
        if self.open.on_top(Tag::COLGROUP) && !is_blank(text) {
            self.close_top();
        }
        let nul = if self.open.kind() == Kind::Html { Nul::Dropped } else { Nul::Replaced };
        self.report(text, references, nul);
    }

    /// Reports text that stands in the page.
    fn report(&mut self, text: &str, references: bool, nul: Nul) {
        let start = (text.as_ptr() as usize).wrapping_sub(self.tokens.page().as_ptr() as usize);
        self.sink.source(start..start.wrapping_add(text.len()));
        pieces(text, references, nul, |piece| self.sink.text(piece));
    }

    fn start(&mut self, name: &str, self_closing: bool) {
        let tag = self.names.tag(name);
        self.self_closing = self_closing;
        if self.open.kind() != Kind::Html && self.start_foreign(tag) {
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
        if self.open.kind() != Kind::Html && self.end_foreign(tag) {
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

    /// Opens the HTML element of the start tag that is being read.
    #[inline]
    fn open(&mut self, tag: Tag) {
        self.open_as(tag, Kind::Html, tag.class());
    }

    #[inline]
    fn open_as(&mut self, tag: Tag, kind: Kind, class: Class) {
        self.sink.open(tag, self.names.name(tag), &self.tokens.attributes);
        self.open.push(tag, kind, class);
    }

    /// Opens an element that the page has no tag for.
    fn open_implied(&mut self, tag: Tag) {
        self.sink.open(tag, self.names.name(tag), &[]);
        self.open.push(tag, Kind::Html, tag.class());
    }

    /// Opens and closes the element of the start tag that is being read.
    fn open_and_close(&mut self, tag: Tag) {
        self.sink.open(tag, self.names.name(tag), &self.tokens.attributes);
        self.sink.close(self.open.len());
    }

    #[inline]
    fn close_top(&mut self) {
        let place = self.open.top();
        if let Some(tag) = self.open.pop() {
            if tag == Tag::FORM && self.form == Form::Open(place) {
                self.form = Form::Gone;
            }
            self.sink.close(place as usize - 1);
            while let Some(ended) = self.open.pop_ended() {
                // The sink knows of the others since they ended.
                if ended == Tag::FORM {
                    self.sink.close(self.open.len());
                }
            }
        }
    }

    /// Closes the element at `place` and all above it.
    #[inline]
    fn close_down_to(&mut self, place: u32) {
        while self.open.top() >= place.max(1) {
            self.close_top();
        }
    }

    /// The tag of the part of a table that the topmost element is in.
    #[inline]
    fn table_part(&mut self) -> Option<(Tag, u32)> {
        match self.open.barrier(TABLE_PART) {
            0 => None,
            place => Some((self.open.tag(place), place)),
        }
    }

    /// An element whose text is raw: opens it, reads its text and its end tag.
    fn raw(&mut self, tag: Tag) {
        self.sink.open(tag, self.names.name(tag), &self.tokens.attributes);
        // Asked here, for what is read next may take their place.
        let is_linked_data = tag == Tag::SCRIPT && is_linked_data(&self.tokens.attributes);
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
            Tag::SCRIPT if is_linked_data => (text, false),
            _ => ("", false),
        };
        self.report(text, references, Nul::Replaced);
        if self.tokens.at_end_tag(self.names.name(tag)) {
            self.tokens.token(false);
        }
        self.sink.close(self.open.len());
    }

    /// Whether the parent of what opens now, or its parent, is `noscript`. To a
    /// browser that runs scripts all of it is raw text and ends with it, so pages
    /// are written with `<noscript><iframe src=… /></noscript>`; read by the
    /// standard's rules for those that don't, the frame would swallow the page.
    fn is_in_noscript(&self) -> bool {
        let top = self.open.top();
        (top.saturating_sub(1)..=top).any(|place| place > 0 && self.open.tag(place) == Tag::NOSCRIPT)
    }
}

fn without_line_break(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_whitespace())
}

#[cfg(test)]
mod tests;

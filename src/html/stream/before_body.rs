//! The rules for the content before the body: doctype, `html`, `head`, and the tags that imply
//! them.

use super::builder::{Phase, StreamBuilder, is_blank};
use crate::html::event::Sink;
use crate::html::tag::Tag;

/// Prefixes of public identifiers that select quirks mode, in lower case, from the standard's
/// "initial" insertion mode.
const QUIRKY_PREFIXES: &[&str] = &[
    "-//w3c//dtd html 3",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental ",
    "-//w3c//dtd w3 html ",
    "-//w3o//dtd w3 html ",
    "-//ietf//dtd html",
    "-//netscape comm. corp.//",
    "-//microsoft//dtd internet explorer ",
    "-//softquad",
    "-//spyglass//",
    "-//sun microsystems corp.//",
    "-//webtechs//",
    "-//o'reilly and associates//",
    "-//sq//",
    "-//metrius//",
    "-//advasoft ltd//",
    "-//as//",
    "+//silmaril//",
];

/// Prefixes that select quirks mode only without a system identifier.
const QUIRKY_PREFIXES_WITHOUT_SYSTEM: &[&str] =
    &["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

impl<S: Sink> StreamBuilder<'_, '_, S> {
    /// Decides between quirks mode and standards mode. `doctype` is the text between
    /// `<!doctype` and `>`.
    pub fn doctype(&mut self, doctype: &str) {
        if self.phase != Phase::BeforeHtml {
            return;
        }
        let doctype = doctype.trim_ascii().to_ascii_lowercase();
        let Some(rest) =
            doctype.strip_prefix("html").filter(|r| r.is_empty() || !r.as_bytes()[0].is_ascii_alphanumeric())
        else {
            return;
        };
        let mut quoted = rest.split(['"', '\'']).skip(1).step_by(2);
        let (public, system) = if rest.trim_ascii_start().starts_with("public") {
            (quoted.next().unwrap_or(""), quoted.next())
        } else {
            ("", quoted.next())
        };
        let begins = |identifiers: &[&str]| identifiers.iter().any(|i| public.starts_with(i));
        self.quirks = begins(QUIRKY_PREFIXES)
            || system.is_none() && begins(QUIRKY_PREFIXES_WITHOUT_SYSTEM)
            || matches!(public, "html" | "-/w3c/dtd html 4.0 transitional/en")
            || system == Some("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd");
    }

    /// Handles a start tag before the body. Returns true if the body's rules must handle it.
    pub fn begin(&mut self, tag: Tag) -> bool {
        if self.table_part().is_some() {
            return true; // in a template
        }
        loop {
            match self.phase {
                Phase::BeforeHtml => {
                    self.phase = Phase::BeforeHead;
                    if tag == Tag::HTML {
                        self.open(tag);
                        return false;
                    }
                    self.open_implied(Tag::HTML);
                }
                _ if tag == Tag::HTML => return false,
                Phase::BeforeHead => {
                    self.phase = Phase::InHead;
                    if tag == Tag::HEAD {
                        self.open(tag);
                        return false;
                    }
                    self.open_implied(Tag::HEAD);
                }
                _ if tag == Tag::HEAD => return false,
                Phase::InHead if self.open.on_top(Tag::NOSCRIPT) => match tag {
                    Tag::BASEFONT | Tag::BGSOUND | Tag::LINK | Tag::META => {
                        self.open_and_close(tag);
                        return false;
                    }
                    Tag::NOFRAMES | Tag::STYLE => {
                        self.raw(tag);
                        return false;
                    }
                    Tag::NOSCRIPT => return false,
                    _ => self.close_top(),
                },
                Phase::InHead if tag == Tag::NOSCRIPT => {
                    self.open(tag);
                    return false;
                }
                Phase::InHead => {
                    if self.metadata(tag) {
                        return false;
                    }
                    self.end_head();
                }
                Phase::AfterHead => {
                    if self.metadata(tag) {
                        return false;
                    }
                    match tag {
                        Tag::BODY => self.open(tag),
                        Tag::FRAMESET => return false,
                        _ => self.open_implied(Tag::BODY),
                    }
                    self.phase = Phase::Body;
                    return tag != Tag::BODY;
                }
                Phase::Body => return true,
            }
        }
    }

    /// Handles an element that belongs to the head wherever it stands. Returns false if `tag`
    /// is no such element.
    pub fn metadata(&mut self, tag: Tag) -> bool {
        match tag {
            Tag::BASE | Tag::BASEFONT | Tag::BGSOUND | Tag::LINK | Tag::META => self.open_and_close(tag),
            Tag::TITLE | Tag::NOFRAMES | Tag::STYLE | Tag::SCRIPT => self.raw(tag),
            Tag::TEMPLATE => self.open(tag),
            _ => return false,
        }
        true
    }

    /// Handles an end tag before the body. Returns true if the body's rules must handle it.
    pub fn begin_end(&mut self, tag: Tag) -> bool {
        if self.table_part().is_some() {
            return true; // in a template
        }
        match tag {
            Tag::NOSCRIPT if self.open.on_top(tag) => self.close_top(),
            Tag::HEAD if self.open.on_top(tag) => self.end_head(),
            Tag::BR => {
                self.imply_body();
                return true;
            }
            _ if self.open.on_top(Tag::NOSCRIPT) => {}
            Tag::HEAD if matches!(self.phase, Phase::BeforeHtml | Phase::BeforeHead) => {
                self.tokens.attributes.clear();
                self.begin(Tag::HTML);
                self.begin(Tag::HEAD);
                self.end_head();
            }
            Tag::BODY | Tag::HTML => self.imply_body(),
            _ => {}
        }
        false
    }

    /// Handles text before the body. Returns true if the text begins the body.
    pub fn begin_text(&mut self, text: &str) -> bool {
        if self.table_part().is_some() {
            return true; // in a template
        }
        if is_blank(text) {
            return false;
        }
        self.imply_body();
        true
    }

    /// Opens the body if it is not open.
    pub fn imply_body(&mut self) {
        if self.phase != Phase::Body {
            self.close_templates();
            // Any element that only a body can hold.
            self.begin(Tag::DIV);
        }
    }

    fn close_templates(&mut self) {
        while let Some((_, place)) = self.table_part() {
            self.close_down_to(place);
        }
    }

    fn end_head(&mut self) {
        self.close_top();
        self.phase = Phase::AfterHead;
    }
}

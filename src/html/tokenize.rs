//! HTML → tags and text, by the standard's tokenization rules.
//!
//! Parsing is most of what a page costs, so this borrows everything from the
//! page and allocates nothing per token. It knows no tree: who reads the tokens
//! says when the standard's tree construction would switch the tokenizer, by
//! asking for [raw text](Tokenizer::raw_text) after a start tag, and by saying
//! whether the current element is foreign.

use memchr::{memchr, memmem};

use super::event::Attribute;

/// One piece of a page. Comments and processing instructions are not reported.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Character data, with its character references still in it.
    Text(&'a str),
    /// Character data of a CDATA section, which has no character references.
    Verbatim(&'a str),
    /// A start tag; its attributes are in [`Tokenizer::attributes`].
    Start {
        /// The name as the page spells it.
        name: &'a str,
        /// Whether it ends with `/>`, which only foreign elements heed.
        self_closing: bool,
    },
    /// An end tag, by its name as the page spells it.
    End(&'a str),
    /// What stands between `<!doctype` and `>`.
    Doctype(&'a str),
}

/// Attributes beyond this many in one tag are not checked for having been given
/// before: the check is quadratic, and real tags have a few.
const CHECKED_FOR_DUPLICATES: usize = 32;

/// Reads a page token by token.
pub struct Tokenizer<'a> {
    html: &'a str,
    /// Where the next token begins; always at a character boundary.
    pub(super) at: usize,
    /// Whether the rest of the page has no `</title>`.
    pub(super) title_never_ends: bool,
    /// The attributes of the last start tag, each name once: the first counts.
    pub attributes: Vec<Attribute<'a>>,
}

impl<'a> Tokenizer<'a> {
    /// A tokenizer at the start of a page; a byte order mark is no part of it.
    pub fn new(html: &'a str) -> Self {
        let html = html.strip_prefix('\u{feff}').unwrap_or(html);
        Tokenizer { html, at: 0, title_never_ends: false, attributes: Vec::new() }
    }

    pub(super) fn page(&self) -> &'a str {
        self.html
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    /// The next token. `foreign` says whether the current element is an SVG or
    /// MathML one, for only there is `<![CDATA[` more than a faulty comment.
    pub fn token(&mut self, foreign: bool) -> Option<Token<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at;
            let mut from = start;
            // Text goes on over every `<` that begins no markup.
            let less = loop {
                let less = match bytes.get(from) {
                    None => bytes.len(),
                    Some(b'<') => from,
                    Some(_) => memchr(b'<', &bytes[from..]).map_or(bytes.len(), |i| from + i),
                };
                match bytes.get(less + 1) {
                    None => break bytes.len(),
                    Some(b'!' | b'?') => break less,
                    Some(b'/') if less + 2 < bytes.len() => break less,
                    Some(b) if b.is_ascii_alphabetic() => break less,
                    Some(_) => from = less + 1,
                }
            };
            if less > start {
                self.at = less;
                return Some(Token::Text(&self.html[start..less]));
            }
            if start == bytes.len() {
                return None;
            }
            let token = match bytes[start + 1] {
                b'/' => self.end_tag(),
                b'!' => self.declaration(foreign),
                b'?' => self.bogus_comment(start + 1),
                _ => self.start_tag(),
            };
            if token.is_some() {
                return token;
            }
        }
    }

    fn start_tag(&mut self) -> Option<Token<'a>> {
        self.attributes.clear();
        let name = self.name(self.at + 1);
        let self_closing = self.attributes(true)?;
        Some(Token::Start { name, self_closing })
    }

    fn end_tag(&mut self) -> Option<Token<'a>> {
        match self.byte(self.at + 2) {
            Some(b) if b.is_ascii_alphabetic() => {
                let name = self.name(self.at + 2);
                self.attributes(false)?;
                Some(Token::End(name))
            }
            Some(b'>') => {
                self.at += 3;
                None
            }
            _ => self.bogus_comment(self.at + 2),
        }
    }

    /// The tag name that begins at `start`; goes behind it.
    fn name(&mut self, start: usize) -> &'a str {
        let rest = &self.html.as_bytes()[start..];
        let end = rest.iter().position(|b| ENDS[*b as usize] & NAME != 0).unwrap_or(rest.len());
        self.at = start + end;
        &self.html[start..self.at]
    }

    /// Goes behind the `>` of a tag. Whether it ends with `/>`; `None` if the
    /// page ends before it does, in which case there is no tag.
    fn attributes(&mut self, keep: bool) -> Option<bool> {
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        loop {
            let Some(&b) = bytes.get(at) else {
                self.at = bytes.len();
                return None;
            };
            match b {
                b'>' => {
                    self.at = at + 1;
                    return Some(false);
                }
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    self.at = at + 2;
                    return Some(true);
                }
                b'/' => at += 1,
                _ if ENDS[b as usize] & UNQUOTED != 0 => at += 1,
                _ => {
                    let (attribute, end) = self.attribute(at)?;
                    at = end;
                    if keep {
                        self.keep(attribute);
                    }
                }
            }
        }
    }

    /// The attribute whose name begins at `start`, and where it ends.
    #[inline]
    fn attribute(&mut self, start: usize) -> Option<(Attribute<'a>, usize)> {
        let bytes = self.html.as_bytes();
        // An equals sign is part of a name that begins with it.
        let mut at = start + 1;
        while bytes.get(at).is_some_and(|b| ENDS[*b as usize] & ATTRIBUTE == 0) {
            at += 1;
        }
        let name = &self.html[start..at];
        let end = at;
        at = skip_space(bytes, at);
        if bytes.get(at) != Some(&b'=') {
            return Some((Attribute { name, raw: "", encoded: false }, end));
        }
        at = skip_space(bytes, at + 1);
        let (from, to, end) = match bytes.get(at).copied() {
            Some(quote @ (b'"' | b'\'')) => {
                let Some(length) = memchr(quote, &bytes[at + 1..]) else {
                    self.at = bytes.len();
                    return None;
                };
                (at + 1, at + 1 + length, at + 2 + length)
            }
            _ => {
                let mut end = at;
                while bytes.get(end).is_some_and(|b| ENDS[*b as usize] & UNQUOTED == 0) {
                    end += 1;
                }
                (at, end, end)
            }
        };
        Some((Attribute { name, raw: &self.html[from..to], encoded: true }, end))
    }

    fn keep(&mut self, attribute: Attribute<'a>) {
        let known = self.attributes.len() <= CHECKED_FOR_DUPLICATES
            && self.attributes.iter().any(|a| a.name.eq_ignore_ascii_case(attribute.name));
        if !known {
            self.attributes.push(attribute);
        }
    }

    /// What begins with `<!`.
    fn declaration(&mut self, foreign: bool) -> Option<Token<'a>> {
        let start = self.at + 2;
        let rest = &self.html.as_bytes()[start..];
        if rest.starts_with(b"--") {
            self.at = start + 2;
            self.comment();
            return None;
        }
        if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            let end = memchr(b'>', rest).unwrap_or(rest.len());
            self.at = (start + end + 1).min(self.html.len());
            return Some(Token::Doctype(&self.html[start + 7..start + end]));
        }
        if foreign && rest.starts_with(b"[CDATA[") {
            let start = start + 7;
            let rest = &self.html[start..];
            let length = memmem::find(rest.as_bytes(), b"]]>").unwrap_or(rest.len());
            self.at = (start + length + 3).min(self.html.len());
            return Some(Token::Verbatim(&rest[..length]));
        }
        self.bogus_comment(start)
    }

    /// Goes behind the comment whose `<!--` has been read.
    fn comment(&mut self) {
        let bytes = self.html.as_bytes();
        let start = self.at;
        let rest = &bytes[start..];
        if rest.starts_with(b">") || rest.starts_with(b"->") {
            self.at = start + if rest[0] == b'>' { 1 } else { 2 };
            return;
        }
        let mut at = start;
        while let Some(i) = memchr(b'>', &bytes[at..]) {
            let inside = &bytes[start..at + i];
            at += i + 1;
            if inside.ends_with(b"--") || inside.ends_with(b"--!") {
                self.at = at;
                return;
            }
        }
        self.at = bytes.len();
    }

    /// Goes behind the first `>`; never a token.
    fn bogus_comment(&mut self, start: usize) -> Option<Token<'a>> {
        let length = memchr(b'>', &self.html.as_bytes()[start..]);
        self.at = length.map_or(self.html.len(), |i| start + i + 1);
        None
    }
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|b| is_space(*b)) {
        at += 1;
    }
    at
}

/// White space between attributes.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// Ends a tag name.
const NAME: u8 = 1;
/// Ends an attribute's name.
const ATTRIBUTE: u8 = 2;
/// Ends a value that has no quotes.
const UNQUOTED: u8 = 4;

/// What each byte ends.
const ENDS: [u8; 256] = {
    let mut ends = [0; 256];
    let mut b = 0;
    while b < 256 {
        if is_space(b as u8) {
            ends[b] = NAME | ATTRIBUTE | UNQUOTED;
        }
        b += 1;
    }
    ends[b'/' as usize] = NAME | ATTRIBUTE;
    ends[b'>' as usize] = NAME | ATTRIBUTE | UNQUOTED;
    ends[b'=' as usize] = ATTRIBUTE;
    ends
};

#[cfg(test)]
#[path = "tokenize_tests.rs"]
mod tests;

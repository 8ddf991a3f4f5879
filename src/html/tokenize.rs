//! Splits HTML into tags and text, by the standard's tokenization rules.
//!
//! Parsing takes most of the time that a page takes, so tokens borrow from the page and nothing
//! is allocated per token. The tokenizer knows no tree. Where the standard's tree construction
//! switches the tokenizer's state, the caller asks for [raw text](Tokenizer::raw_text) or says
//! that the current element is foreign.

use memchr::{memchr, memmem};

use super::event::Attribute;

/// A token of a page. Comments and processing instructions are not reported.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Character data, with undecoded character references.
    Text(&'a str),
    /// Character data of a CDATA section, which has no character references.
    Verbatim(&'a str),
    /// A start tag. Its attributes are in [`Tokenizer::attributes`].
    Start {
        /// The name, in any case.
        name: &'a str,
        /// The tag ends with `/>`, which matters only for foreign elements.
        self_closing: bool,
    },
    /// An end tag, with its name in any case.
    End(&'a str),
    /// The text between `<!doctype` and `>`.
    Doctype(&'a str),
}

/// Attributes of a tag that are checked for repeated names. The check is quadratic, and real tags
/// have few attributes.
const CHECKED_FOR_DUPLICATES: usize = 32;

/// Reads a page token by token.
pub struct Tokenizer<'a> {
    html: &'a str,
    /// Offset of the next token, at a character boundary.
    pub(super) at: usize,
    /// The rest of the page has no `</title>`.
    pub(super) title_never_ends: bool,
    /// The attributes of the last start tag. Of repeated names only the first is listed.
    pub attributes: Vec<Attribute<'a>>,
}

impl<'a> Tokenizer<'a> {
    /// Starts at the beginning of a page, after a byte order mark.
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

    /// Returns the next token. `foreign` tells whether the current element is SVG or MathML;
    /// elsewhere `<![CDATA[` begins a bogus comment.
    pub fn token(&mut self, foreign: bool) -> Option<Token<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at;
            let mut from = start;
            // A `<` that begins no markup is part of the text.
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

    /// Reads the tag name that begins at `start`.
    fn name(&mut self, start: usize) -> &'a str {
        let rest = &self.html.as_bytes()[start..];
        let end = rest.iter().position(|b| ENDS[*b as usize] & NAME != 0).unwrap_or(rest.len());
        self.at = start + end;
        &self.html[start..self.at]
    }

    /// Reads to the end of a tag, and its attributes if `keep` is true. Returns whether the tag
    /// ends with `/>`, or `None` if the page ends within the tag, which is then dropped.
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

    /// Reads the attribute whose name begins at `start`. Returns it and its end.
    #[inline]
    fn attribute(&mut self, start: usize) -> Option<(Attribute<'a>, usize)> {
        let bytes = self.html.as_bytes();
        // An equals sign at the beginning is part of the name.
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
        let repeated = self.attributes.len() <= CHECKED_FOR_DUPLICATES
            && self.attributes.iter().any(|a| a.name.eq_ignore_ascii_case(attribute.name));
        if !repeated {
            self.attributes.push(attribute);
        }
    }

    /// Reads a comment, doctype or CDATA section, which begins with `<!`.
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

    /// Skips the rest of a comment, after `<!--`.
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

    /// Skips to the first `>`. Returns no token.
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

/// Tells whether a byte is white space between attributes.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// Ends a tag name.
const NAME: u8 = 1;
/// Ends an attribute's name.
const ATTRIBUTE: u8 = 2;
/// Ends a value that has no quotes.
const UNQUOTED: u8 = 4;

/// The parts of a tag that each byte ends, as flags.
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
mod tests;

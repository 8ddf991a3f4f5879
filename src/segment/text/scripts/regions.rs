//! Finds stretches of code in a text.

use std::ops::Range;

use super::lexer::{self, StatementEnd};

/// Bytes before a mark of code in which its statement begins.
const REACH: usize = 200;
/// Bytes that may be read in vain, as a multiple of the length of the text.
const VAIN: usize = 4;
/// Bytes of the shortest rest of a line that counts as code although its end is not found.
const LONG_REST: usize = 300;
/// Elements of markup that can follow a statement.
const ENDINGS: &[&str] = &["]]>", "-->", "//]]>", "//-->", "/* ]]> */", ";", "})();", ")", "}"];

/// Returns the stretches of code in a text: whole statements, rules, JSON values, tags and comments,
/// as many as follow each other with only white space between them.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut reader = RegionReader { text, bytes, vain: text.len().saturating_mul(VAIN) };
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for mark in memchr::memchr3_iter(b'{', b'<', b';', bytes) {
        if mark < from {
            continue;
        }
        if let Some(start) = reader.start(from, mark) {
            let end = reader.end(start);
            if end > start {
                found.push(start..end);
                from = end;
                continue;
            }
        }
        from = mark + 1;
    }
    found
}

struct RegionReader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Bytes that may still be read in vain.
    vain: usize,
}

impl RegionReader<'_> {
    /// Returns where the code begins that a mark is a part of, not before `from`.
    fn start(&mut self, from: usize, mark: usize) -> Option<usize> {
        let floor = from.max(mark.saturating_sub(REACH));
        for at in floor..=mark {
            if self.begins(at, mark) && self.statement(at).is_some_and(|end| end > mark) {
                return Some(at);
            }
        }
        if self.bytes[mark] != b'{' {
            return None;
        }
        let start = lexer::selectors_start(self.text, floor, mark)?;
        self.rule(mark).map(|_| start)
    }

    /// Tells whether code can begin at an offset within a line: at its beginning any statement, else one
    /// that no prose contains.
    fn begins(&mut self, at: usize, mark: usize) -> bool {
        let rest = &self.bytes[at..];
        let before = self.bytes[..at].iter().rev().find(|b| **b != b' ' && **b != b'\t');
        if before.is_none_or(|b| *b == b'\n') && rest.first().is_some_and(|b| !b.is_ascii_whitespace()) {
            return (lexer::begins_statement(self.bytes, at)
                || self.comment(at).is_some()
                || rest[0] == b'<' && at == mark
                || rest[0] == b'@')
                && !rest.starts_with(b"```");
        }
        let opens = |opening: &&str| rest.starts_with(opening.as_bytes());
        const ANYWHERE: &[&str] = &[
            "window.",
            "document.",
            "(function",
            "!function",
            "jQuery(",
            "self.__",
            "{\"",
            "[{\"",
            "<",
            "/*",
            "@media",
            "@font-face",
            "@keyframes",
            "@import",
            "@-webkit",
            "dataLayer",
            "gtag(",
            "fbq(",
            "googletag.",
            "(adsbygoogle",
            "if(",
            "try{",
            "//<![CDATA[",
        ];
        const WORDS: &[&str] = &["var ", "let ", "const ", "function ", "function("];
        let is_declared = WORDS.iter().find(|word| opens(word)).is_some_and(|word| {
            let end = lexer::name_end(self.bytes, at + word.len());
            let next = self.bytes.get(lexer::after_space(self.bytes, end));
            next.is_some_and(|b| b"=(;,".contains(b)) && (end > at + word.len() || word.ends_with('('))
        });
        is_declared || ANYWHERE.iter().any(opens)
    }

    /// Returns the end of the code that begins at an offset.
    fn end(&mut self, start: usize) -> usize {
        let mut end = start;
        let mut at = start;
        while at < self.bytes.len() {
            let Some(next) = self.statement(at).filter(|next| *next > at) else { break };
            end = next;
            at = lexer::after_space(self.bytes, end);
        }
        end
    }

    /// Returns the end of the statement, rule, tag or comment at an offset.
    fn statement(&mut self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        if let Some(ending) = ENDINGS.iter().find(|ending| rest.starts_with(ending.as_bytes())) {
            return Some(at + ending.len());
        }
        if let Some(end) = self.comment(at) {
            return Some(end);
        }
        match rest.first()? {
            b'<' => {
                return lexer::tag_end(self.bytes, at).map(|(end, _)| end);
            }
            b'@' if rest.starts_with(b"@import") || rest.starts_with(b"@charset") => {
                return memchr::memchr2(b';', b'\n', rest).map(|i| at + i + 1);
            }
            _ => {}
        }
        if let Some(brace) = lexer::selectors_end(self.bytes, at)
            && let Some(end) = self.rule(brace)
        {
            return Some(end);
        }
        if !lexer::begins_statement(self.bytes, at) || self.vain == 0 {
            return None;
        }
        match lexer::statement(self.bytes, at) {
            StatementEnd::End(end) => Some(end),
            StatementEnd::Refused(refused) => {
                self.vain = self.vain.saturating_sub(refused - at);
                self.dense_rest(at)
            }
        }
    }

    fn comment(&mut self, at: usize) -> Option<usize> {
        if self.vain == 0 {
            return None;
        }
        match lexer::comment_end(self.bytes, at)? {
            Ok(end) => Some(end),
            Err(read) => {
                self.vain = self.vain.saturating_sub(read - at);
                None
            }
        }
    }

    fn rule(&mut self, brace: usize) -> Option<usize> {
        if self.vain == 0 {
            return None;
        }
        match lexer::rule_end(self.bytes, brace) {
            StatementEnd::End(end) => Some(end),
            StatementEnd::Refused(refused) => {
                self.vain = self.vain.saturating_sub(refused - brace);
                None
            }
        }
    }

    /// Returns the end of the line, if the rest of it is as dense as a script without white space.
    fn dense_rest(&mut self, at: usize) -> Option<usize> {
        let mut end = at;
        // Part by part, since prose at the end would not show in the density of a long line.
        for part in self.bytes[at..].chunks(LONG_REST / 2) {
            let line_end = memchr::memchr(b'\n', part);
            let part = &part[..line_end.unwrap_or(part.len())];
            if !is_dense(part) {
                self.vain = self.vain.saturating_sub(end - at);
                return None;
            }
            end += part.len();
            if line_end.is_some() {
                break;
            }
        }
        (end - at >= LONG_REST).then_some(end)
    }
}

/// Tells whether a text has as many marks and as few spaces as a script without white space.
pub(super) fn is_dense(text: &[u8]) -> bool {
    let count = |is_one: fn(&u8) -> bool| text.iter().filter(|b| is_one(b)).count();
    let spaces = count(u8::is_ascii_whitespace);
    let marks = count(|b| b"{}()[];=:,\"'&|<>".contains(b));
    spaces * 9 <= text.len() && marks * 14 >= text.len()
}

//! Decides between HTML and text by weighing tags against line breaks.
//!
//! In HTML, tags separate paragraphs and items. In text, line breaks do. So the scan
//! weighs **tags** against **breaks**: line breaks between two pieces of text without
//! a tag in between. In principle, a tag weighs as much as a break; the constants
//! below list the exceptions. The input is HTML if its tags outweigh its breaks by
//! [`DOUBT`].
//!
//! - *Tags*: Only well-formed tags of known elements count. A tag without attributes
//!   and without an end tag weighs less, and much less in a sentence, like a word.
//!   Tags shown as code (in backticks, Markdown fences, quoted lines and indented
//!   code blocks) do not count.
//! - *Breaks*: Breaks in `pre`, `script`, `style` and comments do not count, and
//!   breaks in wrapped prose weigh little. A long run of text without tag or line end
//!   counts as breaks, too.
//! - *Start*: HTML starts with a tag. If text and a break precede the first tag, all
//!   tags weigh less.

use memchr::{memchr, memchr2, memmem};

use super::element::{ELEMENTS, is_block};
use super::preamble::{after_preamble, starts_a_page};
use super::tag::SniffedTag;

// The weights were set by hand and checked on 1,497 pages, on fragments of them, and
// on five text renderings of each, as well as on READMEs and change logs.

/// How much tags must outweigh breaks. A single tag in a line of text is not enough;
/// two tags are.
const DOUBT: f64 = 1.2;
/// Weight of a start tag without attributes and without an end tag. People who write
/// about `<div>` do not close it.
const UNCLOSED: f64 = 0.25;
/// Weight of such a tag, and of an end tag without a start tag, at the start of a line
/// or after another tag. `<p>`, `<li>` and `<td>` need no end tag, and fragments of
/// HTML are cut inside elements.
const UNCLOSED_IN_PLACE: f64 = 0.6;
/// Weight of a tag without attributes in a sentence, like a word.
const MENTION: f64 = 0.05;
/// Extra weight of a tag at the very start that starts a block or has an attribute.
const START: f64 = 1.5;
/// Factor for all tags of a document that starts with text: a break, or [`LEAD`] bytes
/// in one line, before the first tag. A page after a few lines of junk has enough tags
/// to make up for it.
const AFTER_TEXT: f64 = 0.2;

/// Number of bytes before the first tag from which a document starts with text.
const LEAD: usize = 300;

/// Weight of a break with a blank line: a paragraph or item of a text.
const BLANK_LINE: f64 = 1.0;
/// Weight of a break next to a short line: an item of a list.
const SHORT_LINE: f64 = 0.5;
/// Extra weight of a Markdown heading. Markdown files often start with HTML: centred
/// images and links.
const MARKDOWN_HEADING: f64 = 5.0;
/// Weight of a break between long lines: wrapped prose, which HTML also has.
const WRAPPED: f64 = 0.1;
/// Maximum length of a short line, in bytes. Wrapped prose has longer lines.
const SHORT: usize = 40;
/// Number of bytes without tag or line end that count as a break. Few paragraphs of
/// HTML are so long, while a flattened page may be a single line.
const LONG_RUN: usize = 3000;

/// Maximum distance of the closing backtick from a tag, in bytes.
const CODE_SPAN: usize = 300;

/// Returns true if `text` is HTML. Its encoding must be a superset of ASCII. `more` is
/// true if the input is longer.
pub(super) fn is_html(text: &[u8], more: bool) -> bool {
    let text = after_preamble(text);
    if starts_a_page(text) {
        return true;
    }
    if text.starts_with(b"{\"") || text.starts_with(b"[{\"") {
        return false;
    }
    let mut scan = Scan { unclosed: vec![0; ELEMENTS.len()], ..Scan::default() };
    scan.run(text, more);
    scan.score() > 0.0
}

/// The state of a scan.
#[derive(Default)]
struct Scan {
    tags: f64,
    breaks: f64,
    /// Whether a tag came before any break; `None` before either.
    starts_with_tag: Option<bool>,
    /// Number of open start tags without attributes, by element.
    unclosed: Vec<u16>,
    line: Line,
    /// The last piece of text, if no tag has followed it.
    piece: Option<TextPiece>,
    in_pre: bool,
    in_fence: bool,
    in_code_block: bool,
}

/// The current line, up to the current position.
#[derive(Default)]
struct Line {
    quoted: bool,
    indented: bool,
    has_text: bool,
    has_tag: bool,
    odd_backticks: bool,
}

/// A piece of text on one line.
struct TextPiece {
    short: bool,
    /// Whether a blank line followed it.
    then_blank: bool,
    /// Whether its line has no indentation and no tag, like prose before a code
    /// block.
    plain_line: bool,
}

impl Scan {
    fn score(&self) -> f64 {
        let factor = if self.starts_with_tag == Some(false) { AFTER_TEXT } else { 1.0 };
        self.tags * factor - self.breaks - DOUBT
    }

    fn run(&mut self, text: &[u8], more: bool) {
        let (mut at, mut text_start) = (0, 0);
        if let Some(tag) = SniffedTag::parse(text)
            && (tag.attributes || is_block(tag.name()))
        {
            self.tags += START;
        }
        while let Some(next) = memchr(b'<', &text[at..]) {
            at += next;
            let rest = &text[at..];
            if rest.starts_with(b"<!--") {
                self.text(&text[text_start..at]);
                self.line.has_tag = true;
                let Some(end) = memmem::find(rest, b"-->") else {
                    return;
                };
                at += end + 3;
                text_start = at;
            } else if let Some(tag) = SniffedTag::parse(rest) {
                self.text(&text[text_start..at]);
                let in_place = self.is_in_place(text, at);
                text_start = at;
                if !tag.finished && !in_place {
                    at += 1;
                    continue;
                }
                self.tag(tag, in_place, text, at);
                if !tag.finished {
                    return;
                }
                at += tag.len;
                if !tag.end && matches!(tag.name(), "script" | "style") {
                    match raw_text(&text[at..], tag.name()) {
                        Some(len) => at += len,
                        None if in_place || more => return,
                        None => {}
                    }
                }
                text_start = at;
            } else {
                at += 1;
            }
        }
        self.text(&text[text_start..]);
    }

    /// Returns true if a tag follows the start of its line or another tag.
    fn is_in_place(&self, text: &[u8], at: usize) -> bool {
        let before = text[..at].iter().rev();
        let before = before.copied().find(|b| !matches!(b, b' ' | b'\t'));
        matches!(before, None | Some(b'\n' | b'\r' | b'>')) && !self.line.quoted
    }

    fn tag(&mut self, tag: SniffedTag, in_place: bool, text: &[u8], at: usize) {
        let after = &text[at + tag.len..];
        if self.is_code(after) {
            return;
        }
        let is_word = !in_place && self.line.has_text && is_word(tag, text, at);
        let weight = self.weight(tag, in_place, is_word, after);
        self.line.has_tag = true;
        self.tags += weight;
        if weight <= MENTION {
            return;
        }
        if matches!(tag.name(), "pre" | "textarea") {
            self.in_pre = !tag.end;
        }
        self.piece = None;
        self.starts_with_tag.get_or_insert(self.breaks < BLANK_LINE);
    }

    /// Returns true if a tag here is shown as code.
    fn is_code(&self, after: &[u8]) -> bool {
        let in_backticks = || {
            let near = &after[..after.len().min(CODE_SPAN)];
            memchr2(b'`', b'\n', near).is_some_and(|at| near[at] == b'`')
        };
        self.line.quoted || self.in_fence || self.in_code_block || self.line.odd_backticks && in_backticks()
    }

    fn weight(&mut self, tag: SniffedTag, in_place: bool, is_word: bool, after: &[u8]) -> f64 {
        if tag.attributes {
            return 1.0;
        }
        let is_named = !tag.end && matches!(after.first(), Some(b',' | b';' | b':'));
        if is_word || is_named {
            return MENTION;
        }
        let open = if in_place { UNCLOSED_IN_PLACE } else { UNCLOSED };
        let Some(waiting) = tag.element.map(|at| &mut self.unclosed[at]) else {
            return open;
        };
        if matches!(tag.name(), "br" | "hr" | "wbr" | "img") {
            1.0
        } else if !tag.end {
            *waiting = waiting.saturating_add(1);
            open
        } else if *waiting > 0 {
            *waiting -= 1;
            // Start and end tag weigh 2 together.
            2.0 - open
        } else {
            open
        }
    }

    fn text(&mut self, run: &[u8]) {
        for (number, line) in run.split(|b| *b == b'\n').enumerate() {
            if number > 0 {
                self.new_line(line);
            }
            let piece = line.trim_ascii();
            if !piece.is_empty() {
                self.piece(piece);
            }
        }
    }

    fn new_line(&mut self, line: &[u8]) {
        let blank = line.trim_ascii().is_empty();
        if let Some(piece) = &mut self.piece
            && !self.line.has_text
            && !self.line.has_tag
        {
            piece.then_blank = true;
        }
        let indented = line.starts_with(b"    ") || line.starts_with(b"\t");
        let after_prose = || {
            let piece = self.piece.as_ref();
            piece.is_some_and(|piece| piece.then_blank && piece.plain_line)
        };
        if indented {
            // HTML is indented too, and has lines of text in between.
            let may_start = self.starts_with_tag != Some(true);
            self.in_code_block = self.in_code_block || may_start && after_prose();
        } else if !blank {
            self.in_code_block = false;
        }
        if !self.in_pre && is_heading(line) {
            self.breaks += MARKDOWN_HEADING;
        }
        let fence = line.starts_with(b"```") || line.starts_with(b"~~~");
        self.in_fence ^= fence;
        self.line = Line { quoted: line.starts_with(b">"), indented, ..Line::default() };
    }

    fn piece(&mut self, piece: &[u8]) {
        let short = piece.len() <= SHORT;
        if !self.in_pre {
            self.breaks += match &self.piece {
                None => 0.0,
                Some(last) if last.then_blank => BLANK_LINE,
                Some(last) if last.short || short => SHORT_LINE,
                Some(_) => WRAPPED,
            };
            self.breaks += (piece.len() / LONG_RUN) as f64;
        }
        if self.breaks >= BLANK_LINE || piece.len() > LEAD {
            self.starts_with_tag.get_or_insert(false);
        }
        self.line.odd_backticks ^= piece.iter().filter(|b| **b == b'`').count() % 2 == 1;
        self.piece =
            Some(TextPiece { short, then_blank: false, plain_line: !self.line.has_tag && !self.line.indented });
        self.line.has_text = true;
    }
}

/// Returns true for a Markdown heading: one to six `#` and a space.
fn is_heading(line: &[u8]) -> bool {
    let level = line.iter().take_while(|b| **b == b'#').count();
    (1..=6).contains(&level) && line.get(level) == Some(&b' ')
}

/// Returns the length of the contents of a script or style sheet.
fn raw_text(text: &[u8], name: &str) -> Option<usize> {
    memmem::find_iter(text, b"</").find(|&at| {
        let end_tag = text[at + 2..].get(..name.len());
        end_tag.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// Returns true if a tag is used like a word: between spaces, brackets, quotation marks
/// or punctuation.
fn is_word(tag: SniffedTag, text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| text[at]);
    let after = text.get(at + tag.len);
    matches!(before, None | Some(b' ' | b'\n' | b'(' | b'[' | b'"' | b'\'' | b'`'))
        && matches!(
            after,
            None | Some(b' ' | b'\r' | b'\n' | b',' | b'.' | b';' | b':' | b')' | b']' | b'"' | b'\'' | b'`')
        )
}

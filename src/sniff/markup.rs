//! HTML or text: the signs, their weights, and the scan that collects them.
//!
//! In HTML nothing but tags separates one paragraph or item from the next; in
//! text line breaks do. So the scan sets **tags** against **breaks**, which are
//! line breaks between two pieces of text without a tag in between. One tag
//! weighs as much as one break; what weighs less, and why, stands below. The
//! input is HTML if its tags outweigh its breaks and [`DOUBT`].
//!
//! - *Tags*: only well-formed ones of known elements. Less than a whole one
//!   weighs a tag without attributes that nothing closes, and much less one
//!   that stands in a sentence like a word. Nothing weigh tags shown as code:
//!   in backticks, Markdown fences, quoted lines, and indented code blocks.
//! - *Breaks*: none in `pre`, `script`, `style` and comments, few in prose that
//!   is wrapped; a stretch of text without tag or line end counts as some, too.
//! - *Start*: HTML starts with a tag. Where text and a break come before the
//!   first tag, tags weigh less.

use memchr::{memchr, memchr2, memmem};

use super::element::{ELEMENTS, is_block};
use super::preamble::{behind_preamble, starts_a_page};
use super::tag::Tag;

// The weights were set by hand and checked on 1,497 pages, whole, from `<body>`,
// without it, and in 4,362 fragments of 3 KB (one taken for text), against five
// flattenings of each to text (one of 7,485 taken for HTML: the dump of a script
// in a single line), 3,000 pages of rustdoc, and 273 READMEs and change logs.

/// Breaks that tags must outweigh before anything is HTML, so that a single
/// tag in a line of text does not do: two do.
const DOUBT: f64 = 1.2;
/// A start tag without attributes, while nothing closes it: people who write
/// about `<div>` do not close it.
const UNCLOSED: f64 = 0.25;
/// The same, or an end tag that closes nothing, at the start of a line or next
/// to another tag, where HTML puts them (`<p>`, `<li>` and `<td>` need no end
/// tag, and a fragment ends inside of elements).
const UNCLOSED_IN_PLACE: f64 = 0.6;
/// A tag without attributes that stands in a sentence like a word.
const MENTION: f64 = 0.05;
/// A tag at the very start that starts a block or has an attribute.
const START: f64 = 1.5;
/// Factor for all tags in a document that starts as text: where a break, or
/// [`LEAD`] of text in one line, precedes the first. Pages with junk before
/// them make up for it, having tags by the hundred.
const AFTER_TEXT: f64 = 0.2;

/// Bytes of text before the first tag with which a document starts as text.
const LEAD: usize = 300;

/// A break with a blank line in it: a paragraph or item of a text.
const BLANK_LINE: f64 = 1.0;
/// A break between lines of which one is short: an item of a list.
const SHORT_LINE: f64 = 0.5;
/// A heading of Markdown, beside what its breaks weigh: files in Markdown often
/// begin with a screenful of HTML, pictures and links in the middle.
const MARKDOWN_HEADING: f64 = 5.0;
/// A break between long lines: wrapped prose, which HTML has as well.
const WRAPPED: f64 = 0.1;
/// Bytes up to which a line is short; prose is wrapped beyond.
const SHORT: usize = 40;
/// Bytes of text without tag or line end that count as another break: long for
/// a paragraph of HTML, while flattened pages in one line go on for ever.
const STRETCH: usize = 3000;

/// Bytes in which a backtick closes behind a tag.
const CODE_SPAN: usize = 300;

/// Whether `text` (in an encoding that keeps ASCII) is HTML. `more` says that
/// it is only the start of the input.
pub(super) fn is_html(text: &[u8], more: bool) -> bool {
    let text = behind_preamble(text);
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

/// What has been seen so far.
#[derive(Default)]
struct Scan {
    tags: f64,
    breaks: f64,
    /// Whether a tag came before any break; `None` before either.
    starts_with_tag: Option<bool>,
    /// Start tags without attributes that wait for their end tag, by element.
    unclosed: Vec<u16>,
    line: Line,
    /// The last piece of text, while no tag has followed it.
    piece: Option<Piece>,
    in_pre: bool,
    in_fence: bool,
    in_code_block: bool,
}

/// The line the scan is in, up to where it is.
#[derive(Default)]
struct Line {
    quoted: bool,
    indented: bool,
    has_text: bool,
    has_tag: bool,
    odd_backticks: bool,
}

/// A piece of text on one line.
struct Piece {
    short: bool,
    /// Whether a blank line followed it.
    then_blank: bool,
    /// Whether it filled its line, without indentation or tag: a line of prose
    /// that a code block may follow.
    plain_line: bool,
}

impl Scan {
    fn score(&self) -> f64 {
        let factor = if self.starts_with_tag == Some(false) { AFTER_TEXT } else { 1.0 };
        self.tags * factor - self.breaks - DOUBT
    }

    fn run(&mut self, text: &[u8], more: bool) {
        let (mut at, mut text_start) = (0, 0);
        if let Some(tag) = Tag::parse(text)
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
            } else if let Some(tag) = Tag::parse(rest) {
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

    /// Whether nothing but white space is between the tag and the start of its
    /// line or another tag.
    fn is_in_place(&self, text: &[u8], at: usize) -> bool {
        let before = text[..at].iter().rev();
        let before = before.copied().find(|b| !matches!(b, b' ' | b'\t'));
        matches!(before, None | Some(b'\n' | b'\r' | b'>')) && !self.line.quoted
    }

    fn tag(&mut self, tag: Tag, in_place: bool, text: &[u8], at: usize) {
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

    /// Whether a tag here is shown rather than meant.
    fn is_code(&self, after: &[u8]) -> bool {
        let in_backticks = || {
            let near = &after[..after.len().min(CODE_SPAN)];
            memchr2(b'`', b'\n', near).is_some_and(|at| near[at] == b'`')
        };
        self.line.quoted || self.in_fence || self.in_code_block || self.line.odd_backticks && in_backticks()
    }

    fn weight(&mut self, tag: Tag, in_place: bool, is_word: bool, after: &[u8]) -> f64 {
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
            // Makes up for the start tag.
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
            // HTML is indented throughout, and has lines of text in between.
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
            self.breaks += (piece.len() / STRETCH) as f64;
        }
        if self.breaks >= BLANK_LINE || piece.len() > LEAD {
            self.starts_with_tag.get_or_insert(false);
        }
        self.line.odd_backticks ^= piece.iter().filter(|b| **b == b'`').count() % 2 == 1;
        self.piece = Some(Piece { short, then_blank: false, plain_line: !self.line.has_tag && !self.line.indented });
        self.line.has_text = true;
    }
}

/// A Markdown heading: `# Title`, up to six `#`.
fn is_heading(line: &[u8]) -> bool {
    let level = line.iter().take_while(|b| **b == b'#').count();
    (1..=6).contains(&level) && line.get(level) == Some(&b' ')
}

/// Length of the contents of a script or style sheet, up to its end tag.
fn raw_text(text: &[u8], name: &str) -> Option<usize> {
    memmem::find_iter(text, b"</").find(|&at| {
        let end_tag = text[at + 2..].get(..name.len());
        end_tag.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// Whether the tag stands in a sentence like a word: between spaces, brackets,
/// quotation marks or points.
fn is_word(tag: Tag, text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| text[at]);
    let after = text.get(at + tag.len);
    matches!(before, None | Some(b' ' | b'\n' | b'(' | b'[' | b'"' | b'\'' | b'`'))
        && matches!(
            after,
            None | Some(b' ' | b'\r' | b'\n' | b',' | b'.' | b';' | b':' | b')' | b']' | b'"' | b'\'' | b'`')
        )
}

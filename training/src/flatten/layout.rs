//! Lays text out in lines, as programs do that print pages.

use super::marks::{char_width, is_blank, is_mark, is_marks, marks_of, trim_end, trimmed, width};

/// Largest indent in columns. Deeper elements are indented no further, which keeps the output
/// linear in the input.
const MAX_INDENT: usize = 60;

/// Where a line may end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Between words only.
    #[default]
    Spaces,
    /// Also after the hyphens of a word.
    Hyphens,
    /// Also around wide characters, and everywhere in a word longer than a line.
    Anywhere,
}

/// How lines are wrapped.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wrap {
    /// The number of columns of a line; `None` for lines of any length.
    pub columns: Option<usize>,
    /// Where a line may end within a word.
    pub breaks: Breaks,
    /// The number of columns in which centred lines are centred.
    pub centre: usize,
}

/// Builds a text line by line. Words that touch are collected first, so that marks and pieces of
/// markup go to the same line as the word that they touch.
#[derive(Debug, Default)]
pub(super) struct Layout {
    wrap: Wrap,
    /// The lines before the current one.
    out: String,
    line: String,
    /// The columns that the current line takes.
    column: usize,
    /// The columns of the current line before its first word.
    start: usize,
    /// The word that is being collected.
    word: String,
    /// Pieces of markup that belong to the next word.
    opened: String,
    /// Marks that belong to the next word.
    held: String,
    /// Whether a space is due before the next word.
    space: bool,
    /// Number of line ends due before the next word.
    due: usize,
    /// What begins each line, in ASCII.
    prefix: String,
    /// The prefix outside each open indent.
    indents: Vec<String>,
    /// The part of the prefix that blank lines before the next word have.
    blank_prefix: usize,
    /// What ends the indent of the next line.
    bullet: Option<String>,
    /// Number of open elements that are centred, and whether the current line is.
    centred: usize,
    is_centred: bool,
    /// Whether the next text begins an item of a list. Blocks at its start put no line ends before
    /// it.
    pub starts_item: bool,
    /// Number of open elements that keep white space.
    pub pre: usize,
    /// Number of open elements whose lines are not wrapped.
    pub unwrapped: usize,
}

impl Layout {
    pub fn new(wrap: Wrap) -> Layout {
        Layout { wrap, ..Layout::default() }
    }

    fn has_text(&self) -> bool {
        !self.line.is_empty() || !self.out.is_empty()
    }

    /// Adds text of the page.
    pub fn text(&mut self, text: &str) {
        if self.pre > 0 {
            let mut lines = text.split('\n');
            self.preformatted(lines.next().unwrap_or_default());
            for line in lines {
                self.line_end();
                self.preformatted(line);
            }
            return;
        }
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for word in text.split_inclusive(blank) {
            let bare = word.trim_end_matches(blank);
            self.piece(bare);
            if bare.len() < word.len() {
                self.space();
            }
        }
    }

    /// Adds a piece of a line that keeps its white space.
    fn preformatted(&mut self, text: &str) {
        if is_blank(text) {
            self.word.push_str(text);
        } else {
            self.piece(text);
        }
    }

    /// Adds text to the word that is being collected.
    pub fn piece(&mut self, text: &str) {
        if !is_marks(text) {
            self.word.push_str(&self.opened);
            self.opened.clear();
        }
        self.word.push_str(text);
    }

    /// Ends a word.
    pub fn space(&mut self) {
        self.end_word();
        self.space = true;
    }

    /// Begins a piece of markup that goes before the next text. Returns a number for `close`.
    pub fn open(&mut self, markup: &str) -> usize {
        let start = self.opened.len();
        self.opened.push_str(markup);
        start
    }

    /// Ends the piece of markup `opened`: puts `markup` after the last word. If there was no text
    /// since, nothing is written and `false` is returned.
    pub fn close(&mut self, opened: usize, markup: &str) -> bool {
        if self.opened.len() > opened {
            self.opened.truncate(opened);
            return false;
        }
        if is_marks(&self.word) {
            self.line.push_str(markup);
            self.column += width(markup);
        } else {
            self.word.push_str(markup);
        }
        true
    }

    /// Ends a block: the next text comes at least this many line ends later.
    pub fn line_break(&mut self, lines: usize) {
        self.end_word();
        self.space = false;
        if self.has_text() && !(self.starts_item && self.due > 0) {
            self.blank_prefix =
                if self.due == 0 { self.prefix.len() } else { self.blank_prefix.min(self.prefix.len()) };
            self.due = self.due.max(lines);
        }
    }

    /// Takes back the line ends that are due, so that the next text goes on in the same line.
    pub fn stay(&mut self) {
        self.end_word();
        self.due = 0;
    }

    /// Ends a line. Several line ends make blank lines.
    pub fn line_end(&mut self) {
        self.end_word();
        self.line_break(self.due + 1);
    }

    /// Indents the lines that follow.
    pub fn indent(&mut self, by: &str) {
        let is_too_deep = self.prefix.len() + by.len() > MAX_INDENT;
        let prefix = if is_too_deep { self.prefix.clone() } else { format!("{}{by}", self.prefix) };
        self.indent_to(prefix);
    }

    /// Begins the lines that follow with this instead of the indent so far.
    pub fn indent_to(&mut self, prefix: String) {
        self.end_word();
        self.indents.push(std::mem::replace(&mut self.prefix, prefix));
    }

    /// Ends the last indent.
    pub fn outdent(&mut self) {
        self.end_word();
        self.prefix = self.indents.pop().unwrap_or_default();
    }

    /// Puts a bullet at the end of the indent of the next line. If the last bullet has no text yet,
    /// it gets a line of its own.
    pub fn bullet(&mut self, bullet: String) {
        self.end_bullet();
        self.bullet = Some(bullet);
    }

    /// Ends an item of a list. If its bullet has no text, it gets a line of its own.
    pub fn end_bullet(&mut self) {
        self.end_word();
        if self.bullet.is_some() {
            self.begin_line();
            self.line_break(1);
        }
    }

    /// Begins or ends an element whose lines are centred.
    pub fn centre(&mut self, begins: bool) {
        self.end_word();
        self.centred = if begins { self.centred + 1 } else { self.centred - 1 };
    }

    /// Adds a line that is not wrapped.
    pub fn whole_line(&mut self, text: &str) {
        self.line_break(1);
        if is_blank(text) {
            self.held.push_str(&marks_of(text));
            self.line_end();
            return;
        }
        self.begin_line();
        self.line.push_str(&std::mem::take(&mut self.held));
        self.line.push_str(&std::mem::take(&mut self.opened));
        self.line.push_str(text);
        self.line_break(1);
    }

    /// Adds a line that has been laid out before: wraps it, and keeps its indent.
    pub fn reflow(&mut self, line: &str) {
        let indent = line.chars().take_while(|&c| c == ' ' || is_mark(c)).filter(|&c| c == ' ').count();
        self.indent(&" ".repeat(indent.min(MAX_INDENT)));
        self.text(line);
        self.line_end();
        self.outdent();
    }

    /// Returns the text.
    pub fn finish(mut self) -> String {
        self.end_word();
        self.end_line();
        self.out.push_str(&self.held);
        self.out
    }

    /// Writes the word that has been collected. A line may end after it.
    pub fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        if is_blank(&self.word) {
            self.held.push_str(&marks_of(&self.word));
            self.space |= !is_marks(&self.word);
            self.word.clear();
            return;
        }
        let word = std::mem::take(&mut self.word);
        if self.due > 0 || self.line.is_empty() {
            self.begin_line();
        }
        self.held.push_str(&word);
        let word = std::mem::take(&mut self.held);
        let columns = self.wrap.columns.filter(|_| self.unwrapped == 0).unwrap_or(usize::MAX);
        let longest = columns.saturating_sub(self.prefix.len());
        for unit in units(&word, self.wrap.breaks, longest) {
            let unit_width = width(unit);
            let space = usize::from(self.space && self.column > self.start);
            if self.column > self.start && self.column + space + unit_width > columns {
                self.due = 1;
                self.begin_line();
            } else if space > 0 {
                self.line.push(' ');
                self.column += 1;
            }
            self.space = false;
            self.line.push_str(unit);
            self.column += unit_width;
        }
    }

    /// Ends the current line, writes the line ends that are due, and begins a line.
    fn begin_line(&mut self) {
        if self.has_text() {
            self.end_line();
            self.out.push('\n');
            for _ in 1..self.due {
                self.out.push_str(self.prefix[..self.blank_prefix.min(self.prefix.len())].trim_end());
                self.out.push('\n');
            }
        }
        self.due = 0;
        self.space = false;
        self.starts_item = false;
        self.is_centred = self.centred > 0;
        let bullet = self.bullet.take().unwrap_or_default();
        self.line.push_str(&self.prefix[..self.prefix.len().saturating_sub(width(&bullet))]);
        self.line.push_str(&bullet);
        self.column = width(&self.line);
        self.start = self.column;
    }

    fn end_line(&mut self) {
        trim_end(&mut self.line);
        if self.is_centred {
            let text = trimmed(&self.line);
            self.out.extend(std::iter::repeat_n(' ', self.wrap.centre.saturating_sub(width(&text)) / 2));
            self.out.push_str(&text);
        } else {
            self.out.push_str(&self.line);
        }
        self.line.clear();
    }
}

/// Cuts a word into the pieces between which a line of `longest` columns may end. Marks stay with
/// the character before them.
fn units(word: &str, breaks: Breaks, longest: usize) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        // The columns so far, and the last two characters that are no marks.
        let (mut taken, mut last) = (0, ['\0'; 2]);
        let cut = rest.char_indices().find(|&(_, c)| {
            let columns = char_width(c);
            let is_cut = match breaks {
                Breaks::Spaces => false,
                Breaks::Hyphens => last[0].is_alphanumeric() && last[1] == '-' && c.is_alphabetic(),
                Breaks::Anywhere => {
                    taken > 0 && columns > 0 && (taken + columns > longest || columns.max(char_width(last[1])) > 1)
                }
            };
            taken += columns;
            if !is_mark(c) {
                last = [last[1], c];
            }
            is_cut
        });
        let (unit, after) = rest.split_at(cut.map_or(rest.len(), |(at, _)| at));
        rest = after;
        (!unit.is_empty()).then_some(unit)
    })
}

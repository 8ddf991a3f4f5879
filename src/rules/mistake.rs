//! Errors in rules, with a mark at the mistake.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Maximum number of columns of a line to show.
const COLUMNS: usize = 60;

/// An invalid selector or regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    /// What is wrong.
    pub cause: String,
    /// The pattern.
    pub pattern: String,
    /// The bytes of the pattern that are wrong.
    pub place: Range<usize>,
}

/// Writes three lines: what is wrong, the line of the pattern, and a mark below the
/// mistake.
impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = MarkedLine::of(&self.pattern, &self.place);
        write!(f, "{}\n  {}\n  {}", self.cause, shown.line, shown.mark)
    }
}

impl std::error::Error for BadPattern {}

/// A mistake in a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    file: String,
    cause: String,
    shown: MarkedLine,
}

impl Mistake {
    /// Creates a mistake at a byte range of a file with this name and text.
    pub fn new(file: &str, text: &str, place: &Range<usize>, cause: impl Into<String>) -> Self {
        Mistake { file: file.to_owned(), cause: cause.into(), shown: MarkedLine::of(text, place) }
    }
}

/// Writes three lines: `file:line:column: what is wrong`, the line, and a mark below
/// the mistake.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MarkedLine { number, column, line, mark } = &self.shown;
        let margin = number.to_string();
        writeln!(f, "{}:{number}:{column}: {}", self.file, self.cause)?;
        write!(f, "{margin} | {line}\n{:1$} | {mark}", "", margin.len())
    }
}

impl std::error::Error for Mistake {}

/// A line of a text and a mark below it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MarkedLine {
    /// Number of the line, starting from 1.
    number: usize,
    /// Column of the mistake in characters, starting from 1.
    column: usize,
    /// The line, shortened if it is long.
    line: String,
    /// Spaces and carets.
    mark: String,
}

impl MarkedLine {
    fn of(text: &str, place: &Range<usize>) -> MarkedLine {
        let at = floor_char_boundary(text, place.start);
        let begin = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let stop = floor_char_boundary(text, place.end).clamp(at, end);
        // A long line is shown from a little before the mistake.
        let near = |(i, _): &(usize, char)| columns(&text[begin + i..at]) <= COLUMNS / 2;
        let from = begin + text[begin..at].char_indices().find(near).map_or(at - begin, |(i, _)| i);
        let from = if columns(&text[begin..end]) <= COLUMNS { begin } else { from };
        let mut line = if from > begin { "…".to_owned() } else { String::new() };
        let indent = line.chars().count() + columns(&text[from..at]);
        let mut used = 0;
        for c in text[from..end].chars().map(visible) {
            used += width(c);
            if used > COLUMNS {
                line.push('…');
                break;
            }
            line.push(c);
        }
        let room = (COLUMNS + 1).saturating_sub(indent);
        let mark = " ".repeat(indent) + &"^".repeat(columns(&text[at..stop]).min(room).max(1));
        let number = text[..at].matches('\n').count() + 1;
        MarkedLine { number, column: text[begin..at].chars().count() + 1, line, mark }
    }
}

/// Replaces control characters, which could drive the terminal, with spaces.
fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

fn width(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| width(visible(c))).sum()
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_below_the_mistake() {
        let text = "[\"*\"]\nkey\t= '水车('\n";
        let at = text.find('(').expect("there is one");
        let shown = Mistake::new("r.toml", text, &(at..at + 1), "bad").to_string();
        assert_eq!(shown, "r.toml:2:10: bad\n2 | key = '水车('\n  |            ^");
    }

    #[test]
    fn a_mistake_may_be_at_the_end() {
        let bad = |place| BadPattern { cause: "bad".into(), pattern: ".ad >".into(), place }.to_string();
        assert_eq!(bad(5..5), "bad\n  .ad >\n       ^");
        assert_eq!(bad(99..200), bad(5..5));
        assert_eq!(bad(0..3), "bad\n  .ad >\n  ^^^");
    }

    #[test]
    fn a_long_line_is_shortened_around_the_mistake() {
        let pattern = "a".repeat(5000) + "(" + &"b".repeat(5000);
        let shown = BadPattern { cause: "bad".into(), pattern, place: 5000..5001 }.to_string();
        let rows: Vec<Vec<char>> = shown.lines().map(|row| row.chars().collect()).collect();
        assert!(rows[1].len() < 80, "{shown}");
        let mark = rows[2].iter().position(|&c| c == '^').expect("a mark");
        assert_eq!(rows[1][mark], '(');
    }
}

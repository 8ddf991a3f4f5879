//! Mistakes in rules, and where they are.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Columns of a line that are shown around a place.
const COLUMNS: usize = 60;

/// A selector or regular expression that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    /// What is wrong with it.
    pub cause: String,
    /// The pattern.
    pub pattern: String,
    /// Where in it.
    pub place: Range<usize>,
}

/// On three lines: what is wrong, the line it is on, a mark below the place.
impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = Shown::of(&self.pattern, &self.place);
        write!(f, "{}\n  {}\n  {}", self.cause, shown.line, shown.mark)
    }
}

impl std::error::Error for BadPattern {}

/// A mistake in a file of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    file: String,
    cause: String,
    shown: Shown,
}

impl Mistake {
    /// A mistake at a place of a file, which has this name and text.
    pub fn new(file: &str, text: &str, place: &Range<usize>, cause: impl Into<String>) -> Self {
        Mistake { file: file.to_owned(), cause: cause.into(), shown: Shown::of(text, place) }
    }
}

/// `file:line:column: what is wrong`, the line, a mark below the place.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown { number, column, line, mark } = &self.shown;
        let margin = number.to_string();
        writeln!(f, "{}:{number}:{column}: {}", self.file, self.cause)?;
        write!(f, "{margin} | {line}\n{:1$} | {mark}", "", margin.len())
    }
}

impl std::error::Error for Mistake {}

/// A line of a text and a place on it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    /// Line and column, in characters, from 1.
    number: usize,
    column: usize,
    /// The line, or as much of it as there is room for.
    line: String,
    /// What stands below it.
    mark: String,
}

impl Shown {
    fn of(text: &str, place: &Range<usize>) -> Shown {
        let at = floor_char_boundary(text, place.start);
        let begin = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let stop = floor_char_boundary(text, place.end).clamp(at, end);
        // A very long line is shown from a little before the place.
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
        Shown { number, column: text[begin..at].chars().count() + 1, line, mark }
    }
}

/// Control characters, which could drive the terminal, are shown as spaces.
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
    fn the_mark_stands_below_the_place() {
        let text = "[\"*\"]\nkey\t= '水车('\n";
        let at = text.find('(').expect("there is one");
        let shown = Mistake::new("r.toml", text, &(at..at + 1), "bad").to_string();
        assert_eq!(shown, "r.toml:2:10: bad\n2 | key = '水车('\n  |            ^");
    }

    #[test]
    fn a_place_at_the_end_and_one_beyond_it_are_shown() {
        let bad = |place| BadPattern { cause: "bad".into(), pattern: ".ad >".into(), place }.to_string();
        assert_eq!(bad(5..5), "bad\n  .ad >\n       ^");
        assert_eq!(bad(99..200), bad(5..5));
        assert_eq!(bad(0..3), "bad\n  .ad >\n  ^^^");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let pattern = "a".repeat(5000) + "(" + &"b".repeat(5000);
        let shown = BadPattern { cause: "bad".into(), pattern, place: 5000..5001 }.to_string();
        let rows: Vec<Vec<char>> = shown.lines().map(|row| row.chars().collect()).collect();
        assert!(rows[1].len() < 80, "{shown}");
        let mark = rows[2].iter().position(|&c| c == '^').expect("a mark");
        assert_eq!(rows[1][mark], '(');
    }
}

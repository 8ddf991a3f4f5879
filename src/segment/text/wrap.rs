//! Detects hard-wrapped text, and finds the lines that continue in the next line.
//!
//! Programs wrap greedily: a line ends where the next word does not fit. So the next line
//! continues the paragraph if its first word would have overflowed the width. Otherwise the line
//! ends a paragraph.

use unicode_width::UnicodeWidthChar;

/// Widest column that text is wrapped at; longer lines are paragraphs. Mail and `lynx -dump` wrap
/// at 72 to 80, few programs at 100.
const WIDEST: usize = 110;
/// Narrowest column that text is wrapped at; shorter lines are lists or poems.
const NARROWEST: usize = 50;
/// The same in characters, of which wide ones fill two columns.
const NARROWEST_IN_CHARACTERS: usize = 30;
/// Share of the long lines (at least half the width) that must be full, that is, end within a word
/// of the width. In wrapped prose about two thirds do, in short paragraphs of one line a tenth.
const FULL_SHARE: f32 = 0.4;
/// Columns between the end of a full line and the width: the length of a long word.
const SLACK: usize = 14;
/// Share of the lines that may exceed the width (URLs, tables).
const OUTLIERS: f32 = 0.03;
/// Full lines that a wrapped text must have.
const FEWEST_FULL: usize = 4;
/// Lines that are examined; the width does not change later in a text.
const SAMPLE: usize = 4000;

/// How a program that wraps measures a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// By the columns of a terminal, as mail programs and `lynx` do.
    Columns,
    /// By characters, as libraries do. Accents may be characters of their own.
    Characters,
}

/// The width that a text is wrapped at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrapping {
    width: usize,
    measure: Measure,
}

impl Wrapping {
    /// Returns how a text is wrapped, or `None` if it is not wrapped.
    pub fn of(text: &str) -> Option<Wrapping> {
        let (by_columns, by_characters) = counts(text);
        let columns = by_columns.width(NARROWEST);
        let characters = (by_characters != by_columns).then(|| by_characters.width(NARROWEST_IN_CHARACTERS)).flatten();
        // The measure in which more of the lines are full is that of the program.
        let (width, measure) = match (columns, characters) {
            (Some((width, share)), characters) if characters.is_none_or(|(_, other)| other <= share) => {
                (width, Measure::Columns)
            }
            (_, Some((width, _))) => (width, Measure::Characters),
            _ => return None,
        };
        Some(Wrapping { width, measure })
    }

    /// Tells whether the paragraph of `line` continues in `next`.
    pub fn continues(self, line: &str, next: &str) -> bool {
        let body = next.trim_start();
        let indent = columns(&next[..next.len() - body.len()]);
        let line_indent = columns(&line[..line.len() - line.trim_start().len()]);
        // The lines of a list item are indented below its mark. Any other change of indentation
        // begins a new block.
        let hangs = indent > line_indent && indent <= line_indent + 6 && has_mark(line.trim_start());
        if (indent != line_indent && !hangs) || has_mark(body) {
            return false;
        }
        let (length, next) = match self.measure {
            Measure::Columns => (columns(line), columns(first_word(body))),
            Measure::Characters => (line.chars().count(), first_word(body).chars().count()),
        };
        length * 2 > self.width && length + 1 + next > self.width
    }
}

/// The number of lines of each length.
#[derive(PartialEq, Eq)]
struct Lengths {
    counts: [usize; WIDEST + 1],
    /// Number of longer lines.
    longer: usize,
}

/// Counts the lines of a text by their lengths in columns and in characters.
fn counts(text: &str) -> (Lengths, Lengths) {
    let mut by_columns = Lengths { counts: [0; WIDEST + 1], longer: 0 };
    let mut by_characters = Lengths { counts: [0; WIDEST + 1], longer: 0 };
    for line in text.lines().take(SAMPLE) {
        let line = line.trim_end();
        // So many bytes exceed the widest column in any script.
        let is_long = line.len() > WIDEST * 6;
        let (columns, characters) = match is_long {
            true => (usize::MAX, usize::MAX),
            false if line.is_ascii() && !line.contains('\t') => (line.len(), line.len()),
            false => (columns(line), line.chars().count()),
        };
        by_columns.add(columns);
        by_characters.add(characters);
    }
    (by_columns, by_characters)
}

impl Lengths {
    fn add(&mut self, length: usize) {
        match self.counts.get_mut(length) {
            Some(_) if length == 0 => {}
            Some(count) => *count += 1,
            None => self.longer += 1,
        }
    }

    /// Returns the width that lines of these lengths are wrapped at, and the share of the long
    /// lines that are full.
    fn width(&self, narrowest: usize) -> Option<(usize, f32)> {
        let total = self.counts.iter().sum::<usize>() + self.longer;
        let allowed = (total as f32 * OUTLIERS) as usize;
        // The width is the longest line that is not an outlier.
        let mut beyond = self.longer;
        let width = (narrowest..=WIDEST).rev().find(|&n| {
            beyond += self.counts[n];
            beyond > allowed
        })?;
        if self.longer > allowed {
            return None;
        }
        let full: usize = self.counts[width - SLACK..=width].iter().sum();
        let long: usize = self.counts[width / 2..=width].iter().sum();
        let share = full as f32 / long.max(1) as f32;
        (full >= FEWEST_FULL && share >= FULL_SHARE).then_some((width, share))
    }
}

/// Tells whether a line begins like a list item.
fn has_mark(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('*' | '-' | '+' | '•' | '·' | '–' | '—' | 'o' | '#' | '>' | '|') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 3 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

/// Returns the first word, or the first character in a script without spaces, where a line can break
/// after any character.
fn first_word(line: &str) -> &str {
    let ends = line.char_indices().find_map(|(at, c)| match c {
        c if c.is_whitespace() => Some(at),
        c if c.width() == Some(2) => Some(at + c.len_utf8()),
        _ => None,
    });
    &line[..ends.unwrap_or(line.len())]
}

/// Returns the columns of a text in a terminal. Tabs count as eight.
fn columns(text: &str) -> usize {
    if text.is_ascii() && !text.contains('\t') {
        return text.len();
    }
    let width = |c: char| match c {
        '\t' => 8,
        ' '..='~' => 1,
        _ => c.width().unwrap_or(0),
    };
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "   The council met on Tuesday evening to hear what the engineers had found
   under the old bridge, and it was not what anybody in the room had hoped
   for. Two of the four piers stand on timber that has been rotting since
   the weir was taken down.

   Repairs would take a year.
   Nobody could say who would pay for them, least of all the county, which
   has closed three bridges of its own since the spring and has no money in
   the budget for a fourth.
";

    fn wrapped_at(width: usize) -> Wrapping {
        Wrapping { width, measure: Measure::Columns }
    }

    #[test]
    fn finds_the_width_of_wrapped_prose() {
        assert_eq!(Wrapping::of(WRAPPED), Some(wrapped_at(75)));
    }

    #[test]
    fn accents_that_are_characters_of_their_own_fill_the_lines_of_some_programs() {
        // A program wraps at 60 characters; marks over letters fill no columns.
        let words =
            ["e\u{301}\u{323}te\u{301}\u{323}", "bon", "pre\u{300}\u{323}s", "jour", "u\u{301}\u{323}", "hommes"];
        let mut lines = vec![String::new()];
        for at in 0..90 {
            let word = words[at * at % 7 % words.len()];
            if lines.last().unwrap().chars().count() + 1 + word.chars().count() > 60 {
                lines.push(String::new());
            }
            let line = lines.last_mut().unwrap();
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        let wrapping = Wrapping::of(&lines.join("\n")).unwrap();
        assert_eq!(wrapping.measure, Measure::Characters);
        assert!(lines.windows(2).all(|pair| wrapping.continues(&pair[0], &pair[1])));
    }

    #[test]
    fn paragraphs_on_one_line_are_not_wrapped() {
        let text = "Home\nAbout\n".repeat(20) + &"A paragraph that goes on for quite a while. ".repeat(9);
        assert_eq!(Wrapping::of(&text), None);
    }

    #[test]
    fn a_full_line_continues_and_a_short_line_ends() {
        let lines: Vec<_> = WRAPPED.lines().collect();
        assert!(wrapped_at(75).continues(lines[0], lines[1]));
        assert!(!wrapped_at(75).continues(lines[5], lines[6]));
        assert!(!wrapped_at(75).continues(lines[0], "   * the next item of a list"));
    }
}

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

/// Returns the column that a text is wrapped at, or `None` if it is not wrapped.
pub fn width(text: &str) -> Option<usize> {
    let mut counts = [0usize; WIDEST + 1];
    let mut longer = 0usize;
    for line in text.lines().take(SAMPLE) {
        // So many bytes exceed the widest column in any script.
        if line.len() > WIDEST * 6 {
            longer += 1;
            continue;
        }
        match columns(line.trim_end()) {
            0 => {}
            n if n <= WIDEST => counts[n] += 1,
            _ => longer += 1,
        }
    }
    let total = counts.iter().sum::<usize>() + longer;
    let allowed = (total as f32 * OUTLIERS) as usize;
    // The width is the longest line that is not an outlier.
    let mut beyond = longer;
    let width = (NARROWEST..=WIDEST).rev().find(|&n| {
        beyond += counts[n];
        beyond > allowed
    })?;
    if longer > allowed {
        return None;
    }
    let full: usize = counts[width - SLACK..=width].iter().sum();
    let long: usize = counts[width / 2..=width].iter().sum();
    (full >= FEWEST_FULL && full as f32 >= long as f32 * FULL_SHARE).then_some(width)
}

/// Tells whether the paragraph of `line` continues in `next`, in a text wrapped at `width`.
pub fn continues(line: &str, next: &str, width: usize) -> bool {
    let body = next.trim_start();
    let indent = columns(&next[..next.len() - body.len()]);
    let line_indent = columns(&line[..line.len() - line.trim_start().len()]);
    // The lines of a list item are indented below its mark. Any other change of indentation
    // begins a new block.
    let hangs = indent > line_indent && indent <= line_indent + 6 && has_mark(line.trim_start());
    if (indent != line_indent && !hangs) || has_mark(body) {
        return false;
    }
    let columns = columns(line);
    columns * 2 > width && columns + 1 + first_word(body) > width
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

/// Returns the columns of the first word, or of the first character in a script without spaces,
/// where a line can break after any character.
fn first_word(line: &str) -> usize {
    let mut total = 0;
    for c in line.chars() {
        if c.is_whitespace() {
            break;
        }
        let width = c.width().unwrap_or(0);
        total += width;
        if width == 2 {
            break;
        }
    }
    total
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

    #[test]
    fn finds_the_width_of_wrapped_prose() {
        assert_eq!(width(WRAPPED), Some(75));
    }

    #[test]
    fn paragraphs_on_one_line_are_not_wrapped() {
        let text = "Home\nAbout\n".repeat(20) + &"A paragraph that goes on for quite a while. ".repeat(9);
        assert_eq!(width(&text), None);
    }

    #[test]
    fn a_full_line_continues_and_a_short_line_ends() {
        let lines: Vec<_> = WRAPPED.lines().collect();
        assert!(continues(lines[0], lines[1], 75));
        assert!(!continues(lines[5], lines[6], 75));
        assert!(!continues(lines[0], "   * the next item of a list", 75));
    }
}

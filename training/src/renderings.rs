//! Makes renderings that the text benchmark lacks, from a rendering like that of a browser.
//! Marks in the text come out as [`crate::flatten::render`] has them.

use crate::flatten::marks::{is_blank, length, marks_of, words};

/// The column at which mail programs and `lynx -dump` wrap.
const COLUMN: usize = 80;
/// The indent of `lynx -dump`, in columns.
const INDENT: &str = "   ";

/// Returns a text hard-wrapped like the output of `lynx -dump`, with indented paragraphs.
pub fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut column = 0;
        let (words, rest) = words(line);
        for word in words {
            let width = length(&word);
            if column > 0 && column + 1 + width > COLUMN {
                out.push('\n');
                column = 0;
            }
            if column == 0 {
                out.push_str(INDENT);
                column = INDENT.len();
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(&word);
            column += width;
        }
        out.push_str(&rest);
        out.push('\n');
    }
    out
}

/// Returns a text without its blank lines.
pub fn without_blank_lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if is_blank(line) {
            out.push_str(&marks_of(line));
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Returns a text on one line, with a space between words. Scripts get this from a parser if they
/// ask for text separated by spaces.
pub fn on_one_line(text: &str) -> String {
    let (words, rest) = words(text);
    words.join(" ") + &rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flatten::marks::without_marks;

    #[test]
    fn wraps_at_the_column() {
        let text = wrapped(&"word ".repeat(40));
        assert!(text.lines().count() > 2);
        assert!(text.lines().all(|l| l.len() <= COLUMN && l.starts_with(INDENT)));
    }

    #[test]
    fn marks_take_no_space() {
        let marked = format!(
            "{}\n\u{F0003}\n \u{F0004} \nlast \u{F0005} line \u{F0006}\n",
            "\u{F0001}word\u{F0002} and more ".repeat(20)
        );
        let plain = without_marks(&marked);
        for rendering in [wrapped, without_blank_lines, on_one_line] {
            assert_eq!(without_marks(&rendering(&marked)), rendering(&plain));
            assert_eq!(marks_of(&rendering(&marked)), marks_of(&marked));
        }
    }
}

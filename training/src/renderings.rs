//! Renderings that the text benchmark lacks, made of a browser-like one.

/// Column that mail programs and `lynx -dump` wrap at.
const COLUMN: usize = 80;
/// Columns that `lynx -dump` indents by.
const INDENT: &str = "   ";

/// Hard-wrapped as `lynx -dump` gives it: paragraphs indented and wrapped.
pub fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split_whitespace() {
            let width = word.chars().count();
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
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
    out
}

/// Without any blank line.
pub fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// All on one line, with one space between words, as from a parser that joins its text nodes
/// with spaces.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_at_the_column() {
        let text = wrapped(&"word ".repeat(40));
        assert!(text.lines().count() > 2);
        assert!(text.lines().all(|l| l.len() <= COLUMN && l.starts_with(INDENT)));
    }
}

//! Makes renderings that the text benchmark lacks, from a rendering like that of a browser.

/// The column at which mail programs and `lynx -dump` wrap.
const COLUMN: usize = 80;
/// The indent of `lynx -dump`, in columns.
const INDENT: &str = "   ";

/// Returns a text hard-wrapped like the output of `lynx -dump`, with indented paragraphs.
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

/// Returns a text without its blank lines.
pub fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Returns a text on one line, with a space between words. Scripts get this from a parser if they
/// ask for text separated by spaces.
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

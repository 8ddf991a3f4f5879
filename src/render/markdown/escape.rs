//! Escapes text for CommonMark. Only characters that would be markup in their place are escaped,
//! so that prose stays readable.

/// The surroundings of a piece of text in the output.
#[derive(Debug, Clone, Copy, Default)]
pub struct Adjacent {
    /// The character before it; `None` at the start of a line.
    pub before: Option<char>,
    /// The character after it; `None` at the end of a line.
    pub after: Option<char>,
    /// Whether it stands in a table cell, which ends at a `|`.
    pub cell: bool,
    /// Whether it stands in the text of a link, which ends at a `]`.
    pub link: bool,
}

/// Appends `text` with a backslash before every character that would be markup.
pub fn escape(text: &str, around: Adjacent, out: &mut String) {
    let head = if around.before.is_none() { block_mark(text, around.after) } else { None };
    let mut before = around.before;
    let mut run = Adjacent::default();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next().or(around.after);
        if matches!(c, '*' | '_') && last != Some(c) {
            run = Adjacent { before, after: rest.trim_start_matches(c).chars().next().or(around.after), ..around };
        }
        if head == Some(at) || is_mark(c, before, after, rest, run, around) {
            out.push('\\');
        }
        out.push(c);
        (before, last) = (Some(c), Some(c));
    }
}

/// Whether `c` would be inline markup between the characters before and after it. `run` has the
/// characters around the run of stars or underscores that it belongs to.
fn is_mark(c: char, before: Option<char>, after: Option<char>, rest: &str, run: Adjacent, around: Adjacent) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
        '`' => true,
        // A run between spaces is not markup. At the end of a line the backslash of a break may
        // follow.
        '*' => run.before.is_none() || run.after.is_none() || !(blank(run.before) && blank(run.after)),
        // Inside a word or between spaces, underscores are not markup. On a line of their own, the
        // backslash of a break may follow.
        '_' => {
            let is_line = run.before.is_none() && run.after.is_none();
            !(word(run.before) && word(run.after) || blank(run.before) && blank(run.after) && !is_line)
        }
        // Two tildes strike text out, and in some dialects one does. A tilde after a space
        // closes nothing.
        '~' => !blank(before) || after == Some('~'),
        '|' => around.cell,
        '[' => around.link || after == Some('^') || before.is_none() && (is_task(rest) || !is_label(rest)),
        ']' => around.link || matches!(after, Some('(' | '[' | ':')),
        '!' => after == Some('['),
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_reference(rest),
        _ => false,
    }
}

/// Whether `&` before `rest` would be a character reference.
fn is_reference(rest: &str) -> bool {
    let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
    rest[name..].starts_with(';') && name > 0 || rest.is_empty()
}

/// Whether `rest`, after a `[` at the start of a line, closes the bracket without making markup of
/// it. An unclosed bracket could become a link definition by later text.
fn is_label(rest: &str) -> bool {
    rest.find(']').is_some_and(|end| !rest[end + 1..].starts_with(['(', '[', ':']) && end + 1 < rest.len())
}

/// Whether `[` before `rest` would be the box of a task.
fn is_task(rest: &str) -> bool {
    ["x]", "X]", " ]"].iter().any(|ticked| rest.starts_with(ticked))
}

/// Returns the position to escape in a line that would begin a block or be an underline.
fn block_mark(line: &str, after: Option<char>) -> Option<usize> {
    let first = line.chars().next()?;
    let run = line.len() - line.trim_start_matches(first).len();
    let blank_at = |at: usize| line[at..].chars().next().or(after).is_none_or(char::is_whitespace);
    let only = |marks: &str| line.chars().all(|c| c.is_whitespace() || marks.contains(c));
    let is_block = match first {
        '#' => run <= 6 && blank_at(run),
        '>' => true,
        '+' => blank_at(1),
        '-' => blank_at(1) || only("-|:"),
        '|' | ':' => only("-|:"),
        '=' => only("="),
        '_' => only("_"),
        '0'..='9' => {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let is_item = digits <= 9 && line[digits..].starts_with(['.', ')']) && blank_at(digits + 1);
            return is_item.then_some(digits);
        }
        _ => false,
    };
    is_block.then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, Adjacent::default(), &mut out);
        out
    }

    #[test]
    fn prose_stays_as_it_is() {
        for text in [
            "It is 5 < 6, and AT&T is a name; so is #12.",
            "snake_case and __dir__x are names",
            "[1] a - b + c = d (e) [f] {g} ~5 “h”",
            "3.14 is no item, nor is 1984",
            "#hashtag",
            "--flag",
            "C:\\dir",
            "4 * 5 ** 6",
            "my __x__y",
            "Name: ____ and so on",
            "Name: ____",
        ] {
            let expected = text.replace("__dir__x", "\\_\\_dir__x").replace("__x__y", "\\_\\_x__y");
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn markup_is_escaped() {
        for (text, expected) in [
            ("*so*", "\\*so\\*"),
            ("_so_", "\\_so\\_"),
            ("# so", "\\# so"),
            ("- so", "\\- so"),
            ("12. so", "12\\. so"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("> so", "\\> so"),
            ("a <b>", "a \\<b>"),
            ("&amp; &x", "\\&amp; &x"),
            ("[a](b)", "\\[a\\](b)"),
            ("![a", "\\![a"),
            ("[^1]", "\\[^1]"),
            ("[x] so", "\\[x] so"),
            ("a\\*", "a\\\\\\*"),
            ("`so`", "\\`so\\`"),
            ("____", "\\_\\_\\_\\_"),
            ("_ _ _", "\\_ _ _"),
            ("~~so~~", "\\~\\~so\\~\\~"),
            ("| --- |", "\\| --- |"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}

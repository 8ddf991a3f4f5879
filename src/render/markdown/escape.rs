//! Escapes text, so that CommonMark reads it as that text. Only what would be
//! taken for markup where it stands: prose stays readable.

/// Where a piece of text comes out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place {
    /// What comes out before it, `None` at the start of a line.
    pub before: Option<char>,
    /// What comes out after it, `None` at the end of a line.
    pub after: Option<char>,
    /// In a table cell, which ends at a `|`.
    pub cell: bool,
    /// In the text of a link, which ends at a `]`.
    pub link: bool,
}

/// Appends `text` with a backslash before every character that would be markup.
pub fn escape(text: &str, place: Place, out: &mut String) {
    let head = if place.before.is_none() { block_mark(text, place.after) } else { None };
    let mut before = place.before;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let after = rest.chars().next().or(place.after);
        if head == Some(at) || is_mark(c, before, after, rest, place) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Whether `c` is taken for inline markup between these characters.
fn is_mark(c: char, before: Option<char>, after: Option<char>, rest: &str, place: Place) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation() || c == '\n'),
        '`' => true,
        // At the end of a line the backslash of a break may follow.
        '*' => before.is_none() || after.is_none() || !(blank(before) && blank(after)),
        // Within a word it is a letter.
        '_' => !(word(before) && word(after)),
        // Two of them strike out, one may; none ends anything after a space.
        '~' => !blank(before) || after == Some('~'),
        '|' => place.cell,
        '[' => place.link || after == Some('^') || before.is_none() && (is_task(rest) || !is_label(rest)),
        ']' => place.link || matches!(after, Some('(' | '[' | ':')),
        '!' => after == Some('['),
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_reference(rest),
        _ => false,
    }
}

/// Whether what follows a `&` makes a character reference of it.
fn is_reference(rest: &str) -> bool {
    let name = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
    rest[name..].starts_with(';') && name > 0 || rest.is_empty()
}

/// Whether what follows a `[` at the start of a line closes it, with no markup.
/// If nothing did, what comes later might make a definition of it.
fn is_label(rest: &str) -> bool {
    rest.find(']').is_some_and(|end| !rest[end + 1..].starts_with(['(', '[', ':']) && end + 1 < rest.len())
}

/// Whether what follows a `[` makes a box to tick of it.
fn is_task(rest: &str) -> bool {
    ["x]", "X]", " ]"].iter().any(|ticked| rest.starts_with(ticked))
}

/// Where a line is to be escaped that would begin a block, or be an underline.
fn block_mark(block: &str, after: Option<char>) -> Option<usize> {
    let first = block.chars().next()?;
    let run = block.len() - block.trim_start_matches(first).len();
    let blank_at = |at: usize| block[at..].chars().next().or(after).is_none_or(char::is_whitespace);
    let only = |marks: &str| block.chars().all(|c| c.is_whitespace() || marks.contains(c));
    let is_block = match first {
        '#' => run <= 6 && blank_at(run),
        '>' => true,
        '+' => blank_at(1),
        '-' => blank_at(1) || only("-|:"),
        '|' | ':' => only("-|:"),
        '=' => only("="),
        '0'..='9' => {
            let digits = block.len() - block.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let is_item = digits <= 9 && block[digits..].starts_with(['.', ')']) && blank_at(digits + 1);
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
        escape(text, Place::default(), &mut out);
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
            "4 * 5",
        ] {
            let expected = text.replace("__dir__x", "\\_\\_dir\\_\\_x");
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn marks_are_escaped_where_they_mean_something() {
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
            ("~~so~~", "\\~\\~so\\~\\~"),
            ("| --- |", "\\| --- |"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}

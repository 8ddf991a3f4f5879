//! Finds the names of pictures that `w3m` writes for pictures without an alternative text.

use std::ops::Range;

/// Names of files at the beginning of a line that make a text one of `w3m`, or with a form field.
const ENOUGH: usize = 2;
const ENOUGH_WITH_FIELD: usize = 1;
/// An empty form field.
const FIELD: &str = "[    ";
/// Letters of the shortest name of a picture, and of the longest: `w3m` cuts names off.
const SHORTEST: usize = 3;
const LONGEST: usize = 10;

/// Appends the names of pictures in a text. `is_known` tells whether the text is known to be one
/// of `w3m`, and is set if it is found to be.
pub(super) fn find(text: &str, is_known: &mut bool, cuts: &mut Vec<Range<usize>>) {
    let mut names = Vec::new();
    let mut count = 0;
    let mut last_end = None;
    for (range, name) in super::bracketed(text) {
        let next = text[range.end..].chars().next();
        if !is_name(name) || matches!(next, Some('(' | ':' | '=' | '.' | ',')) {
            continue;
        }
        let is_first = last_end == Some(range.start) || is_at_line_start(text, range.start);
        let is_of_file = is_file(name);
        let is_apart = next.is_none_or(|c| c == '\n' || c == '\r' || c == '[' || c.is_alphabetic());
        count += usize::from(is_first && is_of_file && is_apart);
        if is_first || is_of_file {
            last_end = Some(range.end);
            names.push(range);
        }
    }
    let has_field = || memchr::memmem::find(text.as_bytes(), FIELD.as_bytes()).is_some();
    *is_known |= count >= ENOUGH || count >= ENOUGH_WITH_FIELD && has_field();
    if *is_known {
        cuts.extend(names.into_iter().map(|range| super::with_space(text, range)));
        cuts.extend(fields(text));
    }
}

/// Returns the empty form fields.
fn fields(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr::memmem::find_iter(text.as_bytes(), FIELD).filter_map(|start| {
        let inner = &text[start + 1..];
        let blank = inner.bytes().take_while(|b| *b == b' ').count();
        inner[blank..].starts_with(']').then(|| start..start + blank + 2)
    })
}

/// Tells whether the text in brackets may be the name of a picture: letters, digits and marks of file
/// names, and neither a number nor a set of characters.
fn is_name(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || b"-_.%+@".contains(&b);
    (SHORTEST..=LONGEST).contains(&name.len())
        && name.bytes().all(is_part)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && !["a-z", "A-Z", "0-9"].iter().any(|set| name.contains(set))
}

/// Tells whether a name looks like that of a file: `IMG_2034`, or cut off as `hero-image`, but not
/// `RFC2119`.
fn is_file(name: &str) -> bool {
    let separators = name.bytes().filter(|b| matches!(b, b'-' | b'_')).count();
    let has_digit = name.contains(|c: char| c.is_ascii_digit());
    let is_number = name.starts_with(|c: char| c.is_ascii_uppercase()) && has_digit && !name.contains('_');
    separators >= 1 && !is_number && (has_digit || name.contains('_') || name.len() == LONGEST || separators >= 2)
}

fn is_at_line_start(text: &str, at: usize) -> bool {
    let is_mark = |c: char| c != '\n' && c.is_whitespace() || matches!(c, '•' | '*' | '+' | '□' | '☆' | '○' | '■');
    let line = text[..at].trim_end_matches(is_mark);
    line.is_empty() || line.ends_with('\n')
}

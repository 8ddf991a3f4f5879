//! The text around a run. Code and continuing sentences are evidence against a run.

use std::ops::Range;

/// Characters before a run in which the beginning of a URL is searched for.
const LONGEST_URL: usize = 128;

/// Tells whether `head` ends inside a URL.
fn in_url(head: &str) -> bool {
    let chars = head.chars().rev().take(LONGEST_URL).take_while(|c| !c.is_whitespace());
    let len: usize = chars.map(char::len_utf8).sum();
    let token = &head[head.len() - len..];
    token.contains("://") || token.starts_with("www.")
}

/// The text around a run.
pub(super) struct Surroundings {
    /// Quotes, brackets or operators beside the run indicate code.
    pub(super) code: bool,
    /// The line contains nothing else.
    pub(super) whole_line: bool,
    /// Number of sides on which a sentence continues. A colon before the run counts as both.
    pub(super) prose_sides: u8,
}

impl Surroundings {
    /// Examines the text around `range`.
    pub(super) fn of(line: &str, range: &Range<usize>) -> Self {
        let head = &line[..range.start];
        let rest = &line[range.end..];
        let spaces = |c: char| matches!(c, ' ' | '\t' | '\u{a0}' | '\r');
        let (head_bare, rest_bare) = (head.trim_end_matches(spaces), rest.trim_start_matches(spaces));
        let before = head_bare.chars().next_back();
        let after = rest_bare.chars().next();
        let sentence_end = |c: char| matches!(c, '.' | '!' | '?' | ',');
        let opened = match before {
            Some('"' | '\'') => {
                let inner = &head_bare[..head_bare.len() - 1];
                !inner.ends_with(sentence_end)
            }
            Some('.') => {
                let inner = &head_bare[..head_bare.len() - 1];
                head.len() == head_bare.len() && !inner.ends_with(|c: char| c.is_alphanumeric() || "\"”’)»".contains(c))
            }
            Some(c) => "=<{([`$@\\&%+*~^;".contains(c),
            None => false,
        };
        let closed = match after {
            Some('(') => rest.len() == rest_bare.len() && !rest[1..].starts_with(char::is_uppercase),
            Some('"' | '\'') => !rest_bare[1..].starts_with(char::is_alphanumeric),
            Some('.') => rest_bare[1..].starts_with(char::is_alphanumeric),
            Some(c) => "=>{}]`\\;*^$".contains(c),
            None => false,
        };
        let last_word = head_bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let continues_before = match before {
            Some(':') => 2,
            Some(',') => 1,
            _ => u8::from(head.len() != head_bare.len() && last_word.starts_with(char::is_lowercase)),
        };
        let continues_after = match after {
            Some('.' | ',' | ';' | ':' | '!' | '?' | ')') => true,
            Some(c) => c.is_lowercase() && rest.len() != rest_bare.len(),
            None => false,
        };
        Self {
            code: opened || closed || in_url(head),
            whole_line: before.is_none() && after.is_none(),
            prose_sides: continues_before + u8::from(continues_after),
        }
    }
}

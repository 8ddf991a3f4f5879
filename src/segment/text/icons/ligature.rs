//! Finds ligatures of icon fonts: `keyboard_arrow_down`, alone, glued to a word, or in a row.

use std::ops::Range;

use super::words::{is_function_word, is_icon_part, is_listed_ligature, is_strong_part};

/// Bytes of the longest token that is read as ligatures, which can be several glued together.
const LONGEST: usize = 256;
/// Most plain icon names (`menu`, `search`) that are taken beside a ligature.
const MOST_BESIDE: usize = 8;
/// Words that mark the next token as a name in a program.
const CODE_WORDS: &[&str] = &[
    "import", "def", "fn", "let", "const", "var", "return", "class", "function", "from", "int", "self", "pub",
    "static", "public", "private", "void", "string", "bool", "enum", "struct",
];

/// Finds the ligatures of `line`.
pub(super) fn find(line: &str, out: &mut Vec<Range<usize>>) {
    let bytes = line.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'_', &bytes[from..]) {
        let at = from + at;
        let token = token_around(bytes, from, at);
        from = token.end.max(at + 1);
        let Some(start) = ligature_start(&line[token.clone()]) else {
            continue;
        };
        let found = token.start + start..token.end;
        if !in_code_or_sentence(line, &found) {
            let found = with_plain_names(line, found, out.last().map(|last| last.end));
            match out.last_mut() {
                Some(last) if last.end >= found.start => last.end = found.end,
                _ => out.push(found),
            }
        }
    }
}

/// Returns the lower-case snake_case token around the underscore at `at`, not before `from`.
fn token_around(bytes: &[u8], from: usize, at: usize) -> Range<usize> {
    let inside = |b: &&u8| b.is_ascii_lowercase() || b.is_ascii_digit() || **b == b'_';
    let left = bytes[from..at].iter().rev().take_while(inside).count();
    let right = bytes[at..].iter().take_while(inside).count();
    at - left..at + right
}

/// Returns the offset of the ligatures in `token`, after a word glued to their left.
fn ligature_start(token: &str) -> Option<usize> {
    if token.len() > LONGEST || token.starts_with('_') || token.ends_with('_') {
        return None;
    }
    if is_listed_ligature(token) {
        return Some(0);
    }
    let (first, rest) = token.split_once('_')?;
    // "Read the full reportopen_in_new".
    if let Some(seam) = (1..first.len()).find(|&at| is_listed_ligature(&token[at..])) {
        return Some(seam);
    }
    let mut strong = false;
    let mut parts = 0;
    for part in rest.split('_') {
        strong |= read_part(part)?;
        parts += 1;
    }
    if is_icon_part(first) {
        return (strong || is_strong_part(first)).then_some(0);
    }
    // "Homekeyboard_arrow_right", "docschevron_right": a marked word at the seam.
    let seam = (1..first.len()).find(|&at| is_strong_part(&first[at..]))?;
    (strong || parts > 0).then_some(seam)
}

/// Reads a part of a token: a listed word, or two of them where two ligatures meet (`moreexpand`).
/// Returns whether it contains a marked word, or `None` if it is not listed.
fn read_part(part: &str) -> Option<bool> {
    if is_icon_part(part) {
        return Some(is_strong_part(part));
    }
    let seam = (2..part.len().saturating_sub(2)).find(|&at| is_icon_part(&part[..at]) && is_icon_part(&part[at..]))?;
    Some(is_strong_part(&part[..seam]) || is_strong_part(&part[seam..]))
}

/// Tells whether the text around a ligature is code, or a sentence that mentions it.
fn in_code_or_sentence(line: &str, found: &Range<usize>) -> bool {
    let (head, rest) = (&line[..found.start], &line[found.end..]);
    let glued_left = head.chars().next_back();
    let glued_right = rest.chars().next();
    if glued_left.is_some_and(|c| ".$@#<\"'`=([{/\\-:&%*,".contains(c) || c.is_numeric())
        || glued_right.is_some_and(|c| ".([{=:;,'\"`/\\-<>)]}*_".contains(c))
    {
        return true;
    }
    let next = rest.trim_start_matches(' ').chars().next();
    if next.is_some_and(|c| "=(:{".contains(c)) {
        return true;
    }
    // "the expand_more icon": a sentence that mentions the ligature.
    let head = head.trim_end_matches(' ');
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    head.len() != found.start && (is_function_word(word) || CODE_WORDS.contains(&word))
        || head.ends_with(['=', '(', ',', '"'])
}

/// Extends a ligature by the plain names beside it (`menu search shopping_cart`), up to the end of
/// the line or the ligature that ends at `before`. Takes no names if other text follows them.
fn with_plain_names(line: &str, found: Range<usize>, before: Option<usize>) -> Range<usize> {
    let floor = before.unwrap_or(0);
    let mut start = found.start;
    if before.is_none_or(|end| end < start) {
        let mut at = start;
        for _ in 0..=MOST_BESIDE {
            let head = line[floor..at].trim_end();
            if head.is_empty() {
                start = if before.is_some() { floor } else { at };
                break;
            }
            let word = head.rsplit(char::is_whitespace).next().unwrap_or("");
            if head.len() == at - floor || !is_plain_name(word) {
                break;
            }
            at = floor + head.len() - word.len();
        }
    }
    let mut end = found.end;
    let mut at = end;
    for _ in 0..=MOST_BESIDE {
        let rest = line[at..].trim_start();
        if rest.is_empty() {
            end = at;
            break;
        }
        let word = rest.split(char::is_whitespace).next().unwrap_or("");
        if rest.len() == line.len() - at || !is_plain_name(word) {
            break;
        }
        at = line.len() - rest.len() + word.len();
    }
    start..end
}

/// Tells whether a word is a listed lower-case name.
fn is_plain_name(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase()) && is_icon_part(word)
}

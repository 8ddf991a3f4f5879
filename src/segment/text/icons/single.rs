//! Finds the name of a single icon that is joined to a sentence: `… by half a metre.icon-share`,
//! `fas fa-chevron-downThe ferry …`, `… on Friday.play_circle_filled The next …`.
//!
//! One name is no row, so the evidence is the joint: a name with hyphens or underscores, or one such
//! as `IconArrowRight`, that touches the end or the beginning of a sentence without a space.

use std::ops::Range;

use super::context::Surroundings;
use super::words::{is_affix, is_function_word, is_icon_part, is_listed_ligature};

/// Bytes of the longest name.
const LONGEST: usize = 48;
/// Fewest words of the line. Shorter lines are labels or names, not sentences.
const FEWEST_WORDS: usize = 5;
/// Bytes of the shortest word before the mark that ends a sentence. `e.g` ends none.
const SHORTEST_LAST_WORD: usize = 2;

/// Appends the names in `line` to `out`.
pub(super) fn find(line: &str, out: &mut Vec<Range<usize>>) {
    let bytes = line.as_bytes();
    let mut from = 0;
    while let Some(hit) = next_hit(&bytes[from..]) {
        let token = token_around(bytes, from, from + hit);
        from = token.end.max(from + hit + 1);
        if token.len() <= LONGEST
            && let Some(found) = joined_name(line, token)
            && has_words(line)
            && !Surroundings::of(line, &found).code
        {
            out.push(found);
        }
    }
}

/// Returns the offset of the next hyphen, underscore or `con`.
fn next_hit(bytes: &[u8]) -> Option<usize> {
    let separator = memchr::memchr2(b'-', b'_', bytes);
    let icon = memchr::memmem::find(&bytes[..separator.unwrap_or(bytes.len())], b"con");
    icon.or(separator)
}

/// Returns the letters, digits, hyphens and underscores around an offset, not before `from`.
fn token_around(bytes: &[u8], from: usize, at: usize) -> Range<usize> {
    let inside = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let left = bytes[from..at].iter().rev().take_while(inside).count();
    let right = bytes[at..].iter().take_while(inside).count();
    at - left..at + right
}

fn has_words(line: &str) -> bool {
    line.split_whitespace().nth(FEWEST_WORDS - 1).is_some()
}

/// Returns the name that a token begins with, if it is joined to text on one side and to nothing
/// else on the other.
fn joined_name(line: &str, token: Range<usize>) -> Option<Range<usize>> {
    let text = &line[token.clone()];
    let length = if text.contains(['-', '_']) { separated(text)? } else { in_capitals(text)? };
    let start = with_class(line, token.start, text);
    let (head, rest) = (&line[..start], &line[token.start + length..]);
    let joined_left = ends_sentence(head);
    if !joined_left && !head.chars().next_back().is_none_or(char::is_whitespace) {
        return None;
    }
    let joined_right = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii_lowercase());
    let next = rest.trim_start_matches([' ', '\u{a0}']);
    let is_free = next.is_empty() || next.len() < rest.len() && !next.starts_with(char::is_lowercase);
    let is_joined = if joined_left { joined_right || is_free } else { joined_right && begins_sentence(head, rest) };
    is_joined.then_some(start..token.start + length)
}

/// Returns the length of a name with hyphens or underscores at the beginning of a token. A capital
/// begins the text after it.
fn separated(token: &str) -> Option<usize> {
    let length = token.find(|c: char| c.is_ascii_uppercase()).unwrap_or(token.len());
    let name = &token[..length];
    let mut parts = name.split(['-', '_']).filter(|part| !part.is_empty());
    let first = parts.next()?;
    let is_whole = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let is_name = if is_affix(first) {
        parts.any(is_icon_part)
    } else {
        is_listed_ligature(name) || is_icon_part(first) && parts.clone().next().is_some() && parts.all(is_icon_part)
    };
    (is_whole && is_name).then_some(length)
}

/// Returns the length of a name such as `iconArrowRight` at the beginning of a token. The word after
/// it must be a function word, since names of programs go on with any word.
fn in_capitals(token: &str) -> Option<usize> {
    let rest = token.strip_prefix("Icon").or_else(|| token.strip_prefix("icon"))?;
    let mut length = token.len() - rest.len();
    let mut words = 0;
    while token[length..].starts_with(|c: char| c.is_ascii_uppercase()) {
        let rest = &token[length + 1..];
        let end = length + 1 + rest.find(|c: char| c.is_ascii_uppercase()).unwrap_or(rest.len());
        let word = &token[length..end];
        if !is_icon_part(word) {
            return (words > 0 && is_function_word(word)).then_some(length);
        }
        length = end;
        words += 1;
    }
    (words > 0 && length == token.len()).then_some(length)
}

/// Returns the start of a name, with the class before it: `fas fa-home`, `bi bi-home`.
fn with_class(line: &str, start: usize, name: &str) -> usize {
    let Some(head) = line[..start].strip_suffix(' ') else { return start };
    let class = head.len() - head.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    let affix = name.split('-').next().unwrap_or("");
    let is_class = &head[class..] == affix || affix == "fa" && matches!(&head[class..], "fas" | "far" | "fab" | "fal");
    if is_class { class } else { start }
}

/// Tells whether a sentence ends directly before an offset.
fn ends_sentence(head: &str) -> bool {
    let bare = head.trim_end_matches(['"', '”', '’', '»', ')']);
    if bare.ends_with(['。', '！', '？', '।', '؟', '۔']) {
        return true;
    }
    let Some(sentence) = bare.strip_suffix(['.', '!', '?', '…']) else { return false };
    let word = sentence.rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() >= SHORTEST_LAST_WORD && !word.contains(['.', '/', '@']) && word.ends_with(char::is_alphanumeric)
}

/// Tells whether the text after a name begins a sentence: at the beginning of a line or after the end
/// of another sentence.
fn begins_sentence(head: &str, rest: &str) -> bool {
    let head = head.trim_end();
    (head.is_empty() || ends_sentence(head)) && rest.contains(char::is_whitespace)
}

//! Where a run begins and ends: the first or last name is taken, the story's words are not.

use std::ops::Range;

use super::group::Group;
use super::occurrence::{Occurrence, Side, char_after, char_before, is_delim};
use super::words::{is_function_word, is_icon_part};

/// Longest name taken at a run's edge, bytes.
const LONGEST_NAME: usize = 48;
/// Longest further word of the last name, bytes ("chevron *right*").
const LONGEST_WORD: usize = 12;
/// Longest part of a token on the far side of an affix (`Basic` of `BasicIcon_home`), bytes.
const LONGEST_STEM: usize = 24;

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || is_delim(c)
}

/// The part of the token before the affix, if there is one and it is short.
pub(super) fn stem(line: &str, of: &Occurrence) -> Option<String> {
    let head = &line[..of.at.start];
    let chars = head.chars().rev().take_while(|&c| in_name(c)).take(LONGEST_STEM + 1);
    let len: usize = chars.map(char::len_utf8).sum();
    (1..=LONGEST_STEM).contains(&len).then(|| head[head.len() - len..].to_string())
}

/// The part of the token behind the affix, if there is one and it is short.
pub(super) fn tail(line: &str, of: &Occurrence) -> Option<String> {
    let rest = &line[of.at.end..];
    let chars = rest.chars().take_while(|&c| in_name(c)).take(LONGEST_STEM + 1);
    let len: usize = chars.map(char::len_utf8).sum();
    (1..=LONGEST_STEM).contains(&len).then(|| rest[..len].to_string())
}

/// The whole run with its first and last name.
pub(super) fn range(line: &str, group: &Group) -> Range<usize> {
    let (first, last) = (&group.first, &group.last);
    let same_stem = group.stem.is_some() && stem(line, first) == group.stem;
    let same_tail = group.tail.is_some() && tail(line, last) == group.tail;
    let votes = group.prefix_votes + i64::from(same_stem) * 2 - i64::from(same_tail) * 2
        + i64::from(begins_clause(line, first.at.start))
        - i64::from(ends_clause(line, last.at.end));
    let mut start = first.at.start;
    let mut end = last.at.end;
    if votes > 0 {
        if same_stem {
            start -= group.stem.as_ref().map_or(0, String::len);
        }
        start = companion(line, start, last);
        end = name_end(line, last, group);
    } else if votes < 0 {
        if same_tail {
            end += group.tail.as_ref().map_or(0, String::len);
        }
        start = name_start(line, first, group);
    }
    if votes == 0 {
        // Safe either way: the name before is taken only if nothing stands before it.
        let name = name_start(line, first, group);
        if begins_clause(line, name) {
            start = name;
        }
    }
    if line[..start].ends_with('#') {
        start -= 1;
    }
    start..end
}

/// The start with the short word that comes before the last affix too (`fab fa-x fab fa-y`).
fn companion(line: &str, start: usize, last: &Occurrence) -> usize {
    let Some(before_last) = line[..last.at.start].strip_suffix(' ') else {
        return start;
    };
    let letters = |c: &char| c.is_alphanumeric();
    let word: usize = before_last.chars().rev().take_while(letters).take(LONGEST_WORD).map(char::len_utf8).sum();
    let word = &before_last[before_last.len() - word..];
    match line[..start].strip_suffix(' ').and_then(|head| head.strip_suffix(word)) {
        Some(head) if !word.is_empty() && !head.ends_with(char::is_alphanumeric) => head.len(),
        _ => start,
    }
}

fn begins_clause(line: &str, at: usize) -> bool {
    let head = line[..at].trim_end_matches([' ', '#', '\u{a0}', '\t']);
    head.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !is_delim(c))
}

fn ends_clause(line: &str, at: usize) -> bool {
    let rest = line[at..].trim_start_matches([' ', '\u{a0}', '\t']);
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && !is_delim(c))
}

/// The end of the name that follows the last affix, without the story's first word.
fn name_end(line: &str, last: &Occurrence, group: &Group) -> usize {
    let from = last.at.end;
    let rest = &line[from..];
    let lead: usize = match last.right {
        Side::Delim => rest.chars().take_while(|&c| is_delim(c)).take(2).map(char::len_utf8).sum(),
        Side::Space => rest.chars().next().map_or(0, char::len_utf8),
        Side::Hump => 0,
        Side::Edge | Side::Glued => return from,
    };
    let Some(initial) = char_after(line, from + lead).filter(|c| c.is_alphanumeric()) else {
        return from;
    };
    let separate = last.right == Side::Space;
    if separate && (initial.is_uppercase() && !group.capitals || initial.is_numeric()) {
        return from;
    }
    let mut end = word_end(line, from + lead, group);
    let at_seam = char_after(line, end).is_some_and(char::is_alphanumeric);
    if separate && !at_seam && is_function_word(&line[from + lead..end]) {
        return from;
    }
    for _ in 1..if separate { group.words } else { 1 } {
        let Some(' ') = char_after(line, end) else {
            break;
        };
        let word_at = end + 1;
        let stop = word_end(line, word_at, group);
        let word = &line[word_at..stop];
        let short = !word.is_empty() && word.len() <= LONGEST_WORD && word.starts_with(char::is_lowercase);
        let next = char_after(line, stop);
        let sealed = next.is_none_or(|c| c.is_alphanumeric() || "“\"«„".contains(c));
        if !short || is_function_word(word) || !(sealed || is_icon_part(word)) {
            break;
        }
        end = stop;
    }
    end
}

/// The end of the word at `from`: at a space, punctuation, or a seam to the story.
fn word_end(line: &str, from: usize, group: &Group) -> usize {
    let text = &line[from..];
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let joins = is_delim(c) && rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if at > LONGEST_NAME || !(c.is_alphanumeric() || joins) {
            return from + at;
        }
        if before.is_lowercase() && c.is_uppercase() {
            let word: usize =
                rest.chars().take_while(|&w| w == c || w.is_lowercase()).map(char::len_utf8).take(LONGEST_WORD).sum();
            // "YouTube" is one name.
            let whole = is_icon_part(&text[..at + word]);
            if !(whole || group.humps && is_icon_part(&rest[..word])) {
                return from + at;
            }
        }
        if before.is_alphabetic() && c.is_numeric() {
            let two_digits = rest[c.len_utf8()..].starts_with(char::is_numeric);
            if two_digits || !group.digits {
                return from + at;
            }
        }
        let foreign = |c: char| c.is_alphabetic() && c >= '\u{370}';
        if before.is_ascii_alphabetic() && foreign(c) || foreign(before) && c.is_ascii_alphabetic() {
            return from + at;
        }
        before = c;
    }
    line.len()
}

/// The start of the name before the first affix, without the last word of what precedes.
fn name_start(line: &str, first: &Occurrence, group: &Group) -> usize {
    let head = &line[..first.at.start];
    let bare = match first.left {
        Side::Delim => head.trim_end_matches(is_delim),
        Side::Space => &head[..head.len() - head.chars().next_back().map_or(0, char::len_utf8)],
        Side::Hump => head,
        Side::Edge | Side::Glued => return first.at.start,
    };
    let mut start = word_start(bare, group);
    let word = &bare[start..];
    if word.is_empty()
        || first.left == Side::Space
            && (is_function_word(word) || word.starts_with(char::is_uppercase) && !group.capitals)
    {
        return first.at.start;
    }
    if first.left == Side::Space && group.words > 1 {
        // Further words only if they are the line's or the clause's first.
        let mut further = start;
        for _ in 1..group.words {
            let Some(' ') = char_before(line, further) else {
                break;
            };
            let word_at = word_start(&line[..further - 1], group);
            let word = &line[word_at..further - 1];
            if word.is_empty() || word.len() > LONGEST_WORD || is_function_word(word) {
                break;
            }
            further = word_at;
        }
        if begins_clause(line, further) {
            start = further;
        }
    }
    start
}

fn word_start(head: &str, group: &Group) -> usize {
    let mut after = ' ';
    let mut start = head.len();
    for (at, c) in head.char_indices().rev() {
        let hump = c.is_lowercase() && after.is_uppercase() && !group.humps;
        if !in_name(c) || hump || head.len() - at > LONGEST_NAME {
            break;
        }
        start = at;
        after = c;
    }
    start
}

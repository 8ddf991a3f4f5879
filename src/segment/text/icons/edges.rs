//! Finds the beginning and the end of a run: its first or last name belongs to it, the words of the
//! text beside it do not.

use std::ops::Range;

use super::occurrence::{Occurrence, Side, char_after, char_before, is_delimiter};
use super::run::IconRun;
use super::words::{is_function_word, is_icon_part};

/// Bytes of the longest name at the edge of a run.
const LONGEST_NAME: usize = 48;
/// Bytes of the longest further word of the last name ("chevron *right*").
const LONGEST_WORD: usize = 12;
/// Bytes of the longest part of a token on the far side of an affix (`Basic` of `BasicIcon_home`).
const LONGEST_STEM: usize = 24;

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || is_delimiter(c)
}

/// Returns the part of the token before the affix, if it is short and not empty.
pub(super) fn stem(line: &str, of: &Occurrence) -> Option<String> {
    let head = &line[..of.at.start];
    let chars = head.chars().rev().take_while(|&c| in_name(c)).take(LONGEST_STEM + 1);
    let len: usize = chars.map(char::len_utf8).sum();
    (1..=LONGEST_STEM).contains(&len).then(|| head[head.len() - len..].to_string())
}

/// Returns the part of the token after the affix, if it is short and not empty.
pub(super) fn tail(line: &str, of: &Occurrence) -> Option<String> {
    let rest = &line[of.at.end..];
    let chars = rest.chars().take_while(|&c| in_name(c)).take(LONGEST_STEM + 1);
    let len: usize = chars.map(char::len_utf8).sum();
    (1..=LONGEST_STEM).contains(&len).then(|| rest[..len].to_string())
}

/// Returns the range of a run, with its first and last name.
pub(super) fn range(line: &str, run: &IconRun) -> Range<usize> {
    let (first, last) = (&run.first, &run.last);
    let same_stem = run.stem.is_some() && stem(line, first) == run.stem;
    let same_tail = run.tail.is_some() && tail(line, last) == run.tail;
    let votes = run.prefix_votes + i64::from(same_stem) * 2 - i64::from(same_tail) * 2
        + i64::from(begins_clause(line, first.at.start))
        - i64::from(ends_clause(line, last.at.end));
    let mut start = first.at.start;
    let mut end = last.at.end;
    if votes > 0 {
        if same_stem {
            start -= run.stem.as_ref().map_or(0, String::len);
        }
        start = companion(line, start, last);
        end = name_end(line, last, run);
    } else if votes < 0 {
        if same_tail {
            end += run.tail.as_ref().map_or(0, String::len);
        }
        start = name_start(line, first, run);
    }
    if votes == 0 {
        // The name before is taken only if nothing precedes it, which is safe either way.
        let name = name_start(line, first, run);
        if begins_clause(line, name) {
            start = name;
        }
    }
    if line[..start].ends_with('#') {
        start -= 1;
    }
    start..end
}

/// Extends the start by a short word that also precedes the last affix (`fab fa-x fab fa-y`).
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

/// Tells whether a clause or the line begins at `at`.
fn begins_clause(line: &str, at: usize) -> bool {
    let head = line[..at].trim_end_matches([' ', '#', '\u{a0}', '\t']);
    head.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !is_delimiter(c))
}

/// Tells whether a clause or the line ends at `at`.
fn ends_clause(line: &str, at: usize) -> bool {
    let rest = line[at..].trim_start_matches([' ', '\u{a0}', '\t']);
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && !is_delimiter(c))
}

/// Returns the end of the name after the last affix, without the first word of the text that
/// follows.
fn name_end(line: &str, last: &Occurrence, run: &IconRun) -> usize {
    let from = last.at.end;
    let rest = &line[from..];
    let lead: usize = match last.right {
        Side::Delimiter => rest.chars().take_while(|&c| is_delimiter(c)).take(2).map(char::len_utf8).sum(),
        Side::Space => rest.chars().next().map_or(0, char::len_utf8),
        Side::CaseChange => 0,
        Side::Edge | Side::Glued => return from,
    };
    let Some(initial) = char_after(line, from + lead).filter(|c| c.is_alphanumeric()) else {
        return from;
    };
    let separate = last.right == Side::Space;
    if separate && (initial.is_uppercase() && !run.capitals || initial.is_numeric()) {
        return from;
    }
    let mut end = word_end(line, from + lead, run);
    let at_seam = char_after(line, end).is_some_and(char::is_alphanumeric);
    if separate && !at_seam && is_function_word(&line[from + lead..end]) {
        return from;
    }
    for _ in 1..if separate { run.words } else { 1 } {
        let Some(' ') = char_after(line, end) else {
            break;
        };
        let word_at = end + 1;
        let stop = word_end(line, word_at, run);
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

/// Returns the end of the word at `from`: at a space, at punctuation, or at the seam to the text that
/// follows.
fn word_end(line: &str, from: usize, run: &IconRun) -> usize {
    let text = &line[from..];
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let joins = is_delimiter(c) && rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if at > LONGEST_NAME || !(c.is_alphanumeric() || joins) {
            return from + at;
        }
        if before.is_lowercase() && c.is_uppercase() {
            let word: usize =
                rest.chars().take_while(|&w| w == c || w.is_lowercase()).map(char::len_utf8).take(LONGEST_WORD).sum();
            // "YouTube" is one name.
            let whole = is_icon_part(&text[..at + word]);
            if !(whole || run.case_changes && is_icon_part(&rest[..word])) {
                return from + at;
            }
        }
        if before.is_alphabetic() && c.is_numeric() {
            let two_digits = rest[c.len_utf8()..].starts_with(char::is_numeric);
            if two_digits || !run.digits {
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

/// Returns the start of the name before the first affix, without the last word of the text before it.
fn name_start(line: &str, first: &Occurrence, run: &IconRun) -> usize {
    let head = &line[..first.at.start];
    let bare = match first.left {
        Side::Delimiter => head.trim_end_matches(is_delimiter),
        Side::Space => &head[..head.len() - head.chars().next_back().map_or(0, char::len_utf8)],
        Side::CaseChange => head,
        Side::Edge | Side::Glued => return first.at.start,
    };
    let mut start = word_start(bare, run);
    let word = &bare[start..];
    if word.is_empty()
        || first.left == Side::Space
            && (is_function_word(word) || word.starts_with(char::is_uppercase) && !run.capitals)
    {
        return first.at.start;
    }
    if first.left == Side::Space && run.words > 1 {
        // Further words are taken only at the beginning of a line or clause.
        let mut further = start;
        for _ in 1..run.words {
            let Some(' ') = char_before(line, further) else {
                break;
            };
            let word_at = word_start(&line[..further - 1], run);
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

/// Returns the start of the word that `head` ends with.
fn word_start(head: &str, run: &IconRun) -> usize {
    let mut after = ' ';
    let mut start = head.len();
    for (at, c) in head.char_indices().rev() {
        let case_change = c.is_lowercase() && after.is_uppercase() && !run.case_changes;
        if !in_name(c) || case_change || head.len() - at > LONGEST_NAME {
            break;
        }
        start = at;
        after = c;
    }
    start
}

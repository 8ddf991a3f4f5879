//! Runs whose affix is on no list: known by its many repeats alone.

use std::ops::Range;

use super::context::Context;
use super::words::{is_icon_part, is_word_list_affix};

/// Repeats that make a run. Known affixes need three; six is what is left when word lists
/// ("self-aware self-made self-taught …") are to stay.
const NEED: usize = 6;
/// Length of an affix, bytes. A single letter repeats by chance.
const AFFIX: std::ops::RangeInclusive<usize> = 2..=16;
/// Longest name, bytes.
const LONGEST_NAME: usize = 32;

/// A streak of tokens (`zz-home zz-menu …`) with the same part at one end.
struct Streak<'a> {
    affix: &'a str,
    range: Range<usize>,
    count: usize,
    known: usize,
    repeated: usize,
    last_name: &'a str,
}

impl<'a> Streak<'a> {
    fn new() -> Self {
        Self { affix: "", range: 0..0, count: 0, known: 0, repeated: 0, last_name: "" }
    }

    /// Takes the next token, split into affix and name; an empty affix breaks the streak.
    fn take(&mut self, line: &str, affix: &'a str, name: &'a str, at: Range<usize>, out: &mut Vec<Range<usize>>) {
        if affix != self.affix || affix.is_empty() {
            self.finish(line, out);
            *self = Self { affix, range: at.clone(), ..Self::new() };
        }
        self.range.end = at.end;
        self.count += 1;
        if self.count > 1 {
            self.known += usize::from(name.split('-').any(is_icon_part));
        }
        self.repeated += usize::from(name == self.last_name);
        self.last_name = name;
    }

    fn finish(&self, line: &str, out: &mut Vec<Range<usize>>) {
        let affix_fits = AFFIX.contains(&self.affix.len())
            && self.affix.chars().all(char::is_lowercase)
            && !is_word_list_affix(self.affix);
        // Half the names known (the first was not looked up) from icons: a guess, against lists of style classes.
        if self.count >= NEED && affix_fits && self.known * 2 + 1 >= self.count && self.repeated * 2 < self.count {
            push_unless_code(line, self.range.clone(), out);
        }
    }
}

fn push_unless_code(line: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let context = Context::of(line, &range);
    if !context.code && context.prose_sides < 2 {
        out.push(range);
    }
}

/// Finds the runs of `stretch`.
pub(super) fn find(line: &str, stretch: Range<usize>, out: &mut Vec<Range<usize>>) {
    let (mut before, mut behind) = (Streak::new(), Streak::new());
    let text = &line[stretch.clone()];
    let delims = text.bytes().filter(|b| matches!(b, b'-' | b'_')).count();
    if delims < NEED {
        return;
    }
    for token in text.split_whitespace() {
        let at = stretch.start + (token.as_ptr() as usize - text.as_ptr() as usize);
        let at = at..at + token.len();
        if token.len() > LONGEST_NAME + AFFIX.end() {
            glued(line, token, at.start, out);
        }
        let fits = token.len() <= LONGEST_NAME + AFFIX.end()
            && token.chars().all(|c| c == '-' || c.is_lowercase() || c.is_numeric())
            && token.starts_with(char::is_alphabetic);
        let (prefix, name) = token.split_once('-').filter(|_| fits).unwrap_or_default();
        let prefix = if name.starts_with(char::is_lowercase) { prefix } else { "" };
        before.take(line, prefix, name, at.clone(), out);
        let (name, suffix) = token.rsplit_once('-').filter(|_| fits).unwrap_or_default();
        behind.take(line, suffix, name, at, out);
    }
    before.finish(line, out);
    behind.finish(line, out);
}

/// Finds a run without spaces: `zz-homezz-menuzz-cart…` or `home-zzmenu-zzcart-zz…`.
fn glued(line: &str, token: &str, offset: usize, out: &mut Vec<Range<usize>>) {
    let mut pieces = token.match_indices(['-', '_']);
    let Some((first, _)) = pieces.next() else {
        return;
    };
    let Some((last, _)) = pieces.next_back() else {
        return;
    };
    let prefix = &token[..first];
    if is_glued_affix(prefix) && repeats(token, prefix, |at| token[..at].ends_with(prefix)) {
        let end = last + 1 + name_len(&token[last + 1..]);
        push_unless_code(line, offset..offset + end, out);
        return;
    }
    let suffix = &token[last + 1..last + 1 + name_len(&token[last + 1..])];
    if is_glued_affix(suffix) && repeats(token, suffix, |at| token[at + 1..].starts_with(suffix)) {
        push_unless_code(line, offset..offset + last + 1 + suffix.len(), out);
    }
}

fn is_glued_affix(affix: &str) -> bool {
    AFFIX.contains(&affix.len()) && affix.chars().all(char::is_lowercase) && !is_word_list_affix(affix)
}

/// Bytes of `text` up to a hump, a digit or punctuation.
fn name_len(text: &str) -> usize {
    text.find(|c: char| !c.is_lowercase()).unwrap_or(text.len())
}

/// Does the affix stand at nearly every delimiter of `token`, with changing short names?
fn repeats(token: &str, affix: &str, affix_at: impl Fn(usize) -> bool) -> bool {
    let (mut all, mut hits, mut changes, mut known) = (0, 0, 0, 0);
    let mut last: (usize, &str) = (0, "");
    for (at, _) in token.match_indices(['-', '_']) {
        all += 1;
        if !affix_at(at) {
            continue;
        }
        let name = &token[last.0..at];
        if name.len() > LONGEST_NAME + AFFIX.end() || !name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
            return false;
        }
        hits += 1;
        known += usize::from(is_icon_part(name.trim_start_matches(affix).trim_end_matches(affix)));
        changes += usize::from(name != last.1);
        last = (at + 1, name);
    }
    hits >= NEED && changes >= NEED - 1 && changes * 2 > hits && hits * 3 >= all * 2 && known * 3 >= hits
}

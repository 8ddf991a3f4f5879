//! Finds runs of unlisted affixes, recognised by many repeats.

use std::ops::Range;

use super::context::Surroundings;
use super::words::{is_icon_part, is_word_list_affix};

/// Repeats that make a run. Listed affixes need three; six keeps most word lists ("self-aware
/// self-made self-taught …").
const NEED: usize = 6;
/// Length of an affix in bytes. A single letter repeats by chance.
const AFFIX: std::ops::RangeInclusive<usize> = 2..=16;
/// Bytes of the longest name.
const LONGEST_NAME: usize = 32;

/// A row of tokens (`zz-home zz-menu …`) with the same part at one end.
struct Streak<'a> {
    affix: &'a str,
    range: Range<usize>,
    /// Number of tokens.
    count: usize,
    /// Number of names known from icons, without the first name.
    known: usize,
    /// Number of names equal to the one before.
    repeated: usize,
    last_name: &'a str,
}

impl<'a> Streak<'a> {
    fn new() -> Self {
        Self { affix: "", range: 0..0, count: 0, known: 0, repeated: 0, last_name: "" }
    }

    /// Takes the next token, split into affix and name. An empty affix ends the streak.
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

    /// Ends the streak and reports it if it is a run.
    fn finish(&self, line: &str, out: &mut Vec<Range<usize>>) {
        let affix_fits = AFFIX.contains(&self.affix.len())
            && self.affix.chars().all(char::is_lowercase)
            && !is_word_list_affix(self.affix);
        // Half the names must be known from icons, to keep lists of style classes. Set by eye.
        if self.count >= NEED && affix_fits && self.known * 2 + 1 >= self.count && self.repeated * 2 < self.count {
            push_unless_code(line, self.range.clone(), out);
        }
    }
}

fn push_unless_code(line: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let around = Surroundings::of(line, &range);
    if !around.code && around.prose_sides < 2 {
        out.push(range);
    }
}

/// Finds the runs in `stretch`.
pub(super) fn find(line: &str, stretch: Range<usize>, out: &mut Vec<Range<usize>>) {
    let (mut prefixes, mut suffixes) = (Streak::new(), Streak::new());
    let text = &line[stretch.clone()];
    let delimiters = text.bytes().filter(|b| matches!(b, b'-' | b'_')).count();
    if delimiters < NEED {
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
        prefixes.take(line, prefix, name, at.clone(), out);
        let (name, suffix) = token.rsplit_once('-').filter(|_| fits).unwrap_or_default();
        suffixes.take(line, suffix, name, at, out);
    }
    prefixes.finish(line, out);
    suffixes.finish(line, out);
}

/// Finds a run without spaces: `zz-homezz-menuzz-cart…` or `home-zzmenu-zzcart-zz…`.
fn glued(line: &str, token: &str, offset: usize, out: &mut Vec<Range<usize>>) {
    let mut delimiters = token.match_indices(['-', '_']);
    let Some((first, _)) = delimiters.next() else {
        return;
    };
    let Some((last, _)) = delimiters.next_back() else {
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

/// Tells whether a part of a token can be the affix of a run without spaces.
fn is_glued_affix(affix: &str) -> bool {
    AFFIX.contains(&affix.len()) && affix.chars().all(char::is_lowercase) && !is_word_list_affix(affix)
}

/// Returns the length of the lower-case name that `text` begins with.
fn name_len(text: &str) -> usize {
    text.find(|c: char| !c.is_lowercase()).unwrap_or(text.len())
}

/// Tells whether the affix stands at nearly every delimiter of `token`, with different short names.
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

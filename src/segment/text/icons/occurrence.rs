//! Finds the listed affixes in a stretch of a line.

use std::ops::Range;

use super::words::Affixes;

/// The text that an affix touches on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The end of the line, or punctuation.
    Edge,
    /// White space.
    Space,
    /// A delimiter that joins it to a name: `-`, `_`, `/` or `:`.
    Delimiter,
    /// A change of case: `home|Icon`, `Icon|Home`.
    CaseChange,
    /// A letter or digit, without a visible seam.
    Glued,
}

impl Side {
    /// Tells whether the affix is joined to a name.
    pub(super) fn joins(self) -> bool {
        matches!(self, Side::Delimiter | Side::CaseChange)
    }

    /// Tells whether the affix touches no name.
    pub(super) fn is_free(self) -> bool {
        matches!(self, Side::Edge | Side::Space)
    }
}

/// An affix in a line.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    /// The number of the affix, the same for all spellings.
    pub(super) id: u16,
    /// The range of the affix.
    pub(super) at: Range<usize>,
    pub(super) left: Side,
    pub(super) right: Side,
    /// It needs a delimiter or a change of case to count (see the header of the list).
    pub(super) joined_only: bool,
}

/// Characters of the longest part of a name that is compared with parts of everyday words.
const LONGEST_PART: usize = 24;

/// Bytes of a short affix (`fa`, `bi`). Too many words begin and end like one for it to follow a
/// name.
const SHORT: usize = 2;

/// Endings of everyday words after "icon" (icons, iconic …).
const WORD_TAILS: &[&str] = &[
    "s", "ic", "ics", "ical", "ically", "ography", "ographic", "ology", "oclast", "oclastic", "o", "os", "a", "as",
    "e", "es", "en", "ed", "y", "ify", "ified", "ise", "ize", "ized", "ised", "i",
];
/// Beginnings of everyday words before "icon" (lexicon, silicon …).
const WORD_HEADS: &[&str] = &[
    "lex", "sil", "emot", "rub", "hel", "panopt", "stereopt", "cathol", "fav", "sem", "com", "mex", "neo", "bas",
    "onomast",
];

pub(super) fn is_delimiter(c: char) -> bool {
    matches!(c, '-' | '_' | '/' | ':')
}

pub(super) fn char_before(line: &str, at: usize) -> Option<char> {
    line[..at].chars().next_back()
}

pub(super) fn char_after(line: &str, at: usize) -> Option<char> {
    line[at..].chars().next()
}

/// Calls `found` with each occurrence in `stretch`, in order.
pub(super) fn each(line: &str, stretch: Range<usize>, mut found: impl FnMut(Occurrence)) {
    let affixes = Affixes::get();
    let bytes = line.as_bytes();
    let mut before = char_before(line, stretch.start);
    let mut last = 0..0;
    let mut at_boundary = |at: usize, name_before: bool, name_after: bool| {
        let ending = name_before.then(|| affixes.ending(&bytes[stretch.start.min(at)..at]));
        let ending = ending.flatten().map(|affix| (affix, at - affix.text.len()));
        let beginning = name_after.then(|| affixes.beginning(&bytes[at..])).flatten();
        let beginning = beginning.map(|affix| (affix, at));
        for (affix, start) in ending.into_iter().chain(beginning) {
            let range = start..start + affix.text.len();
            if range.start < last.end || !line.is_char_boundary(range.end) {
                continue;
            }
            let Some((left, right)) = sides(line, &range) else {
                continue;
            };
            if (left == Side::Glued && right == Side::Glued)
                || (affix.joined_only && left == Side::Glued && right != Side::Delimiter)
                || (affix.joined_only && right == Side::Glued && left != Side::Delimiter)
                || (affix.text.len() <= SHORT && !right.joins() && left.joins())
                || (affix.text.len() <= SHORT && right == Side::Glued)
                || is_everyday_word(line, &range, left, right)
            {
                continue;
            }
            last = range.clone();
            let (id, joined_only) = (affix.id, affix.joined_only);
            found(Occurrence { id, at: range, left, right, joined_only });
        }
    };
    for (offset, c) in line[stretch.clone()].char_indices() {
        let name_before = before.is_some_and(char::is_alphanumeric);
        let name_after = c.is_alphanumeric();
        let case_change = c.is_uppercase() && before.is_some_and(char::is_lowercase);
        if name_before != name_after || case_change || before.is_none() {
            at_boundary(stretch.start + offset, name_before, name_after);
        }
        before = Some(c);
    }
    if stretch.end == line.len() {
        at_boundary(line.len(), before.is_some_and(char::is_alphanumeric), false);
    }
}

/// Returns the sides of the affix at `range`, or `None` if it is an option, a selector or a variable
/// (`--icon`, `.icon`, `$icon`).
fn sides(line: &str, range: &Range<usize>) -> Option<(Side, Side)> {
    let affix = &line[range.clone()];
    let capital = affix.chars().next().is_some_and(char::is_uppercase);
    let small_end = affix.chars().next_back().is_some_and(char::is_lowercase);
    let left = match char_before(line, range.start) {
        None => Side::Edge,
        Some(c) if c.is_whitespace() => Side::Space,
        Some(c) if is_delimiter(c) => {
            let head = line[..range.start].trim_end_matches(c);
            let count = range.start - head.len();
            match head.chars().next_back() {
                Some(name) if name.is_alphanumeric() && count <= 2 => Side::Delimiter,
                _ if c == '-' => return None,
                _ => Side::Edge,
            }
        }
        Some(c) if c.is_alphabetic() && capital && small_end => Side::CaseChange,
        Some(c) if c.is_alphanumeric() => Side::Glued,
        Some('.') if !line[..range.start - 1].ends_with(char::is_alphanumeric) => return None,
        Some('$' | '@' | '\\' | '<' | '&' | '%') => return None,
        Some(_) => Side::Edge,
    };
    let mut after = line[range.end..].chars();
    let right = match after.next() {
        None => Side::Edge,
        Some(c) if c.is_whitespace() => Side::Space,
        Some(c) if is_delimiter(c) => {
            let name = after.find(|&next| next != c);
            if name.is_some_and(char::is_alphanumeric) { Side::Delimiter } else { Side::Edge }
        }
        Some(c) if c.is_uppercase() && small_end => Side::CaseChange,
        Some(c) if c.is_alphanumeric() => Side::Glued,
        Some(_) => Side::Edge,
    };
    Some((left, right))
}

/// Tells whether the affix is part of an everyday word such as "lexicon" or "iconic".
fn is_everyday_word(line: &str, range: &Range<usize>, left: Side, right: Side) -> bool {
    let letters = |c: &char| c.is_alphabetic();
    if right == Side::Glued {
        let tail: usize = line[range.end..].chars().take(LONGEST_PART).take_while(letters).map(char::len_utf8).sum();
        return WORD_TAILS.contains(&&line[range.end..range.end + tail]);
    }
    if left == Side::Glued {
        let head: usize =
            line[..range.start].chars().rev().take(LONGEST_PART).take_while(letters).map(char::len_utf8).sum();
        let head = line[range.start - head..range.start].to_lowercase();
        return WORD_HEADS.contains(&head.as_str());
    }
    false
}

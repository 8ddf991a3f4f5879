//! Gathers successive occurrences of an affix into candidates, and decides which are runs.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::context::Surroundings;
use super::edges;
use super::occurrence::{Occurrence, Side};
use super::run::IconRun;
use super::words::{is_function_word, is_icon_part};

/// Bytes of the longest name between two affixes. Set by eye, for a name with two class names beside
/// it (`_google-search-console__D_ffx Basic`).
const LONGEST_NAME: usize = 56;
/// Most words in a name: three, and a companion class (`fa-lg`).
const MOST_WORDS: u32 = 4;

/// Repeats that make a run if the affix is joined to the names or glued to its neighbours.
const NEED: u32 = 3;
/// Repeats needed if the run is the whole line.
const NEED_WHOLE_LINE: u32 = 2;
/// Repeats needed if affix and names are separate words, and no name is known from icons.
const NEED_PLAIN_WORDS: u32 = 5;
/// Repeats needed if a sentence continues on one side of the run.
const NEED_BESIDE_PROSE: u32 = 4;
/// Repeats needed if a sentence continues on both sides, or a colon announces the run.
const NEED_WITHIN_PROSE: u32 = 6;

/// The name between two successive affixes.
struct IconName {
    /// Hash of the name, or `None` if there are only delimiters.
    hash: Option<u64>,
    /// Number of words.
    words: u32,
    /// It contains a word known from icons.
    known: bool,
    /// It contains a change from lower to upper case.
    case_change: bool,
    /// It begins with a capital.
    capital: bool,
    /// A word in it ends in digits.
    digit_ends: bool,
}

impl IconRun {
    /// Starts a candidate with its first occurrence.
    fn new(line: &str, occurrence: Occurrence) -> Self {
        let mut run = Self {
            first: occurrence.clone(),
            last: occurrence.clone(),
            count: 0,
            joined: 0,
            named: 0,
            distinct: 0,
            known: 0,
            glued: 0,
            recent: [0; 4],
            words: 1,
            case_changes: false,
            capitals: false,
            digits: false,
            prefix_votes: 0,
            stem: None,
            tail: edges::tail(line, &occurrence),
        };
        run.count_in(&occurrence);
        run
    }

    /// Counts an occurrence.
    fn count_in(&mut self, new: &Occurrence) {
        self.count += 1;
        self.joined += u32::from(new.left.joins() || new.right.joins());
        self.glued += u32::from(new.left == Side::Glued || new.right == Side::Glued);
        self.glued += u32::from(new.left == Side::CaseChange && new.right == Side::CaseChange);
        let bare_start = self.first.left.is_free() && self.first.right.is_free();
        self.prefix_votes += match (new.left, new.right) {
            (Side::Delimiter, Side::Delimiter) => 0,
            (Side::Delimiter, _) => -1,
            (_, Side::Delimiter) => 1,
            (Side::Glued, _) => 1,
            (_, Side::Glued) => -1,
            (Side::CaseChange, Side::Space | Side::Edge) if !bare_start => -1,
            (Side::CaseChange, Side::Space | Side::Edge) => 1,
            // (Space, CaseChange) is no evidence: `iconHome iconMenu`, but also `home iconMenu icon`.
            _ => 0,
        };
    }

    /// Adds an occurrence and the name before it.
    fn extend(&mut self, line: &str, new: Occurrence, name: &IconName) {
        if self.count == 1 {
            self.stem = edges::stem(line, &new);
        }
        self.tail = edges::tail(line, &self.last);
        if let Some(hash) = name.hash {
            self.named += 1;
            self.distinct += u32::from(!self.recent.contains(&hash));
            self.recent.rotate_right(1);
            self.recent[0] = hash;
            self.known += u32::from(name.known);
        }
        self.words = self.words.max(name.words);
        self.case_changes |= name.case_change;
        self.capitals |= name.capital;
        self.digits |= name.digit_ends;
        self.count_in(&new);
        self.last = new;
    }

    /// Returns the range of the run, if the candidate is a run.
    fn range(&self, line: &str) -> Option<Range<usize>> {
        if self.count < NEED_WHOLE_LINE {
            return None;
        }
        let range = edges::range(line, self);
        let outer_name = range != (self.first.at.start..self.last.at.end);
        if self.named == 0 && !outer_name {
            return None;
        }
        let around = Surroundings::of(line, &range);
        let count = if self.first.joined_only { self.joined } else { self.count };
        let separate = self.joined == 0 && self.glued == 0;
        if around.code
            || count < self.need(&around, separate)
            || (separate && self.distinct < 2)
            || (self.first.joined_only && self.first.left == Side::Glued)
        {
            return None;
        }
        Some(range)
    }

    /// Returns the number of repeats needed.
    fn need(&self, around: &Surroundings, separate: bool) -> u32 {
        let kind = if separate && self.known == 0 { NEED_PLAIN_WORDS } else { NEED };
        if self.glued >= 2 {
            return NEED;
        }
        if around.whole_line && !separate && !self.first.joined_only {
            return NEED_WHOLE_LINE;
        }
        match around.prose_sides {
            0 => kind,
            1 => kind.max(NEED_BESIDE_PROSE),
            _ => NEED_WITHIN_PROSE,
        }
    }
}

/// Reads the text between two affixes. Returns `None` if it cannot be a name.
fn name_between(line: &str, last: &Occurrence, next: &Occurrence) -> Option<IconName> {
    let text = &line[last.at.end..next.at.start];
    let joined = last.right == Side::Delimiter && next.left != Side::CaseChange;
    if text.len() > LONGEST_NAME {
        return None;
    }
    let mut name =
        IconName { hash: None, words: 0, known: false, case_change: false, capital: false, digit_ends: false };
    let may_be_in_a_name = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_/:#&+".contains(c);
    if !text.chars().all(may_be_in_a_name) {
        return None;
    }
    let last_word = text.split_whitespace().count().saturating_sub(1);
    for (at, token) in text.split_whitespace().enumerate() {
        // "seta para baixo": one within a name.
        let is_inner = at > 0 && at < last_word;
        if is_function_word(token) && !is_inner || token.starts_with("--") && token.len() > 4 {
            return None;
        }
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        name.words += u32::from(!token.is_empty());
        // "fa-google Schedule Online fa-facebook": text between two runs.
        if joined && name.words > 1 && token.starts_with(char::is_uppercase) {
            return None;
        }
        name.capital |= name.words == 1 && token.starts_with(char::is_uppercase);
        let mut before = ' ';
        let mut part = 0;
        for (at, c) in token.char_indices() {
            let case_change = before.is_lowercase() && c.is_uppercase();
            name.case_change |= case_change;
            name.digit_ends |= before.is_alphabetic() && c.is_numeric();
            if case_change || !c.is_alphanumeric() {
                name.known |= is_icon_part(&token[part..at]);
                part = at + if case_change { 0 } else { c.len_utf8() };
            }
            before = c;
        }
        name.known |= is_icon_part(&token[part..]);
    }
    if name.words > MOST_WORDS {
        return None;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if !bare.is_empty() {
        let mut hasher = DefaultHasher::new();
        bare.hash(&mut hasher);
        name.hash = Some(hasher.finish());
    }
    Some(name)
}

/// Gathers the candidates of a stretch.
#[derive(Default)]
pub(super) struct Gatherer {
    /// The candidates that can still grow, one per affix.
    open: Vec<IconRun>,
}

impl Gatherer {
    /// Takes the next occurrence in order of position.
    pub(super) fn take(&mut self, line: &str, new: Occurrence, out: &mut Vec<Range<usize>>) {
        // A candidate too far back cannot grow, so few are open at a time.
        self.open.retain(|candidate| {
            let near = new.at.start <= candidate.last.at.end + LONGEST_NAME;
            if !near {
                out.extend(candidate.range(line));
            }
            near
        });
        match self.open.iter_mut().find(|candidate| candidate.last.id == new.id) {
            Some(candidate) => match name_between(line, &candidate.last, &new) {
                Some(name) => candidate.extend(line, new, &name),
                None => {
                    out.extend(candidate.range(line));
                    *candidate = IconRun::new(line, new);
                }
            },
            None => self.open.push(IconRun::new(line, new)),
        }
    }

    /// Decides on the candidates that are still open.
    pub(super) fn finish(&mut self, line: &str, out: &mut Vec<Range<usize>>) {
        out.extend(self.open.drain(..).filter_map(|candidate| candidate.range(line)));
    }
}

//! Gathers occurrences of one affix that follow each other into runs, and judges them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::context::Context;
use super::edges;
use super::occurrence::{Occurrence, Side};
use super::words::{is_function_word, is_icon_part};

/// Longest name between two affixes, bytes. Set by eye, to hold a name with two class names
/// beside it (`_google-search-console__D_ffx Basic`); nothing else was tried.
const LONGEST_GAP: usize = 56;
/// Most words in a name. The longest of the page that started it has three; a companion class
/// (`fa-lg`) makes four.
const MOST_WORDS: u32 = 4;

/// Repeats that make a run where the affix is joined to the names or glued to its neighbours.
const NEED: u32 = 3;
/// The same where a line is nothing but the run.
const NEED_WHOLE_LINE: u32 = 2;
/// The same where affix and names are separate words of which none is known from icons.
const NEED_PLAIN_WORDS: u32 = 5;
/// The same where the sentence goes on at one side of the run.
const NEED_BESIDE_PROSE: u32 = 4;
/// The same where it goes on at both sides, or a colon announces the run.
const NEED_WITHIN_PROSE: u32 = 6;

/// What stands between two affixes that follow each other.
struct Gap {
    /// Hash of the name; none where there is nothing but delimiters.
    name: Option<u64>,
    words: u32,
    known: bool,
    hump: bool,
    capital: bool,
    digit_ends: bool,
}

/// A run in the making.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) first: Occurrence,
    pub(super) last: Occurrence,
    /// Occurrences of the affix, and those of them joined to a name.
    count: u32,
    joined: u32,
    /// Names, names unlike the few before them, names with a word known from icons.
    named: u32,
    distinct: u32,
    known: u32,
    /// Seams without a space between a name and the next affix.
    glued: u32,
    recent: [u64; 4],
    /// Most words in a name.
    pub(super) words: u32,
    /// Some name has a hump inside, begins with a capital, ends in digits.
    pub(super) humps: bool,
    pub(super) capitals: bool,
    pub(super) digits: bool,
    /// Votes for the affix standing before the names (positive) or after them.
    pub(super) prefix_votes: i64,
    /// What stands left and right of the second and last-but-one affix in their tokens.
    pub(super) stem: Option<String>,
    pub(super) tail: Option<String>,
}

impl Group {
    fn new(line: &str, occurrence: Occurrence) -> Self {
        let mut group = Self {
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
            humps: false,
            capitals: false,
            digits: false,
            prefix_votes: 0,
            stem: None,
            tail: edges::tail(line, &occurrence),
        };
        group.count_in(&occurrence);
        group
    }

    fn count_in(&mut self, new: &Occurrence) {
        self.count += 1;
        self.joined += u32::from(new.left.joins() || new.right.joins());
        self.glued += u32::from(new.left == Side::Glued || new.right == Side::Glued);
        self.glued += u32::from(new.left == Side::Hump && new.right == Side::Hump);
        let bare_start = self.first.left.is_free() && self.first.right.is_free();
        self.prefix_votes += match (new.left, new.right) {
            (Side::Delim, Side::Delim) => 0,
            (Side::Delim, _) => -1,
            (_, Side::Delim) => 1,
            (Side::Glued, _) => 1,
            (_, Side::Glued) => -1,
            (Side::Hump, Side::Space | Side::Edge) if !bare_start => -1,
            (Side::Hump, Side::Space | Side::Edge) => 1,
            // (Space, Hump) says nothing: `iconHome iconMenu`, but also `home iconMenu icon`.
            _ => 0,
        };
    }

    fn extend(&mut self, line: &str, new: Occurrence, gap: &Gap) {
        if self.count == 1 {
            self.stem = edges::stem(line, &new);
        }
        self.tail = edges::tail(line, &self.last);
        if let Some(name) = gap.name {
            self.named += 1;
            self.distinct += u32::from(!self.recent.contains(&name));
            self.recent.rotate_right(1);
            self.recent[0] = name;
            self.known += u32::from(gap.known);
        }
        self.words = self.words.max(gap.words);
        self.humps |= gap.hump;
        self.capitals |= gap.capital;
        self.digits |= gap.digit_ends;
        self.count_in(&new);
        self.last = new;
    }

    /// The run's range, if it is one.
    fn judge(&self, line: &str) -> Option<Range<usize>> {
        if self.count < NEED_WHOLE_LINE {
            return None;
        }
        let range = edges::range(line, self);
        let outer_name = range != (self.first.at.start..self.last.at.end);
        if self.named == 0 && !outer_name {
            return None;
        }
        let context = Context::of(line, &range);
        let count = if self.first.joined_only { self.joined } else { self.count };
        let separate = self.joined == 0 && self.glued == 0;
        if context.code
            || count < self.need(&context, separate)
            || (separate && self.distinct < 2)
            || (self.first.joined_only && self.first.left == Side::Glued)
        {
            return None;
        }
        Some(range)
    }

    fn need(&self, context: &Context, separate: bool) -> u32 {
        let kind = if separate && self.known == 0 { NEED_PLAIN_WORDS } else { NEED };
        if self.glued >= 2 {
            return NEED;
        }
        if context.whole_line && !separate && !self.first.joined_only {
            return NEED_WHOLE_LINE;
        }
        match context.prose_sides {
            0 => kind,
            1 => kind.max(NEED_BESIDE_PROSE),
            _ => NEED_WITHIN_PROSE,
        }
    }
}

/// Reads the text between two affixes; nothing if it cannot be a name.
fn gap(line: &str, last: &Occurrence, next: &Occurrence) -> Option<Gap> {
    let text = &line[last.at.end..next.at.start];
    let joined = last.right == Side::Delim && next.left != Side::Hump;
    if text.len() > LONGEST_GAP {
        return None;
    }
    let mut read = Gap { name: None, words: 0, known: false, hump: false, capital: false, digit_ends: false };
    let may_be_in_a_name = |c: char| c.is_alphanumeric() || c.is_whitespace() || "-_/:#&+".contains(c);
    if !text.chars().all(may_be_in_a_name) {
        return None;
    }
    for token in text.split_whitespace() {
        if is_function_word(token) || token.starts_with("--") && token.len() > 4 {
            return None;
        }
        let token = token.trim_matches(|c: char| !c.is_alphanumeric());
        read.words += u32::from(!token.is_empty());
        // "fa-google Schedule Online fa-facebook": the page speaks between two runs.
        if joined && read.words > 1 && token.starts_with(char::is_uppercase) {
            return None;
        }
        read.capital |= read.words == 1 && token.starts_with(char::is_uppercase);
        let mut before = ' ';
        let mut part = 0;
        for (at, c) in token.char_indices() {
            let hump = before.is_lowercase() && c.is_uppercase();
            read.hump |= hump;
            read.digit_ends |= before.is_alphabetic() && c.is_numeric();
            if hump || !c.is_alphanumeric() {
                read.known |= is_icon_part(&token[part..at]);
                part = at + if hump { 0 } else { c.len_utf8() };
            }
            before = c;
        }
        read.known |= is_icon_part(&token[part..]);
    }
    if read.words > MOST_WORDS {
        return None;
    }
    let name = text.trim_matches(|c: char| !c.is_alphanumeric());
    if !name.is_empty() {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        read.name = Some(hasher.finish());
    }
    Some(read)
}

/// The runs in the making of one stretch: one for each affix met nearby.
#[derive(Default)]
pub(super) struct Groups {
    open: Vec<Group>,
}

impl Groups {
    /// Takes the next occurrence in order of position.
    pub(super) fn take(&mut self, line: &str, new: Occurrence, out: &mut Vec<Range<usize>>) {
        // A group too far back can grow no more, so that few are ever open.
        self.open.retain(|group| {
            let near = new.at.start <= group.last.at.end + LONGEST_GAP;
            if !near {
                out.extend(group.judge(line));
            }
            near
        });
        match self.open.iter_mut().find(|group| group.last.id == new.id) {
            Some(group) => match gap(line, &group.last, &new) {
                Some(gap) => group.extend(line, new, &gap),
                None => {
                    out.extend(group.judge(line));
                    *group = Group::new(line, new);
                }
            },
            None => self.open.push(Group::new(line, new)),
        }
    }

    /// Judges what is still open.
    pub(super) fn finish(&mut self, line: &str, out: &mut Vec<Range<usize>>) {
        out.extend(self.open.drain(..).filter_map(|group| group.judge(line)));
    }
}

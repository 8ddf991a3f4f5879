//! Finds rows of interface words that flattening has joined: `shareShareFacebookTwitter`,
//! `thumb_up23chat_bubble14`, `CloseMenuArrow RightArrow Left`, `👍 12 💬 3 🔗 Copy link`.
//!
//! Words of interfaces also occur in prose, but not joined. So the evidence is the number of
//! seams: places where two such words, or such a word and a number, meet without a space. A row
//! consists of interface words and numbers only; the first and the last word may be joined to the
//! text beside the row.

use std::borrow::Cow;
use std::ops::Range;

use super::context::Surroundings;
use super::words::{Interface, is_affix};
use crate::words::class::{Class, class_of};
use crate::words::label;

/// Bytes of the longest chunk that is read. Longer ones are data, not words.
const LONGEST_CHUNK: usize = 200;
/// Bytes of the shortest chunk that can consist of two words.
const SHORTEST_PAIR: usize = 7;
/// Letters of the shortest word at a seam without a change of case, underscore or digit.
const SHORTEST_AT_HIDDEN_SEAM: usize = 4;
/// Seams that make a row wherever it is. A name in a program has fewer.
const MANY: u32 = 4;
/// Seams that make a row outside a sentence, or with two numbers in it.
const SOME: u32 = 2;
/// Fewest words of a row, and fewest words and numbers.
const FEWEST_WORDS: u32 = 2;
const FEWEST_PARTS: u32 = 3;
/// Most successive words without a seam inside a row.
const LONGEST_SPACED: usize = 3;

/// Appends the rows in `line` to `out`.
pub(super) fn find(line: &str, out: &mut Vec<Range<usize>>) {
    if !may_have_row(line) {
        return;
    }
    let chunks: Vec<Chunk> = chunks(line).map(|range| Chunk::read(line, range)).collect();
    let mut at = 0;
    while at < chunks.len() {
        if !chunks[at].has_seams() {
            at += 1;
            continue;
        }
        let row = row_around(line, &chunks, at);
        at = row.end.max(at + 1);
        out.extend(accepted(line, &chunks[row]));
    }
}

/// Tells cheaply whether a line has a word with seams. Only long words and emoji are looked at.
fn may_have_row(line: &str) -> bool {
    let is_looked_at = |token: &&str| token.len() >= SHORTEST_PAIR || token.starts_with(is_pictograph);
    line.split_ascii_whitespace().filter(is_looked_at).any(|token| {
        let has_seams =
            |chunk: Range<usize>| is_candidate(&token[chunk.clone()]) && Chunk::read(token, chunk).has_seams();
        chunks(token).any(has_seams)
    })
}

/// Returns the ranges of the words of a line: letters, digits and underscores. A pictograph is a
/// word of its own.
fn chunks(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = &line[from..];
        let start = from + rest.find(|c: char| is_inside(c) || is_pictograph(c))?;
        let rest = &line[start..];
        let first = rest.chars().next()?;
        let len = if is_pictograph(first) {
            rest.find(|c: char| !is_pictograph(c) && !is_joined_to_pictograph(c))
        } else {
            rest.find(|c| !is_inside(c))
        };
        from = start + len.unwrap_or(rest.len());
        Some(start..from)
    })
}

/// Tells whether a character is in a word. Scripts without spaces have no seams to see.
fn is_inside(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit() || c == '_'
}

fn is_letter(c: char) -> bool {
    matches!(class_of(c), Class::Upper | Class::Lower)
}

/// Tells whether a character is an emoji. Stars and check marks are not; lists begin with them.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}')
}

/// Tells whether a character changes the look of the pictograph before it.
fn is_joined_to_pictograph(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}')
}

/// Tells cheaply whether a chunk may consist of several parts.
fn is_candidate(chunk: &str) -> bool {
    chunk.starts_with(is_pictograph)
        || chunk.len() <= LONGEST_CHUNK && (chunk.contains('_') || visible_seams(chunk) || begins_with_pair(chunk))
}

/// Tells whether a chunk begins with two interface words.
fn begins_with_pair(chunk: &str) -> bool {
    if chunk.len() < SHORTEST_PAIR {
        return false;
    }
    let lower = lower_case(chunk);
    let interface = Interface::get();
    interface.beginning(&lower).any(|word| interface.beginning(&lower[word.len()..]).next().is_some())
}

/// Returns a text in lower case, itself if it has no capitals.
fn lower_case(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_uppercase) { text.to_lowercase().into() } else { text.into() }
}

/// Tells whether a small letter meets a capital, or a letter a digit.
fn visible_seams(chunk: &str) -> bool {
    let mut before = None::<char>;
    chunk.chars().any(|c| before.replace(c).is_some_and(|before| is_visible_seam(before, c)))
}

fn is_visible_seam(before: char, after: char) -> bool {
    class_of(before) == Class::Lower && class_of(after) == Class::Upper || is_letter(before) != is_letter(after)
}

/// A word of the line, and how far it can be read as interface words.
#[derive(Debug, Clone)]
struct Chunk {
    /// Its range in the line.
    range: Range<usize>,
    /// Its interface words and numbers, as a range in the line. Empty if they are not at its beginning
    /// or end.
    covered: Range<usize>,
    /// The interface words in it, in lower case.
    words: Vec<String>,
    /// Number of its numbers.
    numbers: u32,
    /// Where its last interface word begins in the line, if no number follows.
    last_word: Option<usize>,
    /// Seams with a change of case, an underscore or a digit.
    visible: u32,
    /// All other seams.
    hidden: u32,
    /// It is a pictograph.
    pictograph: bool,
}

impl Chunk {
    fn read(line: &str, range: Range<usize>) -> Chunk {
        let text = &line[range.clone()];
        // Offsets in the lower-case text must hold in the line.
        let lower = Some(lower_case(text)).filter(|lower| lower.len() == text.len() && text.len() <= LONGEST_CHUNK);
        let mut chunk = Chunk {
            covered: range.start..range.start,
            range,
            words: Vec::new(),
            numbers: 0,
            last_word: None,
            visible: 0,
            hidden: 0,
            pictograph: text.starts_with(is_pictograph),
        };
        if chunk.pictograph {
            chunk.covered = chunk.range.clone();
            return chunk;
        }
        let Some(lower) = lower else { return chunk };
        if !is_candidate(text) {
            chunk.read_whole(&lower);
            return chunk;
        }
        let reading = Reading::of(text, &lower);
        let Some((start, end)) = reading.covered() else { return chunk };
        chunk.covered = chunk.range.start + start..chunk.range.start + end;
        reading.count(start, end, &mut chunk);
        chunk
    }

    /// Reads a chunk that is one word or number.
    fn read_whole(&mut self, lower: &str) {
        let is_number = lower.bytes().all(|b| b.is_ascii_digit());
        if is_number || Interface::get().beginning(lower).any(|word| word == lower) {
            self.covered = self.range.clone();
            self.numbers = u32::from(is_number);
            self.last_word = (!is_number).then_some(self.range.start);
            self.words.extend((!is_number).then(|| lower.to_owned()));
        }
    }

    fn has_seams(&self) -> bool {
        self.pictograph || self.visible + self.hidden > 0
    }

    fn is_number(&self) -> bool {
        self.numbers > 0 && self.words.is_empty()
    }
}

/// A chunk, read as interface words and numbers.
struct Reading<'a> {
    text: &'a str,
    lower: &'a str,
    /// For each offset, the end of the first part of the shortest reading from there to the end of
    /// the chunk, with the number of parts; `None` if there is no reading.
    to_end: Vec<Option<(usize, u32)>>,
    /// The same from the beginning of the chunk to the offset: the start of the last part.
    from_start: Vec<Option<(usize, u32)>>,
}

impl<'a> Reading<'a> {
    fn of(text: &'a str, lower: &'a str) -> Reading<'a> {
        let len = text.len();
        let (mut to_end, mut from_start) = (vec![None; len + 1], vec![None; len + 1]);
        (to_end[len], from_start[0]) = (Some((len, 0)), Some((0, 0)));
        let starts: Vec<usize> = lower.char_indices().map(|(at, _)| at).collect();
        for &at in starts.iter().rev() {
            each_part(lower, at, |end| {
                if let Some((_, parts)) = to_end[end]
                    && to_end[at].is_none_or(|(_, best)| parts + 1 < best)
                {
                    to_end[at] = Some((end, parts + 1));
                }
            });
        }
        for &at in &starts {
            let Some((_, parts)) = from_start[at] else { continue };
            each_part(lower, at, |end| {
                if from_start[end].is_none_or(|(_, best)| parts + 1 < best) {
                    from_start[end] = Some((at, parts + 1));
                }
            });
        }
        Reading { text, lower, to_end, from_start }
    }

    /// Returns the part of the chunk that is interface words: all of it, the end after text, or the
    /// beginning before text that begins with a capital.
    fn covered(&self) -> Option<(usize, usize)> {
        let len = self.text.len();
        if self.to_end[0].is_some() {
            return Some((0, len));
        }
        let starts_here = |at: usize| {
            let (end, parts) = self.to_end[at]?;
            let seam = self.is_visible(at) || end - at >= SHORTEST_AT_HIDDEN_SEAM && parts > 1;
            (self.text.is_char_boundary(at) && seam && !self.lower[at..].starts_with('_')).then_some(at)
        };
        if let Some(start) = (1..len).find_map(starts_here) {
            return Some((start, len));
        }
        let ends_here = |at: &usize| self.from_start[*at].is_some() && self.is_visible(*at) && self.begins_capital(*at);
        (1..len).rev().find(ends_here).map(|end| (0, end))
    }

    fn begins_capital(&self, at: usize) -> bool {
        self.text[at..].starts_with(char::is_uppercase)
    }

    fn is_visible(&self, at: usize) -> bool {
        let Some((head, rest)) = self.text.split_at_checked(at) else { return false };
        match (head.chars().next_back(), rest.chars().next()) {
            (Some(before), Some(after)) => is_visible_seam(before, after),
            _ => false,
        }
    }

    /// Counts the words and seams between two offsets.
    fn count(&self, start: usize, end: usize, chunk: &mut Chunk) {
        let mut parts = Vec::new();
        if end == self.text.len() {
            let mut at = start;
            while let Some((next, _)) = self.to_end[at].filter(|_| at < end) {
                parts.push(at..next);
                at = next;
            }
        } else {
            let mut at = end;
            while let Some((last, _)) = self.from_start[at].filter(|_| at > start) {
                parts.push(last..at);
                at = last;
            }
            parts.reverse();
        }
        let (mut last_word, mut has_affix) = (None, false);
        for part in parts {
            let text = &self.lower[part.clone()];
            let is_word = text.starts_with(char::is_alphabetic);
            if part.start > 0 && !text.starts_with('_') {
                match self.is_visible(part.start) {
                    true => chunk.visible += 1,
                    false => {
                        if let Some(last_word) = last_word.filter(|_| is_word) {
                            chunk.hidden += 1;
                            has_affix |= is_affix(last_word) || is_affix(text);
                        }
                    }
                }
            }
            last_word = is_word.then_some(text);
            chunk.last_word = is_word.then_some(chunk.range.start + part.start);
            chunk.numbers += u32::from(text.starts_with(|c: char| c.is_ascii_digit()));
            if is_word {
                chunk.words.push(text.to_owned());
            }
        }
        // Pairs of words are compounds: `homepage`, `checklist`.
        if chunk.hidden == 1 && !has_affix {
            chunk.hidden = 0;
        }
        // The text after the row is joined to it as well.
        chunk.visible += u32::from(end < self.text.len());
    }
}

/// Calls `found` with the end of each interface word, number or underscore at an offset.
fn each_part(lower: &str, at: usize, mut found: impl FnMut(usize)) {
    let rest = &lower[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return found(at + digits);
    }
    if rest.starts_with('_') {
        return found(at + 1);
    }
    Interface::get().beginning(rest).for_each(|word| found(at + word.len()));
}

/// Returns the chunks of the row that contains a chunk with seams.
///
/// Words without a seam belong to the row if they are between two seams. At the ends of the row they
/// belong to it if the line has no other words there, if the row has the same word elsewhere (`Play
/// ButtonPause Button`), or if they complete a label (`Copy link`).
fn row_around(line: &str, chunks: &[Chunk], at: usize) -> Range<usize> {
    let is_joined = |left: usize| can_be_joined(line, &chunks[left], &chunks[left + 1]);
    let (mut first, mut start, mut spaced) = (at, at, 0);
    while first > 0 && spaced < LONGEST_SPACED && is_joined(first - 1) {
        first -= 1;
        spaced = if chunks[first].has_seams() { 0 } else { spaced + 1 };
        start = if spaced == 0 { first } else { start };
    }
    let (mut end, mut last) = (at + 1, at + 1);
    spaced = 0;
    while last < chunks.len() && spaced < LONGEST_SPACED && is_joined(last - 1) {
        spaced = if chunks[last].has_seams() { 0 } else { spaced + 1 };
        last += 1;
        end = if spaced == 0 { last } else { end };
    }
    let seamed = &chunks[start..end];
    let is_known = |chunk: &Chunk| {
        let is_in_row = |word: &String| seamed.iter().any(|other| other.words.contains(word));
        chunk.is_number() || chunk.words.iter().all(is_in_row)
    };
    let is_edge = |beside: &str| !beside.contains(char::is_alphanumeric);
    let head = &line[..chunks[first].range.start];
    let begins_line = is_edge(head) || head.ends_with(['.', '!', '?', '…', '”', '"']);
    while start > first && (begins_line || is_known(&chunks[start - 1])) {
        start -= 1;
    }
    let ends_line = is_edge(&line[chunks[last - 1].range.end..]);
    let last_word = chunks[end - 1].last_word.unwrap_or(chunks[end.min(last - 1)].range.start);
    let label_end = label::at_start(&line[last_word..]).map_or(last_word, |(_, length)| last_word + length);
    while end < last && (ends_line || is_known(&chunks[end]) || chunks[end].range.end <= label_end) {
        end += 1;
    }
    start..end
}

/// Tells whether two successive chunks can be in one row.
fn can_be_joined(line: &str, left: &Chunk, right: &Chunk) -> bool {
    let between = line[left.range.end..right.range.start].trim_matches([' ', '\u{a0}', '\t']);
    let separates = match between {
        "" | "|" | "-" => true,
        "/" => right.is_number(),
        _ => false,
    };
    let is_covered = |chunk: &Chunk| !chunk.covered.is_empty();
    separates
        && is_covered(left)
        && is_covered(right)
        && left.covered.end == left.range.end
        && right.covered.start == right.range.start
}

/// Returns the range of a row in the line, if there is evidence enough.
fn accepted(line: &str, row: &[Chunk]) -> Option<Range<usize>> {
    let range = row.first()?.covered.start..trimmed_end(line, row)?;
    let around = Surroundings::of(line, &range);
    if around.code || range.is_empty() {
        return None;
    }
    let sum = |count: fn(&Chunk) -> u32| row.iter().map(count).sum::<u32>();
    let words = sum(|chunk| chunk.words.len() as u32);
    let (visible, hidden) = (sum(|chunk| chunk.visible), sum(|chunk| chunk.hidden));
    let numbers = sum(|chunk| chunk.numbers);
    let pictographs = sum(|chunk| u32::from(chunk.pictograph));
    if pictographs >= 2 && numbers + words >= 2 {
        return Some(range);
    }
    let hyphens = row.windows(2).filter(|pair| line[pair[0].range.end..pair[1].range.start] == *"-").count() as u32;
    // `icon-homeicon-menu`; words with hyphens alone are prose.
    let seams = visible + hidden + if hidden > 0 { hyphens } else { 0 };
    let is_part = line[..range.start].ends_with('-') || line[range.end..].starts_with('-');
    if words < FEWEST_WORDS || words + numbers < FEWEST_PARTS || only_underscores(line, row) || hyphens > 0 && is_part {
        return None;
    }
    let interface = Interface::get();
    let of_labels = row.iter().flat_map(|chunk| &chunk.words).filter(|word| interface.is_of_labels(word)).count();
    if of_labels as u32 * 2 > words {
        return None;
    }
    let most = row.iter().map(|chunk| chunk.hidden).max()?;
    if visible == 0 && most < 2 && seams < MANY - 1 {
        return None;
    }
    let is_no_name = hidden > 0 || numbers > 1 || around.whole_line || row.iter().filter(|c| c.has_seams()).count() > 1;
    let enough = match around.prose_sides {
        2 => seams >= MANY || seams >= SOME && numbers > 1 || hidden > 1 && line[range.clone()].contains('_'),
        _ => seams >= MANY || seams >= SOME && is_no_name,
    };
    enough.then_some(range)
}

/// Tells whether the only visible seams of a row are underscores, as in names of programs. `ligature`
/// decides on such rows.
fn only_underscores(line: &str, row: &[Chunk]) -> bool {
    row.iter().all(|chunk| chunk.hidden <= 1 && !visible_seams(&line[chunk.covered.clone()].replace('_', "")))
        && row.iter().any(|chunk| line[chunk.covered.clone()].contains('_'))
}

/// Returns the end of a row, without a last word that begins the sentence that follows:
/// `PrintHome prices fell`.
fn trimmed_end(line: &str, row: &[Chunk]) -> Option<usize> {
    let last = row.last()?;
    let end = last.covered.end;
    let rest = line[end..].trim_start_matches([' ', '\u{a0}']);
    let is_followed = rest.len() < line.len() - end && rest.starts_with(char::is_lowercase);
    let is_capital = |at: usize| line[at..].starts_with(char::is_uppercase);
    // No sentence begins within another.
    let head = line[..row.first()?.covered.start].trim_end_matches([' ', '\u{a0}']);
    let is_followed = is_followed && !head.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    // `externalLink` is one name.
    let begins_sentence =
        |&start: &usize| start > last.covered.start && is_capital(start) && is_capital(last.covered.start);
    Some(last.last_word.filter(|start| is_followed && begins_sentence(start)).unwrap_or(end))
}

//! Credit lines: whether a line says who made a page and when, and no more.
//!
//! `By Ana de la Cruz | Updated 3 March 2025, 10:15` is one, a sentence with a
//! date in it is not: each word must be a name behind `by` or `photos:`, part
//! of a date, or a small word between the two. This is no heuristic of the
//! vector: what the models make of such lines differs from page to page, while
//! around the headline they are never the story.

use crate::words::class::{Class, class_of, is_full_stop};
use crate::words::kind::{self, Kind};

/// Bytes from which a line is more than credits.
const LONGEST: usize = 240;
/// Most names, each word and each run of ideographs counted as one.
const MOST_NAMES: u32 = 10;
/// Longest run of ideographs that may be a name, in characters. Thai takes most.
const LONGEST_NAME: usize = 20;
/// Longest word of the lexicon that is looked for within a run of ideographs.
const LONGEST_ENTRY: usize = 8;
/// The digits 0 of scripts whose numbers are read: ASCII, Arabic, Persian,
/// Devanagari, Bengali, Thai, full-width.
const ZEROS: [char; 7] = ['0', '٠', '۰', '०', '০', '๐', '０'];

/// Whether a line says who made the page and when, and no more.
pub fn is_credit(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST || text.starts_with(['-', '*', '•', '–']) {
        return false;
    }
    let mut credit = Credit::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let kind = class_of(c);
        let length = if digit(c).is_some() { number_length(rest) } else { word_length(rest, kind) };
        let (token, tail) = rest.split_at(length.max(c.len_utf8()));
        let fits = match kind {
            _ if digit(c).is_some() => credit.number(token),
            Class::Ideograph => credit.ideographs(token),
            Class::Upper | Class::Lower => credit.word(token),
            Class::Space => credit.space(),
            Class::Joiner => true,
            _ => credit.mark(c),
        };
        if !fits {
            return false;
        }
        rest = tail;
    }
    credit.holds(text.ends_with(|c| is_full_stop(c) || c == '…'))
}

fn digit(c: char) -> Option<u32> {
    ZEROS.iter().map(|&zero| (c as u32).wrapping_sub(zero as u32)).find(|&value| value < 10)
}

/// Bytes of the number at the beginning of a text, with what joins the parts
/// of dates and times: `2025-03-04`, `17:12`, `06h00`, `2025年3月4`.
fn number_length(text: &str) -> usize {
    let joins = |c: char| matches!(c, '.' | '/' | '-' | ':' | 'h' | 'T' | '年' | '月' | '년' | '월');
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let joined = joins(c) && characters.peek().is_some_and(|&(_, next)| digit(next).is_some());
        if digit(c).is_none() && !joined {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Bytes of the word, or the run of ideographs, that begins with `kind`.
fn word_length(text: &str, kind: Class) -> usize {
    let letter = |class| matches!(class, Class::Upper | Class::Lower | Class::Joiner);
    let part = |c: char| {
        let class = class_of(c);
        digit(c).is_none() && if kind == Class::Ideograph { class == kind } else { letter(kind) && letter(class) }
    };
    text.find(|c| !part(c)).unwrap_or(text.len())
}

/// What was read of a line.
#[derive(Default)]
struct Credit {
    /// A word that bylines begin with, or a role.
    credited: bool,
    /// There was a byline word, which needs no colon.
    byline: bool,
    /// A name may follow.
    open: bool,
    /// A colon or its like stood behind a role.
    colon: bool,
    /// The last word was a role in a script without spaces.
    ideograph_role: bool,
    /// The last word was a byline word or a role.
    just_credited: bool,
    names: u32,
    /// Words in front of all else: a name, if a role follows and ends the line.
    leading: u32,
    /// A word that announces a date.
    label: bool,
    date_words: u32,
    /// Numbers that are whole dates.
    dates: u32,
    /// Other numbers of several parts.
    times: u32,
    numbers: Vec<u32>,
}

impl Credit {
    fn number(&mut self, token: &str) -> bool {
        self.just_credited = false;
        let parts: Vec<u32> = token
            .split(|c| digit(c).is_none())
            .map(|part| part.chars().filter_map(digit).fold(0u32, |n, d| n.saturating_mul(10).saturating_add(d)))
            .collect();
        match parts[..] {
            [number] => self.numbers.push(number),
            [_, _] => self.times += 1,
            _ if parts.iter().any(is_year) || token.contains(['/', '.']) => self.dates += 1,
            _ => self.times += 1,
        }
        parts.iter().all(|&part| part < 3000)
    }

    fn word(&mut self, token: &str) -> bool {
        self.ideograph_role = false;
        let kind = kind::kind_of(token);
        let first = token.chars().next().unwrap_or_default();
        let small = first.is_lowercase();
        if kind.is_any(&[Kind::BYLINE, Kind::ROLE]) && !(self.open && small && kind.is(Kind::FILLER) > 0) {
            return self.credit(kind);
        }
        let begins = std::mem::take(&mut self.just_credited);
        self.note_date(kind);
        let known = kind.is_any(&[Kind::DATE, Kind::DATE_LABEL, Kind::FILLER]);
        if self.open && first.is_uppercase() {
            // `By Using This Site …`
            let gerund = begins && token.len() > 4 && token.ends_with("ing");
            self.names += 1;
            return !gerund;
        }
        if known {
            return true;
        }
        if kind.is_any(&[Kind::STOPWORD, Kind::INTERFACE]) {
            // `By the river` names no one.
            let fits = !self.open || self.names > 0;
            self.open = false;
            return fits;
        }
        !small && !first.is_uppercase() && self.name()
            // Scripts without capitals come as small letters from no table.
            || small && is_caseless(token) && self.name()
    }

    /// A run of ideographs: words of the lexicon, then perhaps a name.
    fn ideographs(&mut self, run: &str) -> bool {
        let mut rest = run;
        while let Some((entry, kind)) = longest_entry(rest) {
            rest = &rest[entry..];
            if kind.is_any(&[Kind::BYLINE, Kind::ROLE]) {
                self.credit(kind);
                self.ideograph_role = true;
            } else {
                self.just_credited = false;
                self.note_date(kind);
            }
        }
        if rest.is_empty() {
            return true;
        }
        self.just_credited = false;
        rest.chars().count() <= LONGEST_NAME && self.name()
    }

    /// White space, which sets a role apart where words are not.
    fn space(&mut self) -> bool {
        self.colon |= self.just_credited && self.ideograph_role;
        true
    }

    fn mark(&mut self, c: char) -> bool {
        self.colon |= self.just_credited && matches!(c, ':' | '：' | '=' | '＝' | '/' | '|');
        !matches!(c, '?' | '!' | '？' | '！' | '؟' | '"' | '“' | '„' | '«' | '「' | '#' | '%' | '+' | '{' | '<')
            && class_of(c) != Class::Currency
    }

    /// A byline word or a role.
    fn credit(&mut self, kind: Kind) -> bool {
        self.credited = true;
        self.byline |= kind.is(Kind::BYLINE) > 0;
        self.open = true;
        self.just_credited = true;
        true
    }

    fn note_date(&mut self, kind: Kind) {
        self.date_words += kind.is(Kind::DATE);
        self.label |= kind.is(Kind::DATE_LABEL) > 0;
    }

    /// A word that is in no list and has no capital to tell it by.
    fn name(&mut self) -> bool {
        if self.open {
            self.names += 1;
        } else {
            self.leading += 1;
        }
        self.open || self.leading <= 2 && self.numbers.is_empty() && self.dates == 0 && !self.credited
    }

    /// Whether what was read is a credit line; `stopped` if it ends like a sentence.
    fn holds(&self, stopped: bool) -> bool {
        if self.leading > 0 {
            return self.just_credited && self.names == 0;
        }
        let numbers = self.numbers.len() + (self.dates + self.times) as usize;
        let dated = self.is_dated() || self.label && self.date_words > 0 && numbers > 0;
        // A role alone may be a heading's first word: `Text Editors`.
        let told = if self.byline { self.names >= if self.colon || dated { 1 } else { 2 } } else { self.colon };
        let named = self.credited && self.names > 0 && told;
        self.names <= MOST_NAMES && (!self.credited || named) && (dated || named && !stopped)
    }

    /// Whether there is a date with a day and a year. Two days and a year are
    /// a span of time, which a page tells its readers for their sake.
    fn is_dated(&self) -> bool {
        let year = self.numbers.iter().position(is_year);
        let days = self.numbers.iter().filter(|&&n| (1..=31).contains(&n)).count();
        let spelled = match year {
            Some(0) => days == self.numbers.len() - 1 && (1..=2).contains(&days),
            Some(_) => days == 1 && self.numbers.len() == 2 || days > 0 && self.label,
            None => false,
        };
        self.dates > 0 && (self.numbers.is_empty() || self.label) || spelled && self.date_words > 0
    }
}

/// Whether a number may be a year, of any calendar in use.
fn is_year(number: &u32) -> bool {
    (1300..3000).contains(number)
}

/// Whether a word is of a script that has no capitals.
fn is_caseless(word: &str) -> bool {
    word.chars().all(|c| c.to_uppercase().eq(std::iter::once(c)))
}

/// The longest entry of the lexicon that a run of ideographs begins with, in bytes.
fn longest_entry(run: &str) -> Option<(usize, Kind)> {
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_ENTRY);
    let kinds = [Kind::BYLINE, Kind::ROLE, Kind::DATE, Kind::DATE_LABEL, Kind::FILLER];
    ends.map(|end| (end, kind::kind_of(&run[..end]))).filter(|(_, kind)| kind.is_any(&kinds)).last()
}

#[cfg(test)]
mod tests;

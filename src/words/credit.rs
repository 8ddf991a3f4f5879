//! Recognises credit lines, which only say who made a page and when.
//!
//! `By Ana de la Cruz | Updated 3 March 2025, 10:15` is a credit line. A sentence that contains
//! a date is not: each word must be a name after `by` or `photos:`, a part of a date, or a small
//! word between them. The test is a rule and not a feature, because models score these lines
//! inconsistently, although near the headline they never belong to the text of the article.

use super::class::{Class, class_of, is_full_stop};
use super::kind::{self, WordKind};

/// Bytes of the longest credit line.
const LONGEST: usize = 240;
/// Most names in a credit line, counting each word and each run of ideographs.
const MOST_NAMES: u32 = 10;
/// Characters of the longest run of ideographs that can be a name. Thai names are the longest.
const LONGEST_NAME: usize = 20;
/// Characters of the longest listed word that is searched for within a run of ideographs.
const LONGEST_ENTRY: usize = 8;
/// The digit 0 of each script whose numbers are read: ASCII, Arabic, Persian, Devanagari,
/// Bengali, Thai, full-width.
const ZEROS: [char; 7] = ['0', '٠', '۰', '०', '০', '๐', '０'];

/// Tells whether a line only says who made the page and when.
pub fn is_credit(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST || text.starts_with(['-', '*', '•', '–']) {
        return false;
    }
    let mut credit = CreditParser::default();
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

/// Returns the value of a digit of any of these scripts.
pub fn digit(c: char) -> Option<u32> {
    ZEROS.iter().map(|&zero| (c as u32).wrapping_sub(zero as u32)).find(|&value| value < 10)
}

/// Returns the length in bytes of the number, date or time that a text begins with:
/// `2025-03-04`, `17:12`, `06h00`, `2025年3月4`.
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

/// Returns the length in bytes of the word, or run of ideographs, that a text begins with.
fn word_length(text: &str, kind: Class) -> usize {
    let letter = |class| matches!(class, Class::Upper | Class::Lower | Class::Joiner);
    let part = |c: char| {
        let class = class_of(c);
        digit(c).is_none() && if kind == Class::Ideograph { class == kind } else { letter(kind) && letter(class) }
    };
    text.find(|c| !part(c)).unwrap_or(text.len())
}

/// The state of reading a line.
#[derive(Default)]
struct CreditParser {
    /// A byline word or a role was read.
    credited: bool,
    /// A byline word was read, which needs no colon.
    byline: bool,
    /// A name may follow.
    expects_name: bool,
    /// A colon or a similar mark followed a role.
    colon: bool,
    /// The last word was a role in a script without spaces.
    ideograph_role: bool,
    /// The last word was a byline word or a role.
    just_credited: bool,
    /// Number of words of names.
    names: u32,
    /// Number of unknown words before anything else: a name if a role follows and ends the line.
    leading: u32,
    /// A word that announces a date was read.
    date_label: bool,
    date_words: u32,
    /// Number of complete dates.
    dates: u32,
    /// Number of other numbers with several parts.
    times: u32,
    /// The numbers with one part.
    numbers: Vec<u32>,
}

/// The methods that read a token return false if a credit line cannot contain it.
impl CreditParser {
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
        if kind.is_any(&[WordKind::BYLINE, WordKind::ROLE])
            && !(self.expects_name && small && kind.is(WordKind::FILLER) > 0)
        {
            return self.credit(kind);
        }
        let begins = std::mem::take(&mut self.just_credited);
        self.note_date(kind);
        let known = kind.is_any(&[WordKind::DATE, WordKind::DATE_LABEL, WordKind::FILLER]);
        if self.expects_name && first.is_uppercase() {
            // `By Using This Site …`
            let gerund = begins && token.len() > 4 && token.ends_with("ing");
            self.names += 1;
            return !gerund;
        }
        if known {
            return true;
        }
        if kind.is_any(&[WordKind::STOPWORD, WordKind::INTERFACE]) {
            // `By the river` contains no name.
            let fits = !self.expects_name || self.names > 0;
            self.expects_name = false;
            return fits;
        }
        !small && !first.is_uppercase() && self.name()
            // Letters of scripts without capitals are classified as lower case.
            || small && is_caseless(token) && self.name()
    }

    /// Reads a run of ideographs: listed words, then perhaps a name.
    fn ideographs(&mut self, run: &str) -> bool {
        let mut rest = run;
        while let Some((entry, kind)) = longest_entry(rest) {
            rest = &rest[entry..];
            if kind.is_any(&[WordKind::BYLINE, WordKind::ROLE]) {
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

    /// Reads white space. After a role in a script without spaces it acts like a colon.
    fn space(&mut self) -> bool {
        self.colon |= self.just_credited && self.ideograph_role;
        true
    }

    fn mark(&mut self, c: char) -> bool {
        self.colon |= self.just_credited && matches!(c, ':' | '：' | '=' | '＝' | '/' | '|');
        !matches!(c, '?' | '!' | '？' | '！' | '؟' | '"' | '“' | '„' | '«' | '「' | '#' | '%' | '+' | '{' | '<')
            && class_of(c) != Class::Currency
    }

    /// Reads a byline word or a role.
    fn credit(&mut self, kind: WordKind) -> bool {
        self.credited = true;
        self.byline |= kind.is(WordKind::BYLINE) > 0;
        self.expects_name = true;
        self.just_credited = true;
        true
    }

    fn note_date(&mut self, kind: WordKind) {
        self.date_words += kind.is(WordKind::DATE);
        self.date_label |= kind.is(WordKind::DATE_LABEL) > 0;
    }

    /// Reads a word that is in no list, in a script without capitals.
    fn name(&mut self) -> bool {
        if self.expects_name {
            self.names += 1;
        } else {
            self.leading += 1;
        }
        self.expects_name || self.leading <= 2 && self.numbers.is_empty() && self.dates == 0 && !self.credited
    }

    /// Tells whether the line is a credit line. `stopped` is true if it ends like a sentence.
    fn holds(&self, stopped: bool) -> bool {
        if self.leading > 0 {
            return self.just_credited && self.names == 0;
        }
        let numbers = self.numbers.len() + (self.dates + self.times) as usize;
        let dated = self.is_dated() || self.date_label && self.date_words > 0 && numbers > 0;
        // A role without a colon can begin a heading: `Text Editors`.
        let introduced = if self.byline { self.names >= if self.colon || dated { 1 } else { 2 } } else { self.colon };
        let named = self.credited && self.names > 0 && introduced;
        self.names <= MOST_NAMES && (!self.credited || named) && (dated || named && !stopped)
    }

    /// Tells whether the line has a date with a day and a year. Two days and a year are a period,
    /// which is content.
    fn is_dated(&self) -> bool {
        let year = self.numbers.iter().position(is_year);
        let days = self.numbers.iter().filter(|&&n| (1..=31).contains(&n)).count();
        let spelled = match year {
            Some(0) => days == self.numbers.len() - 1 && (1..=2).contains(&days),
            Some(_) => days == 1 && self.numbers.len() == 2 || days > 0 && self.date_label,
            None => false,
        };
        self.dates > 0 && (self.numbers.is_empty() || self.date_label) || spelled && self.date_words > 0
    }
}

/// Tells whether a number can be a year of a calendar in use.
fn is_year(number: &u32) -> bool {
    (1300..3000).contains(number)
}

/// Tells whether a word is in a script without capitals.
fn is_caseless(word: &str) -> bool {
    word.chars().all(|c| c.to_uppercase().eq(std::iter::once(c)))
}

/// Finds the longest listed word that a run of ideographs begins with. Returns its length in
/// bytes and its kind.
fn longest_entry(run: &str) -> Option<(usize, WordKind)> {
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_ENTRY);
    let kinds = [WordKind::BYLINE, WordKind::ROLE, WordKind::DATE, WordKind::DATE_LABEL, WordKind::FILLER];
    ends.map(|end| (end, kind::kind_of(&run[..end]))).filter(|(_, kind)| kind.is_any(&kinds)).last()
}

#[cfg(test)]
mod tests;

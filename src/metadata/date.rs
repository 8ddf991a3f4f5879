//! Reads dates: those that pages declare, and those that they show.

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};

use crate::words::class::{Class, class_of};
use crate::words::credit::digit;
use crate::words::months;

/// Bytes of the longest text that is searched for a date.
const LONGEST: usize = 400;
/// Years in which pages are published.
const YEARS: Range<i16> = 1900..2100;
/// Years of the Buddhist calendar, which Thai pages use, and how far it is ahead.
const BUDDHIST: Range<u32> = 2443..2643;
const BUDDHIST_LEAD: u32 = 543;
/// Tokens between a date and its time, at most.
const BETWEEN: usize = 6;
/// Tokens of a time of day, at most: `10:15 EST`.
const TIME: usize = 4;
/// Endings of the number of a day: `3rd`, `1er`, `3º`, `3a`, `3-го`.
const DAY_ENDINGS: [&str; 13] = ["st", "nd", "rd", "th", "er", "e", "º", "ª", "a", "an", "η", "го", "ε"];
/// Words between the parts of a date.
const CONNECTORS: [&str; 24] = [
    "de", "del", "of", "the", "di", "d", "m", "gada", "год", "г", "eko", "ko", "urteko", "năm", "den", "dne", "i",
    "ngày", "pada", "tanggal", "il", "le", "ta", "o",
];
/// Words between a date and its time, besides [`CLOCKS`].
const BEFORE_TIME: [&str; 20] = [
    "오전",
    "오후",
    "at",
    "um",
    "à",
    "a",
    "às",
    "as",
    "las",
    "alle",
    "la",
    "в",
    "о",
    "v",
    "o",
    "om",
    "στις",
    "saat",
    "เวลา",
    "ora",
];
/// Words that say that a time with a full stop is a time: `17.30 Uhr`.
const CLOCKS: [&str; 9] = ["uhr", "kl", "klo", "kello", "godz", "ore", "น", "pukul", "wib"];
/// Time zones whose names are not ambiguous, with their offsets in hours.
const ZONES: [(&str, i8); 12] = [
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("cet", 1),
    ("cest", 2),
    ("mez", 1),
    ("mesz", 2),
];

/// The convention by which an ambiguous date is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Convention<'a> {
    /// The tag of the language of the page.
    pub language: Option<&'a str>,
}

impl Convention<'_> {
    /// Returns the code of the language without its region.
    fn code(&self) -> Option<&str> {
        self.language?.split('-').next()
    }

    /// Whether `3/4/2026` is the fourth of March; `None` if it could be either.
    fn is_month_first(&self) -> Option<bool> {
        match self.language? {
            "en" => None,
            tag => Some(matches!(tag, "en-US" | "en-PH")),
        }
    }
}

/// A date, perhaps with a time of day and the offset of its time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Moment {
    fn of_date(date: Date) -> Option<Moment> {
        YEARS.contains(&date.year()).then_some(Moment { date, time: None, offset: None })
    }

    /// Returns the day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Whether the time of day is known.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }
}

/// Writes the date in ISO 8601.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset.map(|offset| offset.seconds() / 60) {
            Some(0) => write!(f, "Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
            None => Ok(()),
        }
    }
}

/// Reads a value that should be a date. `None` if it holds none, or only a part of one.
pub fn read(value: &str, convention: Convention<'_>) -> Option<Moment> {
    let value = value.trim();
    if value.len() > LONGEST {
        return None;
    }
    standard(value).or_else(|| seconds(value)).or_else(|| find(value, convention).map(|(moment, _)| moment))
}

/// Reads a date in the format of ISO 8601 or of RFC 2822.
fn standard(value: &str) -> Option<Moment> {
    if let Ok(pieces) = Pieces::parse(value) {
        // A `Z` without a time is part of no date.
        let time = pieces.time();
        let offset = pieces.to_numeric_offset().filter(|_| time.is_some());
        return Moment::of_date(pieces.date()).map(|moment| Moment { time, offset, ..moment });
    }
    let zoned = rfc2822::DateTimeParser::new().parse_zoned_datetime(value).ok()?;
    let moment = Moment::of_date(zoned.date())?;
    Some(Moment { time: Some(zoned.time()), offset: Some(zoned.offset()), ..moment })
}

/// Reads the number of seconds or milliseconds since 1970. Shorter numbers are no dates.
fn seconds(value: &str) -> Option<Moment> {
    let number: i64 = value.parse().ok().filter(|_| value.bytes().all(|b| b.is_ascii_digit()))?;
    let time = match value.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    let zoned = time.ok()?.to_zoned_datetime(TimeZone::UTC);
    let moment = Moment::of_date(zoned.date())?;
    Some(Moment { time: Some(zoned.time()), offset: Some(Offset::UTC), ..moment })
}

/// Finds the first date with a day, a month and a year in a line. Returns it with its bytes.
pub fn find(line: &str, convention: Convention<'_>) -> Option<(Moment, Range<usize>)> {
    if line.len() > LONGEST || !line.contains(|c: char| digit(c).is_some()) {
        return None;
    }
    let reader = DateReader { tokens: tokens(line), convention };
    (0..reader.tokens.len()).find_map(|at| {
        let (date, mut end) = reader.date(at)?;
        let mut moment = Moment::of_date(date)?;
        let mut start = at;
        if let Some((time, offset, after)) = reader.time_after(end) {
            (moment.time, moment.offset, end) = (Some(time), offset, after);
        } else if let Some((time, offset, _)) = (at..end).find_map(|at| reader.time(at)) {
            (moment.time, moment.offset) = (Some(time), offset);
        } else if let Some((time, offset, before)) = reader.time_before(at) {
            (moment.time, moment.offset, start) = (Some(time), offset, before);
        }
        Some((moment, reader.tokens[start].range.start..reader.tokens[end - 1].range.end))
    })
}

/// A piece of a line.
#[derive(Debug)]
struct DateToken {
    kind: DateTokenKind,
    range: Range<usize>,
}

#[derive(Debug)]
enum DateTokenKind {
    /// A number, and how many digits it has.
    Number(u32, usize),
    /// A word in lower case.
    Word(String),
    /// Another character, or a unit of a date such as `年`.
    Mark(char),
}

/// Cuts a line into tokens. White space is left out.
fn tokens(line: &str) -> Vec<DateToken> {
    const UNITS: &str = "年月日时時分秒년월일시분초";
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let start = line.len() - rest.len();
        let is_word = |c: char| {
            digit(c).is_none()
                && matches!(class_of(c), Class::Upper | Class::Lower | Class::Ideograph | Class::Joiner)
                && !UNITS.contains(c)
        };
        let (kind, length) = if digit(first).is_some() {
            let length = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
            let digits = rest[..length].chars().filter_map(digit);
            let count = rest[..length].chars().count();
            (DateTokenKind::Number(digits.fold(0, |n: u32, d| n.saturating_mul(10).saturating_add(d)), count), length)
        } else if is_word(first) && class_of(first) != Class::Joiner {
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            (DateTokenKind::Word(rest[..length].to_lowercase()), length)
        } else {
            (DateTokenKind::Mark(first), first.len_utf8())
        };
        if !first.is_whitespace() && class_of(first) != Class::Space {
            tokens.push(DateToken { kind, range: start..start + length });
        }
        rest = &rest[length..];
    }
    tokens
}

/// Reads dates in the tokens of a line. Its methods return what they read, and the index of the
/// token behind it.
struct DateReader<'a> {
    tokens: Vec<DateToken>,
    convention: Convention<'a>,
}

impl DateReader<'_> {
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.kind {
            DateTokenKind::Number(number, digits) => Some((number, digits)),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            DateTokenKind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            DateTokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Whether a token follows the one before it without white space.
    fn is_joined(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.range.start == self.tokens[at - 1].range.end)
    }

    /// Reads a year of four digits.
    fn year(&self, at: usize) -> Option<i16> {
        let (number, digits) = self.number(at)?;
        let number = if BUDDHIST.contains(&number) { number - BUDDHIST_LEAD } else { number };
        i16::try_from(number).ok().filter(|year| digits == 4 && YEARS.contains(year))
    }

    /// Reads a year of two digits as that of a page: `26`.
    fn short_year(&self, at: usize) -> Option<i16> {
        let (number, digits) = self.number(at)?;
        let year = i16::try_from(number).ok()?;
        (digits == 2).then_some(if year < 70 { 2000 + year } else { 1900 + year })
    }

    fn small(&self, at: usize, most: u32) -> Option<i8> {
        let (number, digits) = self.number(at)?;
        i8::try_from(number).ok().filter(|_| digits <= 2 && (1..=most).contains(&number))
    }

    fn day(&self, at: usize) -> Option<i8> {
        self.small(at, 31)
    }

    /// Reads the name of a month and a full stop behind it.
    fn month(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.word(at)?;
        let code = self.convention.code();
        let single = months::number(word, code).map(|month| (month, at + 1));
        // `كانون الثاني`; `ม.ค.`; `3 tháng 5`.
        let double = || Some((months::number(&format!("{word}-{}", self.word(at + 1)?), code)?, at + 2));
        let dotted = || {
            let short = format!("{word}.{}", self.word(at + 2).filter(|_| self.mark(at + 1) == Some('.'))?);
            Some((months::number(&short, code)?, at + 3))
        };
        let counted = || (word == "tháng").then(|| self.small(at + 1, 12)).flatten().map(|month| (month, at + 2));
        let named = double().or_else(dotted).or(single);
        let (month, end) = named.map(|(month, end)| (month as i8, end)).or_else(counted)?;
        Some((month, end + usize::from(self.mark(end) == Some('.'))))
    }

    /// Skips words and marks between the parts of a date.
    fn skip(&self, mut at: usize) -> usize {
        while self.word(at).is_some_and(|word| CONNECTORS.contains(&word) || DAY_ENDINGS.contains(&word))
            || matches!(self.mark(at), Some('.' | ',' | '/' | '-' | '‑' | '–' | '،' | '\'' | '’'))
        {
            at += 1;
        }
        at
    }

    /// Reads a date that begins with the token.
    fn date(&self, at: usize) -> Option<(Date, usize)> {
        let (year, month, day, end) = if self.word(at).is_some() {
            self.month_first(at)?
        } else if let Some(year) = self.year(at) {
            self.year_first(at, year)?
        } else if let Some((number, 8)) = self.number(at) {
            let whole = (i16::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100);
            (whole.0, whole.1 as i8, whole.2 as i8, at + 1)
        } else {
            self.named_month(at).or_else(|| self.figures(at))?
        };
        Some((Date::new(year, month, day).ok()?, end))
    }

    /// Reads `March 3rd, 2026`, `Mar 03 10:15:00 EST 2026`.
    fn month_first(&self, at: usize) -> Option<(i16, i8, i8, usize)> {
        let (month, next) = self.month(at)?;
        let next = next + usize::from(self.mark(next) == Some('-'));
        let day = self.day(next)?;
        let after_time = self.time(next + 1).map_or(next + 1, |(.., end)| end);
        let year = self.skip(after_time);
        Some((self.year(year)?, month, day, year + 1))
    }

    /// Reads `2026-03-03`, `2026. március 3.`, `2026年3月3日`.
    fn year_first(&self, at: usize, year: i16) -> Option<(i16, i8, i8, usize)> {
        let is_mark = |at: usize| matches!(self.mark(at), Some('-' | '/' | '.' | '年' | '月' | '년' | '월' | '‑'));
        if is_mark(at + 1)
            && let Some(month) = self.small(at + 2, 12).filter(|_| is_mark(at + 3))
        {
            let end = at + 5 + usize::from(matches!(self.mark(at + 5), Some('日' | '일')));
            return Some((year, month, self.day(at + 4)?, end));
        }
        let next = self.skip(at + 1);
        if let Some((month, next)) = self.month(next) {
            let day = self.skip(next);
            return Some((year, month, self.day(day)?, day + 1));
        }
        // `2026. gada 3. marts`
        let day = self.day(next)?;
        let (month, end) = self.month(self.skip(next + 1))?;
        Some((year, month, day, end))
    }

    /// Reads `3 March 2026`, `3. März 2026`, `3 de marzo de 2026`, `03-Mar-26`.
    fn named_month(&self, at: usize) -> Option<(i16, i8, i8, usize)> {
        let day = self.day(at)?;
        let (month, next) = self.month(self.skip(at + 1))?;
        let year = self.skip(next);
        let short = || self.short_year(year).filter(|_| matches!(self.mark(year - 1), Some('-' | '\'' | '’')));
        Some((self.year(year).or_else(short)?, month, day, year + 1))
    }

    /// Reads `3.3.2026`, `3/4/2026`.
    fn figures(&self, at: usize) -> Option<(i16, i8, i8, usize)> {
        let mark = self.mark(at + 1).filter(|mark| matches!(mark, '.' | '/' | '-'))?;
        // A number behind a mark can be part of a longer one: `1.2.2026.3`, `020-3-4`.
        let is_part = at > 0 && self.is_joined(at) && matches!(self.mark(at - 1), Some('.' | '/' | '-' | ':'));
        let short = || self.short_year(at + 4).filter(|_| mark != '-' && self.is_joined(at + 4));
        let year = self.year(at + 4).or_else(short).filter(|_| self.mark(at + 3) == Some(mark) && !is_part)?;
        // `1.2.2026.3`
        if self.mark(at + 5) == Some(mark) && self.is_joined(at + 6) && self.number(at + 6).is_some() {
            return None;
        }
        let (first, second) = (self.day(at)?, self.day(at + 2)?);
        let is_month_first = match (first > 12, second > 12) {
            (true, _) => false,
            (_, true) => true,
            _ if first == second || mark == '.' => false,
            _ => self.convention.is_month_first()?,
        };
        let (month, day) = if is_month_first { (first, second) } else { (second, first) };
        Some((year, month, day, at + 5))
    }

    /// Reads the time of day that follows a date.
    fn time_after(&self, end: usize) -> Option<(Time, Option<Offset>, usize)> {
        (end..end + BETWEEN).take_while(|&at| at == end || self.is_between(at - 1)).find_map(|at| self.time(at))
    }

    /// Reads the time of day before a date, and where it begins.
    fn time_before(&self, start: usize) -> Option<(Time, Option<Offset>, usize)> {
        let first = start.saturating_sub(BETWEEN + TIME);
        (first..start).find_map(|at| {
            let (time, offset, end) = self.time(at)?;
            (end <= start && (end..start).all(|at| self.is_between(at))).then_some((time, offset, at))
        })
    }

    /// Whether a token may stand between a date and its time.
    fn is_between(&self, at: usize) -> bool {
        let is_word = |word: &str| BEFORE_TIME.contains(&word) || CLOCKS.contains(&word) || word == "t";
        self.word(at).is_some_and(is_word)
            || matches!(self.mark(at), Some(',' | '.' | '-' | '–' | '—' | '|' | '·' | '@' | '(' | ')' | ';' | ':'))
    }

    /// Reads a time of day that begins with the token.
    fn time(&self, at: usize) -> Option<(Time, Option<Offset>, usize)> {
        let hour = self.number(at).filter(|&(hour, digits)| hour < 24 && digits <= 2)?.0 as i8;
        let is_mark = |at: usize, mark: char| self.mark(at) == Some(mark) && self.is_joined(at);
        let minute = |at: usize| {
            let (minute, digits) = self.number(at).filter(|_| self.is_joined(at))?;
            i8::try_from(minute).ok().filter(|&minute| digits == 2 && minute < 60)
        };
        let is_clock = |at: usize| self.word(at).is_some_and(|word| CLOCKS.contains(&word));
        let dotted =
            is_mark(at + 1, '.') && (is_clock(at + 3) || at > 0 && (is_clock(at - 1) || is_clock(at.max(2) - 2)));
        let is_joint = is_mark(at + 1, ':') || dotted || self.word(at + 1) == Some("h") && self.is_joined(at + 1);
        let has_minutes = is_joint || matches!(self.mark(at + 1), Some('時' | '时' | '시'));
        let (minutes, mut end) = match minute(at + 2).or_else(|| self.small(at + 2, 59).filter(|_| !is_joint)) {
            Some(minutes) if has_minutes => (minutes, at + 3),
            // `5 pm`
            _ if self.half_of_day(at + 1).is_some() && !is_joint => (0, at + 1),
            _ => return None,
        };
        let mut seconds = 0;
        if let Some(found) = minute(end + 1).filter(|_| is_mark(end, ':')) {
            (seconds, end) = (found, end + 2);
            // Fractions of seconds do not matter.
            if is_mark(end, '.') && self.number(end + 1).is_some() && self.is_joined(end + 1) {
                end += 2;
            }
        }
        let mut hour = hour;
        if let Some((is_afternoon, after)) = self.half_of_day(end) {
            hour = match (hour, is_afternoon) {
                (12, false) => 0,
                (1..12, true) => hour + 12,
                _ => hour,
            };
            end = after;
        } else if at > 0 && self.word(at - 1) == Some("오후") && hour < 12 {
            hour += 12;
        }
        let time = Time::new(hour, minutes, seconds, 0).ok()?;
        let (offset, end) = self.offset(end).map_or((None, end), |(offset, end)| (Some(offset), end));
        Some((time, offset, end))
    }

    /// Reads `am` or `p.m.`: whether it is the afternoon.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.word(at)? {
            "am" => Some((false, at + 1)),
            "pm" => Some((true, at + 1)),
            half @ ("a" | "p") if self.mark(at + 1) == Some('.') && self.word(at + 2) == Some("m") => {
                Some((half == "p", at + 3 + usize::from(self.mark(at + 3) == Some('.'))))
            }
            _ => None,
        }
    }

    /// Reads the name or the offset of a time zone: `UTC`, `GMT+2`, `+0100`.
    fn offset(&self, at: usize) -> Option<(Offset, usize)> {
        let at = at + usize::from(self.mark(at) == Some('('));
        let zone = self.word(at).and_then(|word| ZONES.iter().find(|(name, _)| *name == word));
        let sign = at + usize::from(zone.is_some());
        let numeric = || {
            let is_behind = match self.mark(sign)? {
                '+' => false,
                '-' | '−' => true,
                _ => return None,
            };
            let (number, digits) = self.number(sign + 1).filter(|_| self.is_joined(sign + 1))?;
            let (hours, minutes, end) = match digits {
                4 => (number / 100, number % 100, sign + 2),
                1 | 2 if self.mark(sign + 2) == Some(':') => (number, self.number(sign + 3)?.0, sign + 4),
                2 => (number, 0, sign + 2),
                1 if zone.is_some() => (number, 0, sign + 2),
                _ => return None,
            };
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| hours <= 14 && minutes < 60)?;
            Some((Offset::from_seconds(if is_behind { -seconds } else { seconds }).ok()?, end))
        };
        numeric().or_else(|| Some((Offset::from_seconds(i32::from(zone?.1) * 3600).ok()?, at + 1)))
    }
}

#[cfg(test)]
mod tests;

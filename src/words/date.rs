//! Finds a date or a time inside a line, as in `Posted by Ann on 3 May 2008 at 17:05`.

use std::ops::Range;

use super::class::{Class, class_of};
use super::kind::{WordKind, kind_of};

/// Bytes of the longest line that is searched.
const LONGEST: usize = 600;
/// Units of time that the list of date words lacks, because features count that list.
const UNITS: [&str; 20] = [
    "jour",
    "jours",
    "semaine",
    "semaines",
    "mois",
    "ans",
    "tag",
    "tage",
    "tagen",
    "woche",
    "wochen",
    "monaten",
    "día",
    "días",
    "dias",
    "giorni",
    "dagen",
    "dni",
    "дней",
    "назад",
];
/// Words that stand between the parts of a date and belong to none of the lists.
const CONNECTORS: [&str; 21] = [
    "at", "on", "the", "of", "um", "am", "à", "le", "a", "las", "de", "del", "el", "alle", "ore", "kl", "klo", "o",
    "в", "о", "às",
];
/// Words for `ago`, in languages that put them before the span of time.
const BEFORE: [&str; 6] = ["il y a ", "vor ", "hace ", "há ", "fa ", "for "];
/// Marks that may stand between the parts of a date.
const MARKS: &[char] = &[',', '.', '/', '-', ':', '@', '|', '·', '•', '–', '—', '(', ')', '年', '月', '日', '時', '分'];

/// Returns the range of the first date or time in a line: a date in figures, a day and a month,
/// a time of day, or a span such as `2 hours ago`. Words between its parts are included.
pub fn find(line: &str) -> Option<Range<usize>> {
    if line.len() > LONGEST || !line.contains(|c: char| c.is_numeric()) {
        return None;
    }
    let mut stamp = Stamp::default();
    let mut at = 0;
    while at < line.len() {
        let token = token(&line[at..]);
        let range = at..at + token.len();
        at = range.end;
        if !stamp.take(token, range) && stamp.is_date() {
            break;
        }
    }
    let mut found = Some(stamp).filter(Stamp::is_date)?.range;
    for before in BEFORE {
        if line[..found.start].to_lowercase().ends_with(before) && line.is_char_boundary(found.start - before.len()) {
            found.start -= before.len();
            break;
        }
    }
    Some(found)
}

/// Returns the token that a text begins with: a number with its separators, a word, a letter of
/// a script without spaces, or another character.
fn token(text: &str) -> &str {
    let first = text.chars().next().unwrap_or_default();
    let end = if first.is_numeric() {
        let mut end = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let joins = matches!(c, '.' | '/' | '-' | ':') && chars.peek().is_some_and(|(_, c)| c.is_numeric())
                || c == 'T' && chars.peek().is_some_and(|(_, c)| c.is_numeric());
            if !c.is_numeric() && !joins {
                break;
            }
            end = at + c.len_utf8();
        }
        end
    } else if matches!(class_of(first), Class::Upper | Class::Lower) {
        let is_part = |c: char| matches!(class_of(c), Class::Upper | Class::Lower | Class::Joiner);
        text.find(|c| !is_part(c)).unwrap_or(text.len())
    } else {
        first.len_utf8()
    };
    &text[..end.max(first.len_utf8())]
}

/// A date while it is read.
#[derive(Debug, Default)]
struct Stamp {
    range: Range<usize>,
    /// Numbers with a single part.
    numbers: u32,
    /// Numbers with several parts: `3.5.2008`, `17:05`.
    figures: u32,
    /// Names of months and days, and units of time.
    words: u32,
}

impl Stamp {
    /// Whether the tokens so far are a date.
    fn is_date(&self) -> bool {
        self.figures > 0 || self.numbers > 0 && self.words > 0
    }

    /// Reads a token. Returns false if it ends the date.
    fn take(&mut self, token: &str, range: Range<usize>) -> bool {
        let first = token.chars().next().unwrap_or_default();
        if first.is_numeric() {
            let parts = token.split(|c: char| !c.is_numeric());
            let sound = parts.clone().all(|part| (1..=4).contains(&part.chars().count()));
            match parts.count() {
                1 if sound => self.numbers += 1,
                2 if sound && token.contains([':']) => self.figures += 1,
                // `3.5`, which may be a version or a price.
                2 if sound => self.numbers += 1,
                3.. if sound => self.figures += 1,
                _ => return self.end(),
            }
            return self.extend(range);
        }
        if matches!(class_of(first), Class::Upper | Class::Lower | Class::Ideograph) {
            let is_suffix = self.range.end == range.start && ["st", "nd", "rd", "th", "er", "h", "º"].contains(&token);
            let kind = kind_of(token);
            if self.numbers > 0 && UNITS.contains(&token.to_lowercase().as_str()) {
                self.words += 1;
                return self.extend(range);
            }
            // `may` and `mai` are function words, too.
            let is_sure = kind.is(WordKind::STOPWORD) == 0 || first.is_uppercase() || self.numbers > 0;
            if is_suffix && self.range.end > 0 || kind.is(WordKind::DATE) > 0 && is_sure {
                self.words += u32::from(!is_suffix);
                return self.extend(range);
            }
            let is_connector = CONNECTORS.contains(&token.to_lowercase().as_str());
            return is_connector && self.range.end > 0 || MARKS.contains(&first) || self.end();
        }
        token.trim().is_empty() || MARKS.contains(&first) || self.end()
    }

    fn extend(&mut self, range: Range<usize>) -> bool {
        if self.range.end == 0 {
            self.range = range;
        } else {
            self.range.end = range.end;
        }
        true
    }

    /// Ends the date. Starts again if the tokens so far are not a date.
    fn end(&mut self) -> bool {
        if !self.is_date() {
            *self = Stamp::default();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_date_is_found_inside_a_line() {
        for (line, expected) in [
            ("Posted by Ann on May 3, 2008 at 5:05 PM", "May 3, 2008 at 5:05 PM"),
            ("Ann, 12 May 2010", "12 May 2010"),
            ("Posted by: Ann | 03.05.2008 17:05", "03.05.2008 17:05"),
            ("2 hours ago by Ann", "2 hours ago"),
            ("Ann, vor 2 Stunden", "vor 2 Stunden"),
            ("il y a 3 jours", "il y a 3 jours"),
            ("Ann schrieb am 3. Mai 2008 um 17:05 Uhr:", "3. Mai 2008 um 17:05 Uhr"),
            ("5 mai 2008 à 12:30", "5 mai 2008 à 12:30"),
            ("名無し 2008年5月3日 12:30", "2008年5月3日 12:30"),
            ("2008-05-03T12:30:00Z", "2008-05-03T12:30:00"),
            ("At 7:25 PM, Anonymous said...", "7:25 PM"),
            ("Thursday, May 3rd, 2008", "Thursday, May 3rd, 2008"),
        ] {
            assert_eq!(find(line).map(|range| &line[range]), Some(expected), "{line}");
        }
        for line in ["", "Ann", "3 mills", "It may rain.", "Version 3.5", "May I say 3 things?"] {
            assert_eq!(find(line), None, "{line}");
        }
    }
}

//! Credit lines: whether a line says who made a page and when, and no more.
//!
//! `By Ana de la Cruz | Updated 3 March 2025, 10:15` is one, a sentence with a
//! date in it is not: each word must be a name behind `by` or `photos:`, part
//! of a date, or a small word between the two. This is no heuristic of the
//! vector: what the models make of such lines differs from page to page, while
//! around the headline they are never the story.

use super::lexicon::{self, Kind};
use super::shape::class::{ASCII, Class, class};

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
            Class::Space | Class::Joiner => true,
            _ => credit.mark(c),
        };
        if !fits {
            return false;
        }
        rest = tail;
    }
    credit.holds(text.ends_with(['.', '。', '।', '…']))
}

fn class_of(c: char) -> Class {
    if c.is_ascii() { ASCII[c as usize] } else { class(c) }
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
        let kind = lexicon::kind_of(token);
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
    ends.map(|end| (end, lexicon::kind_of(&run[..end]))).filter(|(_, kind)| kind.is_any(&kinds)).last()
}

#[cfg(test)]
mod tests {
    use super::is_credit;

    #[test]
    fn finds_credit_lines_of_many_languages() {
        for line in [
            "By Ana de la Cruz and Ludwig van Dam",
            "By Jane Doe, Political Correspondent | 3 March 2024",
            "Published 3 March 2024, 10:15 am GMT",
            "Updated 3 hours ago",
            "2024-05-03 10:20",
            "5 min read",
            "Text: Casilda Ribot",
            "Von Gesine Harnack",
            "Von Burkhard Eisele, 6. Oktober 2024, 8:30 Uhr | [Merken] [Drucken]",
            "Stand: 04.03.2025, 17:12 Uhr",
            "Lesezeit: 3 Minuten",
            "Par Solène Arbogast",
            "12 juin 2025, 07:45 – mis à jour à 11:02",
            "Por Caio Braga — Barra da Restinga",
            "30/01/2025 06h00 · Atualizado há 3 horas",
            "7 de setembro de 2024",
            "Текст: Мария Лебедева",
            "16 марта 2025, 07:30",
            "रिपोर्ट: रेवती मीणा प्रकाशित: 16 मार्च 2025, 07:30 अपडेट: 16 मार्च 2025, 12:05 3 मिनट में पढ़ें",
            "بقلم: مروان الحلو",
            "١٢ تشرين الثاني ٢٠٢٤",
            "מאת: דנה לוי",
            "โดย ธีรภัทร วงศ์ลำน้ำ",
            "เผยแพร่ 9 มกราคม 2568 เวลา 08:15 น.",
            "本报记者 张三",
            "发布时间：2024-05-03 10:20",
            "2025年2月14日更新　取材・文＝三枝 ひかる　写真＝奥野 亮",
            "윤하늬 기자",
            "기사입력 2025.03.31. 오후 4:12",
        ] {
            assert!(is_credit(line), "{line}");
        }
    }

    #[test]
    fn leaves_all_else() {
        for line in [
            "By using this site you agree",
            "By Using Cookies We Learn",
            "By the River Thames",
            "By train",
            "Yesterday.",
            "March 2024",
            "12 May – 4 June 2025",
            "Saturday 12 July 2025, 10am, Town Hall",
            "Prep time: 10 minutes",
            "Total: 45 minutes",
            "Ready in 30 minutes",
            "45 Minuten",
            "Serves 4",
            "$64.00",
            "18:00",
            "Photos and text",
            "Text editors",
            "Von hier aus sieht man das Meer.",
            "Por fin llegó el agua",
            "Am 3. März 2024 kam das Wasser.",
            "Updated the recipe on 3 March 2024",
            "Vendo o alho, vendo a trança,",
            "- By Jane Doe",
            "Version 2.0.1",
            "020 7946 0123",
            "从前有一个记者",
            "",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }
}

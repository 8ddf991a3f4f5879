//! Reads the names of people in author fields and bylines.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use crate::words::class::{Class, class_of};
use crate::words::collapsed;
use crate::words::kind::{WordKind, kind_of};
use crate::words::months;

const LIST: &str = include_str!("../words/not_people.txt");
/// Words of the longest name.
const MOST_WORDS: usize = 5;
/// Words before `by` that say that somebody wrote the page.
const AUTHORSHIP: [&str; 16] = [
    "written",
    "posted",
    "published",
    "authored",
    "created",
    "submitted",
    "contributed",
    "post",
    "story",
    "report",
    "article",
    "recipe",
    "analysis",
    "opinion",
    "words",
    "text",
];
/// Words before `by`, at most: `This post was written by`.
const BEFORE_BY: usize = 4;
/// Bytes of the longest name.
const LONGEST: usize = 80;
/// Most authors of a page.
pub const MOST: usize = 30;
/// Words between two names.
const AND: [&str; 16] =
    ["and", "und", "et", "y", "e", "ed", "og", "och", "ja", "en", "with", "i", "и", "та", "και", "dan"];
/// Titles before names, which are left out: `Prof. Dr. Ann Sluice`.
const TITLES: [&str; 4] = ["prof", "mr", "mrs", "dr"];

/// What a word in [`LIST`] is, as a set.
#[derive(Debug, Clone, Copy, Default)]
struct NotPerson(u8);

impl NotPerson {
    const NAME: u8 = 1;
    const GROUP: u8 = 2;
    const OCCUPATION: u8 = 4;
    const BEFORE: u8 = 8;

    fn of(word: &str) -> NotPerson {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word);
        // `Editor-at-Large`, `Presse-Agentur`
        let parts = word.split('-').chain([word]).filter_map(|part| WORDS.get(part));
        NotPerson(parts.fold(0, |all, part| all | part.0))
    }

    fn is(self, kinds: u8) -> bool {
        self.0 & kinds != 0
    }
}

static WORDS: LazyLock<HashMap<&'static str, NotPerson, FixedState>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, NotPerson, FixedState> = HashMap::default();
    let mut kind = 0;
    for line in LIST.lines().filter(|line| !line.is_empty()) {
        match line {
            "# names" => kind = NotPerson::NAME,
            "# groups" => kind = NotPerson::GROUP,
            "# occupations" => kind = NotPerson::OCCUPATION,
            "# before occupations" => kind = NotPerson::BEFORE,
            _ if line.starts_with('#') => {}
            word => words.entry(word).or_default().0 |= kind,
        }
    }
    words
});

/// Who a page is by if not by people: its site, its host, its publishers. The letters of their names.
#[derive(Debug, Default)]
pub struct Others(HashSet<String>);

impl Others {
    /// Adds a name.
    pub fn add(&mut self, name: &str) {
        let letters = letters_without_the(name);
        if !letters.is_empty() {
            self.0.insert(letters);
        }
    }

    /// Whether a name is that of one of them.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&letters_without_the(name))
    }
}

/// Returns the letters of a name without a leading `the`.
fn letters_without_the(name: &str) -> String {
    let letters = letters(name);
    letters.strip_prefix("the").map(str::to_owned).unwrap_or(letters)
}

/// Removes the name of a site from the end of a part: `Ann Sluice Weir Gazette`.
fn without_others<'t>(part: &'t str, others: &Others) -> &'t str {
    let after_two = part.match_indices(' ').map(|(at, _)| at).skip(1).take(MOST_WORDS);
    after_two.filter(|&at| others.has(&part[at..])).map(|at| &part[..at]).next().unwrap_or(part)
}

/// Returns the letters and digits of a name in lower case.
pub fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How sure it is that a text names authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The text is a name. One word is enough, and capitals are not needed.
    Name,
    /// The text may be a label or a sentence. A name needs two words and capitals.
    Line,
}

/// Returns the names of people in a text, such as `By Ann Sluice and Ben Weir, Staff Writers`, each
/// once. Parts that name nobody are left out.
pub fn names(text: &str, trust: Trust, others: &Others) -> Vec<String> {
    let text = without_markup(text);
    let mut names: Vec<String> = Vec::new();
    if text.contains("://") {
        return names;
    }
    for part in parts(introduced(&text)) {
        let part = without_others(introduced(part), others);
        // After a name other parts may be a place or what the person does.
        if let Some(name) = name(part, trust).filter(|name| !others.has(name))
            && names.len() < MOST
            && !names.iter().any(|known| letters(known) == letters(name))
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// Returns a text without tags and with character references decoded.
pub fn without_markup(text: &str) -> String {
    let text = htmlize::unescape(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        if tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
            rest = tag;
            let Some(end) = tag.find('>') else { break };
            rest = &tag[end + 1..];
        } else {
            // `1 < 2`
            out.push('<');
            rest = &tag[1..];
        }
    }
    out.push_str(rest);
    lines(&out)
}

/// Returns the lines of a text, white space in them collapsed.
fn lines(text: &str) -> String {
    text.lines().map(collapsed).collect::<Vec<_>>().join("\n")
}

/// Removes words such as `By`, `Written by` and `Author:` from the beginning of a text.
fn introduced(text: &str) -> &str {
    let mut rest = text.trim_matches(|c: char| is_edge(c));
    rest = behind_by(rest).unwrap_or(rest);
    loop {
        let end = rest.find(|c: char| c.is_whitespace() || is_colon(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let has_colon = after.trim_start().starts_with(is_colon);
        let kind = kind_of(word);
        let is_label =
            kind.is_any(&[WordKind::BYLINE, WordKind::DATE_LABEL]) || kind.is(WordKind::ROLE) > 0 && has_colon;
        if !is_label || after.trim().is_empty() {
            return rest;
        }
        rest = after.trim_start_matches(|c: char| is_edge(c) || is_colon(c));
    }
}

/// Returns the part of a text behind words such as `Analysis by` and `This post was written by`.
/// `None` if it does not begin so: what is reviewed or sponsored by somebody is written by others.
pub fn behind_by(text: &str) -> Option<&str> {
    let at = text.find(" by ").or_else(|| text.find(" By "))?;
    let (before, after) = (&text[..at], &text[at + " by ".len()..]);
    let last = before.split_whitespace().next_back()?.to_lowercase();
    let is_short = before.split_whitespace().count() <= BEFORE_BY;
    (is_short && AUTHORSHIP.contains(&last.as_str())).then(|| after.trim_start())
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '＝')
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '–'
                | '—'
                | '|'
                | ','
                | '·'
                | '•'
                | '*'
                | '/'
                | '('
                | ')'
                | ';'
                | '"'
                | '“'
                | '”'
                | '\u{200b}'
                | '。'
                | '【'
                | '】'
                | '['
                | ']'
        )
}

/// Cuts a text at commas, other marks and words such as `and`.
fn parts(text: &str) -> Vec<&str> {
    let is_cut = |c: char| {
        matches!(
            c,
            ',' | ';'
                | '|'
                | '·'
                | '•'
                | '/'
                | '&'
                | '、'
                | '，'
                | '；'
                | '،'
                | '\n'
                | '\t'
                | '('
                | ')'
                | '—'
                | '–'
                | '+'
                | '：'
                | ':'
        )
    };
    let mut parts = Vec::new();
    for piece in text.split(is_cut).flat_map(|piece| piece.split(" - ")) {
        let mut start = 0;
        let mut at = 0;
        for word in piece.split(' ') {
            if AND.contains(&word.to_lowercase().as_str()) && word.chars().all(char::is_lowercase) {
                // `José Ortega y Gasset` is one person, so that a single name ends nothing.
                let rest = &piece[at + word.len()..];
                let is_pair = rest.split_whitespace().take(2).filter(|word| starts_with_capital(word)).count() == 2;
                if is_pair || word.len() > 1 {
                    parts.push(&piece[start..at]);
                    start = at + word.len();
                }
            }
            at += word.len() + 1;
        }
        parts.push(piece.get(start..).unwrap_or_default());
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn starts_with_capital(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
}

/// Whether a word ends a name that stands before it: `on`, `In`, `Updated`, `Monday`.
fn ends_name(word: &str) -> bool {
    const SMALL: [&str; 8] = ["on", "in", "at", "for", "from", "via", "last", "edited"];
    let lower = word.to_lowercase();
    let kind = kind_of(word);
    let is_part = months::number(&lower, None).is_some() || kind.is(WordKind::FILLER) > 0;
    SMALL.contains(&lower.as_str())
        || kind.is(WordKind::DATE_LABEL) > 0
        || kind.is(WordKind::DATE) > 0 && !is_part
        || !starts_with_capital(word) && !is_part && word.chars().all(char::is_lowercase)
}

/// Returns the name of a person in a part of a text; `None` for a group, an occupation, or something
/// else.
fn name(part: &str, trust: Trust) -> Option<&str> {
    let part = part.trim_matches(|c: char| is_edge(c)).trim_start_matches('@').trim_end_matches(['.', ':']);
    let part = TITLES.iter().fold(part, |part, title| {
        let is = part.get(..title.len()).is_some_and(|start| start.eq_ignore_ascii_case(title));
        if is && part[title.len()..].starts_with([' ', '.']) {
            part[title.len()..].trim_start_matches(['.', ' '])
        } else {
            part
        }
    });
    let whole = NotPerson::of(part);
    let is_odd = |c: char| {
        matches!(c, '@' | '\\' | '{' | '<' | '=' | '%' | '?' | '!' | '#' | '$' | '…') || class_of(c) == Class::Currency
    };
    // `Ann Sluice @sluice`
    let part = part.split_once(" @").map_or(part, |(name, _)| name.trim_end());
    if part.is_empty() || part.len() > LONGEST || part.contains("://") || part.contains("www.") || part.contains(is_odd)
    {
        return None;
    }
    if whole.is(NotPerson::NAME) {
        return None;
    }
    let words: Vec<&str> = part.split(' ').collect();
    let end = words.iter().skip(2).position(|word| ends_name(word));
    let words = &words[..end.map_or(words.len(), |end| end + 2)];
    // `Ann Sluice Political Correspondent`
    let what = |word: &&str| NotPerson::of(word);
    // `AFPRelaxnews`
    let is_group = words.iter().any(|word| what(word).is(NotPerson::GROUP) || word.len() > 5 && word.ends_with("news"));
    let cut = words.iter().position(|word| what(word).is(NotPerson::OCCUPATION | NotPerson::BEFORE));
    let has_occupation = words.iter().any(|word| what(word).is(NotPerson::OCCUPATION));
    let count = match cut {
        Some(at) if has_occupation && at >= 2 && !words[..at].iter().any(|word| what(word).is(NotPerson::GROUP)) => at,
        _ if has_occupation || is_group => return None,
        _ => words.len(),
    };
    let words = &words[..count];
    let end = words.iter().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    let name = part[..end].trim_end_matches(['.', ',']);
    if count > MOST_WORDS || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let is_caseless = name.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
    let fits = |word: &&str| starts_with_capital(word) || kind_of(word).is(WordKind::FILLER) > 0;
    let is_name = match trust {
        Trust::Name => digits <= 4 && (count > 1 || name.chars().count() > 2 || is_caseless),
        Trust::Line => {
            let is_word = |word: &&str| kind_of(word).is_any(&[WordKind::INTERFACE, WordKind::DATE]);
            digits == 0
                && (count > 1 || is_caseless && name.chars().count() > 1)
                && words.iter().all(fits)
                && starts_with_capital(words[0])
                && !words.iter().all(is_word)
        }
    };
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, trust: Trust) -> Vec<String> {
        let mut others = Others::default();
        others.add("The Weir Gazette");
        names(text, trust, &others)
    }

    #[test]
    fn people_are_read_in_many_forms() {
        for (text, expected) in [
            ("Ann Sluice", "Ann Sluice"),
            ("By Ann Sluice", "Ann Sluice"),
            ("BY ANN SLUICE", "ANN SLUICE"),
            ("Written by Ann Sluice", "Ann Sluice"),
            ("Von Jörg Wehr", "Jörg Wehr"),
            ("Author: Ann Sluice", "Ann Sluice"),
            ("By Ann Sluice and Ben Weir", "Ann Sluice|Ben Weir"),
            ("Ann Sluice, Ben Weir & Cy Leat", "Ann Sluice|Ben Weir|Cy Leat"),
            ("Ann Sluice, Political Correspondent", "Ann Sluice"),
            ("By Ann Sluice Political Correspondent", "Ann Sluice"),
            ("Ann Sluice, MD, PhD", "Ann Sluice"),
            ("By Ann Sluice, The Weir Gazette", "Ann Sluice"),
            ("By Ann Sluice | Reuters", "Ann Sluice"),
            ("Dr. Ann Sluice", "Ann Sluice"),
            ("Prof. Dr. Ann Sluice", "Ann Sluice"),
            ("Mr Ben Weir", "Ben Weir"),
            ("Analysis by Ann Sluice, Editor-at-Large", "Ann Sluice"),
            ("By Ann Sluice on Monday", "Ann Sluice"),
            ("Ann Sluice Weir Gazette", "Ann Sluice"),
            ("By Ann Sluice and Ben Weir\nAssociated Press", "Ann Sluice|Ben Weir"),
            ("Ann Sluice @sluice", "Ann Sluice"),
            ("This post was written by Ann Sluice.", "Ann Sluice"),
            ("Ludwig van Dam", "Ludwig van Dam"),
            ("Theresa May", "Theresa May"),
            ("José Ortega y Gasset", "José Ortega y Gasset"),
            ("Ann O&#39;Sluice", "Ann O'Sluice"),
            ("<a href=/ann>Ann Sluice</a>", "Ann Sluice"),
            ("Автор: Мария Лебедева", "Мария Лебедева"),
            ("记者：李四", "李四"),
        ] {
            assert_eq!(read(text, Trust::Line).join("|"), expected, "{text}");
            assert_eq!(read(text, Trust::Name).join("|"), expected, "{text}");
        }
        assert_eq!(read("ann sluice", Trust::Name), ["ann sluice"]);
        assert_eq!(read("millwright", Trust::Name), ["millwright"]);
    }

    #[test]
    fn markup_is_left_out_of_a_text() {
        for (text, expected) in [
            ("<b class=x>Rye</b> and<br/>oats<!-- new -->", "Rye andoats"),
            ("1 < 2 and <i>3</i> > 2", "1 < 2 and 3 > 2"),
            ("&lt;p&gt;Rye <3", "Rye <3"),
            ("Rye <b and oats", "Rye <b and oats"),
        ] {
            assert_eq!(without_markup(text), expected, "{text}");
        }
        assert_eq!(without_markup(&"<a".repeat(100_000)).len(), 200_000);
    }

    #[test]
    fn groups_desks_accounts_and_sites_are_no_people() {
        for text in [
            "Deutsche Presse-Agentur",
            "AFPRelaxnews",
            "admin",
            "Administrator",
            "The Weir Gazette",
            "Weir Gazette",
            "Weir Gazette Staff",
            "Staff Writer",
            "News Desk",
            "Associated Press",
            "Reuters",
            "Redaktion",
            "Sluice Media Group",
            "https://weir.example/ann",
            "ann@weir.example",
            "Guest",
            "Von:",
            "",
        ] {
            assert_eq!(read(text, Trust::Name), Vec::<String>::new(), "{text}");
        }
        for line in [
            "Reviewed by Ann Sluice",
            "Sponsored by Sluice Foods",
            "Share this story",
            "By using this site you agree",
            "Home",
            "It rained.",
        ] {
            assert_eq!(read(line, Trust::Line), Vec::<String>::new(), "{line}");
        }
    }
}

//! Reads lines that say who wrote a comment and when: `Ann says:`, `Posted by: Ann | 3 May
//! 2008`.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::kind::{WordKind, kind_of};
use super::{date, label};

const LIST: &str = include_str!("attributions.txt");
/// Characters and words of the longest name.
const LONGEST: (usize, usize) = (60, 6);
/// Auxiliary verbs before a listed verb: `Ann a dit`, `Ann hat geschrieben`.
const AUXILIARIES: [&str; 5] = ["a", "ha", "hat", "har", "heeft"];

static WORDS: LazyLock<HashSet<&'static str, FixedState>> =
    LazyLock::new(|| LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect());

/// Who wrote a comment and when, as far as a line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attribution<'a> {
    /// The name of the author.
    pub author: Option<&'a str>,
    /// The date.
    pub date: Option<&'a str>,
}

/// Reads a line that consists of a name, a date and words between them. `None` if it says
/// something else, or only a name without a word or a colon that introduces it.
pub fn of_line(line: &str) -> Option<Attribution<'_>> {
    let line = line.trim();
    let stamp = date::find(line);
    let (before, after) = stamp.clone().map_or((line, ""), |stamp| (&line[..stamp.start], &line[stamp.end..]));
    let introduced = [before, after].into_iter().any(is_introduced);
    // `Post a comment` names no author called `Post a`.
    let is_label = || label::of_line(line).is_some_and(|label| label.whole);
    if stamp.is_none() && (!introduced || is_label()) {
        return None;
    }
    let parts = [before, after].map(|part| (core(part), name(part)));
    // Any other part is text, except for words of the interface such as `Permalink`.
    if parts.iter().any(|(core, name)| name.is_none() && !is_interface(core)) {
        return None;
    }
    let author = parts.iter().find_map(|(_, name)| *name);
    let date = stamp.map(|stamp| &line[stamp]);
    (author.is_some() || date.is_some()).then_some(Attribution { author, date })
}

/// Removes the marks, and a word such as `says:`, from the beginning of a text that follows a name.
pub fn after_name(text: &str) -> &str {
    let text = text.trim();
    let rest = text.trim_start_matches([':', '-', '–', '—', '|', ',', '·', '»']).trim_start();
    let first = rest.split_whitespace().next().unwrap_or_default();
    let is_introduction = first.ends_with([':', '…']) || first.ends_with("...");
    if is_introduction && is_listed(first.trim_matches(is_mark)) { rest[first.len()..].trim_start() } else { rest }
}

/// Whether a listed word or a mark at the end of a text says that it is, or that it follows, a
/// name.
fn is_introduced(text: &str) -> bool {
    let text = text.trim();
    let core = core(text);
    !core.is_empty() && core.len() < text.trim_matches(is_mark).len()
}

/// Returns the name in a text, without the listed words and marks at its ends. `None` if the rest
/// is too long for a name, a sentence, a label or a word of the interface.
pub fn name(text: &str) -> Option<&str> {
    let core = core(text);
    let is_short = core.chars().count() <= LONGEST.0 && core.split_whitespace().count() <= LONGEST.1;
    let is_sentence = core.ends_with(['?', '!', '…']) || core.contains(['"', '“', '?']);
    let is_label = label::of_line(core).is_some_and(|label| label.whole);
    let named = core.chars().any(char::is_alphabetic) && is_short && !is_sentence && !is_label && !is_interface(core);
    named.then_some(core)
}

/// Whether a text has only words of the interface, such as `Reply`, or no words at all.
fn is_interface(text: &str) -> bool {
    text.split_whitespace().all(|word| kind_of(word.trim_matches(is_mark)).is(WordKind::INTERFACE) > 0)
}

/// Returns a text without the marks, numbers and listed words at its ends.
fn core(text: &str) -> &str {
    let mut rest = text.trim_matches(is_mark);
    loop {
        let whole = rest;
        let first = rest.split_whitespace().next().unwrap_or_default();
        let word = first.trim_matches(is_mark);
        let is_number = word.chars().all(char::is_numeric) && first.len() < rest.len();
        if is_number || is_listed(word) {
            rest = rest[first.len()..].trim_start_matches(is_mark);
        }
        let last = rest.split_whitespace().next_back().unwrap_or_default();
        if is_listed(last.trim_matches(is_mark)) {
            rest = rest[..rest.len() - last.len()].trim_end_matches(is_mark);
            let auxiliary = rest.split_whitespace().next_back().unwrap_or_default();
            if AUXILIARIES.contains(&auxiliary) && auxiliary.len() < rest.len() {
                rest = rest[..rest.len() - auxiliary.len()].trim_end_matches(is_mark);
            }
        }
        if rest.len() == whole.len() {
            return rest;
        }
    }
}

/// Whether a character at the end of a text is no part of a name.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, ')' | '_' | '!' | '?' | '*' | '…' | '"' | '“') || matches!(c, '…')
}

fn is_listed(word: &str) -> bool {
    !word.is_empty() && WORDS.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_an_author_and_a_date() {
        for (line, author, date) in [
            ("Ann says:", Some("Ann"), None),
            ("Ann Sluice said...", Some("Ann Sluice"), None),
            ("Posted by: Ann | May 3, 2008 5:05 PM", Some("Ann"), Some("May 3, 2008 5:05 PM")),
            ("Comment by Ann on 3 May 2008", Some("Ann"), Some("3 May 2008")),
            ("At 7:25 PM, Anonymous said...", Some("Anonymous"), Some("7:25 PM")),
            ("May 3rd, 2008 at 5:05 pm", None, Some("May 3rd, 2008 at 5:05 pm")),
            ("Ann a dit…", Some("Ann"), None),
            ("Ann hat geschrieben:", Some("Ann"), None),
            ("Kommentar von Ann am 3. Mai 2008", Some("Ann"), Some("3. Mai 2008")),
            ("#12 Ann (not verified) — 3 May 2008", Some("Ann (not verified)"), Some("3 May 2008")),
            ("2 hours ago by Ann", Some("Ann"), Some("2 hours ago")),
            ("May 3, 2008 | Permalink", None, Some("May 3, 2008")),
            ("名無し 2008年5月3日", Some("名無し"), Some("2008年5月3日")),
        ] {
            assert_eq!(of_line(line), Some(Attribution { author, date }), "{line}");
        }
        for line in ["Ann", "In May 2008 the mill by the old river burned down again.", "It was so.", "Reply", ""] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}

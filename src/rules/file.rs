//! Reads rules files:
//!
//! ```toml
//! ["*"]
//! drop-line = '^Advertisement$'
//!
//! ["example.org"]
//! drop-selector = ["aside.related", ".newsletter"]
//! keep-selector = "table.specs"
//! ```

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::host::Host;
use super::mistake::Mistake;
use super::pattern::Pattern;
use super::rule::Rule;

/// The keys of a section. The flags have the same names.
const KEYS: [&str; 4] = ["drop-selector", "keep-selector", "drop-line", "keep-line"];

/// Parses a rules file. `name` is its name in messages.
///
/// # Errors
/// Returns the first mistake and where it is.
pub fn read(name: &str, text: &str) -> Result<Vec<Rule>, Mistake> {
    // A byte order mark does not count as a column.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line_ends = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let reader = Reader { name, text, line_ends };
    let table = DeTable::parse(text).map_err(|error| {
        let place = error.span().unwrap_or(text.len()..text.len());
        reader.mistake(&place, error.message().replace('\n', ", "))
    })?;
    let mut rules = Vec::new();
    for (key, value) in in_order(table.get_ref()) {
        reader.section(key, value, &mut rules)?;
    }
    Ok(rules)
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    line_ends: Vec<usize>,
}

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

impl Reader<'_> {
    fn mistake(&self, place: &Range<usize>, cause: impl Into<String>) -> Mistake {
        Mistake::new(self.name, self.text, place, cause)
    }

    fn section(&self, key: &Key<'_>, value: &Value<'_>, rules: &mut Vec<Rule>) -> Result<(), Mistake> {
        let name: &str = key.get_ref();
        let DeValue::Table(table) = value.get_ref() else {
            let cause = if KEYS.contains(&name) {
                format!("`{name}` is outside a section: put it below [\"*\"] for all pages, or below a host")
            } else {
                format!("unknown key `{name}`; expected a section such as [\"example.org\"] or [\"*\"]")
            };
            return Err(self.mistake(&key.span(), cause));
        };
        let host = match name {
            "*" => None,
            _ => Some(name.parse::<Host>().map_err(|cause| self.mistake(&key.span(), cause))?),
        };
        for (key, value) in in_order(table) {
            let name: &str = key.get_ref();
            let Some(kind) = KEYS.iter().find(|&&known| known == name) else {
                return Err(self.unknown(key, value));
            };
            for string in self.strings(kind, value)? {
                let pattern = self.pattern(kind, string)?;
                let line = self.line_ends.partition_point(|&end| end < string.span().start) + 1;
                let origin = format!("{}:{line} {kind}", self.name);
                rules.push(Rule { keep: kind.starts_with("keep"), pattern, host: host.clone(), origin });
            }
        }
        Ok(())
    }

    fn unknown(&self, key: &Key<'_>, value: &Value<'_>) -> Mistake {
        let cause = match value.get_ref() {
            // [example.org]
            DeValue::Table(_) => "put a host with a dot in quotes: [\"example.org\"]".to_owned(),
            _ => format!("unknown key `{}`; expected one of {}", key.get_ref(), KEYS.join(", ")),
        };
        self.mistake(&key.span(), cause)
    }

    /// Returns the strings of a value: a string or a list of strings.
    fn strings<'v, 't>(&self, key: &str, value: &'v Value<'t>) -> Result<Vec<&'v Value<'t>>, Mistake> {
        let values: Vec<&Value<'t>> = match value.get_ref() {
            DeValue::Array(values) => values.iter().collect(),
            _ => vec![value],
        };
        match values.iter().find(|value| !matches!(value.get_ref(), DeValue::String(_))) {
            Some(other) => Err(self.mistake(&other.span(), format!("`{key}` must be a string or a list of strings"))),
            None => Ok(values),
        }
    }

    fn pattern(&self, kind: &str, value: &Value<'_>) -> Result<Pattern, Mistake> {
        let text = value.get_ref().as_str().unwrap_or_default();
        let pattern = if kind.ends_with("selector") { Pattern::selector(text) } else { Pattern::line(text) };
        pattern.map_err(|bad| {
            let what = if kind.ends_with("selector") { "selector" } else { "regular expression" };
            let source = self.text.get(value.span()).unwrap_or_default();
            let at = |offset| value.span().start + offset_in_source(source, text, offset);
            self.mistake(&(at(bad.place.start)..at(bad.place.end)), format!("invalid {what}: {}", bad.cause))
        })
    }
}

/// Returns the entries of a table in the order of the file.
fn in_order<'v, 't>(table: &'v DeTable<'t>) -> Vec<(&'v Key<'t>, &'v Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// Converts an offset in a string to an offset in its TOML source, which has quotes and
/// escapes. Returns 0 if the source is folded over several lines.
fn offset_in_source(source: &str, text: &str, offset: usize) -> usize {
    let Some(quote @ ('"' | '\'')) = source.chars().next() else { return 0 };
    let triple: String = [quote; 3].iter().collect();
    let opening = if source.starts_with(&triple) && source.len() >= 6 { 3 } else { 1 };
    let (mut at, mut decoded) = (opening, text.chars());
    // A line end right after three quotes is not part of the string.
    if opening == 3 {
        at += source[at..].len() - source[at..].trim_start_matches('\r').trim_start_matches('\n').len();
    }
    let mut passed = 0;
    while passed < offset {
        let Some(c) = decoded.next() else { break };
        let rest = source.get(at..).unwrap_or_default();
        let escaped = rest.strip_prefix('\\').filter(|_| quote == '"').and_then(|rest| rest.chars().next());
        at += match escaped {
            None if rest.starts_with(c) => c.len_utf8(),
            None => return 0,
            Some('x') => 4,
            Some('u') => 6,
            Some('U') => 10,
            Some(' ' | '\t' | '\r' | '\n') => return 0,
            Some(_) => 2,
        };
        passed += c.len_utf8();
    }
    at.min(source.len())
}

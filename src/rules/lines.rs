//! The rules about lines of one section, asked all at once.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use regex_syntax::hir::{Hir, Look};

use super::pattern::REGEX_SIZE;
use crate::rulings::Ruling;

/// Regular expressions, and what is to become of the lines they match.
#[derive(Debug, Default)]
pub struct Lines {
    rules: Vec<LineRule>,
    /// All of them in one automaton, unless they are few or too many for one.
    set: Option<RegexSet>,
}

#[derive(Debug)]
struct LineRule {
    ruling: Ruling,
    regex: Regex,
    /// The same from the first character to the last; made when it is needed.
    whole: OnceLock<Option<Regex>>,
}

impl LineRule {
    /// Whether it describes a line that it is found in from its first character
    /// to its last.
    fn describes(&self, line: &str) -> bool {
        let found = self.regex.find(line).is_some_and(|found| found.len() == line.len());
        // Of `Ad|Advertisement` what is found in `Advertisement` is `Ad`.
        found || self.whole.get_or_init(|| whole(&self.regex)).as_ref().is_some_and(|whole| whole.is_match(line))
    }
}

/// A regular expression for all of a line. It is put together from its parts:
/// as a text it could end in a comment, which would swallow what follows.
fn whole(regex: &Regex) -> Option<Regex> {
    let inner = regex_syntax::parse(regex.as_str()).ok()?;
    let whole = Hir::concat(vec![Hir::look(Look::Start), inner, Hir::look(Look::End)]);
    RegexBuilder::new(&whole.to_string()).size_limit(REGEX_SIZE).build().ok()
}

impl Lines {
    /// Those of rules, each with its place among all rules, and whether it keeps.
    pub fn new<'a>(rules: impl Iterator<Item = (u32, bool, &'a Regex)>) -> Lines {
        let rule = |(rule, keep, regex): (u32, bool, &Regex)| LineRule {
            ruling: Ruling { keep, rule },
            regex: regex.clone(),
            whole: OnceLock::new(),
        };
        let rules: Vec<_> = rules.map(rule).collect();
        let set = || {
            let mut set = RegexSetBuilder::new(rules.iter().map(|rule| rule.regex.as_str()));
            set.size_limit(REGEX_SIZE.saturating_mul(rules.len())).build().ok()
        };
        let set = if rules.len() > 1 { set() } else { None };
        Lines { rules, set }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// What they say of a line.
    pub fn ruling(&self, line: &str) -> Option<Ruling> {
        self.matching(line, |_| true)
    }

    /// Whether one of them describes a line from its first character to its last.
    pub fn describe(&self, line: &str) -> bool {
        self.matching(line, |rule| rule.describes(line)).is_some()
    }

    /// What those say that match a line and are `fit`.
    fn matching(&self, line: &str, fit: impl Fn(&LineRule) -> bool) -> Option<Ruling> {
        let mut ruling: Option<Ruling> = None;
        let mut take = |rule: &LineRule| {
            if fit(rule) {
                ruling = Some(rule.ruling.or(ruling));
            }
        };
        match &self.set {
            Some(set) if !set.is_match(line) => {}
            Some(set) => set.matches(line).iter().for_each(|at| take(&self.rules[at])),
            None => self.rules.iter().filter(|rule| rule.regex.is_match(line)).for_each(&mut take),
        }
        ruling
    }
}

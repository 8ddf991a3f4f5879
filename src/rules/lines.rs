//! Matches the line rules of a section, all at once.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use regex_syntax::hir::{Hir, Look};

use super::pattern::REGEX_SIZE;
use crate::rulings::Ruling;

/// The line rules of a section.
#[derive(Debug, Default)]
pub struct Lines {
    rules: Vec<LineRule>,
    /// All regular expressions in one automaton; `None` if there is only one, or if they
    /// are too large together.
    set: Option<RegexSet>,
}

#[derive(Debug)]
struct LineRule {
    ruling: Ruling,
    regex: Regex,
    /// The same, matching the whole line. Compiled on first use.
    whole: OnceLock<Option<Regex>>,
}

impl LineRule {
    /// Returns true if it matches the whole of a line that it was found in.
    fn matches_whole(&self, line: &str) -> bool {
        let found = self.regex.find(line).is_some_and(|found| found.len() == line.len());
        // `Ad|Advertisement` finds `Ad` in `Advertisement`, but also matches all of it.
        found || self.whole.get_or_init(|| whole(&self.regex)).as_ref().is_some_and(|whole| whole.is_match(line))
    }
}

/// Compiles a regular expression that matches whole lines. It is built from the parsed
/// expression: appending `$` to the text would fail if it ended in a comment.
fn whole(regex: &Regex) -> Option<Regex> {
    let inner = regex_syntax::parse(regex.as_str()).ok()?;
    let whole = Hir::concat(vec![Hir::look(Look::Start), inner, Hir::look(Look::End)]);
    RegexBuilder::new(&whole.to_string()).size_limit(REGEX_SIZE).build().ok()
}

impl Lines {
    /// Compiles rules. Each has its index among all rules, whether it keeps, and its
    /// regular expression.
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

    /// Returns true if there are no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Returns the ruling on a line, if any rule matches.
    pub fn ruling(&self, line: &str) -> Option<Ruling> {
        self.matching(line, |_| true)
    }

    /// Returns true if a rule matches the whole line.
    pub fn describe(&self, line: &str) -> bool {
        self.matching(line, |rule| rule.matches_whole(line)).is_some()
    }

    /// Returns the ruling of the matching rules that pass `filter`.
    fn matching(&self, line: &str, filter: impl Fn(&LineRule) -> bool) -> Option<Ruling> {
        let mut ruling: Option<Ruling> = None;
        let mut take = |rule: &LineRule| {
            if filter(rule) {
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

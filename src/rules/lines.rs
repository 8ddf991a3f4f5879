//! The rules about lines of one section, asked all at once.

use regex::{Regex, RegexSet, RegexSetBuilder};

use super::pattern::REGEX_SIZE;
use crate::line::Ruling;

/// Regular expressions, and what is to become of the lines they match.
#[derive(Debug, Default)]
pub struct Lines {
    rules: Vec<(Ruling, Regex)>,
    /// All of them in one automaton, unless they are few or too many for one.
    set: Option<RegexSet>,
}

impl Lines {
    /// Those of rules, each with its place among all rules, and whether it keeps.
    pub fn new<'a>(rules: impl Iterator<Item = (u32, bool, &'a Regex)>) -> Lines {
        let rules: Vec<_> = rules.map(|(rule, keep, regex)| (Ruling { keep, rule }, regex.clone())).collect();
        let set = || {
            let mut set = RegexSetBuilder::new(rules.iter().map(|(_, regex)| regex.as_str()));
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
        let whole = |regex: &Regex| regex.find(line).is_some_and(|found| found.len() == line.len());
        self.matching(line, whole).is_some()
    }

    /// What those say that match a line and are `fit`.
    fn matching(&self, line: &str, fit: impl Fn(&Regex) -> bool) -> Option<Ruling> {
        let mut ruling: Option<Ruling> = None;
        let mut take = |(rule, regex): &(Ruling, Regex)| {
            if fit(regex) {
                ruling = Some(rule.or(ruling));
            }
        };
        match &self.set {
            Some(set) if !set.is_match(line) => {}
            Some(set) => set.matches(line).iter().for_each(|at| take(&self.rules[at])),
            None => self.rules.iter().filter(|(_, regex)| regex.is_match(line)).for_each(&mut take),
        }
        ruling
    }
}

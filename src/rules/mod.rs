//! Rules: what a user wants kept or dropped, whatever its score.
//!
//! A [`Rule`] keeps or drops what its [`Pattern`] finds: the elements that a CSS selector
//! matches, or the lines that a regular expression matches, on all pages or on those of one
//! host. [`Rules`] are compiled once. [`Applied`] are the rules about one document: their
//! selectors mark elements before the page is segmented, and the others mark blocks after it.
//!
//! | file | contents |
//! |---|---|
//! | `pattern` | compiles selectors and regular expressions |
//! | `lines` | matches many regular expressions at once |
//! | `host` | the pages that a section is about |
//! | `applied` | applies the rules to a document |
//! | `file` | reads TOML (feature `rules-file`) |
//! | `mistake` | points at the place of a mistake |

mod applied;
#[cfg(feature = "rules-file")]
mod file;
mod host;
mod lines;
mod mistake;
mod pattern;
mod rule;

use std::collections::HashMap;
use std::sync::Arc;

use crate::{Error, address};
pub use applied::Applied;
#[cfg(feature = "rules-file")]
pub use file::read;
pub use host::Host;
use lines::Lines;
pub use mistake::{BadPattern, Mistake};
pub use pattern::Pattern;
pub use rule::Rule;
use rule::Section;

/// What a user wants kept or dropped, whatever its score. Cheap to clone.
///
/// If two rules disagree about the same thing, keeping wins.
///
/// ```
/// use dehusk::{Extractor, Rules};
///
/// let rules = Rules::default().drop_selector("aside.related")?.keep_line("^Verse [0-9]+")?;
/// let extractor = Extractor::new().rules(rules);
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Rules(Arc<RuleSet>);

#[derive(Debug, Default)]
struct RuleSet {
    rules: Vec<Rule>,
    sections: Vec<Section>,
    /// The section of each host, and of all pages by an empty name.
    by_host: HashMap<String, usize>,
}

impl Rules {
    /// Adds a rule that drops the elements that a CSS selector matches.
    ///
    /// # Errors
    /// [`Error::Rule`] if the selector is not valid.
    pub fn drop_selector(self, css: &str) -> Result<Rules, Error> {
        self.with(false, Pattern::selector(css), "drop-selector", css)
    }

    /// Adds a rule that keeps the elements that a CSS selector matches.
    ///
    /// # Errors
    /// [`Error::Rule`] if the selector is not valid.
    pub fn keep_selector(self, css: &str) -> Result<Rules, Error> {
        self.with(true, Pattern::selector(css), "keep-selector", css)
    }

    /// Adds a rule that drops the lines in which a regular expression matches.
    ///
    /// # Errors
    /// [`Error::Rule`] if the expression is not valid.
    pub fn drop_line(self, regex: &str) -> Result<Rules, Error> {
        self.with(false, Pattern::line(regex), "drop-line", regex)
    }

    /// Adds a rule that keeps the lines in which a regular expression matches.
    ///
    /// # Errors
    /// [`Error::Rule`] if the expression is not valid.
    pub fn keep_line(self, regex: &str) -> Result<Rules, Error> {
        self.with(true, Pattern::line(regex), "keep-line", regex)
    }

    /// Reads rules in TOML, with a section per host, as in the files of `--rules`. `name`
    /// stands for the file in messages.
    ///
    /// # Errors
    /// [`Error::Rule`] with the place of the first mistake.
    #[cfg(feature = "rules-file")]
    pub fn from_toml(name: &str, toml: &str) -> Result<Rules, Error> {
        read(name, toml).map(Rules::new).map_err(|mistake| Error::Rule(mistake.to_string()))
    }

    fn with(self, keep: bool, pattern: Result<Pattern, BadPattern>, key: &str, text: &str) -> Result<Rules, Error> {
        let pattern = pattern.map_err(|bad| Error::Rule(bad.to_string()))?;
        let rule = Rule { keep, pattern, host: None, origin: format!("{key} '{text}'") };
        Ok(Rules::new(self.all().iter().cloned().chain([rule]).collect()))
    }

    /// Compiles rules. If two rules agree about the same thing, the earlier one is named.
    #[doc(hidden)]
    pub fn new(rules: Vec<Rule>) -> Rules {
        let mut by_host = HashMap::new();
        let mut members: Vec<(&Option<Host>, Vec<u32>)> = Vec::new();
        for (at, rule) in (0u32..).zip(&rules) {
            let name = rule.host.as_ref().map(Host::as_str).unwrap_or_default();
            let section = *by_host.entry(name.to_owned()).or_insert(members.len());
            if section == members.len() {
                members.push((&rule.host, Vec::new()));
            }
            members[section].1.push(at);
        }
        let section = |(host, members): (&Option<Host>, Vec<u32>)| {
            let (selectors, lines): (Vec<u32>, Vec<u32>) =
                members.into_iter().partition(|&at| rules[at as usize].pattern.regex().is_none());
            let lines = lines.into_iter().filter_map(|at| {
                let Rule { keep, pattern, .. } = &rules[at as usize];
                Some((at, *keep, pattern.regex()?))
            });
            Section { host: host.clone(), selectors, lines: Lines::new(lines) }
        };
        let sections = members.into_iter().map(section).collect();
        Rules(Arc::new(RuleSet { rules, sections, by_host }))
    }

    /// Returns the rules in the order in which they were given.
    #[doc(hidden)]
    pub fn all(&self) -> &[Rule] {
        &self.0.rules
    }

    /// Whether there are no rules.
    pub fn is_empty(&self) -> bool {
        self.0.rules.is_empty()
    }

    /// Returns the rules without those that hold selectors.
    #[doc(hidden)]
    pub fn without_selectors(&self) -> Rules {
        Rules::new(self.all().iter().filter(|rule| rule.pattern.regex().is_some()).cloned().collect())
    }

    /// Returns where a rule was written; the decisions on blocks name it by its index.
    pub fn origin(&self, rule: u32) -> &str {
        self.0.rules.get(rule as usize).map_or("", |rule| &rule.origin)
    }

    /// Returns the rules about the page with this address: those of its host and those about
    /// all pages.
    #[doc(hidden)]
    pub fn about(&self, url: Option<&str>) -> Applied<'_> {
        if self.is_empty() {
            return Applied::default();
        }
        let host = url.and_then(address::host_named);
        let hosts = host.iter().flat_map(|host| host::and_above(host)).chain([""]);
        let mut sections: Vec<usize> = hosts.filter_map(|host| self.0.by_host.get(host).copied()).collect();
        sections.sort_unstable();
        let sections = sections.into_iter().map(|at| &self.0.sections[at]).collect();
        Applied { rules: &self.0.rules, sections }
    }
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.0.rules == other.0.rules
    }
}

impl Eq for Rules {}

#[cfg(test)]
mod tests;

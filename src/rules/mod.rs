//! Rules of the user: what to keep and what to drop, whatever the score.
//!
//! A [`Rule`] drops or keeps what its [`Pattern`] finds: the elements that a CSS
//! selector matches, or the lines that a regular expression does, of all pages
//! or those of one host. [`Rules`] are many of them, compiled once. Which of
//! them are about a document is in [`Applied`]; they mark its elements before
//! it is cut into lines, and its lines after.
//!
//! ```
//! use dehusk::rules::{Pattern, Rule, Rules};
//! use dehusk::{Options};
//!
//! let rule = Rule { keep: false, pattern: Pattern::selector("sup")?, host: None, origin: "notes".into() };
//! let options = Options { rules: Rules::new(vec![rule]), ..Options::default() };
//! let page = b"<p>The first pair came in on Tuesday, at dusk.<sup>[1]</sup></p>";
//! assert_eq!(dehusk::clean(page, &options, &dehusk::model::Models::BUILT_IN)?.text, "The first pair came in on Tuesday, at dusk.\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | `pattern` | compiles selectors and regular expressions |
//! | `lines` | regular expressions, asked all at once |
//! | `host` | which pages a section is about |
//! | `applied` | the rules about one document, applied |
//! | `file` | reads TOML (feature `rules-file`) |
//! | `mistake` | points at the place of a mistake |

mod applied;
#[cfg(feature = "rules-file")]
mod file;
mod host;
mod lines;
mod mistake;
mod pattern;

use std::collections::HashMap;
use std::sync::Arc;

use crate::address;
pub use applied::Applied;
#[cfg(feature = "rules-file")]
pub use file::read;
pub use host::Host;
use lines::Lines;
pub use mistake::{BadPattern, Mistake};
pub use pattern::Pattern;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whether it keeps what its pattern finds; it drops it otherwise.
    pub keep: bool,
    /// What it is about.
    pub pattern: Pattern,
    /// Whose pages it is about; all pages if `None`.
    pub host: Option<Host>,
    /// Where it was written, for the user to find it again: `--drop-selector
    /// '.ad'`, `rules.toml:7 drop-line`.
    pub origin: String,
}

/// Many rules, ready to be applied to any number of documents. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Rules(Arc<Compiled>);

#[derive(Debug, Default)]
struct Compiled {
    rules: Vec<Rule>,
    sections: Vec<Section>,
    /// The section of each host, and of all pages by an empty name.
    by_host: HashMap<String, usize>,
}

/// The rules about one host, or all.
#[derive(Debug)]
struct Section {
    host: Option<Host>,
    /// Indices of the rules that hold selectors.
    selectors: Vec<u32>,
    lines: Lines,
}

impl Rules {
    /// Of two rules that are at odds about one thing the one that keeps holds,
    /// of two that say the same the earlier is named.
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
        Rules(Arc::new(Compiled { rules, sections, by_host }))
    }

    /// The rules in the order they were given; a
    /// [`Ruling`](crate::rulings::Ruling) names one by its place here.
    pub fn all(&self) -> &[Rule] {
        &self.0.rules
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.rules.is_empty()
    }

    /// The same without those that hold selectors.
    pub fn without_selectors(&self) -> Rules {
        Rules::new(self.all().iter().filter(|rule| rule.pattern.regex().is_some()).cloned().collect())
    }

    /// Where a rule was written.
    pub fn origin(&self, rule: u32) -> &str {
        self.0.rules.get(rule as usize).map_or("", |rule| &rule.origin)
    }

    /// Those about a page of this address, those about all pages if it has none
    /// that names a host.
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

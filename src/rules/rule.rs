//! A rule, and the rules of one section.

use super::host::Host;
use super::lines::Lines;
use super::pattern::Pattern;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whether it keeps what its pattern finds; it drops it otherwise.
    pub keep: bool,
    /// What it finds: elements or lines.
    pub pattern: Pattern,
    /// The host whose pages it is about; all pages if `None`.
    pub host: Option<Host>,
    /// Where it was written, for the user to find it again: `--drop-selector '.ad'`,
    /// `rules.toml:7 drop-line`.
    pub origin: String,
}

/// The rules about the pages of one host, or about all pages.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) host: Option<Host>,
    /// Indices of the rules that hold selectors.
    pub(super) selectors: Vec<u32>,
    pub(super) lines: Lines,
}

//! The data that is gathered about a run.

use super::occurrence::Occurrence;

/// A row of occurrences of one affix, which may be a run.
#[derive(Clone)]
pub(super) struct IconRun {
    /// The first and the last occurrence.
    pub(super) first: Occurrence,
    pub(super) last: Occurrence,
    /// Number of occurrences.
    pub(super) count: u32,
    /// Number of occurrences joined to a name.
    pub(super) joined: u32,
    /// Number of names.
    pub(super) named: u32,
    /// Number of names that differ from the few before them.
    pub(super) distinct: u32,
    /// Number of names that contain a word known from icons.
    pub(super) known: u32,
    /// Number of seams without a space between a name and the next affix.
    pub(super) glued: u32,
    /// Hashes of the last names.
    pub(super) recent: [u64; 4],
    /// Most words in a name.
    pub(super) words: u32,
    /// A name contains a change from lower to upper case.
    pub(super) case_changes: bool,
    /// A name begins with a capital.
    pub(super) capitals: bool,
    /// A name ends in digits.
    pub(super) digits: bool,
    /// Evidence that the affix precedes the names (positive) or follows them (negative).
    pub(super) prefix_votes: i64,
    /// The text before the second affix in its token.
    pub(super) stem: Option<String>,
    /// The text after the last affix but one in its token.
    pub(super) tail: Option<String>,
}

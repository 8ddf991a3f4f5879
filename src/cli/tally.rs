//! Counts the outcomes of a run.

use super::exit::Status;
use crate::{OnDoubt, Summary, Verdict};

/// The outcomes so far.
#[derive(Debug, Default)]
pub struct Tally {
    ok: u64,
    doubt: u64,
    empty: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Documents that an earlier run cleaned.
    pub already_done: u64,
    /// Files and directories that were skipped.
    pub skipped: u64,
}

impl Tally {
    /// Counts a cleaned document.
    pub fn document(&mut self, document: &Summary) {
        match document.verdict {
            Verdict::Ok => self.ok += 1,
            Verdict::Doubt => self.doubt += 1,
            Verdict::Empty => self.empty += 1,
        }
    }

    /// Returns the number of documents so far, without those already done.
    pub fn total(&self) -> u64 {
        self.ok + self.doubt + self.empty + self.failed
    }

    /// Returns the exit status of the run.
    pub fn status(&self, on_doubt: OnDoubt) -> Status {
        match self {
            _ if self.failed > 0 => Status::Failed,
            _ if on_doubt == OnDoubt::Fail && self.doubt + self.empty > 0 => Status::Doubt,
            _ => Status::Done,
        }
    }

    /// Returns the counts of documents that need attention, for the progress bar.
    pub fn troubles(&self) -> String {
        parts(&[(self.doubt, "in doubt"), (self.empty, "empty"), (self.failed, "failed")])
    }

    /// Returns true if no document was found.
    pub fn is_empty(&self) -> bool {
        self.total() + self.already_done == 0
    }

    /// Summarises a batch of `expected` documents. Failures are counted and not
    /// named: each one was reported when it happened.
    pub fn summary(&self, expected: u64) -> String {
        let rest = parts(&[
            (self.doubt, "in doubt"),
            (self.empty, "empty"),
            (self.already_done, "already done"),
            (self.skipped, "skipped (-v lists them)"),
            (self.failed, "failed"),
        ]);
        let expected = expected.max(self.total());
        if expected == 0 {
            let nothing = if self.already_done == 0 { "no page found" } else { "nothing to do" };
            return format!("{nothing}{rest}");
        }
        format!("{} of {expected} cleaned{rest}", self.ok)
    }
}

/// Joins the counts above zero, each after a comma.
pub fn parts(parts: &[(u64, &str)]) -> String {
    parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}")).collect()
}

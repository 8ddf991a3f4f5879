//! How a run goes, in numbers.

use std::fmt;

use super::exit::Status;
use crate::{Document, OnDoubt, Verdict};

/// Failures that a summary names.
const NAMED: usize = 3;

/// What became of the documents so far.
#[derive(Debug, Default)]
pub struct Tally {
    ok: u64,
    doubt: u64,
    empty: u64,
    /// Documents that failed.
    pub failed: u64,
    /// The first of them, with their causes.
    named: Vec<String>,
    /// Documents that an earlier run did.
    pub done_before: u64,
    /// Files and directories that were left alone.
    pub passed_over: u64,
}

impl Tally {
    /// Counts a document that was handled.
    pub fn document(&mut self, document: &Document) {
        match document.verdict {
            Verdict::Ok => self.ok += 1,
            Verdict::Doubt => self.doubt += 1,
            Verdict::Empty => self.empty += 1,
        }
    }

    /// Counts one that was not.
    pub fn failure(&mut self, name: &dyn fmt::Display, cause: &str) {
        self.failed += 1;
        if self.named.len() < NAMED {
            self.named.push(format!("{name}: {cause}"));
        }
    }

    /// Documents so far.
    pub fn total(&self) -> u64 {
        self.ok + self.doubt + self.empty + self.failed
    }

    /// The exit status they come to.
    pub fn status(&self, on_doubt: OnDoubt) -> Status {
        match self {
            _ if self.failed > 0 => Status::Failed,
            _ if on_doubt == OnDoubt::Fail && self.doubt + self.empty > 0 => Status::Doubt,
            _ => Status::Done,
        }
    }

    /// What is not as it should be, for the line that shows progress.
    pub fn troubles(&self) -> String {
        parts(&[(self.doubt, "in doubt"), (self.empty, "empty"), (self.failed, "failed")])
    }

    /// Whether there was nothing to do, now or before.
    pub fn is_nothing(&self) -> bool {
        self.total() + self.done_before == 0
    }

    /// The end of a batch of `expected` documents.
    pub fn summary(&self, expected: u64) -> String {
        let rest = parts(&[
            (self.doubt, "in doubt"),
            (self.empty, "empty"),
            (self.done_before, "done before"),
            (self.passed_over, "passed over (-v names them)"),
            (self.failed, "failed"),
        ]);
        let expected = expected.max(self.total());
        if expected == 0 {
            let nothing = if self.done_before == 0 { "no page found" } else { "nothing to do" };
            return format!("{nothing}{rest}");
        }
        let mut summary = format!("{} of {expected} cleaned{rest}", self.ok);
        if self.failed > 0 {
            summary += ": ";
            summary += &self.named.join("; ");
            let more = self.failed - self.named.len() as u64;
            if more > 0 {
                summary += &format!("; and {more} more");
            }
        }
        summary
    }
}

/// Those that are not none, each with a comma before.
fn parts(parts: &[(u64, &str)]) -> String {
    parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}")).collect()
}

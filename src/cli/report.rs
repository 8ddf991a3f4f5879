//! What is said on stderr.

use std::fmt::Display;
use std::io::{self, Write};

use super::args::Verbosity;
use super::inputs::Input;
use crate::{Document, Error, OnDoubt, Verdict};

/// Why an input gave no document.
#[derive(Debug)]
pub struct Failure {
    /// What went wrong, to be read after the path.
    pub cause: String,
    /// What the user could do.
    pub hint: Option<String>,
}

impl Failure {
    /// The failure of opening or reading.
    pub fn of_io(error: &io::Error) -> Self {
        Failure { cause: io_cause(error), hint: None }
    }

    /// The failure of an extraction.
    pub fn of(error: &Error) -> Self {
        match error {
            Error::Read(e) => Failure { cause: format!("cannot read: {}", io_cause(e)), hint: None },
            Error::NotText(_) => Failure {
                cause: error.to_string(),
                hint: Some("to read it all the same, say what it is: --from html or --from text".into()),
            },
            _ => Failure { cause: error.to_string(), hint: None },
        }
    }
}

/// An error without the number that the standard library puts behind it.
pub fn io_cause(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error ").next().unwrap_or_default().to_owned()
}

/// Speaks to the user.
pub struct Report {
    verbosity: Verbosity,
}

impl Report {
    /// A report that says as much as it is asked to.
    pub fn new(verbosity: Verbosity) -> Self {
        Report { verbosity }
    }

    /// An input that gave no document.
    pub fn failure(&self, input: &Input, failure: &Failure) {
        say(&format!("dehusk: {input}: {}", failure.cause));
        if let Some(hint) = &failure.hint {
            say(&format!("hint: {hint}"));
        }
    }

    /// A document that was handled.
    pub fn document(&self, input: &Input, document: &Document, on_doubt: OnDoubt) {
        if self.verbosity == Verbosity::Verbose {
            say(&format!(
                "dehusk: {input}: {}, {}, {}, confidence {:.2}, kept {} of {} lines",
                document.format.name(),
                document.encoding,
                document.verdict.name(),
                document.confidence,
                document.kept_lines,
                document.total_lines
            ));
        }
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let instead = if on_doubt == OnDoubt::All && document.total_lines > 0 { "; every line is kept" } else { "" };
        match document.verdict {
            Verdict::Ok => {}
            Verdict::Empty => say(&format!("dehusk: {input}: nothing to extract{instead}")),
            Verdict::Doubt => {
                let withheld = if on_doubt == OnDoubt::Fail { "; nothing is written" } else { instead };
                say(&format!("dehusk: {input}: in doubt (confidence {:.2}){withheld}", document.confidence));
            }
        }
    }

    /// How many of several inputs failed, if any did.
    pub fn summary(&self, failed: usize, total: usize) {
        if failed > 0 && total > 1 {
            say(&format!("dehusk: {failed} of {total} failed"));
        }
    }
}

/// Output could not be written.
pub fn unwritten(cause: impl Display) {
    say(&format!("dehusk: stdout: cannot write: {cause}"));
}

fn say(line: &str) {
    // In one piece, so that lines of several processes do not mix. Where
    // stderr is gone nobody listens.
    let _ = io::stderr().write_all(format!("{line}\n").as_bytes());
}

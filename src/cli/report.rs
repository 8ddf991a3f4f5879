//! Messages on stderr.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::exit::Status;
use super::failure::{Failure, message, shown};
use super::inputs::{Origin, Skip};
use super::progress::{Bytes, Progress};
use super::settings::Verbosity;
use super::tally::{Tally, parts};
use crate::render::safe;
use crate::{Comments, DoubtReason, Error, Format, OnDoubt, Options, Ruled, Summary, Verdict};

/// Reports why a run could not start or go on.
pub fn fatal(error: &anyhow::Error) -> Status {
    let report = Report::new(Verbosity::Quiet);
    report.say(&message(error));
    report.hint(error.downcast_ref());
    Status::Failed
}

/// Why a text has no comments.
const NO_COMMENTS: &str = "comments are recognised in HTML only";

/// Writes messages, and shows progress between them.
#[derive(Debug)]
pub struct Report {
    verbosity: Verbosity,
    progress: Progress,
}

impl Report {
    /// Creates a report that says as much as `verbosity` allows.
    pub fn new(verbosity: Verbosity) -> Self {
        Report { verbosity, progress: Progress::hidden() }
    }

    /// Shows progress from now on.
    pub fn watch(&mut self, progress: Progress) {
        self.progress = progress;
    }

    /// Returns the counter for bytes that are read.
    pub fn bytes_read(&self) -> Bytes {
        self.progress.bytes()
    }

    /// Reports an input or output that failed.
    pub fn failure(&self, name: &dyn Display, failure: &Failure) {
        self.say(&format!("{name}: {}", failure.cause));
        self.hint(Some(failure));
    }

    /// Reports that an output takes no more bytes. A reader that closed the pipe
    /// (`dehusk … | head`) has read enough, and is not an error.
    pub fn end_of_output(&self, name: &str, error: io::Error) -> Status {
        end_of_output(name, error).unwrap_or_else(|error| {
            self.say(&message(&error));
            Status::Failed
        })
    }

    /// Reports the file of default rules.
    pub fn default_rules(&self, path: &Path) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!("rules from {}; --no-config leaves them out", shown(path)));
        }
    }

    /// Reports a document that an earlier run cleaned.
    pub fn already_done(&self, origin: &Origin) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!("{origin}: already done"));
        }
    }

    /// Reports a file or directory that is skipped.
    pub fn skipped(&self, path: &Path, why: Skip) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!("{}: skipped: {}", shown(path), why.text()));
        }
    }

    /// Reports how many items of a container are not pages.
    pub fn skipped_items(&self, origin: &Origin, count: u64) {
        if self.verbosity == Verbosity::Verbose {
            let items = if count == 1 { "item that is not a page" } else { "items that are not pages" };
            self.say(&format!("{origin}: skipped {count} {items}"));
        }
    }

    /// Reports a cleaned document that was saved only in part.
    pub fn truncated(&self, origin: &Origin, why: &str) {
        if self.verbosity > Verbosity::Quiet {
            let why = safe::escaped_line(why);
            self.say(&format!("{origin}: incomplete: the page was cut off when it was saved (WARC-Truncated: {why})"));
        }
    }

    /// Reports a cleaned document: its verdict unless that is `ok`, and with
    /// `--verbose` its format, encoding and line counts.
    pub fn document(&self, origin: &Origin, document: &Summary, options: &Options) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!(
                "{origin}: {}, {}, {}, confidence {:.2}, kept {} of {} lines",
                document.format.name(),
                document.encoding,
                document.verdict.name(),
                document.confidence,
                document.kept_blocks,
                document.total_blocks
            ));
            self.ruled(origin, document, options);
            if document.format == Format::Text && options.comments == Comments::Keep {
                self.say(&format!("{origin}: ignored --comments keep: {NO_COMMENTS}"));
            }
        }
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let on_doubt = options.on_doubt;
        let instead = if on_doubt == OnDoubt::All && document.total_blocks > 0 { "; all lines written" } else { "" };
        match document.verdict {
            Verdict::Ok => {}
            Verdict::Empty if document.format == Format::Text && options.comments == Comments::Only => {
                self.say(&format!("{origin}: nothing to extract{instead}: {NO_COMMENTS}"));
            }
            Verdict::Empty => self.say(&format!("{origin}: nothing to extract{instead}")),
            Verdict::Doubt => {
                let withheld = if on_doubt == OnDoubt::Fail { "; nothing written" } else { instead };
                let why = match document.reason {
                    None | Some(DoubtReason::LowConfidence) => String::new(),
                    Some(reason) => format!(": {}", reason.name().replace('-', " ")),
                };
                self.say(&format!("{origin}: in doubt{why} (confidence {:.2}){withheld}", document.confidence));
            }
        }
    }

    /// Reports what rules did to a document, if there are rules.
    fn ruled(&self, origin: &Origin, document: &Summary, options: &Options) {
        if options.rules.is_empty() {
            return;
        }
        let Ruled { sections, kept, dropped, idle_selectors } = &document.ruled;
        match (sections.as_slice(), &document.metadata.url) {
            ([], None) => {
                self.say(&format!("{origin}: no rules apply: its address is unknown; pass it with --url"));
            }
            ([], Some(url)) => self.say(&format!("{origin}: no rules for {}", safe::escaped_line(url))),
            _ => self.say(&format!("{origin}: rules for {}: {kept} kept, {dropped} dropped", sections.join(", "))),
        }
        if *idle_selectors > 0 {
            let selectors = if *idle_selectors == 1 { "selector" } else { "selectors" };
            self.say(&format!("{origin}: ignored {idle_selectors} {selectors}: plain text has no elements"));
        }
    }

    /// Shows how far a run is.
    pub fn progress(&self, tally: &Tally) {
        self.progress.show(tally);
    }

    /// Reports what a run would do.
    pub fn dry_run(&self, to_clean: u64, already_done: u64, failing: u64) {
        if self.verbosity > Verbosity::Quiet {
            let counts = parts(&[(already_done, "already done"), (failing, "would fail")]);
            self.say(&format!("{to_clean} to clean{counts}; nothing written"));
        }
    }

    /// Reports how many pages `--learn-site` had no room for.
    pub fn forgotten(&self, pages: u64) {
        if self.verbosity > Verbosity::Quiet && pages > 0 {
            self.say(&format!("--learn-site: too many sites to remember: {pages} pages of the smallest are not used"));
        }
    }

    /// Reports how a batch of `expected` documents went. If it was interrupted, `interrupted` says
    /// what that means for the output.
    pub fn batch(&self, tally: &Tally, expected: u64, interrupted: Option<&str>) {
        self.progress.end();
        if self.verbosity > Verbosity::Quiet || tally.failed > 0 || interrupted.is_some() {
            let end = interrupted.map(|what| format!("; interrupted: {what}")).unwrap_or_default();
            self.say(&format!("{}{end}", tally.summary(expected)));
        }
    }

    /// Reports how many of several documents failed, if any did.
    pub fn failures(&self, tally: &Tally) {
        self.progress.end();
        if tally.failed > 0 && tally.total() > 1 {
            self.say(&format!("{} of {} failed", tally.failed, tally.total()));
        }
    }

    fn hint(&self, failure: Option<&Failure>) {
        if let Some(hint) = failure.and_then(|failure| failure.hint.as_ref()) {
            self.line(&format!("hint: {hint}"));
        }
    }

    /// Removes the progress bar.
    pub fn end(&self) {
        self.progress.end();
    }

    fn say(&self, what: &str) {
        self.line(&format!("dehusk: {what}"));
    }

    fn line(&self, line: &str) {
        // Messages quote documents, for example in the errors of damaged containers.
        let line = safe::escaped(line);
        // One write per line keeps lines of several processes apart. If stderr
        // is closed, there is nobody to tell.
        let _ = self.progress.aside(|| io::stderr().write_all(format!("{line}\n").as_bytes()));
    }
}

/// Returns the status of a run whose output failed with `error`.
///
/// # Errors
/// Fails unless the reader closed the pipe.
pub fn end_of_output(name: &str, error: io::Error) -> anyhow::Result<Status> {
    if error.kind() == ErrorKind::BrokenPipe {
        return Ok(Status::Done);
    }
    Err(anyhow::Error::new(Error::Write(error)).context(name.to_owned()))
}

//! Messages on stderr.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::batch::walk::Why;
use super::exit::Status;
use super::inputs::Origin;
use super::progress::{Bytes, Progress};
use super::settings::Verbosity;
use super::tally::Tally;
use crate::{Error, OnDoubt, Options, Ruled, Summary, Verdict};

/// Why a document or a whole run failed, and what the user can do about it.
#[derive(Debug, thiserror::Error)]
#[error("{cause}")]
pub struct Failure {
    /// What went wrong. Messages put it after the path.
    pub cause: String,
    /// What the user can do.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure to open a file.
    pub fn of_io(error: &io::Error) -> Self {
        Failure { cause: io_cause(error), hint: None }
    }

    /// A failure to clean a document.
    pub fn of(error: &Error) -> Self {
        // A stream that unpacks fails with the library's own error at its size limit.
        if let Error::Read(e) = error
            && let Some(inner) = e.get_ref().and_then(|inner| inner.downcast_ref())
        {
            return Failure::of(inner);
        }
        let hint = match error {
            Error::Read(e) if e.kind() == ErrorKind::IsADirectory => Some("pass the directory as a PATH: dehusk DIR"),
            Error::TooLarge { .. } => Some("raise the limit with --max-size"),
            Error::TimedOut => Some("raise the limit with --timeout"),
            Error::NotText("a PDF document") => Some("convert it to text first: pdftotext FILE - | dehusk"),
            Error::NotText(_) => Some("to read it anyway, pass --from html or --from text"),
            Error::Utf32 => Some("convert it first: iconv -f UTF-32 -t UTF-8 FILE | dehusk"),
            _ => None,
        };
        Failure { cause: causes(anyhow::Chain::new(error)), hint: hint.map(str::to_owned) }
    }
}

/// Returns a path as text for messages. Bytes that are not UTF-8 and control
/// characters, which could drive the terminal, become U+FFFD.
pub fn shown(path: &Path) -> String {
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    path.to_string_lossy().chars().map(shown).collect()
}

/// Returns the text of an error without the code of the operating system. What
/// follows the code is left out as well: it names a temporary file.
pub fn io_cause(error: &io::Error) -> String {
    without_os_code(&error.to_string()).to_owned()
}

/// Returns the text of an error as `{error:#}` prints it, without the codes of
/// the operating system.
pub fn message(error: &anyhow::Error) -> String {
    causes(error.chain())
}

fn causes(chain: anyhow::Chain<'_>) -> String {
    let causes: Vec<String> = chain.map(|cause| without_os_code(&cause.to_string()).to_owned()).collect();
    causes.join(": ")
}

/// Cuts a text before the ` (os error 2)` that the standard library adds.
fn without_os_code(text: &str) -> &str {
    text.split(" (os error ").next().unwrap_or_default()
}

/// Reports why a run could not start or go on.
pub fn fatal(error: &anyhow::Error) -> Status {
    let report = Report::new(Verbosity::Quiet);
    report.say(&message(error));
    report.hint(error.downcast_ref());
    Status::Failed
}

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

    /// Reports that stdout takes no more bytes. A reader that closed the pipe
    /// (`dehusk … | head`) has read enough, and is not an error.
    pub fn end_of_stdout(&self, error: io::Error) -> Status {
        end_of_stdout(error).unwrap_or_else(|error| {
            self.say(&message(&error));
            Status::Failed
        })
    }

    /// Reports a document that an earlier run cleaned.
    pub fn already_done(&self, origin: &Origin) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!("{origin}: already done"));
        }
    }

    /// Reports a file or directory that is skipped.
    pub fn skipped(&self, path: &Path, why: Why) {
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
            let why = shown(Path::new(why));
            self.say(&format!("{origin}: incomplete: the page was cut off when it was saved (WARC-Truncated: {why})"));
        }
    }

    /// Reports a cleaned document: its verdict unless that is `ok`, and with
    /// `--verbose` what is known of it.
    pub fn document(&self, origin: &Origin, document: &Summary, options: &Options) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!(
                "{origin}: {}, {}, {}, confidence {:.2}, kept {} of {} lines",
                document.format.name(),
                document.encoding,
                document.verdict.name(),
                document.confidence,
                document.kept_lines,
                document.total_lines
            ));
            self.ruled(origin, document, options);
        }
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let on_doubt = options.on_doubt;
        let instead = if on_doubt == OnDoubt::All && document.total_lines > 0 { "; all lines written" } else { "" };
        match document.verdict {
            Verdict::Ok => {}
            Verdict::Empty => self.say(&format!("{origin}: nothing to extract{instead}")),
            Verdict::Doubt => {
                let withheld = if on_doubt == OnDoubt::Fail { "; nothing written" } else { instead };
                self.say(&format!("{origin}: in doubt (confidence {:.2}){withheld}", document.confidence));
            }
        }
    }

    /// Reports what rules did to a document, if there are rules.
    fn ruled(&self, origin: &Origin, document: &Summary, options: &Options) {
        if options.rules.is_empty() {
            return;
        }
        let Ruled { sections, kept, dropped, idle_selectors } = &document.ruled;
        match (sections.as_slice(), &document.url) {
            ([], None) => {
                self.say(&format!("{origin}: no rules apply: its address is unknown; pass it with --url"));
            }
            ([], Some(url)) => self.say(&format!("{origin}: no rules for {}", shown(Path::new(url)))),
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
    pub fn dry_run(&self, to_clean: u64, already_done: u64) {
        if self.verbosity > Verbosity::Quiet {
            let done = if already_done > 0 { format!(", {already_done} already done") } else { String::new() };
            self.say(&format!("{to_clean} to clean{done}; nothing written"));
        }
    }

    /// Reports how many pages `--learn-site` had no room for.
    pub fn forgotten(&self, pages: u64) {
        if self.verbosity > Verbosity::Quiet && pages > 0 {
            self.say(&format!("--learn-site: too many sites to remember: {pages} pages of the smallest are not used"));
        }
    }

    /// Reports how a batch of `expected` documents went.
    pub fn batch(&self, tally: &Tally, expected: u64, interrupted: bool) {
        self.progress.end();
        if self.verbosity > Verbosity::Quiet || tally.failed > 0 || interrupted {
            let end = if interrupted { "; interrupted: run it again with --resume to finish" } else { "" };
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

    fn say(&self, what: &str) {
        self.line(&format!("dehusk: {what}"));
    }

    fn line(&self, line: &str) {
        // One write per line keeps lines of several processes apart. If stderr
        // is closed, there is nobody to tell.
        let _ = self.progress.aside(|| io::stderr().write_all(format!("{line}\n").as_bytes()));
    }
}

/// Returns the status of a run whose stdout failed with `error`.
///
/// # Errors
/// Fails unless the reader closed the pipe.
pub fn end_of_stdout(error: io::Error) -> anyhow::Result<Status> {
    if error.kind() == ErrorKind::BrokenPipe {
        return Ok(Status::Done);
    }
    Err(anyhow::Error::new(Error::Write(error)).context("standard output"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_operating_system_are_left_out() {
        let missing = || io::Error::from_raw_os_error(2);
        assert_eq!(io_cause(&missing()), "No such file or directory");
        let error = anyhow::Error::new(Error::Read(missing())).context("page.html");
        assert_eq!(message(&error), "page.html: cannot read: No such file or directory");
        let plain = anyhow::anyhow!("odd (but plain)").context("page.html");
        assert_eq!(message(&plain), format!("{plain:#}"));
    }

    #[test]
    fn a_failure_has_each_cause_once() {
        let damaged = Error::Read(io::Error::new(ErrorKind::InvalidData, "damaged gzip data"));
        assert_eq!(Failure::of(&damaged).cause, "cannot read: damaged gzip data");
        let limit = Error::Read(io::Error::other(Error::TooLarge { limit: 100 }));
        assert_eq!(Failure::of(&limit).cause, "larger than the limit of 100 bytes");
    }
}

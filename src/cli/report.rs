//! What is said on stderr.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::batch::walk::Why;
use super::exit::Status;
use super::inputs::Origin;
use super::progress::{Bytes, Progress};
use super::settings::Verbosity;
use super::tally::Tally;
use crate::{Document, Error, OnDoubt, Options, Ruled, Verdict};

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
        // What is unpacked as it is read meets its limit there.
        if let Error::Read(e) = error
            && let Some(inner) = e.get_ref().and_then(|inner| inner.downcast_ref())
        {
            return Failure::of(inner);
        }
        match error {
            Error::Read(e) => Failure {
                cause: format!("cannot read: {}", io_cause(e)),
                hint: (e.kind() == ErrorKind::IsADirectory).then(|| "name the directory: dehusk DIR".into()),
            },
            Error::TooLarge { .. } => {
                Failure { cause: error.to_string(), hint: Some("the limit is that of --max-size".into()) }
            }
            Error::TimedOut => {
                Failure { cause: error.to_string(), hint: Some("the limit is that of --timeout".into()) }
            }
            Error::NotText(_) => Failure {
                cause: error.to_string(),
                hint: Some("to read it all the same, say what it is: --from html or --from text".into()),
            },
            Error::Utf32 => {
                Failure { cause: error.to_string(), hint: Some("convert it first: iconv -f UTF-32 -t UTF-8".into()) }
            }
            _ => Failure { cause: error.to_string(), hint: None },
        }
    }
}

/// A path in messages. One that is not UTF-8, or that could drive the
/// terminal, is shown as near as can be.
pub fn shown(path: &Path) -> String {
    let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    path.to_string_lossy().chars().map(shown).collect()
}

/// An error without the number that the standard library puts behind it.
pub fn io_cause(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error ").next().unwrap_or_default().to_owned()
}

/// Speaks to the user.
#[derive(Debug)]
pub struct Report {
    verbosity: Verbosity,
    progress: Progress,
}

impl Report {
    /// A report that says as much as it is asked to.
    pub fn new(verbosity: Verbosity) -> Self {
        Report { verbosity, progress: Progress::hidden() }
    }

    /// Shows progress from now on.
    pub fn watch(&mut self, progress: Progress) {
        self.progress = progress;
    }

    /// Where the bytes that are read are to be counted.
    pub fn bytes_read(&self) -> Bytes {
        self.progress.bytes()
    }

    /// An input or output that gave no document.
    pub fn failure(&self, name: &dyn Display, failure: &Failure) {
        self.say(&format!("{name}: {}", failure.cause));
        self.hint(failure);
    }

    /// Why nothing at all is done.
    pub fn refusal(&self, failure: &Failure) {
        self.say(&failure.cause);
        self.hint(failure);
    }

    /// Stdout takes no more. A reader that has read enough (`dehusk … | head`)
    /// is no error, and nothing is said.
    pub fn end_of_stdout(&self, error: &io::Error) -> Status {
        if error.kind() == ErrorKind::BrokenPipe {
            return Status::Done;
        }
        self.say(&format!("stdout: cannot write: {}", io_cause(error)));
        Status::Failed
    }

    /// A document that an earlier run did.
    pub fn done_before(&self, origin: &Origin) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!("{origin}: done before"));
        }
    }

    /// Something that was left alone.
    pub fn passed_over(&self, path: &Path, why: Why) {
        if self.verbosity == Verbosity::Verbose {
            self.say(&format!("{}: {}", shown(path), why.text()));
        }
    }

    /// What a container holds beside pages.
    pub fn no_pages(&self, origin: &Origin, count: u64) {
        if self.verbosity == Verbosity::Verbose {
            let items = if count == 1 { "item" } else { "items" };
            self.say(&format!("{origin}: passed over: {count} {items} in it, by name or type no page"));
        }
    }

    /// A document that was handled, of which whoever saved it had only a part.
    pub fn truncated(&self, origin: &Origin, why: &str) {
        if self.verbosity > Verbosity::Quiet {
            let why = shown(Path::new(why));
            self.say(&format!(
                "{origin}: only a part of the page: it was cut off when it was saved (WARC-Truncated: {why})"
            ));
        }
    }

    /// A document that was handled.
    pub fn document(&self, origin: &Origin, document: &Document, options: &Options) {
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
        }
        if self.verbosity == Verbosity::Verbose {
            self.ruled(origin, document, options);
        }
        if self.verbosity == Verbosity::Quiet {
            return;
        }
        let on_doubt = options.on_doubt;
        let instead = if on_doubt == OnDoubt::All && document.total_lines > 0 { "; every line is kept" } else { "" };
        match document.verdict {
            Verdict::Ok => {}
            Verdict::Empty => self.say(&format!("{origin}: nothing to extract{instead}")),
            Verdict::Doubt => {
                let withheld = if on_doubt == OnDoubt::Fail { "; nothing is written" } else { instead };
                self.say(&format!("{origin}: in doubt (confidence {:.2}){withheld}", document.confidence));
            }
        }
    }

    /// What rules did to a document, if there are any.
    fn ruled(&self, origin: &Origin, document: &Document, options: &Options) {
        if options.rules.is_empty() {
            return;
        }
        let Ruled { sections, kept, dropped, idle_selectors } = &document.ruled;
        match (sections.as_slice(), &document.url) {
            ([], None) => self.say(&format!("{origin}: no rules for it, whose address is unknown (--url)")),
            ([], Some(url)) => self.say(&format!("{origin}: no rules for {}", shown(Path::new(url)))),
            _ => self.say(&format!("{origin}: rules for {}: {kept} kept, {dropped} dropped", sections.join(", "))),
        }
        if *idle_selectors > 0 {
            let selectors = if *idle_selectors == 1 { "selector" } else { "selectors" };
            self.say(&format!("{origin}: {idle_selectors} {selectors} passed over: plain text has no elements"));
        }
    }

    /// Shows how far a run is.
    pub fn progress(&self, tally: &Tally) {
        self.progress.show(tally);
    }

    /// What a run would do.
    pub fn dry_run(&self, to_clean: u64, done_before: u64) {
        if self.verbosity > Verbosity::Quiet {
            let done = if done_before > 0 { format!(", {done_before} done before") } else { String::new() };
            self.say(&format!("{to_clean} to clean{done}; nothing was written"));
        }
    }

    /// What was learnt of sites is not all there was.
    pub fn forgotten(&self, pages: u64) {
        if self.verbosity > Verbosity::Quiet && pages > 0 {
            let what = "too many sites to remember";
            self.say(&format!("--learn-site: {what}: {pages} pages were forgotten again, of the smallest sites first"));
        }
    }

    /// How a batch of `expected` documents went.
    pub fn batch(&self, tally: &Tally, expected: u64, interrupted: bool) {
        self.progress.end();
        if self.verbosity > Verbosity::Quiet || tally.failed > 0 || interrupted {
            let end = if interrupted { "; interrupted, --resume does the rest" } else { "" };
            self.say(&format!("{}{end}", tally.summary(expected)));
        }
    }

    /// How many of several documents failed, if any did.
    pub fn failures(&self, tally: &Tally) {
        self.progress.end();
        if tally.failed > 0 && tally.total() > 1 {
            self.say(&format!("{} of {} failed", tally.failed, tally.total()));
        }
    }

    fn hint(&self, failure: &Failure) {
        if let Some(hint) = &failure.hint {
            self.line(&format!("hint: {hint}"));
        }
    }

    fn say(&self, what: &str) {
        self.line(&format!("dehusk: {what}"));
    }

    fn line(&self, line: &str) {
        // In one piece, so that lines of several processes do not mix. Where
        // stderr is gone nobody listens.
        let _ = self.progress.aside(|| io::stderr().write_all(format!("{line}\n").as_bytes()));
    }
}

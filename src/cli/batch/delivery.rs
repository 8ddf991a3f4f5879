//! Writes the output of documents, reports and counts them.

use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;

use super::super::exit::Status;
use super::super::failure::{Failure, io_cause, shown};
use super::super::inputs::Origin;
use super::super::json::Record;
use super::super::report::Report;
use super::super::settings::{OutputFile, Settings};
use super::super::stream::Stream;
use super::super::tally::Tally;
use super::super::values::To;
use super::clean::CleanedPage;
use super::interrupt::Interrupt;
use super::main_output::MainOutput;
use super::partial::Partial;
use super::step::{Note, Task};
use super::work::{Deliver, Outcome, Stop};
use crate::report::HtmlReport;
use crate::{OnDoubt, Summary, Verdict};

/// Writes documents in their order to stdout, or each to its file.
pub struct Delivery<'a, W: Write> {
    settings: &'a Settings,
    report: &'a Report,
    interrupt: &'a Interrupt,
    stdout: Stream<W>,
    /// Whether names head the texts on stdout.
    has_names: bool,
    /// The file of the current document.
    file: Option<Stream<Partial>>,
    /// The report, if one is wanted.
    html_report: Option<HtmlReport>,
    /// The outcomes so far.
    pub tally: Tally,
    /// Whether the run ended early because the disk is full.
    pub ended_early: bool,
    /// The status of stdout, if it takes no more bytes.
    stdout_end: Option<Status>,
    /// Whether a document was written to stdout, which may be empty.
    has_output: bool,
}

impl<'a, W: Write> Delivery<'a, W> {
    /// Creates a delivery to `stdout` and to the files that tasks name. `is_several` says whether
    /// there may be several inputs.
    pub fn new(
        settings: &'a Settings,
        report: &'a Report,
        interrupt: &'a Interrupt,
        stdout: Stream<W>,
        is_several: bool,
    ) -> Self {
        Delivery {
            settings,
            report,
            interrupt,
            stdout,
            has_names: settings.names && is_several,
            file: None,
            html_report: settings.report.as_ref().map(|_| HtmlReport::default()),
            tally: Tally::default(),
            ended_early: false,
            stdout_end: None,
            has_output: false,
        }
    }

    /// Returns the exit status so far.
    pub fn status(&self) -> Status {
        self.stdout_end.unwrap_or(Status::Done).max(self.tally.status(self.settings.options.on_doubt))
    }

    /// Returns true if the run ended early because stdout takes no more bytes, so that the tally
    /// says nothing about the documents.
    pub fn lost_stdout(&self) -> bool {
        self.stdout_end.is_some()
    }

    /// Returns stdout, unless nothing was written to it or it takes no more bytes.
    ///
    /// # Errors
    /// Fails if the last bytes cannot be written.
    pub fn into_stdout(self) -> io::Result<Option<W>> {
        if self.has_output && self.stdout_end.is_none() { self.stdout.into_inner().map(Some) } else { Ok(None) }
    }

    /// Writes the report to `file` and moves that to its final path.
    ///
    /// # Errors
    /// Fails if the file cannot be written, or one is there that may not be replaced.
    pub fn write_report(&mut self, mut file: MainOutput) -> io::Result<()> {
        let Some(html_report) = self.html_report.take() else { return Ok(()) };
        let mut out = BufWriter::new(&mut file);
        html_report.finish(&mut out)?;
        drop(out);
        file.finish()
    }

    /// Adds a document to the report, if there is one.
    fn add_to_report(&mut self, origin: &Origin, outcome: Outcome<CleanedPage>) -> Outcome<Summary> {
        let Some(html_report) = &mut self.html_report else { return outcome.map(|cleaned| cleaned.document) };
        let added = match outcome {
            Ok(CleanedPage { document, section }) => {
                html_report.add(origin, &document, section.unwrap_or_default()).map(|()| Ok(document))
            }
            Err(Stop::Input(failure)) => {
                html_report.add_failure(origin, &failure.cause).map(|()| Err(Stop::Input(failure)))
            }
            Err(Stop::Incomplete(failure)) => {
                html_report.add_failure(origin, &failure.cause).map(|()| Err(Stop::Incomplete(failure)))
            }
            Err(stop) => Ok(Err(stop)),
        };
        added.unwrap_or_else(|error| Err(Stop::Output(error)))
    }

    fn document(&mut self, task: &Task, outcome: Outcome<CleanedPage>) -> ControlFlow<()> {
        let outcome = self.add_to_report(&task.origin, outcome);
        let outcome = match &task.output {
            Some(output) => self.end_file(output, outcome),
            None => self.end_on_stdout(&task.origin, task.url.as_deref(), outcome),
        };
        if let (Ok(_), Some(why)) = (&outcome, &task.truncated) {
            self.report.truncated(&task.origin, why);
        }
        self.account(&task.origin, task.output.as_ref(), outcome)
    }

    /// Handles a document or directory that cannot be read. With `--to json` it
    /// becomes an object that says so.
    fn unreadable(&mut self, origin: &Origin, failure: Failure) -> ControlFlow<()> {
        let mut outcome = self.add_to_report(origin, Err(Stop::Input(failure)));
        if self.settings.out_dir.is_none() {
            outcome = self.end_on_stdout(origin, None, outcome);
        }
        self.account(origin, None, outcome)
    }

    /// Reports and counts a document.
    fn account(&mut self, origin: &Origin, output: Option<&OutputFile>, outcome: Outcome<Summary>) -> ControlFlow<()> {
        match (outcome, output) {
            (Ok(document), _) => {
                self.report.document(origin, &document, &self.settings.options);
                self.tally.document(&document);
            }
            (Err(Stop::Input(failure) | Stop::Incomplete(failure)), _) => self.failed(origin, &failure),
            (Err(Stop::Output(error)), None) => return self.end_of_stdout(error),
            (Err(Stop::Output(error)), Some(output)) => {
                let cause = format!("cannot write: {}", io_cause(&error));
                self.failed(&shown(&output.path), &Failure { cause, hint: None });
                // The other documents would not fit either.
                if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
                    self.ended_early = true;
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Moves the file of a document to its final path. A document that failed, or
    /// that `--on-doubt fail` withholds, gets no file.
    fn end_file(&mut self, output: &OutputFile, outcome: Outcome<Summary>) -> Outcome<Summary> {
        let file = self.file.take();
        let document = outcome?;
        if let Some(mut file) = file.filter(|_| !self.withholds(&document)) {
            let end = end(&mut file, self.settings);
            end.and_then(|()| file.into_inner()?.finish(output)).map_err(Stop::Output)?;
        }
        Ok(document)
    }

    /// Returns true if `--on-doubt fail` withholds a document.
    fn withholds(&self, document: &Summary) -> bool {
        self.settings.options.on_doubt == OnDoubt::Fail && document.verdict != Verdict::Ok
    }

    /// Ends a document on stdout. One that failed is empty, or with `--to json` an
    /// object that says so.
    fn end_on_stdout(&mut self, origin: &Origin, url: Option<&str>, outcome: Outcome<Summary>) -> Outcome<Summary> {
        if let (Err(Stop::Input(failure)), To::Json) = (&outcome, self.settings.to) {
            let record = Record::of_failure(origin, self.settings.options.url.as_deref().or(url), failure);
            let record = record.with_lists(&self.settings.options, None);
            let record = record.with_blocks(self.settings.has_blocks, None);
            serde_json::to_writer(&mut self.stdout, &record).map_err(|e| Stop::Output(e.into()))?;
        }
        if !matches!(outcome, Err(Stop::Output(_))) {
            end(&mut self.stdout, self.settings).map_err(Stop::Output)?;
        }
        self.has_output |= match &outcome {
            Ok(document) => !self.withholds(document),
            Err(Stop::Incomplete(_)) => true,
            Err(_) => self.settings.to == To::Json || self.settings.null,
        };
        outcome
    }

    /// Ends the run because stdout takes no more bytes.
    fn end_of_stdout(&mut self, error: io::Error) -> ControlFlow<()> {
        self.stdout_end = Some(self.report.end_of_output(&self.settings.output_name(), error));
        ControlFlow::Break(())
    }

    fn failed(&mut self, name: &dyn Display, failure: &Failure) {
        self.report.failure(name, failure);
        self.tally.failed += 1;
    }
}

/// Writes the end of a document: a NUL byte, a line end or a blank line.
fn end(stream: &mut Stream<impl Write>, settings: &Settings) -> io::Result<()> {
    match (settings.null, settings.to) {
        (true, _) => stream.end_with(0),
        (_, To::Json) => stream.end_with(b'\n'),
        (_, To::Text | To::Markdown | To::Html) => stream.end_text(),
    }
}

impl<W: Write> Deliver for Delivery<'_, W> {
    type Made = CleanedPage;

    fn begin(&mut self, task: &Task) -> io::Result<()> {
        let escapes = self.settings.escapes;
        let file = task.output.as_ref().map(Partial::new).transpose()?;
        self.file = file.map(|file| Stream::new(file).escaping(escapes));
        if self.file.is_none() && (self.has_names || self.settings.names && task.origin.member.is_some()) {
            self.stdout.begin_text(&task.origin.to_string());
        }
        Ok(())
    }

    fn end(&mut self, task: &Task, outcome: Outcome<CleanedPage>) -> ControlFlow<()> {
        let flow = self.document(task, outcome);
        self.report.progress(&self.tally);
        flow
    }

    fn note(&mut self, note: Note) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        match note {
            Note::Failed(origin, failure) => flow = self.unreadable(&origin, failure),
            Note::Done(origin) => {
                self.report.already_done(&origin);
                self.tally.already_done += 1;
            }
            Note::Skipped(path, why) => {
                self.report.skipped(&path, why);
                self.tally.skipped += 1;
            }
            Note::SkippedItems(origin, count) => self.report.skipped_items(&origin, count),
        }
        self.report.progress(&self.tally);
        flow
    }

    fn interrupted(&self) -> bool {
        self.interrupt.came()
    }
}

impl<W: Write> Write for Delivery<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let out: &mut dyn Write = match &mut self.file {
            Some(file) => file,
            None => &mut self.stdout,
        };
        if !self.settings.null {
            return out.write(bytes);
        }
        // A NUL byte in the text would end the document early.
        for piece in bytes.split(|b| *b == 0) {
            out.write_all(piece)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            // Nobody can read a file that is not in its place yet.
            Some(_) => Ok(()),
            None => self.stdout.flush(),
        }
    }
}

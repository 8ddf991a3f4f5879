//! Runs a task: prints a text, lists documents or cleans them.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;

use super::batch::check::Check;
use super::batch::delivery::Delivery;
use super::batch::interrupt::Interrupt;
use super::batch::main_output::{self, MainOutput};
use super::batch::open::Opener;
use super::batch::plan::{Plan, Planned, to_stdout};
use super::batch::step::{Note, Step, Task};
use super::batch::walk::{Roots, WalkItem};
use super::batch::{clean, learn, partial, work};
use super::exit::Status;
use super::failure::{Failure, io_cause, shown};
use super::progress::Progress;
use super::report::{Report, end_of_output};
use super::settings::{Existing, STDOUT, Settings};
use super::stream::Stream;
use crate::site::Sites;

/// Prints a text.
///
/// # Errors
/// Fails if the text cannot be written.
pub fn print(text: &[u8]) -> anyhow::Result<Status> {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Ok(()) => Ok(Status::Done),
        Err(error) => end_of_output(STDOUT, error),
    }
}

/// Cleans, or with `--dry-run` lists, all documents that the settings name.
///
/// # Errors
/// Fails if an output would overwrite something or the output directory cannot
/// be made. No document has been written then.
pub fn clean(settings: Settings, mut report: Report) -> anyhow::Result<Status> {
    let roots = Roots::new(&settings.paths, settings.choice.clone());
    let batch = Batch::new(roots, &settings)?;
    if let Some(path) = &settings.default_rules {
        report.default_rules(path);
    }
    if settings.dry_run {
        return batch.list(&settings, &report);
    }
    let profile = settings.site_profile.as_deref().map(learn::profile).transpose()?;
    let interrupt = prepare(&settings)?;
    let out = Stream::new(MainOutput::open(settings.output.as_ref())?).escaping(settings.escapes);
    let html_report = settings.report.as_ref().map(|file| MainOutput::open(Some(file))).transpose()?;
    let settings = Arc::new(settings);
    let learnt = settings.learn_site.then(|| batch.learn(&settings, &report, &interrupt));
    if let (Some(sites), Some(save), false) = (&learnt, &settings.save, interrupt.came()) {
        learn::save(sites, save)?;
    }
    let sites = learnt.or(profile);
    if batch.shows_progress(&settings) {
        report.watch(Progress::of(batch.count()));
    }
    Ok(batch.run(&settings, sites, &interrupt, (out, html_report), &report))
}

/// The documents of a run.
struct Batch {
    roots: Roots,
    inputs: Box<dyn Iterator<Item = Planned> + Send>,
    /// How many there are to clean, if known without opening them.
    expected: Option<u64>,
}

impl Batch {
    /// Finds the documents that the settings name, and plans their outputs.
    fn new(mut roots: Roots, settings: &Settings) -> Result<Batch, Failure> {
        if settings.learn_site {
            learn::check(&roots)?;
        }
        let mut files: Vec<(&str, PathBuf)> = Vec::new();
        for (option, output) in settings.files() {
            let full = main_output::check(output, &roots)?;
            if let Some((other, _)) = files.iter().find(|(_, other)| *other == full) {
                return Err(Failure::about(&output.path, format!("is given for {other} and for {option}"), None));
            }
            roots.outputs.push(full.clone());
            files.push((option, full));
        }
        let Some(out) = &settings.out_dir else {
            let inputs = Box::new(roots.walk().map(to_stdout));
            return Ok(Batch { roots, inputs, expected: None });
        };
        let plan = Plan::new(roots, out, settings.to)?;
        Ok(Batch { roots: plan.roots.clone(), expected: Some(plan.total), inputs: Box::new(plan.inputs()) })
    }

    /// Returns true if progress is to be shown: stderr is a terminal, there may be
    /// several documents, and they are not written to a terminal.
    fn shows_progress(&self, settings: &Settings) -> bool {
        settings.progress && io::stderr().is_terminal() && !settings.on_terminal && !self.roots.is_one()
    }

    /// Counts the inputs to clean, by walking the directories again if necessary.
    fn count(&self) -> u64 {
        self.expected.unwrap_or_else(|| count_all(&self.roots))
    }

    /// Reads all documents to learn which lines the pages of each site share.
    fn learn(&self, settings: &Arc<Settings>, report: &Report, interrupt: &Interrupt) -> Sites {
        let shows_progress = self.shows_progress(settings);
        let progress = if shows_progress { Progress::of(count_all(&self.roots)) } else { Progress::hidden() };
        let sites = learn::learn(&self.roots, settings, &progress, interrupt);
        report.forgotten(sites.forgotten());
        sites
    }

    /// Lists the documents to clean, and the files they would be written to.
    fn list(self, settings: &Settings, report: &Report) -> anyhow::Result<Status> {
        let mut out = Stream::new(io::stdout().lock());
        let (mut to_clean, mut already_done, mut failing) = (0u64, 0u64, 0u64);
        let status = |failing: u64| if failing > 0 { Status::Failed } else { Status::Done };
        let mut check = Check::default();
        for (_, output) in settings.files() {
            if let Some(failure) = check.unwritable(output).filter(|_| !main_output::is_special(&output.path)) {
                return Err(failure.into());
            }
        }
        for step in opened(self.inputs, settings) {
            let line = match step {
                Step::Clean(task, page) => {
                    if let Some(failure) = check.failure(&task, page, settings) {
                        report.failure(&task.origin, &failure);
                        failing += 1;
                        continue;
                    }
                    to_clean += 1;
                    let output = task.output.as_ref().map(|output| format!(" -> {}", shown(&output.path)));
                    format!("{}{}\n", task.origin, output.unwrap_or_default())
                }
                Step::Note(note) => {
                    match note {
                        Note::Done(origin) => {
                            already_done += 1;
                            report.already_done(&origin);
                        }
                        Note::Skipped(path, why) => report.skipped(&path, why),
                        Note::SkippedItems(origin, count) => report.skipped_items(&origin, count),
                        Note::Failed(origin, failure) => {
                            report.failure(&origin, &failure);
                            failing += 1;
                        }
                    }
                    continue;
                }
            };
            if let Err(error) = out.write_all(line.as_bytes()) {
                return Ok(status(failing).max(end_of_output(STDOUT, error)?));
            }
        }
        if let Err(error) = out.flush() {
            return Ok(status(failing).max(end_of_output(STDOUT, error)?));
        }
        report.dry_run(to_clean, already_done, failing);
        Ok(status(failing))
    }

    /// Cleans the documents.
    fn run(
        self,
        settings: &Arc<Settings>,
        sites: Option<Sites>,
        interrupt: &Interrupt,
        (out, html_report): (Stream<MainOutput>, Option<MainOutput>),
        report: &Report,
    ) -> Status {
        let is_batch = settings.out_dir.is_some() || self.roots.directories().next().is_some();
        let steps = opened(self.inputs, settings);
        let mut delivery = Delivery::new(settings, report, interrupt, out, !self.roots.is_one());
        // The user may have interrupted the run while it learnt sites.
        if !interrupt.came() {
            let run = clean::Run { settings: settings.clone(), sites, bytes: report.bytes_read() };
            let clean = move |task: &Task, page, out: &mut dyn Write| clean::clean(task, page, &run, out);
            work::in_order(settings.threads, steps, clean, &mut delivery);
        }
        if delivery.lost_stdout() {
            // Documents that nobody read are not counted.
            report.end();
            interrupt.pass_on();
            return delivery.status();
        }
        if is_batch || interrupt.came() {
            // At the end of a full run the tally is exact, also for containers.
            let is_partial = interrupt.came() || delivery.ended_early;
            let expected = if is_partial { self.expected.unwrap_or_else(|| count_all(&self.roots)) } else { 0 };
            let unfinished =
                if settings.output.is_some() { "nothing written" } else { "run it again with --resume to finish" };
            report.batch(&delivery.tally, expected, interrupt.came().then_some(unfinished));
        } else {
            report.failures(&delivery.tally);
        }
        // A --glob that matches no file is probably mistyped.
        let mistyped = delivery.tally.is_empty() && settings.choice.is_narrow() && !interrupt.came();
        let mut status = if mistyped { Status::Failed } else { delivery.status() };
        if let Some((file, output)) = html_report.zip(settings.report.as_ref()).filter(|_| !interrupt.came())
            && let Err(error) = delivery.write_report(file)
        {
            let cause = format!("cannot write: {}", io_cause(&error));
            report.failure(&shown(&output.path), &Failure { cause, hint: None });
            status = Status::Failed;
        }
        if interrupt.came() {
            // Removes the unfinished file.
            drop(delivery);
            interrupt.pass_on();
        } else if let Err(error) = delivery.into_stdout().and_then(|out| out.map_or(Ok(()), MainOutput::finish)) {
            status = status.max(report.end_of_output(&settings.output_name(), error));
        }
        status
    }
}

/// Counts all inputs, including those that are already done.
fn count_all(roots: &Roots) -> u64 {
    roots.walk().filter(|found| matches!(found, WalkItem::Location { .. })).count() as u64
}

/// Opens inputs and returns a step for each document in them.
fn opened<I: Iterator<Item = Planned>>(inputs: I, settings: &Settings) -> Opener<I> {
    Opener::new(inputs, settings.open.clone(), settings.options.max_size)
}

/// Creates the output directory, if there is one, and listens for Ctrl-C if files are written.
fn prepare(settings: &Settings) -> anyhow::Result<Interrupt> {
    if let Some(out) = &settings.out_dir {
        std::fs::create_dir_all(&out.path).with_context(|| shown(&out.path))?;
        if out.existing == Existing::Resume {
            partial::sweep(&out.path);
        }
    } else if settings.output.is_none() {
        return Ok(Interrupt::default());
    }
    Interrupt::listen().context("cannot listen for Ctrl-C")
}

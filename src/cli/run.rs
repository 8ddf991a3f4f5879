//! Runs a task: prints a text, lists documents or cleans them.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;

use anyhow::Context;

use super::batch::delivery::Delivery;
use super::batch::interrupt::Interrupt;
use super::batch::open::Opener;
use super::batch::plan::{Plan, Planned, to_stdout};
use super::batch::step::{Note, Step, Task};
use super::batch::walk::{Roots, WalkItem};
use super::batch::{clean, learn, partial, work};
use super::exit::Status;
use super::failure::{Failure, shown};
use super::progress::Progress;
use super::report::{Report, end_of_stdout};
use super::settings::{Existing, Settings};
use super::stream::Stream;
use crate::site::Sites;

/// Prints a text.
///
/// # Errors
/// Fails if the text cannot be written.
pub fn print(text: &[u8], out: &mut impl Write) -> anyhow::Result<Status> {
    match out.write_all(text).and_then(|()| out.flush()) {
        Ok(()) => Ok(Status::Done),
        Err(error) => end_of_stdout(error),
    }
}

/// Cleans, or with `--dry-run` lists, all documents that the settings name.
///
/// # Errors
/// Fails if an output would overwrite something or the output directory cannot
/// be made. No document has been written then.
pub fn clean(settings: Settings, out: Stream<impl Write>, mut report: Report) -> anyhow::Result<Status> {
    let roots = Roots::new(&settings.paths, settings.choice.clone());
    let batch = Batch::new(roots, &settings)?;
    if settings.dry_run {
        return batch.list(&settings, out, &report);
    }
    let interrupt = prepare(&settings)?;
    let settings = Arc::new(settings);
    let sites = settings.learn_site.then(|| batch.learn(&settings, &report, &interrupt));
    if batch.shows_progress(&settings) {
        report.watch(Progress::of(batch.count()));
    }
    Ok(batch.run(&settings, sites, &interrupt, out, &report))
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
    fn new(roots: Roots, settings: &Settings) -> Result<Batch, Failure> {
        if settings.learn_site {
            learn::check(&roots)?;
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
        let terminal = io::stderr().is_terminal() && (settings.out_dir.is_some() || !io::stdout().is_terminal());
        settings.progress && terminal && !self.roots.is_one()
    }

    /// Counts the inputs to clean, by walking the directories again if necessary.
    fn count(&self) -> u64 {
        self.expected.unwrap_or_else(|| self.count_all())
    }

    /// Counts all inputs, including those that are already done.
    fn count_all(&self) -> u64 {
        self.roots.walk().filter(|found| matches!(found, WalkItem::Location { .. })).count() as u64
    }

    /// Reads all documents to learn which lines the pages of each site share.
    fn learn(&self, settings: &Arc<Settings>, report: &Report, interrupt: &Interrupt) -> Sites {
        let shows_progress = self.shows_progress(settings);
        let progress = if shows_progress { Progress::of(self.count_all()) } else { Progress::hidden() };
        let sites = learn::learn(&self.roots, settings, &progress, interrupt);
        report.forgotten(sites.forgotten());
        sites
    }

    /// Lists the documents to clean, and the files they would be written to.
    fn list(self, settings: &Settings, mut out: Stream<impl Write>, report: &Report) -> anyhow::Result<Status> {
        let (mut to_clean, mut already_done, mut status) = (0u64, 0u64, Status::Done);
        for step in opened(self.inputs, settings) {
            let line = match step {
                Step::Clean(task, _) => {
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
                            status = Status::Failed;
                        }
                    }
                    continue;
                }
            };
            if let Err(error) = out.write_all(line.as_bytes()) {
                return Ok(status.max(end_of_stdout(error)?));
            }
        }
        if let Err(error) = out.flush() {
            return Ok(status.max(end_of_stdout(error)?));
        }
        report.dry_run(to_clean, already_done);
        Ok(status)
    }

    /// Cleans the documents.
    fn run(
        self,
        settings: &Arc<Settings>,
        sites: Option<Sites>,
        interrupt: &Interrupt,
        out: Stream<impl Write>,
        report: &Report,
    ) -> Status {
        let is_batch = settings.out_dir.is_some() || self.roots.directories().next().is_some();
        let steps = opened(self.inputs, settings);
        let mut delivery = Delivery::new(settings, report, interrupt, out);
        // The user may have interrupted the run while it learnt sites.
        if !interrupt.came() {
            let run = clean::Run { settings: settings.clone(), sites, bytes: report.bytes_read() };
            let clean = move |task: &Task, page, out: &mut dyn Write| clean::clean(task, page, &run, out);
            work::in_order(settings.threads, steps, clean, &mut delivery);
        }
        if is_batch {
            // At the end of a full run the tally is exact, also for containers.
            let expected = self.expected.filter(|_| interrupt.came() || delivery.ended_early);
            report.batch(&delivery.tally, expected.unwrap_or(0), interrupt.came());
        } else {
            report.failures(&delivery.tally);
        }
        // A --glob that matches no file is probably mistyped.
        let mistyped = delivery.tally.is_empty() && settings.choice.is_narrow() && !interrupt.came();
        let status = if mistyped { Status::Failed } else { delivery.status() };
        // Removes the unfinished file.
        drop(delivery);
        interrupt.pass_on();
        status
    }
}

/// Opens inputs and returns a step for each document in them.
fn opened<I: Iterator<Item = Planned>>(inputs: I, settings: &Settings) -> Opener<I> {
    Opener::new(inputs, settings.open.clone(), settings.options.max_size)
}

/// Creates the output directory, if there is one, and listens for Ctrl-C.
fn prepare(settings: &Settings) -> anyhow::Result<Interrupt> {
    let Some(out) = &settings.out_dir else { return Ok(Interrupt::default()) };
    let path = || shown(&out.path);
    std::fs::create_dir_all(&out.path).with_context(path)?;
    if out.existing == Existing::Resume {
        partial::sweep(&out.path);
    }
    Interrupt::listen().context("cannot listen for Ctrl-C")
}

//! Does what was asked.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use super::batch::delivery::Delivery;
use super::batch::interrupt::Interrupt;
use super::batch::open::Opener;
use super::batch::plan::Plan;
use super::batch::walk::{Found, Roots};
use super::batch::{Note, Planned, Step, Task, learn, partial, to_stdout, work};
use super::clean;
use super::exit::Status;
use super::progress::Progress;
use super::report::{Failure, Report, shown};
use super::settings::{Existing, Settings};
use super::stream::Stream;
use crate::site::Sites;

/// Prints a text that was asked for.
pub fn print(text: &[u8], out: &mut impl Write, report: &Report) -> Status {
    match out.write_all(text).and_then(|()| out.flush()) {
        Ok(()) => Status::Done,
        Err(error) => report.end_of_stdout(&error),
    }
}

/// Cleans everything that the paths name.
pub fn clean(settings: Settings, out: Stream<impl Write>, mut report: Report) -> Status {
    let roots = Roots::new(&settings.paths, settings.choice.clone());
    let batch = match Batch::of(roots, &settings) {
        Ok(batch) => batch,
        Err(refusal) => {
            report.refusal(&refusal);
            return Status::Failed;
        }
    };
    if settings.dry_run {
        return batch.list(&settings, out, &report);
    }
    let interrupt = match prepare(&settings) {
        Ok(interrupt) => interrupt,
        Err(refusal) => {
            report.refusal(&refusal);
            return Status::Failed;
        }
    };
    let settings = Arc::new(settings);
    let sites = settings.learn_site.then(|| batch.learn(&settings, &report, &interrupt));
    if batch.is_watched(&settings) {
        report.watch(Progress::of(batch.count()));
    }
    batch.run(&settings, sites, &interrupt, out, &report)
}

/// The documents of a run.
struct Batch {
    roots: Roots,
    inputs: Box<dyn Iterator<Item = Planned> + Send>,
    /// How many there are to clean, if that is known.
    expected: Option<u64>,
}

impl Batch {
    /// Those that the settings ask for, each with a place to go.
    fn of(roots: Roots, settings: &Settings) -> Result<Batch, Failure> {
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

    /// Whether somebody looks on, and has a terminal to see progress on that
    /// the documents do not go to.
    fn is_watched(&self, settings: &Settings) -> bool {
        let terminal = io::stderr().is_terminal() && (settings.out_dir.is_some() || !io::stdout().is_terminal());
        settings.progress && terminal && !self.roots.is_one()
    }

    /// How many there are to clean, found by another walk if need be.
    fn count(&self) -> u64 {
        self.expected.unwrap_or_else(|| self.count_all())
    }

    /// How many there are, also of those that were cleaned before.
    fn count_all(&self) -> u64 {
        self.roots.walk().filter(|found| matches!(found, Found::Input { .. })).count() as u64
    }

    /// Reads all of it once, to learn what the pages of a site have in common.
    fn learn(&self, settings: &Arc<Settings>, report: &Report, interrupt: &Interrupt) -> Sites {
        let is_watched = self.is_watched(settings);
        let progress = if is_watched { Progress::of(self.count_all()) } else { Progress::hidden() };
        let sites = learn::learn(&self.roots, settings, &progress, interrupt);
        report.forgotten(sites.forgotten());
        sites
    }

    /// Says what there is to do.
    fn list(self, settings: &Settings, mut out: Stream<impl Write>, report: &Report) -> Status {
        let (mut to_clean, mut done_before, mut status) = (0u64, 0u64, Status::Done);
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
                            done_before += 1;
                            report.done_before(&origin);
                        }
                        Note::Passed(path, why) => report.passed_over(&path, why),
                        Note::NoPages(origin, count) => report.no_pages(&origin, count),
                        Note::Lost(origin, failure) => {
                            report.failure(&origin, &failure);
                            status = Status::Failed;
                        }
                    }
                    continue;
                }
            };
            if let Err(error) = out.write_all(line.as_bytes()) {
                return status.max(report.end_of_stdout(&error));
            }
        }
        if let Err(error) = out.flush() {
            return status.max(report.end_of_stdout(&error));
        }
        report.dry_run(to_clean, done_before);
        status
    }

    /// Does it.
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
        // A signal that came while sites were learnt leaves nothing to be begun.
        if !interrupt.came() {
            let run = clean::Run { settings: settings.clone(), sites, bytes: report.bytes_read() };
            let clean = move |task: &Task, page, out: &mut dyn Write| clean::clean(task, page, &run, out);
            work::in_order(settings.threads, steps, clean, &mut delivery);
        }
        if is_batch {
            // Once all is through, what was in containers is known as well.
            let expected = self.expected.filter(|_| interrupt.came() || delivery.broke_off);
            report.batch(&delivery.tally, expected.unwrap_or(0), interrupt.came());
        } else {
            report.failures(&delivery.tally);
        }
        // Whoever asks for certain files and gets none has probably mistyped.
        let mistyped = delivery.tally.is_nothing() && settings.choice.is_narrow() && !interrupt.came();
        let status = if mistyped { Status::Failed } else { delivery.status() };
        // What is unfinished goes with it.
        drop(delivery);
        interrupt.pass_on();
        status
    }
}

/// The documents in inputs.
fn opened<I: Iterator<Item = Planned>>(inputs: I, settings: &Settings) -> Opener<I> {
    Opener::new(inputs, settings.open.clone(), settings.options.max_size)
}

/// Makes the output directory, if there is to be one, and listens for Ctrl-C.
fn prepare(settings: &Settings) -> Result<Interrupt, Failure> {
    let Some(out) = &settings.out_dir else { return Ok(Interrupt::default()) };
    let failure = |path: &Path, error: &io::Error| {
        let cause = Failure::of_io(error).cause;
        Failure { cause: format!("{}: {cause}", shown(path)), hint: None }
    };
    std::fs::create_dir_all(&out.path).map_err(|e| failure(&out.path, &e))?;
    if out.existing == Existing::Resume {
        partial::sweep(&out.path);
    }
    Interrupt::listen().map_err(|e| failure(&out.path, &e))
}

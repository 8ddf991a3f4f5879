//! Learns which lines the pages of each site share, in a first pass over the inputs.
//!
//! All inputs are read, including those that are already done: the output for a
//! page must not depend on where an earlier run was interrupted. Pages are
//! learnt in their order, so the result does not depend on the number of threads.

use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::super::failure::{Failure, io_cause};
use super::super::progress::Progress;
use super::super::settings::{OutputFile, Settings};
use super::interrupt::Interrupt;
use super::main_output::MainOutput;
use super::open::Opener;
use super::plan::to_stdout;
use super::step::{Note, Task};
use super::walk::Roots;
use super::work::{self, Deliver, Outcome, Stop};
use crate::site::{Fingerprints, PageOrigin, Sites};
use crate::{Options, Output};

/// Checks that all inputs can be read twice.
///
/// # Errors
/// Fails if a path is not a regular file: a pipe is empty the second time.
pub fn check(roots: &Roots) -> Result<(), Failure> {
    let is_special = |path: &&Path| path.metadata().is_ok_and(|file| !file.is_file());
    let Some(path) = roots.files().find(is_special) else { return Ok(()) };
    let cause = "not a regular file, so --learn-site cannot read it twice";
    Err(Failure::about(path, cause, Some("save it to a file and pass that")))
}

/// Saves learnt sites.
///
/// # Errors
/// Fails if the file cannot be written.
pub fn save(sites: &Sites, file: &OutputFile) -> Result<(), Failure> {
    let mut out = BufWriter::new(MainOutput::open(Some(file))?);
    let written = sites.save(&mut out).and_then(|()| out.into_inner().map_err(io::IntoInnerError::into_error));
    written.and_then(MainOutput::finish).map_err(|error| Failure::unwritable(&file.path, &error))
}

/// Reads sites that were saved.
///
/// # Errors
/// Fails if the file cannot be read or is no site profile.
pub fn profile(path: &Path) -> Result<Sites, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::about(path, io_cause(&error), None))?;
    let hint = "make one with --learn-site --save FILE";
    Sites::read(&text).map_err(|cause| Failure::about(path, format!("not a site profile: {cause}"), Some(hint)))
}

/// Learns from all inputs. Skips those that cannot be read; the second pass
/// reports them.
pub fn learn(roots: &Roots, settings: &Arc<Settings>, progress: &Progress, interrupt: &Interrupt) -> Sites {
    let steps = Opener::new(roots.walk().map(to_stdout), settings.open.clone(), settings.options.max_size);
    let mut learning = Learning { sites: Sites::default(), read: 0, progress, interrupt };
    let (settings, bytes) = (settings.clone(), progress.bytes());
    // The lines of a page depend neither on selectors nor on inline markup.
    let rules = settings.options.rules.without_selectors();
    work::in_order(
        settings.threads,
        steps,
        move |task, page, _| {
            let options = settings.options_for(&page, task.url.as_deref());
            let options = Options { output: Output::Text, rules: rules.clone(), ..options };
            let place = task.origin.place();
            let origin = PageOrigin { url: task.url.as_deref(), place: &place };
            crate::extract::fingerprints(bytes.count(page.body), &options, origin)
                .map_err(|e| Stop::Input(Failure::of(&e)))
        },
        &mut learning,
    );
    progress.end();
    learning.sites
}

/// Receives the fingerprints of pages, in their order.
struct Learning<'a> {
    sites: Sites,
    read: u64,
    progress: &'a Progress,
    interrupt: &'a Interrupt,
}

impl Deliver for Learning<'_> {
    type Made = Fingerprints;

    fn begin(&mut self, _: &Task) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _: &Task, outcome: Outcome<Fingerprints>) -> ControlFlow<()> {
        if let Ok(page) = outcome {
            self.sites.learn(&page);
        }
        self.read += 1;
        self.progress.show_read(self.read);
        ControlFlow::Continue(())
    }

    fn note(&mut self, _: Note) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn interrupted(&self) -> bool {
        self.interrupt.came()
    }
}

/// Discards output: the first pass writes nothing.
impl Write for Learning<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

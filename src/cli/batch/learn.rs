//! The first of two passes over the inputs: what the pages of each site have in
//! common.
//!
//! All inputs are read, also those whose outputs an earlier run wrote: what
//! comes out of a page must not depend on where that run broke off. Pages are
//! learnt in their order, whichever thread read them, so any number of threads
//! learns the same.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::super::progress::Progress;
use super::super::report::Failure;
use super::super::settings::Settings;
use super::interrupt::Interrupt;
use super::open::Opener;
use super::plan::refusal;
use super::walk::Roots;
use super::work::{self, Deliver, Outcome, Stop};
use super::{Note, Task, to_stdout};
use crate::site::{Fingerprints, Origin, Sites};
use crate::{Form, Options};

/// Sees whether everything that is named can be read twice.
///
/// # Errors
/// When something cannot: a pipe has nothing left the second time.
pub fn check(roots: &Roots) -> Result<(), Failure> {
    let is_special = |path: &&std::path::Path| path.metadata().is_ok_and(|file| !file.is_file());
    let Some(path) = roots.files().find(is_special) else { return Ok(()) };
    let cause = "--learn-site reads its input twice, and this is no regular file";
    Err(refusal(path, cause.into(), Some("save it to a file first")))
}

/// Learns from all that the roots lead to. What cannot be read is passed over;
/// the second pass says so.
pub fn learn(roots: &Roots, settings: &Arc<Settings>, progress: &Progress, interrupt: &Interrupt) -> Sites {
    let steps = Opener::new(roots.walk().map(to_stdout), settings.open.clone(), settings.options.max_size);
    let mut learning = Learning { sites: Sites::default(), read: 0, progress, interrupt };
    let (settings, bytes) = (settings.clone(), progress.bytes());
    // Which lines a page has depends neither on selectors nor on inline markup.
    let rules = settings.options.rules.without_selectors();
    work::in_order(
        settings.threads,
        steps,
        move |task, page, _| {
            let options = settings.options_for(&page, task.url.as_deref());
            let options = Options { form: Form::Text, rules: rules.clone(), ..options };
            let place = task.origin.place();
            let origin = Origin { url: task.url.as_deref(), place: &place };
            crate::fingerprints(bytes.count(page.body), &options, origin).map_err(|e| Stop::Input(Failure::of(&e)))
        },
        &mut learning,
    );
    progress.end();
    learning.sites
}

/// Takes what was read of the pages, in their order.
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

/// Nothing is written.
impl Write for Learning<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

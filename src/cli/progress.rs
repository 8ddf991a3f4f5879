//! The progress bar.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::tally::Tally;

/// A progress bar, or a hidden one.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    read: Bytes,
}

/// A counter of bytes read, shared between threads.
#[derive(Debug, Clone, Default)]
pub struct Bytes(Arc<AtomicU64>);

impl Progress {
    /// Returns a bar that is never shown.
    pub fn hidden() -> Self {
        Progress { bar: ProgressBar::hidden(), begun: Instant::now(), read: Bytes::default() }
    }

    /// Returns a bar on stderr for a number of documents.
    pub fn of(documents: u64) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len}{msg}, {eta} left").expect("a template");
        let bar = ProgressBar::with_draw_target(Some(documents), ProgressDrawTarget::stderr()).with_style(style);
        Progress { bar, ..Progress::hidden() }
    }

    /// Returns the counter for bytes that are read.
    pub fn bytes(&self) -> Bytes {
        self.read.clone()
    }

    /// Shows the documents cleaned so far.
    pub fn show(&self, tally: &Tally) {
        self.draw(tally.total(), || tally.troubles());
    }

    /// Shows the documents read so far to learn sites.
    pub fn show_read(&self, documents: u64) {
        self.draw(documents, || " read to learn sites".to_owned());
    }

    fn draw(&self, documents: u64, what: impl FnOnce() -> String) {
        if !self.bar.is_hidden() {
            let megabytes = self.read.0.load(Ordering::Relaxed) as f64 / 1e6;
            let rate = megabytes / self.begun.elapsed().as_secs_f64().max(1e-3);
            // Containers add documents that the first count did not include.
            self.bar.set_length(self.bar.length().unwrap_or(0).max(documents));
            self.bar.set_message(format!("{}, {rate:.1} MB/s", what()));
            self.bar.set_position(documents);
        }
    }

    /// Hides the bar while `write` runs.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Removes the bar.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Bytes {
    /// Wraps a reader to count its bytes.
    pub fn count<R: Read>(&self, reader: R) -> Counted<R> {
        Counted { reader, bytes: self.clone() }
    }
}

/// A reader whose bytes are counted.
#[derive(Debug)]
pub struct Counted<R> {
    reader: R,
    bytes: Bytes,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes.0.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

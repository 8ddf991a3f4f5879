//! Progress on a terminal.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::tally::Tally;

/// A line that shows how far a run is, or nothing.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    read: Bytes,
}

/// Bytes read so far, counted by whoever reads.
#[derive(Debug, Clone, Default)]
pub struct Bytes(Arc<AtomicU64>);

impl Progress {
    /// Of a run that nobody looks at.
    pub fn hidden() -> Self {
        Progress { bar: ProgressBar::hidden(), begun: Instant::now(), read: Bytes::default() }
    }

    /// Of so many documents, on stderr.
    pub fn of(documents: u64) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len}{msg}, {eta} left").expect("a template");
        let bar = ProgressBar::with_draw_target(Some(documents), ProgressDrawTarget::stderr()).with_style(style);
        Progress { bar, ..Progress::hidden() }
    }

    /// Where the bytes that are read are to be counted.
    pub fn bytes(&self) -> Bytes {
        self.read.clone()
    }

    /// Shows how far it is.
    pub fn show(&self, tally: &Tally) {
        self.draw(tally.total(), || tally.troubles());
    }

    /// Shows how many documents were read, of which nothing is known yet.
    pub fn show_read(&self, documents: u64) {
        self.draw(documents, || " read to learn sites".to_owned());
    }

    fn draw(&self, documents: u64, what: impl FnOnce() -> String) {
        if !self.bar.is_hidden() {
            let megabytes = self.read.0.load(Ordering::Relaxed) as f64 / 1e6;
            let rate = megabytes / self.begun.elapsed().as_secs_f64().max(1e-3);
            // How many documents are in a container shows as they come.
            self.bar.set_length(self.bar.length().unwrap_or(0).max(documents));
            self.bar.set_message(format!("{}, {rate:.1} MB/s", what()));
            self.bar.set_position(documents);
        }
    }

    /// Takes the line away for as long as something else is written.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Bytes {
    /// A reader whose bytes are counted here.
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

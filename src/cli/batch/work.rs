//! Cleans documents on several threads and delivers them in order.
//!
//! Each document has a channel of its own, which holds a few pieces of output
//! and then makes its worker wait. The channels stand in a bounded queue in the
//! order of the documents. The main thread empties the first channel, then the
//! next. So memory is bounded by the length of the queue, and a document of any
//! length streams as soon as those before it are delivered. Workers take
//! documents in the same order, so the next document to deliver is always being
//! worked on.

use std::any::Any;
use std::io::{self, ErrorKind, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::super::failure::Failure;
use super::step::{Note, Step, Task};
use crate::containers::Entry;

/// Length of the queue per thread, in documents. One document can take about a
/// hundred times as long as another; meanwhile other threads must not run dry.
const AHEAD: usize = 128;
/// Size of a piece of output, in bytes. Most articles are a single piece.
const PIECE: usize = 1 << 15;
/// Pieces per document that wait for delivery.
const PIECES: usize = 4;
/// How often to check whether the run was interrupted.
const PATIENCE: Duration = Duration::from_millis(50);

/// The result of a document.
pub type Outcome<T> = Result<T, Stop>;

/// Why a document failed.
#[derive(Debug)]
pub enum Stop {
    /// It could not be read.
    Input(Failure),
    /// It could be read only in part. The output of that part was written.
    Incomplete(Failure),
    /// It could not be written.
    Output(io::Error),
}

/// Receives documents in order: `begin`, the bytes, then `end`.
pub trait Deliver: Write {
    /// The result of cleaning a document.
    type Made: Send + 'static;

    /// Starts a document.
    ///
    /// # Errors
    /// Fails if its output cannot be created. `end` is called nevertheless.
    fn begin(&mut self, task: &Task) -> io::Result<()>;

    /// Ends a document. Returns whether to continue.
    fn end(&mut self, task: &Task, outcome: Outcome<Self::Made>) -> ControlFlow<()>;

    /// Handles a note between documents. Returns whether to continue.
    fn note(&mut self, note: Note) -> ControlFlow<()>;

    /// Returns true if the run was interrupted.
    fn interrupted(&self) -> bool;
}

/// Calls `clean` for the document of each step, and passes the output to
/// `delivery` in the order of the steps. If `clean` panics, its document fails
/// and the others are still cleaned.
pub fn in_order<D: Deliver>(
    threads: NonZeroUsize,
    mut steps: impl Iterator<Item = Step> + Send + 'static,
    clean: impl Fn(&Task, Entry, &mut dyn Write) -> Outcome<D::Made> + Send + Sync + 'static,
    delivery: &mut D,
) {
    // A single document needs no threads. The first page of a container is taken
    // to have others after it: waiting for the second one would delay a stream.
    let first = steps.next();
    let is_member = matches!(&first, Some(Step::Clean(task, _)) if task.origin.member.is_some());
    let second = if is_member { None } else { steps.next() };
    let is_one = !is_member && second.is_none();
    let steps = first.into_iter().chain(second).chain(steps);
    if is_one || threads.get() == 1 {
        alone(steps, &clean, delivery);
    } else {
        together(threads.get(), steps, clean, delivery);
    }
}

fn alone<D: Deliver>(
    steps: impl Iterator<Item = Step>,
    clean: &impl Fn(&Task, Entry, &mut dyn Write) -> Outcome<D::Made>,
    delivery: &mut D,
) {
    for step in steps {
        let flow = match step {
            Step::Clean(task, page) => {
                let outcome = match delivery.begin(&task) {
                    Ok(()) => guarded(clean, &task, page, delivery),
                    Err(error) => Err(Stop::Output(error)),
                };
                delivery.end(&task, outcome)
            }
            Step::Note(note) => delivery.note(note),
        };
        if flow.is_break() || delivery.interrupted() {
            return;
        }
    }
}

fn together<D: Deliver>(
    threads: usize,
    steps: impl Iterator<Item = Step> + Send + 'static,
    clean: impl Fn(&Task, Entry, &mut dyn Write) -> Outcome<D::Made> + Send + Sync + 'static,
    delivery: &mut D,
) {
    let (to_work, work) = sync_channel(threads);
    let (to_queue, queue) = sync_channel(threads * AHEAD);
    // No thread is joined. When the run ends early, one may be waiting for input
    // that never comes; it ends with the process.
    thread::spawn(move || hand_out(steps, &to_work, &to_queue));
    let (work, clean) = (Arc::new(Mutex::new(work)), Arc::new(clean));
    for _ in 0..threads {
        let (work, clean) = (work.clone(), clean.clone());
        thread::spawn(move || {
            while let Some((task, page, channel)) = next(&work) {
                let mut pieces = Pieces { channel, bytes: Vec::new() };
                let outcome = guarded(&*clean, &task, page, &mut pieces);
                pieces.end(outcome);
            }
        });
    }
    for turn in queue {
        let flow = match turn {
            Turn::Article(task, pieces) => match take(&task, &pieces, delivery) {
                Some(outcome) => delivery.end(&task, outcome),
                None => return,
            },
            Turn::Note(note) => delivery.note(note),
        };
        if flow.is_break() || delivery.interrupted() {
            return;
        }
    }
}

/// A message of a worker about its document.
enum Piece<T> {
    Bytes(Vec<u8>),
    End(Box<Outcome<T>>),
}

type Job<T> = (Arc<Task>, Entry, SyncSender<Piece<T>>);

/// The next item to deliver.
enum Turn<T> {
    Article(Arc<Task>, Receiver<Piece<T>>),
    Note(Note),
}

/// Puts each document in the queue, then gives it to a free worker. Returns early
/// when the run has ended.
fn hand_out<T>(steps: impl Iterator<Item = Step>, workers: &SyncSender<Job<T>>, queue: &SyncSender<Turn<T>>) {
    for step in steps {
        let is_taken = match step {
            Step::Note(note) => queue.send(Turn::Note(note)).is_ok(),
            Step::Clean(task, page) => {
                let (task, (to_pieces, pieces)) = (Arc::new(task), sync_channel(PIECES));
                queue.send(Turn::Article(task.clone(), pieces)).is_ok() && workers.send((task, page, to_pieces)).is_ok()
            }
        };
        if !is_taken {
            return;
        }
    }
}

/// Waits for the next job. Holds the lock while waiting, not while working.
fn next<T>(jobs: &Mutex<Receiver<Job<T>>>) -> Option<Job<T>> {
    jobs.lock().ok()?.recv().ok()
}

/// Delivers the bytes of a document and returns its outcome, or `None` if the
/// run was interrupted.
fn take<D: Deliver>(task: &Task, pieces: &Receiver<Piece<D::Made>>, delivery: &mut D) -> Option<Outcome<D::Made>> {
    if let Err(error) = delivery.begin(task) {
        return Some(Err(Stop::Output(error)));
    }
    loop {
        match pieces.recv_timeout(PATIENCE) {
            Ok(Piece::Bytes(bytes)) => {
                // The worker stops when it finds the channel closed.
                if let Err(error) = delivery.write_all(&bytes).and_then(|()| delivery.flush()) {
                    return Some(Err(Stop::Output(error)));
                }
            }
            Ok(Piece::End(outcome)) => return Some(*outcome),
            Err(RecvTimeoutError::Timeout) if delivery.interrupted() => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(Err(Stop::Input(broken("a worker thread ended")))),
        }
    }
}

/// A writer that sends its bytes through a channel in pieces.
struct Pieces<T> {
    channel: SyncSender<Piece<T>>,
    bytes: Vec<u8>,
}

impl<T> Pieces<T> {
    fn send(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        self.channel.send(Piece::Bytes(bytes)).map_err(|_| ErrorKind::BrokenPipe.into())
    }

    fn end(mut self, outcome: Outcome<T>) {
        // If the run has ended, nobody receives the outcome.
        let _ = self.send();
        let _ = self.channel.send(Piece::End(Box::new(outcome)));
    }
}

impl<T> Write for Pieces<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

/// Calls `clean`, and turns a panic into a failure of the document.
fn guarded<T>(
    clean: &impl Fn(&Task, Entry, &mut dyn Write) -> Outcome<T>,
    task: &Task,
    page: Entry,
    out: &mut dyn Write,
) -> Outcome<T> {
    // Only this document can be left half done, and it is dropped.
    let result = catch_unwind(AssertUnwindSafe(|| clean(task, page, out)));
    result.unwrap_or_else(|panic| Err(Stop::Input(panicked(&*panic))))
}

/// Returns the failure of a document on which dehusk panicked.
pub fn panicked(panic: &(dyn Any + Send)) -> Failure {
    let message = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    broken(message.unwrap_or("a panic"))
}

fn broken(what: &str) -> Failure {
    let hint = "this is a bug in dehusk; please report it with the page";
    Failure { cause: format!("internal error: {what}"), hint: Some(hint.into()) }
}

#[cfg(test)]
mod tests;

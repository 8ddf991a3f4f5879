//! Cleans documents on several threads and hands them on in their order.
//!
//! Every document has a channel of its own, which takes a few pieces of
//! output and then makes its worker wait; the channels stand in a queue of
//! bounded length in the order of the documents. Whoever takes the output
//! empties the first channel, then the next. So what is held is bounded by
//! the length of the queue, and a document of any length still streams as
//! soon as those before it are through. Workers take documents in the same
//! order, so the one that is waited for is always being worked on.

use std::any::Any;
use std::io::{self, ErrorKind, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::super::report::Failure;
use super::{Note, Step, Task};
use crate::container::Entry;

/// Documents ahead of the one that is waited for, for each thread: as many as
/// a thread does while another has one that takes some hundred times longer.
const AHEAD: usize = 128;
/// Bytes of a document that are handed on together. Most articles are one piece.
const PIECE: usize = 1 << 15;
/// Pieces of a document that wait to be taken.
const PIECES: usize = 4;
/// How often a look is taken whether the run was interrupted.
const PATIENCE: Duration = Duration::from_millis(50);

/// How a document went: what is known of it now, or why nothing is.
pub type Outcome<T> = Result<T, Stop>;

/// Why a document was not handled.
#[derive(Debug)]
pub enum Stop {
    /// It could not be read.
    Input(Failure),
    /// It could be read up to a place where it breaks off; what comes of that
    /// has been written.
    Torn(Failure),
    /// It could not be written.
    Output(io::Error),
}

/// Takes documents in their order: `begin`, its bytes, `end`.
pub trait Deliver: Write {
    /// What is known of a document that was worked on.
    type Made: Send + 'static;

    /// A document is to come.
    ///
    /// # Errors
    /// When there is no place for it. Its `end` comes all the same.
    fn begin(&mut self, task: &Task) -> io::Result<()>;

    /// A document is through. Says whether to go on.
    fn end(&mut self, task: &Task, outcome: Outcome<Self::Made>) -> ControlFlow<()>;

    /// There is something to say between documents. Says whether to go on.
    fn note(&mut self, note: Note) -> ControlFlow<()>;

    /// Whether to break off.
    fn interrupted(&self) -> bool;
}

/// Has `clean` clean (or only read) the document of every step, and `delivery` take what
/// comes out in the order of the steps. A document whose cleaning panics has
/// failed; the others are done.
pub fn in_order<D: Deliver>(
    threads: NonZeroUsize,
    mut steps: impl Iterator<Item = Step> + Send + 'static,
    clean: impl Fn(&Task, Entry, &mut dyn Write) -> Outcome<D::Made> + Send + Sync + 'static,
    delivery: &mut D,
) {
    // One document needs no thread. In a container there are others behind, and
    // the first of a stream is not to wait for them.
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
    // No thread is waited for. When the run breaks off, one may be waiting
    // for input that never comes; it goes with the process.
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
            Turn::Document(task, pieces) => match take(&task, &pieces, delivery) {
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

/// A document's way from the worker that cleans it.
enum Piece<T> {
    Bytes(Vec<u8>),
    End(Box<Outcome<T>>),
}

type Job<T> = (Arc<Task>, Entry, SyncSender<Piece<T>>);

/// What is delivered next.
enum Turn<T> {
    Document(Arc<Task>, Receiver<Piece<T>>),
    Note(Note),
}

/// Gives every document its place in the queue, then to whichever worker is
/// free. Ends early when nobody takes them any more.
fn hand_out<T>(steps: impl Iterator<Item = Step>, workers: &SyncSender<Job<T>>, queue: &SyncSender<Turn<T>>) {
    for step in steps {
        let is_taken = match step {
            Step::Note(note) => queue.send(Turn::Note(note)).is_ok(),
            Step::Clean(task, page) => {
                let (task, (to_pieces, pieces)) = (Arc::new(task), sync_channel(PIECES));
                queue.send(Turn::Document(task.clone(), pieces)).is_ok()
                    && workers.send((task, page, to_pieces)).is_ok()
            }
        };
        if !is_taken {
            return;
        }
    }
}

/// The next job; none when there are no more. The lock is held for as long as
/// it takes to come, and is free while it is done.
fn next<T>(jobs: &Mutex<Receiver<Job<T>>>) -> Option<Job<T>> {
    jobs.lock().ok()?.recv().ok()
}

/// Passes a document on. Nothing comes of it when the run is to break off.
fn take<D: Deliver>(task: &Task, pieces: &Receiver<Piece<D::Made>>, delivery: &mut D) -> Option<Outcome<D::Made>> {
    if let Err(error) = delivery.begin(task) {
        return Some(Err(Stop::Output(error)));
    }
    loop {
        match pieces.recv_timeout(PATIENCE) {
            Ok(Piece::Bytes(bytes)) => {
                // Its worker stops when it finds that the channel is gone.
                if let Err(error) = delivery.write_all(&bytes).and_then(|()| delivery.flush()) {
                    return Some(Err(Stop::Output(error)));
                }
            }
            Ok(Piece::End(outcome)) => return Some(*outcome),
            Err(RecvTimeoutError::Timeout) if delivery.interrupted() => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(Err(Stop::Input(broken("its worker is gone")))),
        }
    }
}

/// Cuts what is written into pieces for the channel.
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
        // Where nobody listens any more, there is nobody to tell.
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

/// Cleans a document, and catches it when that panics.
fn guarded<T>(
    clean: &impl Fn(&Task, Entry, &mut dyn Write) -> Outcome<T>,
    task: &Task,
    page: Entry,
    out: &mut dyn Write,
) -> Outcome<T> {
    // What a panic leaves half done is this document, and it is dropped.
    let result = catch_unwind(AssertUnwindSafe(|| clean(task, page, out)));
    result.unwrap_or_else(|panic| Err(Stop::Input(panicked(&*panic))))
}

/// The failure of a document on which dehusk panicked.
pub fn panicked(panic: &(dyn Any + Send)) -> Failure {
    let message = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    broken(message.unwrap_or("a panic"))
}

fn broken(what: &str) -> Failure {
    let hint = "this is a mistake in dehusk; please report it with the page";
    Failure { cause: format!("internal error: {what}"), hint: Some(hint.into()) }
}

#[cfg(test)]
mod tests;

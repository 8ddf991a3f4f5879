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
use super::{Step, Task};
use crate::Document;

/// Documents ahead of the one that is waited for, for each thread: as many as
/// a thread does while another has one that takes some hundred times longer.
const AHEAD: usize = 128;
/// Bytes of a document that are handed on together. Most articles are one piece.
const PIECE: usize = 1 << 15;
/// Pieces of a document that wait to be taken.
const PIECES: usize = 4;
/// How often a look is taken whether the run was interrupted.
const PATIENCE: Duration = Duration::from_millis(50);

/// How a document went.
pub type Outcome = Result<Document, Stop>;

/// Why a document was not handled.
#[derive(Debug)]
pub enum Stop {
    /// It could not be read.
    Input(Failure),
    /// It could not be written.
    Output(io::Error),
}

/// Takes documents in their order: `begin`, its bytes, `end`.
pub trait Deliver: Write {
    /// A document is to come.
    ///
    /// # Errors
    /// When there is no place for it. Its `end` comes all the same.
    fn begin(&mut self, task: &Task) -> io::Result<()>;

    /// A document is through; or a step that has none, and no outcome. Says
    /// whether to go on.
    fn end(&mut self, step: Step, outcome: Option<Outcome>) -> ControlFlow<()>;

    /// Whether to break off.
    fn interrupted(&self) -> bool;
}

/// Has `clean` clean the document of every step, and `delivery` take what
/// comes out in the order of the steps. A document whose cleaning panics has
/// failed; the others are done.
pub fn in_order(
    threads: NonZeroUsize,
    mut steps: impl Iterator<Item = Step> + Send + 'static,
    clean: impl Fn(&Task, &mut dyn Write) -> Outcome + Send + Sync + 'static,
    delivery: &mut impl Deliver,
) {
    // One document needs no thread.
    let first: Vec<Step> = steps.by_ref().take(2).collect();
    let is_one = first.len() < 2;
    let steps = first.into_iter().chain(steps);
    if is_one || threads.get() == 1 {
        alone(steps, &clean, delivery);
    } else {
        together(threads.get(), steps, clean, delivery);
    }
}

fn alone(
    steps: impl Iterator<Item = Step>,
    clean: &impl Fn(&Task, &mut dyn Write) -> Outcome,
    delivery: &mut impl Deliver,
) {
    for step in steps {
        let outcome = match &step {
            Step::Clean(task) => Some(match delivery.begin(task) {
                Ok(()) => guarded(clean, task, delivery),
                Err(error) => Err(Stop::Output(error)),
            }),
            _ => None,
        };
        if delivery.end(step, outcome).is_break() || delivery.interrupted() {
            return;
        }
    }
}

fn together(
    threads: usize,
    steps: impl Iterator<Item = Step> + Send + 'static,
    clean: impl Fn(&Task, &mut dyn Write) -> Outcome + Send + Sync + 'static,
    delivery: &mut impl Deliver,
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
            while let Some((task, channel)) = next(&work) {
                let mut pieces = Pieces { channel, bytes: Vec::new() };
                let outcome = guarded(&*clean, &task, &mut pieces);
                pieces.end(outcome);
            }
        });
    }
    for (step, pieces) in queue {
        let outcome = match (&step, pieces) {
            (Step::Clean(task), Some(pieces)) => match take(task, &pieces, delivery) {
                Some(outcome) => Some(outcome),
                None => return,
            },
            _ => None,
        };
        if delivery.end(step, outcome).is_break() || delivery.interrupted() {
            return;
        }
    }
}

/// A document's way from the worker that cleans it.
enum Piece {
    Bytes(Vec<u8>),
    End(Outcome),
}

type Job = (Arc<Task>, SyncSender<Piece>);
type Place = (Step, Option<Receiver<Piece>>);

/// Gives every document its place in the queue, then to whichever worker is
/// free. Ends early when nobody takes them any more.
fn hand_out(steps: impl Iterator<Item = Step>, workers: &SyncSender<Job>, queue: &SyncSender<Place>) {
    for step in steps {
        let task = if let Step::Clean(task) = &step { Some(task.clone()) } else { None };
        let (to_pieces, pieces) = sync_channel(PIECES);
        if queue.send((step, task.as_ref().map(|_| pieces))).is_err() {
            return;
        }
        if let Some(task) = task
            && workers.send((task, to_pieces)).is_err()
        {
            return;
        }
    }
}

/// The next job; none when there are no more. The lock is held for as long as
/// it takes to come, and is free while it is done.
fn next(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    jobs.lock().ok()?.recv().ok()
}

/// Passes a document on. Nothing comes of it when the run is to break off.
fn take(task: &Task, pieces: &Receiver<Piece>, delivery: &mut impl Deliver) -> Option<Outcome> {
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
            Ok(Piece::End(outcome)) => return Some(outcome),
            Err(RecvTimeoutError::Timeout) if delivery.interrupted() => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(Err(broken("its worker is gone"))),
        }
    }
}

/// Cuts what is written into pieces for the channel.
struct Pieces {
    channel: SyncSender<Piece>,
    bytes: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        self.channel.send(Piece::Bytes(bytes)).map_err(|_| ErrorKind::BrokenPipe.into())
    }

    fn end(mut self, outcome: Outcome) {
        // Where nobody listens any more, there is nobody to tell.
        let _ = self.send();
        let _ = self.channel.send(Piece::End(outcome));
    }
}

impl Write for Pieces {
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
fn guarded(clean: &impl Fn(&Task, &mut dyn Write) -> Outcome, task: &Task, out: &mut dyn Write) -> Outcome {
    // What a panic leaves half done is this document, and it is dropped.
    let result = catch_unwind(AssertUnwindSafe(|| clean(task, out)));
    result.unwrap_or_else(|panic| Err(broken(message(&*panic))))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic")
}

fn broken(what: &str) -> Stop {
    let hint = "this is a mistake in dehusk; please report it with the page";
    Stop::Input(Failure { cause: format!("internal error: {what}"), hint: Some(hint.into()) })
}

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::super::super::inputs::{Location, Origin};
use super::*;
use crate::containers::Body;
use crate::sniff::Format;
use crate::{Metadata, Ruled, Summary, Verdict};

fn threads(n: usize) -> NonZeroUsize {
    NonZeroUsize::new(n).expect("threads")
}

fn steps(count: usize) -> impl Iterator<Item = Step> + Send {
    let task = |n: usize| Task {
        origin: Origin::of(Location::File(n.to_string().into())),
        url: None,
        truncated: None,
        output: None,
    };
    let body = || Body::Stream(Box::new(io::empty()));
    let page = move || Entry {
        name: None,
        url: None,
        charset: None,
        truncated: None,
        input: crate::Input::Auto,
        body: body(),
    };
    (0..count).map(move |n| Step::Clean(task(n), page()))
}

fn number(task: &Task) -> usize {
    task.origin.input.path().and_then(Path::to_str).and_then(|path| path.parse().ok()).expect("a number")
}

fn document() -> Summary {
    Summary {
        format: Format::Text,
        encoding: "UTF-8",
        metadata: Metadata::default(),
        verdict: Verdict::Ok,
        reason: None,
        confidence: 1.0,
        kind: None,
        kept_blocks: 0,
        total_blocks: 0,
        ruled: Ruled::default(),
    }
}

/// Records deliveries, and fails or stops if a test asks for it.
#[derive(Default)]
struct Notes {
    bytes: Vec<u8>,
    ends: Vec<Result<PathBuf, String>>,
    refuse_after: Option<usize>,
    stop_after: Option<usize>,
}

impl Write for Notes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.refuse_after.is_some_and(|limit| self.bytes.len() >= limit) {
            return Err(ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Deliver for Notes {
    type Made = Summary;

    fn begin(&mut self, task: &Task) -> io::Result<()> {
        if number(task) == 13 { Err(ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }

    fn end(&mut self, task: &Task, outcome: Outcome<Summary>) -> ControlFlow<()> {
        self.ends.push(match outcome {
            Ok(_) => Ok(task.origin.input.path().expect("a path").to_owned()),
            Err(Stop::Input(failure) | Stop::Incomplete(failure)) => Err(failure.cause),
            Err(Stop::Output(error)) => Err(error.kind().to_string()),
        });
        if self.stop_after == Some(self.ends.len()) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn note(&mut self, note: Note) -> ControlFlow<()> {
        panic!("{note:?}")
    }

    fn interrupted(&self) -> bool {
        false
    }
}

/// Writes documents of different lengths; early ones take longest.
fn write(task: &Task, _: Entry, out: &mut dyn Write) -> Outcome<Summary> {
    let n = number(task);
    thread::sleep(Duration::from_micros(2000 / (n as u64 + 1)));
    for _ in 0..=(n % 7) * 5000 {
        out.write_all(format!("{n} ").as_bytes()).map_err(Stop::Output)?;
    }
    Ok(document())
}

fn notes(n: usize, count: usize, clean: fn(&Task, Entry, &mut dyn Write) -> Outcome<Summary>) -> Notes {
    let mut notes = Notes::default();
    in_order(threads(n), steps(count), clean, &mut notes);
    notes
}

#[test]
fn any_number_of_threads_delivers_the_same() {
    let one = notes(1, 100, write);
    assert_eq!(one.ends.len(), 100);
    assert_eq!(one.ends[13], Err("permission denied".into()));
    for n in [2, 3, 16] {
        let many = notes(n, 100, write);
        assert!(one.bytes == many.bytes && one.ends == many.ends, "{n} threads");
    }
    assert!(notes(4, 0, write).ends.is_empty());
    assert_eq!(notes(4, 1, write).ends.len(), 1);
}

#[test]
fn a_panic_is_the_failure_of_its_document_alone() {
    fn fragile(task: &Task, _: Entry, out: &mut dyn Write) -> Outcome<Summary> {
        let n = number(task);
        write!(out, "{n} ").map_err(Stop::Output)?;
        assert!(n % 5 != 3, "the page {n} is odd");
        Ok(document())
    }
    for n in [1, 3] {
        let notes = notes(n, 12, fragile);
        let failed: Vec<_> = notes.ends.iter().filter_map(|end| end.as_ref().err()).collect();
        assert_eq!(failed, ["internal error: the page 3 is odd", "internal error: the page 8 is odd"]);
        assert_eq!(notes.ends.len(), 12, "the rest is done, on {n} threads");
    }
}

#[test]
fn a_document_that_cannot_be_written_has_failed() {
    for n in [1, 3] {
        let mut notes = Notes { refuse_after: Some(40_000), ..Notes::default() };
        in_order(threads(n), steps(10), write, &mut notes);
        assert_eq!(notes.ends.len(), 10);
        assert_eq!(notes.ends[9], Err("no storage space".into()));
    }
}

#[test]
fn a_run_ends_early_even_if_a_worker_hangs() {
    fn hanging(task: &Task, _: Entry, _: &mut dyn Write) -> Outcome<Summary> {
        if number(task) > 2 {
            thread::sleep(Duration::from_secs(3600));
        }
        Ok(document())
    }
    let mut notes = Notes { stop_after: Some(2), ..Notes::default() };
    in_order(threads(2), steps(usize::MAX), hanging, &mut notes);
    assert_eq!(notes.ends.len(), 2);
}

#[test]
fn steps_are_not_made_far_ahead() {
    let made = Arc::new(AtomicUsize::new(0));
    let counter = made.clone();
    let counted = steps(100_000).inspect(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let (release, hold) = mpsc::channel::<()>();
    let hold = Mutex::new(hold);
    let watch = made.clone();
    let watcher = thread::spawn(move || {
        let mut seen = 0;
        // Waits until no more steps are made while the first document is held.
        while seen == 0 || watch.load(Ordering::Relaxed) != seen {
            seen = watch.load(Ordering::Relaxed);
            thread::sleep(Duration::from_millis(100));
        }
        drop(release);
        seen
    });
    let mut notes = Notes::default();
    let clean = move |task: &Task, _: Entry, _: &mut dyn Write| {
        if number(task) == 0 {
            let _ = hold.lock().expect("a lock").recv();
        }
        Ok(document())
    };
    in_order(threads(2), counted, clean, &mut notes);
    assert_eq!(notes.ends.len(), 100_000);
    let seen = watcher.join().expect("a number");
    assert!(seen <= 2 * AHEAD + 8, "{seen} steps were made");
}

//! tar archives, read as a stream.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};

use super::super::found::{Contents, Found};
use super::super::name;
use super::super::options::Open;
use super::super::source::Source;
use super::member::member;
use crate::{Error, From};

/// Bytes of a block, which everything in the archive fills up to.
const BLOCK: u64 = 512;
/// Bytes that the headers of one member may have, long names among them.
const HEADERS: u64 = 1 << 20;

/// The members of an archive.
pub(in super::super) fn members(source: Source, options: &Open) -> Contents {
    Box::new(Members {
        source: Metered {
            source: RefCell::new(source.into_reader()),
            read: Cell::new(0),
            allowed: Cell::new(0),
            failed: Cell::new(false),
        },
        ended: false,
        from: options.from,
        max_size: options.max_size,
    })
}

struct Members {
    source: Metered,
    ended: bool,
    from: From,
    max_size: u64,
}

impl Members {
    /// The next member; `None` at the end of the archive.
    fn member(&self) -> Result<Option<Found>, Error> {
        // An iterator over all members would borrow the archive for as long as
        // it lives, so this reads the first member of what is left, each time.
        let mut archive = tar::Archive::new(&self.source);
        self.source.allow(HEADERS);
        let start = self.source.read.get();
        let Some(entry) = archive.entries().and_then(|mut entries| entries.next().transpose()).map_err(damaged)? else {
            if self.source.read.get() == start {
                return Err(damaged("it has no end marker; members may be missing"));
            }
            return Ok(None);
        };
        self.source.allow(u64::MAX);
        let kind = entry.header().entry_type();
        let len = if kind.is_gnu_sparse() { entry.header().entry_size().map_err(damaged)? } else { entry.size() };
        let end = self.source.read.get().saturating_add(len);
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let found = if kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse() {
            member(&name, entry, self.from, self.max_size)
        } else {
            Ok(Found::Skipped)
        };
        if !self.source.failed.get() && !self.source.skip_to(end).map_err(damaged)? {
            return Err(damaged(format!("it ends in the middle of {}", name::safe(&name))));
        }
        // A last member that nothing follows needs no filling.
        self.source.skip_to(end.next_multiple_of(BLOCK)).map_err(damaged)?;
        found.map(Some)
    }
}

impl Iterator for Members {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = self.member().transpose();
        // A broken header says nothing of where the next one is.
        let broken = matches!(found, Some(Err(Error::Damaged { .. })));
        self.ended = found.is_none() || broken || self.source.failed.get();
        found
    }
}

fn damaged(cause: impl ToString) -> Error {
    Error::Damaged { what: "tar archive", cause: cause.to_string() }
}

/// A stream that knows how far it is, and how far it may be read.
struct Metered {
    source: RefCell<Box<dyn Read + Send>>,
    /// Bytes read.
    read: Cell<u64>,
    /// How many may be read in all.
    allowed: Cell<u64>,
    /// Whether reading failed, after which nothing is to be had.
    failed: Cell<bool>,
}

impl Metered {
    /// Lets `more` bytes be read.
    fn allow(&self, more: u64) {
        self.allowed.set(self.read.get().saturating_add(more));
    }

    /// Goes on to this place; whether it is there.
    fn skip_to(&self, place: u64) -> io::Result<bool> {
        let left = place.saturating_sub(self.read.get());
        Ok(io::copy(&mut self.take(left), &mut io::sink())? == left)
    }
}

impl Read for &Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.failed.get() {
            return Ok(0);
        }
        if self.read.get() >= self.allowed.get() {
            return Err(io::Error::other("a header is too long"));
        }
        let read = self.source.borrow_mut().read(buffer);
        match &read {
            Ok(read) => self.read.set(self.read.get() + *read as u64),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => self.failed.set(true),
        }
        read
    }
}

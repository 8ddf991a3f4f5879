//! Reads tar archives as a stream.

use std::cell::{Cell, RefCell};
use std::io::{self, Read};

use super::super::found::{Contents, Found};
use super::super::name;
use super::super::options::Open;
use super::super::source::Source;
use super::member::member;
use crate::{Error, Input};

/// Block size, in bytes. Members are padded to whole blocks.
const BLOCK: u64 = 512;
/// Maximum size of the headers of a member, including long names, in bytes.
const HEADERS: u64 = 1 << 20;

/// Returns the members of an archive.
pub(in super::super) fn members(source: Source, options: &Open) -> Contents {
    Box::new(TarMembers {
        source: Metered {
            source: RefCell::new(source.into_reader()),
            read: Cell::new(0),
            allowed: Cell::new(0),
            failed: Cell::new(false),
        },
        ended: false,
        input: options.input,
        max_size: options.max_size,
    })
}

struct TarMembers {
    source: Metered,
    ended: bool,
    input: Input,
    max_size: u64,
}

impl TarMembers {
    /// Reads the next member. Returns `None` at the end of the archive.
    fn member(&self) -> Result<Option<Found>, Error> {
        // An iterator over all members would borrow the archive, which this struct
        // would have to own. So each call treats the rest as an archive of its own
        // and reads its first member.
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
            member(&name, entry, self.input, self.max_size)
        } else {
            Ok(Found::Skipped)
        };
        if !self.source.failed.get() && !self.source.skip_to(end).map_err(damaged)? {
            return Err(damaged(format!("it ends in the middle of {}", name::safe(&name))));
        }
        // The last member may lack its padding.
        self.source.skip_to(end.next_multiple_of(BLOCK)).map_err(damaged)?;
        found.map(Some)
    }
}

impl Iterator for TarMembers {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let found = self.member().transpose();
        // After an invalid header the position of the next one is unknown.
        let broken = matches!(found, Some(Err(Error::Damaged { .. })));
        self.ended = found.is_none() || broken || self.source.failed.get();
        found
    }
}

fn damaged(cause: impl ToString) -> Error {
    Error::Damaged { what: "tar archive", cause: cause.to_string() }
}

/// A reader that counts its bytes and stops at a limit.
struct Metered {
    source: RefCell<Box<dyn Read + Send>>,
    /// Number of bytes read.
    read: Cell<u64>,
    /// Number of bytes that may be read in all.
    allowed: Cell<u64>,
    /// Whether reading failed. Nothing is read after that.
    failed: Cell<bool>,
}

impl Metered {
    /// Sets the limit to `more` bytes from here.
    fn allow(&self, more: u64) {
        self.allowed.set(self.read.get().saturating_add(more));
    }

    /// Skips to a position. Returns false if the stream ends before.
    fn skip_to(&self, position: u64) -> io::Result<bool> {
        let left = position.saturating_sub(self.read.get());
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

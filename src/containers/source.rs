//! Sources of bytes, and limits on how much of them is held.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};

use crate::Error;

/// A source to read an input from.
pub enum Source {
    /// A stream, read once.
    Stream(Box<dyn Read + Send>),
    /// A file, read from its current position. A ZIP archive, which is read from
    /// its end, is not held in memory.
    File(File),
    /// Bytes in memory.
    Bytes(Vec<u8>),
}

/// A source that a ZIP archive can be read from.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Source {
    /// Returns the first `len` bytes, or all bytes of a shorter source. The source
    /// stays at its start.
    pub(super) fn head(&mut self, len: usize) -> io::Result<Vec<u8>> {
        if let Source::File(file) = self {
            // The file may also be a pipe, a terminal or a directory.
            match file.stream_position() {
                Ok(start) => {
                    let mut head = Vec::new();
                    file.by_ref().take(len as u64).read_to_end(&mut head)?;
                    file.seek(io::SeekFrom::Start(start))?;
                    return Ok(head);
                }
                Err(_) => *self = Source::Stream(Box::new(file.try_clone()?)),
            }
        }
        match self {
            Source::Bytes(bytes) => Ok(bytes[..bytes.len().min(len)].to_vec()),
            Source::File(_) => unreachable!("left above"),
            Source::Stream(stream) => {
                let mut head = Vec::new();
                let error = stream.by_ref().take(len as u64).read_to_end(&mut head).err();
                let rest = std::mem::replace(stream, Box::new(io::empty()));
                *stream = Box::new(Rewound { head: Cursor::new(head.clone()), error, rest });
                Ok(head)
            }
        }
    }

    /// Returns a reader of all bytes.
    pub(super) fn into_reader(self) -> Box<dyn Read + Send> {
        match self {
            Source::Stream(stream) => stream,
            Source::File(file) => Box::new(file),
            Source::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        }
    }

    /// Reads all bytes.
    ///
    /// # Errors
    /// Fails if there are more than `limit` bytes.
    pub(super) fn into_bytes(self, limit: u64) -> Result<Vec<u8>, Error> {
        match self {
            Source::Bytes(bytes) => Ok(bytes),
            source => read_all(source.into_reader(), limit),
        }
    }

    /// Returns a seekable reader. Holds at most `limit` bytes of a stream in memory.
    pub(super) fn into_seekable(self, limit: u64) -> Result<Box<dyn ReadSeek>, Error> {
        match self {
            Source::File(file) => Ok(Box::new(io::BufReader::new(file))),
            source => Ok(Box::new(Cursor::new(source.into_bytes(limit)?))),
        }
    }
}

/// A stream whose head was read and is read again. An error that came in the head
/// comes again at the same place, because there may be documents before it.
struct Rewound {
    head: Cursor<Vec<u8>>,
    error: Option<io::Error>,
    rest: Box<dyn Read + Send>,
}

impl Read for Rewound {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.head.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        if let Some(error) = self.error.take() {
            // The bytes after the error cannot be trusted.
            self.rest = Box::new(io::empty());
            return Err(error);
        }
        self.rest.read(buffer)
    }
}

/// Reads all bytes of a reader.
///
/// # Errors
/// Fails if there are more than `limit` bytes.
pub(super) fn read_all(source: impl Read, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Error::Read)?;
    if bytes.len() as u64 > limit {
        return Err(Error::TooLarge { limit });
    }
    Ok(bytes)
}

/// A reader that fails after `limit` bytes.
pub(super) struct CappedReader<R> {
    source: R,
    left: u64,
    limit: u64,
}

impl<R> CappedReader<R> {
    pub(super) fn new(source: R, limit: u64) -> Self {
        CappedReader { source, left: limit, limit }
    }
}

impl<R: Read> Read for CappedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| io::Error::other(Error::TooLarge { limit: self.limit }))?;
        Ok(read)
    }
}

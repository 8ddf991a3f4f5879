//! Writes documents to one stream, with a separator between them.

use std::io::{self, BufWriter, Write};

/// Size of the write buffer, in bytes.
const BUFFER: usize = 1 << 17;

/// An output for several texts, separated by a blank line or ended by a NUL byte.
pub struct Stream<W: Write> {
    out: BufWriter<W>,
    /// Whether a text has ended and the next one has not begun.
    between: bool,
    /// The last byte written; 0 before the first.
    last: u8,
}

impl<W: Write> Stream<W> {
    /// Creates a stream that writes to `out`.
    pub fn new(out: W) -> Self {
        Stream { out: BufWriter::with_capacity(BUFFER, out), between: false, last: 0 }
    }

    /// Flushes the buffer and returns the underlying output.
    pub fn into_inner(self) -> io::Result<W> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// Ends a text. A blank line goes before the next text that is not empty.
    pub fn end_text(&mut self) -> io::Result<()> {
        self.between = self.last != 0;
        self.flush()
    }

    /// Ends a text, which may be empty, with the byte `mark`.
    pub fn end_with(&mut self, mark: u8) -> io::Result<()> {
        self.out.write_all(&[mark])?;
        self.flush()
    }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(&last) = bytes.last() else { return Ok(0) };
        if self.between {
            // An incomplete text may end in the middle of a line.
            self.out.write_all(if self.last == b'\n' { b"\n" } else { b"\n\n" })?;
            self.between = false;
        }
        self.out.write_all(bytes)?;
        self.last = last;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

//! A stream that documents go to, one after another.

use std::io::{self, BufWriter, Write};

/// Bytes gathered before they are written.
const BUFFER: usize = 1 << 17;

/// Writes texts one after another, a blank line or a NUL between them.
pub struct Stream<W: Write> {
    out: BufWriter<W>,
    /// Whether an earlier text was written and the present one was not begun.
    between: bool,
    /// The last byte written.
    last: u8,
}

impl<W: Write> Stream<W> {
    /// A stream into `out`.
    pub fn new(out: W) -> Self {
        Stream { out: BufWriter::with_capacity(BUFFER, out), between: false, last: 0 }
    }

    /// What it writes into, once everything is written.
    pub fn into_inner(self) -> io::Result<W> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// Ends a text that the next one, if it has anything in it, is set apart
    /// from by a blank line.
    pub fn end_text(&mut self) -> io::Result<()> {
        self.between = self.last != 0;
        self.flush()
    }

    /// Ends a text, or a text of no bytes, with `mark`.
    pub fn end_with(&mut self, mark: u8) -> io::Result<()> {
        self.out.write_all(&[mark])?;
        self.flush()
    }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(&last) = bytes.last() else { return Ok(0) };
        if self.between {
            // A text that broke off ends within a line.
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

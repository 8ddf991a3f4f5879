//! Writes documents to one stream, with a separator between them.

use std::io::{self, BufWriter, Write};

use crate::render::safe;

/// Size of the write buffer, in bytes.
const BUFFER: usize = 1 << 17;

/// An output for several texts, separated by a blank line or ended by a NUL byte.
pub struct Stream<W: Write> {
    out: BufWriter<W>,
    /// Whether a text has ended and the next one has not begun.
    between: bool,
    /// The last byte written; 0 before the first.
    last: u8,
    /// The line above the next text. An empty text has no such line.
    heading: Option<String>,
    /// With escaping, the beginning of a character whose other bytes have not come yet.
    unfinished: Option<Vec<u8>>,
}

impl<W: Write> Stream<W> {
    /// Creates a stream that writes to `out`.
    pub fn new(out: W) -> Self {
        let out = BufWriter::with_capacity(BUFFER, out);
        Stream { out, between: false, last: 0, heading: None, unfinished: None }
    }

    /// Escapes the characters of texts that could drive a terminal, if `escapes`.
    #[must_use]
    pub fn escaping(self, escapes: bool) -> Self {
        Stream { unfinished: escapes.then(Vec::new), ..self }
    }

    /// Begins a text. Its name is written above it as soon as the text has a byte.
    pub fn begin_text(&mut self, name: &str) {
        self.heading = Some(format!("==> {name} <==\n"));
    }

    /// Flushes the buffer and returns the underlying output.
    pub fn into_inner(self) -> io::Result<W> {
        self.out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    /// Ends a text. A blank line goes before the next text that is not empty.
    pub fn end_text(&mut self) -> io::Result<()> {
        self.between = self.last != 0;
        self.heading = None;
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
        if let Some(heading) = self.heading.take() {
            self.out.write_all(heading.as_bytes())?;
        }
        match &mut self.unfinished {
            None => self.out.write_all(bytes)?,
            Some(unfinished) => {
                unfinished.extend_from_slice(bytes);
                let whole = whole_characters(unfinished);
                let text = String::from_utf8_lossy(&unfinished[..whole]);
                self.out.write_all(safe::escaped(&text).as_bytes())?;
                unfinished.drain(..whole);
            }
        }
        self.last = last;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns the number of bytes before a character that is cut off at the end.
fn whole_characters(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_do_not_depend_on_the_size_of_writes() {
        let text = "a\u{9b}2J ünï\u{202e}code\x1b[1m\n";
        for size in 1..text.len() {
            let mut stream = Stream::new(Vec::new()).escaping(true);
            text.as_bytes().chunks(size).for_each(|piece| stream.write_all(piece).unwrap());
            stream.end_with(0).unwrap();
            let written = String::from_utf8(stream.into_inner().unwrap()).unwrap();
            assert_eq!(written, "a\\u009b2J ünï\\u202ecode\\u001b[1m\n\0", "{size}");
        }
    }

    #[test]
    fn a_name_heads_a_text_that_is_not_empty() {
        let mut stream = Stream::new(Vec::new());
        for (name, text) in [("a", "One.\n"), ("b", ""), ("c", "Three.\n")] {
            stream.begin_text(name);
            stream.write_all(text.as_bytes()).unwrap();
            stream.end_text().unwrap();
        }
        assert_eq!(stream.into_inner().unwrap(), b"==> a <==\nOne.\n\n==> c <==\nThree.\n");
    }
}

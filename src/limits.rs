//! Reads the input of a document within limits of size and time.

use std::io::{ErrorKind, Read};
use std::time::Instant;

use crate::{Error, Options};

/// Number of bytes of a stream to read at a time.
const CHUNK: usize = 1 << 16;
/// Number of bytes to read between two checks of the clock.
const PIECE: usize = 1 << 20;

/// The input of a document. Time counts from its creation.
pub struct Limited<R> {
    input: R,
    /// Size limit, in bytes.
    limit: u64,
    /// Number of bytes left to the limit.
    left: u64,
    clock: Clock,
}

impl<R: Read> Limited<R> {
    /// Limits an input by the size and time in `options`.
    pub fn new(input: R, options: &Options) -> Self {
        let limit = options.max_size.unwrap_or(u64::MAX);
        Limited { input, limit, left: limit, clock: Clock::start(options) }
    }

    /// Appends the next `len` bytes, or fewer at the end of the input. Returns their
    /// number.
    pub fn read(&mut self, buffer: &mut Vec<u8>, len: usize) -> Result<usize, Error> {
        self.clock.check()?;
        let read = self.input.by_ref().take(len as u64).read_to_end(buffer).map_err(Error::Read)?;
        self.count(read)
    }

    /// Appends all remaining bytes.
    pub fn read_to_end(&mut self, buffer: &mut Vec<u8>) -> Result<(), Error> {
        while self.read(buffer, PIECE)? > 0 {}
        Ok(())
    }

    /// Replaces `chunk` with the bytes that one read returns. It is empty at the end
    /// of the input.
    pub fn next(&mut self, chunk: &mut Vec<u8>) -> Result<(), Error> {
        self.clock.check()?;
        chunk.resize(CHUNK, 0);
        let read = loop {
            match self.input.read(chunk) {
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                result => break result.map_err(Error::Read)?,
            }
        };
        chunk.truncate(self.count(read)?);
        Ok(())
    }

    /// Returns the clock of this document.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    fn count(&mut self, read: usize) -> Result<usize, Error> {
        self.left = self.left.checked_sub(read as u64).ok_or(Error::TooLarge { limit: self.limit })?;
        Ok(read)
    }
}

/// Tells when a document has taken too long.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    deadline: Option<Instant>,
}

impl Clock {
    fn start(options: &Options) -> Self {
        // A timeout that overflows is no limit.
        Clock { deadline: options.timeout.and_then(|timeout| Instant::now().checked_add(timeout)) }
    }

    /// Checks the time.
    ///
    /// # Errors
    /// Returns [`Error::TimedOut`] after the deadline.
    pub fn check(self) -> Result<(), Error> {
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => Err(Error::TimedOut),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Returns one byte at a time, with an interruption before each.
    struct Slow(u8, bool);

    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(ErrorKind::Interrupted.into());
            }
            self.0 += 1;
            buffer[0] = self.0;
            Ok((self.0 <= 9).into())
        }
    }

    #[test]
    fn input_is_read_completely_in_any_pieces() {
        let mut source = Limited::new(Slow(0, false), &Options::default());
        let mut buffer = Vec::new();
        assert_eq!(source.read(&mut buffer, 4).unwrap(), 4);
        assert_eq!(buffer, [1, 2, 3, 4]);
        let mut chunk = vec![0; 3];
        source.next(&mut chunk).unwrap();
        assert_eq!(chunk, [5]);
        source.read_to_end(&mut buffer).unwrap();
        assert_eq!(buffer, [1, 2, 3, 4, 6, 7, 8, 9]);
    }

    #[test]
    fn input_of_the_size_of_the_limit_is_allowed() {
        for (max, fits) in [(None, true), (Some(9), true), (Some(8), false), (Some(0), false)] {
            let mut source = Limited::new(Slow(0, false), &Options { max_size: max, ..Options::default() });
            let result = source.read_to_end(&mut Vec::new());
            assert_eq!(result.is_ok(), fits, "{max:?}");
            assert!(fits || matches!(result, Err(Error::TooLarge { .. })), "{result:?}");
        }
    }

    #[test]
    fn a_timeout_of_zero_is_over_and_a_huge_one_is_not() {
        for (timeout, over) in [(None, false), (Some(Duration::ZERO), true), (Some(Duration::MAX), false)] {
            let clock = Limited::new(&b""[..], &Options { timeout, ..Options::default() }).clock();
            assert_eq!(matches!(clock.check(), Err(Error::TimedOut)), over, "{timeout:?}");
        }
    }
}

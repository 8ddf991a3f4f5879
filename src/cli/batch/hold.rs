//! Holds back the output of a document until its verdict is known.

use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use crate::{Error, Summary, Verdict};

/// Bytes held in memory. Longer output waits in an unnamed temporary file.
const IN_MEMORY: usize = 8 << 20;

/// Runs `extract`, and copies its output to `out` if the verdict is [`Verdict::Ok`].
/// Long texts are written while they are read, before the verdict is known, and
/// output that reached `out` could not be taken back.
pub fn until_sure(
    out: &mut dyn Write,
    extract: impl FnOnce(&mut dyn Write) -> Result<Summary, Error>,
) -> Result<Summary, Error> {
    let mut held = SpooledTempFile::new(IN_MEMORY);
    let document = extract(&mut held)?;
    if document.verdict == Verdict::Ok {
        held.rewind().and_then(|()| io::copy(&mut held, out)).map_err(Error::Write)?;
    }
    Ok(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::internals::clean;
    use crate::model::Models;

    /// Returns the bytes written for a document of this verdict that does not fit in memory.
    fn written(verdict: Verdict) -> usize {
        let mut out = Vec::new();
        let document = Summary { verdict, ..clean(b"Home", &Options::default(), &Models::BUILT_IN).unwrap().summary };
        let write = |to: &mut dyn Write| {
            for _ in 0..=IN_MEMORY / 1024 {
                to.write_all(&[b'x'; 1024]).map_err(Error::Write)?;
            }
            Ok(document)
        };
        until_sure(&mut out, write).unwrap();
        out.len()
    }

    #[test]
    fn output_is_written_whole_or_not_at_all() {
        assert_eq!(written(Verdict::Ok), IN_MEMORY + 1024);
        assert_eq!(written(Verdict::Doubt), 0);
        assert_eq!(written(Verdict::Empty), 0);
    }
}

//! Holds back what comes out of a document until its verdict is known.

use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use crate::{Document, Error, Verdict};

/// Bytes held in memory; what goes beyond them waits in an unnamed file.
const IN_MEMORY: usize = 8 << 20;

/// Lets `extract` write, and passes on to `out` what it wrote if the verdict
/// is [`Verdict::Ok`]. A text streams, and its verdict comes last: what was
/// written for the first windows could not be taken back.
pub fn until_sure(
    out: &mut dyn Write,
    extract: impl FnOnce(&mut dyn Write) -> Result<Document, Error>,
) -> Result<Document, Error> {
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
    use crate::{Options, extract};

    /// What comes out of a document of this verdict that is longer than memory holds.
    fn held(verdict: Verdict) -> usize {
        let mut out = Vec::new();
        let document = Document { verdict, ..extract(b"Home", &Options::default()).unwrap() };
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
    fn all_or_nothing_comes_out() {
        assert_eq!(held(Verdict::Ok), IN_MEMORY + 1024);
        assert_eq!(held(Verdict::Doubt), 0);
        assert_eq!(held(Verdict::Empty), 0);
    }
}

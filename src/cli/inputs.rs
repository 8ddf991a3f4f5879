//! What to read.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::report::{Failure, shown};
use crate::Error;

/// Something to read a document from.
#[derive(Debug)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Whether no path is named and standard input is a terminal, where nobody
/// means to type a page.
pub fn is_missing(paths: &[PathBuf]) -> bool {
    paths.is_empty() && io::stdin().is_terminal()
}

impl Input {
    /// Where it is, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        }
    }

    /// Opens it for reading. A file of more than `max_size` bytes is refused
    /// here, before anything of it is written.
    pub fn open(&self, max_size: Option<u64>) -> Result<Box<dyn Read>, Failure> {
        let Input::File(path) = self else { return Ok(Box::new(io::stdin())) };
        let file = File::open(path).map_err(|e| Failure::of_io(&e))?;
        let size = file.metadata().ok().filter(|metadata| metadata.is_file()).map_or(0, |metadata| metadata.len());
        if let Some(limit) = max_size.filter(|max| size > *max) {
            return Err(Failure::of(&Error::TooLarge { limit }));
        }
        Ok(Box::new(file))
    }
}

/// Its name in messages.
impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("standard input"),
            Input::File(path) => f.write_str(&shown(path)),
        }
    }
}

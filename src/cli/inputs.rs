//! What to read.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::report::{Failure, shown};
use crate::container::Source;

/// Something to read a document from.
#[derive(Debug, Clone)]
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

    /// Opens it for reading.
    pub fn open(&self) -> Result<Source, Failure> {
        match self {
            Input::Stdin => Ok(Source::Stream(Box::new(io::stdin()))),
            Input::File(path) => File::open(path).map(Source::File).map_err(|e| Failure::of_io(&e)),
        }
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

/// Where a document comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// What it is read from.
    pub input: Input,
    /// Its name in there, if that is a container.
    pub member: Option<String>,
}

impl Origin {
    /// The origin of an input that is a document, or of a container as a whole.
    pub fn of(input: Input) -> Self {
        Origin { input, member: None }
    }

    /// What stands for its site where no address is known: the container, or
    /// the directory of the file.
    pub fn place(&self) -> Cow<'_, str> {
        let Some(path) = self.input.path() else { return "-".into() };
        let directory = if self.member.is_some() { Some(path) } else { path.parent() };
        match directory {
            Some(directory) if !directory.as_os_str().is_empty() => directory.to_string_lossy(),
            _ => ".".into(),
        }
    }

    /// A path to it: that of its file, with its name in there behind `!`.
    /// Standard input has none, but what comes in a container does.
    pub fn path(&self) -> Option<String> {
        let input = self.input.path().map(Path::to_string_lossy);
        match &self.member {
            None => input.map(Into::into),
            Some(member) => Some(format!("{}!{member}", input.as_deref().unwrap_or("-"))),
        }
    }
}

/// Its name in messages.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.member {
            None => self.input.fmt(f),
            Some(member) => write!(f, "{}: {}", self.input, shown(Path::new(member))),
        }
    }
}

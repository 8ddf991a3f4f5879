//! Inputs, where documents come from, and why files are skipped.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::failure::{Failure, shown};
use crate::containers::Source;
use crate::render::safe;

/// A file or standard input.
#[derive(Debug, Clone)]
pub enum Location {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A path to read: a file, a directory, or `-` for standard input.
#[derive(Debug, Clone)]
pub struct NamedPath {
    /// The path.
    pub path: PathBuf,
    /// Where a list names it; `None` for an argument.
    pub listed: Option<Listed>,
}

/// A line of a list of paths.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The name of the list in messages.
    pub list: Arc<str>,
    /// The number of the line, starting from 1.
    pub line: u64,
}

impl NamedPath {
    /// Returns why the path does not exist, if it does not and a list names it. The
    /// message names the list and the line. Arguments are checked when they are opened.
    pub fn missing(&self) -> Option<Failure> {
        let Listed { list, line } = self.listed.as_ref()?;
        let failure = unopened(&self.path, &self.path.symlink_metadata().err()?);
        Some(Failure { cause: format!("{} ({list}:{line})", failure.cause), ..failure })
    }
}

/// Returns the failure to open a path.
fn unopened(path: &Path, error: &io::Error) -> Failure {
    Failure {
        hint: is_url(path).then(|| "dehusk does not fetch pages; pipe one in: curl -s URL | dehusk".to_owned()),
        ..Failure::of_io(error)
    }
}

impl Location {
    /// Returns the path of a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Location::Stdin => None,
            Location::File(path) => Some(path),
        }
    }

    /// Opens the input for reading.
    pub fn open(&self) -> Result<Source, Failure> {
        match self {
            Location::Stdin => Ok(Source::Stream(Box::new(io::stdin()))),
            Location::File(path) => File::open(path).map(Source::File).map_err(|error| unopened(path, &error)),
        }
    }
}

/// Returns true if a path is the address of a page.
fn is_url(path: &Path) -> bool {
    path.to_str().is_some_and(|path| ["http://", "https://", "www."].iter().any(|start| path.starts_with(start)))
}

/// Writes the name of the input in messages.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::Stdin => f.write_str("standard input"),
            Location::File(path) => f.write_str(&shown(path)),
        }
    }
}

/// Where a document comes from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The input that it is read from.
    pub input: Location,
    /// Its name in the input, if that is a container.
    pub member: Option<String>,
}

impl Origin {
    /// Returns the origin of a document that is an input of its own, or of a
    /// container as a whole.
    pub fn of(input: Location) -> Self {
        Origin { input, member: None }
    }

    /// Returns the site name to use for a document without an address: its
    /// container, or the directory of its file.
    pub fn place(&self) -> Cow<'_, str> {
        let Some(path) = self.input.path() else { return "-".into() };
        let directory = if self.member.is_some() { Some(path) } else { path.parent() };
        match directory {
            Some(directory) if !directory.as_os_str().is_empty() => directory.to_string_lossy(),
            _ => ".".into(),
        }
    }

    /// Returns the path of the document: that of its file, followed in a
    /// container by `!` and the name there. A document that is standard input
    /// itself has no path.
    pub fn path(&self) -> Option<String> {
        let input = self.input.path().map(Path::to_string_lossy);
        match &self.member {
            None => input.map(Into::into),
            Some(member) => Some(format!("{}!{member}", input.as_deref().unwrap_or("-"))),
        }
    }
}

/// Writes the name of the document in messages.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.member {
            None => self.input.fmt(f),
            Some(member) => write!(f, "{}: {}", self.input, safe::escaped_line(member)),
        }
    }
}

/// Why a file or directory is skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// An image, script, style sheet or font.
    Asset,
    /// JSON Lines without `--from jsonl`.
    Lines,
    /// The folder that a browser saves next to a page.
    Companion,
    /// A link to a directory; following it might never end.
    Link,
    /// A pipe, a socket or a device; reading it might never end.
    Special,
}

impl Skip {
    /// Returns the reason for messages.
    pub fn text(self) -> &'static str {
        match self {
            Skip::Asset => "not a page by its name; use --glob to read it",
            Skip::Lines => "JSON Lines; use --from jsonl to read it",
            Skip::Companion => "holds the images and scripts of a saved page",
            Skip::Link => "a link to a directory; name it as a PATH to read it",
            Skip::Special => "not a regular file",
        }
    }
}

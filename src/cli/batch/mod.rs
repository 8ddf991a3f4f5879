//! Cleans many documents in one run.
//!
//! ```text
//! paths ─ walk ─▶ found ─ plan ─▶ inputs with places ─ open ─▶ steps ─ work ─▶ bytes and outcomes, in order ─ delivery ─▶ stdout or files
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`choice`] | chooses the files of a directory to read |
//! | [`walk`] | walks directories, always in the same order |
//! | [`names`] | names outputs |
//! | [`plan`] | gives each input an output of its own, before anything is written |
//! | [`open`] | opens inputs, and makes a step for each page in a container |
//! | [`members`] | gives each page in a container an output of its own |
//! | [`learn`] | reads all input once before, with `--learn-site` |
//! | [`work`] | cleans documents on several threads and delivers them in order |
//! | [`partial`] | writes a file that appears only when complete |
//! | [`delivery`] | writes, reports and counts documents |
//! | [`interrupt`] | handles Ctrl-C |
//!
//! Steps are made one by one, while earlier ones are worked on. Memory does not
//! grow with the number of documents, except for the plan of a run that writes
//! files: about 16 bytes per document.

pub mod choice;
pub mod delivery;
pub mod interrupt;
pub mod learn;
mod members;
mod names;
pub mod open;
pub mod partial;
pub mod plan;
pub mod walk;
pub mod work;

use std::fs;
use std::path::{Path, PathBuf};

use self::members::Members;
use self::walk::{Found, Why};
use super::inputs::{Input, Origin};
use super::report::Failure;
use crate::containers::Entry;

/// What a run finds, before it is opened.
#[derive(Debug)]
pub enum Planned {
    /// An input to open. Its output goes to a place, or to stdout if `None`.
    Open(Input, Option<Place>),
    /// An input that an earlier run cleaned.
    Done(Input),
    /// A file or directory that is skipped.
    Skipped(PathBuf, Why),
    /// A file or directory that cannot be read.
    Failed(PathBuf, Failure),
}

/// The next step of a run.
#[derive(Debug)]
pub enum Step {
    /// A document to clean.
    Clean(Task, Entry),
    /// Something to report and count.
    Note(Note),
}

/// Something to report and count in its turn, without a document to clean.
#[derive(Debug)]
pub enum Note {
    /// A document that an earlier run cleaned.
    Done(Origin),
    /// A file or directory that is skipped.
    Skipped(PathBuf, Why),
    /// The number of items in a container that are not pages.
    SkippedItems(Origin, u64),
    /// A document or directory that cannot be read.
    Failed(Origin, Failure),
}

/// A document to clean.
#[derive(Debug)]
pub struct Task {
    /// Where it comes from.
    pub origin: Origin,
    /// Its address in its container.
    pub url: Option<String>,
    /// Why it was cut off when it was saved, according to its container.
    pub truncated: Option<String>,
    /// The file to write; stdout if `None`.
    pub output: Option<Output>,
}

/// The output files of an input.
#[derive(Debug)]
pub struct Place {
    /// The file, if the input is a page.
    pub output: Output,
    /// The files of its pages, if the input is a container.
    pub members: Members,
}

/// A file to write.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its path.
    pub path: PathBuf,
    /// Whether it may replace an existing file.
    pub replace: bool,
}

/// Plans to write to stdout.
pub fn to_stdout(found: Found) -> Planned {
    match found {
        Found::Input { input, .. } => Planned::Open(input, None),
        Found::Skipped(path, why) => Planned::Skipped(path, why),
        Found::Failed(path, failure) => Planned::Failed(path, failure),
    }
}

/// Returns true if an output exists and is not older than its input.
fn is_done(input: &Path, output: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file)?.modified().ok();
    modified(output).is_some_and(|output| modified(input).is_some_and(|input| output >= input))
}

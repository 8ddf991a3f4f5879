//! Many documents in one run.
//!
//! ```text
//! paths ─ walk ─▶ found ─ plan ─▶ inputs with places ─ open ─▶ steps ─ work ─▶ bytes and outcomes, in order ─ delivery ─▶ stdout or files
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`choice`] | which files of a directory are pages |
//! | [`walk`] | goes through directories, always in the same order |
//! | [`names`] | what an output is called |
//! | [`plan`] | gives every input an output of its own, before anything is written |
//! | [`open`] | opens inputs, and makes a step of every page in a container |
//! | [`members`] | gives every page in a container an output of its own |
//! | [`learn`] | with `--learn-site`, reads everything once before |
//! | [`work`] | cleans documents on all cores and hands them on in order |
//! | [`partial`] | an output that is there when it is whole |
//! | [`delivery`] | writes what comes out, and keeps the count |
//! | [`interrupt`] | Ctrl-C |
//!
//! Steps are made one by one, while earlier ones are worked on. What a run
//! holds does not grow with the number of documents but for the plan of a run
//! that writes files, which takes some 16 bytes for each.

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
use crate::container::Entry;

/// What a run comes upon, before it is opened.
#[derive(Debug)]
pub enum Planned {
    /// An input is to be opened, and goes to its place, or to stdout.
    Open(Input, Option<Place>),
    /// An input was cleaned by an earlier run.
    Done(Input),
    /// Something is left alone.
    Passed(PathBuf, Why),
    /// Something cannot be looked into.
    Lost(PathBuf, Failure),
}

/// What comes next in a run.
#[derive(Debug)]
pub enum Step {
    /// A document is to be cleaned.
    Clean(Task, Entry),
    /// There is nothing to clean.
    Note(Note),
}

/// What is to be said, and counted, in its turn.
#[derive(Debug)]
pub enum Note {
    /// A document was cleaned by an earlier run.
    Done(Origin),
    /// Something is left alone.
    Passed(PathBuf, Why),
    /// So many things in a container are no pages.
    NoPages(Origin, u64),
    /// Something cannot be looked into.
    Lost(Origin, Failure),
}

/// A document to clean.
#[derive(Debug)]
pub struct Task {
    /// Where it comes from.
    pub origin: Origin,
    /// The address that its container has for it.
    pub url: Option<String>,
    /// Why it is cut off, if its container says that it is.
    pub truncated: Option<String>,
    /// The file to write, if it is not stdout.
    pub output: Option<Output>,
}

/// Where what comes out of an input goes.
#[derive(Debug)]
pub struct Place {
    /// The file for it, if it is a page.
    pub output: Output,
    /// The files for the pages in it, if it is a container.
    pub members: Members,
}

/// A file to write.
#[derive(Debug, Clone)]
pub struct Output {
    /// Where.
    pub path: PathBuf,
    /// Whether it may take the place of another.
    pub replace: bool,
}

/// What is planned for something found, when all goes to stdout.
pub fn to_stdout(found: Found) -> Planned {
    match found {
        Found::Input { input, .. } => Planned::Open(input, None),
        Found::Passed(path, why) => Planned::Passed(path, why),
        Found::Lost(path, failure) => Planned::Lost(path, failure),
    }
}

/// Whether an output is there and not older than its input.
fn is_done(input: &Path, output: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file)?.modified().ok();
    modified(output).is_some_and(|output| modified(input).is_some_and(|input| output >= input))
}

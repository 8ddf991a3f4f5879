//! Many documents in one run.
//!
//! ```text
//! paths ─ walk ─▶ found ─ plan ─▶ steps ─ work ─▶ bytes and outcomes, in order ─ delivery ─▶ stdout or files
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`choice`] | which files of a directory are pages |
//! | [`walk`] | goes through directories, always in the same order |
//! | [`names`] | what an output is called |
//! | [`plan`] | gives every input an output of its own, before anything is written |
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
mod names;
pub mod partial;
pub mod plan;
pub mod walk;
pub mod work;

use std::path::PathBuf;
use std::sync::Arc;

use self::walk::{Found, Why};
use super::inputs::Input;
use super::report::Failure;

/// What comes next in a run.
#[derive(Debug)]
pub enum Step {
    /// A document is to be cleaned.
    Clean(Arc<Task>),
    /// A document was cleaned by an earlier run.
    Done(Task),
    /// Something is left alone.
    Passed(PathBuf, Why),
    /// Something cannot be looked into.
    Lost(PathBuf, Failure),
}

/// A document to clean.
#[derive(Debug)]
pub struct Task {
    /// Where it comes from.
    pub input: Input,
    /// The file to write, if it is not stdout.
    pub output: Option<Output>,
}

/// A file to write.
#[derive(Debug)]
pub struct Output {
    /// Where.
    pub path: PathBuf,
    /// Whether it may take the place of another.
    pub replace: bool,
}

/// The step of something found, when all goes to stdout.
pub fn to_stdout(found: Found) -> Step {
    match found {
        Found::Input { input, .. } => Step::Clean(Arc::new(Task { input, output: None })),
        Found::Passed(path, why) => Step::Passed(path, why),
        Found::Lost(path, failure) => Step::Lost(path, failure),
    }
}

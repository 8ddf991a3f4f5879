//! The steps of a run: documents to clean, and notes between them.

use std::path::PathBuf;

use super::super::failure::Failure;
use super::super::inputs::{Origin, Skip};
use super::super::settings::OutputFile;
use crate::containers::Entry;

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
    Skipped(PathBuf, Skip),
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
    pub output: Option<OutputFile>,
}

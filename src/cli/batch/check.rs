//! Checks for `--dry-run`: whether a document can be read and its output written, as far as can
//! be told without cleaning the document.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::super::failure::Failure;
use super::super::settings::{OutputFile, Settings};
use super::step::Task;
use crate::containers::Entry;
use crate::sniff::{self, sniff};
use crate::{Error, Input};

/// Checks documents one after another.
#[derive(Debug, Default)]
pub struct Check {
    /// The last directory that was found to be writable.
    writable: Option<PathBuf>,
}

impl Check {
    /// Returns why a document cannot be cleaned, as far as its first bytes and the directory of
    /// its output tell.
    pub fn failure(&mut self, task: &Task, page: Entry, settings: &Settings) -> Option<Failure> {
        if let Err(error) = readable(page, settings.options.max_size) {
            return Some(Failure::of(&error));
        }
        self.unwritable(task.output.as_ref()?)
    }

    /// Returns why a file cannot be written. Its directory may not exist yet.
    pub fn unwritable(&mut self, output: &OutputFile) -> Option<Failure> {
        let parent = output.path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        let directory = parent.ancestors().find(|directory| directory.symlink_metadata().is_ok());
        let directory = directory.unwrap_or(Path::new("."));
        if self.writable.as_deref() == Some(directory) {
            return None;
        }
        // Permissions alone do not tell: file systems can be read-only, and root may do anything.
        match tempfile::tempfile_in(directory) {
            Ok(_) => {
                self.writable = Some(directory.to_owned());
                None
            }
            Err(error) => Some(Failure::unwritable(&output.path, &error)),
        }
    }
}

/// Checks that the first bytes of a document can be read and are a page or text.
fn readable(page: Entry, max_size: Option<u64>) -> Result<(), Error> {
    let mut head = Vec::new();
    page.body.take(sniff::HEAD as u64).read_to_end(&mut head).map_err(Error::Read)?;
    if let Some(limit) = max_size.filter(|limit| head.len() as u64 > *limit) {
        return Err(Error::TooLarge { limit });
    }
    match page.input {
        Input::Auto => sniff(&head).map(drop),
        _ => Ok(()),
    }
}

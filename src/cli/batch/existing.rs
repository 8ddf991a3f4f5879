//! Compares outputs with files that exist: inputs, and outputs of earlier runs.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::failure::{Failure, shown};
use super::super::inputs::Location;
use super::walk::Roots;

/// The hint for outputs that exist.
pub const EXISTS_HINT: &str = "pass --resume to skip what is done, or --force to overwrite it";

/// Returns true if an output exists and is not older than its input.
pub fn is_done(input: &Path, output: &Path) -> bool {
    let modified = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file)?.modified().ok();
    modified(output).is_some_and(|output| modified(input).is_some_and(|input| output >= input))
}

/// The inputs, which must not be overwritten.
#[derive(Debug)]
pub struct Inputs {
    /// The output directory.
    out: PathBuf,
    directories: Vec<PathBuf>,
    files: HashSet<PathBuf>,
}

impl Inputs {
    /// Collects the inputs of `roots`. `out` is the output directory.
    pub fn new(roots: &Roots, out: &Path) -> Self {
        Inputs {
            out: out.to_owned(),
            directories: roots.directories().map(|directory| directory.full.clone()).collect(),
            files: roots.files().filter_map(|file| file.canonicalize().ok()).collect(),
        }
    }

    /// Returns true if an output of this name would overwrite an input or lie
    /// among the inputs. `there` is its path if such a file exists: links on the
    /// way to it may lead anywhere.
    pub fn has(&self, name: &Path, there: Option<&PathBuf>) -> bool {
        let linked = || Some(there?.parent()?.canonicalize().ok()?.join(name.file_name()?));
        let target = linked().unwrap_or_else(|| self.out.join(name));
        // An output directory inside an input directory is not walked.
        let is_output = |read: &PathBuf| self.out.starts_with(read) && target.starts_with(&self.out);
        self.files.contains(&target) || self.directories.iter().any(|read| target.starts_with(read) && !is_output(read))
    }
}

/// Returns the failure of an output at `path` that would overwrite an input (if
/// `is_there`) or lie among the inputs. `source` is the input that the output is
/// for, unless the message already names it.
pub fn overwrites_input(path: &Path, is_there: bool, source: Option<&Location>) -> Failure {
    let path = shown(path);
    let of = source.map(|source| format!(" the output of {source}")).unwrap_or_default();
    let cause = if is_there {
        let with = if of.is_empty() { "" } else { " with" };
        format!("refusing to overwrite input {path}{with}{of}")
    } else {
        format!("refusing to write{of} to {path}, which is inside an input directory")
    };
    Failure { cause, hint: Some("choose another --out-dir".to_owned()) }
}

//! The settings of a run in plain structs, made once by `args`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::choice::Choice;
use super::values::To;
use crate::Options;
use crate::containers::{Entry, Open};

/// Everything that the arguments and the environment ask for. No other code
/// reads either.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How to clean a document.
    pub options: Options,
    /// How to open a container.
    pub open: Open,
    /// The output format.
    pub to: To,
    /// Whether each document ends with a NUL byte.
    pub null: bool,
    /// Whether documents begin with their metadata in YAML.
    pub front_matter: bool,
    /// How much to say on stderr.
    pub verbosity: Verbosity,
    /// Whether progress may be shown on a terminal.
    pub progress: bool,
    /// The files and directories to read.
    pub paths: Vec<PathBuf>,
    /// Which files of a directory to read.
    pub choice: Choice,
    /// Where to write one file per input; stdout if `None`.
    pub out_dir: Option<OutDir>,
    /// Whether to list what would be done instead of doing it.
    pub dry_run: bool,
    /// Whether to read all input twice, first to learn which lines the pages of
    /// each site share.
    pub learn_site: bool,
    /// Number of documents to clean at a time.
    pub threads: NonZeroUsize,
}

impl Settings {
    /// Returns the options for a document: the options of the run, with the format,
    /// encoding and address that its container gives. `url` is that address.
    pub fn options_for(&self, page: &Entry, url: Option<&str>) -> Options {
        let options = self.options.clone();
        let url = options.url.clone().or_else(|| url.map(str::to_owned));
        Options { input: page.input, charset: page.charset.clone(), url, ..options }
    }
}

/// A directory to write to.
#[derive(Debug, Clone)]
pub struct OutDir {
    /// Its path.
    pub path: PathBuf,
    /// What to do with output files that exist.
    pub existing: Existing,
}

/// What to do with output files that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Refuse the whole run before anything is written.
    Refuse,
    /// Overwrite the file.
    Replace,
    /// Keep the file unless its input is newer.
    Resume,
}

/// How much to say on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors only.
    Quiet,
    /// Errors, documents that are empty or in doubt, and the summary of a batch.
    Normal,
    /// A line for every document and for every skipped file.
    Verbose,
}

//! The settings of a run in plain structs, made once by `args`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use super::choice::Choice;
use super::failure::shown;
use super::inputs::NamedPath;
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
    /// The files and directories to read, and `-` for standard input.
    pub paths: Vec<NamedPath>,
    /// Which files of a directory to read.
    pub choice: Choice,
    /// Where to write one file per input.
    pub out_dir: Option<OutDir>,
    /// The file for everything that is not one file per input; stdout if `None`.
    pub output: Option<OutputFile>,
    /// Whether stdout is a terminal and documents are written to it.
    pub on_terminal: bool,
    /// Whether several texts on a terminal are each headed by their name.
    pub names: bool,
    /// Whether documents are written with characters that could drive a terminal escaped.
    pub escapes: bool,
    /// The file of default rules, if there is one.
    pub default_rules: Option<PathBuf>,
    /// Whether to list what would be done instead of doing it.
    pub dry_run: bool,
    /// Whether to read all input twice, first to learn which lines the pages of
    /// each site share.
    pub learn_site: bool,
    /// The file to save the learnt sites to.
    pub save: Option<OutputFile>,
    /// The file to show the decisions in, as a web page.
    pub report: Option<OutputFile>,
    /// Whether JSON lists the blocks of each document.
    pub has_blocks: bool,
    /// A file of learnt sites.
    pub site_profile: Option<PathBuf>,
    /// Number of documents to clean at a time.
    pub threads: NonZeroUsize,
}

/// The name of standard output in messages.
pub const STDOUT: &str = "standard output";

impl Settings {
    /// Returns the files to write that belong to no input, each with its option.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &OutputFile)> {
        let files = [("--save", &self.save), ("--output", &self.output), ("--report", &self.report)];
        files.into_iter().filter_map(|(option, file)| Some((option, file.as_ref()?)))
    }

    /// Returns the name of the output that is not one file per input.
    pub fn output_name(&self) -> String {
        self.output.as_ref().map_or_else(|| STDOUT.to_owned(), |output| shown(&output.path))
    }

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

/// A file to write.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Its path.
    pub path: PathBuf,
    /// Whether it may replace an existing file.
    pub replace: bool,
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

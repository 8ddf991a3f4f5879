//! What this run is to do, in plain structs; made once, by `args`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::ValueEnum;

use super::batch::choice::Choice;
use crate::Options;
use crate::container::{Entry, Open};

/// Everything the arguments and the environment say; nothing later looks at
/// either.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How to clean a document.
    pub options: Options,
    /// How to open a container.
    pub open: Open,
    /// What to write.
    pub to: To,
    /// Whether documents end in NUL.
    pub null: bool,
    /// How much to say on stderr.
    pub verbosity: Verbosity,
    /// Whether progress may be shown where there is a terminal for it.
    pub progress: bool,
    /// What to read.
    pub paths: Vec<PathBuf>,
    /// Which files of a directory to read.
    pub choice: Choice,
    /// Where a file for each input goes; everything goes to stdout without.
    pub out_dir: Option<OutDir>,
    /// Whether to say what would be done instead of doing it.
    pub dry_run: bool,
    /// Whether to read everything twice, and learn first what the pages of a
    /// site have in common.
    pub learn_site: bool,
    /// Documents to clean at a time.
    pub threads: NonZeroUsize,
}

impl Settings {
    /// How to clean a document, by what its container says of it; `url` is its
    /// address there.
    pub fn options_for(&self, page: &Entry, url: Option<&str>) -> Options {
        let options = self.options.clone();
        let url = options.url.clone().or_else(|| url.map(str::to_owned));
        Options { from: page.from, charset: page.charset.clone(), url, ..options }
    }
}

/// A directory to write to.
#[derive(Debug, Clone)]
pub struct OutDir {
    /// Where it is.
    pub path: PathBuf,
    /// What to do where an output is there already.
    pub existing: Existing,
}

/// What to do where an output is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Refuse the whole run before anything is written.
    Refuse,
    /// Write it anew.
    Replace,
    /// Leave it, unless its input is newer.
    Resume,
}

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// The article as plain text
    Text,
    /// The article as Markdown, with its headings, lists, tables, code, links and emphasis
    Markdown,
    /// JSON Lines: one object a document, with the article and what is known of it
    Json,
}

impl To {
    /// The ending of a file that holds it.
    pub fn extension(self) -> &'static str {
        match self {
            To::Text => "txt",
            To::Markdown => "md",
            To::Json => "json",
        }
    }
}

/// How much to say on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors.
    Quiet,
    /// Errors, documents that are empty or in doubt, and a summary of a batch.
    Normal,
    /// A line for every document, and for what a walk passed over.
    Verbose,
}

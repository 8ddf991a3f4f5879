//! The arguments, and the settings they become.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use clap_complete::Shell;

use super::batch::choice::{Choice, Pattern as Glob};
use super::exit::{self, Status};
use super::settings::{Existing, OutDir, Settings, To, Verbosity};
use super::{manual, quantity, rules};
use crate::container::Open;
use crate::decode::StreamDecoder;
use crate::{Form, From, Keep, OnDoubt, Options, View};

/// What this run is to do.
pub enum Task {
    /// Print a text: a manual page, a completion script.
    Print(Vec<u8>),
    /// Clean documents.
    Clean(Box<Settings>),
}

/// Keeps the article of a saved web page and strips the rest: menus, share
/// buttons, cookie notices, teasers, footers. Reads HTML, the plain text that
/// something else flattened a page to, and files that hold pages: compressed
/// ones, archives, EPUB, MHTML, web archives, WARC, WET and JSON Lines.
#[derive(Debug, Parser)]
#[command(name = "dehusk", version, max_term_width = 100, args_override_self = true, after_help = manual::EXAMPLES)]
struct Arguments {
    /// Files to clean, in this order; `-` is standard input, and so is no PATH
    /// at all. The files in a directory are cleaned in the order of their names
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What the input is
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "auto")]
    from: From,

    /// With --from jsonl: the field that has the page [default: html, then text]
    #[arg(long, value_name = "NAME")]
    field: Option<String>,

    /// What to write
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    to: To,

    /// Write a file for each input, below DIR: `page.html` becomes `page.txt`,
    /// `page.md` or `page.json`. The files in a directory keep their places below it;
    /// several directories keep their names, too. The pages in a container go
    /// to a directory of its name
    #[arg(short = 'd', long, value_name = "DIR", requires = "paths")]
    out_dir: Option<PathBuf>,

    /// Replace outputs that are there already; the run is refused otherwise
    #[arg(long, requires = "out_dir", conflicts_with = "resume")]
    force: bool,

    /// Leave out what is done: inputs whose output is there, and not older
    #[arg(long, requires = "out_dir")]
    resume: bool,

    /// Print which documents would be cleaned, and what would be written; write
    /// nothing. Inputs are opened to see what is in them
    #[arg(long)]
    dry_run: bool,

    /// Of the files in a directory, read those that match: by name, or with a
    /// `/` in GLOB by their path below the directory. `!GLOB` leaves files out.
    /// May be given several times
    #[arg(short, long, value_name = "GLOB")]
    glob: Vec<Glob>,

    /// Read everything twice, and learn first what the pages of a site have in
    /// common: what recurs on most of them is boilerplate, whatever it looks
    /// like. Sites of fewer than five pages come out as without
    #[arg(long)]
    learn_site: bool,

    /// Documents to clean at a time [default: as many as there are cores]
    #[arg(short = 'j', long, value_name = "N", value_parser = quantity::count)]
    threads: Option<NonZeroUsize>,

    /// Give up a document that is larger, such as 50M; in a container each
    /// page counts by itself
    #[arg(long, value_name = "SIZE", value_parser = quantity::size)]
    max_size: Option<u64>,

    /// Give up a document that takes longer, such as 30 or 30s or 500ms
    #[arg(long, value_name = "SECONDS", value_parser = quantity::time)]
    timeout: Option<Duration>,

    /// Leave out the headline; it is printed once above the article otherwise
    #[arg(long)]
    no_title: bool,

    /// Where to stand between losing content and keeping boilerplate
    #[arg(long, value_enum, value_name = "HOW", default_value = "balanced")]
    keep: Keep,

    /// What to write of a document in which nothing, or nothing sure, was found
    #[arg(long, value_enum, value_name = "WHAT", default_value = "keep")]
    on_doubt: OnDoubt,

    /// Write what would be removed instead of what is kept
    #[arg(long, conflicts_with = "explain")]
    dropped: bool,

    /// Show every line with its verdict (+ kept, - dropped, = headline), its
    /// score from 0 to 1, and what weighed most
    #[arg(long)]
    explain: bool,

    /// Read the input in this character encoding, whatever it says of itself:
    /// a label as in HTML, such as windows-1251 or shift_jis
    #[arg(long, value_name = "LABEL", value_parser = encoding)]
    encoding: Option<String>,

    /// Address of the page, for the `url` of --to json, the links of --to markdown
    /// and for --rules; overrides what the page or its container declares
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// End each document with a NUL byte, also an empty one: the nth piece
    /// belongs to the nth document. NULs in the text itself are left out. With
    /// --out-dir it is the last byte of each file
    #[arg(short = '0', long)]
    null: bool,

    /// Say nothing on stderr but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,

    /// Say of each document on stderr what it was and how it went
    #[arg(short, long)]
    verbose: bool,

    /// Show no progress; it is shown on a terminal, of many documents, otherwise
    #[arg(long)]
    no_progress: bool,

    /// Which HTML parser to use; the reference parser is there for doubt about the fast one
    #[arg(long, value_enum, value_name = "PARSER", default_value = "stream")]
    parser: crate::Parser,

    /// Print a completion script for a shell
    #[arg(long, value_name = "SHELL", exclusive = true)]
    completions: Option<Shell>,

    /// Print the manual page (to read it: dehusk --man | man -l -)
    #[arg(long, exclusive = true)]
    man: bool,

    #[command(flatten)]
    rules: rules::Flags,
}

/// Reads the arguments.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, clap::Error> {
    let arguments = Arguments::try_parse_from(arguments)?;
    if let Some(shell) = arguments.completions {
        return Ok(Task::Print(manual::completions(shell, Arguments::command())));
    }
    if arguments.man {
        return Ok(Task::Print(manual::page(Arguments::command())));
    }
    arguments.settings().map(|settings| Task::Clean(settings.into()))
}

/// Says that there is nothing to read: no PATH, and a terminal on stdin.
pub fn missing_path() -> Status {
    exit::usage(&error(ErrorKind::MissingRequiredArgument, "no PATH, and standard input is a terminal"))
}

impl Arguments {
    fn settings(self) -> Result<Settings, clap::Error> {
        let view = match (self.dropped, self.explain) {
            (true, _) => View::Dropped,
            (_, true) => View::Explain,
            _ => View::Article,
        };
        if self.to == To::Json && view == View::Dropped || self.to != To::Text && view == View::Explain {
            let flag = if self.dropped { "--dropped" } else { "--explain" };
            let to = if self.to == To::Json { "json" } else { "markdown" };
            let message = format!("the argument '{flag}' cannot be used with '--to {to}'");
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        if self.field.is_some() && self.from != From::Jsonl {
            let message = "the argument '--field <NAME>' is about JSON Lines: it needs '--from jsonl'";
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        let rules = self.rules.rules().map_err(|cause| error(ErrorKind::ValueValidation, cause))?;
        let open = Open { from: self.from, field: self.field, ..Open::default() };
        let verbosity = match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let options = Options {
            from: self.from,
            encoding: self.encoding,
            charset: None,
            url: self.url,
            rules,
            title: !self.no_title,
            keep: self.keep,
            on_doubt: self.on_doubt,
            view,
            form: if self.to == To::Markdown { Form::Markdown } else { Form::Text },
            colour: self.out_dir.is_none() && colour(),
            parser: self.parser,
            max_size: self.max_size,
            timeout: self.timeout,
        };
        if self.out_dir.is_some() && self.paths.iter().any(|path| path == Path::new("-")) {
            let message = "standard input has no name to call its output by: name a file, or leave out '--out-dir'";
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        if self.learn_site && (self.paths.is_empty() || self.paths.iter().any(|path| path == Path::new("-"))) {
            let message = "the argument '--learn-site' has everything read twice, and standard input cannot be: \
                           name a file or a directory";
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        let existing = match (self.force, self.resume) {
            (true, _) => Existing::Replace,
            (_, true) => Existing::Resume,
            _ => Existing::Refuse,
        };
        Ok(Settings {
            options,
            open,
            to: self.to,
            null: self.null,
            verbosity,
            progress: !self.no_progress && verbosity != Verbosity::Quiet,
            paths: self.paths,
            choice: Choice::new(self.glob, self.from),
            out_dir: self.out_dir.map(|path| OutDir { path, existing }),
            dry_run: self.dry_run,
            learn_site: self.learn_site,
            threads: self.threads.or(available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
        })
    }
}

fn error(kind: ErrorKind, message: impl std::fmt::Display) -> clap::Error {
    Arguments::command().error(kind, message)
}

/// Checks an encoding label.
fn encoding(label: &str) -> Result<String, crate::Error> {
    StreamDecoder::new(Some(label), None).map(|_| label.to_owned())
}

/// Whether stdout takes colours: <https://no-color.org>.
fn colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    std::io::stdout().is_terminal() && !refused && !dumb
}

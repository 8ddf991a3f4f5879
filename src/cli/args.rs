//! The arguments, and the settings they become.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, ValueEnum};
use clap_complete::Shell;

use super::exit::{self, Status};
use crate::decode::StreamDecoder;
use crate::{From, Keep, OnDoubt, Options, View};

/// What this run is to do.
pub enum Task {
    /// Print a text: a manual page, a completion script.
    Print(Vec<u8>),
    /// Clean documents.
    Clean(Settings),
}

/// Everything the arguments and the environment say; nothing later looks at
/// either.
pub struct Settings {
    /// How to clean a document.
    pub options: Options,
    /// What to write.
    pub to: To,
    /// The address of the document, whatever it says itself.
    pub url: Option<String>,
    /// Whether documents end in NUL.
    pub null: bool,
    /// How much to say on stderr.
    pub verbosity: Verbosity,
    /// What to read.
    pub paths: Vec<PathBuf>,
}

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// The article as plain text
    Text,
    /// JSON Lines: one object a document, with the article and what is known of it
    Json,
}

/// How much to say on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors.
    Quiet,
    /// Errors, and documents that are empty or in doubt.
    Normal,
    /// A line for every document.
    Verbose,
}

const EXAMPLES: &str = "\
Examples:
  dehusk page.html                     the article of a saved page
  curl -s https://example.org | dehusk the same, from a pipe
  dehusk --explain page.html | less    why each line stayed or went
  dehusk -t json *.html > pages.jsonl  one JSON object a page

Exit status:
  0  every document was handled (an empty or doubtful one says so on stderr)
  1  with --on-doubt fail: a document was empty or in doubt
  2  wrong usage, or something could not be read or written; the rest is done";

/// Keeps the article of a saved web page and strips the rest: menus, share
/// buttons, cookie notices, teasers, footers. Reads HTML, and the plain text
/// that something else flattened a page to.
#[derive(Debug, Parser)]
#[command(name = "dehusk", version, max_term_width = 100, after_help = EXAMPLES)]
struct Arguments {
    /// Files to clean, in this order; `-` is standard input, and so is no PATH at all
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What the input is
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "auto")]
    from: From,

    /// What to write
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    to: To,

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

    /// Address of the page, for the `url` of --to json; overrides what the page declares
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// End each document with a NUL byte, also an empty one: the nth piece
    /// belongs to the nth PATH
    #[arg(short = '0', long)]
    null: bool,

    /// Say nothing on stderr but errors
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,

    /// Say of each document on stderr what it was and how it went
    #[arg(short, long)]
    verbose: bool,

    /// Which HTML parser to use; the reference parser is there for doubt about the fast one
    #[arg(long, value_enum, value_name = "PARSER", default_value = "stream")]
    parser: crate::Parser,

    /// Print a completion script for a shell
    #[arg(long, value_name = "SHELL", exclusive = true)]
    completions: Option<Shell>,

    /// Print the manual page (to read it: dehusk --man | man -l -)
    #[arg(long, exclusive = true)]
    man: bool,
}

/// Reads the arguments.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, clap::Error> {
    let arguments = Arguments::try_parse_from(arguments)?;
    if let Some(shell) = arguments.completions {
        return Ok(Task::Print(completions(shell)));
    }
    if arguments.man {
        return Ok(Task::Print(manual()));
    }
    arguments.settings().map(Task::Clean)
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
        if self.to == To::Json && view != View::Article {
            let flag = if self.dropped { "--dropped" } else { "--explain" };
            let message = format!("the argument '{flag}' cannot be used with '--to json'");
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        let verbosity = match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let options = Options {
            from: self.from,
            encoding: self.encoding,
            charset: None,
            title: !self.no_title,
            keep: self.keep,
            on_doubt: self.on_doubt,
            view,
            colour: colour(),
            parser: self.parser,
        };
        Ok(Settings { options, to: self.to, url: self.url, null: self.null, verbosity, paths: self.paths })
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

fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "dehusk", &mut script);
    script
}

fn manual() -> Vec<u8> {
    // The examples' columns would run together in a filled paragraph.
    let command = Arguments::command().after_help(StyledStr::new());
    let man = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    man.render(&mut page).expect("writing to memory does not fail");
    page.extend_from_slice(b".SH EXAMPLES AND EXIT STATUS\n.nf\n");
    page.extend_from_slice(EXAMPLES.replace('-', "\\-").as_bytes());
    page.extend_from_slice(b"\n.fi\n");
    page
}

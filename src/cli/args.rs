//! Parses the arguments into settings.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, Parser};
use clap_complete::Shell;

use super::choice::{Choice, GlobPattern};
use super::failure::message;
use super::inputs::NamedPath;
use super::lists::{self, Separator};
use super::settings::{Existing, OutDir, OutputFile, Settings, Verbosity};
use super::values::{self, Color, CommentsArg, ExplainArg, InputFormat, KeepArg, LinksArg, OnDoubtArg, To};
use super::{manual, quantity, rules};
use crate::containers::Open;
use crate::decode::StreamDecoder;
use crate::{LinkStyle, Options, View};

// Headings of the help, in the order in which flags first name them.
const INPUT: &str = "Input";
const OUTPUT: &str = "Output";
const CONTENT: &str = "What to keep";
const BATCHES: &str = "Batches";
const MESSAGES: &str = "Messages";
const OTHER: &str = "Other";

/// What to do in this run.
pub enum Request {
    /// Print a text: a manual page or a completion script.
    Print(Vec<u8>),
    /// Clean documents.
    Clean(Box<Settings>),
}

// In the comments below, the first paragraph is the text of `-h`, the whole
// comment that of `--help`. Users read them as plain text, so they contain no
// Markdown.

/// Keeps the article of a saved web page and strips the rest.
///
/// Removes menus, share buttons, cookie notices, teasers and footers. Reads
/// HTML and the plain text that another tool made of a page. Also opens files
/// that hold pages: gzip, zstd, xz, bzip2 and brotli files, tar and ZIP
/// archives, EPUB, MHTML, Safari web archives, WARC, WET, RSS, Atom and JSON
/// Lines.
#[derive(Debug, Parser)]
#[command(
    name = "dehusk",
    version,
    max_term_width = 100,
    args_override_self = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Run dehusk --help for longer descriptions, examples and exit statuses.",
    after_long_help = manual::EXAMPLES
)]
struct Arguments {
    /// Files and directories to clean, or - [default: standard input]
    ///
    /// Reads standard input if no PATH is given, or for -. Paths are cleaned in
    /// the given order, files in a directory in the order of their names. Hidden
    /// files, images, scripts and style sheets in a directory are skipped.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Also read the paths in FILE, one per line; - is standard input
    ///
    /// They come after the PATHs. Empty lines are skipped.
    #[arg(long, value_name = "FILE", conflicts_with = "files0_from", help_heading = INPUT)]
    files_from: Option<PathBuf>,

    /// Also read the paths in FILE, each ended by a NUL byte
    ///
    /// As --files-from, for the output of find -print0.
    #[arg(long, value_name = "FILE", help_heading = INPUT)]
    files0_from: Option<PathBuf>,

    /// Format of the input
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "auto", help_heading = INPUT)]
    from: InputFormat,

    /// JSON Lines field that holds the page [default: html, then text]
    ///
    /// Needs --from jsonl.
    #[arg(long, value_name = "NAME", help_heading = INPUT)]
    field: Option<String>,

    /// In directories, read only files that match; !GLOB excludes
    ///
    /// A GLOB without a slash matches the name of a file. A GLOB with a slash
    /// matches its path below the directory. !GLOB excludes the files and
    /// directories that match. May be given several times: a file is read if
    /// any GLOB matches and no !GLOB does. Also includes files that are
    /// otherwise skipped, such as style sheets.
    #[arg(short, long, value_name = "GLOB", help_heading = INPUT)]
    glob: Vec<GlobPattern>,

    /// Character encoding of the input, overriding the declared one
    ///
    /// Takes a label as in HTML, such as windows-1251 or shift_jis.
    #[arg(long, value_name = "LABEL", value_parser = encoding, help_heading = INPUT)]
    encoding: Option<String>,

    /// Address of the page, overriding the one it declares
    ///
    /// The address is the url field of --to json, resolves relative links in
    /// --to markdown and html, and selects the sections of --rules files. Nothing is
    /// fetched.
    #[arg(long, value_name = "URL", help_heading = INPUT)]
    url: Option<String>,

    /// Output format
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text", help_heading = OUTPUT)]
    to: To,

    /// Write one file per input below DIR instead of to stdout
    ///
    /// page.html becomes page.txt, page.md or page.json, depending on --to.
    /// Files in a directory keep their paths below it. If several directories
    /// are given, each keeps its name. Pages in an archive or WARC file go to
    /// a directory named after the file. Existing files are not overwritten
    /// unless --force or --resume is given.
    #[arg(short = 'd', long, value_name = "DIR", help_heading = OUTPUT)]
    out_dir: Option<PathBuf>,

    /// Write everything to FILE instead of to stdout; - is stdout
    ///
    /// FILE appears when the run ends, with all documents in it. It is not made
    /// if every document failed or the run was interrupted. An existing FILE is
    /// not overwritten unless --force is given.
    #[arg(short, long, value_name = "FILE", conflicts_with = "out_dir", help_heading = OUTPUT)]
    output: Option<PathBuf>,

    /// Begin each document with its metadata in YAML
    ///
    /// The metadata stands between lines of three hyphens, as static site
    /// generators read it: title, authors, dates, language and others, as far as
    /// they are known. A document without text gets none. Needs --to markdown.
    #[arg(long, conflicts_with_all = ["dropped", "explain"], help_heading = OUTPUT)]
    front_matter: bool,

    /// How to write links in Markdown and HTML; a list of them in JSON
    ///
    /// With --to json, --links adds the links of the article as a list beside
    /// the text. HTML has no references. If a path follows, write
    /// --links=inline, because --links would take the path as its value.
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, default_missing_value = "inline", help_heading = OUTPUT)]
    links: Option<LinksArg>,

    /// Write the images of the article, too
    ///
    /// An image comes with its address, its alternative text and the caption
    /// of its figure. Nothing is fetched. With --to json, the images are a list
    /// beside the text. Needs --to markdown, html or json.
    #[arg(long, help_heading = OUTPUT)]
    images: bool,

    /// Leave out the headline
    ///
    /// By default the headline is written once, above the article.
    #[arg(long, help_heading = OUTPUT)]
    no_title: bool,

    /// Write what would be removed instead of what is kept
    #[arg(long, conflicts_with = "explain", help_heading = OUTPUT)]
    dropped: bool,

    /// Show every line with its decision, score and reasons
    ///
    /// The first row shows the kind of the page, the verdict, and the threshold
    /// from which lines are kept. Then kept lines are marked with +, dropped
    /// lines with - and the headline with =. The score goes from 0
    /// (boilerplate) to 1 (content). Below each line are the reasons that weigh
    /// most and, in HTML, a CSS selector for --drop-selector or --keep-selector.
    /// Rows are cut at the width of a terminal, and complete in pipes. With
    /// --to json, the same as --blocks.
    #[arg(
        long,
        value_enum,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "all",
        help_heading = OUTPUT
    )]
    explain: Option<ExplainArg>,

    /// With --to json, add every line with its decision and reasons
    ///
    /// The list is called blocks. Each block has its kind, text, score, decision
    /// and reasons, the CSS path of its element in HTML, and its place in the
    /// decoded page in bytes.
    #[arg(long, help_heading = OUTPUT)]
    blocks: bool,

    /// Also write a web page that shows what was kept and why
    ///
    /// FILE shows every document with its lines, kept ones in ink and dropped
    /// ones in grey, with scores, reasons and rules to copy. It needs no network.
    /// Documents in doubt come first. FILE appears when the run ends. An existing
    /// FILE is not overwritten unless --force is given.
    #[arg(long, value_name = "FILE", help_heading = OUTPUT)]
    report: Option<PathBuf>,

    /// End each document with a NUL byte
    ///
    /// Empty and failed documents get one as well, so the nth piece of the
    /// output belongs to the nth document. NUL bytes in the text are removed.
    /// With --out-dir, each file ends with a NUL byte.
    #[arg(short = '0', long, help_heading = OUTPUT)]
    null: bool,

    /// Do not head the texts on a terminal with their names
    ///
    /// By default, if several texts are written to a terminal, each has a line
    /// such as ==> page.html <== above it. In pipes and files there are no
    /// names.
    #[arg(long, help_heading = OUTPUT)]
    no_names: bool,

    /// Escape characters that could drive a terminal, also in files
    ///
    /// Control characters other than line feed and tab, and characters that
    /// change the direction of the text around them, are written as \u001b. By
    /// default this is done on a terminal only.
    #[arg(long, help_heading = OUTPUT)]
    safe: bool,

    /// When to use colours, which --explain does
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", help_heading = OUTPUT)]
    color: Color,

    /// How to treat lines that may or may not be content
    #[arg(long, value_enum, value_name = "HOW", default_value = "balanced", help_heading = CONTENT)]
    keep: KeepArg,

    /// Whether to write the comments of readers
    ///
    /// Comments are recognised in HTML only. The posts of a forum thread are
    /// content and not comments. With --to json, the comments are a list beside
    /// the text.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "drop", help_heading = CONTENT)]
    comments: CommentsArg,

    /// What to write if no article is found, or if it is in doubt
    #[arg(long, value_enum, value_name = "WHAT", default_value = "keep", help_heading = CONTENT)]
    on_doubt: OnDoubtArg,

    #[command(flatten, next_help_heading = CONTENT)]
    rules: rules::Flags,

    /// Drop lines that recur on most pages of a site
    ///
    /// Reads all input twice: first to learn which lines the pages of each
    /// site share, then to clean them. Sites with fewer than five pages are
    /// cleaned as usual. Cannot read standard input.
    #[arg(long, help_heading = CONTENT)]
    learn_site: bool,

    /// Also save what --learn-site learnt, for --site-profile
    ///
    /// FILE is written after the first reading. An existing FILE is not
    /// overwritten unless --force is given.
    #[arg(long, value_name = "FILE", requires = "learn_site", help_heading = CONTENT)]
    save: Option<PathBuf>,

    /// Drop lines that recur on a site, as --save saved them
    ///
    /// Reads the input once, and works for single pages and standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "learn_site", help_heading = CONTENT)]
    site_profile: Option<PathBuf>,

    /// Overwrite existing output files
    ///
    /// Needs --out-dir, --output, --save or --report.
    #[arg(long, conflicts_with = "resume", help_heading = BATCHES)]
    force: bool,

    /// Skip inputs whose output file exists and is not older
    ///
    /// Use it to finish a run that was interrupted, or to clean only new and
    /// changed pages. Needs --out-dir.
    #[arg(long, requires = "out_dir", help_heading = BATCHES)]
    resume: bool,

    /// List the documents and their output files; write nothing
    ///
    /// Archives and WARC files are opened to list the pages in them. Documents
    /// that cannot be opened or are no pages are reported, and so are output
    /// directories that cannot be written. Pages are not cleaned, so damage
    /// further inside them is not noticed.
    #[arg(long, help_heading = BATCHES)]
    dry_run: bool,

    /// Documents to clean at a time [default: one per core]
    ///
    /// The output does not depend on N.
    #[arg(short = 'j', long, value_name = "N", value_parser = quantity::count, help_heading = BATCHES)]
    threads: Option<NonZeroUsize>,

    /// Give up on documents larger than SIZE, such as 50M
    ///
    /// SIZE is a number of bytes, or a number with K, M, G or T (powers of
    /// 1024). In an archive or WARC file the limit applies to each page.
    #[arg(long, value_name = "SIZE", value_parser = quantity::size, help_heading = BATCHES)]
    max_size: Option<u64>,

    /// Give up on documents that take longer, such as 30 or 500ms
    ///
    /// SECONDS is a number of seconds, or a number with ms, s, m or h.
    #[arg(long, value_name = "SECONDS", value_parser = quantity::time, help_heading = BATCHES)]
    timeout: Option<Duration>,

    /// Print only errors on stderr
    #[arg(short, long, conflicts_with = "verbose", help_heading = MESSAGES)]
    quiet: bool,

    /// Report every document and every skipped file on stderr
    ///
    /// Each document is reported with its format, encoding, verdict and
    /// confidence, and with the effect of rules if there are any.
    #[arg(short, long, help_heading = MESSAGES)]
    verbose: bool,

    /// Show no progress bar
    ///
    /// By default a progress bar is shown if stderr is a terminal, several
    /// documents are cleaned and they are not written to the terminal.
    #[arg(long, help_heading = MESSAGES)]
    no_progress: bool,

    /// HTML parser
    ///
    /// Use tree to check whether an odd result comes from the fast parser.
    #[arg(long, value_enum, value_name = "PARSER", default_value = "stream", help_heading = OTHER)]
    parser: values::ParserArg,

    /// Print a completion script for a shell
    #[arg(long, value_name = "SHELL", exclusive = true, help_heading = OTHER)]
    completions: Option<Shell>,

    /// Print the manual page; view it with dehusk --man | man -l -
    #[arg(long, exclusive = true, help_heading = OTHER)]
    man: bool,

    /// Print help: -h is brief, --help is complete
    #[arg(short, long, action = ArgAction::Help, help_heading = OTHER)]
    help: Option<bool>,

    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OTHER)]
    version: Option<bool>,
}

/// Parses the arguments.
///
/// # Errors
/// Returns clap's error for wrong usage, and also for `--help` and `--version`,
/// whose texts clap treats as errors.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, clap::Error> {
    let arguments = Arguments::try_parse_from(arguments)?;
    if let Some(shell) = arguments.completions {
        return Ok(Request::Print(manual::completions(shell, Arguments::command())));
    }
    if arguments.man {
        return Ok(Request::Print(manual::page(Arguments::command())));
    }
    arguments.settings().map(|settings| Request::Clean(settings.into()))
}

impl Arguments {
    /// Returns the paths to read: the arguments, and the paths in the list; standard input if
    /// there are neither.
    fn paths(&self) -> Result<Vec<NamedPath>, clap::Error> {
        let argument = |path: &PathBuf| NamedPath { path: path.clone(), listed: None };
        let mut paths: Vec<NamedPath> = self.paths.iter().map(argument).collect();
        let list = match (&self.files_from, &self.files0_from) {
            (Some(list), _) => Some((list, Separator::Line)),
            (_, Some(list)) => Some((list, Separator::Nul)),
            (None, None) => None,
        };
        match list {
            Some((list, separator)) => {
                paths.extend(lists::read(list, separator).map_err(|cause| invalid(&cause))?);
            }
            None if paths.is_empty() => {
                // Nobody types a page there.
                if std::io::stdin().is_terminal() {
                    let message = "no PATH given, and standard input is a terminal";
                    return Err(error(ErrorKind::MissingRequiredArgument, message));
                }
                paths.push(argument(&PathBuf::from("-")));
            }
            None => {}
        }
        Ok(paths)
    }

    fn settings(self) -> Result<Settings, clap::Error> {
        // In JSON the blocks stand beside the article.
        let has_blocks = self.to == To::Json && (self.blocks || self.explain.is_some());
        let view = match (self.dropped, self.explain.filter(|_| !has_blocks)) {
            (true, _) => View::Dropped,
            (_, Some(_)) => View::Explain,
            _ => View::Article,
        };
        if self.to == To::Json && view == View::Dropped
            || matches!(self.to, To::Markdown | To::Html) && view == View::Explain
        {
            let flag = if self.dropped { "--dropped" } else { "--explain" };
            let to = self.to.name();
            let message = format!("the argument '{flag}' cannot be used with '--to {to}'");
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        if self.blocks && self.to != To::Json {
            return Err(error(ErrorKind::ArgumentConflict, "'--blocks' needs '--to json'"));
        }
        if self.front_matter && self.to != To::Markdown {
            return Err(error(ErrorKind::ArgumentConflict, "'--front-matter' needs '--to markdown'"));
        }
        if (self.images || self.links.is_some()) && self.to == To::Text {
            let flag = if self.images { "--images" } else { "--links" };
            let message = format!("'{flag}' needs '--to markdown', '--to html' or '--to json'");
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        if self.field.is_some() && self.from != InputFormat::Jsonl {
            return Err(error(ErrorKind::ArgumentConflict, "'--field <NAME>' needs '--from jsonl'"));
        }
        let has_file = self.output.is_some() || self.save.is_some() || self.report.is_some();
        if self.force && self.out_dir.is_none() && !has_file {
            let message = "'--force' needs '--out-dir <DIR>', '--output <FILE>', '--save <FILE>' or '--report <FILE>'";
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        let paths = self.paths()?;
        let names_stdin = paths.iter().any(|named| named.path == Path::new("-"));
        if self.out_dir.is_some() && names_stdin {
            let message = "'--out-dir <DIR>' cannot be used with standard input, which has no file name: \
                           pass a file, or write to stdout";
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        if self.learn_site && names_stdin {
            let message = "'--learn-site' cannot read standard input, because it reads all input twice: \
                           pass files or directories";
            return Err(error(ErrorKind::ArgumentConflict, message));
        }
        let (rules, default_rules) = self.rules.rules().map_err(|cause| invalid(&cause))?;
        let output = self.output.filter(|path| path != Path::new("-"));
        let output = output.map(|path| OutputFile { path, replace: self.force });
        let on_terminal = self.out_dir.is_none() && output.is_none() && std::io::stdout().is_terminal();
        let from = self.from.into();
        let open = Open { input: from, field: self.field, ..Open::default() };
        let verbosity = match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        };
        let options = Options {
            input: from,
            encoding: self.encoding,
            charset: None,
            url: self.url,
            rules,
            title: !self.no_title,
            keep: self.keep.into(),
            comments: self.comments.into(),
            write_comments: self.to != To::Json,
            on_doubt: self.on_doubt.into(),
            metadata: self.to == To::Json || self.front_matter || self.report.is_some(),
            view,
            only_doubtful: self.explain == Some(ExplainArg::Near),
            columns: on_terminal.then(terminal_size::terminal_size).flatten().map(|(columns, _)| columns.0.into()),
            source: has_blocks || view == View::Explain || self.report.is_some(),
            output: self.to.into(),
            links: self.links.map_or(LinkStyle::Inline, LinksArg::into),
            images: self.images,
            list_links: self.to == To::Json && self.links.is_some_and(|links| links != LinksArg::None),
            list_images: self.to == To::Json && self.images,
            list_marks: self.to == To::Text && view == View::Article,
            colour: match self.color {
                Color::Auto => on_terminal && shows_colours(),
                Color::Always => true,
                Color::Never => false,
            },
            parser: self.parser.into(),
            without: None,
            max_size: self.max_size,
            timeout: self.timeout,
        };
        let existing = match (self.force, self.resume) {
            (true, _) => Existing::Replace,
            (_, true) => Existing::Resume,
            _ => Existing::Refuse,
        };
        Ok(Settings {
            options,
            open,
            to: self.to,
            front_matter: self.front_matter,
            null: self.null,
            verbosity,
            progress: !self.no_progress && verbosity != Verbosity::Quiet,
            paths,
            choice: Choice::new(self.glob, from),
            out_dir: self.out_dir.map(|path| OutDir { path, existing }),
            output,
            on_terminal,
            names: on_terminal && !self.no_names && !self.null && self.to != To::Json,
            // --explain escapes on its own, and uses colours.
            escapes: (self.safe || on_terminal) && view != View::Explain,
            default_rules,
            dry_run: self.dry_run,
            learn_site: self.learn_site,
            save: self.save.map(|path| OutputFile { path, replace: self.force }),
            report: self.report.map(|path| OutputFile { path, replace: self.force }),
            has_blocks,
            site_profile: self.site_profile,
            threads: self.threads.or(available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN),
        })
    }
}

/// Returns the usage error for a file that an option names.
fn invalid(cause: &anyhow::Error) -> clap::Error {
    error(ErrorKind::ValueValidation, message(cause))
}

fn error(kind: ErrorKind, message: impl std::fmt::Display) -> clap::Error {
    Arguments::command().error(kind, message)
}

/// Checks an encoding label.
fn encoding(label: &str) -> Result<String, &'static str> {
    match StreamDecoder::new(Some(label), None) {
        Ok(_) => Ok(label.to_owned()),
        Err(_) => Err("unknown encoding; expected a label such as utf-8, windows-1251 or shift_jis"),
    }
}

/// Returns true if a terminal shows colours and `NO_COLOR` is unset or empty
/// (<https://no-color.org>).
fn shows_colours() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
    !refused && !dumb
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Longest help of a flag in `-h`, in characters.
    const SHORT: usize = 70;

    #[test]
    fn every_flag_has_a_short_help_and_a_heading() {
        let mut command = Arguments::command();
        command.build();
        for arg in command.get_arguments() {
            let name = arg.get_id();
            let help = arg.get_help().unwrap_or_else(|| panic!("{name} has no help")).to_string();
            assert!(!help.contains('\n') && help.chars().count() <= SHORT, "{name}: {help}");
            assert!(arg.is_positional() || arg.get_help_heading().is_some(), "{name} has no heading");
            for value in arg.get_possible_values() {
                // The names of shells speak for themselves.
                let help = value.get_help().map(ToString::to_string);
                assert!(
                    name == "completions" || !arg.get_action().takes_values() || help.is_some(),
                    "{name} {value:?}"
                );
            }
        }
    }

    #[test]
    fn output_formats_have_aliases() {
        for (name, format) in [
            ("text", To::Text),
            ("txt", To::Text),
            ("markdown", To::Markdown),
            ("md", To::Markdown),
            ("html", To::Html),
            ("json", To::Json),
            ("jsonl", To::Json),
        ] {
            let arguments = Arguments::try_parse_from(["dehusk", "-t", name]).expect(name);
            assert_eq!(arguments.to, format, "{name}");
        }
    }
}

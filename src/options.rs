//! What the caller asks for, in one plain struct.

use std::time::Duration;

use crate::Rules;
use crate::html::Parser;

/// Settings of one extraction. `Options::default()` is what the command line
/// does without flags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What the input is; [`Input::Auto`] looks at the content.
    pub input: Input,
    /// Character encoding label (as in `<meta charset>`) that overrides what
    /// the document says of itself and what detection would find.
    pub encoding: Option<String>,
    /// Character encoding label that the transport gave with the document: the
    /// `charset` of HTTP's `Content-Type` or of a MIME part. It outranks what
    /// the document says of itself, not a byte order mark, [`Options::encoding`]
    /// or bytes that belie it; an unknown one counts as none.
    pub charset: Option<String>,
    /// Address of the document, if it is known; it outranks what the page
    /// declares. Rules are chosen by its host.
    pub url: Option<String>,
    /// What the user wants kept or dropped, whatever the score.
    pub rules: Rules,
    /// Whether the headline is printed once above the body.
    pub title: bool,
    /// Where to stand between losing content and keeping boilerplate.
    pub keep: Keep,
    /// What to give when the verdict is `doubt` or `empty`.
    pub on_doubt: OnDoubt,
    /// Which lines to show, and how.
    pub view: View,
    /// What the lines are written as; [`View::Explain`] has a form of its own.
    pub output: Output,
    /// Whether [`View::Explain`] uses terminal colours.
    pub colour: bool,
    /// Which HTML parser produces the events the segmenter reads.
    pub parser: Parser,
    /// Name of the rule of selection to leave out, to measure what it is worth.
    pub without: Option<String>,
    /// Largest input, in bytes.
    pub max_size: Option<u64>,
    /// Longest time for one document, its reading included. Looked at between
    /// stages, between the windows of a long text and between reads, so a
    /// document may take as much longer as one of these takes.
    pub timeout: Option<Duration>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            input: Input::Auto,
            encoding: None,
            charset: None,
            url: None,
            rules: Rules::default(),
            title: true,
            keep: Keep::Balanced,
            on_doubt: OnDoubt::Keep,
            view: View::Article,
            output: Output::Text,
            colour: false,
            parser: Parser::Stream,
            without: None,
            max_size: None,
            timeout: None,
        }
    }
}

/// What the input is: a page, or a container of pages. The second kind is for
/// `container::open`; [`extract`](crate::extract)
/// takes pages only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Input {
    /// Told by content: a text that talks about `<div>` is text, a fragment
    /// without `<html>` is HTML; containers are opened, except for JSON Lines.
    #[default]
    Auto,
    /// HTML, whatever it looks like.
    Html,
    /// Plain text, whatever it looks like.
    Text,
    /// A page saved with its pictures as one MIME message (`.mhtml`, `.mht`).
    Mhtml,
    /// A page saved by Safari, a property list.
    Webarchive,
    /// WARC: the records of pages, one document each.
    Warc,
    /// WET: text that was extracted from a WARC, one document a record.
    Wet,
    /// JSON Lines: one object a line, the page in one of its fields.
    Jsonl,
}

impl Input {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Input::Auto => "auto",
            Input::Html => "html",
            Input::Text => "text",
            Input::Mhtml => "mhtml",
            Input::Webarchive => "webarchive",
            Input::Warc => "warc",
            Input::Wet => "wet",
            Input::Jsonl => "jsonl",
        }
    }
}

/// The operating point of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Rather lose a doubtful line than keep boilerplate.
    Precise,
    /// The best balance: the highest word F1.
    #[default]
    Balanced,
    /// Rather keep boilerplate than lose a doubtful line.
    Everything,
}

/// What comes out of a document the engine is not sure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDoubt {
    /// The lines it would have kept anyway.
    #[default]
    Keep,
    /// Every line of the document.
    All,
    /// Nothing; the command line then exits with status 1. Of a long text the
    /// beginning decides what [`extract_stream`](crate::extract_stream) writes;
    /// what is written cannot be taken back if doubt comes later. Whoever must
    /// have all or nothing holds the output back until the verdict is known,
    /// as the command line does.
    Fail,
}

/// Which lines come out, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The article.
    #[default]
    Article,
    /// The complement: what would have been removed.
    Dropped,
    /// Every line with its verdict, score and reasons.
    Explain,
}

/// What the lines that come out are written as. The lines are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Output {
    /// Plain text.
    #[default]
    Text,
    /// Markdown: CommonMark, with the tables of GitHub. Headings, lists,
    /// quotations, code, links and emphasis are those of an HTML page; plain
    /// text has none, so only its headline becomes a heading.
    Markdown,
}

//! The settings of an extraction, in one plain struct.

use std::time::Duration;

use crate::Rules;
use crate::html::Parser;

/// Settings of one extraction. `Options::default()` matches the command line without flags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The kind of input. [`Input::Auto`] detects it from the content.
    pub input: Input,
    /// Character encoding label, as in `<meta charset>`. It overrides the document's own
    /// declaration and detection.
    pub encoding: Option<String>,
    /// Character encoding label from the transport: the `charset` of HTTP's `Content-Type` or
    /// of a MIME part. It outranks the document's own declaration. [`Options::encoding`], a
    /// byte order mark, and bytes that contradict it outrank it. An unknown label is ignored.
    pub charset: Option<String>,
    /// Address of the document, if known. It outranks the address that the page declares. Its
    /// host selects the rules.
    pub url: Option<String>,
    /// The user's rules. They override the score.
    pub rules: Rules,
    /// Whether the headline is printed once above the body.
    pub title: bool,
    /// The balance between losing content and keeping boilerplate.
    pub keep: Keep,
    /// What becomes of the comments of readers.
    pub comments: Comments,
    /// Whether the comments are written with the text. They are returned as a list in any case.
    pub write_comments: bool,
    /// What to write if the verdict is `doubt` or `empty`.
    pub on_doubt: OnDoubt,
    /// Whether all metadata is read. If not, only the address is.
    pub metadata: bool,
    /// Which blocks to write.
    pub view: View,
    /// The format of the blocks. [`View::Explain`] has its own format.
    pub output: Output,
    /// Whether [`View::Explain`] shows only the blocks that are doubtful.
    pub only_doubtful: bool,
    /// How links are written in Markdown and HTML.
    pub links: LinkStyle,
    /// Whether images are written in Markdown and HTML.
    pub images: bool,
    /// Whether the links of the kept blocks are also returned as a list.
    pub list_links: bool,
    /// Whether the images of the kept part are also returned as a list.
    pub list_images: bool,
    /// Whether the items of the lists of an HTML page begin with a bullet or their number in
    /// text. These are no words of the page.
    pub list_marks: bool,
    /// Whether [`View::Explain`] uses terminal colours.
    pub colour: bool,
    /// Columns of a row of [`View::Explain`]; `None` for no limit.
    pub columns: Option<usize>,
    /// Whether the decoded page is kept beside its blocks, for their CSS paths.
    pub source: bool,
    /// The HTML parser whose events the segmenter reads.
    pub parser: Parser,
    /// Name of a selection rule to leave out, to measure its effect.
    pub without: Option<String>,
    /// Largest input, in bytes.
    pub max_size: Option<u64>,
    /// Longest time for one document, including reading it. It is checked between stages,
    /// between the windows of a long text and between reads, so a document may exceed it by
    /// the time that one of these steps takes.
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
            comments: Comments::Drop,
            write_comments: true,
            on_doubt: OnDoubt::Keep,
            metadata: false,
            view: View::Article,
            output: Output::Text,
            only_doubtful: false,
            links: LinkStyle::Inline,
            images: false,
            list_links: false,
            list_images: false,
            list_marks: false,
            colour: false,
            columns: None,
            source: false,
            parser: Parser::Stream,
            without: None,
            max_size: None,
            timeout: None,
        }
    }
}

/// The kind of input: a page, or a container of pages. Containers are for the `containers`
/// module; [`extract`](crate::extract) takes pages only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Input {
    /// Detected from the content: a text that mentions `<div>` is text, a fragment without
    /// `<html>` is HTML. Containers are detected too, except for JSON Lines.
    #[default]
    Auto,
    /// HTML, whatever the content looks like.
    Html,
    /// Plain text, whatever the content looks like.
    Text,
    /// A page saved with its pictures as one MIME message (`.mhtml`, `.mht`).
    Mhtml,
    /// A page saved by Safari as a property list.
    Webarchive,
    /// WARC: each record of a page is a document.
    Warc,
    /// WET: text extracted from a WARC; each record is a document.
    Wet,
    /// JSON Lines: one object per line, with the page in one of its fields.
    Jsonl,
}

impl Input {
    /// Returns the name on the command line.
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

/// The balance between precision and recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// Drops a block when unsure.
    Precise,
    /// Maximises word F1.
    #[default]
    Balanced,
    /// Keeps a block when unsure.
    Everything,
}

/// What becomes of the comments of readers on an HTML page. In plain text they are not
/// recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comments {
    /// They are judged like all other text: a block is dropped if its score is low.
    #[default]
    Drop,
    /// They follow the article, each with its author and its date as far as the page shows them.
    Keep,
    /// They are written, and the article is not.
    Only,
}

/// What to write for a document whose verdict is not `ok`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnDoubt {
    /// The selected blocks, as for any other document.
    #[default]
    Keep,
    /// Every block of the document.
    All,
    /// Nothing; the command line then exits with status 1.
    ///
    /// For a long text, the beginning decides what
    /// [`Extractor::stream`](crate::Extractor::stream) writes. Doubt that comes later cannot take
    /// back written output. A caller who needs all or nothing buffers the output until the
    /// verdict is known, as the command line does.
    Fail,
}

/// Which blocks to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The article.
    #[default]
    Article,
    /// The complement of the article: what is removed from it.
    Dropped,
    /// Every block with its decision, score and reasons.
    Explain,
}

/// The output format. It does not change which blocks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Output {
    /// Plain text.
    #[default]
    Text,
    /// Markdown: CommonMark with GitHub's tables. Headings, lists, quotations, code, links and
    /// emphasis come from the markup of an HTML page. Plain text has no markup, so only its
    /// headline becomes a heading.
    Markdown,
    /// A document of HTML5, with the structure of [`Output::Markdown`] and without scripts,
    /// styles and classes.
    Html,
}

impl Output {
    /// Whether the format shows the markup of an HTML page.
    pub fn shows_markup(self) -> bool {
        self != Output::Text
    }
}

/// How links are written in Markdown and HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkStyle {
    /// The target follows the text. HTML has no other style.
    #[default]
    Inline,
    /// A number follows the text, and a list of targets the document.
    Reference,
    /// Only the text.
    None,
}

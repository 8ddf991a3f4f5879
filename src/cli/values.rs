//! Values that flags accept, with the help text for each.
//!
//! These mirror enums of the library, whose documentation is written for
//! programmers and would end up in `--help`.

use clap::ValueEnum;

/// A value of `--from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Detect the format from the content; JSON Lines need jsonl
    Auto,
    /// HTML, whatever it looks like
    Html,
    /// Plain text, whatever it looks like
    Text,
    /// A page saved with its images by a browser (.mhtml, .mht)
    Mhtml,
    /// A page saved by Safari (.webarchive)
    Webarchive,
    /// A WARC file: every page in it is a document
    Warc,
    /// A WET file: text extracted from a WARC file
    Wet,
    /// JSON Lines: one object per line, with the page in one field
    Jsonl,
}

impl From<InputFormat> for crate::Input {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Auto => crate::Input::Auto,
            InputFormat::Html => crate::Input::Html,
            InputFormat::Text => crate::Input::Text,
            InputFormat::Mhtml => crate::Input::Mhtml,
            InputFormat::Webarchive => crate::Input::Webarchive,
            InputFormat::Warc => crate::Input::Warc,
            InputFormat::Wet => crate::Input::Wet,
            InputFormat::Jsonl => crate::Input::Jsonl,
        }
    }
}

/// A value of `--to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// Plain text (alias: txt)
    #[value(alias = "txt")]
    Text,
    /// Markdown with headings, lists, tables, code and links (alias: md)
    #[value(alias = "md")]
    Markdown,
    /// An HTML document with the article and nothing else
    Html,
    /// One JSON object per line, with text and metadata (alias: jsonl)
    #[value(alias = "jsonl")]
    Json,
}

impl From<To> for crate::Output {
    fn from(to: To) -> Self {
        match to {
            To::Text | To::Json => crate::Output::Text,
            To::Markdown => crate::Output::Markdown,
            To::Html => crate::Output::Html,
        }
    }
}

impl To {
    /// Returns the name of the format.
    pub fn name(self) -> &'static str {
        match self {
            To::Text => "text",
            To::Markdown => "markdown",
            To::Html => "html",
            To::Json => "json",
        }
    }

    /// Returns the extension of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            To::Text => "txt",
            To::Markdown => "md",
            To::Html => "html",
            To::Json => "json",
        }
    }
}

/// A value of `--links`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LinksArg {
    /// Write the target after the text of the link
    Inline,
    /// Write a number after the text, and the targets below the article
    Reference,
    /// Write only the text
    None,
}

impl From<LinksArg> for crate::LinkStyle {
    fn from(links: LinksArg) -> Self {
        match links {
            LinksArg::Inline => crate::LinkStyle::Inline,
            LinksArg::Reference => crate::LinkStyle::Reference,
            LinksArg::None => crate::LinkStyle::None,
        }
    }
}

/// A value of `--keep`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KeepArg {
    /// Drop a line when unsure: little boilerplate stays, but more content is lost
    Precise,
    /// Balance lost content against kept boilerplate
    Balanced,
    /// Keep a line when unsure: little content is lost, but more boilerplate stays
    Everything,
}

impl From<KeepArg> for crate::Keep {
    fn from(keep: KeepArg) -> Self {
        match keep {
            KeepArg::Precise => crate::Keep::Precise,
            KeepArg::Balanced => crate::Keep::Balanced,
            KeepArg::Everything => crate::Keep::Everything,
        }
    }
}

/// A value of `--comments`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CommentsArg {
    /// Treat comments like any other boilerplate
    Drop,
    /// Write the comments after the article, each with its author and date
    Keep,
    /// Write only the comments
    Only,
}

impl From<CommentsArg> for crate::Comments {
    fn from(comments: CommentsArg) -> Self {
        match comments {
            CommentsArg::Drop => crate::Comments::Drop,
            CommentsArg::Keep => crate::Comments::Keep,
            CommentsArg::Only => crate::Comments::Only,
        }
    }
}

/// A value of `--on-doubt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnDoubtArg {
    /// Write the lines that look like content
    Keep,
    /// Write every line of the document
    All,
    /// Write nothing and exit with status 1
    Fail,
}

impl From<OnDoubtArg> for crate::OnDoubt {
    fn from(on_doubt: OnDoubtArg) -> Self {
        match on_doubt {
            OnDoubtArg::Keep => crate::OnDoubt::Keep,
            OnDoubtArg::All => crate::OnDoubt::All,
            OnDoubtArg::Fail => crate::OnDoubt::Fail,
        }
    }
}

/// A value of `--explain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainArg {
    /// Show every line
    All,
    /// Show lines with a score within 0.15 of the threshold, and those that
    /// their surroundings kept or dropped against their score
    Near,
}

/// A value of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    Auto,
    /// Always, also in pipes and files
    Always,
    /// Never
    Never,
}

/// A value of `--parser`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ParserArg {
    /// Read the page in one pass: fast
    Stream,
    /// Build the tree that the HTML standard describes: many times slower
    Tree,
}

impl From<ParserArg> for crate::html::Parser {
    fn from(parser: ParserArg) -> Self {
        match parser {
            ParserArg::Stream => crate::html::Parser::Stream,
            ParserArg::Tree => crate::html::Parser::Tree,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_formats_have_the_names_of_the_library() {
        for format in InputFormat::value_variants() {
            let value = format.to_possible_value().expect("no value is hidden");
            assert_eq!(value.get_name(), crate::Input::from(*format).name());
        }
    }
}

//! The public way in: an extractor with its settings.

use std::io::{Read, Write};
use std::time::Duration;

use crate::article::Article;
use crate::extract;
use crate::model::Models;
use crate::summary::Summary;
use crate::{Comments, Error, Input, Keep, LinkStyle, OnDoubt, Options, Output, Rules};

/// Extracts articles, as its settings say. It can be used for any number of pages, from
/// several threads.
///
/// ```
/// use dehusk::{Extractor, Input, Keep};
///
/// let extractor = Extractor::new().keep(Keep::Precise).input(Input::Text);
/// let story = "The old mill by the river ground flour for three hundred years, until its axle broke.\n\n\
///     On Saturday the wheel turned again, slowly at first, while half of the village watched.\n";
/// let page = format!("Home\nNews\nWalks\nLetters\nLog in\n\n{story}\nFollow us\nPrivacy\nCookies\n");
/// assert_eq!(extractor.extract(page.as_bytes())?.body(), story);
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Extractor {
    options: Options,
}

impl Extractor {
    /// Returns an extractor with the default settings.
    pub fn new() -> Self {
        Extractor::default()
    }

    /// Sets how to weigh losing content against keeping boilerplate.
    #[must_use]
    pub fn keep(mut self, keep: Keep) -> Self {
        self.options.keep = keep;
        self
    }

    /// Sets what becomes of the comments of readers.
    #[must_use]
    pub fn comments(mut self, comments: Comments) -> Self {
        self.options.comments = comments;
        self
    }

    /// Sets what the input is, instead of telling it by its content.
    #[must_use]
    pub fn input(mut self, input: Input) -> Self {
        self.options.input = input;
        self
    }

    /// Sets the address of the page. Relative links are resolved against it, and rules are
    /// chosen by its host. Nothing is fetched.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.options.url = Some(url.into());
        self
    }

    /// Sets what is kept or dropped whatever its score.
    #[must_use]
    pub fn rules(mut self, rules: Rules) -> Self {
        self.options.rules = rules;
        self
    }

    /// Sets the character encoding by its label, as in `<meta charset>`, instead of detecting
    /// it.
    #[must_use]
    pub fn encoding(mut self, label: impl Into<String>) -> Self {
        self.options.encoding = Some(label.into());
        self
    }

    /// Sets whether [`Article::text`], [`Article::to_markdown`] and [`Extractor::stream`] begin
    /// with the headline. They do by default.
    #[must_use]
    pub fn title(mut self, title: bool) -> Self {
        self.options.title = title;
        self
    }

    /// Sets what [`Extractor::stream`] writes: text by default.
    #[must_use]
    pub fn output(mut self, output: Output) -> Self {
        self.options.output = output;
        self
    }

    /// Sets how links are written in Markdown and HTML: beside their text by default.
    #[must_use]
    pub fn links(mut self, links: LinkStyle) -> Self {
        self.options.links = links;
        self
    }

    /// Sets whether the images of the article are written in Markdown and HTML. They are not by
    /// default.
    #[must_use]
    pub fn images(mut self, images: bool) -> Self {
        self.options.images = images;
        self
    }

    /// Sets what [`Extractor::stream`] does with a document whose verdict is not
    /// [`Verdict::Ok`](crate::Verdict::Ok).
    #[must_use]
    pub fn on_doubt(mut self, on_doubt: OnDoubt) -> Self {
        self.options.on_doubt = on_doubt;
        self
    }

    /// Sets the largest input, in bytes. There is no limit by default.
    #[must_use]
    pub fn max_size(mut self, bytes: u64) -> Self {
        self.options.max_size = Some(bytes);
        self
    }

    /// Sets the longest time for one document. It is checked between the stages, so that a
    /// document can take longer by one stage. There is no limit by default.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Extracts the article of a page, HTML or text.
    ///
    /// # Errors
    /// [`Error::NotText`] if the bytes are neither, [`Error::UnknownEncoding`] if the label of
    /// [`Extractor::encoding`] names none, [`Error::TooLarge`] and [`Error::TimedOut`] beyond
    /// the limits. A page without an article is no error: its verdict is
    /// [`Verdict::Empty`](crate::Verdict::Empty).
    pub fn extract(&self, page: &[u8]) -> Result<Article, Error> {
        // Markdown needs inline markup, which is recorded only if it is asked for.
        let options = Options { output: Output::Markdown, metadata: true, source: true, ..self.options.clone() };
        let (summary, windows) = extract::collect(page, &options, &Models::BUILT_IN)?;
        Ok(Article { summary, windows, options })
    }

    /// Reads a document of any length from `source` and writes its article to `out`.
    ///
    /// Text streams in bounded memory: the article is written while `source` is still being
    /// read. HTML is read whole before anything is written. With [`OnDoubt::Fail`] the
    /// beginning of a long text decides whether it is written; if the verdict of the whole is
    /// not [`Verdict::Ok`](crate::Verdict::Ok), throw away what was written.
    ///
    /// # Errors
    /// Those of [`Extractor::extract`], and [`Error::Read`] or [`Error::Write`] if a stream
    /// fails.
    pub fn stream(&self, source: impl Read, out: &mut impl Write) -> Result<Summary, Error> {
        let options = Options { metadata: true, ..self.options.clone() };
        Ok(extract::stream(source, out, &options, &Models::BUILT_IN, None)?.0)
    }
}

//! A cleaned page, to look at from all sides.

use crate::comments::Comment;
use crate::explain::{self, ArticleBlock};
use crate::judged::Judged;
use crate::metadata::Metadata;
use crate::model::Models;
use crate::render::Renderer;
use crate::render::front_matter::front_matter;
use crate::render::media::{self, PageImage, PageLink};
use crate::summary::{Summary, Verdict};
use crate::{Comments, Options, Output};

/// A cleaned page: its article, and a decision on every block.
pub struct Article {
    pub(crate) summary: Summary,
    pub(crate) windows: Vec<Judged>,
    pub(crate) options: Options,
}

impl Article {
    /// Returns the article as plain text: the headline, a blank line, and the body, followed by
    /// the comments of readers if the settings ask for them. Ends in a line end unless it is
    /// empty.
    pub fn text(&self) -> String {
        self.render(Output::Text, self.options.title, true)
    }

    /// Returns the article as plain text without its headline, and without comments.
    pub fn body(&self) -> String {
        self.render(Output::Text, false, false)
    }

    /// Returns the article as Markdown: CommonMark with the tables of GitHub.
    pub fn to_markdown(&self) -> String {
        self.render(Output::Markdown, self.options.title, true)
    }

    /// Returns the article as a document of HTML5, with the structure of [`Article::to_markdown`]
    /// and without scripts, styles and classes of the page.
    pub fn to_html(&self) -> String {
        self.render(Output::Html, self.options.title, true)
    }

    /// Returns the links of the article, in document order.
    pub fn links(&self) -> Vec<PageLink> {
        self.windows.iter().flat_map(|window| media::links(window, self.options.url.as_deref())).collect()
    }

    /// Returns the images of the article, in document order.
    pub fn images(&self) -> Vec<PageImage> {
        self.windows.iter().flat_map(|window| media::images(window, self.options.url.as_deref())).collect()
    }

    /// Returns the metadata as YAML front matter, to stand above [`Article::to_markdown`]: between
    /// lines of three hyphens, with a blank line below. Keys without a value are left out.
    pub fn front_matter(&self) -> String {
        front_matter(&self.summary)
    }

    /// Returns the comments of readers on the page, whatever the settings say. The list is empty
    /// for pages of kind [`PageKind::Forum`](crate::PageKind::Forum) or
    /// [`PageKind::Product`](crate::PageKind::Product), whose posts and reviews are not comments,
    /// and for plain text, in which comments are not recognised.
    pub fn comments(&self) -> &[Comment] {
        self.windows.first().map_or(&[], |window| &window.discussion.comments)
    }

    /// Returns every block of the page in document order, with the decision on it.
    ///
    /// The reasons and the CSS paths are computed here, so this takes about as long as the
    /// extraction.
    pub fn blocks(&self) -> Vec<ArticleBlock<'_>> {
        let models = Models::BUILT_IN;
        let blocks = |window| explain::blocks(window, models.of(window.document.html), &self.options);
        self.windows.iter().flat_map(blocks).collect()
    }

    /// Returns what the page says about itself.
    pub fn metadata(&self) -> &Metadata {
        &self.summary.metadata
    }

    /// Returns whether the article was found.
    pub fn verdict(&self) -> Verdict {
        self.summary.verdict
    }

    /// Returns the expected word F1 of the article, 0 to 1.
    pub fn confidence(&self) -> f32 {
        self.summary.confidence
    }

    /// Returns all that is known about the page apart from its text.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    fn render(&self, output: Output, title: bool, comments: bool) -> String {
        let options = Options { output, title, ..self.options.clone() };
        let (mut renderer, mut text) = (Renderer::new(output, options.links), Vec::new());
        let has_body = self.summary.kept_blocks > 0 && options.comments != Comments::Only;
        for window in self.windows.iter().filter(|_| has_body) {
            renderer.article(window, &options, &mut text).expect("a vector takes all bytes");
        }
        if comments && options.comments != Comments::Drop {
            renderer.comments(self.comments(), &mut text).expect("a vector takes all bytes");
        }
        renderer.finish(&mut text).expect("a vector takes all bytes");
        String::from_utf8(text).expect("an article is made of the document's characters")
    }
}

impl std::fmt::Debug for Article {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Article").field("summary", &self.summary).finish_non_exhaustive()
    }
}

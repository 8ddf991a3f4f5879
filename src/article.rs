//! A cleaned page, to look at from all sides.

use std::fmt::Write as _;
use std::ops::Range;

use crate::comments::Comment;
use crate::document::group::GroupKind;
use crate::document::{Block, Document, NO_ELEMENT};
use crate::judged::Judged;
use crate::metadata::Metadata;
use crate::model::{Models, Reason, Reasons};
use crate::render::Renderer;
use crate::render::front_matter::front_matter;
use crate::select::Decision;
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
    /// The reasons are computed here, so this takes about as long as the extraction.
    pub fn blocks(&self) -> Vec<ArticleBlock<'_>> {
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
        let (mut renderer, mut text) = (Renderer::new(output == Output::Markdown), Vec::new());
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

/// A block of a page: a paragraph, a heading, a list item, a table cell, a line of a text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ArticleBlock<'a> {
    /// Its text, white space collapsed except in code.
    pub text: &'a str,
    /// What it is.
    pub kind: BlockKind,
    /// What becomes of it, and why.
    pub decision: Decision,
    /// The probability that it is content, 0 to 1.
    pub score: f32,
    /// What moved the score, the heaviest first.
    pub reasons: Vec<Reason>,
    /// Bytes of the decoded page that it stands at, tags between its words included. `None`
    /// for text of an attribute, such as the alternative text of a picture.
    pub source: Option<Range<usize>>,
    /// A CSS selector that matches the element it stands in, and no other; `None` in text.
    pub css_path: Option<String>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph, or a line of a text.
    Paragraph,
    /// A heading, with its level from 1 to 6.
    Heading(u8),
    /// Part of a list item, a term or a definition.
    ListItem,
    /// Part of a table cell.
    TableCell,
    /// Part of a block quotation.
    Quote,
    /// Part of a reader's comment.
    Comment,
    /// Part of a teaser card that leads to another page.
    Card,
    /// Code or other preformatted text.
    Code,
}

/// Returns the blocks of a window.
fn blocks(window: &Judged) -> impl Iterator<Item = ArticleBlock<'_>> {
    let document = &window.document;
    let models = Models::BUILT_IN;
    let reasons = Reasons::of(&window.features, models.of(document.html));
    let reasons: Vec<_> = window.range.clone().map(|at| reasons.block(at)).collect();
    let places = places_among_siblings(document);
    window.range.clone().zip(&window.decisions).zip(reasons).map(move |((at, &decision), reasons)| {
        let block = &document.blocks[at];
        ArticleBlock {
            text: document.text_of(block),
            kind: kind(document, block),
            decision,
            score: window.p()[at],
            reasons,
            source: Some(block.source.clone()).filter(|source| !source.is_empty()),
            css_path: block.markup.map(|markup| css_path(document, &places, markup.element)),
        }
    })
}

fn kind(document: &Document, block: &Block) -> BlockKind {
    if let Some(level @ 1..) = block.markup.map(|markup| markup.heading) {
        return BlockKind::Heading(level);
    }
    let kinds = document.groups_around(block).filter_map(|(_, group)| match group.kind {
        GroupKind::Code => Some(BlockKind::Code),
        GroupKind::List { .. } | GroupKind::Item { .. } | GroupKind::Definitions => Some(BlockKind::ListItem),
        GroupKind::Table { is_data: true, .. } => Some(BlockKind::TableCell),
        GroupKind::Quote => Some(BlockKind::Quote),
        GroupKind::Comment { .. } => Some(BlockKind::Comment),
        GroupKind::Cards => Some(BlockKind::Card),
        _ => None,
    });
    kinds.into_iter().next().unwrap_or(BlockKind::Paragraph)
}

/// Returns the place of each element among its siblings, from 1.
fn places_among_siblings(document: &Document) -> Vec<u32> {
    let mut children = vec![0; document.elements.len()];
    let place = |element: &crate::document::Element| {
        let count = children.get_mut(element.parent as usize)?;
        *count += 1;
        Some(*count)
    };
    document.elements.iter().map(place).map(|place| place.unwrap_or(1)).collect()
}

/// Returns a CSS selector for an element: its ancestors and itself, each by tag and place.
fn css_path(document: &Document, places: &[u32], element: u32) -> String {
    let mut way = Vec::new();
    let mut next = element;
    while next != NO_ELEMENT
        && let Some(element) = document.elements.get(next as usize)
    {
        way.push((element.tag.name().unwrap_or("*"), places[next as usize]));
        next = element.parent;
    }
    let mut path = String::new();
    for (tag, place) in way.into_iter().rev() {
        match tag {
            "html" | "body" => path += if path.is_empty() { tag } else { " > body" },
            tag => {
                let separator = if path.is_empty() { "" } else { " > " };
                write!(path, "{separator}{tag}:nth-child({place})").expect("a string takes all characters");
            }
        }
    }
    path
}

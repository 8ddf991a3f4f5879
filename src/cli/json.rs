//! JSON objects that describe documents.

use serde::Serialize;

use super::failure::Failure;
use super::inputs::Origin;
use crate::extract::PageLists;
use crate::{
    Access, ArticleBlock, Comment, Comments, DoubtReason, Options, PageDate, PageImage, PageKind, PageLink, Summary,
};

/// A document in JSON. Unknown fields are `null`. Keys are written in the order
/// of the fields.
#[derive(Debug, Default, Serialize)]
pub struct Record<'a> {
    path: Option<String>,
    url: Option<&'a str>,
    format: Option<&'static str>,
    encoding: Option<&'static str>,
    title: Option<&'a str>,
    author: Option<String>,
    date: Option<&'a str>,
    language: Option<&'a str>,
    text: Option<&'a str>,
    /// The comments of readers. The key is left out unless they are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<Option<Vec<CommentRecord<'a>>>>,
    /// The blocks of the page. The key is left out unless they are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    blocks: Option<Option<Vec<BlockRecord>>>,
    /// The links of the article. The key is left out unless they are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Option<&'a [PageLink]>>,
    /// The images of the article. The key is left out unless they are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    images: Option<Option<&'a [PageImage]>>,
    verdict: &'static str,
    reason: Option<&'static str>,
    kind: Option<&'static str>,
    confidence: Option<f64>,
    kept_lines: Option<u64>,
    total_lines: Option<u64>,
    error: Option<&'a str>,
    authors: Option<&'a [String]>,
    published: Option<&'a str>,
    published_raw: Option<&'a str>,
    modified: Option<&'a str>,
    modified_raw: Option<&'a str>,
    description: Option<&'a str>,
    site_name: Option<&'a str>,
    canonical_url: Option<&'a str>,
    image: Option<&'a str>,
    tags: Option<&'a [String]>,
    section: Option<&'a str>,
    license: Option<&'a str>,
    access: Option<&'static str>,
    word_count: Option<u64>,
    /// The version of these fields: that of `schema/article.schema.json`.
    schema: u32,
}

/// The version of the schema. It rises if a field goes or changes its meaning.
const SCHEMA: u32 = 1;

/// A reader's comment in JSON.
#[derive(Debug, Serialize)]
struct CommentRecord<'a> {
    author: Option<&'a str>,
    date: Option<&'a str>,
    text: &'a str,
    depth: usize,
}

impl<'a> From<&'a Comment> for CommentRecord<'a> {
    fn from(comment: &'a Comment) -> Self {
        let Comment { author, date, text, depth } = comment;
        CommentRecord { author: author.as_deref(), date: date.as_deref(), text, depth: *depth }
    }
}

/// A block of a page in JSON.
#[derive(Debug, Serialize)]
pub struct BlockRecord {
    kind: &'static str,
    text: String,
    score: f64,
    threshold: f64,
    decision: &'static str,
    reasons: Vec<String>,
    css_path: Option<String>,
    source: Option<[usize; 2]>,
}

impl From<&ArticleBlock<'_>> for BlockRecord {
    fn from(block: &ArticleBlock<'_>) -> Self {
        BlockRecord {
            kind: block.kind.name(),
            text: block.text.to_owned(),
            score: rounded(block.score),
            threshold: rounded(block.threshold),
            decision: if block.is_kept() { "kept" } else { "dropped" },
            reasons: block.explanation.clone(),
            css_path: block.css_path.clone(),
            source: block.source.as_ref().map(|source| [source.start, source.end]),
        }
    }
}

impl<'a> Record<'a> {
    /// Adds the blocks of the page, if they are wanted; `None` if they are not known.
    pub fn with_blocks(self, is_wanted: bool, blocks: Option<Vec<BlockRecord>>) -> Self {
        Record { blocks: is_wanted.then_some(blocks), ..self }
    }

    /// Adds the lists that are wanted; `None` if they are not known.
    pub fn with_lists(self, options: &Options, lists: Option<&'a PageLists>) -> Self {
        let comments = || lists.map(|lists| lists.comments.iter().map(CommentRecord::from).collect());
        Record {
            comments: (options.comments != Comments::Drop).then(comments),
            links: options.list_links.then(|| lists.map(|lists| &*lists.links)),
            images: options.list_images.then(|| lists.map(|lists| &*lists.images)),
            ..self
        }
    }

    /// Returns the record of a cleaned document.
    pub fn of(origin: &Origin, document: &'a Summary, text: &'a str) -> Self {
        let metadata = &document.metadata;
        let iso = |date: &'a Option<PageDate>| date.as_ref().map(|date| date.iso.as_str());
        let raw = |date: &'a Option<PageDate>| date.as_ref().map(|date| date.raw.as_str());
        let list = |list: &'a Vec<String>| Some(list.as_slice()).filter(|list| !list.is_empty());
        Record {
            path: origin.path(),
            url: metadata.url.as_deref(),
            format: Some(document.format.name()),
            encoding: Some(document.encoding),
            title: metadata.title.as_deref(),
            author: metadata.author(),
            date: raw(&metadata.published),
            language: metadata.language.as_deref(),
            text: Some(text),
            comments: None,
            blocks: None,
            links: None,
            images: None,
            verdict: document.verdict.name(),
            reason: document.reason.map(DoubtReason::name),
            kind: document.kind.map(PageKind::name),
            confidence: Some(rounded(document.confidence)),
            kept_lines: Some(document.kept_blocks),
            total_lines: Some(document.total_blocks),
            error: None,
            authors: list(&metadata.authors),
            published: iso(&metadata.published),
            published_raw: raw(&metadata.published),
            modified: iso(&metadata.modified),
            modified_raw: raw(&metadata.modified),
            description: metadata.description.as_deref(),
            site_name: metadata.site_name.as_deref(),
            canonical_url: metadata.canonical_url.as_deref(),
            image: metadata.image.as_deref(),
            tags: list(&metadata.tags),
            section: metadata.section.as_deref(),
            license: metadata.license.as_deref(),
            access: metadata.access.map(Access::name),
            word_count: metadata.word_count,
            schema: SCHEMA,
        }
    }

    /// Returns the record of a document that was read only in part.
    pub fn of_incomplete(origin: &Origin, document: &'a Summary, text: &'a str, failure: &'a Failure) -> Self {
        Record { verdict: "error", error: Some(&failure.cause), ..Record::of(origin, document, text) }
    }

    /// Returns the record of a document that could not be read.
    pub fn of_failure(origin: &Origin, url: Option<&'a str>, failure: &'a Failure) -> Self {
        Record {
            path: origin.path(),
            url,
            verdict: "error",
            error: Some(&failure.cause),
            schema: SCHEMA,
            ..Record::default()
        }
    }
}

/// Rounds to four decimal places.
fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1e4).round() / 1e4
}

//! JSON objects that describe documents.

use serde::Serialize;

use super::failure::Failure;
use super::inputs::Origin;
use crate::{Comment, Comments, DoubtReason, PageKind, Summary};

/// A document in JSON. Unknown fields are `null`. Keys are written in the order
/// of the fields.
#[derive(Debug, Default, Serialize)]
pub struct Record<'a> {
    path: Option<String>,
    url: Option<&'a str>,
    format: Option<&'static str>,
    encoding: Option<&'static str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<&'a str>,
    language: Option<&'a str>,
    text: Option<&'a str>,
    /// The comments of readers. The key is left out unless they are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<Option<Vec<CommentRecord<'a>>>>,
    verdict: &'static str,
    reason: Option<&'static str>,
    kind: Option<&'static str>,
    confidence: Option<f64>,
    kept_lines: Option<u64>,
    total_lines: Option<u64>,
    error: Option<&'a str>,
}

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

impl<'a> Record<'a> {
    /// Adds the comments of readers, if they are wanted; `None` if they are not known.
    pub fn with_comments(self, wanted: Comments, comments: Option<&'a [Comment]>) -> Self {
        let list = || comments.map(|comments| comments.iter().map(CommentRecord::from).collect());
        Record { comments: (wanted != Comments::Drop).then(list), ..self }
    }

    /// Returns the record of a cleaned document.
    pub fn of(origin: &Origin, document: &'a Summary, text: &'a str) -> Self {
        Record {
            path: origin.path(),
            url: document.metadata.url.as_deref(),
            format: Some(document.format.name()),
            encoding: Some(document.encoding),
            title: document.metadata.title.as_deref(),
            author: document.metadata.author.as_deref(),
            date: document.metadata.date.as_deref(),
            language: document.metadata.language.as_deref(),
            text: Some(text),
            comments: None,
            verdict: document.verdict.name(),
            reason: document.reason.map(DoubtReason::name),
            kind: document.kind.map(PageKind::name),
            confidence: Some(rounded(document.confidence)),
            kept_lines: Some(document.kept_blocks),
            total_lines: Some(document.total_blocks),
            error: None,
        }
    }

    /// Returns the record of a document that was read only in part.
    pub fn of_incomplete(origin: &Origin, document: &'a Summary, text: &'a str, failure: &'a Failure) -> Self {
        Record { verdict: "error", error: Some(&failure.cause), ..Record::of(origin, document, text) }
    }

    /// Returns the record of a document that could not be read.
    pub fn of_failure(origin: &Origin, url: Option<&'a str>, failure: &'a Failure) -> Self {
        Record { path: origin.path(), url, verdict: "error", error: Some(&failure.cause), ..Record::default() }
    }
}

/// Rounds to four decimal places.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}

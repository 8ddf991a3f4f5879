//! Cleans one document.

use std::io::Write;
use std::sync::Arc;

use super::batch::Task;
use super::batch::work::{Outcome, Stop};
use super::hold;
use super::json::Record;
use super::progress::Bytes;
use super::report::Failure;
use super::settings::{Settings, To};
use crate::container::Entry;
use crate::score::Models;
use crate::site::{Known, Origin, Sites};
use crate::{Document, Error, OnDoubt, View, extract_stream_with};

/// Cleans a document to `out`, as the settings ask. Its end is not marked.
pub fn clean(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<Document> {
    match run.settings.to {
        To::Text | To::Markdown => extract(task, page, run, out),
        To::Json => json(task, page, run, out),
    }
}

/// What all documents of a run are cleaned by.
pub struct Run {
    /// As they ask.
    pub settings: Arc<Settings>,
    /// What the pages of each site have in common, if that was learnt.
    pub sites: Option<Sites>,
    /// Where the bytes that are read are counted.
    pub bytes: Bytes,
}

fn json(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<Document> {
    let mut text = Vec::new();
    let document = extract(task, page, run, &mut text)?;
    let text = String::from_utf8(text).expect("an article is made of the document's characters");
    let document = Document { text, ..document };
    let record = Record::of(&task.origin, &document);
    serde_json::to_writer(out, &record).map_err(|e| Stop::Output(e.into()))?;
    Ok(document)
}

fn extract(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<Document> {
    let options = &run.settings.options_for(&page, task.url.as_deref());
    let source = run.bytes.count(page.body);
    let place = task.origin.place();
    let origin = Origin { url: task.url.as_deref(), place: &place };
    let known = run.sites.as_ref().map(|sites| Known { sites, origin });
    let write = |out: &mut dyn Write| extract_stream_with(source, out, options, &Models::BUILT_IN, known);
    let result = match (options.on_doubt, options.view) {
        // An explanation is what a doubt is looked into with.
        (OnDoubt::Fail, View::Article | View::Dropped) => hold::until_sure(out, write),
        _ => write(out),
    };
    result.map_err(|error| match error {
        Error::Write(error) => Stop::Output(error),
        error => Stop::Input(Failure::of(&error)),
    })
}

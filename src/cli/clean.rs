//! Cleans one document.

use std::io::{self, Read, Write};
use std::sync::Arc;

use super::batch::Task;
use super::batch::work::{Outcome, Stop};
use super::hold;
use super::json::Record;
use super::progress::Bytes;
use super::report::Failure;
use super::settings::{Settings, To};
use crate::container::{Entry, is_broken};
use crate::score::Models;
use crate::site::{Known, Origin, Sites};
use crate::{Document, Error, OnDoubt, View, extract_stream_with};

/// Cleans a document to `out`, as the settings ask. Its end is not marked.
pub fn clean(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<Document> {
    match run.settings.to {
        To::Text | To::Markdown => text(task, page, run, out),
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
    let (document, torn) = extract(task, page, run, &mut text)?;
    let text = String::from_utf8(text).expect("an article is made of the document's characters");
    let document = Document { text, ..document };
    let record = match &torn {
        None => Record::of(&task.origin, &document),
        Some(failure) => Record::of_torn(&task.origin, &document, failure),
    };
    serde_json::to_writer(out, &record).map_err(|e| Stop::Output(e.into()))?;
    whole(document, torn)
}

fn text(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<Document> {
    let (document, torn) = extract(task, page, run, out)?;
    whole(document, torn)
}

/// A document, unless it breaks off.
fn whole(document: Document, torn: Option<Failure>) -> Outcome<Document> {
    torn.map_or(Ok(document), |failure| Err(Stop::Torn(failure)))
}

/// Writes a document, and gives why it breaks off, where it does.
fn extract(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<(Document, Option<Failure>)> {
    let options = &run.settings.options_for(&page, task.url.as_deref());
    let mut source = Mended { source: run.bytes.count(page.body), any: false, broken: None };
    let place = task.origin.place();
    let origin = Origin { url: task.url.as_deref(), place: &place };
    let known = run.sites.as_ref().map(|sites| Known { sites, origin });
    let mut write = |out: &mut dyn Write| extract_stream_with(&mut source, out, options, &Models::BUILT_IN, known);
    let result = match (options.on_doubt, options.view) {
        // An explanation is what a doubt is looked into with.
        (OnDoubt::Fail, View::Article | View::Dropped) => hold::until_sure(out, write),
        _ => write(out),
    };
    let document = result.map_err(|error| match error {
        Error::Write(error) => Stop::Output(error),
        error => Stop::Input(Failure::of(&error)),
    })?;
    Ok((document, source.broken.map(|error| Failure::of(&Error::Read(error)))))
}

/// A source that ends where it breaks off, and remembers that it did.
struct Mended<R> {
    source: R,
    /// Whether anything was read.
    any: bool,
    broken: Option<io::Error>,
}

impl<R: Read> Read for Mended<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.broken.is_some() {
            return Ok(0);
        }
        match self.source.read(buffer) {
            Err(error) if self.any && is_broken(&error) => {
                self.broken = Some(error);
                Ok(0)
            }
            read => {
                self.any |= matches!(read, Ok(1..));
                read
            }
        }
    }
}

//! Cleans one document.

use std::io::Write;

use super::batch::Task;
use super::batch::work::{Outcome, Stop};
use super::hold;
use super::json::Record;
use super::progress::Bytes;
use super::report::Failure;
use super::settings::{Settings, To};
use crate::container::Entry;
use crate::{Document, Error, OnDoubt, Options, View, extract_stream};

/// Cleans a document to `out`, as the settings ask. Its end is not marked.
pub fn clean(task: &Task, page: Entry, settings: &Settings, bytes: &Bytes, out: &mut dyn Write) -> Outcome {
    match settings.to {
        To::Text => extract(task, page, settings, bytes, out),
        To::Json => json(task, page, settings, bytes, out),
    }
}

fn json(task: &Task, page: Entry, settings: &Settings, bytes: &Bytes, out: &mut dyn Write) -> Outcome {
    let mut text = Vec::new();
    let document = extract(task, page, settings, bytes, &mut text)?;
    let text = String::from_utf8(text).expect("an article is made of the document's characters");
    let document = Document { text, ..document };
    let record = Record::of(&task.origin, &document);
    serde_json::to_writer(out, &record).map_err(|e| Stop::Output(e.into()))?;
    Ok(document)
}

fn extract(task: &Task, page: Entry, settings: &Settings, bytes: &Bytes, out: &mut dyn Write) -> Outcome {
    let options = settings.options.clone();
    let url = options.url.clone().or_else(|| task.url.clone());
    let options = &Options { from: page.from, charset: page.charset, url, ..options };
    let source = bytes.count(page.body);
    let result = match (options.on_doubt, options.view) {
        // An explanation is what a doubt is looked into with.
        (OnDoubt::Fail, View::Article | View::Dropped) => {
            hold::until_sure(out, |held| extract_stream(source, held, options))
        }
        _ => extract_stream(source, out, options),
    };
    result.map_err(|error| match error {
        Error::Write(error) => Stop::Output(error),
        error => Stop::Input(Failure::of(&error)),
    })
}

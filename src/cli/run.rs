//! Does what was asked.

use std::io::{self, ErrorKind, Write};

use super::args::{Settings, To};
use super::exit::Status;
use super::hold;
use super::inputs::Input;
use super::json::Record;
use super::report::{self, Failure, Report};
use super::stream::Stream;
use crate::{Document, Error, OnDoubt, Verdict, View, extract_stream};

/// Prints a text that was asked for.
pub fn print(text: &[u8], out: &mut Stream<impl Write>) -> Status {
    match out.write_all(text).and_then(|()| out.flush()) {
        Ok(()) => Status::Done,
        Err(error) => end_of_output(&error),
    }
}

/// Cleans every input in its order.
pub fn clean(inputs: &[Input], settings: &Settings, out: &mut Stream<impl Write>, report: &Report) -> Status {
    let mut status = Status::Done;
    let mut failed = 0;
    for input in inputs {
        let result = match settings.to {
            To::Text => text(input, settings, out),
            To::Json => json(input, settings, out),
        };
        match result {
            Ok(document) => {
                report.document(input, &document, settings.options.on_doubt);
                if settings.options.on_doubt == OnDoubt::Fail && document.verdict != Verdict::Ok {
                    status = status.max(Status::Doubt);
                }
            }
            Err(Stop::Input(failure)) => {
                report.failure(input, &failure);
                failed += 1;
                status = Status::Failed;
            }
            // What is left could not be written either.
            Err(Stop::Output(error)) => {
                status = status.max(end_of_output(&error));
                break;
            }
        }
    }
    report.summary(failed, inputs.len());
    status
}

/// Why a document was not handled.
enum Stop {
    /// It could not be read.
    Input(Failure),
    /// Nothing more can be written.
    Output(io::Error),
}

/// Writes the text of a document while it is read.
fn text(input: &Input, settings: &Settings, out: &mut Stream<impl Write>) -> Result<Document, Stop> {
    let result = extract(input, settings, out);
    if let Err(Stop::Output(_)) = result {
        return result;
    }
    let ended = if settings.null { out.end_with(0) } else { out.end_text() };
    ended.map_err(Stop::Output)?;
    result
}

/// Writes a document, or why there is none, as a JSON object.
fn json(input: &Input, settings: &Settings, out: &mut Stream<impl Write>) -> Result<Document, Stop> {
    let mut text = Vec::new();
    let result = extract(input, settings, &mut text).map(|document| {
        let text = String::from_utf8(text).expect("an article is made of the document's characters");
        Document { text, ..document }
    });
    let url = settings.url.as_deref();
    let record = match &result {
        Ok(document) => Record::of(input.path(), url, document),
        Err(Stop::Input(failure)) => Record::of_failure(input.path(), url, failure),
        Err(Stop::Output(_)) => return result,
    };
    serde_json::to_writer(&mut *out, &record).map_err(|e| Stop::Output(e.into()))?;
    out.end_with(if settings.null { 0 } else { b'\n' }).map_err(Stop::Output)?;
    result
}

fn extract(input: &Input, settings: &Settings, out: &mut dyn Write) -> Result<Document, Stop> {
    let source = input.open().map_err(Stop::Input)?;
    let options = &settings.options;
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

/// The status when stdout takes no more. A reader that has read enough
/// (`dehusk … | head`) is no error, and says nothing.
fn end_of_output(error: &io::Error) -> Status {
    if error.kind() == ErrorKind::BrokenPipe {
        return Status::Done;
    }
    report::unwritten(report::io_cause(error));
    Status::Failed
}

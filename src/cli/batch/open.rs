//! Opens inputs, and makes a step for each page in a container.
//!
//! One thread does this in order, a little ahead of the threads that clean. So
//! all threads work on the pages of a long container, and only the pages they
//! work on are in memory.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::choice;
use super::super::failure::{Failure, OFFICE_HINT};
use super::super::inputs::{Location, Origin};
use super::super::settings::OutputFile;
use super::existing::is_done;
use super::members::Members;
use super::plan::{Destination, Planned};
use super::step::{Note, Step, Task};
use super::work::panicked;
use crate::containers::endings::{OFFICE, ends_in};
use crate::containers::{self, Body, Documents, Entry, Open};
use crate::{Error, Input};

/// Opens inputs, one after another.
pub struct Opener<I> {
    inputs: I,
    options: Open,
    /// Size limit of a page, if the user set one.
    max_size: Option<u64>,
    opened: Option<Opened>,
}

/// An open input.
struct Opened {
    input: Location,
    output: Option<OutputFile>,
    members: Option<Members>,
    /// Whether the input has given a document with a name of its own.
    has_members: bool,
    documents: Documents,
}

impl<I: Iterator<Item = Planned>> Opener<I> {
    /// Opens `inputs` with `options`.
    pub fn new(inputs: I, options: Open, max_size: Option<u64>) -> Self {
        let options = Open { max_size: max_size.unwrap_or(options.max_size), ..options };
        Opener { inputs, options, max_size, opened: None }
    }

    fn open(&self, input: Location, place: Option<Destination>) -> Result<Opened, Note> {
        let failed = |failure| Note::Failed(Origin::of(input.clone()), failure);
        let source = input.open().map_err(failed)?;
        if self.options.input == Input::Auto && input.path().is_some_and(choice::has_lines) {
            let cause = "JSON Lines, which need --from jsonl".to_owned();
            let hint = "pass --from jsonl to read a page from each line, or --from text to read it as text";
            return Err(failed(Failure { cause, hint: Some(hint.to_owned()) }));
        }
        let options = Open { path: input.path().map(Into::into), ..self.options.clone() };
        let (output, members) = place.map(|place| (place.output, place.members)).unzip();
        let documents = containers::open(source, &options);
        Ok(Opened { input, output, members, has_members: false, documents })
    }
}

impl<I: Iterator<Item = Planned>> Iterator for Opener<I> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(opened) = &mut self.opened {
                // After a panic the rest of the input is not read.
                let next = catch_unwind(AssertUnwindSafe(|| opened.next(self.max_size)));
                match next {
                    Ok(Next::Step(step)) => return Some(step),
                    Ok(Next::Last(step)) => {
                        self.opened = None;
                        return Some(step);
                    }
                    Ok(Next::Nothing) => self.opened = None,
                    Err(panic) => {
                        let origin = Origin::of(opened.input.clone());
                        self.opened = None;
                        return Some(Step::Note(Note::Failed(origin, panicked(&*panic))));
                    }
                }
            }
            let note = match self.inputs.next()? {
                Planned::Open(input, place) => match self.open(input, place) {
                    Ok(opened) => {
                        self.opened = Some(opened);
                        continue;
                    }
                    Err(note) => note,
                },
                Planned::Done(input) => Note::Done(Origin::of(input)),
                Planned::Skipped(path, why) => Note::Skipped(path, why),
                Planned::Failed(path, failure) => Note::Failed(Origin::of(Location::File(path)), failure),
            };
            return Some(Step::Note(note));
        }
    }
}

/// The next step of an input.
enum Next {
    Step(Step),
    /// The last step.
    Last(Step),
    Nothing,
}

impl Opened {
    fn next(&mut self, max_size: Option<u64>) -> Next {
        let Some(found) = self.documents.next() else {
            return match self.documents.skipped() {
                skipped @ 1.. if self.has_members => {
                    Next::Last(Step::Note(Note::SkippedItems(Origin::of(self.input.clone()), skipped)))
                }
                _ => Next::Nothing,
            };
        };
        let (member, result) = match found {
            Ok(mut entry) => (entry.name.take(), Ok(entry)),
            Err(Error::Within { name, source }) => (Some(name), Err(*source)),
            Err(error) => (None, Err(error)),
        };
        // The first page decides for all of them.
        if member.is_some() && !self.has_members {
            self.has_members = true;
            if let Some(Err(failure)) = self.members.as_ref().map(Members::check) {
                return Next::Last(Step::Note(Note::Failed(Origin::of(self.input.clone()), failure)));
            }
        }
        let origin = Origin { input: self.input.clone(), member };
        let step =
            match result.map_err(|error| self.failure(&error)).and_then(|entry| self.page(&origin, entry, max_size)) {
                Ok((task, entry)) => self.step(task, entry),
                Err(failure) => Step::Note(Note::Failed(origin, failure)),
            };
        Next::Step(step)
    }

    /// Returns the failure of a document. Newer office files are ZIP archives without a page.
    fn failure(&self, error: &Error) -> Failure {
        let failure = Failure::of(error);
        let is_office = || self.input.path().is_some_and(|path| ends_in(path, &OFFICE));
        match error {
            Error::NoPages { .. } if is_office() => Failure { hint: Some(OFFICE_HINT.to_owned()), ..failure },
            _ => failure,
        }
    }

    fn page(&mut self, origin: &Origin, mut entry: Entry, max_size: Option<u64>) -> Result<(Task, Entry), Failure> {
        // A file that is too large is refused before anything is written.
        if let (Body::File(file), Some(limit)) = (&entry.body, max_size)
            && file.metadata().is_ok_and(|file| file.is_file() && file.len() > limit)
        {
            return Err(Failure::of(&Error::TooLarge { limit }));
        }
        let output = match (&origin.member, &mut self.members) {
            (Some(member), Some(members)) => Some(members.output(&containers::path(member))?),
            (Some(_), None) => None,
            (None, _) => self.output.take(),
        };
        let (url, truncated) = (entry.url.take(), entry.truncated.take());
        Ok((Task { origin: origin.clone(), url, truncated, output }, entry))
    }

    /// Returns a step that cleans a document, or notes that it is already done.
    fn step(&self, task: Task, entry: Entry) -> Step {
        let resumes = self.members.as_ref().is_some_and(Members::resumes);
        match (&task.output, self.input.path()) {
            (Some(output), Some(input)) if resumes && is_done(input, &output.path) => {
                Step::Note(Note::Done(task.origin))
            }
            _ => Step::Clean(task, entry),
        }
    }
}

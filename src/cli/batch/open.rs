//! Opens inputs, and makes a step of every page in a container.
//!
//! This is done in one place and in order, a little ahead of the threads that
//! clean. So a container of any length is worked on by all of them, and no
//! more of it is held than they have at hand.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::inputs::{Input, Origin};
use super::super::report::Failure;
use super::members::Members;
use super::work::panicked;
use super::{Note, Output, Place, Planned, Step, Task, is_done};
use crate::Error;
use crate::container::{self, Body, Documents, Entry, Open};

/// Opens inputs, one after another.
pub struct Opener<I> {
    inputs: I,
    options: Open,
    /// Largest page, if the user set a limit.
    max_size: Option<u64>,
    opened: Option<Opened>,
}

/// An open input.
struct Opened {
    input: Input,
    output: Option<Output>,
    members: Option<Members>,
    /// Whether anything in it was come upon that has a name of its own.
    has_members: bool,
    documents: Documents,
}

impl<I: Iterator<Item = Planned>> Opener<I> {
    /// Opens `inputs` as `options` say.
    pub fn new(inputs: I, options: Open, max_size: Option<u64>) -> Self {
        let options = Open { max_size: max_size.unwrap_or(options.max_size), ..options };
        Opener { inputs, options, max_size, opened: None }
    }

    fn open(&self, input: Input, place: Option<Place>) -> Result<Opened, Note> {
        let source = input.open().map_err(|failure| Note::Lost(Origin::of(input.clone()), failure))?;
        let options = Open { path: input.path().map(Into::into), ..self.options.clone() };
        let (output, members) = place.map(|place| (place.output, place.members)).unzip();
        let documents = container::open(source, &options);
        Ok(Opened { input, output, members, has_members: false, documents })
    }
}

impl<I: Iterator<Item = Planned>> Iterator for Opener<I> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(opened) = &mut self.opened {
                // What a panic leaves half read is not read on.
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
                        return Some(Step::Note(Note::Lost(origin, panicked(&*panic))));
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
                Planned::Passed(path, why) => Note::Passed(path, why),
                Planned::Lost(path, failure) => Note::Lost(Origin::of(Input::File(path)), failure),
            };
            return Some(Step::Note(note));
        }
    }
}

/// What comes next in an input.
enum Next {
    Step(Step),
    /// A step with nothing behind it.
    Last(Step),
    Nothing,
}

impl Opened {
    fn next(&mut self, max_size: Option<u64>) -> Next {
        let Some(found) = self.documents.next() else {
            return match self.documents.skipped() {
                skipped @ 1.. if self.has_members => {
                    Next::Last(Step::Note(Note::NoPages(Origin::of(self.input.clone()), skipped)))
                }
                _ => Next::Nothing,
            };
        };
        let (member, result) = match found {
            Ok(mut entry) => (entry.name.take(), Ok(entry)),
            Err(Error::Within { name, source }) => (Some(name), Err(*source)),
            Err(error) => (None, Err(error)),
        };
        // The first page settles it for all of them.
        if member.is_some() && !self.has_members {
            self.has_members = true;
            if let Some(Err(failure)) = self.members.as_ref().map(Members::check) {
                return Next::Last(Step::Note(Note::Lost(Origin::of(self.input.clone()), failure)));
            }
        }
        let origin = Origin { input: self.input.clone(), member };
        let step =
            match result.map_err(|error| Failure::of(&error)).and_then(|entry| self.page(&origin, entry, max_size)) {
                Ok((task, entry)) => self.step(task, entry),
                Err(failure) => Step::Note(Note::Lost(origin, failure)),
            };
        Next::Step(step)
    }

    fn page(&mut self, origin: &Origin, mut entry: Entry, max_size: Option<u64>) -> Result<(Task, Entry), Failure> {
        // Refused before anything of it is written.
        if let (Body::File(file), Some(limit)) = (&entry.body, max_size)
            && file.metadata().is_ok_and(|file| file.is_file() && file.len() > limit)
        {
            return Err(Failure::of(&Error::TooLarge { limit }));
        }
        let output = match (&origin.member, &mut self.members) {
            (Some(member), Some(members)) => Some(members.output(&container::path(member))?),
            (Some(_), None) => None,
            (None, _) => self.output.take(),
        };
        let (url, truncated) = (entry.url.take(), entry.truncated.take());
        Ok((Task { origin: origin.clone(), url, truncated, output }, entry))
    }

    /// Leaves out what an earlier run did.
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

//! Cleans one document.

use std::io::{self, Read, Write};
use std::sync::Arc;

use super::super::failure::Failure;
use super::super::json::{BlockRecord, Record};
use super::super::progress::Bytes;
use super::super::settings::Settings;
use super::super::values::To;
use super::hold;
use super::step::Task;
use super::work::{Outcome, Stop};
use crate::containers::{Entry, is_broken};
use crate::explain;
use crate::extract::PageLists;
use crate::judged::Judged;
use crate::model::Models;
use crate::render::front_matter::front_matter;
use crate::report::ReportSection;
use crate::site::{Known, PageOrigin, Sites};
use crate::{ArticleBlock, Error, OnDoubt, Summary, View};

/// Cleans a document and writes it to `out`, without a separator.
pub fn clean(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<CleanedPage> {
    match run.settings.to {
        To::Text | To::Markdown | To::Html => text(task, page, run, out),
        To::Json => json(task, page, run, out),
    }
}

/// The state that all documents of a run share.
pub struct Run {
    /// The settings of the run.
    pub settings: Arc<Settings>,
    /// The sites that were learnt, with `--learn-site`.
    pub sites: Option<Sites>,
    /// Counts the bytes read.
    pub bytes: Bytes,
}

/// A document that was cleaned and written.
pub struct CleanedPage {
    /// What is known of it.
    pub document: Summary,
    /// Its blocks for the report, if there is one.
    pub section: Option<ReportSection>,
}

fn json(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<CleanedPage> {
    let mut text = Vec::new();
    let Extracted { document, lists, blocks, section, damage } = extract(task, page, run, &mut text)?;
    let text = String::from_utf8(text).expect("an article is made of the document's characters");
    let record = match &damage {
        None => Record::of(&task.origin, &document, &text),
        Some(failure) => Record::of_incomplete(&task.origin, &document, &text, failure),
    };
    let record = record.with_lists(&run.settings.options, Some(&lists));
    let record = record.with_blocks(run.settings.has_blocks, Some(blocks));
    serde_json::to_writer(out, &record).map_err(|e| Stop::Output(e.into()))?;
    or_damage(CleanedPage { document, section }, damage)
}

fn text(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<CleanedPage> {
    if run.settings.front_matter {
        return with_front_matter(task, page, run, out);
    }
    let Extracted { document, section, damage, .. } = extract(task, page, run, out)?;
    or_damage(CleanedPage { document, section }, damage)
}

/// Writes a document below its metadata, which is complete at the end of the document only.
fn with_front_matter(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<CleanedPage> {
    let mut text = Vec::new();
    let Extracted { document, section, damage, .. } = extract(task, page, run, &mut text)?;
    if !text.is_empty() {
        let front_matter = front_matter(&document);
        out.write_all(front_matter.as_bytes()).and_then(|()| out.write_all(&text)).map_err(Stop::Output)?;
    }
    or_damage(CleanedPage { document, section }, damage)
}

/// Returns the document, or its damage as an error.
fn or_damage(cleaned: CleanedPage, damage: Option<Failure>) -> Outcome<CleanedPage> {
    damage.map_or(Ok(cleaned), |failure| Err(Stop::Incomplete(failure)))
}

/// A document that was written.
struct Extracted {
    document: Summary,
    lists: PageLists,
    /// Its blocks, if JSON lists them.
    blocks: Vec<BlockRecord>,
    /// Its blocks for the report, if there is one.
    section: Option<ReportSection>,
    /// Why its source was read only in part.
    damage: Option<Failure>,
}

/// Writes a document. If its source is damaged, writes the part before the damage and
/// also returns the failure.
fn extract(task: &Task, page: Entry, run: &Run, out: &mut dyn Write) -> Outcome<Extracted> {
    let options = &run.settings.options_for(&page, task.url.as_deref());
    let mut source = UntilDamage { source: run.bytes.count(page.body), any: false, damage: None };
    let place = task.origin.place();
    let origin = PageOrigin { url: task.url.as_deref(), place: &place };
    let known = run.sites.as_ref().map(|sites| Known { sites, origin });
    let (mut lists, mut blocks) = (PageLists::default(), Vec::new());
    let mut section = run.settings.report.as_ref().map(|_| ReportSection::default());
    let mut watch = |window: &Judged| {
        if section.is_none() && !run.settings.has_blocks {
            return Ok(());
        }
        let all = explain::blocks(window, Models::BUILT_IN.of(window.document.html), options);
        if run.settings.has_blocks {
            let is_wanted = |block: &&ArticleBlock<'_>| !options.only_doubtful || block.is_doubtful();
            blocks.extend(all.iter().filter(is_wanted).map(BlockRecord::from));
        }
        section.as_mut().map_or(Ok(()), |section| section.add(&all))
    };
    let mut write = |out: &mut dyn Write| {
        let (document, found) =
            crate::extract::stream_watched(&mut source, out, options, &Models::BUILT_IN, known, &mut watch)?;
        lists = found;
        Ok(document)
    };
    let result = match (options.on_doubt, options.view) {
        // Users look at the explanation because a document is in doubt.
        (OnDoubt::Fail, View::Article | View::Dropped) => hold::until_sure(out, write),
        _ => write(out),
    };
    let document = result.map_err(|error| match error {
        Error::Write(error) => Stop::Output(error),
        error => Stop::Input(Failure::of(&error)),
    })?;
    let damage = source.damage.map(|error| Failure::of(&Error::Read(error)));
    Ok(Extracted { document, lists, blocks, section, damage })
}

/// A source that ends at the first damage, and remembers it.
struct UntilDamage<R> {
    source: R,
    /// Whether anything was read.
    any: bool,
    damage: Option<io::Error>,
}

impl<R: Read> Read for UntilDamage<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.damage.is_some() {
            return Ok(0);
        }
        match self.source.read(buffer) {
            Err(error) if self.any && is_broken(&error) => {
                self.damage = Some(error);
                Ok(0)
            }
            read => {
                self.any |= matches!(read, Ok(1..));
                read
            }
        }
    }
}

//! The stages in a row: bytes in, lines judged, bytes out.

use std::io::{Read, Write};

use crate::decode::{StreamDecoder, decode_html};
use crate::document::{Document, Verdict};
use crate::limits::{Clock, Limited};
use crate::line::{Meta, Page};
use crate::render::{Chosen, Renderer};
use crate::score::{self, Models};
use crate::segment::text::window::Windows;
use crate::select::Selector;
use crate::sniff::{self, Format};
use crate::{Error, From, OnDoubt, Options, View, evidence, segment};

/// Cleans what `source` gives by these models and writes it to `out`.
pub fn run(input: impl Read, out: &mut dyn Write, options: &Options, models: &Models) -> Result<Document, Error> {
    let mut source = Limited::new(input, options);
    let mut head = Vec::new();
    source.read(&mut head, sniff::HEAD)?;
    let format = match options.from {
        From::Auto => sniff::sniff(&head)?,
        From::Html => Format::Html,
        From::Text => Format::Text,
        container => return Err(Error::IsContainer(container.name())),
    };
    let mut job = Job::new(options, out, models, source.clock());
    match format {
        Format::Html => {
            source.read_to_end(&mut head)?;
            let decoded = decode_html(&head, options.encoding.as_deref(), options.charset.as_deref())?;
            job.clock.check()?;
            let page = segment::html::segment(&decoded.text, options.parser);
            let lines = page.lines.len();
            job.window(&page, 0, lines)?;
            job.finish(format, decoded.encoding, page.meta)
        }
        Format::Text => {
            let mut decoder = StreamDecoder::new(options.encoding.as_deref(), options.charset.as_deref())?;
            let mut windows = Windows::new();
            let mut chunk = head;
            while !chunk.is_empty() {
                decoder.push(&chunk, windows.buffer());
                while windows.ready() {
                    let window = windows.next(false);
                    job.window(&window.page, window.first, window.end)?;
                }
                source.next(&mut chunk)?;
            }
            let encoding = decoder.finish(windows.buffer());
            while windows.ready() {
                let window = windows.next(false);
                job.window(&window.page, window.first, window.end)?;
            }
            let window = windows.next(true);
            job.window(&window.page, window.first, window.end)?;
            job.finish(format, encoding, Meta::default())
        }
    }
}

/// One document on its way through the later stages.
struct Job<'a> {
    options: &'a Options,
    models: &'a Models,
    out: &'a mut dyn Write,
    clock: Clock,
    selector: Selector,
    renderer: Renderer,
    title: Option<String>,
    /// Whether to write every line, or none; settled by the first window. An
    /// explanation is always written: it is what a doubt is looked into with.
    policy: Option<Policy>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Policy {
    Chosen,
    All,
    Nothing,
}

impl<'a> Job<'a> {
    fn new(options: &'a Options, out: &'a mut dyn Write, models: &'a Models, clock: Clock) -> Self {
        Job {
            options,
            models,
            out,
            clock,
            selector: Selector::default(),
            renderer: Renderer::default(),
            title: None,
            policy: None,
        }
    }

    /// Judges the lines `first..end` of a window and writes what is kept.
    fn window(&mut self, page: &Page, first: usize, end: usize) -> Result<(), Error> {
        self.clock.check()?;
        let model = self.models.of(page.html);
        let measured = evidence::measure(page, &model.learned);
        self.clock.check()?;
        let p = score::score(&measured.evidence, page.lines.len(), model);
        let choices = self.selector.select(page, &measured, &p, first, end, self.options);
        if self.title.is_none() {
            self.title = measured.document.headline.text.clone();
        }
        let sure = self.selector.verdict() == Verdict::Ok;
        let policy = *self.policy.get_or_insert(match self.options.on_doubt {
            OnDoubt::All if !sure => Policy::All,
            OnDoubt::Fail if !sure && self.options.view != View::Explain => Policy::Nothing,
            _ => Policy::Chosen,
        });
        // A headline alone is no article.
        let nothing = self.selector.counts().0 == 0 && policy == Policy::Chosen && self.options.view == View::Article;
        if policy == Policy::Nothing || nothing {
            return Ok(());
        }
        let chosen = Chosen { page, model, measured: &measured, p: &p, first, choices: &choices };
        self.renderer.render(&chosen, self.options, policy == Policy::All, self.out).map_err(Error::Write)?;
        // Whoever reads along sees a window as soon as it is judged.
        self.out.flush().map_err(Error::Write)
    }

    fn finish(mut self, format: Format, encoding: &'static str, meta: Meta) -> Result<Document, Error> {
        self.renderer.finish(self.options, self.out).map_err(Error::Write)?;
        self.out.flush().map_err(Error::Write)?;
        let (kept_lines, total_lines) = self.selector.counts();
        // A long text whose first window was withheld, or came out whole, does
        // not become sure of itself by what follows.
        let verdict = match (self.policy, self.selector.verdict()) {
            (Some(Policy::All | Policy::Nothing), Verdict::Ok) => Verdict::Doubt,
            (_, verdict) => verdict,
        };
        Ok(Document {
            format,
            encoding,
            title: self.title,
            author: meta.author,
            date: meta.date,
            language: meta.language,
            url: meta.url,
            text: String::new(),
            verdict,
            confidence: self.selector.confidence(),
            kept_lines,
            total_lines,
        })
    }
}

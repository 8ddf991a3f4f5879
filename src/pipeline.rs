//! The stages in a row: bytes in, lines judged, bytes out.

use std::io::{Read, Write};

use crate::decode::{StreamDecoder, decode_html};
use crate::document::{Document, Verdict};
use crate::limits::{Clock, Limited};
use crate::line::{Meta, Page};
use crate::render::{Chosen, Renderer};
use crate::score::{self, Models};
use crate::segment::text::window::Windows;
use crate::select::{Scores, Selector};
use crate::site::{self, Fingerprints, Gathering, Known, Origin};
use crate::sniff::{self, Format};
use crate::{Error, From, OnDoubt, Options, View, evidence, segment};

/// Cleans what `input` gives by these models, and what is known of its site,
/// and writes it to `out`.
pub fn run(
    input: impl Read,
    out: &mut dyn Write,
    options: &Options,
    models: &Models,
    known: Option<Known<'_>>,
) -> Result<Document, Error> {
    let mut job = Job::new(options, out, models, known);
    let source = each_window(input, options, |page, first, end, clock| job.window(page, first, end, clock))?;
    job.finish(source)
}

/// What is learnt of the page that `input` gives.
pub fn fingerprints(input: impl Read, options: &Options, origin: Origin<'_>) -> Result<Fingerprints, Error> {
    let mut gathering = Gathering::default();
    let source = each_window(input, options, |page, first, end, clock| {
        gathering.window(page, first, end);
        clock.check()
    })?;
    Ok(gathering.finish(origin, &source.meta))
}

/// What is known of a document once it is read.
struct Source {
    format: Format,
    encoding: &'static str,
    meta: Meta,
}

/// The first stages: has `take` take the lines of a document, the lines
/// `first..end` of every window.
fn each_window(
    input: impl Read,
    options: &Options,
    mut take: impl FnMut(&Page, usize, usize, Clock) -> Result<(), Error>,
) -> Result<Source, Error> {
    let mut source = Limited::new(input, options);
    let clock = source.clock();
    let mut head = Vec::new();
    source.read(&mut head, sniff::HEAD)?;
    let format = match options.from {
        From::Auto => sniff::sniff(&head)?,
        From::Html => Format::Html,
        From::Text => Format::Text,
        container => return Err(Error::IsContainer(container.name())),
    };
    match format {
        Format::Html => {
            source.read_to_end(&mut head)?;
            let decoded = decode_html(&head, options.encoding.as_deref(), options.charset.as_deref())?;
            clock.check()?;
            let page = segment::html::segment(&decoded.text, options.parser);
            take(&page, 0, page.lines.len(), clock)?;
            Ok(Source { format, encoding: decoded.encoding, meta: page.meta })
        }
        Format::Text => {
            let mut decoder = StreamDecoder::new(options.encoding.as_deref(), options.charset.as_deref())?;
            let mut windows = Windows::new();
            let mut chunk = head;
            while !chunk.is_empty() {
                decoder.push(&chunk, windows.buffer());
                while windows.ready() {
                    let window = windows.next(false);
                    take(&window.page, window.first, window.end, clock)?;
                }
                source.next(&mut chunk)?;
            }
            let encoding = decoder.finish(windows.buffer());
            while windows.ready() {
                let window = windows.next(false);
                take(&window.page, window.first, window.end, clock)?;
            }
            let window = windows.next(true);
            take(&window.page, window.first, window.end, clock)?;
            Ok(Source { format, encoding, meta: Meta::default() })
        }
    }
}

/// One document on its way through the later stages.
struct Job<'a> {
    options: &'a Options,
    models: &'a Models,
    out: &'a mut dyn Write,
    known: Option<Known<'a>>,
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
    fn new(options: &'a Options, out: &'a mut dyn Write, models: &'a Models, known: Option<Known<'a>>) -> Self {
        Job {
            options,
            models,
            out,
            known,
            selector: Selector::default(),
            renderer: Renderer::default(),
            title: None,
            policy: None,
        }
    }

    /// Judges the lines `first..end` of a window and writes what is kept.
    fn window(&mut self, page: &Page, first: usize, end: usize, clock: Clock) -> Result<(), Error> {
        clock.check()?;
        let model = self.models.of(page.html);
        let measured = evidence::measure(page, &model.learned);
        clock.check()?;
        let alone = score::score(&measured.evidence, page.lines.len(), model);
        let template = self.known.and_then(|known| known.template(page));
        let weighed = template.and_then(|template| site::weigh(page, &measured, &alone, &template));
        let p = weighed.as_ref().map_or(&alone, |weighed| &weighed.p);
        let scores = Scores { p, alone: &alone };
        let choices = self.selector.select(page, &measured, scores, first, end, self.options);
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
        let chosen =
            Chosen { page, model, measured: &measured, p, weighed: weighed.as_ref(), first, choices: &choices };
        self.renderer.render(&chosen, self.options, policy == Policy::All, self.out).map_err(Error::Write)?;
        // Whoever reads along sees a window as soon as it is judged.
        self.out.flush().map_err(Error::Write)
    }

    fn finish(mut self, source: Source) -> Result<Document, Error> {
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
            format: source.format,
            encoding: source.encoding,
            title: self.title,
            author: source.meta.author,
            date: source.meta.date,
            language: source.meta.language,
            url: source.meta.url,
            text: String::new(),
            verdict,
            confidence: self.selector.confidence(),
            kept_lines,
            total_lines,
        })
    }
}

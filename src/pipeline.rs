//! The stages in a row: bytes in, lines judged, bytes out.

use std::io::{Read, Write};

use crate::decode::{StreamDecoder, decode_html};
use crate::document::{Document, Ruled, Verdict};
use crate::evidence::Measured;
use crate::evidence::headline::Headline;
use crate::limits::{Clock, Limited};
use crate::line::{Meta, Page};
use crate::render::{Chosen, Renderer};
use crate::rules::Applied;
use crate::score::{self, Models};
use crate::segment::html::selectable::Selectable;
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
    let clock = source.clock();
    match format {
        Format::Html => {
            source.read_to_end(&mut head)?;
            let decoded = decode_html(&head, options.encoding.as_deref(), options.charset.as_deref())?;
            clock.check()?;
            let (mut page, rules) = html(&decoded.text, options, clock)?;
            let mut job = Job::new(options, out, models, clock, rules);
            let lines = page.lines.len();
            job.window(&mut page, 0, lines)?;
            job.finish(format, decoded.encoding, page.meta)
        }
        Format::Text => {
            let mut decoder = StreamDecoder::new(options.encoding.as_deref(), options.charset.as_deref())?;
            let mut windows = Windows::new();
            let rules = options.rules.about(options.url.as_deref());
            let apart = |line: &str| rules.describe(line);
            let mut job = Job::new(options, out, models, clock, rules.clone());
            let mut chunk = head;
            while !chunk.is_empty() {
                decoder.push(&chunk, windows.buffer());
                while windows.ready() {
                    let mut window = windows.next(false, &apart);
                    job.window(&mut window.page, window.first, window.end)?;
                }
                source.next(&mut chunk)?;
            }
            let encoding = decoder.finish(windows.buffer());
            while windows.ready() {
                let mut window = windows.next(false, &apart);
                job.window(&mut window.page, window.first, window.end)?;
            }
            let mut window = windows.next(true, &apart);
            job.window(&mut window.page, window.first, window.end)?;
            job.finish(format, encoding, Meta::default())
        }
    }
}

/// Cuts a page into lines, marked by the selectors about it, and gives the rules
/// that are. Its address may stand in it, so it is segmented before they are
/// known, and once more where a selector matches.
fn html<'o>(text: &str, options: &'o Options, clock: Clock) -> Result<(Page, Applied<'o>), Error> {
    let page = segment::html::segment(text, options.parser);
    let declared = page.meta.url.as_deref().filter(|url| url.contains("//"));
    let rules = options.rules.about(options.url.as_deref().or(declared));
    if rules.selectors() == 0 {
        return Ok((page, rules));
    }
    clock.check()?;
    let marks = rules.marks(&Selectable::parse(text, options.parser), || clock.check())?;
    let page = if marks.is_empty() { page } else { segment::html::segment_marked(text, options.parser, marks) };
    Ok((page, rules))
}

/// One document on its way through the later stages.
struct Job<'a> {
    options: &'a Options,
    models: &'a Models,
    out: &'a mut dyn Write,
    clock: Clock,
    rules: Applied<'a>,
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
    fn new(options: &'a Options, out: &'a mut dyn Write, models: &'a Models, clock: Clock, rules: Applied<'a>) -> Self {
        Job {
            options,
            models,
            out,
            clock,
            rules,
            selector: Selector::default(),
            renderer: Renderer::default(),
            title: None,
            policy: None,
        }
    }

    /// Judges the lines `first..end` of a window and writes what is kept.
    fn window(&mut self, page: &mut Page, first: usize, end: usize) -> Result<(), Error> {
        self.clock.check()?;
        self.rules.judge(page);
        let page = &*page;
        let model = self.models.of(page.html);
        let mut measured = evidence::measure(page, &model.learned);
        self.clock.check()?;
        let p = score::score(&measured.evidence, page.lines.len(), model);
        let choices = self.selector.select(page, &measured, &p, first, end, self.options);
        self.headline(page, &mut measured);
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

    /// Takes the title, and does with the headline what rules say of it.
    fn headline(&mut self, page: &Page, measured: &mut Measured) {
        let Headline { line, text, .. } = &mut measured.document.headline;
        let line = line.map(|at| &page.lines[at]);
        if let Some(line) = line.filter(|line| !page.cuts_of(line).is_empty()) {
            *text = Some(page.printed(line).into_owned());
        }
        if self.title.is_none() {
            self.title = text.clone();
        }
        let is_dropped = match (line, &text) {
            (Some(line), _) => line.is_dropped(),
            // One from the head of the page stands on no line.
            (None, Some(text)) => self.rules.ruling(text).is_some_and(|ruling| !ruling.keep),
            (None, None) => false,
        };
        if is_dropped {
            *text = None;
        }
    }

    fn finish(mut self, format: Format, encoding: &'static str, meta: Meta) -> Result<Document, Error> {
        self.renderer.finish(self.options, self.out).map_err(Error::Write)?;
        self.out.flush().map_err(Error::Write)?;
        let (kept_lines, total_lines) = self.selector.counts();
        let (kept, dropped) = self.selector.ruled();
        let idle_selectors = if format == Format::Text { self.rules.selectors() } else { 0 };
        let ruled = Ruled { sections: self.rules.sections().collect(), kept, dropped, idle_selectors };
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
            url: self.options.url.clone().or(meta.url),
            text: String::new(),
            verdict,
            confidence: self.selector.confidence(),
            kept_lines,
            total_lines,
            ruled,
        })
    }
}

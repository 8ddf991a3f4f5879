//! The stages in a row: bytes in, lines judged, bytes out.

use std::io::{Read, Write};

use crate::article::{Article, Ruled, Verdict};
use crate::decode::{self, StreamDecoder, decode_html};
use crate::document::{Document, Metadata};
use crate::features::Features;
use crate::html::selectable::Selectable;
use crate::limits::{Clock, Limited};
use crate::model::{self, Models};
use crate::render::{Chosen, Renderer};
use crate::rules::Applied;
use crate::segment::html::marks::Marks;
use crate::segment::text::window::Windows;
use crate::select::{Scores, Selector};
use crate::site::{self, Fingerprints, Gathering, Known, Origin};
use crate::sniff::{self, Format};
use crate::{Error, Form, From, OnDoubt, Options, View, address, features, segment};

/// Cleans what `input` gives by these models, and what is known of its site,
/// and writes it to `out`.
pub fn run(
    input: impl Read,
    out: &mut dyn Write,
    options: &Options,
    models: &Models,
    known: Option<Known<'_>>,
) -> Result<Article, Error> {
    let mut job = Job::new(options, out, models, known);
    let source = each_window(input, options, |window| job.window(window))?;
    job.finish(source)
}

/// What is learnt of the page that `input` gives.
pub fn fingerprints(input: impl Read, options: &Options, origin: Origin<'_>) -> Result<Fingerprints, Error> {
    let mut gathering = Gathering::default();
    let source = each_window(input, options, |window| {
        gathering.window(window.document, window.first, window.end);
        window.clock.check()
    })?;
    Ok(gathering.finish(origin, &source.meta))
}

/// What is known of a document once it is read.
struct Source<'o> {
    format: Format,
    encoding: &'static str,
    meta: Metadata,
    rules: Applied<'o>,
}

/// Some lines on their way from the first stages to the later ones.
struct Window<'w, 'o> {
    document: &'w mut Document,
    /// The lines to judge, `first..end`; the others are there to be looked at.
    first: usize,
    end: usize,
    /// The rules about the document.
    rules: &'w Applied<'o>,
    clock: Clock,
}

/// The first stages: has `take` take every window of a document.
fn each_window<'o>(
    input: impl Read,
    options: &'o Options,
    mut take: impl FnMut(Window<'_, 'o>) -> Result<(), Error>,
) -> Result<Source<'o>, Error> {
    let mut source = Limited::new(input, options);
    let clock = source.clock();
    let mut head = Vec::new();
    source.read(&mut head, sniff::HEAD)?;
    decode::check_mark(&head)?;
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
            let (mut document, rules) = html(&decoded.text, options, clock)?;
            let end = document.blocks.len();
            take(Window { document: &mut document, first: 0, end, rules: &rules, clock })?;
            Ok(Source { format, encoding: decoded.encoding, meta: document.meta, rules })
        }
        Format::Text => {
            let mut decoder = StreamDecoder::new(options.encoding.as_deref(), options.charset.as_deref())?;
            let mut windows = Windows::new();
            let rules = options.rules.about(options.url.as_deref());
            let apart = |block: &str| rules.describe(block);
            let mut next = |windows: &mut Windows, last: bool| {
                let mut window = windows.next(last, &apart);
                let (first, end) = (window.first, window.end);
                take(Window { document: &mut window.document, first, end, rules: &rules, clock })
            };
            let mut chunk = head;
            while !chunk.is_empty() {
                decoder.push(&chunk, windows.buffer());
                while windows.ready() {
                    next(&mut windows, false)?;
                }
                source.next(&mut chunk)?;
            }
            let encoding = decoder.finish(windows.buffer());
            while windows.ready() {
                next(&mut windows, false)?;
            }
            next(&mut windows, true)?;
            Ok(Source { format, encoding, meta: Metadata::default(), rules })
        }
    }
}

/// Cuts a page into lines, marked by the selectors about it, and gives the rules
/// that are. Its address may stand in it, so it is segmented before they are
/// known, and once more where a selector matches.
fn html<'o>(text: &str, options: &'o Options, clock: Clock) -> Result<(Document, Applied<'o>), Error> {
    // Nothing before rendering looks at inline markup.
    let inline = options.form == Form::Markdown && options.view != View::Explain;
    let segment = |marks| segment::html::segment_with(text, options.parser, marks, inline);
    let document = segment(Marks::default());
    let given = options.url.as_deref().filter(|url| address::host_named(url).is_some());
    let declared = document.meta.url.as_deref().filter(|url| address::host(url).is_some());
    let rules = options.rules.about(given.or(declared));
    if rules.selectors() == 0 {
        return Ok((document, rules));
    }
    clock.check()?;
    let marks = rules.marks(&Selectable::parse(text, options.parser), || clock.check())?;
    let document = if marks.is_empty() { document } else { segment(marks) };
    Ok((document, rules))
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
            renderer: Renderer::new(if options.view == View::Explain { Form::Text } else { options.form }),
            title: None,
            policy: None,
        }
    }

    /// Judges the lines of a window and writes what is kept.
    fn window(&mut self, window: Window<'_, '_>) -> Result<(), Error> {
        let Window { document, first, end, rules, clock } = window;
        clock.check()?;
        rules.judge(document);
        let document = &*document;
        let model = self.models.of(document.html);
        let mut features = features::measure(document, &model.learned);
        clock.check()?;
        let alone = model::score(&features, model);
        features.overview.headline.reconsider(document, &features.shapes, &alone);
        let template = self.known.and_then(|known| known.template(document));
        let weighed = template.and_then(|template| site::weigh(document, &features, &alone, &template));
        let p = weighed.as_ref().map_or(&alone, |weighed| &weighed.p);
        let scores = Scores { p, alone: &alone };
        let selection = self.selector.select(document, &features, scores, first, end, self.options);
        self.headline(document, &mut features, rules);
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
        let chosen = Chosen {
            document,
            model,
            features: &features,
            p,
            weighed: weighed.as_ref(),
            first,
            choices: &selection.choices,
            exceptions: &selection.exceptions,
        };
        self.renderer.render(&chosen, self.options, policy == Policy::All, self.out).map_err(Error::Write)?;
        // Whoever reads along sees a window as soon as it is judged.
        self.out.flush().map_err(Error::Write)
    }

    /// Takes the title, and does with the headline what rules say of it.
    fn headline(&mut self, document: &Document, features: &mut Features, rules: &Applied<'_>) {
        let headline = &mut features.overview.headline;
        if self.title.is_none() {
            self.title = headline.text.clone();
        }
        // One from the head of the page stands on no line.
        let from_head = headline.text.as_deref().filter(|_| headline.blocks.is_empty());
        let is_ruled_out = from_head.and_then(|text| rules.ruling(text)).is_some_and(|ruling| !ruling.keep);
        if is_ruled_out || headline.is_dropped(document) {
            headline.text = None;
        }
    }

    fn finish(mut self, source: Source<'_>) -> Result<Article, Error> {
        self.renderer.finish(self.options, self.out).map_err(Error::Write)?;
        self.out.flush().map_err(Error::Write)?;
        let (kept_lines, total_lines) = self.selector.counts();
        let (kept, dropped) = self.selector.ruled();
        let idle_selectors = if source.format == Format::Text { source.rules.selectors() } else { 0 };
        let ruled = Ruled { sections: source.rules.sections().collect(), kept, dropped, idle_selectors };
        // A long text whose first window was withheld, or came out whole, does
        // not become sure of itself by what follows.
        let verdict = match (self.policy, self.selector.verdict()) {
            (Some(Policy::All | Policy::Nothing), Verdict::Ok) => Verdict::Doubt,
            (_, verdict) => verdict,
        };
        Ok(Article {
            format: source.format,
            encoding: source.encoding,
            title: self.title,
            author: source.meta.author,
            date: source.meta.date,
            language: source.meta.language,
            url: self.options.url.clone().or(source.meta.url),
            text: String::new(),
            verdict,
            confidence: self.selector.confidence(),
            kept_lines,
            total_lines,
            ruled,
        })
    }
}

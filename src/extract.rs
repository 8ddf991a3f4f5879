//! Extract: the stages in a row, from bytes to decisions and from decisions to bytes.
//!
//! A page is judged as a whole. A long text passes through the same stages window by window.

use std::io::{self, Read, Write};
use std::ops::Range;

use crate::comments::{Comment, Discussion};
use crate::decode::{self, StreamDecoder, decode_html};
use crate::document::{Document, Head};
use crate::features;
use crate::headline::Headline;
use crate::html::selectable::Selectable;
use crate::judged::{Judged, Standing};
use crate::limits::{Clock, Limited};
use crate::metadata::{Metadata, MetadataReader, WindowFacts};
use crate::model::{self, Models};
use crate::render::Writer;
use crate::render::media::{self, PageImage, PageLink};
use crate::rules::Applied;
use crate::rulings::{Marks, Rulings};
use crate::segment::text::TextSettings;
use crate::segment::text::window::Windows;
use crate::select::{self, Scored, Selector};
use crate::site::{self, Fingerprints, Gathering, Known, PageOrigin};
use crate::sniff::{self, Format};
use crate::summary::{DoubtReason, PageKind, Ruled, Summary, Verdict};
use crate::{Comments, Error, Input, Options, View, address, doubt, segment};

/// Lists of the comments, links and images of a page.
#[derive(Debug, Default)]
pub struct PageLists {
    /// The comments of readers.
    pub comments: Vec<Comment>,
    /// The links of the article, with [`Options::list_links`].
    pub links: Vec<PageLink>,
    /// The images of the article, with [`Options::list_images`].
    pub images: Vec<PageImage>,
}

/// Cleans a document and writes its article to `out`, window by window. Also returns the lists that
/// the options ask for.
///
/// # Errors
/// [`Error`] if the input is no page, exceeds a limit of the options, or if a stream fails.
pub fn stream(
    input: impl Read,
    out: &mut dyn Write,
    options: &Options,
    models: &Models,
    known: Option<Known<'_>>,
) -> Result<(Summary, PageLists), Error> {
    stream_watched(input, out, options, models, known, &mut |_| Ok(()))
}

/// Does the same as [`stream`], and also calls `watch` with each window before it is written.
///
/// # Errors
/// As [`stream`], and [`Error::Write`] with an error of `watch`.
pub fn stream_watched(
    input: impl Read,
    out: &mut dyn Write,
    options: &Options,
    models: &Models,
    known: Option<Known<'_>>,
    watch: &mut dyn FnMut(&Judged) -> io::Result<()>,
) -> Result<(Summary, PageLists), Error> {
    let mut writer = Writer::new(options, models);
    let (mut judge, mut lists) = (Judge::new(options, models, known), PageLists::default());
    let source = each_window(input, options, models, |window| {
        let mut judged = judge.judge(window)?;
        watch(&judged).map_err(Error::Write)?;
        writer.write(&judged, &judge.selector, out).map_err(Error::Write)?;
        let url = options.url.as_deref();
        lists.links.extend(options.list_links.then(|| media::links(&judged, url)).into_iter().flatten());
        lists.images.extend(options.list_images.then(|| media::images(&judged, url)).into_iter().flatten());
        lists.comments.append(&mut judged.discussion.comments);
        Ok(())
    })?;
    writer.finish(out).map_err(Error::Write)?;
    let verdict = writer.verdict(&judge.selector);
    Ok((judge.summary(source, verdict), lists))
}

/// Cleans a document and collects its windows.
///
/// # Errors
/// [`Error`] if the input is no page or exceeds a limit of the options.
pub fn collect(input: impl Read, options: &Options, models: &Models) -> Result<(Summary, Vec<Judged>), Error> {
    let (mut judge, mut windows) = (Judge::new(options, models, None), Vec::new());
    let source = each_window(input, options, models, |window| {
        windows.push(judge.judge(window)?);
        Ok(())
    })?;
    let verdict = judge.selector.verdict();
    Ok((judge.summary(source, verdict), windows))
}

/// Reads a page for [`site::Sites::learn`].
///
/// # Errors
/// As [`stream`].
pub fn fingerprints(input: impl Read, options: &Options, origin: PageOrigin<'_>) -> Result<Fingerprints, Error> {
    let mut gathering = Gathering::default();
    let source = each_window(input, options, &Models::BUILT_IN, |window| {
        gathering.window(&window.document, window.range.start, window.range.end);
        window.clock.check()
    })?;
    Ok(gathering.finish(origin, &source.head))
}

/// What is known of a document once it is read.
struct SourceFacts<'o> {
    format: Format,
    encoding: &'static str,
    head: Head,
    rules: Applied<'o>,
}

/// A window on its way from segmentation to judgement.
struct Window<'w, 'o> {
    document: Document,
    rulings: Rulings,
    /// The blocks to decide on.
    range: Range<usize>,
    /// The rules about the document.
    rules: &'w Applied<'o>,
    /// The decoded page, if it is HTML and wanted.
    source: Option<String>,
    clock: Clock,
}

/// Judges the windows of one document.
struct Judge<'a> {
    options: &'a Options,
    models: &'a Models,
    known: Option<Known<'a>>,
    selector: Selector,
    /// The kind of the page; `None` in text.
    kind: Option<PageKind>,
    /// What would explain a low confidence, by the first window.
    explanation: Option<DoubtReason>,
    /// The metadata so far, if it is wanted.
    metadata: Option<MetadataReader>,
}

impl<'a> Judge<'a> {
    fn new(options: &'a Options, models: &'a Models, known: Option<Known<'a>>) -> Self {
        let metadata = options.metadata.then(MetadataReader::default);
        Judge { options, models, known, selector: Selector::default(), kind: None, explanation: None, metadata }
    }

    /// Runs a window through the stages between segmentation and rendering.
    fn judge(&mut self, window: Window<'_, '_>) -> Result<Judged, Error> {
        let Window { document, mut rulings, range, rules, source, clock } = window;
        clock.check()?;
        rules.judge(&document, &mut rulings);
        let model = self.models.of(document.html);
        let features = features::measure(&document, &model.learned);
        clock.check()?;
        let alone = model::score(&features, model);
        let headline = Headline::find(&document, &features, &alone, &rulings, rules);
        let template = self.known.and_then(|known| known.template(&document));
        let weighed = template.and_then(|template| site::weigh(&document, &features, &headline, &alone, &template));
        let p = weighed.as_ref().map_or(&alone, |weighed| &weighed.p);
        let kind = document.html.then(|| model::kind::kind(&features, &alone));
        // The posts of a thread and the reviews of a product are no comments.
        let discussion = match kind {
            Some(PageKind::Forum | PageKind::Product) => Discussion::default(),
            _ => Discussion::of(&document, &rulings),
        };
        let scored = Scored {
            document: &document,
            discussion: &discussion,
            features: &features,
            rulings: &rulings,
            kind,
            headline: &headline,
            p,
            alone: &alone,
        };
        let decisions = self.selector.select(&scored, range.clone(), self.options);
        // Whether there is an article does not matter if only comments are wanted.
        if self.options.comments != Comments::Only {
            self.selector.suspect(doubt::suspicion(&document, &features, &decisions));
            self.explanation.get_or_insert_with(|| doubt::explanation(&document, &features, &decisions));
        }
        self.kind = kind;
        let standing = self.standing();
        let judged = Judged {
            document,
            rulings,
            discussion,
            features,
            kind,
            headline,
            alone,
            weighed,
            range,
            decisions,
            standing,
            source,
        };
        if let Some(metadata) = &mut self.metadata {
            read_metadata(metadata, &judged, self.options.url.as_deref());
        }
        Ok(judged)
    }

    /// Returns why the verdict is not [`Verdict::Ok`]; `None` if it is.
    fn reason(&self, verdict: Verdict) -> Option<DoubtReason> {
        match (verdict, self.explanation) {
            (Verdict::Ok, _) => None,
            (_, explanation) => self.selector.suspicion().or(explanation).or(Some(DoubtReason::NoMainContent)),
        }
    }

    fn standing(&self) -> Standing {
        let verdict = self.selector.verdict();
        Standing {
            threshold: self.selector.threshold(),
            verdict,
            reason: self.reason(verdict),
            confidence: self.selector.confidence(),
            blocks: self.selector.counts(),
        }
    }

    fn summary(&mut self, source: SourceFacts<'_>, verdict: Verdict) -> Summary {
        let (kept_blocks, total_blocks) = self.selector.counts();
        let (kept, dropped) = self.selector.ruled();
        let idle_selectors = if source.format == Format::Text { source.rules.selectors() } else { 0 };
        let reason = self.reason(verdict);
        let metadata = match self.metadata.take() {
            Some(metadata) => metadata.finish(reason == Some(DoubtReason::Paywall)),
            None => Metadata::of_url(self.options.url.clone().or(source.head.url)),
        };
        Summary {
            format: source.format,
            encoding: source.encoding,
            metadata,
            verdict,
            reason,
            confidence: self.selector.confidence(),
            kind: self.kind,
            kept_blocks,
            total_blocks,
            ruled: Ruled { sections: source.rules.sections().collect(), kept, dropped, idle_selectors },
        }
    }
}

/// Reads the metadata of a window.
fn read_metadata(metadata: &mut MetadataReader, judged: &Judged, url: Option<&str>) {
    let Judged { document, features, headline, .. } = judged;
    let mut is_kept = vec![false; document.blocks.len()];
    let mut kept = Vec::new();
    for (at, decision) in judged.range.clone().zip(&judged.decisions) {
        is_kept[at] = decision.is_keep();
        kept.extend(decision.is_keep().then_some(at));
    }
    let window = WindowFacts {
        document,
        headline: headline.text.as_deref(),
        lead: select::lead(document, features, headline, &is_kept),
        is_slogan: judged.kind == Some(PageKind::Service),
        words: kept.iter().map(|&at| u64::from(features.shapes[at].words)).sum(),
        kept: &kept,
    };
    metadata.window(&window, url);
}

/// Runs a document through the stages up to segmentation, and hands `take` every window.
fn each_window<'o>(
    input: impl Read,
    options: &'o Options,
    models: &Models,
    mut take: impl FnMut(Window<'_, 'o>) -> Result<(), Error>,
) -> Result<SourceFacts<'o>, Error> {
    let mut source = Limited::new(input, options);
    let clock = source.clock();
    let mut head = Vec::new();
    source.read(&mut head, sniff::HEAD)?;
    decode::check_mark(&head)?;
    let format = match options.input {
        Input::Auto => sniff::sniff(&head)?,
        Input::Html => Format::Html,
        Input::Text => Format::Text,
        container => return Err(Error::IsContainer(container.name())),
    };
    match format {
        Format::Html => {
            source.read_to_end(&mut head)?;
            let decoded = decode_html(&head, options.encoding.as_deref(), options.charset.as_deref())?;
            clock.check()?;
            let (document, rulings, rules) = segment_html(&decoded.text, options, clock)?;
            let (head, range) = (document.head.clone(), 0..document.blocks.len());
            let encoding = decoded.encoding;
            let source = options.source.then(|| decoded.text.into_owned());
            take(Window { document, rulings, range, rules: &rules, source, clock })?;
            Ok(SourceFacts { format, encoding, head, rules })
        }
        Format::Text => {
            let mut decoder = StreamDecoder::new(options.encoding.as_deref(), options.charset.as_deref())?;
            let mut windows = Windows::new();
            let rules = options.rules.about(options.url.as_deref());
            let stands_alone = |line: &str| rules.describe(line);
            let how = TextSettings { boundary: models.boundary(), stands_alone: &stands_alone };
            let mut next = |windows: &mut Windows, last: bool| {
                let window = windows.next(last, how);
                let range = window.first..window.end;
                let (document, rulings) = (window.document, Rulings::default());
                take(Window { document, rulings, range, rules: &rules, source: None, clock })
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
            Ok(SourceFacts { format, encoding, head: Head::default(), rules })
        }
    }
}

/// Segments a page, with what the user's selectors say about it.
///
/// Rules are chosen by the address of the page, which may stand in the page: so it is
/// segmented before they are known, and once more if a selector matches.
fn segment_html<'o>(text: &str, options: &'o Options, clock: Clock) -> Result<(Document, Rulings, Applied<'o>), Error> {
    // Nothing before rendering looks at inline markup.
    let inline =
        (options.output.shows_markup() || options.list_links || options.list_images) && options.view != View::Explain;
    let segment = |marks| segment::html::segment_with(text, options.parser, marks, inline);
    let (document, rulings) = segment(Marks::default());
    let given = options.url.as_deref().filter(|url| address::host_named(url).is_some());
    let declared = document.head.url.as_deref().filter(|url| address::host(url).is_some());
    let rules = options.rules.about(given.or(declared));
    if rules.selectors() == 0 {
        return Ok((document, rulings, rules));
    }
    clock.check()?;
    let marks = rules.marks(&Selectable::parse(text, options.parser), || clock.check())?;
    let (document, rulings) = if marks.is_empty() { (document, rulings) } else { segment(marks) };
    Ok((document, rulings, rules))
}

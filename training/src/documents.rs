//! The documents that models are trained and measured on, segmented by the code of the product.

use std::collections::HashMap;

use anyhow::{Context, Result};
use dehusk::internals::document::Document;
use dehusk::internals::segment;
use dehusk::internals::segment::text::TextSettings;
use dehusk::internals::{Parser, segment::text::window::Windows};
use scraper::Html;

use crate::corpus::{self, PAGES, RENDERINGS, Rendering, WCXB};
use crate::flatten::{self, Form};
use crate::folds;
use crate::hash::hash;
use crate::random::Random;
use crate::renderings;
use crate::synth::marks::Span;

/// Number of folds of cross-validation.
pub const FOLDS: u8 = 5;

/// A document of the corpus.
#[derive(Debug, Clone)]
pub struct Source {
    /// The name of the page.
    pub id: String,
    /// The set it belongs to.
    pub set: String,
    /// The type of the page; empty if unknown.
    pub page_type: String,
    /// The way of flattening; `None` for HTML.
    pub renderer: Option<String>,
    /// The title in the corpus; empty if there is none.
    pub title: String,
    /// The gold text.
    pub gold: String,
    /// Text of the page that the set marks as not content.
    pub not_content: String,
    /// Readers' comments, of pages that know them; they are part of what is not content.
    pub comments: String,
    /// The document.
    pub input: String,
    /// Its site: the host, or the page itself if no host is known.
    pub site: String,
    /// The fold of its site.
    pub fold: u8,
    /// Whether it was made from other documents, for training.
    pub made: bool,
    /// What each piece of text is, of a generated page; empty for other documents, whose labels
    /// come from the gold text.
    pub spans: Vec<Span>,
}

impl Source {
    /// Returns a page as HTML.
    fn new(page: corpus::Page) -> Source {
        let site = page.site();
        Source {
            fold: fold(&site),
            not_content: page.not_content(),
            site,
            id: page.id,
            set: page.set,
            page_type: page.page_type,
            renderer: None,
            title: page.title.unwrap_or_default(),
            gold: page.main_content.unwrap_or_default(),
            comments: page.comments.unwrap_or_default(),
            input: page.html,
            made: false,
            spans: Vec::new(),
        }
    }

    /// Returns the rows of a table of figures that the document counts in. `all` and the types
    /// cover the benchmark only: WCXB without the renderings made here.
    pub fn groups(&self) -> Vec<String> {
        if self.set != WCXB {
            return vec![format!("set {}", self.set)];
        }
        let mut groups = Vec::new();
        if !matches!(self.renderer.as_deref(), Some("wrapped" | "noblank" | "oneline")) {
            groups.extend(["all".to_owned(), format!("type {}", self.page_type)]);
        }
        groups.extend(self.renderer.as_ref().map(|renderer| format!("renderer {renderer}")));
        groups
    }

    /// Returns the same page, flattened to text.
    fn rendered(&self, renderer: &str, input: String) -> Source {
        Source { renderer: Some(renderer.to_owned()), input, ..self.without_input() }
    }

    /// Returns the facts about the document without the document itself.
    #[must_use]
    pub fn without_input(&self) -> Source {
        Source {
            id: self.id.clone(),
            set: self.set.clone(),
            page_type: self.page_type.clone(),
            renderer: self.renderer.clone(),
            title: self.title.clone(),
            gold: self.gold.clone(),
            not_content: self.not_content.clone(),
            comments: self.comments.clone(),
            input: String::new(),
            site: self.site.clone(),
            spans: Vec::new(),
            ..*self
        }
    }
}

/// Returns the fold of a page.
pub fn fold_of(page: &corpus::Page) -> u8 {
    fold(&page.site())
}

/// Returns the fold of a site. A hash spreads the sites over the folds.
fn fold(site: &str) -> u8 {
    ((hash(site.bytes()) >> 32) % u64::from(FOLDS)) as u8
}

/// Reads the pages of all sets that may be trained on, as HTML.
///
/// # Errors
/// As [`corpus::read`].
pub fn html() -> Result<impl Iterator<Item = Result<Source>>> {
    let labelled = |page: &Result<corpus::Page>| !matches!(page, Ok(page) if page.set == corpus::VALIDATION);
    Ok(corpus::pages()?.filter(labelled).map(|page| Ok(Source::new(page?))))
}

/// Reads the pages of the set that is never trained on, with the folds of their sites. The set has
/// snippets instead of gold texts.
///
/// # Errors
/// As [`corpus::read`].
pub fn snippets() -> Result<impl Iterator<Item = Result<(corpus::Page, u8)>>> {
    let pages = corpus::pages()?.filter(|page| !matches!(page, Ok(page) if page.set != corpus::VALIDATION));
    Ok(pages.map(|page| {
        let page = page?;
        let fold = fold_of(&page);
        Ok((page, fold))
    }))
}

/// The text renderings of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Renderings {
    /// The five renderings of the text benchmark.
    Benchmark,
    /// Also the hard-wrapped rendering and the one without blank lines, and one page in two on one
    /// line, for training.
    Trained,
    /// Also the rendering of each page of WCXB on one line, for measuring.
    Measured,
}

/// Reads the pages as HTML, or as text in these renderings.
///
/// # Errors
/// As [`html`] and [`text`].
pub fn of_mode(html: bool, renderings: Renderings) -> Result<Box<dyn Iterator<Item = Result<Source>>>> {
    Ok(if html { Box::new(self::html()?) } else { Box::new(text(renderings)?) })
}

/// Reads the pages as text in these renderings. The text benchmark has the renderings of WCXB; the
/// renderings of the other sets are made here.
///
/// # Errors
/// As [`corpus::read`].
pub fn text(which: Renderings) -> Result<impl Iterator<Item = Result<Source>>> {
    let mut wcxb = HashMap::new();
    for page in corpus::read::<corpus::Page>(PAGES)? {
        let source = Source::new(page?);
        wcxb.insert(source.id.clone(), source.without_input());
    }
    let benchmark = corpus::read::<Rendering>(RENDERINGS)?.map(move |rendering| {
        let Rendering { id, renderer, text, .. } = rendering?;
        let page = wcxb.get(&id).with_context(|| format!("a rendering of {id}, which is no page"))?;
        Ok(page.rendered(&renderer, text))
    });
    let benchmark = benchmark.flat_map(move |rendering: Result<Source>| match rendering {
        Ok(rendering) => derived(rendering, which).into_iter().map(Ok).collect(),
        Err(e) => vec![Err(e)],
    });
    let others = html()?.filter(|page| !matches!(page, Ok(page) if page.set == WCXB));
    let others = others.flat_map(move |page| match page {
        Ok(page) => flattened(&page, which).into_iter().map(Ok).collect(),
        Err(e) => vec![Err(e)],
    });
    Ok(benchmark.chain(others))
}

/// Returns a rendering of the benchmark, and the renderings derived from it.
fn derived(rendering: Source, which: Renderings) -> Vec<Source> {
    let mut sources = vec![];
    if rendering.renderer.as_deref() == Some("innertext") {
        if which >= Renderings::Trained {
            sources.push(rendering.rendered("wrapped", renderings::wrapped(&rendering.input)));
            sources.push(rendering.rendered("noblank", renderings::without_blank_lines(&rendering.input)));
        }
        if which == Renderings::Measured || which == Renderings::Trained && is_joined(&rendering) {
            sources.push(rendering.rendered("oneline", renderings::on_one_line(&rendering.input)));
        }
    }
    sources.push(rendering);
    sources
}

/// Returns the renderings of a page that the benchmark does not have.
fn flattened(page: &Source, which: Renderings) -> Vec<Source> {
    if which < Renderings::Trained {
        return vec![];
    }
    let html = Html::parse_document(&page.input);
    let shown = flatten::render(Form::InnerText, &html);
    let joined = (which == Renderings::Trained && is_joined(page)).then(|| renderings::on_one_line(&shown));
    let mut sources = vec![
        page.rendered("wrapped", renderings::wrapped(&shown)),
        page.rendered("innertext", shown),
        page.rendered("textcontent", flatten::render(Form::TextContent, &html)),
        page.rendered("bs4nl", flatten::render(Form::TextNodes, &html)),
    ];
    sources.extend(joined.map(|joined| page.rendered("oneline", joined)));
    sources
}

/// Whether a page is trained on as one line, too.
fn is_joined(page: &Source) -> bool {
    Random::of(&page.id, Some("joined")).one_in(2)
}

/// Segments a document as the product does, by weights of boundaries that have not seen its site. `None` for a text longer than one window, which
/// training leaves out.
pub fn segment(source: &Source) -> Option<Document> {
    if source.renderer.is_none() {
        return Some(segment::html::segment(&source.input, Parser::Stream));
    }
    let mut windows = Windows::new();
    windows.buffer().push_str(&source.input);
    if windows.ready() {
        return None;
    }
    let boundary = folds::boundary(source.fold);
    Some(windows.next(true, TextSettings { boundary, stands_alone: &|_| false }).document)
}

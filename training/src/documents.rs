//! The documents that models are trained and measured on, segmented by the
//! very code that runs in the product.

use anyhow::Result;
use dehusk::line::Page;
use dehusk::segment;
use dehusk::{Parser, segment::text::window::Windows};

use crate::corpus::{self, PAGES, RENDERINGS, Rendering};
use crate::hash::hash;
use crate::renderings;

/// Number of folds of cross-validation.
pub const FOLDS: u8 = 5;

/// A document of the corpus.
#[derive(Debug, Clone)]
pub struct Source {
    /// The page's number.
    pub id: String,
    /// The page's type.
    pub page_type: String,
    /// How it was flattened; `None` for HTML.
    pub renderer: Option<String>,
    /// The title that the corpus gives; empty where it gives none.
    pub title: String,
    /// The gold text.
    pub gold: String,
    /// The document.
    pub input: String,
    /// Its site: the host, or the page itself where no address is known.
    pub site: String,
    /// The fold of its site.
    pub fold: u8,
    /// Whether it was made of others, to train on.
    pub made: bool,
}

/// Site of each page, by the page's number.
fn sites() -> Result<std::collections::HashMap<String, String>> {
    corpus::read::<corpus::Page>(PAGES)?.map(|page| page.map(|page| (page.id.clone(), site(&page)))).collect()
}

/// The site of a page; one without an address is a site of its own.
fn site(page: &corpus::Page) -> String {
    page.url.as_deref().map_or(page.id.as_str(), corpus::host).to_owned()
}

/// The fold of a page.
pub fn fold_of(page: &corpus::Page) -> u8 {
    fold(&site(page))
}

/// The fold of a site: sites are spread by a hash.
fn fold(site: &str) -> u8 {
    ((hash(site.bytes()) >> 32) % u64::from(FOLDS)) as u8
}

/// The pages as HTML.
pub fn html() -> Result<impl Iterator<Item = Result<Source>>> {
    Ok(corpus::read::<corpus::Page>(PAGES)?.map(|page| {
        let page = page?;
        let site = site(&page);
        Ok(Source {
            fold: fold(&site),
            site,
            id: page.id,
            page_type: page.page_type,
            renderer: None,
            title: page.title.unwrap_or_default(),
            gold: page.main_content.unwrap_or_default(),
            input: page.html,
            made: false,
        })
    }))
}

/// Which texts there are of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Renderings {
    /// The five of the text benchmark.
    Benchmark,
    /// And those that models are trained on besides: hard-wrapped, and without blank lines.
    Trained,
    /// And what is measured besides: all on one line. With it among the training pages,
    /// texts of the benchmark had .8399 instead of .8406, those on one line .8136 instead
    /// of .8106, which is chance.
    Measured,
}

/// The pages as HTML, or as text in these renderings.
///
/// # Errors
/// As [`html`] and [`text`].
pub fn of_mode(html: bool, renderings: Renderings) -> Result<Box<dyn Iterator<Item = Result<Source>>>> {
    Ok(if html { Box::new(self::html()?) } else { Box::new(text(renderings)?) })
}

/// The pages as text, in these renderings.
pub fn text(which: Renderings) -> Result<impl Iterator<Item = Result<Source>>> {
    let sites = sites()?;
    Ok(corpus::read::<Rendering>(RENDERINGS)?.flat_map(move |rendering| {
        let rendering = match rendering {
            Ok(rendering) => rendering,
            Err(e) => return vec![Err(e)],
        };
        let site = sites.get(&rendering.id).unwrap_or(&rendering.id);
        let source = |renderer: &str, input: String| {
            Ok(Source {
                id: rendering.id.clone(),
                page_type: rendering.page_type.clone(),
                renderer: Some(renderer.to_owned()),
                title: rendering.title.clone().unwrap_or_default(),
                gold: rendering.main_content.clone().unwrap_or_default(),
                input,
                site: site.clone(),
                fold: fold(site),
                made: false,
            })
        };
        let mut sources = vec![];
        if which >= Renderings::Trained && rendering.renderer == "innertext" {
            sources.push(source("wrapped", renderings::wrapped(&rendering.text)));
            sources.push(source("noblank", renderings::without_blank_lines(&rendering.text)));
        }
        if which >= Renderings::Measured && rendering.renderer == "innertext" {
            sources.push(source("oneline", renderings::on_one_line(&rendering.text)));
        }
        sources.push(source(&rendering.renderer, rendering.text.clone()));
        sources
    }))
}

/// Segments a document as the product does; `None` for a text that is longer
/// than one window, which training leaves out.
pub fn segment(source: &Source) -> Option<Page> {
    if source.renderer.is_none() {
        return Some(segment::html::segment(&source.input, Parser::Stream));
    }
    let mut windows = Windows::new();
    windows.buffer().push_str(&source.input);
    if windows.ready() {
        return None;
    }
    Some(windows.next(true, &|_| false).page)
}

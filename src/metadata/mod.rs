//! The metadata of a page: what it says about itself, in its head, in its markup and near its
//! headline.
//!
//! While a page is segmented, a [`Collector`] gathers what later stages need, and keeps the rest as
//! it is written. A [`MetadataReader`] reads the rest once the page is judged, if somebody asks for it.
//! Each value comes from the first of these sources that has a sound one: JSON-LD, microdata, Open
//! Graph and the like, other `meta` elements, and what the page shows near its headline.

mod collector;
mod date;
mod language;
mod linked_data;
mod microdata;
mod people;
mod title;
mod visible;

use std::ops::Range;

use url::Url;

pub use collector::Collector;

use crate::address;
use crate::document::Document;
use crate::document::declared::Declarations;
use date::Convention;
use linked_data::{LinkedFacts, LinkedName, LinkedPage, Things};
use microdata::ItemFacts;
use people::{Others, Trust};
use title::Titles;
use visible::Dated;

/// Bytes of the kept text by which the language is identified.
const SAMPLE: usize = 3000;
/// Bytes of the longest description.
const LONGEST_DESCRIPTION: usize = 2000;
/// Tags that are returned at most, and bytes of the longest.
const TAGS: (usize, usize) = (50, 80);

/// What a page says about itself. A field is `None`, or empty, if the page does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// The title, without the name of the site.
    pub title: Option<String>,
    /// The authors: people, not sites or desks.
    pub authors: Vec<String>,
    /// The date of publication.
    pub published: Option<PageDate>,
    /// The date of the last change.
    pub modified: Option<PageDate>,
    /// The language as a tag such as `pt-BR`: the one that the page declares, else the one of its
    /// text.
    pub language: Option<String>,
    /// A description of the page in a sentence or two.
    pub description: Option<String>,
    /// Name of the site.
    pub site_name: Option<String>,
    /// Address of the page: as given to the extractor, else as the page declares it.
    pub url: Option<String>,
    /// The address that the page asks to be known by, absolute.
    pub canonical_url: Option<String>,
    /// The address of the picture that stands for the page, absolute.
    pub image: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// The section of the site.
    pub section: Option<String>,
    /// The address of the licence, absolute.
    pub license: Option<String>,
    /// Who may read the page.
    pub access: Option<Access>,
    /// Number of words of the article, without its headline. Two characters of a script without
    /// spaces count as one word.
    pub word_count: Option<u64>,
}

impl Metadata {
    /// Creates metadata that consists of an address.
    pub(crate) fn of_url(url: Option<String>) -> Metadata {
        Metadata { url, ..Metadata::default() }
    }

    /// Returns the names of the authors, separated by commas; `None` if there are no authors.
    pub fn author(&self) -> Option<String> {
        (!self.authors.is_empty()).then(|| self.authors.join(", "))
    }
}

/// A date, and how the page writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct PageDate {
    /// The date in ISO 8601: `2026-03-02`, `2026-03-02T10:15:00` or `2026-03-02T10:15:00+01:00`, as
    /// precise as the page is.
    pub iso: String,
    /// The date as the page writes it.
    pub raw: String,
}

/// Who may read a page, as far as it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum Access {
    /// Everybody.
    Free,
    /// Only those who pay. The page has the text all the same.
    Paywalled,
    /// Only those who pay, and the page has only the beginning of the text.
    Truncated,
}

impl Access {
    /// Returns the name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Access::Free => "free",
            Access::Paywalled => "paywalled",
            Access::Truncated => "truncated",
        }
    }
}

/// A window of a document that is judged.
pub struct WindowFacts<'a> {
    /// The window.
    pub document: &'a Document,
    /// Its headline.
    pub headline: Option<&'a str>,
    /// The blocks around the headline.
    pub lead: Range<usize>,
    /// Whether it is the page of a firm, whose headline is a slogan.
    pub is_slogan: bool,
    /// The kept blocks.
    pub kept: &'a [usize],
    /// Number of words in them.
    pub words: u64,
}

/// Reads the metadata of a document, window by window.
#[derive(Debug, Default)]
pub struct MetadataReader {
    /// What the first window says.
    found: Option<Metadata>,
    is_free: Option<bool>,
    words: u64,
    /// The beginning of the kept text, to identify its language.
    sample: String,
    /// How the kept text ends.
    is_cut: bool,
}

impl MetadataReader {
    /// Reads the next window. `url` is the address that the user gave.
    pub fn window(&mut self, window: &WindowFacts<'_>, url: Option<&str>) {
        self.words += window.words;
        for &at in window.kept {
            if self.sample.len() >= SAMPLE {
                break;
            }
            self.sample.push_str(window.document.text_of(&window.document.blocks[at]));
            self.sample.push('\n');
        }
        if let Some(&last) = window.kept.last() {
            let text = window.document.text_of(&window.document.blocks[last]).trim_end();
            self.is_cut = text.ends_with(['…']) || text.ends_with("...") || text.ends_with("[…]");
        }
        if self.found.is_none() {
            self.is_free = window.document.head.is_free;
            self.found = Some(self.page(window, url));
        }
    }

    /// Returns the metadata. `is_stub` says that the page shows only the beginning of its text.
    pub fn finish(self, is_stub: bool) -> Metadata {
        let found = self.found.unwrap_or_default();
        let access = match self.is_free {
            Some(true) => Some(Access::Free),
            Some(false) if is_stub || self.is_cut => Some(Access::Truncated),
            Some(false) => Some(Access::Paywalled),
            None => None,
        };
        let identified = || language::identify(&self.sample).map(str::to_owned);
        let language = found.language.or_else(identified);
        Metadata { language, access, word_count: Some(self.words), ..found }
    }

    /// Reads the window with the headline.
    fn page(&self, window: &WindowFacts<'_>, url: Option<&str>) -> Metadata {
        let (document, head) = (window.document, &window.document.head);
        let declared: &Declarations = &head.declarations;
        let base = url.or(head.url.as_deref()).and_then(|address| Url::parse(address).ok());
        let titles = [&head.title, &head.social_title];
        let is_page = |page: &LinkedPage| {
            page.title.as_deref().is_some_and(|title| {
                titles.iter().any(|it| is_like(it.as_deref(), title)) || is_like(window.headline, title)
            }) || page.addresses.iter().any(|address| is_same_address(address, [url, head.url.as_deref()]))
        };
        let linked = Things::of(&declared.scripts).facts(is_page);
        let item = microdata::read(document);
        let meta = |names: &[&str]| names.iter().find_map(|name| declared.all(name).next()).map(str::to_owned);

        let site_name = first([
            linked.site.clone(),
            head.site.clone(),
            linked.publishers.first().cloned(),
            item.publishers.first().cloned(),
            meta(&["application-name", "apple-mobile-web-app-title", "dc.publisher"]),
        ]);
        let others = others(&linked, &item, declared, base.as_ref());
        let language = first([linked.language.clone(), item.language.clone()]);
        let language = [&head.language, &meta(&["content-language"]), &language, &meta(LANGUAGES)]
            .into_iter()
            .find_map(|value| language::tag(value.as_deref()?));
        let convention = Convention { language: language.as_deref() };
        let end = window.kept.last().map_or(0, |last| last + 1);
        let visible = visible::read(document, window.lead.clone(), end, &others, convention);

        let dates = |values: Vec<Option<String>>, shown: Option<Dated>| {
            let read = |raw: String| Some(Dated { moment: date::read(&raw, convention)?, raw });
            let declared = values.into_iter().flatten().find_map(read);
            more_precise(declared, shown)
        };
        let published = vec![linked.published.clone(), item.published.clone()];
        let published =
            dates(published.into_iter().chain(PUBLISHED.iter().map(|name| meta(&[name]))).collect(), visible.published)
                .or_else(|| url.or(head.url.as_deref()).and_then(in_address));
        let modified = vec![linked.modified.clone(), item.modified.clone()];
        let modified =
            dates(modified.into_iter().chain(MODIFIED.iter().map(|name| meta(&[name]))).collect(), visible.modified);
        let (published, modified) = consistent(published, modified);

        let titles = Titles {
            headline: window.headline,
            item: linked.title.as_deref().or(item.title.as_deref()),
            social: head.social_title.as_deref(),
            page: head.title.as_deref(),
        };
        let title = titles.choose(window.is_slogan, &others);
        let description = first([linked.description, item.description, meta(DESCRIPTIONS)]);
        let absolute = |address: Option<String>| absolute(&address?, base.as_ref());
        Metadata {
            title,
            authors: authors(&linked.authors, &item.authors, declared, visible.authors, &others),
            published: published.map(PageDate::from),
            modified: modified.map(PageDate::from),
            language,
            description: description
                .map(|text| plain(&text))
                .filter(|text| !text.is_empty() && text.len() <= LONGEST_DESCRIPTION),
            site_name: site_name.map(|name| plain(&name)),
            url: url.map(str::to_owned).or(head.url.clone()),
            canonical_url: absolute(declared.link("canonical").map(str::to_owned))
                .or_else(|| absolute(meta(&["og:url"])))
                .or_else(|| absolute(linked.url)),
            image: [linked.image, item.image, meta(IMAGES), declared.link("image_src").map(str::to_owned)]
                .into_iter()
                .find_map(absolute),
            tags: tags([linked.tags, item.tags], declared, document, &others),
            section: first([linked.section, item.section, meta(SECTIONS)]).map(|section| plain(&section)),
            license: [
                linked.licence,
                item.licence,
                declared.link("license").map(str::to_owned),
                relation(declared, "license"),
                meta(LICENCES),
            ]
            .into_iter()
            .find_map(absolute),
            access: None,
            word_count: None,
        }
    }
}

/// Names of `meta` elements, the best first.
const AUTHORS: &[&str] = &[
    "citation_author",
    "article:author",
    "article:author_name",
    "og:author",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "author",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_online_date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "article:publicationdate",
    "og:pubdate",
    "og:release_date",
    "date.created",
    "date.available",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "originalpublicationdate",
    "article_date_original",
    "published_at",
    "displaydate",
    "pdate",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "date.modified",
    "date.updated",
    "last_updated_date",
    "last-modified",
    "lastmod",
];
const LANGUAGES: &[&str] = &["dc.language", "dcterms.language", "og:locale"];
const DESCRIPTIONS: &[&str] = &[
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "sailthru.description",
];
const IMAGES: &[&str] = &[
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
    "image",
];
const SECTIONS: &[&str] = &["article:section", "parsely-section", "section", "dc.subject.section"];
const LICENCES: &[&str] = &["dcterms.license", "dc.rights", "dcterms.rights", "cc:license"];

/// Returns the first value.
fn first<const N: usize>(values: [Option<String>; N]) -> Option<String> {
    values.into_iter().flatten().find(|value| !value.trim().is_empty())
}

/// Returns a text without tags and character references.
fn plain(text: &str) -> String {
    people::without_markup(text)
}

/// Returns an absolute address of the web.
fn absolute(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    let url = match base {
        Some(base) => base.join(address),
        None => Url::parse(address),
    };
    url.ok().filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from)
}

/// Whether a title begins with, or is, a headline, marks and case apart.
fn is_like(title: Option<&str>, headline: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (title, headline) = (letters(title.unwrap_or_default()), letters(headline));
    !headline.is_empty() && (title.contains(&headline) || !title.is_empty() && headline.contains(&title))
}

/// Whether an address is one of others, apart from their schemes and ends.
fn is_same_address(address: &str, others: [Option<&str>; 2]) -> bool {
    let core = |address: &str| {
        let address = address.split(['#', '?']).next().unwrap_or_default();
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.trim_end_matches('/').trim_start_matches("www.").to_owned()
    };
    let address = core(address);
    address.contains('/') && others.into_iter().flatten().any(|other| core(other) == address)
}

/// Returns who else could stand where authors do: the site, its host and its publishers.
fn others(linked: &LinkedFacts, item: &ItemFacts, declared: &Declarations, base: Option<&Url>) -> Others {
    let mut others = Others::default();
    let names =
        ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_publisher"];
    names.iter().flat_map(|name| declared.all(name)).for_each(|name| others.add(name));
    linked.site.iter().chain(&linked.publishers).chain(&item.publishers).for_each(|name| others.add(name));
    let groups = linked.authors.iter().chain(&item.authors).filter(|name| name.is_person == Some(false));
    groups.for_each(|group| others.add(&group.name));
    if let Some(host) = base.and_then(Url::host_str).and_then(address::parse_host) {
        let host = host.strip_prefix("www.").unwrap_or(&host);
        others.add(host);
        let labels: Vec<&str> = host.split('.').collect();
        // `weir.co.uk` is called `weir`.
        let end = labels.len().saturating_sub(1);
        let end = if end > 1 && labels[end - 1].len() <= 3 && labels[end].len() == 2 { end - 1 } else { end };
        if let Some(label) = end.checked_sub(1).and_then(|at| labels.get(at)) {
            others.add(label);
            others.add(&format!("{label}{}", labels[end..].concat()));
        }
    }
    others
}

/// Chooses the authors.
fn authors(
    linked: &[LinkedName],
    item: &[LinkedName],
    declared: &Declarations,
    visible: Vec<String>,
    others: &Others,
) -> Vec<String> {
    let people = |names: &[LinkedName]| {
        let names = names.iter().filter(|name| name.is_person != Some(false));
        unique(names.flat_map(|name| {
            // A site can be named after the person who writes it.
            let is_namesake = name.is_person == Some(true) && others.has(&name.name);
            let (trust, others) = if is_namesake { (Trust::Line, &Others::default()) } else { (Trust::Name, others) };
            people::names(&name.name, trust, others)
        }))
    };
    let found = [people(linked), people(item)].into_iter().find(|names| !names.is_empty());
    let meta = || {
        let labelled = labelled_author(declared);
        let names = AUTHORS.iter().map(|name| {
            // `Sluice, Ann`
            let is_citation = name.starts_with("citation") || name.starts_with("dc");
            unique(declared.all(name).flat_map(|value| match value.split_once(", ") {
                Some((last, first)) if is_citation && !first.contains(',') && !last.contains(' ') => {
                    people::names(&format!("{first} {last}"), Trust::Line, others)
                }
                _ => people::names(value, Trust::Line, others),
            }))
        });
        let labelled = unique(labelled.into_iter().flat_map(|name| people::names(name, Trust::Line, others)));
        names.chain([labelled]).find(|names| !names.is_empty())
    };
    found.or_else(meta).unwrap_or(visible)
}

/// Returns the author in the labelled values that a common WordPress plugin writes.
fn labelled_author(declared: &Declarations) -> Option<&str> {
    let label = declared.all("twitter:label1").next()?;
    declared.all("twitter:data1").next().filter(|_| label.eq_ignore_ascii_case("written by"))
}

/// Returns each value once.
fn unique(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in values {
        if !all.iter().any(|known| known.to_lowercase() == value.to_lowercase()) {
            all.push(value);
        }
    }
    all
}

/// Returns the declared date, unless the page shows the same day with a time.
fn more_precise(declared: Option<Dated>, shown: Option<Dated>) -> Option<Dated> {
    let Some(declared) = declared else { return shown };
    let is_better = |shown: &Dated| {
        let same: bool = shown.moment.date() == declared.moment.date();
        same && shown.moment.has_time() && !declared.moment.has_time()
    };
    shown.filter(is_better).or(Some(declared))
}

/// Reads the date in an address: `/2026/03/02/`, `/2026-03-02-`, `/2026/mar/02/`.
fn in_address(address: &str) -> Option<Dated> {
    let path = address.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(3).collect();
    let of_parts = parts.windows(3).map(|parts| parts.join("-"));
    let of_names = parts.iter().filter_map(|part| part.get(..10)).map(str::to_owned);
    of_parts.chain(of_names).filter(|raw| raw.starts_with(['1', '2']) && raw.len() <= 11).find_map(|raw| {
        let is_long = raw.split('-').next().is_some_and(|year| year.len() == 4);
        let moment = date::read(&raw, Convention::default()).filter(|_| is_long && raw.matches('-').count() == 2)?;
        Some(Dated { moment, raw })
    })
}

/// Drops what cannot be: a page that was changed before it was published.
fn consistent(published: Option<Dated>, modified: Option<Dated>) -> (Option<Dated>, Option<Dated>) {
    match (&published, &modified) {
        (Some(first), Some(last)) if last.moment.date() < first.moment.date() => (published, None),
        _ => (published, modified),
    }
}

impl From<Dated> for PageDate {
    fn from(dated: Dated) -> Self {
        PageDate { iso: dated.moment.to_string(), raw: dated.raw }
    }
}

/// Returns the address of the first link in the text with this relation.
fn relation(declared: &Declarations, relation: &str) -> Option<String> {
    declared.marks.iter().find(|mark| mark.property == relation)?.value.clone()
}

/// Chooses the tags.
fn tags(items: [Vec<String>; 2], declared: &Declarations, document: &Document, others: &Others) -> Vec<String> {
    let split = |name: &str| -> Vec<String> {
        declared.all(name).flat_map(|value| value.split([',', ';'])).map(str::to_owned).collect()
    };
    let linked = || {
        let marks = declared.marks.iter().filter(|mark| mark.property == "tag");
        marks.filter_map(|mark| visible::text_of(document, document.elements.get(mark.element as usize)?)).collect()
    };
    let [first, second] = items;
    let meta = ["article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords"];
    let sources = [first, second].into_iter().chain(meta[..4].iter().map(|name| split(name)));
    let sources = sources.chain([linked()]).chain([split(meta[4])]);
    let sound = |tags: Vec<String>| {
        let tags = tags.iter().map(|tag| plain(tag));
        let tags = tags.filter(|tag| !tag.is_empty() && tag.len() <= TAGS.1 && !others.has(tag));
        let mut tags = unique(tags);
        tags.truncate(TAGS.0);
        tags
    };
    sources.map(sound).find(|tags| !tags.is_empty()).unwrap_or_default()
}

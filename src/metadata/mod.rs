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

use std::collections::HashSet;
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

/// Bytes of kept text after which no more blocks are added to the sample.
const SAMPLE: usize = 3000;
/// Bytes of the longest description.
const LONGEST_DESCRIPTION: usize = 2000;
/// Tags that are returned at most.
const MOST_TAGS: usize = 50;
/// Bytes of the longest tag.
const LONGEST_TAG: usize = 80;

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
    /// The language as a tag such as `pt-BR`. The page declares it, or its text is identified.
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
            self.is_cut = ["…", "...", "[…]"].iter().any(|end| text.ends_with(end));
        }
        if self.found.is_none() {
            self.is_free = window.document.head.is_free;
            self.found = Some(Self::page(window, url));
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
    fn page(window: &WindowFacts<'_>, url: Option<&str>) -> Metadata {
        let (document, head) = (window.document, &window.document.head);
        let declared: &Declarations = &head.declarations;
        let base = url.or(head.url.as_deref()).and_then(|address| Url::parse(address).ok());
        let mut others = site_names(declared, base.as_ref());
        let [headline, social, title] =
            [window.headline, head.social_title.as_deref(), head.title.as_deref()].map(title::sound);
        let letters = |title: &str| title::letters(title, &others);
        let titles: Vec<String> = [headline, social, title].into_iter().flatten().map(letters).collect();
        let is_page = |page: &LinkedPage| {
            let headline = title::sound(page.title.as_deref()).map(letters);
            headline.is_some_and(|headline| titles.iter().any(|title| is_like(title, &headline)))
                || page.addresses.iter().any(|address| is_same_address(address, [url, head.url.as_deref()]))
        };
        let linked = Things::of(&declared.scripts).facts(is_page);
        let item = microdata::read(document);
        let meta = |names: &[&str]| names.iter().find_map(|name| declared.all(name).next()).map(str::to_owned);

        let site_names = [
            linked.site.clone(),
            head.site.clone(),
            linked.publishers.first().cloned(),
            item.publishers.first().cloned(),
            meta(&["application-name", "apple-mobile-web-app-title", "dc.publisher"]),
        ];
        let site_name = first(site_names.map(|name| name.filter(|name| !name.contains("://"))));
        add_groups(&mut others, &linked, &item);
        let language = first([linked.language.clone(), item.language.clone()]);
        let language = [&head.language, &meta(&["content-language"]), &language, &meta(LANGUAGES)]
            .into_iter()
            .find_map(|value| language::tag(value.as_deref()?));
        let convention = Convention { language: language.as_deref() };
        let end = window.kept.last().map_or(0, |last| last + 1);
        let visible = visible::read(document, window.lead.clone(), end, &others, convention);

        let date = |values: [Option<String>; 2], names: &[&str], shown: Option<Dated>| {
            let read = |raw: String| Some(Dated { moment: date::read(&raw, convention)?, raw });
            let named = names.iter().filter_map(|name| meta(&[name]));
            more_precise(values.into_iter().flatten().chain(named).find_map(read), shown)
        };
        let published = date([linked.published, item.published], PUBLISHED, visible.published)
            .or_else(|| url.or(head.url.as_deref()).and_then(in_address));
        let modified = date([linked.modified, item.modified], MODIFIED, visible.modified);
        let (published, modified) = consistent(published, modified);

        let titles = Titles {
            headline,
            item: title::sound(linked.title.as_deref().or(item.title.as_deref())),
            social,
            page: title,
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
            description: description.filter(|text| text.len() <= LONGEST_DESCRIPTION),
            site_name,
            url: url.map(str::to_owned).or(head.url.clone()),
            canonical_url: absolute(declared.link("canonical").map(str::to_owned))
                .or_else(|| absolute(meta(&["og:url"])))
                .or_else(|| absolute(linked.url)),
            image: [linked.image, item.image, meta(IMAGES), declared.link("image_src").map(str::to_owned)]
                .into_iter()
                .find_map(absolute),
            tags: tags([linked.tags, item.tags], declared, document, &others),
            section: first([linked.section, item.section, meta(SECTIONS)]),
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

/// Returns the first value that has a text, without tags and character references.
fn first<const N: usize>(values: [Option<String>; N]) -> Option<String> {
    values.into_iter().flatten().map(|value| plain(&value)).find(|value| !value.is_empty())
}

/// Returns a text without tags and character references.
fn plain(text: &str) -> String {
    people::without_markup(text).trim().to_owned()
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

/// Whether one of two titles begins with the other, by their letters. False if one has no letters.
fn is_like(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.starts_with(other) || other.starts_with(one))
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

/// Returns the names of the site and of its host, which are no authors.
fn site_names(declared: &Declarations, base: Option<&Url>) -> Others {
    let mut others = Others::default();
    let names =
        ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_publisher"];
    names.iter().flat_map(|name| declared.all(name)).for_each(|name| others.add(name));
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

/// Adds the names of the site in JSON-LD, of its publishers, and of authors that are no people.
fn add_groups(others: &mut Others, linked: &LinkedFacts, item: &ItemFacts) {
    linked.site.iter().chain(&linked.publishers).chain(&item.publishers).for_each(|name| others.add(name));
    let groups = linked.authors.iter().chain(&item.authors).filter(|name| name.is_person == Some(false));
    groups.for_each(|group| others.add(&group.name));
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
        let names = names.flat_map(|name| {
            // A site can be named after the person who writes it.
            let is_namesake = name.is_person == Some(true) && others.has(&name.name);
            let (trust, others) = if is_namesake { (Trust::Line, &Others::default()) } else { (Trust::Name, others) };
            people::names(&name.name, trust, others)
        });
        unique(names, people::MOST)
    };
    let found = [people(linked), people(item)].into_iter().find(|names| !names.is_empty());
    let meta = || {
        let names = AUTHORS.iter().map(|name| {
            // `Sluice, Ann`
            let is_citation = name.starts_with("citation") || name.starts_with("dc");
            let names = declared.all(name).flat_map(|value| match value.split_once(", ") {
                Some((last, first)) if is_citation && !first.contains(',') && !last.contains(' ') => {
                    people::names(&format!("{first} {last}"), Trust::Line, others)
                }
                _ => people::names(value, Trust::Line, others),
            });
            unique(names, people::MOST)
        });
        let labelled = || people::names(declared.labelled_author().unwrap_or_default(), Trust::Line, others);
        names.chain(std::iter::once_with(labelled)).find(|names| !names.is_empty())
    };
    found.or_else(meta).unwrap_or(visible)
}

/// Returns each value once, case apart, and `most` of them at most.
fn unique(values: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut known = HashSet::new();
    values.filter(|value| known.insert(value.to_lowercase())).take(most).collect()
}

/// Returns the declared date, unless the page shows the same day with a time.
fn more_precise(declared: Option<Dated>, shown: Option<Dated>) -> Option<Dated> {
    let Some(declared) = declared else { return shown };
    let is_better = |shown: &Dated| {
        let same = shown.moment.date() == declared.moment.date();
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

/// Drops a date of change that is before the date of publication.
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

/// Names of `meta` elements with tags.
const TAGS: [&str; 4] = ["article:tag", "news_keywords", "parsely-tags", "sailthru.tags"];

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
    let sources = [first, second].into_iter().chain(TAGS.iter().map(|name| split(name)));
    let sources = sources.chain(std::iter::once_with(linked)).chain(std::iter::once_with(|| split("keywords")));
    let sound = |tags: Vec<String>| {
        let tags = tags.iter().map(|tag| plain(tag));
        unique(tags.filter(|tag| !tag.is_empty() && tag.len() <= LONGEST_TAG && !others.has(tag)), MOST_TAGS)
    };
    sources.map(sound).find(|tags| !tags.is_empty()).unwrap_or_default()
}

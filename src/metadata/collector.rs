//! Gathers metadata from the events of a page. Declarations that no stage needs are kept as they
//! are written.

use std::sync::Arc;

use super::linked_data::LinkedData;
use crate::document::declared::{Declarations, Mark};
use crate::document::{Declared, Head};
use crate::html::event::{Attribute, attribute, is_linked_data};
use crate::html::tag::Tag;
use crate::words::{collapsed, without_soft_hyphens};

/// Values that are kept of a page, to bound memory: `meta` elements, links, and marks each.
const MOST: usize = 1000;
/// Bytes of the longest value that is kept.
const LONGEST: usize = 5000;
/// Item properties whose elements are kept.
const PROPERTIES: [&str; 14] = [
    "name",
    "headline",
    "author",
    "creator",
    "datepublished",
    "datecreated",
    "datemodified",
    "description",
    "image",
    "keywords",
    "articlesection",
    "publisher",
    "license",
    "inlanguage",
];
/// Relations of links in the text that are kept.
const RELATIONS: [&str; 3] = ["author", "tag", "license"];

/// Metadata found so far.
#[derive(Debug, Default)]
pub struct Collector {
    meta: Head,
    declarations: Declarations,
    linked_data: LinkedData,
    /// The open element whose text is metadata.
    open: Option<(u32, TextSource)>,
    has_title: bool,
}

/// The kinds of elements whose text is metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextSource {
    Title,
    LinkedData,
}

impl Collector {
    /// Reads the attributes of an element that opens. The first value of each kind wins.
    pub fn open(&mut self, tag: Tag, element: u32, attributes: &[Attribute<'_>], in_svg: bool) {
        let value = |name| {
            attribute(attributes, name)
                .map(|a| without_soft_hyphens(a.value().trim()).into_owned())
                .filter(|v| !v.is_empty())
        };
        self.mark(tag, element, attributes);
        let meta = &mut self.meta;
        match tag {
            Tag::HTML => set(&mut meta.language, value("lang").or_else(|| value("xml:lang"))),
            Tag::TITLE if !self.has_title && !in_svg => {
                self.has_title = true;
                self.open = Some((element, TextSource::Title));
            }
            Tag::SCRIPT if is_linked_data(attributes) => {
                self.linked_data.begin();
                self.open = Some((element, TextSource::LinkedData));
            }
            Tag::LINK => {
                let (Some(relation), Some(address)) = (value("rel"), value("href")) else { return };
                if relation.eq_ignore_ascii_case("canonical") {
                    set(&mut meta.url, Some(address.clone()));
                }
                keep(&mut self.declarations.links, (relation.to_ascii_lowercase(), address));
            }
            Tag::META => {
                let key = value("property").or_else(|| value("name")).or_else(|| value("itemprop"));
                let Some(key) = key.or_else(|| value("http-equiv")).map(|key| key.to_ascii_lowercase()) else { return };
                let content = value("content");
                match key.as_str() {
                    "og:title" | "twitter:title" => set(&mut meta.social_title, content.clone()),
                    "og:site_name" => set(&mut meta.site, content.clone()),
                    "og:type" if meta.declared == Declared::Nothing => meta.declared = social_kind(&content),
                    "og:url" => set(&mut meta.url, content.clone()),
                    "article:content_tier" => {
                        meta.is_free = meta.is_free.or(content.as_deref().map(|tier| tier != "locked"));
                    }
                    "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author"
                    | "cxenseparse:author" => set(&mut meta.author, content.clone().filter(|c| !c.contains("://"))),
                    _ => {}
                }
                if let Some(content) = content {
                    keep(&mut self.declarations.properties, (key, content));
                }
            }
            _ => {}
        }
    }

    /// Keeps an element that says what it holds: by `itemprop`, by `rel`, or as a `time`.
    fn mark(&mut self, tag: Tag, element: u32, attributes: &[Attribute<'_>]) {
        let (mut property, mut is_item) = (None, false);
        for a in attributes {
            match a.name.len() {
                8 if a.name.eq_ignore_ascii_case("itemprop") => property = Some((&PROPERTIES[..], a)),
                9 if a.name.eq_ignore_ascii_case("itemscope") => is_item = true,
                3 if tag == Tag::A && property.is_none() && a.name.eq_ignore_ascii_case("rel") => {
                    property = Some((&RELATIONS[..], a));
                }
                _ => {}
            }
        }
        let value = |name| attribute(attributes, name).map(|a| a.value().trim().to_owned()).filter(|v| !v.is_empty());
        let item = is_item.then(|| item_type(value("itemtype").as_deref().unwrap_or_default()));
        let named = property.and_then(|(known, names)| {
            let mut names = names.raw.split_ascii_whitespace().map(str::to_ascii_lowercase);
            names.find(|name| known.contains(&name.as_str()))
        });
        let property = named.or_else(|| (tag == Tag::TIME).then(|| "time".to_owned()));
        let Some(property) = property.or_else(|| item.as_ref().map(|_| String::new())) else { return };
        let value = match tag {
            Tag::TIME => value("datetime"),
            _ => value("content").or_else(|| if tag == Tag::IMG { value("src") } else { value("href") }),
        };
        if self.declarations.marks.len() < MOST && value.as_ref().is_none_or(|value| value.len() <= LONGEST) {
            self.declarations.marks.push(Mark { element, property, item, value });
        }
    }

    /// Reads a text whose parent is `element`.
    pub fn text(&mut self, element: u32, text: &str) {
        match self.open {
            Some((open, TextSource::Title)) if open == element => {
                self.meta.title.get_or_insert_default().push_str(text);
            }
            Some((open, TextSource::LinkedData)) if open == element => self.linked_data.add(text),
            _ => {}
        }
    }

    /// Returns the metadata of the page.
    pub fn finish(self) -> Head {
        let linked = self.linked_data.read();
        let (kind, is_free, author) = (linked.declared(), linked.is_free(), linked.author());
        let meta = self.meta;
        let declarations = Declarations { scripts: self.linked_data.into_scripts(), ..self.declarations };
        Head {
            title: meta.title.map(|title| collapsed(&title)).filter(|title| !title.is_empty()),
            author: author.or(meta.author).or_else(|| declarations.labelled_author().map(str::to_owned)),
            is_free: is_free.or(meta.is_free),
            declared: if kind == Declared::Nothing { meta.declared } else { kind },
            declarations: Arc::new(declarations),
            ..meta
        }
    }
}

/// Returns the type of an item of microdata: the last part of its address.
fn item_type(address: &str) -> String {
    address.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default().to_owned()
}

/// Adds a pair to a list, if the list and the value are not too long.
fn keep(list: &mut Vec<(String, String)>, pair: (String, String)) {
    if list.len() < MOST && pair.1.len() <= LONGEST {
        list.push(pair);
    }
}

/// Returns the type of a page with this `og:type`.
fn social_kind(content: &Option<String>) -> Declared {
    let kind = content.as_deref().unwrap_or_default().to_ascii_lowercase();
    if ["article", "news", "blog"].iter().any(|article| kind.starts_with(article)) {
        Declared::SocialArticle
    } else if kind.starts_with("product") {
        Declared::Other
    } else {
        Declared::Nothing
    }
}

/// Sets a field, unless it has a value.
pub fn set(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Declared, Head};
    use crate::html::Parser;
    use crate::segment::html::segment;

    /// Returns the metadata of a page, which must be the same with both parsers.
    fn meta(html: &str) -> Head {
        let meta = segment(html, Parser::Stream).head;
        assert_eq!(meta, segment(html, Parser::Tree).head);
        meta
    }

    #[test]
    fn json_ld_outranks_og_type() {
        let og = |kind: &str| format!("<meta property=og:type content={kind}>");
        let product = r#"<script type="application/ld+json">{"@type": "Product"}</script>"#;
        let declared = |html: &str| meta(html).declared;
        assert_eq!(declared(&og("Article")), Declared::SocialArticle);
        assert_eq!(declared(&og("product.item")), Declared::Other);
        assert_eq!(declared(&og("website")), Declared::Nothing);
        assert_eq!(declared(&(og("article") + product)), Declared::Other);
    }

    fn author(html: &str) -> Option<String> {
        meta(html).author
    }

    #[test]
    fn json_ld_outranks_meta() {
        let html = "<head><meta name=author content=admin>
            <script type='application/ld+json; charset=utf-8'>
            {\"@type\": \"Article\", \"author\": \"Ann &lt; Ben\"}</script><body>x";
        assert_eq!(author(html).as_deref(), Some("Ann < Ben"));
    }

    #[test]
    fn other_declarations_are_kept_as_they_are_written() {
        let html = "<meta name=Keywords content='mill, weir'><link rel=License href=/by>
            <div itemscope itemtype='https://schema.org/Article'><i itemprop=author>Ann</i>
            <time datetime=2026-03-02>today</time><a rel='nofollow tag' href=/mill>Mill</a><i itemprop=url>x</i></div>";
        let declarations = meta(html).declarations;
        assert_eq!(declarations.all("keywords").collect::<Vec<_>>(), ["mill, weir"]);
        assert_eq!(declarations.link("license"), Some("/by"));
        let marks: Vec<_> =
            declarations.marks.iter().map(|mark| (mark.property.as_str(), mark.value.as_deref())).collect();
        assert_eq!(marks, [("", None), ("author", None), ("time", Some("2026-03-02")), ("tag", Some("/mill"))]);
        assert_eq!(declarations.marks[0].item.as_deref(), Some("Article"));
    }

    #[test]
    fn an_address_is_not_an_author() {
        let html = "<meta property=article:author content='https://weir.example/ann'>";
        assert_eq!(author(html), None);
        assert_eq!(author(&format!("{html}<meta name=author content=Ann>")).as_deref(), Some("Ann"));
    }

    #[test]
    fn a_labelled_card_names_the_author() {
        let card = |label: &str| {
            format!("<meta name=twitter:label1 content='{label}'><meta name=twitter:data1 content='Ann Sluice'>")
        };
        assert_eq!(author(&card("Written by")).as_deref(), Some("Ann Sluice"));
        assert_eq!(author(&card("Est. reading time")), None);
    }

    #[test]
    fn other_scripts_are_ignored() {
        for kind in ["", "type=text/javascript", "type=application/json", "type=application/ld"] {
            let html = format!("<script {kind}>{{\"@type\": \"Article\", \"author\": \"Ann\"}}</script><p>x");
            assert_eq!(author(&html), None, "{kind}");
        }
    }

    #[test]
    fn the_first_title_outside_svg_counts() {
        let html = "<svg><title>icon</title></svg><title> Swifts  &amp; bells </title><title>other</title>";
        assert_eq!(meta(html).title.as_deref(), Some("Swifts & bells"));
    }
}

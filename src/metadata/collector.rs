//! Gathers metadata from the events of a page.

use super::linked_data::LinkedData;
use crate::document::{Declared, Head};
use crate::html::event::{Attribute, attribute, is_linked_data};
use crate::html::tag::Tag;
use crate::words::{collapsed, without_soft_hyphens};

/// Metadata found so far.
#[derive(Debug, Default)]
pub struct Collector {
    meta: Head,
    /// The `datetime` of the first `time` element.
    time: Option<String>,
    linked_data: LinkedData,
    /// The label of the next `twitter:data1` value.
    label: Option<String>,
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
    /// Reads the attributes of an element that opens. The first value of each kind wins, except
    /// for dates.
    pub fn open(&mut self, tag: Tag, element: u32, attributes: &[Attribute<'_>], in_svg: bool) {
        let value = |name| {
            attribute(attributes, name)
                .map(|a| without_soft_hyphens(a.value().trim()).into_owned())
                .filter(|v| !v.is_empty())
        };
        let is_labelled_author = self.is_labelled_author();
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
            Tag::TIME => set(&mut self.time, value("datetime")),
            Tag::LINK if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                set(&mut meta.url, value("href"));
            }
            Tag::META => {
                let Some(key) = value("property").or_else(|| value("name")).or_else(|| value("itemprop")) else {
                    return;
                };
                let content = value("content");
                match key.to_ascii_lowercase().as_str() {
                    "og:title" | "twitter:title" => set(&mut meta.social_title, content),
                    "og:site_name" => set(&mut meta.site, content),
                    "og:type" if meta.declared == Declared::Nothing => meta.declared = social_kind(&content),
                    "og:url" => set(&mut meta.url, content),
                    "article:content_tier" => meta.is_free = meta.is_free.or(content.map(|tier| tier != "locked")),
                    "author" | "article:author" | "dc.creator" | "parsely-author" | "sailthru.author"
                    | "cxenseparse:author" => set(&mut meta.author, content.filter(|c| !c.contains("://"))),
                    "twitter:label1" => self.label = content,
                    "twitter:data1" if is_labelled_author => set(&mut meta.author, content),
                    "article:published_time" | "datepublished" | "date" | "dc.date" | "parsely-pub-date" => {
                        // The last of these dates counts.
                        meta.date = content.or(meta.date.take());
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Tells whether the next `twitter:data1` value is an author, as written by a common WordPress
    /// plugin.
    fn is_labelled_author(&self) -> bool {
        self.label.as_deref().is_some_and(|label| label.eq_ignore_ascii_case("written by"))
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
        let linked = self.linked_data.metadata();
        let meta = self.meta;
        Head {
            title: meta.title.map(|title| collapsed(&title)).filter(|title| !title.is_empty()),
            author: linked.author.or(meta.author),
            date: linked.date.or(meta.date).or(self.time),
            is_free: linked.is_free.or(meta.is_free),
            declared: if linked.declared == Declared::Nothing { meta.declared } else { linked.declared },
            ..meta
        }
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

fn set(field: &mut Option<String>, value: Option<String>) {
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

    fn date(html: &str) -> Option<String> {
        meta(html).date
    }

    #[test]
    fn json_ld_outranks_meta_and_time() {
        let html = "<head><meta name=author content=admin><meta name=date content=2020>
            <script type='application/ld+json; charset=utf-8'>
            {\"@type\": \"Article\", \"author\": \"Ann &lt; Ben\", \"datePublished\": \"2026\"}</script>
            <body><time datetime=2019>x</time>";
        assert_eq!(author(html).as_deref(), Some("Ann < Ben"));
        assert_eq!(date(html).as_deref(), Some("2026"));
    }

    #[test]
    fn meta_outranks_time_wherever_they_stand() {
        let html = "<body><time datetime=2019>x</time><time datetime=2018>y</time>";
        assert_eq!(date(html).as_deref(), Some("2019"));
        assert_eq!(date(&format!("{html}<meta itemprop=datePublished content=2020>")).as_deref(), Some("2020"));
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

//! What JSON-LD says of a page: who wrote it, and when it was published.
//!
//! Sites write it for search engines (schema.org), so it is there on two pages of
//! five and more to be trusted than `meta`, which names whoever pressed the button.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::document::Declared;
use crate::words::collapsed;

/// Bytes of JSON-LD that are read of a page; the corpus has 5,000 on a page that has
/// any. A script that goes beyond is not read.
const READ: usize = 1 << 20;

/// Types of schema.org that are what the page is about, beside articles. A review, a
/// comment or a product has an author and a date of its own.
const WORKS: &[&str] = &[
    "AboutPage",
    "AudioObject",
    "Blog",
    "Book",
    "CollectionPage",
    "Course",
    "CreativeWork",
    "Dataset",
    "Episode",
    "FAQPage",
    "HowTo",
    "ImageGallery",
    "ItemPage",
    "JobPosting",
    "MedicalWebPage",
    "Photograph",
    "PodcastEpisode",
    "ProfilePage",
    "QAPage",
    "Question",
    "Quiz",
    "Recipe",
    "SoftwareApplication",
    "VideoObject",
    "WebPage",
];

/// Types of schema.org whose pages are not articles.
const NOT_ARTICLES: &[&str] = &[
    "AggregateOffer",
    "CollectionPage",
    "DiscussionForumPosting",
    "Event",
    "ItemList",
    "JobPosting",
    "Offer",
    "Product",
    "ProductGroup",
    "QAPage",
    "Recipe",
    "SearchResultsPage",
    "SoftwareApplication",
    "TechArticle",
];

/// What the JSON-LD of a page says of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What the page is.
    pub declared: Declared,
    /// Names of those who wrote it, separated by commas.
    pub author: Option<String>,
    /// Date of publication as the page writes it.
    pub date: Option<String>,
}

/// The scripts of a page that hold JSON-LD.
#[derive(Debug, Default)]
pub struct LinkedData {
    scripts: Vec<String>,
    size: usize,
}

impl LinkedData {
    /// A script begins.
    pub fn begin(&mut self) {
        self.scripts.push(String::new());
    }

    /// The script that began last goes on.
    pub fn add(&mut self, text: &str) {
        let Some(script) = self.scripts.last_mut() else { return };
        self.size = self.size.saturating_add(text.len());
        if self.size > READ {
            return script.clear();
        }
        // Sites break lines within strings, which JSON forbids.
        script.extend(text.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }));
    }

    /// What they say of the page: an article before other works, the first before
    /// others. A script that is not JSON says nothing.
    pub fn said(&self) -> Said {
        let read = |script: &String| serde_json::from_str(uncommented(script)).ok();
        let values: Vec<Value> = self.scripts.iter().filter_map(read).collect();
        let mut said = Said::default();
        if values.is_empty() {
            return said;
        }
        let things = about_page(&values);
        let names = Names::of(&values);
        let is_other = |name: &str| NOT_ARTICLES.contains(&name);
        said.declared = if things.iter().any(|thing| is(thing, |name| is_article(name) && !is_other(name))) {
            Declared::Article
        } else if things.iter().any(|thing| is(thing, is_other)) {
            Declared::Other
        } else {
            Declared::Nothing
        };
        let (articles, others): (Vec<&Value>, Vec<&Value>) = things.iter().partition(|thing| is(thing, is_article));
        for thing in articles.into_iter().chain(others.into_iter().filter(|thing| is(thing, is_work))) {
            let author = || names.all(&thing["author"]).or_else(|| names.all(&thing["creator"]));
            said.author = said.author.or_else(author);
            said.date = said.date.or_else(|| text(&thing["datePublished"]));
        }
        said
    }
}

/// Without what hides the script from old browsers.
fn uncommented(script: &str) -> &str {
    let script = script.trim();
    let script = script.strip_prefix("<!--").or_else(|| script.strip_prefix("//<![CDATA[")).unwrap_or(script);
    script.strip_suffix("-->").or_else(|| script.strip_suffix("//]]>")).unwrap_or(script).trim_end_matches([' ', ';'])
}

/// The things that the scripts are about, in their order: not what those have within
/// them, such as the articles that a list is of.
fn about_page(values: &[Value]) -> Vec<&Value> {
    let mut things = Vec::new();
    let mut next: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = next.pop() {
        match value {
            Value::Array(values) => next.extend(values.iter().rev()),
            Value::Object(_) => {
                things.push(value);
                next.extend(["mainEntity", "@graph"].iter().filter_map(|key| value.get(key)));
            }
            _ => {}
        }
    }
    things
}

/// Whether a thing is of such a type.
fn is(thing: &Value, test: impl Fn(&str) -> bool) -> bool {
    let is = |value: &Value| value.as_str().is_some_and(|name| test(name.rsplit(['/', ':']).next().unwrap_or(name)));
    match &thing["@type"] {
        Value::Array(types) => types.iter().any(is),
        one => is(one),
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting" || name == "Report"
}

fn is_work(name: &str) -> bool {
    WORKS.contains(&name)
}

/// The names of the things that others refer to.
struct Names<'a>(HashMap<&'a str, &'a Value>);

impl<'a> Names<'a> {
    fn of(values: &'a [Value]) -> Self {
        let mut names = HashMap::new();
        let mut next: Vec<&Value> = values.iter().collect();
        while let Some(value) = next.pop() {
            match value {
                Value::Array(values) => next.extend(values),
                Value::Object(fields) => {
                    if let (Some(id), Some(name)) = (value["@id"].as_str(), value.get("name")) {
                        names.insert(id, name);
                    }
                    next.extend(fields.values());
                }
                _ => {}
            }
        }
        Names(names)
    }

    /// The names that a value gives, each once.
    fn all(&self, value: &'a Value) -> Option<String> {
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        let mut next = vec![value];
        while let Some(value) = next.pop() {
            match value {
                Value::String(_) => {
                    let name = text(value).filter(|name| !name.contains("://"));
                    all.extend(name.filter(|name| seen.insert(name.clone())));
                }
                Value::Array(values) => next.extend(values.iter().rev()),
                Value::Object(fields) => {
                    let named = || self.0.get(fields.get("@id")?.as_str()?).copied();
                    // A name is a string, or several.
                    let name = fields.get("name").or_else(named);
                    match name {
                        Some(Value::Array(names)) => next.extend(names.iter().rev().filter(|name| name.is_string())),
                        name => next.extend(name.filter(|name| name.is_string())),
                    }
                }
                _ => {}
            }
        }
        (!all.is_empty()).then(|| all.join(", "))
    }
}

/// A string that says something, its character references decoded, which sites leave
/// in it.
fn text(value: &Value) -> Option<String> {
    let text = collapsed(&htmlize::unescape(value.as_str()?));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What scripts say: author, date.
    fn said(scripts: &[&str]) -> (Option<String>, Option<String>) {
        let mut data = LinkedData::default();
        for script in scripts {
            data.begin();
            data.add(script);
        }
        let said = data.said();
        (said.author, said.date)
    }

    #[test]
    fn a_page_is_what_its_things_are() {
        let declared = |script: &str| {
            let mut data = LinkedData::default();
            data.begin();
            data.add(script);
            data.said().declared
        };
        let graph = r#"{"@graph": [{"@type": "Product"}, {"@type": "NewsArticle"}]}"#;
        assert_eq!(declared(graph), Declared::Article);
        assert_eq!(declared(r#"{"@type": "DiscussionForumPosting"}"#), Declared::Other);
        assert_eq!(declared(r#"[{"@type": ["Product", "Thing"]}]"#), Declared::Other);
        assert_eq!(declared(r#"{"@type": "WebPage", "hasPart": {"@type": "Article"}}"#), Declared::Nothing);
    }

    fn author(script: &str) -> Option<String> {
        said(&[script]).0
    }

    #[test]
    fn an_article_tells_its_author_and_date() {
        let script = r#"{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Sluice"}, "datePublished": "2026-03-02"}"#;
        assert_eq!(said(&[script]), (Some("Ann Sluice".into()), Some("2026-03-02".into())));
    }

    #[test]
    fn authors_are_named_in_many_ways() {
        for authors in [
            r#""Ann Sluice, Ben Weir""#,
            r#"["Ann Sluice", "Ben Weir", "Ann Sluice"]"#,
            r#"[{"name": "Ann Sluice"}, {"name": " Ben  Weir "}, {"name": ""}]"#,
            r#"{"name": ["Ann Sluice", "Ben Weir"]}"#,
            r#"[{"name": "Ann Sluice"}, "Ben Weir", "https://weir.example/ben", null, 7]"#,
        ] {
            let script = format!(r#"{{"@type": ["Thing", "https://schema.org/BlogPosting"], "author": {authors}}}"#);
            assert_eq!(author(&script).as_deref(), Some("Ann Sluice, Ben Weir"), "{authors}");
        }
    }

    #[test]
    fn references_lead_to_names() {
        let script = r##"{"@graph": [
            {"@type": "WebPage", "datePublished": "2020-01-01"},
            {"@type": "Article", "author": {"@id": "#ann"}, "datePublished": "2026-03-02"},
            {"@type": "Person", "@id": "#ann", "name": "Ann O&#39;Sluice"}]}"##;
        assert_eq!(said(&[script]), (Some("Ann O'Sluice".into()), Some("2026-03-02".into())));
    }

    #[test]
    fn what_is_not_the_page_is_not_asked() {
        assert_eq!(author(r#"{"@type": "Product", "review": {"@type": "Review", "author": "Ben"}}"#), None);
        assert_eq!(author(r#"{"@type": "Review", "author": "Ben"}"#), None);
        assert_eq!(author(r#"{"@type": "Blog", "blogPost": [{"@type": "BlogPosting", "author": "Ben"}]}"#), None);
        assert_eq!(author(r#"{"@type": "JobPosting", "author": "Ben"}"#).as_deref(), Some("Ben"));
    }

    #[test]
    fn the_first_script_that_knows_says_it() {
        let scripts = [
            "nonsense",
            r#"{"@type": "WebPage", "author": "Site", "datePublished": "2020"}"#,
            r#"[{"@type": "Article", "headline": "x"}, {"@type": "Article", "author": "Ann"}]"#,
        ];
        assert_eq!(said(&scripts), (Some("Ann".into()), Some("2020".into())));
    }

    #[test]
    fn what_sites_write_around_json_and_into_it_does_no_harm() {
        for script in [
            "<!-- {\"@type\": \"Article\", \"author\": \"Ann\"} -->",
            "//<![CDATA[\n{\"@type\": \"Article\", \"author\": \"Ann\"}\n//]]>",
            "{\"@type\": \"Article\", \"description\": \"two\nlines\t\", \"author\": \"Ann\"};",
        ] {
            assert_eq!(author(script).as_deref(), Some("Ann"), "{script}");
        }
        assert_eq!(author(&"[".repeat(100_000)), None);
        let long = |n: usize| format!("{{\"@type\": \"Article\", \"author\": \"{}\"}}", "Ann ".repeat(n));
        assert!(author(&long(READ / 5)).is_some_and(|author| author.len() > READ / 2));
        assert_eq!(author(&long(READ / 4)), None);
        assert_eq!(said(&[&long(READ / 4), &long(1)]).0, None);
        assert_eq!(author(""), None);
    }
}

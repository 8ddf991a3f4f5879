//! Reads the JSON-LD of a page: its type, its author and its date of publication.
//!
//! Sites write JSON-LD for search engines (schema.org). It is more reliable than `meta`
//! elements, which often name the account that published the page.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::document::Declared;
use crate::words::collapsed;

/// Bytes of JSON-LD that are read of a page, to bound memory. Pages with JSON-LD have about 5,000
/// bytes of it. A script beyond the limit is ignored.
const MOST_BYTES: usize = 1 << 20;

/// Types of schema.org, besides articles, whose author and date are those of the page. Reviews,
/// comments and products have authors and dates of their own.
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

/// Types of schema.org that mark a page as something other than an article.
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

/// The metadata in the JSON-LD of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct LinkedMetadata {
    /// The type of the page.
    pub declared: Declared,
    /// The names of the authors, separated by commas.
    pub author: Option<String>,
    /// The date of publication, as written in the page.
    pub date: Option<String>,
    /// Whether everybody may read the page without paying.
    pub is_free: Option<bool>,
}

/// The JSON-LD scripts of a page.
#[derive(Debug, Default)]
pub struct LinkedData {
    scripts: Vec<String>,
    size: usize,
}

impl LinkedData {
    /// Begins a script.
    pub fn begin(&mut self) {
        self.scripts.push(String::new());
    }

    /// Adds text to the script that began last.
    pub fn add(&mut self, text: &str) {
        let Some(script) = self.scripts.last_mut() else { return };
        self.size = self.size.saturating_add(text.len());
        if self.size > MOST_BYTES {
            return script.clear();
        }
        // Sites put line breaks into strings, which JSON forbids.
        script.extend(text.chars().map(|c| if c.is_ascii_control() { ' ' } else { c }));
    }

    /// Returns the metadata in the scripts. Articles take precedence over other works, and earlier
    /// things over later ones. A script that is not JSON is ignored.
    pub fn metadata(&self) -> LinkedMetadata {
        let read = |script: &String| serde_json::from_str(uncommented(script)).ok();
        let values: Vec<Value> = self.scripts.iter().filter_map(read).collect();
        let mut metadata = LinkedMetadata::default();
        if values.is_empty() {
            return metadata;
        }
        let things = main_things(&values);
        let names = NamesById::of(&values);
        let is_other = |name: &str| NOT_ARTICLES.contains(&name);
        metadata.declared = if things.iter().any(|thing| has_type(thing, |name| is_article(name) && !is_other(name))) {
            Declared::Article
        } else if things.iter().any(|thing| has_type(thing, is_other)) {
            Declared::Other
        } else {
            Declared::Nothing
        };
        let (articles, others): (Vec<&Value>, Vec<&Value>) =
            things.iter().partition(|thing| has_type(thing, is_article));
        for thing in articles.into_iter().chain(others.into_iter().filter(|thing| has_type(thing, is_work))) {
            let author = || names.all(&thing["author"]).or_else(|| names.all(&thing["creator"]));
            metadata.author = metadata.author.or_else(author);
            metadata.date = metadata.date.or_else(|| text(&thing["datePublished"]));
            metadata.is_free = metadata.is_free.or_else(|| truth(&thing["isAccessibleForFree"]));
        }
        metadata
    }
}

/// Strips the comment marks that hide a script from old browsers.
fn uncommented(script: &str) -> &str {
    let script = script.trim();
    let script = script.strip_prefix("<!--").or_else(|| script.strip_prefix("//<![CDATA[")).unwrap_or(script);
    script.strip_suffix("-->").or_else(|| script.strip_suffix("//]]>")).unwrap_or(script).trim_end_matches([' ', ';'])
}

/// Returns the main things of the scripts, in order. Things nested in them, such as the articles
/// of a list, are left out.
fn main_things(values: &[Value]) -> Vec<&Value> {
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

/// Returns the truth value that a value states, as a word or in JSON.
fn truth(value: &Value) -> Option<bool> {
    let word = value.as_str().map(|word| word.rsplit('/').next().unwrap_or(word).to_ascii_lowercase());
    value.as_bool().or(match word.as_deref() {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ => None,
    })
}

/// Tells whether a type of a thing passes the test.
fn has_type(thing: &Value, test: impl Fn(&str) -> bool) -> bool {
    let is = |value: &Value| value.as_str().is_some_and(|name| test(name.rsplit(['/', ':']).next().unwrap_or(name)));
    match &thing["@type"] {
        Value::Array(types) => types.iter().any(is),
        single => is(single),
    }
}

fn is_article(name: &str) -> bool {
    name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting" || name == "Report"
}

fn is_work(name: &str) -> bool {
    WORKS.contains(&name)
}

/// The names of things that have an identifier, so that others can refer to them.
struct NamesById<'a>(HashMap<&'a str, &'a Value>);

impl<'a> NamesById<'a> {
    fn of(values: &'a [Value]) -> Self {
        let mut by_id = HashMap::new();
        let mut next: Vec<&Value> = values.iter().collect();
        while let Some(value) = next.pop() {
            match value {
                Value::Array(values) => next.extend(values),
                Value::Object(fields) => {
                    if let (Some(id), Some(name)) = (value["@id"].as_str(), value.get("name")) {
                        by_id.insert(id, name);
                    }
                    next.extend(fields.values());
                }
                _ => {}
            }
        }
        NamesById(by_id)
    }

    /// Returns the names in a value, each once, separated by commas.
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
                    // A name is a string or an array of strings.
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

/// Returns the text of a string that is not blank. Decodes character references, which sites
/// leave in JSON.
fn text(value: &Value) -> Option<String> {
    let text = collapsed(&htmlize::unescape(value.as_str()?));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the author and the date in scripts.
    fn author_and_date(scripts: &[&str]) -> (Option<String>, Option<String>) {
        let mut data = LinkedData::default();
        for script in scripts {
            data.begin();
            data.add(script);
        }
        let metadata = data.metadata();
        (metadata.author, metadata.date)
    }

    #[test]
    fn the_type_of_a_page_is_that_of_its_things() {
        let declared = |script: &str| {
            let mut data = LinkedData::default();
            data.begin();
            data.add(script);
            data.metadata().declared
        };
        let graph = r#"{"@graph": [{"@type": "Product"}, {"@type": "NewsArticle"}]}"#;
        assert_eq!(declared(graph), Declared::Article);
        assert_eq!(declared(r#"{"@type": "DiscussionForumPosting"}"#), Declared::Other);
        assert_eq!(declared(r#"[{"@type": ["Product", "Thing"]}]"#), Declared::Other);
        assert_eq!(declared(r#"{"@type": "WebPage", "hasPart": {"@type": "Article"}}"#), Declared::Nothing);
    }

    fn author(script: &str) -> Option<String> {
        author_and_date(&[script]).0
    }

    #[test]
    fn an_article_has_an_author_and_a_date() {
        let script = r#"{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Sluice"}, "datePublished": "2026-03-02"}"#;
        assert_eq!(author_and_date(&[script]), (Some("Ann Sluice".into()), Some("2026-03-02".into())));
    }

    #[test]
    fn authors_are_written_in_many_ways() {
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
        assert_eq!(author_and_date(&[script]), (Some("Ann O'Sluice".into()), Some("2026-03-02".into())));
    }

    #[test]
    fn things_beside_the_page_are_ignored() {
        assert_eq!(author(r#"{"@type": "Product", "review": {"@type": "Review", "author": "Ben"}}"#), None);
        assert_eq!(author(r#"{"@type": "Review", "author": "Ben"}"#), None);
        assert_eq!(author(r#"{"@type": "Blog", "blogPost": [{"@type": "BlogPosting", "author": "Ben"}]}"#), None);
        assert_eq!(author(r#"{"@type": "JobPosting", "author": "Ben"}"#).as_deref(), Some("Ben"));
    }

    #[test]
    fn articles_and_earlier_scripts_take_precedence() {
        let scripts = [
            "nonsense",
            r#"{"@type": "WebPage", "author": "Site", "datePublished": "2020"}"#,
            r#"[{"@type": "Article", "headline": "x"}, {"@type": "Article", "author": "Ann"}]"#,
        ];
        assert_eq!(author_and_date(&scripts), (Some("Ann".into()), Some("2020".into())));
    }

    #[test]
    fn marks_around_json_and_line_breaks_in_it_are_ignored() {
        for script in [
            "<!-- {\"@type\": \"Article\", \"author\": \"Ann\"} -->",
            "//<![CDATA[\n{\"@type\": \"Article\", \"author\": \"Ann\"}\n//]]>",
            "{\"@type\": \"Article\", \"description\": \"two\nlines\t\", \"author\": \"Ann\"};",
        ] {
            assert_eq!(author(script).as_deref(), Some("Ann"), "{script}");
        }
        assert_eq!(author(&"[".repeat(100_000)), None);
        let long = |n: usize| format!("{{\"@type\": \"Article\", \"author\": \"{}\"}}", "Ann ".repeat(n));
        assert!(author(&long(MOST_BYTES / 5)).is_some_and(|author| author.len() > MOST_BYTES / 2));
        assert_eq!(author(&long(MOST_BYTES / 4)), None);
        assert_eq!(author_and_date(&[&long(MOST_BYTES / 4), &long(1)]).0, None);
        assert_eq!(author(""), None);
    }
}

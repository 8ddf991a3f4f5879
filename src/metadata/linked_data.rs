//! Reads the JSON-LD of a page.
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

    /// Reads the scripts.
    pub fn read(&self) -> Things {
        Things::of(&self.scripts)
    }

    /// Returns the scripts as they are written.
    pub fn into_scripts(self) -> Vec<String> {
        self.scripts
    }
}

/// The things that the JSON-LD of a page describes.
#[derive(Debug, Default)]
pub struct Things {
    values: Vec<Value>,
}

impl Things {
    /// Reads scripts. A script that is not JSON is ignored.
    pub fn of(scripts: &[String]) -> Things {
        Things { values: scripts.iter().filter_map(|script| serde_json::from_str(uncommented(script)).ok()).collect() }
    }

    /// Returns the kind of the page.
    pub fn declared(&self) -> Declared {
        let things = main_things(&self.values);
        let is_other = |name: &str| NOT_ARTICLES.contains(&name);
        if things.iter().any(|thing| has_type(thing, |name| is_article(name) && !is_other(name))) {
            Declared::Article
        } else if things.iter().any(|thing| has_type(thing, is_other)) {
            Declared::Other
        } else {
            Declared::Nothing
        }
    }

    /// Returns whether everybody may read the page without paying.
    pub fn is_free(&self) -> Option<bool> {
        self.works().find_map(|thing| truth(&thing["isAccessibleForFree"]))
    }

    /// Returns the names of the authors as they are written, separated by commas.
    pub fn author(&self) -> Option<String> {
        let by_id = ThingsById::of(&self.values);
        self.works().find_map(|thing| {
            let names = by_id.names_in(&[&thing["author"], &thing["creator"]]);
            let names: Vec<String> =
                names.into_iter().map(|name| name.name).filter(|name| !name.contains("://")).collect();
            (!names.is_empty()).then(|| names.join(", "))
        })
    }

    /// Returns the articles, then the other works whose author and date are those of the page.
    fn works(&self) -> impl Iterator<Item = &Value> {
        let (articles, others): (Vec<&Value>, Vec<&Value>) =
            main_things(&self.values).into_iter().partition(|thing| has_type(thing, is_article));
        articles.into_iter().chain(others.into_iter().filter(|thing| has_type(thing, is_work)))
    }

    /// Returns what describes the page whose title or address is one of `is_page`: the article that
    /// it accepts, or the only article, then the works around it.
    fn about(&self, is_page: impl Fn(&LinkedPage) -> bool) -> Vec<&Value> {
        let (articles, others): (Vec<&Value>, Vec<&Value>) =
            self.works().partition(|thing| has_type(thing, is_article));
        let pages: Vec<LinkedPage> = articles.iter().map(|article| LinkedPage::of(article)).collect();
        let same = |one: &LinkedPage| pages.iter().all(|other| one.title == other.title);
        let chosen = pages.iter().position(is_page).or_else(|| pages.first().filter(|page| same(page)).map(|_| 0));
        // Without a choice the page is a list of articles.
        chosen.map(|at| articles[at]).into_iter().chain(others).collect()
    }

    /// Returns the facts about the page. `is_page` tells by its title and its addresses whether an
    /// article is that of the page.
    pub fn facts(&self, is_page: impl Fn(&LinkedPage) -> bool) -> LinkedFacts {
        let about = self.about(is_page);
        let by_id = ThingsById::of(&self.values);
        let first = |key: &str| about.iter().find_map(|thing| text(&thing[key]));
        let is_titled = |thing: &&&Value| has_type(thing, |name| is_article(name) || NAMED_WORKS.contains(&name));
        let all = main_things(&self.values);
        let site = || all.iter().find(|thing| has_type(thing, |name| name == "WebSite")).map(|site| &site["name"]);
        let authors = about.iter().map(|thing| by_id.names_in(&[&thing["author"], &thing["creator"]]));
        let publishers = about.iter().map(|thing| by_id.names_in(&[&thing["publisher"], &thing["sourceOrganization"]]));
        LinkedFacts {
            title: about.iter().find(is_titled).and_then(|it| text(&it["headline"]).or_else(|| text(&it["name"]))),
            authors: authors.into_iter().find(|authors| !authors.is_empty()).unwrap_or_default(),
            published: first("datePublished").or_else(|| first("dateCreated")),
            modified: first("dateModified"),
            description: first("description"),
            language: about.iter().find_map(|thing| named(&thing["inLanguage"])),
            site: site().and_then(text),
            publishers: publishers.flatten().map(|person| person.name).collect(),
            image: about
                .iter()
                .find_map(|thing| by_id.address(&thing["image"]).or_else(|| by_id.address(&thing["thumbnailUrl"]))),
            tags: about.iter().find_map(|thing| texts(&thing["keywords"])).unwrap_or_default(),
            section: about.iter().find_map(|thing| texts(&thing["articleSection"])?.into_iter().next()),
            licence: about.iter().find_map(|thing| by_id.address(&thing["license"])),
            url: about.iter().find_map(|thing| address(&thing["mainEntityOfPage"]).or_else(|| address(&thing["url"]))),
        }
    }
}

/// Types of schema.org, besides articles, whose name is the title of the page.
const NAMED_WORKS: &[&str] = &["Recipe", "Question", "VideoObject", "PodcastEpisode", "Book", "HowTo", "Course"];

/// What an article in JSON-LD says to tell it from others.
#[derive(Debug, Default)]
pub struct LinkedPage {
    /// Its headline.
    pub title: Option<String>,
    /// Its addresses.
    pub addresses: Vec<String>,
}

impl LinkedPage {
    fn of(article: &Value) -> LinkedPage {
        let addresses = ["url", "mainEntityOfPage", "@id"].iter().filter_map(|key| address(&article[*key]));
        let title = text(&article["headline"]).or_else(|| text(&article["name"]));
        LinkedPage { title, addresses: addresses.collect() }
    }
}

/// A name in JSON-LD, and what its type says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedName {
    /// The name as it is written.
    pub name: String,
    /// Whether it is that of a person; `None` if no type says so.
    pub is_person: Option<bool>,
}

/// The facts about a page in its JSON-LD, as they are written.
#[derive(Debug, Default)]
pub struct LinkedFacts {
    /// The headline, or the name of a work.
    pub title: Option<String>,
    /// The authors.
    pub authors: Vec<LinkedName>,
    /// The date of publication.
    pub published: Option<String>,
    /// The date of the last change.
    pub modified: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The name of the site.
    pub site: Option<String>,
    /// The names of the publishers.
    pub publishers: Vec<String>,
    /// The address of the first picture.
    pub image: Option<String>,
    /// The keywords.
    pub tags: Vec<String>,
    /// The section of the site.
    pub section: Option<String>,
    /// The address of the licence.
    pub licence: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
}

/// Returns the address in a value: a string, the address of an object, or the first of a list.
fn address(value: &Value) -> Option<String> {
    let first = match value {
        Value::Array(values) => values.first()?,
        single => single,
    };
    let address = ["url", "contentUrl", "@id"].iter().find_map(|key| first.get(key)?.as_str());
    let address = address.or(first.as_str())?.trim();
    (!address.is_empty()).then(|| address.to_owned())
}

/// Returns the texts in a value: a string, its parts between commas, or the strings of a list.
fn texts(value: &Value) -> Option<Vec<String>> {
    let texts: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(named).collect(),
        single => text(single)?.split(',').map(|part| part.trim().to_owned()).collect(),
    };
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then_some(texts)
}

/// Returns a string, or the name of an object.
fn named(value: &Value) -> Option<String> {
    let first = value.as_array().map_or(Some(value), |values| values.first())?;
    text(first).or_else(|| text(first.get("alternateName")?)).or_else(|| text(first.get("name")?))
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

/// Whether a type of schema.org is that of an article.
pub fn is_article(name: &str) -> bool {
    name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting" || name == "Report"
}

fn is_work(name: &str) -> bool {
    WORKS.contains(&name)
}

/// The things that have an identifier, by which others refer to them.
struct ThingsById<'a>(HashMap<&'a str, &'a Value>);

impl<'a> ThingsById<'a> {
    fn of(values: &'a [Value]) -> Self {
        let mut by_id = HashMap::new();
        let mut next: Vec<&Value> = values.iter().collect();
        while let Some(value) = next.pop() {
            match value {
                Value::Array(values) => next.extend(values),
                Value::Object(fields) => {
                    if let (Some(id), true) = (value["@id"].as_str(), fields.len() > 1) {
                        by_id.insert(id, value);
                    }
                    next.extend(fields.values());
                }
                _ => {}
            }
        }
        ThingsById(by_id)
    }

    /// Returns the address in a value as [`address`] does. The name of a thing that is described
    /// elsewhere leads to the address there; a name with a fragment is no address itself.
    fn address(&self, value: &Value) -> Option<String> {
        let first = value.as_array().map_or(Some(value), |values| values.first())?;
        let known = first.get("@id").and_then(Value::as_str).and_then(|id| self.0.get(id).copied());
        let own =
            address(first).filter(|own| first.get("@id").is_none_or(|id| id != own.as_str() || !own.contains('#')));
        let described = known.and_then(|thing| ["url", "contentUrl"].iter().find_map(|key| text(&thing[*key])));
        if first.get("url").is_some() { own } else { described.or(own) }
    }

    /// Returns the names in the first of these values that has any, each once.
    fn names_in(&self, values: &[&'a Value]) -> Vec<LinkedName> {
        values.iter().map(|value| self.names(value)).find(|names| !names.is_empty()).unwrap_or_default()
    }

    fn names(&self, value: &'a Value) -> Vec<LinkedName> {
        let mut names: Vec<LinkedName> = Vec::new();
        let mut next = vec![value];
        while let Some(value) = next.pop() {
            match value {
                Value::String(_) => names.extend(text(value).map(|name| LinkedName { name, is_person: None })),
                Value::Array(values) => next.extend(values.iter().rev()),
                Value::Object(fields) => {
                    let known = fields.get("@id").and_then(Value::as_str).and_then(|id| self.0.get(id).copied());
                    let thing = if fields.contains_key("name") { value } else { known.unwrap_or(value) };
                    let is_person = thing.get("@type").map(|_| has_type(thing, |name| name == "Person"));
                    let list = std::slice::from_ref(&thing["name"]);
                    let list = thing["name"].as_array().map_or(list, Vec::as_slice);
                    names.extend(list.iter().filter_map(text).map(|name| LinkedName { name, is_person }));
                }
                _ => {}
            }
        }
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.name.clone()));
        names
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
        let things = data.read();
        (things.author(), things.facts(|_| false).published)
    }

    #[test]
    fn the_type_of_a_page_is_that_of_its_things() {
        let declared = |script: &str| {
            let mut data = LinkedData::default();
            data.begin();
            data.add(script);
            data.read().declared()
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
    fn references_lead_to_pictures() {
        let image = |image: &str| {
            let script = format!(
                r##"{{"@graph": [{{"@type": "Article", "headline": "x", "image": {image}}},
                {{"@type": "ImageObject", "@id": "https://weir.example/#lead", "contentUrl": "https://weir.example/lead.jpg"}}]}}"##
            );
            Things::of(&[script]).facts(|_| true).image
        };
        assert_eq!(
            image(r##"{"@id": "https://weir.example/#lead"}"##).as_deref(),
            Some("https://weir.example/lead.jpg")
        );
        assert_eq!(image(r##"[{"@id": "https://weir.example/#other"}]"##), None);
        assert_eq!(image(r#"{"@id": "https://weir.example/a.jpg"}"#).as_deref(), Some("https://weir.example/a.jpg"));
        assert_eq!(image(r#"{"url": "/a.jpg", "@id": "/#a"}"#).as_deref(), Some("/a.jpg"));
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

//! The metadata of pages: in `--to json`, against its schema, and as front matter.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

const STORY: &str = "<p>The old mill by the river ground flour for three hundred years, until its axle broke.</p>
    <p>On Saturday the wheel turned again, slowly at first, while half of the village watched it.</p>
    <p>The miller, who is eighty, said that he had not expected to see it in his lifetime.</p>";

/// The schema of the objects: compiled, and as it is written.
static SCHEMA: LazyLock<(boon::Schemas, boon::SchemaIndex, Value)> = LazyLock::new(|| {
    let text = include_str!("../../schema/article.schema.json");
    let schema: Value = serde_json::from_str(text).expect("the schema is JSON");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("urn:dehusk:article:1", schema.clone()).expect("a schema");
    let index = compiler.compile("urn:dehusk:article:1", &mut schemas).expect("a sound schema");
    (schemas, index, schema)
});

/// Checks an object against the schema. Every key that it has must be in the schema.
#[track_caller]
pub fn check_schema(object: &Value) {
    let (schemas, index, schema) = &*SCHEMA;
    if let Err(error) = schemas.validate(object, *index) {
        panic!("{error:#}\n{object}");
    }
    for key in object.as_object().expect("an object").keys() {
        assert!(schema["properties"].get(key).is_some(), "{key} is not in the schema");
    }
}

/// Returns the metadata of a page with this head, and this HTML above the story.
#[track_caller]
fn metadata(head: &str, above: &str) -> Value {
    let page = format!(
        "<!DOCTYPE html><html><head>{head}</head><body><main><article><h1>The wheel turns again</h1>{above}{STORY}\
         </article></main></body></html>"
    );
    let run = pipe(&["-t", "json", "-f", "html"], &page);
    assert_eq!(run.status, 0, "{}", run.err);
    let object = serde_json::from_str(&run.out).expect("an object");
    check_schema(&object);
    object
}

fn linked(json: &str) -> String {
    format!("<script type=application/ld+json>{json}</script>")
}

#[test]
fn the_schema_rejects_wrong_objects() {
    let (schemas, index, _) = &*SCHEMA;
    let page = metadata("", "");
    for (key, wrong) in [
        ("published", json!("2 March 2026")),
        ("authors", json!("Ann Sluice")),
        ("authors", json!([])),
        ("language", json!("English")),
        ("access", json!("open")),
        ("image", json!("/mill.png")),
        ("schema", json!(2)),
    ] {
        let mut object = page.clone();
        object[key] = wrong;
        assert!(schemas.validate(&object, *index).is_err(), "{key}");
    }
    let mut object = page;
    object.as_object_mut().expect("an object").remove("title");
    assert!(schemas.validate(&object, *index).is_err());
}

#[test]
fn json_ld_tells_everything() {
    let page = metadata(
        &linked(
            r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "Weir Gazette", "@id": "#site"},
            {"@type": "Person", "@id": "#ann", "name": "Ann Sluice"},
            {"@type": ["NewsArticle"], "headline": "The wheel turns again", "author": [{"@id": "#ann"},
             {"@type": "Person", "name": "Ben Weir"}, {"@type": "Organization", "name": "Weir Press"}],
             "datePublished": "2026-03-02T10:15:00+01:00", "dateModified": "2026-03-03", "inLanguage": "en-GB",
             "description": "It &amp; the village.", "image": {"url": "https://weir.example/wheel.jpg"},
             "keywords": ["mill", "river", "Mill"], "articleSection": "Local", "isAccessibleForFree": true,
             "license": "https://creativecommons.org/licenses/by/4.0/",
             "mainEntityOfPage": {"@id": "https://weir.example/wheel"}}]}"##,
        ),
        "",
    );
    for (key, value) in [
        ("title", json!("The wheel turns again")),
        ("author", json!("Ann Sluice, Ben Weir")),
        ("authors", json!(["Ann Sluice", "Ben Weir"])),
        ("published", json!("2026-03-02T10:15:00+01:00")),
        ("published_raw", json!("2026-03-02T10:15:00+01:00")),
        ("date", json!("2026-03-02T10:15:00+01:00")),
        ("modified", json!("2026-03-03")),
        ("language", json!("en-GB")),
        ("description", json!("It & the village.")),
        ("site_name", json!("Weir Gazette")),
        ("canonical_url", json!("https://weir.example/wheel")),
        ("image", json!("https://weir.example/wheel.jpg")),
        ("tags", json!(["mill", "river"])),
        ("section", json!("Local")),
        ("license", json!("https://creativecommons.org/licenses/by/4.0/")),
        ("access", json!("free")),
    ] {
        assert_eq!(page[key], value, "{key}");
    }
    assert_eq!(page["word_count"], 49);
}

#[test]
fn microdata_is_read() {
    let page = metadata(
        "<link rel=canonical href=https://weir.example/wheel>",
        "<div itemscope itemtype=https://schema.org/NewsArticle><meta itemprop=headline content='The wheel turns again'>
         <span itemprop=author itemscope itemtype=https://schema.org/Person><b itemprop=name>Ann Sluice</b></span>
         <span itemprop=publisher itemscope itemtype=https://schema.org/Organization><b itemprop=name>Gazette</b></span>
         <meta itemprop=dateModified content=2026-03-03><time itemprop=datePublished datetime=2026-03-02>Monday</time>
         <img itemprop=image src=/wheel.jpg alt=x><meta itemprop=keywords content='mill, river'>
         <meta itemprop=articleSection content=Local></div>",
    );
    assert_eq!(page["authors"], json!(["Ann Sluice"]));
    assert_eq!((&page["published"], &page["modified"]), (&json!("2026-03-02"), &json!("2026-03-03")));
    assert_eq!(page["image"], "https://weir.example/wheel.jpg");
    assert_eq!((&page["tags"], &page["section"]), (&json!(["mill", "river"]), &json!("Local")));
    assert_eq!(page["site_name"], "Gazette");
}

#[test]
fn meta_elements_are_read() {
    for (name, content) in [
        ("property=article:published_time", "2026-03-02"),
        ("name=dc.date", "2026-03-02"),
        ("name=citation_publication_date", "2026/03/02"),
        ("name=parsely-pub-date", "2026-03-02"),
        ("name=sailthru.date", "2026-03-02"),
        ("itemprop=datePublished", "2 March 2026"),
    ] {
        assert_eq!(metadata(&format!("<meta {name} content='{content}'>"), "")["published"], "2026-03-02", "{name}");
    }
    for (name, content) in [
        ("name=author", "Ann Sluice"),
        ("name=author", "By Ann Sluice, Staff Writer"),
        ("name=dc.creator", "Sluice, Ann"),
        ("name=citation_author", "Sluice, Ann"),
        ("name=parsely-author", "Ann Sluice"),
        ("name=sailthru.author", "Ann Sluice"),
        ("property=article:author", "Ann Sluice"),
        ("name=byl", "By Ann Sluice"),
    ] {
        let page = metadata(&format!("<meta {name} content='{content}'>"), "");
        assert_eq!(page["authors"], json!(["Ann Sluice"]), "{name}");
    }
    let page = metadata(
        "<meta http-equiv=content-language content=de_AT><meta name=description content='About a &quot;wheel&quot;.'>
         <meta property=og:site_name content=Gazette><meta property=og:image content=https://weir.example/a.png>
         <meta property=article:tag content=mill><meta property=article:tag content=river>
         <meta property=article:section content=Local><meta property=article:content_tier content=locked>
         <link rel=license href=https://weir.example/terms>",
        "",
    );
    assert_eq!((&page["language"], &page["description"]), (&json!("de-AT"), &json!("About a \"wheel\".")));
    assert_eq!((&page["site_name"], &page["section"]), (&json!("Gazette"), &json!("Local")));
    assert_eq!((&page["image"], &page["tags"]), (&json!("https://weir.example/a.png"), &json!(["mill", "river"])));
    assert_eq!(page["license"], "https://weir.example/terms");
    assert_eq!(page["access"], "truncated");
}

#[test]
fn each_source_counts() {
    let label = linked(r#"{"@type": "Article", "author": "Weir"}"#);
    let label = format!("<link rel=canonical href=https://www.weir.co.uk/wheel>{label}");
    let created =
        "<div itemscope itemtype=https://schema.org/Article><meta itemprop=dateCreated content=2026-03-02></div>";
    let precise = ("<meta name=datemodified content=2026-03-03>", "<p>Updated 3 March 2026, 10:15</p>");
    for (head, above, key, value) in [
        ("<meta name=parsely-tags content='mill, river'>", "", "tags", json!(["mill", "river"])),
        ("<meta name=news_keywords content='mill; river'>", "", "tags", json!(["mill", "river"])),
        ("", "<p><a rel=tag href=/mill>mill</a></p>", "tags", json!(["mill"])),
        ("<link rel=image_src href=https://weir.example/a.png>", "", "image", json!("https://weir.example/a.png")),
        (precise.0, precise.1, "modified", json!("2026-03-03T10:15:00")),
        (precise.0, "<p>Updated 4 March 2026, 10:15</p>", "modified", json!("2026-03-03")),
        ("", created, "published", json!("2026-03-02")),
        (&label, "", "authors", Value::Null),
        (&label.replace(".co.uk", ".example.uk"), "", "authors", json!(["Weir"])),
        ("<meta property=og:site_name content='<b></b>'>", "", "site_name", Value::Null),
    ] {
        assert_eq!(metadata(head, above)[key], value, "{head} {above}");
    }
}

#[test]
fn many_values_are_bounded() {
    let list = |name: &str| (0..100_000).map(|n| format!("{name}{n}")).collect::<Vec<_>>().join(",");
    let page = metadata(&linked(&format!(r#"{{"@type": "Article", "keywords": "{}"}}"#, list("k"))), "");
    assert_eq!(page["tags"].as_array().map(Vec::len), Some(50));
    let page = metadata(&format!("<title>{}</title>", "Weir | ".repeat(20_000)), "");
    assert_eq!(page["title"], "The wheel turns again");
}

#[test]
fn a_page_shows_its_author_and_dates() {
    for above in [
        "<p>By Ann Sluice</p><p>Published 2 March 2026, 10:15</p>",
        "<p>By Ann Sluice | 2 March 2026 10:15</p>",
        "<div class=byline>By <a href=/ann>Ann Sluice</a></div><time datetime='2026-03-02T10:15'>today</time>",
        "<div class=post-meta><span class=author>Ann Sluice</span> <span class=date>March 2, 2026 10:15 AM</span></div>",
        "<p>By</p><p>Ann Sluice</p><p>2 March 2026 10:15</p>",
        "<p><a rel=author href=/ann>Ann Sluice</a></p><p>Mon 2 March 2026, 10:15</p>",
    ] {
        let page = metadata("", above);
        assert_eq!(page["authors"], json!(["Ann Sluice"]), "{above}");
        assert_eq!(page["published"], "2026-03-02T10:15:00", "{above}");
        assert_eq!(page["modified"], Value::Null, "{above}");
    }
    let page = metadata("", "<p>Published 2 March 2026 – Updated 3 March 2026</p>");
    assert_eq!((&page["published"], &page["modified"]), (&json!("2026-03-02"), &json!("2026-03-03")));
    assert_eq!(page["modified_raw"], "3 March 2026");
}

#[test]
fn a_flattened_page_shows_them_too() {
    let text = TEXT.replace("watches\n\n", "watches\n\nBy Ann Sluice\n2 March 2026\n\n");
    let page: Value = serde_json::from_str(&pipe(&["-t", "json"], &text).out).expect("an object");
    check_schema(&page);
    assert_eq!(page["authors"], json!(["Ann Sluice"]));
    assert_eq!((&page["published"], &page["language"]), (&json!("2026-03-02"), &json!("en")));
    assert_eq!(page["text"], ARTICLE);
}

#[test]
fn what_is_no_author_or_date_of_the_page_is_null() {
    let site = "<meta property=og:site_name content='Weir Gazette'>";
    for name in ["admin", "Weir Gazette", "Gazette Staff", "News Desk", "Reuters", "https://weir.example/ann"] {
        let data = linked(&format!(r#"{{"@type": "Article", "author": "{name}"}}"#));
        assert_eq!(metadata(&format!("{site}{data}"), "")["authors"], Value::Null, "{name}");
        let page = metadata(&format!("{site}<meta name=author content='{name}'>"), "<p>By Ann Sluice</p>");
        assert_eq!(page["authors"], json!(["Ann Sluice"]), "{name}");
    }
    for date in ["2999-01-01", "0001-01-01T00:00:00Z", "2026", "yesterday", "31 April 2026", "05/04/2026"] {
        let page = metadata(&format!("<meta name=date content='{date}'>"), "");
        assert_eq!((&page["published"], &page["date"]), (&Value::Null, &Value::Null), "{date}");
    }
    // Teasers of other pages.
    let articles = r#"[{"@type": "Article", "headline": "Rye", "author": {"name": "Ann Sluice"}, "datePublished": "2026-01-01"},
        {"@type": "Article", "headline": "Oats", "author": {"name": "Ben Weir"}, "datePublished": "2026-01-02"}]"#;
    let page = metadata(&linked(articles), "");
    assert_eq!((&page["authors"], &page["published"]), (&Value::Null, &Value::Null));
    // `The wheel` has the letters of `Hee`.
    assert_eq!(metadata(&linked(&articles.replace("Rye", "Hee")), "")["authors"], Value::Null);
    // One of them is the page.
    let page = metadata(&linked(&articles.replace("Oats", "The wheel turns again")), "");
    assert_eq!((&page["authors"], &page["published"]), (&json!(["Ben Weir"]), &json!("2026-01-02")));
    // A change before the publication, and a change alone.
    let dates = r#"{"@type": "Article", "datePublished": "2026-03-02", "dateModified": "2025-03-02"}"#;
    let page = metadata(&linked(dates), "");
    assert_eq!((&page["published"], &page["modified"]), (&json!("2026-03-02"), &Value::Null));
    let page = metadata(&linked(r#"{"@type": "Article", "dateModified": "2026-03-02"}"#), "");
    assert_eq!((&page["published"], &page["modified"]), (&Value::Null, &json!("2026-03-02")));
}

#[test]
fn a_broken_declaration_gives_way_to_the_next() {
    let data = linked(r#"{"@type": "Article", "author": "admin", "datePublished": "soon"}"#);
    let head = format!("{data}<meta name=author content='Ann Sluice'><meta name=date content=2026-03-02>");
    let page = metadata(&head, "<p>By Ben Weir, 4 March 2026</p>");
    assert_eq!((&page["authors"], &page["published"]), (&json!(["Ann Sluice"]), &json!("2026-03-02")));
}

#[test]
fn a_title_has_no_site() {
    let page = "<title>Flour | Weir Gazette</title><meta property=og:title content='Flour - Weir Gazette'>
        <meta property=og:site_name content='Weir Gazette'>";
    let run = pipe(&["-t", "json", "-f", "html"], format!("{page}{STORY}"));
    let object: Value = serde_json::from_str(&run.out).expect("an object");
    assert_eq!(object["title"], "Flour");
}

#[test]
fn front_matter_is_yaml() {
    let page =
        PAGE.replace("Ann Sluice", "Ann O\"Sluice\\ # x: &amp; y").replace("</article>", "<p>The end.</p></article>");
    let run = pipe(&["-t", "markdown", "--front-matter"], &page);
    let plain = pipe(&["-t", "markdown"], &page);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let rest = run.out.strip_prefix("---\n").expect("a line of hyphens");
    let (yaml, text) = rest.split_once("\n---\n\n").expect("another");
    assert_eq!(text, plain.out);
    let yaml: Value = serde_yaml_ng::from_str(yaml).expect("YAML");
    assert_eq!(yaml["title"], "Mill wheel turns again as half the village watches");
    assert_eq!(yaml["published"], "2026-03-02");
    assert_eq!(yaml["language"], "en");
    assert_eq!(yaml["kind"], "article");
    assert!(yaml["word_count"].as_u64().unwrap() > 50);
    assert_eq!((yaml.get("modified"), yaml.get("image")), (None, None));
    assert_eq!(pipe(&["-t", "markdown", "--front-matter"], "").out, "");
}

#[test]
fn front_matter_goes_into_each_file() {
    let dir = Dir::with(&[("a.html", PAGE), ("b.txt", TEXT)]);
    let run = dir.run(&["-t", "markdown", "--front-matter", "-d", "out", "a.html", "b.txt"]);
    assert_eq!(run.status, 0, "{}", run.err);
    for name in ["out/a.md", "out/b.md"] {
        assert!(dir.read(name).starts_with("---\ntitle: \"Mill wheel"), "{name}");
    }
    for arguments in
        [&["--front-matter"][..], &["--front-matter", "-t", "json"], &["--front-matter", "-t", "md", "--dropped"]]
    {
        assert_eq!(pipe(arguments, PAGE).status, 2, "{arguments:?}");
    }
}

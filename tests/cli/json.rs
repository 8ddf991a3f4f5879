//! `--to json`: one object per document.

use serde_json::Value;

use crate::metadata::check_schema;
use crate::support::{ARTICLE, Dir, PAGE, TEXT, doubtful, pipe};

const KEYS: [&str; 31] = [
    "path",
    "url",
    "format",
    "encoding",
    "title",
    "author",
    "date",
    "language",
    "text",
    "verdict",
    "reason",
    "kind",
    "confidence",
    "kept_lines",
    "total_lines",
    "error",
    "authors",
    "published",
    "published_raw",
    "modified",
    "modified_raw",
    "description",
    "site_name",
    "canonical_url",
    "image",
    "tags",
    "section",
    "license",
    "access",
    "word_count",
    "schema",
];

/// Returns the objects of JSON Lines, after checking the keys of each and their order.
#[track_caller]
fn objects(out: &str) -> Vec<Value> {
    assert!(out.ends_with('\n'));
    let objects: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    for (line, object) in out.lines().zip(&objects) {
        assert_eq!(object.as_object().unwrap().len(), KEYS.len());
        let places = KEYS.map(|key| line.find(&format!("\"{key}\":")).expect(key));
        assert!(places.is_sorted(), "{line}");
    }
    objects.iter().for_each(check_schema);
    objects
}

#[test]
fn an_object_has_the_text_and_metadata_of_a_page() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let run = dir.run(&["--to", "json", "page.html"]);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let page = &objects(&run.out)[0];
    for (key, value) in [
        ("path", "page.html"),
        ("url", "https://weir.example/mill"),
        ("format", "html"),
        ("encoding", "UTF-8"),
        ("title", "Mill wheel turns again as half the village watches"),
        ("author", "Ann Sluice"),
        ("date", "2026-03-02"),
        ("published", "2026-03-02"),
        ("canonical_url", "https://weir.example/mill"),
        ("language", "en"),
        ("text", ARTICLE),
        ("verdict", "ok"),
        ("kind", "article"),
    ] {
        assert_eq!(page[key], value, "{key}");
    }
    assert_eq!((&page["error"], &page["reason"]), (&Value::Null, &Value::Null));
    assert_eq!(page["kept_lines"], 3);
    assert!(page["total_lines"].as_u64().unwrap() > 6);
    let confidence = page["confidence"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&confidence));
    assert!(page["confidence"].to_string().len() <= "0.1234".len(), "{confidence}");
}

#[test]
fn author_and_date_come_from_json_ld() {
    let data = r##"<script type="application/ld+json">{"@graph": [
        {"@type": "NewsArticle", "author": [{"@id": "#ben"}, {"name": "Cy Leat"}], "datePublished": "2026-03-01"},
        {"@type": "Person", "@id": "#ben", "name": "Ben Weir"}]}</script>"##;
    let page = PAGE.replacen("<body>", &format!("<body>{data}"), 1);
    assert_ne!(page, PAGE);
    let objects = objects(&pipe(&["-t", "json"], &page).out);
    assert_eq!(objects[0]["author"], "Ben Weir, Cy Leat");
    assert_eq!(objects[0]["date"], "2026-03-01");
    assert_eq!(objects[0]["text"], ARTICLE);
}

#[test]
fn unknown_values_are_null() {
    let run = pipe(&["-t", "json"], TEXT);
    let page = &objects(&run.out)[0];
    for key in ["path", "url", "author", "date", "error", "authors", "published", "image", "tags", "access"] {
        assert_eq!(page[key], Value::Null, "{key}");
    }
    assert_eq!(page["language"], "en");
    assert_eq!(page["format"], "text");
    assert_eq!(page["text"], ARTICLE);
}

#[test]
fn url_overrides_the_declared_address() {
    let run = pipe(&["-t", "json", "--url", "https://mirror.example/"], PAGE);
    assert_eq!(objects(&run.out)[0]["url"], "https://mirror.example/");
}

#[test]
fn a_failed_input_has_an_object() {
    let dir = Dir::with(&[("a.html", PAGE), ("b.txt", TEXT)]);
    let run = dir.run(&["-t", "json", "a.html", "missing.html", "b.txt"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.err, "dehusk: missing.html: No such file or directory\ndehusk: 1 of 3 failed\n");
    let objects = objects(&run.out);
    let verdicts: Vec<_> = objects.iter().map(|o| o["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["ok", "error", "ok"]);
    assert_eq!(objects[1]["path"], "missing.html");
    assert_eq!(objects[1]["error"], "No such file or directory");
    for key in ["format", "encoding", "text", "confidence", "kept_lines", "total_lines", "word_count"] {
        assert_eq!(objects[1][key], Value::Null, "{key}");
    }
}

#[test]
fn empty_and_doubtful_documents_have_a_verdict() {
    let run = pipe(&["-t", "json"], "");
    let page = &objects(&run.out)[0];
    assert_eq!((&page["verdict"], &page["text"], run.status), (&"empty".into(), &"".into(), 0));
    let run = pipe(&["-t", "json", "-f", "html", "--on-doubt", "fail"], doubtful());
    let page = &objects(&run.out)[0];
    assert_eq!((&page["verdict"], &page["text"], run.status), (&"doubt".into(), &"".into(), 1));
}

#[test]
fn blocks_are_listed_with_their_decisions() {
    for option in ["--blocks", "--explain"] {
        let run = pipe(&["-t", "json", option], PAGE);
        let page: Value = serde_json::from_str(&run.out).expect("an object");
        check_schema(&page);
        assert_eq!(page["text"], ARTICLE);
        let blocks = page["blocks"].as_array().expect("blocks");
        assert_eq!(blocks.len() as u64, page["total_lines"].as_u64().unwrap());
        let kept = |block: &&Value| block["decision"] == "kept" && block["kind"] != "heading";
        assert_eq!(blocks.iter().filter(kept).count() as u64, page["kept_lines"].as_u64().unwrap());
        let home = blocks.iter().find(|block| block["text"] == "Home").expect("the menu");
        assert_eq!((&home["decision"], &home["kind"]), (&"dropped".into(), &"list-item".into()));
        let [from, to] = [0, 1].map(|at| home["source"][at].as_u64().unwrap() as usize);
        assert_eq!(&PAGE[from..to], "Home");
        let tree = scraper::Html::parse_document(PAGE);
        let selector = scraper::Selector::parse(home["css_path"].as_str().unwrap()).unwrap();
        let found: Vec<String> = tree.select(&selector).map(|element| element.text().collect()).collect();
        assert_eq!(found, ["Home"]);
    }
    let text = pipe(&["-t", "json", "--blocks"], TEXT);
    let page: Value = serde_json::from_str(&text.out).unwrap();
    check_schema(&page);
    assert_eq!(page["blocks"][0]["css_path"], Value::Null);
    let near: Value = serde_json::from_str(&pipe(&["-t", "json", "--explain=near"], PAGE).out).unwrap();
    assert!(near["blocks"].as_array().unwrap().len() < 5, "{near}");
    let dir = Dir::new();
    let failed: Value = serde_json::from_str(&dir.run(&["-t", "json", "--blocks", "missing"]).out).unwrap();
    check_schema(&failed);
    assert_eq!(failed["blocks"], Value::Null);
    assert_eq!(pipe(&["--blocks"], PAGE).status, 2);
}

#[test]
fn null_replaces_the_line_end() {
    let run = pipe(&["-t", "json", "-0"], PAGE);
    assert!(run.out.ends_with("}\0"));
    assert_eq!(objects(&run.out.replace('\0', "\n")).len(), 1);
}

#[test]
fn the_last_image_of_a_figure_has_its_caption() {
    let images: String = (0..3_000).map(|n| format!("<img src={n}.png>")).collect();
    let captions = "<figcaption>The mill in May</figcaption>".repeat(3_000);
    let page = PAGE.replace("</article>", &format!("<figure>{images}{captions}</figure></article>"));
    let run = pipe(&["-q", "--images", "-t", "json"], &page);
    let object: Value = serde_json::from_str(&run.out).expect("an object");
    let images = object["images"].as_array().expect("a list");
    let with_caption: Vec<_> = images.iter().filter(|image| image["caption"].is_string()).collect();
    assert_eq!((images.len(), with_caption.len()), (3_000, 1));
    assert!(images[2_999]["caption"].as_str().is_some_and(|caption| caption.starts_with("The mill in May")));
    assert!(run.out.len() < 4 * page.len(), "{}", run.out.len());
}

#[test]
fn links_and_images_are_lists_if_wanted() {
    let added = "<p>The <a href=/axle>new axle</a> held for the whole of the day, and nobody was surprised by it.</p>\
        <figure><img src=mill.jpg alt='The mill'><figcaption>In May</figcaption></figure>\
        <p>In the evening the wheel was stopped again, and the miller went home along the river.</p></article>";
    let dir = Dir::with(&[("page.html", &PAGE.replace("</article>", added))]);
    let run = dir.run(&["-q", "--images", "--links", "-t", "json", "page.html"]);
    let object: Value = serde_json::from_str(&run.out).expect("an object");
    check_schema(&object);
    let link = serde_json::json!({ "text": "new axle", "url": "https://weir.example/axle" });
    assert!(object["links"].as_array().is_some_and(|links| links.contains(&link)), "{object}");
    let url = "https://weir.example/mill.jpg";
    let image = serde_json::json!([{ "url": url, "alt": "The mill", "caption": "In May" }]);
    assert_eq!(object["images"], image);
    for flags in [&["-t", "json"][..], &["-t", "json", "--links", "none"]] {
        let run = dir.run(&[&["-q", "page.html"], flags].concat());
        let object: Value = serde_json::from_str(&run.out).expect("an object");
        assert!(object.get("links").is_none() && object.get("images").is_none());
    }
    let run = dir.run(&["--images", "page.html"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("'--images' needs '--to markdown'"), "{}", run.err);
}

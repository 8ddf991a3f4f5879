//! The report as a browser gets it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scraper::{ElementRef, Html, Selector};
use sha2::{Digest as _, Sha256};

use super::*;
use crate::{Extractor, Input, Rules};

/// Returns the report about these pages, each with its name.
fn report(pages: &[(&str, &str)]) -> String {
    let mut report = HtmlReport::default();
    for (name, page) in pages {
        let input = if page.starts_with('<') { Input::Html } else { Input::Text };
        let article = Extractor::new().input(input).extract(page.as_bytes()).expect("a page");
        let mut section = ReportSection::default();
        section.add(&article.blocks()).expect("a temporary file");
        report.add(name, article.summary(), section).expect("a temporary file");
    }
    let mut out = Vec::new();
    report.finish(&mut out).expect("memory");
    String::from_utf8(out).expect("UTF-8")
}

fn select<'a>(report: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    report.select(&Selector::parse(selector).expect("a selector")).collect()
}

const STORY: &str = "<nav><a href=/>Home</a></nav><h1>The mill turns again</h1>
    <p>The old mill by the river ground flour for three hundred years, until its axle broke in the spring.</p>
    <p>On Saturday the wheel turned again, slowly at first, while half of the village watched from the bridge.</p>
    <p>The miller, who is eighty, said that he had not expected to see it, and that the stones need dressing.</p>";

#[test]
fn the_policy_has_the_hashes_of_the_style_and_the_script() {
    let hash = |text: &str| format!("sha256-{}", STANDARD.encode(Sha256::digest(text)));
    assert_eq!((hash(STYLE).as_str(), hash(SCRIPT).as_str()), (STYLE_HASH, SCRIPT_HASH));
}

#[test]
fn every_block_has_its_decision_reasons_and_rule() {
    let html = Html::parse_document(&report(&[("a.html", STORY)]));
    let article = crate::extract(STORY.as_bytes()).unwrap();
    let items = select(&html, "details[open] > ol > li");
    assert_eq!(items.len(), article.blocks().len());
    for (item, block) in items.iter().zip(article.blocks()) {
        assert_eq!(item.text().collect::<String>(), block.text);
        assert_eq!(item.attr("class").unwrap().starts_with("kept"), block.is_kept());
        assert_eq!(item.attr("data-path"), block.css_path.as_deref());
        let why: Vec<_> = item.attr("data-why").unwrap().split('\n').collect();
        assert_eq!(why, block.explanation);
        Rules::default().drop_selector(item.attr("data-path").unwrap()).unwrap();
    }
    let text = Html::parse_document(&report(&[("a.txt", "Home\nShare\n\nThe mill's old wheel turns, at last.\n")]));
    let items = select(&text, "li[data-line]");
    assert!(items.len() >= 3);
    items.iter().for_each(|item| drop(Rules::default().drop_line(item.attr("data-line").unwrap()).unwrap()));
}

#[test]
fn documents_in_doubt_come_first_and_all_are_closed() {
    let html = report(&[("good.html", STORY), ("empty.html", "<nav><a href=/>Home</a></nav>")]);
    let html = Html::parse_document(&html);
    let names: Vec<String> =
        select(&html, "details:not([open]) .name").iter().map(|name| name.text().collect()).collect();
    assert_eq!(names, ["empty.html", "good.html"]);
    assert_eq!(
        select(&html, "header p")[0].text().collect::<String>().split(';').next(),
        Some("2 documents, 1 ok, 1 empty")
    );
}

#[test]
fn a_hostile_page_is_shown_as_text() {
    let evil = "</li></ol></details><script>alert(1)</script><img src=x onerror=alert(2)>\"' onclick='x' \u{202e}";
    let shown: String = evil.chars().map(|c| format!("&#{};", u32::from(c))).collect();
    let page = format!(
        "<title>{shown}</title><div id='{shown}' class='{shown}'><p>{shown} and the old mill, which ground flour.</p></div>{STORY}"
    );
    let html = report(&[(evil, &page), ("b.txt", evil)]);
    assert!(!html.contains('\u{202e}') && html.contains(r"\u202e"), "{html}");
    let html = Html::parse_document(&html);
    assert_eq!(select(&html, "script").len(), 1);
    assert!(select(&html, "img, [onclick], [onerror], [src], [href], style ~ style").is_empty());
    assert_eq!(select(&html, "details").len(), 2);
}

#[test]
fn a_document_that_failed_is_listed() {
    let mut report = HtmlReport::default();
    report.add_failure(&"missing.html", "No such file <here>").unwrap();
    let mut out = Vec::new();
    report.finish(&mut out).unwrap();
    let html = Html::parse_document(std::str::from_utf8(&out).unwrap());
    assert_eq!(select(&html, ".error .facts")[0].text().collect::<String>(), "No such file <here>");
}

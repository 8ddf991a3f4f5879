//! `--report`.

use scraper::{Html, Selector};

use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

/// Returns the texts of the elements of a report that a selector matches.
fn texts(report: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(report);
    html.select(&Selector::parse(selector).expect("a selector")).map(|element| element.text().collect()).collect()
}

#[test]
fn a_report_stands_beside_the_output() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    dir.run(&["--report", "report.html", "page.html"]).is(0, ARTICLE, "");
    let report = dir.read("report.html");
    assert_eq!(texts(&report, ".document.ok[open] .name"), ["page.html"]);
    assert_eq!(texts(&report, ".about")[0], "Mill wheel turns again as half the village watches");
    assert!(texts(&report, "li.dropped").contains(&"Home".to_owned()));
    assert_eq!(texts(&report, "li.kept:not(.heading)").len(), 3);
    assert!(report.contains("default-src 'none'") && !report.contains("http-equiv=\"refresh"));
    dir.run(&["-q", "-t", "json", "-o", "all.json", "--report", "new/json.html", "page.html"]).is(0, "", "");
    assert_eq!(texts(&dir.read("new/json.html"), "li"), texts(&report, "li"));
    assert_eq!(pipe(&["--report", "/dev/null"], PAGE).out, ARTICLE);
}

#[test]
fn a_batch_lists_documents_in_doubt_first() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b.txt", TEXT), ("s/c.html", "<nav><a href=/>Home</a></nav>")]);
    let run = |threads: &str| {
        let run = dir.run(&["-q", "--force", "-j", threads, "-d", "out", "--report", "r.html", "s", "missing"]);
        assert_eq!(run.status, 2, "{}", run.err);
        dir.read("r.html")
    };
    let (one, many) = (run("1"), run("4"));
    assert_eq!(one, many);
    assert_eq!(texts(&one, ".document:not([open]) .name"), ["s/c.html", "missing", "s/a.html", "s/b.txt"]);
    assert!(texts(&one, "header p")[0].starts_with("4 documents, 2 ok, 1 empty, 1 failed; "));
    assert_eq!(dir.names("out"), ["s/a.txt", "s/b.txt", "s/c.txt"]);
}

#[test]
fn a_report_overwrites_nothing_unasked() {
    let dir = Dir::with(&[("page.html", PAGE), ("old.html", "mine")]);
    let run = dir.run(&["--report", "old.html", "page.html"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("old.html: already exists"), "{}", run.err);
    let run = dir.run(&["--force", "--report", "page.html", "page.html"]);
    assert!(run.status == 2 && run.err.contains("refusing to overwrite input page.html"), "{}", run.err);
    let run = dir.run(&["-o", "x", "--report", "x", "page.html"]);
    assert!(run.status == 2 && run.err.contains("is given for --output and for --report"), "{}", run.err);
    assert_eq!((dir.read("old.html").as_str(), dir.read("page.html").as_str()), ("mine", PAGE));
    dir.run(&["--force", "--report", "old.html", "page.html"]).is(0, ARTICLE, "");
    assert!(dir.read("old.html").starts_with("<!DOCTYPE html>"));
    // A walk leaves the report out, as other outputs.
    let listed = dir.run(&["--dry-run", "--force", "--report", "old.html", "."]);
    assert!(listed.out.contains("page.html") && !listed.out.contains("old.html"), "{}", listed.out);
}

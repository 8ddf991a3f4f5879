//! `--learn-site`: blocks that recur on the pages of a site are boilerplate, whatever they look
//! like. Recurring headings of content are kept, and small sites are left alone.

use std::io::Write as _;

use crate::support::{Dir, PAGE, long_text, pipe};

/// Boilerplate that reads like a story: one block inside a story, and one below it.
const PROMOTION: &str = "Our letter from the valley is read by eleven thousand people every Friday morning, and it \
                         has been free of charge since the day we began to write it.";
const LEGAL: &str = "The walks on these pages were walked by our own people, and the descriptions were true on the \
                     day they were written; we cannot answer for floods, bulls or fallen trees.";
/// Headings on every page that are content.
const HEADINGS: [&str; 2] = ["How to get there", "What you will see"];

/// A page of a site, as HTML and text, with its content.
struct Page {
    html: String,
    text: String,
    content: Vec<String>,
}

/// Returns the pages of a site: the same template with a story of its own for each.
fn site(host: &str, pages: usize) -> Vec<Page> {
    let prose = long_text(pages * 8_000);
    let prose: Vec<&str> = prose.lines().filter(|line| line.len() > 200).collect();
    let story = |n: usize| {
        let title =
            format!("Walk {n} of the valley, to {}", ["the mill", "the weir", "the ford", "the old kiln"][n % 4]);
        let [a, b, c, d] = [0, 1, 2, 3].map(|i| prose[n * 5 + i]);
        let content = [&title, a, HEADINGS[0], b, HEADINGS[1], c, d].map(str::to_owned);
        let html = format!(
            "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} | Valley Walks</title>
<link rel=canonical href='https://{host}/walks/{n}'></head><body>
<nav><ul><li><a href=/>Home</a></li><li><a href=/walks>All walks</a></li><li><a href=/shop>Shop</a></li></ul></nav>
<main><article><h1>{title}</h1><p>{a}</p><h2>{}</h2><p>{b}</p><p>{PROMOTION}</p><h2>{}</h2><p>{c}</p><p>{d}</p>
<p>{LEGAL}</p></article></main>
<footer><p>© Valley Walks. All rights reserved.</p></footer></body></html>",
            HEADINGS[0], HEADINGS[1]
        );
        let menu = "Home\nAll walks\nShop\nLog in\n";
        let text = format!(
            "{menu}\n{title}\n\n{a}\n\n{}\n\n{b}\n\n{PROMOTION}\n\n{}\n\n{c}\n\n{d}\n\n{LEGAL}\n\nTerms\nPrivacy\n",
            HEADINGS[0], HEADINGS[1]
        );
        Page { html, text, content: content.to_vec() }
    };
    (0..pages).map(story).collect()
}

/// Returns a directory with the pages as HTML in `html`, and as text in `text`.
fn saved(pages: &[Page]) -> Dir {
    let dir = Dir::new();
    for (n, page) in pages.iter().enumerate() {
        dir.write(format!("html/{n:02}.html"), &page.html);
        dir.write(format!("text/{n:02}.txt"), &page.text);
    }
    dir
}

/// Returns a WARC record of a page, as a crawler writes it.
fn record(url: &str, html: &str) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n\
         Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

#[test]
fn recurring_prose_is_dropped_and_no_content_is_lost() {
    let pages = site("walks.example", 12);
    let dir = saved(&pages);
    for kind in ["html", "text"] {
        dir.run(&["-q", "-d", "without", "--force", kind]).is(0, "", "");
        dir.run(&["-q", "-d", "with", "--force", "--learn-site", kind]).is(0, "", "");
        for (n, page) in pages.iter().enumerate() {
            let (without, with) = (dir.read(format!("without/{n:02}.txt")), dir.read(format!("with/{n:02}.txt")));
            assert!(without.contains(PROMOTION) && without.contains(LEGAL), "{kind} {n} is no trap: {without}");
            let is_template = |block: &&str| [PROMOTION, LEGAL].contains(&block.trim_end());
            let left: Vec<_> = without.split("\n\n").filter(|block| !is_template(block)).collect();
            assert_eq!(with.trim_end(), left.join("\n\n").trim_end(), "{kind} {n}");
            let is_paragraph = |block: &&String| block.split(' ').count() > 8;
            for paragraph in page.content.iter().filter(is_paragraph) {
                assert!(with.contains(paragraph.as_str()), "{kind} {n} loses: {paragraph}");
            }
        }
    }
}

#[test]
fn sites_of_four_pages_are_unchanged() {
    let dir = Dir::new();
    for host in ["a.example", "b.example", "c.example"] {
        for (n, page) in site(host, 4).into_iter().enumerate() {
            dir.write(format!("s/{host}-{n}.html"), page.html);
            dir.write(format!("s/{host}/{n}.txt"), page.text);
        }
    }
    let (without, with) = (dir.run(&["s"]), dir.run(&["--learn-site", "s"]));
    assert!(without.out.contains(PROMOTION));
    with.is(without.status, &without.out, &without.err);
    for (n, page) in site("a.example", 5).into_iter().enumerate() {
        dir.write(format!("s/a.example-{n}.html"), page.html);
    }
    assert!(dir.run(&["--learn-site", "s"]).out != dir.run(&["s"]).out, "five are enough");
}

#[test]
fn hosts_in_a_warc_are_separate_sites() {
    let (many, few) = (site("many.example", 6), site("few.example", 4));
    let mut warc = String::new();
    for n in 0..6 {
        // The address of the record counts, not the address that the page declares.
        warc +=
            &record(&format!("https://www.many.example/{n}"), &few[n % 4].html.replace("Walk", &format!("{n}. walk")));
        if n < 4 {
            warc += &record(&format!("http://few.example:80/{n}"), &many[n].html);
        }
        warc += &record(&format!("https://{n}.example/"), PAGE);
    }
    let dir = Dir::with(&[("crawl.warc", &warc)]);
    let without = dir.run(&["-d", "without", "crawl.warc"]);
    let with = dir.run(&["-d", "with", "--learn-site", "crawl.warc"]);
    assert_eq!((with.status, with.err), (0, without.err));
    let (without, with) = (dir.tree("without"), dir.tree("with"));
    assert_eq!(with.len(), 16);
    for (name, text) in with {
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.as_bytes() == without[&name], !name.contains("many.example"), "{name}: {text}");
        assert_eq!(text.contains(PROMOTION), name.contains("few.example"), "{name}");
    }
}

#[test]
fn any_number_of_threads_learns_the_same_sites() {
    let dir = saved(&site("walks.example", 40));
    let warc: String = (0..200).map(|n| record(&format!("https://{}.example/{n}", n % 30), PAGE)).collect();
    dir.write("html/crawl.warc", warc);
    let one = dir.run(&["--learn-site", "-j1", "--explain", "html", "text"]);
    assert!(one.out.contains("on 40 of 40 pages of walks.example, "), "{}", one.out);
    for n in ["-j2", "-j7"] {
        let many = dir.run(&["--learn-site", n, "--explain", "html", "text"]);
        assert!(many.out == one.out && many.err == one.err, "{n}");
    }
}

#[test]
fn the_reason_is_shown_first() {
    let dir = saved(&site("walks.example", 12));
    let shown = |paths: &[&str]| dir.run(&[&["--learn-site", "--explain"], paths].concat()).out;
    let html = shown(&["html"]);
    assert!(html.contains("  on 12 of 12 pages of walks.example, "), "{html}");
    assert!(shown(&["text"]).contains("  on 12 of 12 pages of text, "), "a directory stands for a site");
    assert!(!shown(&["html/00.html"]).contains(" pages of "), "one page is no site");
}

#[test]
fn the_file_of_a_profile_is_no_input() {
    let dir = saved(&site("walks.example", 12));
    let plain = dir.run(&["--learn-site", "html"]);
    let saving = dir.run(&["--learn-site", "--save", "html/p", "html"]);
    assert_eq!(saving.out, plain.out, "the profile is in the directory that is read");
    assert!(!dir.read("html/p").is_empty());
    let run = dir.run(&["--learn-site", "--save", "x", "-o", "x", "html"]);
    assert_eq!((run.status, run.err.as_str()), (2, "dehusk: x: is given for --save and for --output\n"));
    if cfg!(unix) {
        assert_eq!(dir.run(&["-q", "--learn-site", "--save", "/dev/null", "html"]).status, 0);
    }
}

#[test]
fn standard_input_and_pipes_cannot_be_read_twice() {
    let dir = Dir::with(&[("a.html", PAGE)]);
    for arguments in [&["--learn-site"][..], &["--learn-site", "a.html", "-"]] {
        let run = pipe(arguments, PAGE);
        assert_eq!((run.status, run.out.as_str()), (2, ""));
        assert!(run.err.contains("'--learn-site' cannot read standard input"), "{}", run.err);
    }
    let refusal = "dehusk: /dev/null: not a regular file, so --learn-site cannot read it twice\n\
                   hint: save it to a file and pass that\n";
    if cfg!(unix) {
        dir.run(&["--learn-site", "a.html", "/dev/null"]).is(2, "", refusal);
        dir.run(&["--learn-site", "-d", "out", "/dev/null"]).is(2, "", refusal);
        assert!(!dir.path("out").exists());
    }
}

#[test]
fn a_failed_input_is_reported_once() {
    let dir = saved(&site("walks.example", 6));
    dir.write("html/image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = dir.run(&["--learn-site", "-d", "out", "html", "missing"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.err.matches("html/image: not a web page").count(), 1, "{}", run.err);
    assert_eq!(run.err.matches("missing: No such file").count(), 1, "{}", run.err);
    assert!(!dir.read("out/html/00.txt").contains(PROMOTION), "the others are learnt");
}

#[test]
fn a_resumed_run_learns_from_all_inputs() {
    let dir = saved(&site("walks.example", 12));
    dir.run(&["-q", "--learn-site", "-d", "html/out", "html"]).is(0, "", "");
    let whole = dir.tree("html/out");
    for n in 0..9 {
        std::fs::remove_file(dir.path(format!("html/out/{n:02}.txt"))).unwrap();
    }
    let run = dir.run(&["--learn-site", "-d", "html/out", "--resume", "html"]);
    run.is(0, "", "dehusk: 9 of 9 cleaned, 3 already done\n");
    assert!(dir.tree("html/out") == whole);
    std::fs::remove_file(dir.path("html/out/05.txt")).unwrap();
    dir.run(&["-q", "--learn-site", "-d", "html/out", "--resume", "html"]).is(0, "", "");
    assert!(dir.tree("html/out") == whole, "few are left to clean, and all are learnt");
}

#[test]
fn a_dry_run_learns_nothing() {
    let dir = saved(&site("walks.example", 6));
    let (without, with) = (dir.run(&["--dry-run", "html"]), dir.run(&["--dry-run", "--learn-site", "html"]));
    with.is(0, &without.out, &without.err);
}

#[test]
fn copies_of_a_page_are_left_whole() {
    let page = &site("walks.example", 1)[0];
    let address = "<link rel=canonical href='https://walks.example/walks/0'>";
    assert!(page.html.contains(address));
    // Copies with the page's address, copies without it, and variants with different titles.
    let versions: [fn(&str, &str, usize) -> String; 3] = [
        |html, _, n| html.replace("Valley Walks.", &format!("Valley Walks {n}.")),
        |html, address, n| html.replace(address, "").replace("Valley Walks.", &format!("Valley Walks {n}.")),
        |html, address, n| html.replace(address, "").replace("Walk 0", &format!("Walk {n}")),
    ];
    for version in versions {
        let dir = Dir::new();
        for n in 0..8 {
            dir.write(format!("s/{n}.html"), version(&page.html, address, n));
            dir.write(format!("s/{n}.txt"), page.text.replace("Walk 0", &format!("Walk {n}")));
        }
        let without = dir.run(&["-d", "without", "s"]);
        dir.run(&["-d", "with", "--learn-site", "s"]).is(0, "", &without.err);
        assert!(dir.tree("with") == dir.tree("without"));
    }
}

#[test]
fn a_compressed_container_is_read_twice() {
    let pages = site("walks.example", 6);
    let dir = Dir::new();
    let lines: String = pages.iter().map(|page| serde_json::json!({ "text": page.text }).to_string() + "\n").collect();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(lines.as_bytes()).unwrap();
    dir.write("pages.jsonl.gz", encoder.finish().unwrap());
    let run = dir.run(&["-q", "--from", "jsonl", "--learn-site", "pages.jsonl.gz"]);
    let expected: Vec<String> = pages.iter().map(|page| page.content.join("\n\n") + "\n").collect();
    run.is(0, &expected.join("\n"), "");
}

#[test]
fn a_saved_profile_does_the_same_without_the_other_pages() {
    let dir = saved(&site("walks.example", 12));
    let learnt = dir.run(&["--learn-site", "--save", "walks.sites", "html"]);
    learnt.is(0, &dir.run(&["--learn-site", "html"]).out, "dehusk: 12 of 12 cleaned\n");
    dir.run(&["--site-profile", "walks.sites", "html"]).is(0, &learnt.out, "dehusk: 12 of 12 cleaned\n");
    let page = dir.read("html/03.html");
    let run = pipe(&["--site-profile", dir.path("walks.sites").to_str().unwrap()], &page);
    assert!(run.status == 0 && !run.out.contains(PROMOTION), "{}", run.out);
    assert!(pipe(&[], &page).out.contains(PROMOTION));

    let run = dir.run(&["--learn-site", "--save", "walks.sites", "html"]);
    run.is(2, "", "dehusk: walks.sites: already exists; nothing written\nhint: pass --force to overwrite it\n");
    assert_eq!(dir.run(&["-q", "--learn-site", "--save", "walks.sites", "--force", "html"]).status, 0);
    for arguments in [&["--save", "x", "html"][..], &["--learn-site", "--site-profile", "walks.sites", "html"]] {
        assert_eq!(dir.run(arguments).status, 2, "{arguments:?}");
    }
    let run = dir.run(&["-d", "out", "--site-profile", "html/00.html", "html"]);
    assert!(run.status == 2 && run.err.starts_with("dehusk: html/00.html: not a site profile: "), "{}", run.err);
    assert!(!dir.path("out").exists());
}

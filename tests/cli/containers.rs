//! Containers of pages as inputs.

mod archives;
mod feeds;
mod files;
mod flow;
mod records;

use serde_json::Value;

use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

/// A container of every kind, with the names of its pages.
const EVERY: [(&str, &[&str]); 14] = [
    ("mill.html.gz", &[""]),
    ("mill.html.zst", &[""]),
    ("mill.html.xz", &[""]),
    ("mill.html.bz2", &[""]),
    ("mill.html.br", &[""]),
    ("chromium.mhtml", &[""]),
    ("email.mht", &[""]),
    ("binary.webarchive", &[""]),
    ("xml.webarchive", &[""]),
    ("book.epub", &["EPUB/first chapter.xhtml", "EPUB/second chapter.xhtml"]),
    (
        "site.zip",
        &[
            "site/ferry.txt",
            "site/ferry.txt.gz",
            "site/melnitsa.html",
            "site/mill.html",
            "site/saved.mhtml",
            "site/no-extension",
        ],
    ),
    (
        "site.warc.gz",
        &[
            "https://example.org/mill",
            "https://example.org/melnitsa",
            "https://example.org/gzip",
            "https://example.org/br",
            "https://example.org/zstd",
            "https://example.org/ferry.txt",
            "https://example.org/resource",
        ],
    ),
    (
        "ferry.warc.wet.gz",
        &["https://example.org/ferry/0", "https://example.org/ferry/1", "https://example.org/ferry/2"],
    ),
    ("site.tar.zst", &[]),
];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/containers/data/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// Returns a directory with these fixtures.
fn with(names: &[&str]) -> Dir {
    let dir = Dir::new();
    for name in names {
        dir.write(name, fixture(name));
    }
    dir
}

/// Returns the string at a key of every object; `-` if it is not a string.
fn all(out: &str, key: &str) -> Vec<String> {
    let string =
        |line: &str| serde_json::from_str::<Value>(line).expect("JSON")[key].as_str().unwrap_or("-").to_owned();
    out.lines().map(string).collect()
}

/// Returns a record of a WARC or WET file.
fn record(kind: &str, media: &str, url: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn wet(url: &str, text: &str) -> String {
    record("conversion", "text/plain", url, text)
}

/// Returns a WARC of three records. The gzip data of the second record is truncated.
fn damaged() -> Vec<u8> {
    let page =
        |encoding: &str, page: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{encoding}\r\n{page}");
    let response = |n: usize, block: &str| {
        record("response", "application/http", &format!("https://weir.example/{n}"), block).into_bytes()
    };
    let mut broken = response(1, &page("Content-Encoding: gzip\r\n", "GZIP and no more"));
    let at = broken.windows(4).position(|bytes| bytes == b"GZIP").expect("the page");
    broken[at..at + 4].copy_from_slice(&[0x1f, 0x8b, 8, 0]);
    [response(0, &page("", PAGE)), broken, response(2, &page("", PAGE))].concat()
}

#[test]
fn every_container_writes_its_pages_to_stdout() {
    for (name, members) in EVERY {
        let dir = with(&[name]);
        let run = dir.run(&["-t", "json", name]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        let paths = all(&run.out, "path");
        let path = |member: &&str| if member.is_empty() { name.to_owned() } else { format!("{name}!{member}") };
        if !members.is_empty() {
            assert_eq!(paths, members.iter().map(path).collect::<Vec<_>>());
        }
        assert!(all(&run.out, "verdict").iter().all(|verdict| verdict == "ok"), "{name}");
        let texts = all(&run.out, "text");
        assert_eq!(dir.run(&[name]).out, texts.join("\n"), "{name}");
        if !name.ends_with(".br") {
            // Brotli is detected by the name of the file only.
            assert_eq!(pipe(&["-0"], fixture(name)).out, texts.join("\0") + "\0", "{name}, from a pipe");
        }
    }
}

#[test]
fn a_record_has_an_address_and_url_overrides_it() {
    let wet = wet("https://weir.example/a", TEXT);
    let run = pipe(&["-t", "json", "--from", "wet"], &wet);
    assert_eq!(all(&run.out, "url"), ["https://weir.example/a"]);
    assert_eq!(all(&run.out, "path"), ["-!https://weir.example/a"]);
    let run = pipe(&["-t", "json", "--url", "https://other.example/"], &wet);
    assert_eq!(all(&run.out, "url"), ["https://other.example/"]);
}

#[test]
fn a_bad_record_is_reported_and_the_rest_is_cleaned() {
    let dir = Dir::new();
    dir.write("a.warc", damaged());
    dir.write("b.html", PAGE);
    let run = dir.run(&["a.warc", "b.html"]);
    assert_eq!((run.status, run.out), (2, [ARTICLE; 3].join("\n")));
    assert!(run.err.starts_with("dehusk: a.warc: https://weir.example/1: "), "{}", run.err);
    assert!(run.err.ends_with("dehusk: 1 of 4 failed\n"), "{}", run.err);
    assert!(run.err.contains("gzip"), "{}", run.err);

    let run = dir.run(&["-q", "-t", "json", "a.warc", "b.html"]);
    assert_eq!(all(&run.out, "verdict"), ["ok", "error", "ok", "ok"]);
    assert_eq!(all(&run.out, "path")[1], "a.warc!https://weir.example/1");

    let run = dir.run(&["-d", "out", "a.warc", "b.html"]);
    assert_eq!(run.status, 2);
    assert!(run.err.ends_with("dehusk: 3 of 4 cleaned, 1 failed\n"), "{}", run.err);
    assert_eq!(run.err.matches("a.warc: https://weir.example/1: ").count(), 1, "{}", run.err);
    assert_eq!(dir.names("out"), ["a.warc/weir.example/0.txt", "a.warc/weir.example/2.txt", "b.txt"]);
}

#[test]
fn a_truncated_file_gives_the_text_before_its_end() {
    let dir = Dir::new();
    let whole = fixture("ferry.warc.wet.gz");
    dir.write("a.wet.gz", &whole[..whole.len() - 20]);
    let page = fixture("mill.html.gz");
    dir.write("b.html.gz", &page[..page.len() / 2]);
    let run = dir.run(&["-t", "json", "a.wet.gz", "b.html.gz"]);
    assert_eq!(run.status, 2);
    assert_eq!(all(&run.out, "verdict"), ["ok", "ok", "error", "error"]);
    let cause = "cannot read: damaged gzip data: it ends too early";
    assert_eq!(all(&run.out, "error")[2..], [cause; 2]);
    assert_eq!(run.err, format!("dehusk: a.wet.gz: {cause}\ndehusk: b.html.gz: {cause}\ndehusk: 2 of 4 failed\n"));
    let part = &all(&run.out, "text")[3];
    let page = dir.run(&["b.html.gz"]);
    page.is(2, part, &format!("dehusk: b.html.gz: {cause}\n"));
    assert!(part.len() > 80 && pipe(&[], fixture("pages/mill.html")).out.starts_with(part.trim_end()), "{part}");
    for to in ["text", "json"] {
        assert_eq!(dir.run(&["-q", "-t", to, "-d", "out", "b.html.gz"]).status, 2);
        assert!(dir.names("out").is_empty(), "a page that failed has no file");
    }
}

#[test]
fn a_page_before_trailing_garbage_is_written() {
    let dir = Dir::new();
    dir.write("a.html.gz", [fixture("mill.html.gz"), b"<!-- served in 3 ms -->".to_vec()].concat());
    let cause = "cannot read: damaged gzip data: the bytes after its end are not gzip data";
    dir.run(&["a.html.gz"]).is(2, &pipe(&[], fixture("pages/mill.html")).out, &format!("dehusk: a.html.gz: {cause}\n"));
    let run = dir.run(&["-q", "--on-doubt", "fail", "-t", "json", "a.html.gz"]);
    assert_eq!((all(&run.out, "verdict"), all(&run.out, "error")), (vec!["error".to_owned()], vec![cause.to_owned()]));
    assert!(all(&run.out, "text")[0].contains("Göttingen"));
    // A file without a readable page is an error without text.
    dir.write("b.html.gz", &fixture("mill.html.gz")[..12]);
    let run = dir.run(&["-q", "-t", "json", "b.html.gz"]);
    assert_eq!((run.status, all(&run.out, "text")), (2, vec!["-".to_owned()]));
}

#[test]
fn from_jsonl_reads_json_lines() {
    let lines = fixture("pages.jsonl");
    let run = pipe(&["--from", "jsonl", "-t", "json"], &lines);
    assert_eq!(all(&run.out, "path"), ["-!line 1", "-!line 2", "-!line 3"]);
    let texts = "{\"body\": \"The old mill.\"}\n{\"text\": \"x\"}\n";
    let run = pipe(&["--from", "jsonl", "--field", "body", "-t", "json"], texts);
    assert_eq!((run.status, all(&run.out, "text")), (2, vec!["The old mill.\n".to_owned(), "-".to_owned()]));
    assert!(run.err.contains("standard input: line 2: damaged JSON Lines: no string field `body`"), "{}", run.err);

    let run = pipe(&["--field", "body"], PAGE);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("'--field <NAME>' needs '--from jsonl'"), "{}", run.err);

    let dir = Dir::with(&[("s/a.html", PAGE)]);
    dir.write("s/pages.jsonl", &lines);
    let run = dir.run(&["-v", "s"]);
    assert!(run.out == ARTICLE && run.err.contains("s/pages.jsonl: skipped: JSON Lines"), "{}", run.err);
    dir.run(&["-q", "--from", "jsonl", "-d", "out", "s/pages.jsonl"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["pages.jsonl/line 1.txt", "pages.jsonl/line 2.txt", "pages.jsonl/line 3.txt"]);
}

#[test]
fn max_size_applies_to_each_page() {
    let dir = Dir::new();
    dir.write("a.wet", wet("https://weir.example/0", TEXT) + &wet("https://weir.example/1", &TEXT.repeat(50)));
    let run = dir.run(&["--max-size", "10k", "a.wet"]);
    let cause = "larger than the limit of 10240 bytes\nhint: raise the limit with --max-size";
    let expected = format!("dehusk: a.wet: https://weir.example/1: {cause}\ndehusk: 1 of 2 failed\n");
    run.is(2, ARTICLE, &expected);

    dir.write("mill.html.gz", fixture("mill.html.gz"));
    let run = dir.run(&["--max-size", "100", "mill.html.gz"]);
    let expected = "dehusk: mill.html.gz: larger than the limit of 100 bytes\nhint: raise the limit with --max-size\n";
    run.is(2, "", expected);
}

#[test]
fn an_input_of_another_format_is_an_error() {
    for (from, page) in [("mhtml", PAGE), ("webarchive", PAGE), ("warc", PAGE), ("wet", TEXT)] {
        let run = pipe(&["--from", from], page);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{from}");
        assert!(run.err.starts_with("dehusk: standard input: "), "{}", run.err);
    }
}

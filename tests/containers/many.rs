//! Containers of many pages.

use std::path::PathBuf;

use dehusk::internals::containers::{Open, Source, open, path};
use dehusk::{Error, Input};

use crate::support::{bytes, clean, ferry, melnitsa, mill, options, pages};

/// Returns the names and articles of the pages in a fixture.
fn named(name: &str) -> Vec<(String, String)> {
    pages(name).into_iter().map(|page| (page.name, page.article)).collect()
}

fn own(pairs: &[(&str, String)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, article)| ((*name).to_owned(), article.clone())).collect()
}

#[test]
fn warc_gives_a_page_per_record() {
    let is = own(&[
        ("https://example.org/mill", mill()),
        ("https://example.org/melnitsa", melnitsa()),
        ("https://example.org/gzip", mill()),
        ("https://example.org/br", mill()),
        ("https://example.org/zstd", mill()),
        ("https://example.org/ferry.txt", ferry()),
        ("https://example.org/resource", mill()),
    ]);
    assert_eq!(named("site.warc"), is);
    assert_eq!(named("site.warc.gz"), is);
    assert!(pages("site.warc").iter().all(|page| page.url.as_ref() == Some(&page.name)));
}

#[test]
fn records_without_a_page_are_counted() {
    let mut documents = open(Source::Bytes(bytes("site.warc.gz")), &Open::default());
    assert_eq!(documents.by_ref().count(), 7);
    // A record of information, eight requests, a picture and a redirect.
    assert_eq!(documents.skipped(), 11);
}

#[test]
fn wet_gives_a_text_per_record() {
    let url = |n| format!("https://example.org/ferry/{n}");
    assert_eq!(named("ferry.warc.wet.gz"), [0, 1, 2].map(|n| (url(n), ferry())));
}

#[test]
fn json_lines_give_a_page_per_line() {
    assert_eq!(named("pages.jsonl"), own(&[("line 1", mill()), ("line 2", melnitsa()), ("line 3", ferry())]));
    assert_eq!(pages("pages.jsonl")[1].url.as_deref(), Some("https://example.org/melnitsa"));
}

fn lines(file: &[u8], field: Option<&str>) -> Vec<Result<(String, String), String>> {
    let options = Open { input: Input::Jsonl, field: field.map(str::to_owned), max_size: 100, ..Open::default() };
    let found = clean(open(Source::Bytes(file.to_vec()), &options));
    found.into_iter().map(|page| page.map(|page| (page.name, page.article.trim_end().to_owned()))).collect()
}

#[test]
fn a_bad_line_is_reported_and_the_rest_is_read() {
    let long = format!("{{\"text\": \"{}\"}}", "x".repeat(200));
    let file = format!("\u{FEFF}{{\"text\": \"One line.\"}}\r\n\n{{\"text\": }}\n[1]\n{{\"text\": 1}}\n{long}\n{{\"te");
    let found = lines(file.as_bytes(), Some("text"));
    assert_eq!(found.len(), 6);
    assert_eq!(found[0].as_ref().expect("a line").0, "line 1");
    for (error, says) in found[1..].iter().zip([
        "in line 3: damaged JSON Lines: expected value at column 10",
        "in line 4: damaged JSON Lines: invalid type: sequence, expected an object at column 0",
        "in line 5: damaged JSON Lines: no string field `text`",
        "in line 6: larger than the limit of 100 bytes",
        "in line 7: damaged JSON Lines: EOF while parsing a string at column 4",
    ]) {
        assert_eq!(error.as_ref().expect_err("a bad line"), says);
    }
}

#[test]
fn field_chooses_the_field_of_the_page() {
    let file = b"{\"html\": \"<p>From html.\", \"text\": \"From text.\", \"body\": \"From body.\", \"url\": \"u\"}\n";
    for (field, article) in
        [(None, "From html."), (Some("html"), "From html."), (Some("text"), "From text."), (Some("body"), "From body.")]
    {
        let options = Open { input: Input::Jsonl, field: field.map(str::to_owned), ..Open::default() };
        let mut entry = open(Source::Bytes(file.to_vec()), &options).next().expect("a line").expect("a page");
        let mut body = String::new();
        std::io::Read::read_to_string(&mut entry.body, &mut body).expect("UTF-8");
        assert!(body.ends_with(article), "{field:?}: {body}");
    }
}

#[test]
fn archives_give_a_page_per_member() {
    let mut is = own(&[
        ("site/ferry.txt", ferry()),
        ("site/ferry.txt.gz", ferry()),
        ("site/melnitsa.html", melnitsa()),
        ("site/mill.html", mill()),
        ("site/no-extension", mill()),
        ("site/saved.mhtml", mill()),
    ]);
    let mut zip = named("site.zip");
    zip.sort();
    assert_eq!(zip, is);
    is.push((format!("site/{}mill.html", "a-directory-with-a-long-name/".repeat(5)), mill()));
    for name in ["site.tar.zst", "site.tar.xz", "site.tar.bz2"] {
        let mut tar = named(name);
        tar.sort();
        is.sort();
        assert_eq!(tar, is, "{name}");
    }
}

#[test]
fn a_book_is_read_in_reading_order() {
    let book = named("book.epub");
    let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["EPUB/first chapter.xhtml", "EPUB/second chapter.xhtml"]);
    assert!(book[0].1.contains("1 hundred years") && book[1].1.contains("2 hundred years"));
}

#[test]
fn an_archive_without_a_page_is_an_error() {
    let mut tar = tar::Builder::new(Vec::new());
    let picture = bytes("pages/mill.png");
    let mut header = tar::Header::new_ustar();
    header.set_size(picture.len() as u64);
    header.set_cksum();
    for name in ["a.png", "b.html/c.css"] {
        tar.append_data(&mut header.clone(), name, &picture[..]).expect("memory");
    }
    let mut documents = open(Source::Bytes(tar.into_inner().expect("memory")), &Open::default());
    let error = documents.next().expect("an error").expect_err("no page");
    assert!(matches!(error, Error::NoPages { skipped: 2, .. }));
    assert_eq!(error.to_string(), "no page in this tar archive: skipped 2 items");
    assert!(documents.next().is_none());
}

#[test]
fn names_of_members_stay_inside_the_output_directory() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.set_size(3);
    header.as_ustar_mut().expect("ustar").name[..14].copy_from_slice(b"/../../a\x1b.html");
    header.set_cksum();
    tar.append(&header, &b"<p>"[..]).expect("memory");
    let entry = open(Source::Bytes(tar.into_inner().expect("memory")), &Open::default()).next();
    let entry = entry.expect("a member").expect("a page");
    assert_eq!(entry.name.as_deref(), Some("a_.html"));
    assert_eq!(entry.name.as_deref().map(path), Some(PathBuf::from("a_.html")));
}

#[test]
fn the_nesting_of_archives_is_limited() {
    let mut archive = bytes("pages/mill.html");
    for _ in 0..6 {
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(archive.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, "x.html", &archive[..]).expect("memory");
        archive = tar.into_inner().expect("memory");
    }
    let found = clean(open(Source::Bytes(archive), &options("x.tar")));
    assert_eq!(
        found,
        [Err("in x.html/x.html/x.html/x.html: damaged archive: archives are nested more than 4 deep".to_owned())]
    );
}

//! Containers of one page.

use std::io::Read;

use dehusk::internals::containers::{Open, Source, open};
use dehusk::{Error, Input};

use crate::support::{Page, bytes, clean, melnitsa, mill, pages};

/// Returns the only page in a fixture, after checking that it has no name.
fn only(name: &str) -> Page {
    let mut pages = pages(name);
    assert_eq!(pages.len(), 1, "{name}");
    let page = pages.remove(0);
    assert_eq!(page.name, "", "{name}: the input is the page");
    page
}

#[test]
fn compressed_pages_are_unpacked() {
    for extension in ["gz", "zst", "xz", "bz2", "br"] {
        assert_eq!(only(&format!("mill.html.{extension}")).article, mill(), "{extension}");
    }
}

#[test]
fn mhtml_from_chromium_is_read() {
    let page = only("chromium.mhtml");
    assert_eq!(page.article, mill());
    assert_eq!(page.url.as_deref(), Some("http://localhost:8642/mill.html"));
}

#[test]
fn mhtml_from_a_mail_program_is_read() {
    let page = only("email.mht");
    // The part declares no charset, so the page's own declaration counts.
    assert_eq!(page.article, melnitsa());
    assert_eq!(page.url.as_deref(), Some("https://example.org/melnitsa"));
}

#[test]
fn web_archives_are_read() {
    for form in ["binary", "xml"] {
        let page = only(&format!("{form}.webarchive"));
        assert_eq!(page.article, mill(), "{form}");
        assert_eq!(page.url.as_deref(), Some("https://example.org/mill"), "{form}");
    }
}

#[test]
fn a_page_saved_by_single_file_is_read() {
    assert_eq!(only("single-file.html").article, mill());
}

#[test]
fn a_plain_page_is_read() {
    assert_eq!(only("pages/mill.html").article, mill());
    assert_eq!(only("pages/melnitsa.html").article, melnitsa());
}

/// Returns the bytes of the only document.
fn raw(source: Source, input: Input) -> Vec<u8> {
    let mut documents = open(source, &Open { input, ..Open::default() });
    let mut entry = documents.next().expect("a document").expect("no error");
    let mut bytes = Vec::new();
    entry.body.read_to_end(&mut bytes).expect("its bytes");
    assert!(documents.next().is_none());
    bytes
}

#[test]
fn input_html_and_text_do_not_open_containers() {
    for name in ["chromium.mhtml", "xml.webarchive", "site.warc", "pages.jsonl"] {
        for input in [Input::Html, Input::Text] {
            assert_eq!(raw(Source::Bytes(bytes(name)), input), bytes(name), "{name}");
        }
    }
    assert_eq!(raw(Source::Bytes(bytes("mill.html.gz")), Input::Text), bytes("pages/mill.html"));
}

#[test]
fn saved_pages_are_detected_by_content() {
    for name in ["chromium.mhtml", "email.mht", "xml.webarchive", "binary.webarchive"] {
        assert!(raw(Source::Bytes(bytes(name)), Input::Auto).starts_with(b"<"), "{name}");
    }
}

#[test]
fn json_lines_are_not_detected() {
    assert_eq!(raw(Source::Bytes(bytes("pages.jsonl")), Input::Auto), bytes("pages.jsonl"));
}

#[test]
fn an_empty_input_is_an_empty_page() {
    assert_eq!(raw(Source::Bytes(Vec::new()), Input::Auto), b"");
    assert_eq!(raw(Source::Stream(Box::new(std::io::empty())), Input::Auto), b"");
}

#[test]
fn a_picture_is_named_in_the_error() {
    let png = bytes("pages/mill.png");
    for (input, what) in [
        (Input::Auto, "not a web page or text: it looks like a PNG image"),
        (Input::Mhtml, "not a web page or text: it looks like a PNG image"),
        (Input::Webarchive, "not a web page or text: it looks like a PNG image"),
    ] {
        let found = clean(open(Source::Bytes(png.clone()), &Open { input, ..Open::default() }));
        assert_eq!(found, [Err(what.to_owned())], "{}", input.name());
    }
}

#[test]
fn other_property_lists_and_office_documents_are_named_in_the_error() {
    let list = b"<?xml version=\"1.0\"?><plist><dict><key>a</key><string>b</string></dict></plist>";
    let input = Input::Webarchive;
    let found = clean(open(Source::Bytes(list.to_vec()), &Open { input, ..Open::default() }));
    assert_eq!(found, [Err("not a web page or text: it looks like a property list".to_owned())]);
    let office = [b"PK\x03\x04".as_slice(), &[0; 26], b"[Content_Types].xml"].concat();
    let found = clean(open(Source::Bytes(office), &Open::default()));
    assert_eq!(found, [Err("not a web page or text: it looks like a Microsoft Office document".to_owned())]);
}

#[test]
fn extract_refuses_containers() {
    let options = dehusk::internals::Options { input: Input::Warc, ..dehusk::internals::Options::default() };
    let error =
        dehusk::internals::clean(b"WARC/1.0\r\n", &options, &dehusk::internals::Models::BUILT_IN).expect_err("no page");
    assert!(matches!(error, Error::IsContainer("warc")));
}

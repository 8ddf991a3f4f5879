use std::io::Read;

use super::*;

fn of(message: &str) -> Vec<Result<(String, Entry), String>> {
    page(message.as_bytes())
        .map(|found| match found {
            Ok(Found::Page(mut entry)) => {
                let mut text = String::new();
                entry.body.read_to_string(&mut text).unwrap();
                Ok((text, entry))
            }
            Ok(_) => panic!("not a page"),
            Err(error) => Err(error.to_string()),
        })
        .collect()
}

fn only(message: &str) -> (String, Entry) {
    let mut found = of(message);
    assert_eq!(found.len(), 1, "{found:?}");
    found.pop().unwrap().unwrap()
}

const HEAD: &str = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"";

#[test]
fn the_first_html_part_is_the_page() {
    let (text, entry) = only(&format!(
        "{HEAD}\r\n\r\npreamble\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b\r\nContent-Type: text/html; \
         charset=koi8-r\r\nContent-Location: https://example.org/\r\n\r\n<p>a\r\n\r\n--bx\r\n--b\r\nContent-Type: \
         text/html\r\n\r\n<p>frame\r\n--b--\r\n"
    ));
    assert_eq!(text, "<p>a\r\n\r\n--bx");
    assert_eq!(entry.charset.as_deref(), Some("koi8-r"));
    assert_eq!(entry.url.as_deref(), Some("https://example.org/"));
    assert_eq!(entry.input, Input::Html);
}

#[test]
fn the_start_part_is_the_page() {
    let parts = "--b\nContent-Type: text/html\nContent-Location: https://example.org/ad\n\nad\n--b\nContent-Type: \
                 text/html\nContent-ID: <x>\nContent-Location: https://example.org/\n\npage\n--b--\n";
    let by_id = HEAD.replace("boundary", "start=\"<x>\"; boundary");
    let by_address = format!("Snapshot-Content-Location: https://example.org/\n{HEAD}");
    for header in [by_id, by_address] {
        assert_eq!(only(&format!("{header}\n\n{parts}")).0, "page");
    }
}

#[test]
fn multiparts_may_be_nested() {
    let (text, _) = only(&format!(
        "{HEAD}\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: \
         text/plain\n\nplain\n--c\nContent-Type: text/html\n\n<p>html\n--c--\n--b--\n"
    ));
    assert_eq!(text, "<p>html");
    let nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(10_000);
    assert!(of(&nested)[0].is_err());
}

#[test]
fn a_message_may_be_a_single_part() {
    let (text, entry) = only(
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: \
         quoted-printable\n\n<p class=3D\"x\">",
    );
    assert_eq!(text, "<p class=\"x\">");
    assert_eq!(entry.charset.as_deref(), Some("utf-8"));
}

#[test]
fn a_truncated_message_gives_its_page_and_an_error() {
    let whole = format!("{HEAD}\n\n--b\nContent-Type: text/html\n\n<p>page\n--b\nContent-Type: image/png\n\nx");
    let found = of(&whole);
    assert_eq!(found[0].as_ref().unwrap().0, "<p>page");
    assert_eq!(found[1].as_ref().unwrap_err(), "damaged MHTML: it ends before its last part");
    let within = &whole[..whole.find("ge\n--b\nContent-Type: image").unwrap()];
    let mut found = page(within.as_bytes());
    let Some(Ok(Found::Page(mut entry))) = found.next() else { panic!("a page") };
    let mut bytes = Vec::new();
    let error = entry.body.read_to_end(&mut bytes).unwrap_err();
    assert!(super::super::compress::is_broken(&error) && found.next().is_none());
    assert_eq!(
        (bytes.as_slice(), error.to_string().as_str()),
        (&b"<p>pa"[..], "damaged MHTML data: it ends too early")
    );
    assert_eq!(of(&format!("{HEAD}\n\n"))[0].as_ref().unwrap_err(), "damaged MHTML: it ends before its page");
    assert_eq!(of(&format!("{HEAD}\n\n--b--"))[0].as_ref().unwrap_err(), "damaged MHTML: no part is a page");
}

#[test]
fn messages_with_a_page_are_recognised() {
    for head in [format!("{HEAD}\r\n\r\n"), format!("From: <Saved by Blink>\r\n{HEAD}"), format!("\u{FEFF}\n{HEAD}")] {
        assert!(starts(head.as_bytes()), "{head}");
    }
    for head in [
        "",
        ":",
        "MIME-Version: 1.0\nContent-Type: text/plain\n\nHello",
        "From: Ann\n\nMIME-Version: 1.0\nContent-Type: multipart/related",
        "In MIME-Version: 1.0 there is Content-Type: multipart/related",
        "<html>MIME-Version: 1.0",
    ] {
        assert!(!starts(head.as_bytes()), "{head}");
    }
}

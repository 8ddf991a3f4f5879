//! The encoding that the transport declares outranks the page's own declaration. The user, a byte
//! order mark and contradicting bytes outrank it.

use dehusk::internals::Options;

const RUSSIAN: &str = "Старая мельница у реки мелет муку уже триста лет, и колесо всё ещё вращается.";

fn page(meta: &str) -> String {
    format!("<html><meta charset={meta}><body><h1>Мельница</h1><p>{RUSSIAN}</p></body></html>")
}

/// Returns the detected encoding, after checking that the article is readable.
fn of(bytes: &[u8], charset: Option<&str>, encoding: Option<&str>) -> &'static str {
    let own = |label: Option<&str>| label.map(str::to_owned);
    let options = Options { charset: own(charset), encoding: own(encoding), ..Options::default() };
    let document = dehusk::internals::clean(bytes, &options, &dehusk::internals::Models::BUILT_IN).expect("a page");
    assert!(document.text.contains(RUSSIAN), "{}: {}", document.summary.encoding, document.text);
    document.summary.encoding
}

fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn the_declared_charset_outranks_meta() {
    let koi8 = encoded(&page("windows-1251"), encoding_rs::KOI8_R);
    assert_eq!(of(&koi8, Some("koi8-r"), None), "KOI8-R");
    assert_eq!(of(&koi8, Some("iso-8859-5"), Some("koi8-r")), "KOI8-R");
}

#[test]
fn a_byte_order_mark_outranks_the_declared_charset() {
    assert_eq!(of(format!("\u{FEFF}{}", page("koi8-r")).as_bytes(), Some("windows-1251"), None), "UTF-8");
}

#[test]
fn contradicting_bytes_outrank_the_declared_charset() {
    // Many servers declare this by default.
    assert_eq!(of(page("utf-8").as_bytes(), Some("iso-8859-1"), None), "UTF-8");
    assert_eq!(of(page("utf-8").as_bytes(), Some("utf-16"), None), "UTF-8");
}

#[test]
fn an_unknown_charset_is_ignored() {
    let cp1251 = encoded(&page("windows-1251"), encoding_rs::WINDOWS_1251);
    assert_eq!(of(&cp1251, Some("none"), None), "windows-1251");
}

#[test]
fn the_declared_charset_applies_to_text() {
    let text = encoded(&format!("{RUSSIAN}\n\n{RUSSIAN}\n"), encoding_rs::IBM866);
    assert_eq!(of(&text, Some("ibm866"), None), "IBM866");
}

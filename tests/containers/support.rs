//! Opens containers and cleans their pages.

use std::fs::{self, File};
use std::io::Cursor;
use std::path::{Path, PathBuf};

use dehusk::Error;
use dehusk::internals::Options;
use dehusk::internals::containers::{Documents, Open, Source, open};

/// A cleaned document.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    pub name: String,
    pub url: Option<String>,
    pub article: String,
}

/// Returns the path of a fixture.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/containers/data").join(name)
}

pub fn bytes(name: &str) -> Vec<u8> {
    fs::read(path(name)).expect("a fixture")
}

/// Returns the settings for a fixture.
pub fn options(name: &str) -> Open {
    let input = match name.rsplit('.').next() {
        Some("jsonl") => dehusk::Input::Jsonl,
        // If their beginning is missing, these are detected as text.
        Some("mht" | "mhtml") => dehusk::Input::Mhtml,
        Some("webarchive") => dehusk::Input::Webarchive,
        _ => dehusk::Input::Auto,
    };
    Open { input, path: Some(name.into()), ..Open::default() }
}

/// Returns a fixture as each kind of source.
pub fn sources(name: &str) -> [Source; 3] {
    let bytes = bytes(name);
    [
        Source::File(File::open(path(name)).expect("a fixture")),
        Source::Stream(Box::new(Cursor::new(bytes.clone()))),
        Source::Bytes(bytes),
    ]
}

/// Returns the pages of an intact fixture, after checking that every source gives the same.
pub fn pages(name: &str) -> Vec<Page> {
    let [first, others @ ..] = sources(name);
    let pages = clean(open(first, &options(name)));
    for source in others {
        assert_eq!(clean(open(source, &options(name))), pages, "{name}");
    }
    pages.into_iter().map(|page| page.unwrap_or_else(|error| panic!("{name}: {error}"))).collect()
}

/// Cleans every document. Errors become their messages.
pub fn clean(documents: Documents) -> Vec<Result<Page, String>> {
    documents
        .map(|entry| entry.and_then(article).map_err(|error| format!("{:#}", anyhow::Error::from(error))))
        .collect()
}

fn article(entry: dehusk::internals::containers::Entry) -> Result<Page, Error> {
    let options = Options { input: entry.input, charset: entry.charset, ..Options::default() };
    let mut article = Vec::new();
    dehusk::internals::stream(entry.body, &mut article, &options, &dehusk::internals::Models::BUILT_IN, None)?;
    let article = String::from_utf8(article).expect("text");
    Ok(Page { name: entry.name.unwrap_or_default(), url: entry.url, article })
}

/// Returns the article of `pages/mill.html`.
pub fn mill() -> String {
    let page = bytes("pages/mill.html");
    let article = dehusk::internals::clean(&page, &Options::default(), &dehusk::internals::Models::BUILT_IN)
        .expect("a page")
        .text;
    assert!(article.contains("Göttingen") && !article.contains("Copyright"), "{article}");
    article
}

/// Returns the article of `pages/melnitsa.html`.
pub fn melnitsa() -> String {
    let article = dehusk::internals::clean(
        &bytes("pages/melnitsa.html"),
        &Options::default(),
        &dehusk::internals::Models::BUILT_IN,
    )
    .expect("a page")
    .text;
    assert!(article.contains("мелет муку") && !article.contains("Главная"), "{article}");
    article
}

/// Returns the article of `pages/ferry.txt`.
pub fn ferry() -> String {
    dehusk::internals::clean(&bytes("pages/ferry.txt"), &Options::default(), &dehusk::internals::Models::BUILT_IN)
        .expect("a text")
        .text
}

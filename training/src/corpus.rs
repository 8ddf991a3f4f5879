//! The labelled pages: WCXB, the Web Content Extraction Benchmark (CC-BY-4.0), text renderings of
//! it, and other sets in the same format.
//!
//! They are not part of this repository. The environment variable `DEHUSK_CORPUS` names their
//! directory; the default is `../shared` beside the repository.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;
use serde::Deserialize;

/// A labelled page.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// Its name, unique across all sets.
    pub id: String,
    /// The set it belongs to. Pages of WCXB do not give it.
    #[serde(default = "wcxb")]
    pub set: String,
    /// Its address, if known.
    pub url: Option<String>,
    /// `article`, `forum`, `product` …, if known.
    #[serde(default)]
    pub page_type: String,
    /// The title, if any.
    pub title: Option<String>,
    /// The gold text; empty if the page has no main content.
    pub main_content: Option<String>,
    /// Text that is not main content, if the set marks it: readers' comments, teasers of other
    /// stories, dates, bylines and captions.
    pub comments: Option<String>,
    /// See `comments`.
    pub related: Option<String>,
    /// See `comments`.
    pub supplement: Option<String>,
    /// Snippets that the output must contain, in the set that has no gold text.
    #[serde(default)]
    pub with: Vec<String>,
    /// Snippets that the output must not contain.
    #[serde(default)]
    pub without: Vec<String>,
    /// The page, decoded.
    pub html: String,
}

impl Page {
    /// Returns all text that the set marks as not main content.
    pub fn not_content(&self) -> String {
        let parts = [&self.related, &self.comments, &self.supplement];
        parts.into_iter().flatten().flat_map(|part| [part.as_str(), "\n"]).collect()
    }

    /// Returns its site: the host of its address or, if that is unknown, the host that the page
    /// declares or links to most. Otherwise, the page is a site of its own.
    pub fn site(&self) -> String {
        match &self.url {
            Some(url) => host(url).to_owned(),
            None if self.set == WCXB => self.id.clone(),
            None => linked_host(&self.html).unwrap_or_else(|| self.id.clone()),
        }
    }
}

/// Name of the set of the pages that do not give one.
pub const WCXB: &str = "wcxb";
/// Name of the set that is only used to measure, never to train.
pub const VALIDATION: &str = "snippets";

fn wcxb() -> String {
    WCXB.to_owned()
}

/// A page flattened to text.
#[derive(Debug, Deserialize)]
pub struct Rendering {
    /// The name of the page.
    pub id: String,
    /// The way of flattening: `innertext`, `textcontent` …
    pub renderer: String,
    /// The type of the page.
    pub page_type: String,
    /// The title of the page, if any.
    pub title: Option<String>,
    /// The gold text.
    pub main_content: Option<String>,
    /// The flattened page.
    pub text: String,
}

/// File of the pages, relative to the corpus directory.
pub const PAGES: &str = "corpus/wcxb-dev.jsonl.zst";
/// File of the pages of other sets, relative to the corpus directory.
pub const MORE: &str = "corpus/more-dev.jsonl.zst";
/// File of the renderings, relative to the corpus directory.
pub const RENDERINGS: &str = "textbench/text-dev.jsonl.zst";

/// Largest window of the compressed files, as a power of two.
const WINDOW_LOG: u32 = 27;

/// Returns the directory of the corpus, if it exists.
pub fn directory() -> Option<PathBuf> {
    let directory = std::env::var_os("DEHUSK_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    directory.join(PAGES).exists().then_some(directory)
}

/// Whether the corpus is missing. If so, prints a message, for programs that then do nothing.
pub fn is_missing() -> bool {
    let missing = directory().is_none();
    if missing {
        println!("skipped: no corpus; set DEHUSK_CORPUS to the directory that holds it");
    }
    missing
}

/// Writes each page to a file in a new directory. Returns the number of pages and their total
/// size in bytes.
///
/// # Errors
/// As [`read`], and if a file cannot be written.
pub fn unpack(directory: &Path) -> Result<(usize, u64)> {
    fs::create_dir(directory)?;
    let (mut pages, mut bytes) = (0, 0);
    for page in read::<Page>(PAGES)? {
        let page = page?;
        fs::write(directory.join(format!("{}.html", page.id)), &page.html)?;
        pages += 1;
        bytes += page.html.len() as u64;
    }
    Ok((pages, bytes))
}

/// Reads all labelled pages: first WCXB, then the other sets.
///
/// # Errors
/// As [`read`].
pub fn pages() -> Result<impl Iterator<Item = Result<Page>>> {
    Ok(read::<Page>(PAGES)?.chain(read::<Page>(MORE)?))
}

/// Reads a file of the corpus, record by record.
///
/// # Errors
/// If there is no corpus, or the file is broken.
pub fn read<T: for<'de> Deserialize<'de>>(file: &str) -> Result<impl Iterator<Item = Result<T>>> {
    let directory = directory().context("no corpus: set DEHUSK_CORPUS to the directory that holds it")?;
    let path = directory.join(file);
    let raw = File::open(&path).with_context(|| path.display().to_string())?;
    let mut decoder = zstd::Decoder::new(raw)?;
    decoder.window_log_max(WINDOW_LOG)?;
    Ok(BufReader::with_capacity(1 << 20, decoder).lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Returns the host of an address. Cross-validation groups pages by it.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Returns the host that a page declares as its own, else the host that most of its links lead to.
fn linked_host(html: &str) -> Option<String> {
    static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)<(?:base|link[^>]*canonical|meta[^>]*og:url)[^>]*(?:href|content)=["']?(https?://[^"'\s>]+)"#)
            .expect("a valid pattern")
    });
    static LINK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"(?i)<a\s[^>]*href=["']?(https?://[^"'\s>]+)"#).expect("a valid pattern"));
    if let Some(declared) = DECLARED.captures(html) {
        return Some(host(&declared[1]).to_lowercase());
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for link in LINK.captures_iter(html) {
        *counts.entry(host(&link[1]).to_lowercase()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(host, _)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_an_address_belongs_to_its_declared_host() {
        let links = "<a href='http://ads.example/'>Ad</a> <a href='/own'>Own</a>\
                     <a class=x href=\"http://www.Mill.example/a\">A</a> <a href=http://mill.example/b>B</a>";
        assert_eq!(linked_host(links).as_deref(), Some("mill.example"));
        let declared = format!("<link rel=\"canonical\" href=\"https://river.example/1\">{links}");
        assert_eq!(linked_host(&declared).as_deref(), Some("river.example"));
        assert_eq!(linked_host("<p>No link"), None);
    }
}

//! The labelled pages: WCXB, the Web Content Extraction Benchmark (CC-BY-4.0),
//! the text renderings made of it, and more sets in the same format.
//!
//! They are not part of this repository. They are looked for in the directory
//! that the environment variable `DEHUSK_CORPUS` names, else in `../shared`
//! beside the repository.

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
    /// Its name, unique over all sets.
    pub id: String,
    /// The set it belongs to; WCXB's own pages name none.
    #[serde(default = "wcxb")]
    pub set: String,
    /// Its address, if known.
    pub url: Option<String>,
    /// `article`, `forum`, `product` …, if known.
    #[serde(default)]
    pub page_type: String,
    /// The title, if it has one.
    pub title: Option<String>,
    /// The gold text; empty where the page has no main content.
    pub main_content: Option<String>,
    /// Text that is not main content: readers' comments, teasers of other
    /// stories, and dates, bylines and captions, where the set tells them apart.
    pub comments: Option<String>,
    /// See `comments`.
    pub related: Option<String>,
    /// See `comments`.
    pub supplement: Option<String>,
    /// Snippets that must come out, in the set that has no gold text.
    #[serde(default)]
    pub with: Vec<String>,
    /// Snippets that must not.
    #[serde(default)]
    pub without: Vec<String>,
    /// The page, decoded.
    pub html: String,
}

impl Page {
    /// All text that the set says is not main content.
    pub fn not_content(&self) -> String {
        let parts = [&self.related, &self.comments, &self.supplement];
        parts.into_iter().flatten().flat_map(|part| [part.as_str(), "\n"]).collect()
    }

    /// Its site: the host of its address or, where that is not known, the host that
    /// the page declares or links to most. Without either, the page is its own site.
    pub fn site(&self) -> String {
        match &self.url {
            Some(url) => host(url).to_owned(),
            None if self.set == WCXB => self.id.clone(),
            None => linked_host(&self.html).unwrap_or_else(|| self.id.clone()),
        }
    }
}

/// Name of the set that pages without one belong to.
pub const WCXB: &str = "wcxb";
/// The set that is never trained on, only measured.
pub const VALIDATION: &str = "snippets";

fn wcxb() -> String {
    WCXB.to_owned()
}

/// One page flattened to text.
#[derive(Debug, Deserialize)]
pub struct Rendering {
    /// The page's number.
    pub id: String,
    /// How it was flattened: `innertext`, `textcontent` …
    pub renderer: String,
    /// The page's type.
    pub page_type: String,
    /// The page's title, if it has one.
    pub title: Option<String>,
    /// The gold text.
    pub main_content: Option<String>,
    /// The flattened page.
    pub text: String,
}

/// File of the pages, below the corpus directory.
pub const PAGES: &str = "corpus/wcxb-dev.jsonl.zst";
/// File of the pages of more sets, below the corpus directory.
pub const MORE: &str = "corpus/more-dev.jsonl.zst";
/// File of the renderings, below the corpus directory.
pub const RENDERINGS: &str = "textbench/text-dev.jsonl.zst";

/// Largest window of the compressed files, as a power of two.
const WINDOW_LOG: u32 = 27;

/// The directory that holds the corpus, if it is there.
pub fn directory() -> Option<PathBuf> {
    let directory = std::env::var_os("DEHUSK_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    directory.join(PAGES).exists().then_some(directory)
}

/// Whether there is no corpus; says so, for whoever can do without.
pub fn is_missing() -> bool {
    let missing = directory().is_none();
    if missing {
        println!("skipped: no corpus; set DEHUSK_CORPUS to the directory that holds it");
    }
    missing
}

/// Writes the pages into a new directory, a file each; how many there are, and
/// their bytes.
///
/// # Errors
/// As [`read`], and when a file cannot be written.
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

/// All labelled pages: those of WCXB, then those of more sets.
///
/// # Errors
/// As [`read`].
pub fn pages() -> Result<impl Iterator<Item = Result<Page>>> {
    Ok(read::<Page>(PAGES)?.chain(read::<Page>(MORE)?))
}

/// Reads a file of the corpus record by record.
///
/// # Errors
/// When there is no corpus, or the file is broken.
pub fn read<T: for<'de> Deserialize<'de>>(file: &str) -> Result<impl Iterator<Item = Result<T>>> {
    let directory = directory().context("no corpus: set DEHUSK_CORPUS to the directory that holds it")?;
    let path = directory.join(file);
    let raw = File::open(&path).with_context(|| path.display().to_string())?;
    let mut decoder = zstd::Decoder::new(raw)?;
    decoder.window_log_max(WINDOW_LOG)?;
    Ok(BufReader::with_capacity(1 << 20, decoder).lines().map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// The host of an address: pages are grouped by it in cross-validation.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// The host that a page names as its own, else the one that most of its links lead to.
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
    fn a_page_without_an_address_belongs_to_the_host_it_names() {
        let links = "<a href='http://ads.example/'>Ad</a> <a href='/own'>Own</a>\
                     <a class=x href=\"http://www.Mill.example/a\">A</a> <a href=http://mill.example/b>B</a>";
        assert_eq!(linked_host(links).as_deref(), Some("mill.example"));
        let declared = format!("<link rel=\"canonical\" href=\"https://river.example/1\">{links}");
        assert_eq!(linked_host(&declared).as_deref(), Some("river.example"));
        assert_eq!(linked_host("<p>No link"), None);
    }
}

//! The corpus: WCXB, the Web Content Extraction Benchmark (CC-BY-4.0), and
//! the text renderings made of it.
//!
//! Neither is part of this repository. They are looked for in the directory
//! that the environment variable `DEHUSK_CORPUS` names, else in `../shared`
//! beside the repository.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

/// One page of the development split.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// Its number in the benchmark.
    pub id: String,
    /// Its address, if known.
    pub url: Option<String>,
    /// `article`, `forum`, `product` …
    pub page_type: String,
    /// The title, if it has one.
    pub title: Option<String>,
    /// The gold text; empty where the page has no main content.
    pub main_content: Option<String>,
    /// The page, decoded.
    pub html: String,
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

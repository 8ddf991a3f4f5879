//! Which files of a directory are pages to clean.

use std::ffi::OsStr;
use std::path::Path;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};

use super::names::ends_in;
use crate::From;
use crate::container::endings::{ASSETS, LINES, PACKED};

/// Endings of a saved page whose companion folder is called after it.
const SAVED: [&str; 4] = ["html", "htm", "xhtml", "shtml"];

/// One `--glob`.
#[derive(Debug, Clone)]
pub struct Pattern {
    glob: GlobMatcher,
    /// Whether it leaves files out.
    excludes: bool,
    /// Whether it is about the whole path below the directory.
    path: bool,
}

impl FromStr for Pattern {
    type Err = globset::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (glob, excludes) = text.strip_prefix('!').map_or((text, false), |rest| (rest, true));
        let path = glob.trim_end_matches('/').contains('/');
        let glob = GlobBuilder::new(glob.trim_matches('/')).literal_separator(true).build()?;
        Ok(Pattern { glob: glob.compile_matcher(), excludes, path })
    }
}

impl Pattern {
    fn matches(&self, below: &Path) -> bool {
        if self.path {
            self.glob.is_match(below)
        } else {
            below.file_name().is_some_and(|name| self.glob.is_match(name))
        }
    }
}

/// Which files of a directory to read.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
    from: From,
}

impl Choice {
    /// What these patterns choose: everything that one of them names, or
    /// everything if none names any, without what the `!` patterns name.
    /// All of them are read as `from`.
    pub fn new(patterns: Vec<Pattern>, from: From) -> Self {
        let (exclude, include) = patterns.into_iter().partition(|pattern| pattern.excludes);
        Choice { include, exclude, from }
    }

    /// Whether only certain files are asked for.
    pub fn is_narrow(&self) -> bool {
        !self.include.is_empty()
    }

    /// Whether a file or directory, by its path below the one that is walked,
    /// was left out by a `!` pattern.
    pub fn leaves_out(&self, below: &Path) -> bool {
        self.exclude.iter().any(|pattern| pattern.matches(below))
    }

    /// Whether a file is asked for.
    pub fn names(&self, below: &Path) -> bool {
        self.include.is_empty() || self.include.iter().any(|pattern| pattern.matches(below))
    }

    /// Whether a file is an image, a script or the like that no pattern asked for.
    pub fn is_asset(&self, below: &Path) -> bool {
        self.include.is_empty() && ends_in(below, &ASSETS)
    }

    /// Whether a file has JSON Lines in it, which nobody said it should be read as.
    pub fn is_lines(&self, below: &Path) -> bool {
        let unpacked = if ends_in(below, &PACKED) { &below.with_extension("") } else { below };
        let lines = ends_in(unpacked, &LINES);
        self.include.is_empty() && self.from == From::Auto && lines
    }
}

/// Whether a file or directory is hidden.
pub fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a directory is `page_files`, with `page.html` beside it: what a
/// browser puts the images and frames of a saved page into.
pub fn is_companion(directory: &Path) -> bool {
    let Some(page) = directory.file_name().and_then(OsStr::to_str).and_then(|name| name.strip_suffix("_files")) else {
        return false;
    };
    SAVED.iter().any(|ending| directory.with_file_name(format!("{page}.{ending}")).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(globs: &[&str]) -> Choice {
        Choice::new(globs.iter().map(|glob| glob.parse().expect("a glob")).collect(), From::Auto)
    }

    fn takes(globs: &[&str], below: &str) -> bool {
        let (choice, below) = (choice(globs), Path::new(below));
        !choice.leaves_out(below) && choice.names(below) && !choice.is_asset(below)
    }

    #[test]
    fn everything_but_assets_is_taken_without_globs() {
        assert!(takes(&[], "a/page.html") && takes(&[], "page") && takes(&[], "example.com"));
        assert!(!takes(&[], "a/style.css") && !takes(&[], "LOGO.PNG"));
    }

    #[test]
    fn a_glob_without_a_slash_is_about_names() {
        assert!(takes(&["*.html"], "page.html") && takes(&["*.html"], "a/b/page.html"));
        assert!(!takes(&["*.html"], "page.htm"));
        assert!(takes(&["*.{html,htm}"], "page.htm") && takes(&["*.html", "*.htm"], "page.htm"));
        assert!(takes(&["*.css"], "style.css"), "who asks for an asset gets it");
    }

    #[test]
    fn a_glob_with_a_slash_is_about_paths() {
        assert!(takes(&["news/*.html"], "news/page.html") && takes(&["/*.html"], "page.html"));
        assert!(!takes(&["news/*.html"], "old/news/page.html") && !takes(&["news/*.html"], "news/old/page.html"));
        assert!(takes(&["news/**"], "news/old/page.html") && takes(&["**/news/*"], "old/news/page.html"));
    }

    #[test]
    fn an_exclamation_mark_leaves_out() {
        assert!(!takes(&["!draft*"], "drafts") && takes(&["!draft*"], "page.html"));
        assert!(!takes(&["*.html", "!index.html"], "a/index.html") && takes(&["*.html", "!index.html"], "a/page.html"));
    }

    #[test]
    fn a_glob_that_is_none_is_an_error() {
        assert!("[".parse::<Pattern>().is_err() && "{a".parse::<Pattern>().is_err());
    }
}

//! Chooses the files of a directory to clean.

use std::ffi::OsStr;
use std::path::Path;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};

use crate::Input;
use crate::containers::endings::{ASSETS, LINES, PACKED, ends_in};

/// Extensions of a saved page that may have a companion folder.
const SAVED: [&str; 4] = ["html", "htm", "xhtml", "shtml"];

/// A `--glob`.
#[derive(Debug, Clone)]
pub struct GlobPattern {
    glob: GlobMatcher,
    /// Whether it excludes files: `!GLOB`.
    excludes: bool,
    /// Whether it matches the path below the directory instead of the name.
    path: bool,
}

impl FromStr for GlobPattern {
    type Err = globset::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (glob, excludes) = text.strip_prefix('!').map_or((text, false), |rest| (rest, true));
        let path = glob.trim_end_matches('/').contains('/');
        let glob = GlobBuilder::new(glob.trim_matches('/')).literal_separator(true).build()?;
        Ok(GlobPattern { glob: glob.compile_matcher(), excludes, path })
    }
}

impl GlobPattern {
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
    include: Vec<GlobPattern>,
    exclude: Vec<GlobPattern>,
    input: Input,
}

impl Choice {
    /// Chooses files that match any pattern, or all files if no pattern is given,
    /// except files that match a `!` pattern. All are read as `input`.
    pub fn new(patterns: Vec<GlobPattern>, input: Input) -> Self {
        let (exclude, include) = patterns.into_iter().partition(|pattern| pattern.excludes);
        Choice { include, exclude, input }
    }

    /// Returns true if only files that match a pattern are read.
    pub fn is_narrow(&self) -> bool {
        !self.include.is_empty()
    }

    /// Returns true if a `!` pattern excludes a file or directory. `below` is its
    /// path below the directory that is walked.
    pub fn excludes(&self, below: &Path) -> bool {
        self.exclude.iter().any(|pattern| pattern.matches(below))
    }

    /// Returns true if a file matches a pattern, or if no pattern is given.
    pub fn includes(&self, below: &Path) -> bool {
        self.include.is_empty() || self.include.iter().any(|pattern| pattern.matches(below))
    }

    /// Returns true if a file is an image, a script or the like, by its name, and
    /// no pattern asks for it.
    pub fn is_asset(&self, below: &Path) -> bool {
        self.include.is_empty() && ends_in(below, &ASSETS)
    }

    /// Returns true if a file has JSON Lines in it, by its name, and neither
    /// `--from` nor a pattern asks for it.
    pub fn is_lines(&self, below: &Path) -> bool {
        self.include.is_empty() && self.input == Input::Auto && has_lines(below)
    }
}

/// Returns true if a file has JSON Lines in it, by its name.
pub fn has_lines(path: &Path) -> bool {
    let unpacked = if ends_in(path, &PACKED) { &path.with_extension("") } else { path };
    ends_in(unpacked, &LINES)
}

/// Returns true if a file or directory is hidden.
pub fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Returns true for `page_files` next to `page.html`: browsers save the images
/// and frames of a page there.
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
        Choice::new(globs.iter().map(|glob| glob.parse().expect("a glob")).collect(), Input::Auto)
    }

    fn takes(globs: &[&str], below: &str) -> bool {
        let (choice, below) = (choice(globs), Path::new(below));
        !choice.excludes(below) && choice.includes(below) && !choice.is_asset(below)
    }

    #[test]
    fn everything_but_assets_is_taken_without_globs() {
        assert!(takes(&[], "a/page.html") && takes(&[], "page") && takes(&[], "example.com"));
        assert!(!takes(&[], "a/style.css") && !takes(&[], "LOGO.PNG"));
    }

    #[test]
    fn a_glob_without_a_slash_matches_names() {
        assert!(takes(&["*.html"], "page.html") && takes(&["*.html"], "a/b/page.html"));
        assert!(!takes(&["*.html"], "page.htm"));
        assert!(takes(&["*.{html,htm}"], "page.htm") && takes(&["*.html", "*.htm"], "page.htm"));
        assert!(takes(&["*.css"], "style.css"), "a pattern asks for it");
    }

    #[test]
    fn a_glob_with_a_slash_matches_paths() {
        assert!(takes(&["news/*.html"], "news/page.html") && takes(&["/*.html"], "page.html"));
        assert!(!takes(&["news/*.html"], "old/news/page.html") && !takes(&["news/*.html"], "news/old/page.html"));
        assert!(takes(&["news/**"], "news/old/page.html") && takes(&["**/news/*"], "old/news/page.html"));
    }

    #[test]
    fn an_exclamation_mark_excludes() {
        assert!(!takes(&["!draft*"], "drafts") && takes(&["!draft*"], "page.html"));
        assert!(!takes(&["*.html", "!index.html"], "a/index.html") && takes(&["*.html", "!index.html"], "a/page.html"));
    }

    #[test]
    fn an_invalid_glob_is_an_error() {
        assert!("[".parse::<GlobPattern>().is_err() && "{a".parse::<GlobPattern>().is_err());
    }
}

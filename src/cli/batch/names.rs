//! Names of output files.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::containers::endings::{PACKED, PAGES, ends_in};

/// Returns the path of an output: that of its input, with `extension` in place
/// of the extension of a page. Other extensions stay, since they may be part of
/// the name (`example.com`, `v1.2`). A `full` name keeps all extensions:
/// `page.htm.txt`.
pub fn output(below: &Path, extension: &str, full: bool) -> PathBuf {
    let unpacked = if !full && ends_in(below, &PACKED) { below.with_extension("") } else { below.to_owned() };
    if !full && ends_in(&unpacked, &PAGES) {
        return unpacked.with_extension(extension);
    }
    let mut path = unpacked.into_os_string();
    path.push(".");
    path.push(extension);
    path.into()
}

/// How to name the outputs of a run.
pub struct Naming {
    /// Their extension.
    pub extension: &'static str,
    /// Whether the file system ignores case in names.
    pub ignores_case: bool,
    /// Fingerprints of short names that more than one input would get. Those
    /// inputs get full names.
    pub full: HashSet<u64>,
}

impl Naming {
    /// Names outputs with an extension, by short names so far.
    pub fn new(extension: &'static str, ignores_case: bool) -> Self {
        Naming { extension, ignores_case, full: HashSet::new() }
    }

    /// Returns the name of the output for an input.
    pub fn output(&self, below: &Path) -> PathBuf {
        let short = output(below, self.extension, false);
        if self.full.contains(&self.fingerprint(&short)) { output(below, self.extension, true) } else { short }
    }

    /// Returns the [`fingerprint`] of a path in the output directory.
    pub fn fingerprint(&self, path: &Path) -> u64 {
        fingerprint(path, self.ignores_case)
    }
}

/// Returns the fingerprint of a path. If the file system ignores case, paths
/// that differ only in case have the same fingerprint.
pub fn fingerprint(path: &Path, ignores_case: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    if ignores_case {
        path.to_string_lossy().to_lowercase().hash(&mut hasher);
    } else {
        path.as_os_str().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_of_a_page_is_replaced_and_others_stay() {
        for (below, short) in [
            ("page.html", "page.txt"),
            ("a/b.c/page.HTM", "a/b.c/page.txt"),
            ("page.txt", "page.txt"),
            ("page", "page.txt"),
            ("a.b/page", "a.b/page.txt"),
            ("example.com", "example.com.txt"),
            ("index.php?id=1.2", "index.php?id=1.2.txt"),
            ("page.html.old", "page.html.old.txt"),
            ("page.html.gz", "page.txt"),
            ("page.mhtml", "page.txt"),
            ("page.gz", "page.txt"),
            ("example.com.br", "example.com.txt"),
        ] {
            assert_eq!(output(Path::new(below), "txt", false), Path::new(short));
        }
    }

    #[test]
    fn a_full_name_keeps_its_extension() {
        assert_eq!(output(Path::new("a/page.htm"), "json", true), Path::new("a/page.htm.json"));
    }
}

//! Names of output files.

use std::path::{Path, PathBuf};

use crate::containers::endings::{PACKED, PAGES};

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

/// Returns true if a path has one of these extensions, in any case.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
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

//! What the output of an input is called.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Endings that an output's own takes the place of. Others say more than that
/// it is a page (`example.com`, `v1.2`), and stay.
const PAGES: [&str; 7] = ["html", "htm", "xhtml", "xht", "shtml", "txt", "text"];

/// The path of an output: that of its input, with `extension` in place of the
/// ending of a page. A `full` name keeps that ending: `page.htm.txt`.
pub fn output(below: &Path, extension: &str, full: bool) -> PathBuf {
    let is_page = |ending: &OsStr| PAGES.iter().any(|page| ending.eq_ignore_ascii_case(page));
    if !full && below.extension().is_some_and(is_page) {
        return below.with_extension(extension);
    }
    let mut path = below.as_os_str().to_owned();
    path.push(".");
    path.push(extension);
    path.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_page_is_replaced_and_others_stay() {
        for (below, short) in [
            ("page.html", "page.txt"),
            ("a/b.c/page.HTM", "a/b.c/page.txt"),
            ("page.txt", "page.txt"),
            ("page", "page.txt"),
            ("a.b/page", "a.b/page.txt"),
            ("example.com", "example.com.txt"),
            ("index.php?id=1.2", "index.php?id=1.2.txt"),
            ("page.html.old", "page.html.old.txt"),
        ] {
            assert_eq!(output(Path::new(below), "txt", false), Path::new(short));
        }
    }

    #[test]
    fn a_full_name_keeps_its_ending() {
        assert_eq!(output(Path::new("a/page.htm"), "json", true), Path::new("a/page.htm.json"));
    }
}

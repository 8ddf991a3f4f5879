//! What the output of an input is called.

use std::path::{Path, PathBuf};

use crate::container::endings::{PACKED, PAGES};

/// The path of an output: that of its input, with `extension` in place of the
/// ending of a page. Other endings say more than that it is a page
/// (`example.com`, `v1.2`), and stay. A `full` name keeps that ending too: `page.htm.txt`.
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

/// Whether a name has one of these endings.
pub fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
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
            ("page.html.gz", "page.txt"),
            ("page.mhtml", "page.txt"),
            ("page.gz", "page.txt"),
            ("example.com.br", "example.com.txt"),
        ] {
            assert_eq!(output(Path::new(below), "txt", false), Path::new(short));
        }
    }

    #[test]
    fn a_full_name_keeps_its_ending() {
        assert_eq!(output(Path::new("a/page.htm"), "json", true), Path::new("a/page.htm.json"));
    }
}

//! Makes the names of members and records safe to print and to use as file names.

use std::path::PathBuf;

/// Maximum length of a path component, in bytes. File systems allow 255, and an
/// extension is added to the name.
const LONGEST: usize = 200;
/// Maximum length of an extension that is kept when its name is shortened, in bytes.
const LONGEST_EXTENSION: usize = 16;

/// Returns the name of an archive member as a relative path with `/`, without a
/// drive, `.`, `..` and control characters, which could drive a terminal.
pub(super) fn safe(name: &str) -> String {
    let name = match name.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => &name[2..],
        _ => name,
    };
    let parts: Vec<String> = name.split(['/', '\\']).map(component).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") }
}

/// Returns the path at which a mirror of the container would store an entry with
/// this name. It is relative and has no `..`. The path of an address starts with
/// its host and keeps its query. Different names can have the same path.
pub fn path(name: &str) -> PathBuf {
    let rest = name.split_once("://").map_or(name, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    // The page at `/` is the index of its directory.
    let rest = if rest.len() < name.len() && (rest.ends_with('/') || !rest.contains('/')) {
        format!("{}/index", rest.trim_end_matches('/'))
    } else {
        rest.to_owned()
    };
    safe(&rest).split('/').collect()
}

fn component(part: &str) -> String {
    let part = part.trim_matches(' ');
    if part.chars().all(|c| c == '.') {
        return String::new();
    }
    let part: String = part.chars().map(|c| if c.is_control() { '_' } else { c }).collect();
    if part.len() <= LONGEST {
        return part;
    }
    let dot = part.rfind('.').filter(|dot| part.len() - dot <= LONGEST_EXTENSION).unwrap_or(part.len());
    let (stem, extension) = part.split_at(dot);
    let mut stem = stem.to_owned();
    while stem.len() + extension.len() > LONGEST {
        stem.pop();
    }
    stem + extension
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_members_are_safe_paths() {
        for (name, is) in [
            ("a/b.html", "a/b.html"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\pages\\..\\x.htm", "pages/x.htm"),
            ("./a//b/./c", "a/b/c"),
            ("a\0b\u{1b}[1m", "a_b_[1m"),
            (".. /x", "x"),
            ("", "unnamed"),
            ("../..", "unnamed"),
            ("é.html", "é.html"),
        ] {
            assert_eq!(safe(name), is, "{name}");
        }
        assert_eq!(safe(&"é".repeat(300)).len(), LONGEST);
        let name = safe(&format!("a/{}.html", "é".repeat(300)));
        assert!(name.len() <= LONGEST + 2 && name.ends_with("é.html"), "{name}");
        assert_eq!(safe(&format!("a.{}", "x".repeat(300))).len(), LONGEST);
    }

    #[test]
    fn addresses_become_paths_below_their_host() {
        for (name, is) in [
            ("https://example.org/", "example.org/index"),
            ("https://example.org", "example.org/index"),
            ("https://example.org/a/b?c=d#e", "example.org/a/b?c=d"),
            ("https://example.org/../../x", "example.org/x"),
            ("pages/a.html", "pages/a.html"),
            ("a.html", "a.html"),
        ] {
            assert_eq!(path(name).to_str(), Some(is), "{name}");
        }
    }
}

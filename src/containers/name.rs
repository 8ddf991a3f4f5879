//! Names of members and records, made safe to show and to write files by.

use std::path::PathBuf;

/// Bytes that a component of a path keeps: file systems take 255, and what
/// mirrors adds an extension.
const LONGEST: usize = 200;
/// Bytes of an extension that a longer one does not lose: it says what is in the file.
const LONGEST_EXTENSION: usize = 16;

/// The name of an archive's member as a relative path with `/`: no root, drive,
/// `.` or `..`, and no control characters, which could drive a terminal.
pub(super) fn safe(name: &str) -> String {
    let name = match name.as_bytes() {
        [letter, b':', ..] if letter.is_ascii_alphabetic() => &name[2..],
        _ => name,
    };
    let parts: Vec<String> = name.split(['/', '\\']).map(component).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "unnamed".to_owned() } else { parts.join("/") }
}

/// Where a mirror of its container would have an entry of this name: a relative
/// path that leads nowhere else, with the host as the first directory of an
/// address. Its scheme goes, its query stays. Different names can have the same.
pub fn path(name: &str) -> PathBuf {
    let rest = name.split_once("://").map_or(name, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    // The page at `/` has a name in its directory.
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
    fn members() {
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
    fn addresses() {
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

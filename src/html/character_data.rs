//! Character data as a reader sees it: character references decoded, line
//! breaks and NULs as the standard wants them.

use memchr::memchr3;

/// What becomes of NUL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nul {
    /// It is dropped, as in ordinary content.
    Dropped,
    /// It becomes U+FFFD, as in raw text and in foreign content.
    Replaced,
}

/// Hands `raw` on in pieces, so that nothing need be copied; `references` says
/// whether it has character references.
pub fn pieces(raw: &str, references: bool, nul: Nul, mut piece: impl FnMut(&str)) {
    let mut rest = raw;
    let mut from = 0;
    while let Some(i) = memchr3(b'&', b'\r', 0, &rest.as_bytes()[from..]) {
        let at = from + i;
        let (end, text) = match rest.as_bytes()[at] {
            b'&' => {
                let end = if references { reference_end(rest.as_bytes(), at) } else { at + 1 };
                if end == at + 1 {
                    from = end;
                    continue;
                }
                (end, None)
            }
            b'\r' if rest.as_bytes().get(at + 1) == Some(&b'\n') => (at + 1, Some("")),
            b'\r' => (at + 1, Some("\n")),
            _ if nul == Nul::Dropped => (at + 1, Some("")),
            _ => (at + 1, Some("\u{fffd}")),
        };
        let (before, special) = (&rest[..at], &rest[at..end]);
        if !before.is_empty() {
            piece(before);
        }
        match text {
            Some("") => {}
            Some(text) => piece(text),
            None => decode(special, &mut piece),
        }
        rest = &rest[end..];
        from = 0;
    }
    if !rest.is_empty() {
        piece(rest);
    }
}

/// Behind what could be a character reference: the table decides how much of
/// it is one.
fn reference_end(bytes: &[u8], ampersand: usize) -> usize {
    let mut end = ampersand + 1;
    if bytes.get(end) == Some(&b'#') {
        end += 1;
    }
    while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        end += 1;
    }
    if end > ampersand + 1 && bytes.get(end) == Some(&b';') { end + 1 } else { end }
}

fn decode(reference: &str, piece: &mut impl FnMut(&str)) {
    // The few that make up nearly all; the rest allocate.
    piece(match reference {
        "&amp;" => "&",
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&#39;" | "&#039;" | "&#x27;" | "&apos;" => "'",
        "&#8217;" | "&rsquo;" => "’",
        _ => return piece(&htmlize::unescape(reference)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(raw: &str, references: bool, nul: Nul) -> String {
        let mut all = String::new();
        pieces(raw, references, nul, |text| all.push_str(text));
        all
    }

    #[test]
    fn references_by_the_rules_of_text() {
        for (raw, text) in [
            ("a &amp; b", "a & b"),
            ("&ampx;", "&x;"),
            ("&notit; &notin;", "¬it; ∉"),
            ("&#x41;&#66;&#67", "ABC"),
            ("&#128;&#0;", "€\u{fffd}"),
            ("& &; &# &#; &#x; &zzz;", "& &; &# &#; &#x; &zzz;"),
            ("&&amp;&", "&&&"),
            ("AT&T", "AT&T"),
        ] {
            assert_eq!(joined(raw, true, Nul::Dropped), text, "{raw}");
        }
        assert_eq!(joined("&amp;", false, Nul::Dropped), "&amp;");
    }

    #[test]
    fn line_breaks_and_nuls() {
        assert_eq!(joined("a\r\nb\rc\n\r", true, Nul::Dropped), "a\nb\nc\n\n");
        assert_eq!(joined("a\0b", true, Nul::Dropped), "ab");
        assert_eq!(joined("a\0b", true, Nul::Replaced), "a\u{fffd}b");
    }
}

//! Decodes character data: character references, line breaks and NULs, by the standard.

use memchr::memchr3;

/// How NUL is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nul {
    /// Dropped, as in ordinary content.
    Dropped,
    /// Replaced by U+FFFD, as in raw text and in foreign content.
    Replaced,
}

/// Decodes `raw` and reports the text in pieces, so that nothing is copied. Character
/// references are decoded only if `references` is true.
pub fn decode(raw: &str, references: bool, nul: Nul, mut report: impl FnMut(&str)) {
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
            report(before);
        }
        match text {
            Some("") => {}
            Some(text) => report(text),
            None => decode_reference(special, &mut report),
        }
        rest = &rest[end..];
        from = 0;
    }
    if !rest.is_empty() {
        report(rest);
    }
}

/// Returns the end of a possible character reference. `htmlize` decides how much of it is one.
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

fn decode_reference(reference: &str, report: &mut impl FnMut(&str)) {
    // The most frequent references; the others allocate.
    report(match reference {
        "&amp;" => "&",
        "&nbsp;" | "&#160;" => "\u{a0}",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&#39;" | "&#039;" | "&#x27;" | "&apos;" => "'",
        "&#8217;" | "&rsquo;" => "’",
        _ => return report(&htmlize::unescape(reference)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(raw: &str, references: bool, nul: Nul) -> String {
        let mut all = String::new();
        decode(raw, references, nul, |text| all.push_str(text));
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

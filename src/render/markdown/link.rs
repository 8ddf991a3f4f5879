//! Resolves and escapes the targets of links.

use url::Url;

use crate::document::Document;
use crate::document::inline::ElementNote;

/// The links of a page.
pub struct Links<'a> {
    document: &'a Document,
    /// The address that relative addresses are resolved against, if known.
    base: Option<Url>,
}

impl<'a> Links<'a> {
    /// Returns the links of a page. `address` is its address, if known; otherwise the address that
    /// the page declares counts.
    pub fn of(document: &'a Document, address: Option<&str>) -> Self {
        let address = address.or(document.head.url.as_deref()).and_then(|address| Url::parse(address).ok());
        let base = match document.inline.as_ref().and_then(|inline| inline.base.as_deref()) {
            Some(base) => match &address {
                Some(address) => address.join(base).ok(),
                None => Url::parse(base).ok(),
            },
            None => None,
        };
        Links { document, base: base.or(address) }
    }

    /// Returns the destination of a link, escaped for Markdown.
    pub fn destination(&self, link: u32) -> Option<String> {
        let mut notes = self.document.inline.as_ref()?.notes_on(link);
        let href = notes.find_map(|note| if let ElementNote::Href(href) = note { Some(&**href) } else { None })?;
        // An absolute address stays as the page writes it.
        let relative = Url::parse(href) == Err(url::ParseError::RelativeUrlWithoutBase);
        let resolved = self.base.as_ref().filter(|_| relative).and_then(|base| base.join(href).ok());
        Some(escape(resolved.as_ref().map_or(href, Url::as_str)))
    }
}

/// Escapes an address: puts it in angle brackets if needed, and percent-encodes the characters
/// that are markup even there, or that would end a code span or a table cell.
fn escape(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 2);
    let bracketed = address.contains([' ', '(', ')']);
    for c in address.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str(if address.contains(';') { "\\&" } else { "&" }),
            c => out.push(c),
        }
    }
    if bracketed { format!("<{out}>") } else { out }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn an_address_is_escaped_only_as_far_as_needed() {
        for (address, expected) in [
            ("https://a.example/b?c=d&e=f", "https://a.example/b?c=d&e=f"),
            ("/wiki/Mill_(river)", "</wiki/Mill_(river)>"),
            ("/a b", "</a b>"),
            ("/a>`b", "/a%3E%60b"),
            ("?a&copy;", "?a\\&copy;"),
        ] {
            assert_eq!(escape(address), expected);
        }
    }
}

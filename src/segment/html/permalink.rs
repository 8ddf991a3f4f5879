//! Recognises the permalink of a heading: the link to the heading itself that documentation and
//! blogs put beside its words.

use crate::html::event::{Attribute, attribute};

/// How the text of a permalink begins if it has words, in lower case.
const PHRASES: [&str; 9] = [
    "anchor",
    "copy link",
    "direct link to",
    "heading link",
    "link for this heading",
    "link to this",
    "permalink",
    "permanent link",
    "section link",
];

/// Whether a link with these attributes leads to a place on a page.
pub fn leads_to_fragment(attributes: &[Attribute<'_>]) -> bool {
    attribute(attributes, "href").is_some_and(|href| href.raw.contains('#'))
}

/// Whether the text of a link in a heading shows that the link is a permalink: the text has no
/// letters or digits, as in `#`, `¶` and icons, or it is a known phrase.
pub fn is_permalink(text: &str) -> bool {
    let words = text.trim_matches(|c: char| !c.is_alphanumeric());
    let begins = |phrase: &str| {
        let is_whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        words
            .split_at_checked(phrase.len())
            .is_some_and(|(head, rest)| head.eq_ignore_ascii_case(phrase) && is_whole(rest))
    };
    words.is_empty() || PHRASES.iter().any(|phrase| begins(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permalinks_are_symbols_or_known_phrases() {
        for text in ["#", " ¶", "§", "\u{200b}", "\u{f0c1}", "🔗", "Permalink: Mills", "Link to this heading", ""] {
            assert!(is_permalink(text), "{text}");
        }
        for text in ["Mills", "§ 5", "Linking to this mill", "Anchorage", "C#"] {
            assert!(!is_permalink(text), "{text}");
        }
    }
}

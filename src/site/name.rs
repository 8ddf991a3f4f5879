//! Names the site that a page belongs to.

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::address;

/// Where a page comes from. This is known before the page is read.
#[derive(Debug, Clone, Copy)]
pub struct PageOrigin<'a> {
    /// Its address according to its container. It overrides the declaration of the page.
    pub url: Option<&'a str>,
    /// The site name of a page without an address: its directory or container.
    pub place: &'a str,
}

impl<'a> PageOrigin<'a> {
    /// Returns the site of a page that declares this address.
    pub fn site(&self, declared: Option<&str>) -> Name<'a> {
        match self.url.and_then(host).or_else(|| declared.and_then(host)) {
            Some(host) => Name { is_host: true, text: host.into() },
            None => Name { is_host: false, text: self.place.into() },
        }
    }
}

/// The name of a site: a host, or a directory or container instead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name<'a> {
    is_host: bool,
    text: Cow<'a, str>,
}

impl Name<'_> {
    /// Returns the name with owned text.
    pub fn into_owned(self) -> Name<'static> {
        Name { is_host: self.is_host, text: self.text.into_owned().into() }
    }

    /// Returns its hash, which is the same in every run.
    pub(super) fn key(&self) -> u64 {
        key(self)
    }
}

/// Writes the name as in messages.
impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Returns a hash that is the same in every run.
pub(super) fn key(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Returns the host of an absolute address, without `www.`.
fn host(url: &str) -> Option<String> {
    let host = address::host(url)?;
    Some(host.strip_prefix("www.").map_or(host.as_str(), |rest| rest).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn www_is_not_part_of_the_site() {
        for (url, expected) in [
            ("https://www.Example.org/a?b#c", Some("example.org")),
            ("//news.example.org/a", Some("news.example.org")),
            ("https://www./", Some("www")),
            ("example.org/a", None),
            ("/go?to=https://example.org/", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn the_container_comes_before_the_declaration_and_the_place() {
        let origin = |url| PageOrigin { url, place: "saved" };
        let name = |url, declared| origin(url).site(declared).to_string();
        assert_eq!(name(Some("https://a.org/"), Some("https://b.org/")), "a.org");
        assert_eq!(name(Some("urn:uuid:1"), Some("https://b.org/")), "b.org");
        assert_eq!(name(None, Some("/relative")), "saved");
        let place = PageOrigin { url: None, place: "a.org" };
        assert_ne!(place.site(None).key(), place.site(Some("https://a.org/")).key());
    }
}

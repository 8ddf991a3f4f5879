//! Resolves the targets of links.

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

    /// Returns the address that a link leads to. An absolute address stays as the page writes it.
    pub fn target(&self, link: u32) -> Option<String> {
        let mut notes = self.document.inline.as_ref()?.notes_on(link);
        let href = notes.find_map(|note| if let ElementNote::Href(href) = note { Some(&**href) } else { None })?;
        Some(self.resolved(href))
    }

    /// Resolves an address of the page.
    pub fn resolved(&self, address: &str) -> String {
        let is_relative = Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase);
        let resolved = self.base.as_ref().filter(|_| is_relative).and_then(|base| base.join(address).ok());
        resolved.map_or_else(|| address.to_owned(), String::from)
    }
}

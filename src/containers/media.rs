//! Media types of pages.

use crate::From;

/// Returns the format of a page with this media type, or `None` if it is not a
/// page.
pub(super) fn page(media: &str) -> Option<From> {
    match media {
        "text/html" | "application/xhtml+xml" => Some(From::Html),
        "text/plain" => Some(From::Text),
        _ => None,
    }
}

//! Media types of pages.

use crate::Input;

/// Returns the format of a page with this media type, or `None` if it is not a
/// page.
pub(super) fn page(media: &str) -> Option<Input> {
    match media {
        "text/html" | "application/xhtml+xml" => Some(Input::Html),
        "text/plain" => Some(Input::Text),
        _ => None,
    }
}

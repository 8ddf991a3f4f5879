//! Recognises pages by content.

use memchr::memmem;

use crate::{Error, sniff};

/// Size of the head of an input that its format is recognised by, in bytes. The
/// headers of MHTML take several kilobytes.
pub(super) const HEAD: usize = 16 * 1024;

/// Returns true if `head` is the start of an HTML page.
pub(super) fn is_html(head: &[u8]) -> bool {
    matches!(sniff::sniff(head), Ok(sniff::Format::Html))
}

/// Returns true if `head` is the start of plain text.
pub(super) fn is_text(head: &[u8]) -> bool {
    matches!(sniff::sniff(head), Ok(sniff::Format::Text))
}

/// Returns the error of an input that does not have the expected format.
pub(super) fn mismatch(what: &'static str, head: &[u8]) -> Error {
    match sniff::sniff(head) {
        Err(error) => error,
        Ok(format) => Error::Damaged { what, cause: format!("it looks like {}", format.name()) },
    }
}

/// Returns true if `head` contains the bytes `what`.
pub(super) fn contains(head: &[u8], what: &[u8]) -> bool {
    memmem::find(head, what).is_some()
}

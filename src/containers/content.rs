//! Looks at the content of inputs and members.

use memchr::memmem;

use crate::{Error, sniff};

/// Bytes at the start of an input that are looked at: the headers of MHTML and
/// their addresses go on for some kilobytes.
pub(super) const HEAD: usize = 16 * 1024;

/// Whether `head` is HTML. A page that is cut off is still one.
pub(super) fn is_html(head: &[u8]) -> bool {
    matches!(sniff::sniff(head), Ok(sniff::Format::Html))
}

/// Whether what starts with `head`, of which there is more, is text and will
/// be streamed.
pub(super) fn is_text(head: &[u8]) -> bool {
    matches!(sniff::sniff(head), Ok(sniff::Format::Text))
}

/// The error for an input that is not what it was said to be.
pub(super) fn not(what: &'static str, head: &[u8]) -> Error {
    match sniff::sniff(head) {
        Err(error) => error,
        Ok(format) => Error::Damaged { what, cause: format!("it looks like {}", format.name()) },
    }
}

/// Whether `what` stands in `head`.
pub(super) fn contains(head: &[u8], what: &[u8]) -> bool {
    memmem::find(head, what).is_some()
}

//! Recognises the start of a page.

use memchr::{memchr, memmem};

/// Skips white space, comments, XML declarations and the header of a saved HTTP
/// response, which may precede the first tag.
pub(super) fn after_preamble(text: &[u8]) -> &[u8] {
    let mut text = text.trim_ascii_start();
    if text.starts_with(b"HTTP/") {
        let ends = [&b"\r\n\r\n"[..], b"\n\n"];
        let end = ends.iter().filter_map(|end| memmem::find(text, end)).min();
        text = text[end.unwrap_or(0)..].trim_ascii_start();
    }
    loop {
        let end = if text.starts_with(b"<!--") {
            memmem::find(text, b"-->").map(|at| at + 3)
        } else if text.starts_with(b"<?") {
            memchr(b'>', text).map(|at| at + 1)
        } else {
            None
        };
        match end {
            Some(end) => text = text[end..].trim_ascii_start(),
            None => return text,
        }
    }
}

/// Returns true if `text` starts with a document type or a tag that only occurs at
/// the start of a page. The rest of the tag may be malformed.
pub(super) fn starts_a_page(text: &[u8]) -> bool {
    const STARTS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    STARTS.iter().any(|start| {
        let (name, after) = text.split_at(start.len().min(text.len()));
        name.eq_ignore_ascii_case(start)
            && after.first().is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
    })
}

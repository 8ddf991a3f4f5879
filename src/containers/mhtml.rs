//! Reads MHTML: a page with its images and frames as the parts of a MIME message.
//!
//! Mail parsers do not fit. They decode every part, including images. They also
//! return text as characters, but a page without a `charset` has to reach the
//! decoder as bytes, so that its `<meta>` can declare the encoding.

use std::io::Read;

use memchr::memmem;

use super::compress::cut_off;
use super::content::{self, contains};
use super::entry::{Body, Entry};
use super::fields::{Fields, split};
use super::found::{Contents, Found};
use super::{media, mime};
use crate::{Error, Input};

/// Maximum nesting of multiparts. Browsers write one level, mail programs up to
/// three.
const NESTED: usize = 8;

/// Returns true if a file starts with the headers of a MIME message that contains
/// a page. A message of plain text is text.
pub(super) fn starts(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let name = head.iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'-')).unwrap_or(0);
    // Rejects most files quickly.
    if name == 0 || head[name] != b':' || !contains(&head.to_ascii_lowercase(), b"mime-version") {
        return false;
    }
    let (header, _) = split(head);
    let fields = Fields::parse(header);
    let page = |media: String| media.starts_with("multipart/") || is_html(&media);
    fields.get("MIME-Version").is_some() && fields.media_type().is_some_and(page)
}

/// Returns the page of a message, followed by errors in the message.
pub(super) fn page(message: &[u8]) -> Contents {
    let message = message.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(message).trim_ascii_start();
    let damaged = |cause: &str| Error::Damaged { what: "MHTML", cause: cause.to_owned() };
    let (header, Some(body)) = split(message) else {
        return Box::new(std::iter::once(Err(content::mismatch("MHTML", message))));
    };
    let top = MessagePart { fields: Fields::parse(header), body, whole: true };
    let start = top.fields.parameter("start");
    let address = top.fields.get("Snapshot-Content-Location").map(str::to_owned);
    let (parts, closed) = leaves(top);
    let Some(root) = root(&parts, start.as_deref(), address.as_deref()) else {
        let cause = if closed { "no part is a page" } else { "it ends before its page" };
        return Box::new(std::iter::once(Err(damaged(cause))));
    };
    let (entry, is_sound) = entry(root, address);
    if !root.whole {
        let body = Body::Stream(Box::new(entry.body.chain(cut_off("MHTML"))));
        return Box::new(std::iter::once(Ok(Found::Page(Entry { body, ..entry }))));
    }
    let invalid = (!is_sound).then(|| Err(damaged("the base64 data of its page is invalid; text may be missing")));
    // Parts after the page are images, but the user should know that some are missing.
    let truncated = (!closed).then(|| Err(damaged("it ends before its last part")));
    Box::new([Some(Ok(Found::Page(entry))), invalid, truncated].into_iter().flatten())
}

/// A part of a message.
struct MessagePart<'a> {
    fields: Fields,
    body: &'a [u8],
    /// Whether it ends with a boundary or is the whole message.
    whole: bool,
}

/// Returns all parts that are not multiparts, in order, and whether every
/// multipart is complete.
fn leaves(top: MessagePart<'_>) -> (Vec<MessagePart<'_>>, bool) {
    let mut leaves = Vec::new();
    let mut closed = true;
    let mut open = vec![(top, 0)];
    while let Some((part, depth)) = open.pop() {
        let multipart = part.fields.media_type().is_some_and(|media| media.starts_with("multipart/"));
        match part.fields.parameter("boundary").filter(|_| multipart && depth < NESTED) {
            None => leaves.push(part),
            Some(boundary) => {
                let (parts, ends) = parts(part.body, &boundary);
                closed &= ends;
                open.extend(parts.into_iter().rev().map(|part| (part, depth + 1)));
            }
        }
    }
    (leaves, closed)
}

/// Returns the parts between boundaries, and whether the last boundary is there.
fn parts<'a>(body: &'a [u8], boundary: &str) -> (Vec<MessagePart<'a>>, bool) {
    let mark = format!("--{boundary}");
    let mut parts = Vec::new();
    // Where the current part starts; `None` before the first boundary.
    let mut start = None;
    for at in memmem::find_iter(body, mark.as_bytes()) {
        let after = &body[at + mark.len()..];
        if at > 0 && body[at - 1] != b'\n' || !ends_boundary(after) {
            continue;
        }
        if let Some(start) = start {
            parts.push(part(&body[start..at], true));
        }
        if after.starts_with(b"--") {
            return (parts, true);
        }
        start = Some(at + mark.len());
    }
    if let Some(start) = start {
        parts.push(part(&body[start..], false));
    }
    (parts, false)
}

/// Returns true if the rest of the line is white space, with or without the `--`
/// of the last boundary.
fn ends_boundary(after: &[u8]) -> bool {
    let rest = after.strip_prefix(b"--").unwrap_or(after);
    let line = rest.split(|b| *b == b'\n').next().unwrap_or_default();
    line.trim_ascii().is_empty()
}

/// Parses a part between two boundaries. The line end before a boundary belongs to
/// the boundary.
fn part(bytes: &[u8], whole: bool) -> MessagePart<'_> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    // A part without fields starts with the empty line.
    let (header, body) = split(bytes);
    MessagePart { fields: Fields::parse(header), body: body.unwrap_or_default(), whole: whole && body.is_some() }
}

/// Returns the part that is the page: the start part of the message, or the part
/// with the address of the message, or the first HTML part, or the first text
/// part.
fn root<'a, 'b>(
    parts: &'b [MessagePart<'a>],
    start: Option<&str>,
    address: Option<&str>,
) -> Option<&'b MessagePart<'a>> {
    let has = |field: &'static str, value: Option<&str>| {
        let value = value?;
        parts.iter().find(|part| part.fields.get(field) == Some(value) && part.is(is_html))
    };
    has("Content-ID", start)
        .or_else(|| has("Content-Location", address))
        .or_else(|| parts.iter().find(|part| part.is(is_html)))
        .or_else(|| parts.iter().find(|part| part.is(is_text)))
}

impl MessagePart<'_> {
    fn is(&self, of: impl Fn(&str) -> bool) -> bool {
        self.fields.media_type().is_some_and(|media| of(&media))
    }
}

fn is_html(media: &str) -> bool {
    media::page(media) == Some(Input::Html)
}

fn is_text(media: &str) -> bool {
    media::page(media) == Some(Input::Text)
}

/// Returns a part as a page, and whether it could be decoded completely.
fn entry(root: &MessagePart<'_>, address: Option<String>) -> (Entry, bool) {
    let (bytes, is_sound) = mime::decode(root.body, root.fields.get("Content-Transfer-Encoding").unwrap_or_default());
    let location = root.fields.get("Content-Location").filter(|location| location.contains("://"));
    let entry = Entry {
        url: address.or_else(|| location.map(str::to_owned)),
        charset: root.fields.parameter("charset"),
        ..Entry::page(if root.is(is_html) { Input::Html } else { Input::Text }, bytes)
    };
    (entry, is_sound)
}

#[cfg(test)]
mod tests;

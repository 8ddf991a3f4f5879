//! Parses a tag strictly. Malformed tags that a browser would accept, but that
//! people do not write, are no evidence of markup.

use memchr::memchr;

use super::element::ELEMENTS;

/// A well-formed tag of a known element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SniffedTag {
    /// Index of the element in [`ELEMENTS`]; `None` for a custom element.
    pub(super) element: Option<usize>,
    /// Whether it is an end tag.
    pub(super) end: bool,
    /// Whether it is a start tag with an attribute that has a value.
    pub(super) attributes: bool,
    /// Length in bytes, including angle brackets. If the tag is cut off, its length
    /// to the end of the bytes, or to [`LONGEST`].
    pub(super) len: usize,
    /// Whether it ends. A tag that is cut off ends in a quoted value.
    pub(super) finished: bool,
}

impl SniffedTag {
    /// Parses the tag that `bytes` start with.
    pub(super) fn parse(bytes: &[u8]) -> Option<SniffedTag> {
        let rest = bytes.strip_prefix(b"<")?;
        let (end, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let name_len =
            rest.iter().take(LONGEST_NAME).position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')))?;
        let (name, rest) = rest.split_at(name_len);
        let rest = attributes(rest)?;
        let element = ELEMENTS.binary_search(&name.to_ascii_lowercase().as_slice()).ok();
        let custom = name.first().is_some_and(u8::is_ascii_lowercase) && name.contains(&b'-');
        (element.is_some() || custom).then_some(SniffedTag {
            element,
            end,
            attributes: rest.values && !end,
            len: 1 + usize::from(end) + name_len + rest.len,
            finished: rest.finished,
        })
    }

    /// Returns the name of the element; empty for a custom element.
    pub(super) fn name(&self) -> &'static str {
        let name = self.element.map_or(&b""[..], |at| ELEMENTS[at]);
        std::str::from_utf8(name).unwrap_or_default()
    }
}

/// Maximum length of a name, in bytes. Names of custom elements are rarely longer.
const LONGEST_NAME: usize = 64;
/// Maximum length of a tag, in bytes. Some pages have images or databases in an
/// attribute.
const LONGEST: usize = 64 * 1024;

/// The part of a tag after its name, including `>`.
struct Attributes {
    values: bool,
    len: usize,
    finished: bool,
}

fn attributes(bytes: &[u8]) -> Option<Attributes> {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    if !matches!(bytes.first()?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C) {
        return None;
    }
    let (mut values, mut at) = (false, 0);
    loop {
        match bytes.get(at)? {
            b'>' => {
                return Some(Attributes { values, len: at + 1, finished: true });
            }
            b'<' => return None,
            b'=' => values = true,
            quote @ (b'"' | b'\'') if values => match memchr(*quote, &bytes[at + 1..]) {
                Some(end) => at += 1 + end,
                None => {
                    return Some(Attributes { values, len: bytes.len(), finished: false });
                }
            },
            _ => {}
        }
        at += 1;
    }
}

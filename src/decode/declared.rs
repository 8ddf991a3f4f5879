//! Finds the declared encoding of a document: in its bytes, or from its transport.

use std::ops::Range;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memmem};

use super::utf16;
use crate::Error;

/// How far to look for a `<meta>`, in bytes, without the contents of scripts and
/// style sheets. The standard says 1024, but a browser that finds a later
/// declaration starts over, and some pages declare their encoding after a long list
/// of links.
const PRESCAN: usize = 64 * 1024;

/// Returns the encoding with this label.
///
/// # Errors
/// Returns [`Error::UnknownEncoding`] if the label is not known.
pub(super) fn by_label(label: &str) -> Result<&'static Encoding, Error> {
    // Labels of the "replacement" encoding count as unknown: the standard turns the
    // whole text into one U+FFFD.
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| Error::UnknownEncoding(label.to_owned()))
}

/// Checks for the byte order mark of UTF-32, which starts like that of UTF-16.
///
/// # Errors
/// Returns [`Error::Utf32`] if the bytes start with it.
pub(crate) fn check_mark(bytes: &[u8]) -> Result<(), Error> {
    let is_utf32 = bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF");
    if is_utf32 { Err(Error::Utf32) } else { Ok(()) }
}

/// Returns the encoding that a document declares in `<meta>`, or else in an XML
/// declaration. Declarations with an unknown label are ignored.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    by_meta(bytes).or_else(|| by_xml_declaration(bytes))
}

/// Returns the encoding that the transport declares. `charset` is a label as in
/// HTTP's `Content-Type`. An unknown label is ignored, and so is UTF-16 if the bytes
/// have no NUL or are mostly ASCII: they would decode to Chinese characters.
pub(super) fn by_transport(bytes: &[u8], charset: Option<&str>) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(charset?.as_bytes())?;
    let is_utf16 = || memchr(0, bytes).is_some() && !utf16::is_mostly_ascii(bytes);
    (encoding.is_ascii_compatible() || encoding == ISO_2022_JP || is_utf16()).then_some(encoding)
}

/// Implements the prescan of the HTML standard, with two differences: it stops at
/// the end of the head instead of after 1024 bytes, and it skips the contents of
/// `script` and `style`, in which a browser's parser would not see a `<meta>`.
///
/// <https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding>
fn by_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    let mut limit = PRESCAN;
    while at < limit {
        at += memchr(b'<', bytes.get(at..)?)?;
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            // In `<!-->` the dashes both open and close the comment.
            at += memmem::find(&rest[2..], b"-->")? + 5;
        } else if starts_with_tag(rest, b"</head") || starts_with_tag(rest, b"<body") {
            return None;
        } else if starts_with_tag(rest, b"<meta") {
            let mut attributes = MetaAttributes::new(&rest[5..]);
            if let Some(encoding) = of_meta(&mut attributes) {
                return Some(encoding);
            }
            at += 5 + attributes.at;
        } else if let Some(end) = raw_text(rest) {
            limit += end;
            at += end;
        } else if is_tag(rest) {
            let name = rest.iter().position(|b| b.is_ascii_whitespace() || *b == b'>')?;
            let mut attributes = MetaAttributes::new(&rest[name..]);
            attributes.by_ref().for_each(drop);
            at += name + attributes.at;
        } else if matches!(rest.get(1), Some(b'!' | b'/' | b'?')) {
            at += memchr(b'>', rest)? + 1;
        } else {
            at += 1;
        }
    }
    None
}

/// Returns true if `rest` starts with this tag and its name ends there.
fn starts_with_tag(rest: &[u8], tag: &[u8]) -> bool {
    rest.len() > tag.len()
        && rest[..tag.len()].eq_ignore_ascii_case(tag)
        && matches!(rest[tag.len()], b'/' | b'>' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// Returns true if `rest` starts with a start or end tag.
fn is_tag(rest: &[u8]) -> bool {
    let name = rest.get(1).filter(|b| **b != b'/').or(rest.get(2));
    name.is_some_and(u8::is_ascii_alphabetic)
}

/// Returns the length of the script or style sheet that `rest` starts with, without
/// its end tag. Returns `None` if there is no script or style sheet, or no end tag.
fn raw_text(rest: &[u8]) -> Option<usize> {
    let end_tag: &[u8] = if starts_with_tag(rest, b"<script") {
        b"</script"
    } else if starts_with_tag(rest, b"<style") {
        b"</style"
    } else {
        return None;
    };
    memmem::find_iter(rest, b"</")
        .find(|&at| rest[at..].get(..end_tag.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end_tag)))
}

/// Returns the encoding that a `<meta>` declares.
fn of_meta(attributes: &mut MetaAttributes) -> Option<&'static Encoding> {
    let (mut pragma, mut charset, mut content) = (false, None, None);
    for (name, value) in attributes.by_ref() {
        // The first of several attributes with the same name counts.
        match name.as_slice() {
            b"http-equiv" => pragma |= value == b"content-type",
            b"charset" if charset.is_none() => charset = Some(known(&value)),
            b"content" if content.is_none() => content = in_content(&value).map(known),
            _ => {}
        }
    }
    match charset {
        Some(encoding) => encoding,
        None if pragma => content.flatten(),
        None => None,
    }
}

/// Returns the label in `text/html; charset=…`.
fn in_content(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        rest = rest[memmem::find(rest, b"charset")? + 7..].trim_ascii_start();
        if let Some(label) = rest.strip_prefix(b"=") {
            let label = label.trim_ascii_start();
            return match label.first()? {
                quote @ (b'"' | b'\'') => Some(&label[1..=memchr(*quote, &label[1..])?]),
                _ => {
                    let ends = |b: &u8| b.is_ascii_whitespace() || *b == b';';
                    Some(&label[..label.iter().position(ends).unwrap_or(label.len())])
                }
            };
        }
    }
}

/// Returns the encoding for the label of a `<meta>` or XML declaration.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    // The declaration itself was read as ASCII, so the encoding is not UTF-16.
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        Some(UTF_8)
    } else if encoding == X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding)
    }
}

/// Returns the encoding in `<?xml version="1.0" encoding="…"?>`. Allows white space
/// before it, which XML forbids but some saved pages have.
fn by_xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr(b'>', declaration)?];
    let value = declaration[memmem::find(declaration, b"encoding")? + 8..].trim_ascii_start();
    let value = value.strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first().filter(|b| matches!(b, b'"' | b'\''))?;
    known(&value[1..=memchr(quote, &value[1..])?])
}

/// Iterates over the attributes of a tag, in lower case, by the algorithm "get an
/// attribute" of the HTML standard.
struct MetaAttributes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> MetaAttributes<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        MetaAttributes { bytes, at: 0 }
    }

    fn take_while(&mut self, belongs: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        let rest = &self.bytes[start..];
        self.at += rest.iter().position(|&b| !belongs(b)).unwrap_or(rest.len());
        start..self.at
    }

    fn lower(&self, range: Range<usize>) -> Vec<u8> {
        self.bytes[range].to_ascii_lowercase()
    }
}

impl Iterator for MetaAttributes<'_> {
    type Item = (Vec<u8>, Vec<u8>);

    fn next(&mut self) -> Option<Self::Item> {
        self.take_while(|b| b.is_ascii_whitespace() || b == b'/');
        if matches!(self.bytes.get(self.at), None | Some(b'>')) {
            return None;
        }
        let start = self.at;
        // A leading `=` is part of the name.
        self.at += 1;
        self.take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'='));
        let name = self.lower(start..self.at);
        let after_name = self.at;
        self.take_while(|b| b.is_ascii_whitespace());
        if self.bytes.get(self.at) != Some(&b'=') {
            self.at = after_name;
            return Some((name, Vec::new()));
        }
        self.at += 1;
        self.take_while(|b| b.is_ascii_whitespace());
        let value = match self.bytes.get(self.at) {
            Some(&quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.take_while(|b| b != quote);
                self.at = (self.at + 1).min(self.bytes.len());
                value
            }
            _ => self.take_while(|b| !b.is_ascii_whitespace() && b != b'>'),
        };
        Some((name, self.lower(value)))
    }
}

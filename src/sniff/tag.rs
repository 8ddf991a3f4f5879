//! Reading one tag, strictly: what a browser would still make something of, but
//! no one writes, is not evidence of markup.

use memchr::memchr;

/// A well-formed tag of a known element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag {
    /// Place of the element in [`ELEMENTS`]; `None` for a custom element.
    pub(super) element: Option<usize>,
    /// Whether it is an end tag.
    pub(super) end: bool,
    /// Whether an attribute has a value.
    pub(super) attributes: bool,
    /// Length in bytes, angle brackets included; up to the end of the bytes
    /// or [`LONGEST`] if the tag does not end before.
    pub(super) len: usize,
    /// Whether it ends. One that does not has at least begun a quoted value.
    pub(super) finished: bool,
}

impl Tag {
    /// The tag that `bytes` start with.
    pub(super) fn parse(bytes: &[u8]) -> Option<Tag> {
        let rest = bytes.strip_prefix(b"<")?;
        let (end, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let name_len = rest
            .iter()
            .take(LONGEST_NAME)
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b':')))?;
        let (name, rest) = rest.split_at(name_len);
        let rest = attributes(rest)?;
        let element = ELEMENTS
            .binary_search(&name.to_ascii_lowercase().as_slice())
            .ok();
        let custom = name.first().is_some_and(u8::is_ascii_lowercase) && name.contains(&b'-');
        (element.is_some() || custom).then_some(Tag {
            element,
            end,
            attributes: rest.values && !end,
            len: 1 + usize::from(end) + name_len + rest.len,
            finished: rest.finished,
        })
    }

    /// The element's name, empty for a custom element.
    pub(super) fn name(&self) -> &'static str {
        let name = self.element.map_or(&b""[..], |at| ELEMENTS[at]);
        std::str::from_utf8(name).unwrap_or_default()
    }
}

/// Names of custom elements are rarely longer.
const LONGEST_NAME: usize = 64;
/// Bytes after which a tag is not read on. Pages do have pictures and whole
/// databases in one attribute.
const LONGEST: usize = 64 * 1024;

/// From behind the name of a tag to its `>`.
struct Attributes {
    values: bool,
    len: usize,
    finished: bool,
}

fn attributes(bytes: &[u8]) -> Option<Attributes> {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    if !matches!(
        bytes.first()?,
        b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C
    ) {
        return None;
    }
    let (mut values, mut at) = (false, 0);
    loop {
        match bytes.get(at)? {
            b'>' => {
                return Some(Attributes {
                    values,
                    len: at + 1,
                    finished: true,
                });
            }
            b'<' => return None,
            b'=' => values = true,
            quote @ (b'"' | b'\'') if values => match memchr(*quote, &bytes[at + 1..]) {
                Some(end) => at += 1 + end,
                None => {
                    return Some(Attributes {
                        values,
                        len: bytes.len(),
                        finished: false,
                    });
                }
            },
            _ => {}
        }
        at += 1;
    }
}

/// Elements of HTML, obsolete ones that old pages have, and those of SVG that
/// stand in pages, in the order of bytes.
pub(super) const ELEMENTS: &[&[u8]] = &[
    b"a",
    b"abbr",
    b"acronym",
    b"address",
    b"animate",
    b"applet",
    b"area",
    b"article",
    b"aside",
    b"audio",
    b"b",
    b"base",
    b"basefont",
    b"bdi",
    b"bdo",
    b"big",
    b"blink",
    b"blockquote",
    b"body",
    b"br",
    b"button",
    b"canvas",
    b"caption",
    b"center",
    b"circle",
    b"cite",
    b"clippath",
    b"code",
    b"col",
    b"colgroup",
    b"data",
    b"datalist",
    b"dd",
    b"defs",
    b"del",
    b"desc",
    b"details",
    b"dfn",
    b"dialog",
    b"dir",
    b"div",
    b"dl",
    b"dt",
    b"ellipse",
    b"em",
    b"embed",
    b"feblend",
    b"fecolormatrix",
    b"fecomposite",
    b"feflood",
    b"fegaussianblur",
    b"fencedframe",
    b"feoffset",
    b"fieldset",
    b"figcaption",
    b"figure",
    b"filter",
    b"font",
    b"footer",
    b"foreignobject",
    b"form",
    b"frame",
    b"frameset",
    b"g",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"header",
    b"hgroup",
    b"hr",
    b"html",
    b"i",
    b"iframe",
    b"img",
    b"input",
    b"ins",
    b"kbd",
    b"label",
    b"legend",
    b"li",
    b"line",
    b"lineargradient",
    b"link",
    b"main",
    b"map",
    b"mark",
    b"marquee",
    b"math",
    b"menu",
    b"meta",
    b"meter",
    b"nav",
    b"nobr",
    b"noframes",
    b"noscript",
    b"object",
    b"ol",
    b"optgroup",
    b"option",
    b"output",
    b"p",
    b"param",
    b"path",
    b"pattern",
    b"picture",
    b"polygon",
    b"polyline",
    b"pre",
    b"progress",
    b"q",
    b"radialgradient",
    b"rect",
    b"rp",
    b"rt",
    b"ruby",
    b"s",
    b"samp",
    b"script",
    b"search",
    b"section",
    b"select",
    b"slot",
    b"small",
    b"source",
    b"span",
    b"stop",
    b"strike",
    b"strong",
    b"style",
    b"sub",
    b"summary",
    b"sup",
    b"svg",
    b"symbol",
    b"table",
    b"tbody",
    b"td",
    b"template",
    b"text",
    b"textarea",
    b"tfoot",
    b"th",
    b"thead",
    b"time",
    b"title",
    b"tr",
    b"track",
    b"tspan",
    b"tt",
    b"u",
    b"ul",
    b"use",
    b"var",
    b"video",
    b"wbr",
];

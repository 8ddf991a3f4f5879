//! Reads the reading order of an EPUB book.
//!
//! `META-INF/container.xml` names the package document. The spine of the package
//! document lists the chapters by their identifiers in its manifest.

use std::collections::HashMap;
use std::io::{Read, Seek};

use ::zip::ZipArchive;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::source::read_all;
use super::super::xml::attribute;

/// Maximum size of a package document, in bytes. That of a large dictionary has
/// about 3 MB.
const PACKAGE: u64 = 32 << 20;

/// A chapter of a book.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chapter {
    /// The member with this index.
    At(usize),
    /// A path that the book lists but the archive does not contain.
    Missing(String),
}

/// Returns the chapters in reading order, or `None` if the archive is not a book
/// or its reading order cannot be read.
pub(super) fn spine<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Option<Vec<Chapter>> {
    let container = text(archive, "META-INF/container.xml")?;
    let mut package = None;
    elements(&container, |name, element| {
        if name == "rootfile" && package.is_none() {
            package = attribute(element, "full-path");
        }
    })?;
    let package = package?;
    let order = order(&text(archive, &package)?, &package)?;
    let chapter = |path: String| archive.index_for_name(&path).map_or(Chapter::Missing(path), Chapter::At);
    let spine: Vec<Chapter> = order.into_iter().map(chapter).collect();
    spine.iter().any(|chapter| matches!(chapter, Chapter::At(_))).then_some(spine)
}

fn text<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Option<String> {
    let bytes = read_all(archive.by_name(name).ok()?, PACKAGE).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns the paths of the chapters that a package document lists.
fn order(package: &str, path: &str) -> Option<Vec<String>> {
    let mut manifest = HashMap::new();
    let mut spine = Vec::new();
    elements(package, |name, element| match name {
        "item" => {
            if let (Some(id), Some(href)) = (attribute(element, "id"), attribute(element, "href")) {
                manifest.insert(id, resolve(path, &href));
            }
        }
        "itemref" => spine.extend(attribute(element, "idref")),
        _ => {}
    })?;
    // Removing entries drops chapters that are listed twice.
    Some(spine.iter().filter_map(|id| manifest.remove(id)).collect())
}

/// Calls `visit` for every element. Returns `None` if the document is malformed.
fn elements(document: &str, mut visit: impl FnMut(&str, &BytesStart<'_>)) -> Option<()> {
    let mut reader = Reader::from_str(document);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => visit(element.local_name().as_ref(), &element),
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// Resolves `href` against the path of the document that contains it.
fn resolve(base: &str, href: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    let href = unescape(href.split('#').next().unwrap_or_default());
    for part in href.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Decodes percent-encoded bytes.
fn unescape(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_in_the_order_of_the_spine() {
        let package = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><manifest>
            <item id="b" href="text/two%20parts.xhtml#x"/><opf:item id='a' href='../one.xhtml'></opf:item>
            <item id="c" href="./c.png"/></manifest>
            <spine><itemref idref="a"/><itemref idref="b" linear="no"/><itemref idref="a"/><itemref idref="?"/></spine>
            </package>"#;
        assert_eq!(order(package, "EPUB/x/content.opf").unwrap(), ["EPUB/one.xhtml", "EPUB/x/text/two parts.xhtml"]);
        assert_eq!(order("<package><item", "x"), None);
    }

    #[test]
    fn paths_are_resolved() {
        for (base, href, path) in
            [("a.opf", "b.html", "b.html"), ("x/a.opf", "../../b", "b"), ("a", "%zz%4", "%zz%4"), ("a", "%é", "%é")]
        {
            assert_eq!(resolve(base, href), path);
        }
    }
}

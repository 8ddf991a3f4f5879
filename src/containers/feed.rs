//! Reads RSS and Atom feeds: each item is a page.
//!
//! Items are read one by one from the text of the feed, which is held whole.

use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::content::contains;
use super::entry::Entry;
use super::found::{Contents, Found};
use super::xml::{attribute, character};
use crate::{Error, Input, decode};

/// Returns true if `head` starts a feed.
pub(super) fn starts(head: &[u8]) -> bool {
    match root(head) {
        Some(b"rss") => true,
        Some(b"feed") => contains(head, b"http://www.w3.org/2005/Atom"),
        Some(b"rdf:RDF") => contains(head, b"http://purl.org/rss/"),
        _ => false,
    }
}

/// Returns the name of the first element.
fn root(head: &[u8]) -> Option<&[u8]> {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'!', ..] => b">",
            [b'<', name @ ..] => return name.split(|byte| byte.is_ascii_whitespace() || *byte == b'>').next(),
            _ => return None,
        };
        let at = memchr::memmem::find(rest, end)?;
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

/// Returns the items of a feed. An item that is not well-formed is the last one, and an error.
pub(super) fn items(file: &[u8]) -> Result<Contents, Error> {
    let text = decode::decode_html(file, None, None)?.text.into_owned();
    Ok(Box::new(FeedItems { text, at: 0, number: 0 }))
}

struct FeedItems {
    text: String,
    /// Offset of the text after the last item.
    at: usize,
    number: usize,
}

impl Iterator for FeedItems {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let mut reader = Reader::from_str(rest);
        // The elements around the item were opened before.
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().check_end_names = false;
        let item = item(&mut reader, rest);
        self.at += position(&reader).min(rest.len());
        match item {
            Ok(None) => None,
            Ok(Some(item)) => {
                self.number += 1;
                Some(Ok(Found::Page(item.into_page(self.number))))
            }
            Err(cause) => {
                self.at = self.text.len();
                Some(Err(Error::Damaged { what: "feed", cause }))
            }
        }
    }
}

/// An item, with the text of its elements.
#[derive(Debug, Default)]
struct FeedItem {
    title: String,
    link: Option<String>,
    author: String,
    date: String,
    /// Its longest text, in HTML.
    content: String,
}

/// Reads up to the end of the next item. Returns `None` at the end of the feed.
fn item(reader: &mut Reader<&[u8]>, text: &str) -> Result<Option<FeedItem>, String> {
    let mut item: Option<FeedItem> = None;
    // Elements open inside the item.
    let mut open: usize = 0;
    // The text of the element of the item that is open, and where its markup begins.
    let mut value = String::new();
    let mut begin = 0;
    let mut is_markup = false;
    loop {
        let before = position(reader);
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => match &mut item {
                None if is_item(element.local_name().as_ref()) => item = Some(FeedItem::default()),
                None => {}
                Some(item) => {
                    open += 1;
                    if open == 1 {
                        value.clear();
                        begin = position(reader);
                        is_markup = attribute(&element, "type").as_deref() == Some("xhtml");
                        item.link_of(&element);
                    } else if is_name(open, element.name().as_ref()) {
                        value.clear();
                    }
                }
            },
            Event::Empty(element) => {
                if let (Some(item), 0) = (&mut item, open) {
                    item.link_of(&element);
                }
            }
            Event::Text(text) => value.push_str(&text),
            Event::CData(text) => value.push_str(&text),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(text) => value.push_str(&text),
                // HTML has more references than XML.
                None => {
                    let _ = write!(value, "&{};", &*reference);
                }
            },
            Event::End(element) => {
                let Some(read) = &mut item else { continue };
                match open {
                    0 => return Ok(item),
                    1 => {
                        let raw = text.get(begin..before).unwrap_or_default();
                        read.set(element.name().as_ref(), if is_markup { raw } else { &value });
                    }
                    _ if is_name(open, element.name().as_ref()) => value.trim().clone_into(&mut read.author),
                    _ => {}
                }
                open -= 1;
            }
            Event::Eof if item.is_none() => return Ok(None),
            Event::Eof => return Err("it ends in the middle of an item".to_owned()),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Returns true for the name of an author in Atom: `<author><name>`.
fn is_name(depth: usize, name: &str) -> bool {
    depth == 2 && name == "name"
}

fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

impl FeedItem {
    /// Takes the address of an Atom link, which is an attribute.
    fn link_of(&mut self, element: &BytesStart<'_>) {
        let is_page = || attribute(element, "rel").is_none_or(|rel| rel == "alternate");
        if self.link.is_none() && element.name().as_ref() == "link" && is_page() {
            self.link = attribute(element, "href");
        }
    }

    /// Takes the text of an element.
    fn set(&mut self, name: &str, value: &str) {
        let value = value.trim();
        match name {
            "title" => value.clone_into(&mut self.title),
            "link" if self.link.is_none() && !value.is_empty() => self.link = Some(value.to_owned()),
            "dc:creator" | "author" if self.author.is_empty() => value.clone_into(&mut self.author),
            "pubDate" | "published" | "dc:date" => value.clone_into(&mut self.date),
            "content:encoded" | "content" | "description" | "summary" if value.len() > self.content.len() => {
                value.clone_into(&mut self.content);
            }
            _ => {}
        }
    }

    /// Returns the item as a page. `number` is its number in the feed, starting from 1.
    fn into_page(self, number: usize) -> Entry {
        // Titles are text in Atom and HTML in most feeds of RSS.
        let title = htmlize::escape_attribute(htmlize::unescape(&self.title));
        let (author, date) = (htmlize::escape_attribute(&self.author), htmlize::escape_attribute(&self.date));
        let content = self.content;
        let page = format!(
            "<!DOCTYPE html><html><head><title>{title}</title><meta name=author content=\"{author}\">\
             <meta property=\"article:published_time\" content=\"{date}\"></head>\
             <body><article><h1>{title}</h1>\n<div>{content}</div></article></body></html>"
        );
        let url = self.link.filter(|link| link.contains("://"));
        Entry {
            name: Some(url.clone().unwrap_or_else(|| format!("item {number}"))),
            url,
            charset: Some("utf-8".to_owned()),
            ..Entry::page(Input::Html, page.into_bytes())
        }
    }
}

//! Safari's web archive: a property list with the page under
//! `WebMainResource`, and what it shows under other keys.
//!
//! Both forms of property list are read by hand. All that is wanted is one
//! dictionary, while the `plist` crate builds the whole tree, and a binary list
//! of a kilobyte, whose objects can be shared, may stand for a tree without end.

mod binary;
mod xml;

use super::kind::{self, contains};
use super::{Contents, Entry, Found};
use crate::{Error, From};

const MAIN: &str = "WebMainResource";

/// Whether `head` starts the XML form. The binary one has a signature.
pub(super) fn is_xml(head: &[u8]) -> bool {
    contains(&head[..head.len().min(1024)], b"<plist") && contains(head, MAIN.as_bytes())
}

/// The page of a web archive.
pub(super) fn page(file: &[u8]) -> Contents {
    let resource = if file.starts_with(b"bplist") {
        binary::main_resource(file)
    } else if contains(&file[..file.len().min(1024)], b"<plist") {
        xml::main_resource(file)
    } else {
        return Box::new(std::iter::once(Err(kind::not("web archive", file))));
    };
    let found = match resource {
        Err(cause) => Err(Error::Damaged { what: "web archive", cause }),
        // Other programs keep other things in property lists.
        Ok(None) => Err(Error::NotText("a property list")),
        Ok(Some(resource)) => match resource.data {
            Some(_) => Ok(Found::Page(resource.into_entry())),
            None => Err(Error::Damaged { what: "web archive", cause: "it contains no page".to_owned() }),
        },
    };
    // What is missing behind the page are pictures, and still worth a word.
    let closed = found.is_err() || file.starts_with(b"bplist") || file.trim_ascii_end().ends_with(b"</plist>");
    let torn = (!closed)
        .then(|| Err(Error::Damaged { what: "web archive", cause: "it ends before its last part".to_owned() }));
    Box::new([Some(found), torn].into_iter().flatten())
}

/// What is under [`MAIN`].
#[derive(Debug, Default, PartialEq, Eq)]
struct Resource {
    data: Option<Vec<u8>>,
    media: Option<String>,
    charset: Option<String>,
    url: Option<String>,
}

impl Resource {
    /// Takes the value of a key that has data.
    fn set_data(&mut self, key: &str, data: Vec<u8>) {
        if key == "WebResourceData" {
            self.data = Some(data);
        }
    }

    /// Takes the value of a key that has a string.
    fn set_string(&mut self, key: &str, value: String) {
        match key {
            "WebResourceMIMEType" => self.media = Some(value),
            "WebResourceTextEncodingName" => self.charset = Some(value),
            "WebResourceURL" => self.url = Some(value),
            _ => {}
        }
    }

    fn into_entry(self) -> Entry {
        let from = match self.media.as_deref() {
            Some("text/html" | "application/xhtml+xml") => From::Html,
            Some("text/plain") => From::Text,
            // A picture, or nothing said.
            _ => From::Auto,
        };
        Entry { url: self.url, charset: self.charset, ..Entry::page(from, self.data.unwrap_or_default()) }
    }
}

#[cfg(test)]
mod tests;

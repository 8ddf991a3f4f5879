//! Safari's web archive: a property list with the page under
//! `WebMainResource`, and what it shows under other keys.
//!
//! Both forms of property list are read by hand. All that is wanted is one
//! dictionary, while the `plist` crate builds the whole tree, and a binary list
//! of a kilobyte, whose objects can be shared, may stand for a tree without end.

mod binary;
mod resource;
mod xml;

use self::resource::MAIN;
use super::content::{self, contains};
use super::found::{Contents, Found};
use crate::Error;

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
        return Box::new(std::iter::once(Err(content::not("web archive", file))));
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

#[cfg(test)]
mod tests;

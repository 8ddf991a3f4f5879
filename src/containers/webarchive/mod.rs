//! Reads web archives of Safari: property lists with the page under
//! `WebMainResource`, and its images and frames under other keys.
//!
//! The `plist` crate does not fit, because it builds the whole tree. The objects of
//! a binary list can be shared, so a list of a kilobyte may expand to an endless
//! tree. Only one dictionary is needed.

mod binary;
mod resource;
mod xml;

use self::resource::MAIN;
use super::content::{self, contains};
use super::found::{Contents, Found};
use crate::Error;

/// Returns true if `head` starts a web archive in XML. Binary property lists have a
/// signature.
pub(super) fn is_xml(head: &[u8]) -> bool {
    contains(&head[..head.len().min(1024)], b"<plist") && contains(head, MAIN.as_bytes())
}

/// Returns the page of a web archive, followed by errors in the archive.
pub(super) fn page(file: &[u8]) -> Contents {
    let resource = if file.starts_with(b"bplist") {
        binary::main_resource(file)
    } else if contains(&file[..file.len().min(1024)], b"<plist") {
        xml::main_resource(file)
    } else {
        return Box::new(std::iter::once(Err(content::mismatch("web archive", file))));
    };
    let found = match resource {
        Err(cause) => Err(Error::Damaged { what: "web archive", cause }),
        // Other programs store other data in property lists.
        Ok(None) => Err(Error::NotText("a property list")),
        Ok(Some(resource)) => match resource.data {
            Some(_) => Ok(Found::Page(resource.into_entry())),
            None => Err(Error::Damaged { what: "web archive", cause: "it contains no page".to_owned() }),
        },
    };
    // The parts after the page are images, but the user should know that some are missing.
    let closed = found.is_err() || file.starts_with(b"bplist") || file.trim_ascii_end().ends_with(b"</plist>");
    let truncated = (!closed)
        .then(|| Err(Error::Damaged { what: "web archive", cause: "it ends before its last part".to_owned() }));
    Box::new([Some(found), truncated].into_iter().flatten())
}

#[cfg(test)]
mod tests;

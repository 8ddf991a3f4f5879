//! The main resource of a web archive: the page.

use super::super::entry::Entry;
use super::super::media;
use crate::Input;

/// The key of the main resource.
pub(super) const MAIN: &str = "WebMainResource";

/// The dictionary under [`MAIN`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Resource {
    pub(super) data: Option<Vec<u8>>,
    pub(super) media: Option<String>,
    pub(super) charset: Option<String>,
    pub(super) url: Option<String>,
}

impl Resource {
    /// Stores a value of type data.
    pub(super) fn set_data(&mut self, key: &str, data: Vec<u8>) {
        if key == "WebResourceData" {
            self.data = Some(data);
        }
    }

    /// Stores a value of type string.
    pub(super) fn set_string(&mut self, key: &str, value: String) {
        match key {
            "WebResourceMIMEType" => self.media = Some(value),
            "WebResourceTextEncodingName" => self.charset = Some(value),
            "WebResourceURL" => self.url = Some(value),
            _ => {}
        }
    }

    pub(super) fn into_entry(self) -> Entry {
        // The media type may be missing, or that of an image.
        let input = self.media.as_deref().and_then(media::page).unwrap_or(Input::Auto);
        Entry { url: self.url, charset: self.charset, ..Entry::page(input, self.data.unwrap_or_default()) }
    }
}

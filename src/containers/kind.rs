//! Recognises the format of an input by its head.

use std::path::Path;

use super::compress::{self, Packing};
use super::{feed, mhtml, webarchive};
use crate::Input;
use crate::sniff::binary;

/// The format to open an input as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Not a container.
    Plain,
    /// Compressed data.
    Packed(Packing),
    Tar,
    Zip,
    Mhtml,
    Webarchive,
    Warc,
    Feed,
    Jsonl,
}

impl Kind {
    /// Recognises a format by the head of an input. If `from` names a format, only
    /// compression and archives are recognised before it. Brotli is recognised
    /// only if `path` ends in `.br`.
    pub(super) fn of(head: &[u8], input: Input, path: Option<&Path>) -> Kind {
        match binary::by_signature(head) {
            Some(binary::GZIP) => return Kind::Packed(Packing::Gzip),
            Some(binary::ZSTD) => return Kind::Packed(Packing::Zstd),
            Some(binary::XZ) => return Kind::Packed(Packing::Xz),
            Some(binary::BZIP2) => return Kind::Packed(Packing::Bzip2),
            Some(binary::TAR) => return Kind::Tar,
            Some(binary::ZIP | binary::EPUB | binary::EMPTY_ZIP) => return Kind::Zip,
            Some(binary::BINARY_PLIST) if input == Input::Auto => return Kind::Webarchive,
            _ => {}
        }
        let brotli = path.and_then(Path::extension).is_some_and(|extension| extension.eq_ignore_ascii_case("br"));
        if brotli && compress::is_brotli(head) {
            return Kind::Packed(Packing::Brotli);
        }
        match input {
            Input::Html | Input::Text => Kind::Plain,
            Input::Mhtml => Kind::Mhtml,
            Input::Webarchive => Kind::Webarchive,
            Input::Warc | Input::Wet => Kind::Warc,
            Input::Jsonl => Kind::Jsonl,
            Input::Auto if head.starts_with(b"WARC/") => Kind::Warc,
            Input::Auto if webarchive::is_xml(head) => Kind::Webarchive,
            Input::Auto if mhtml::starts(head) => Kind::Mhtml,
            Input::Auto if feed::starts(head) => Kind::Feed,
            Input::Auto => Kind::Plain,
        }
    }

    /// Returns the name of the format if its files hold any number of documents.
    pub(super) fn collection(self) -> Option<&'static str> {
        match self {
            Kind::Tar => Some("tar archive"),
            Kind::Zip => Some("ZIP archive"),
            Kind::Warc => Some("WARC file"),
            Kind::Feed => Some("feed"),
            _ => None,
        }
    }
}

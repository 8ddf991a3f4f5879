//! Recognises the format of an input by its head.

use std::path::Path;

use super::compress::{self, Packing};
use super::{mhtml, webarchive};
use crate::From;
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
    Jsonl,
}

impl Kind {
    /// Recognises a format by the head of an input. If `from` names a format, only
    /// compression and archives are recognised before it. Brotli is recognised
    /// only if `path` ends in `.br`.
    pub(super) fn of(head: &[u8], from: From, path: Option<&Path>) -> Kind {
        match binary::by_signature(head) {
            Some(binary::GZIP) => return Kind::Packed(Packing::Gzip),
            Some(binary::ZSTD) => return Kind::Packed(Packing::Zstd),
            Some(binary::XZ) => return Kind::Packed(Packing::Xz),
            Some(binary::BZIP2) => return Kind::Packed(Packing::Bzip2),
            Some(binary::TAR) => return Kind::Tar,
            Some(binary::ZIP | binary::EPUB | binary::EMPTY_ZIP) => return Kind::Zip,
            Some(binary::BINARY_PLIST) if from == From::Auto => return Kind::Webarchive,
            _ => {}
        }
        let brotli = path.and_then(Path::extension).is_some_and(|extension| extension.eq_ignore_ascii_case("br"));
        if brotli && compress::is_brotli(head) {
            return Kind::Packed(Packing::Brotli);
        }
        match from {
            From::Html | From::Text => Kind::Plain,
            From::Mhtml => Kind::Mhtml,
            From::Webarchive => Kind::Webarchive,
            From::Warc | From::Wet => Kind::Warc,
            From::Jsonl => Kind::Jsonl,
            From::Auto if head.starts_with(b"WARC/") => Kind::Warc,
            From::Auto if webarchive::is_xml(head) => Kind::Webarchive,
            From::Auto if mhtml::starts(head) => Kind::Mhtml,
            From::Auto => Kind::Plain,
        }
    }

    /// Returns the name of the format if its files hold any number of documents.
    pub(super) fn collection(self) -> Option<&'static str> {
        match self {
            Kind::Tar => Some("tar archive"),
            Kind::Zip => Some("ZIP archive"),
            Kind::Warc => Some("WARC file"),
            _ => None,
        }
    }
}

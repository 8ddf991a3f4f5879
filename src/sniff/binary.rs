//! Recognises files that are neither HTML nor text.

use super::preamble::{after_preamble, starts_a_page};
use super::tag::SniffedTag;

/// The signature of a format.
struct Magic {
    /// Offset of the bytes.
    at: usize,
    bytes: &'static [u8],
    /// Name of the format, as in "it looks like a PNG image".
    name: &'static str,
}

const fn magic(at: usize, bytes: &'static [u8], name: &'static str) -> Magic {
    Magic { at, bytes, name }
}

// Formats that `containers` opens.
pub(crate) const EPUB: &str = "an EPUB book";
pub(crate) const ZIP: &str = "a ZIP archive";
pub(crate) const EMPTY_ZIP: &str = "an empty ZIP archive";
pub(crate) const GZIP: &str = "gzip data";
pub(crate) const ZSTD: &str = "zstd data";
pub(crate) const BZIP2: &str = "bzip2 data";
pub(crate) const XZ: &str = "xz data";
pub(crate) const TAR: &str = "a tar archive";
pub(crate) const BINARY_PLIST: &str = "a binary property list";

/// Signatures of formats that people have next to pages. A printable signature is
/// long or has a byte that text does not have; shorter signatures are in [`SHORT`].
const MAGIC: &[Magic] = &[
    magic(0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    magic(0, b"\xFF\xD8\xFF", "a JPEG image"),
    magic(0, b"GIF87a", "a GIF image"),
    magic(0, b"GIF89a", "a GIF image"),
    magic(8, b"WEBPVP8", "a WebP image"),
    magic(0, b"II*\0", "a TIFF image"),
    magic(0, b"MM\0*", "a TIFF image"),
    magic(0, b"\0\0\x01\0", "an icon file"),
    magic(4, b"ftypavif", "an AVIF image"),
    magic(4, b"ftyphei", "a HEIC image"),
    magic(0, b"%PDF-", "a PDF document"),
    magic(0, b"%!PS-Adobe", "a PostScript document"),
    magic(0, b"{\\rtf1", "an RTF document"),
    magic(30, b"mimetypeapplication/epub+zip", EPUB),
    magic(30, b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    magic(30, b"[Content_Types].xml", "a Microsoft Office document"),
    magic(0, b"PK\x03\x04", ZIP),
    magic(0, b"PK\x05\x06", EMPTY_ZIP),
    magic(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office document"),
    magic(0, b"\x1F\x8B\x08", GZIP),
    magic(0, b"\x28\xB5\x2F\xFD", ZSTD),
    magic(4, b"1AY&SY", BZIP2),
    magic(0, b"\xFD7zXZ\0", XZ),
    magic(0, b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    magic(0, b"Rar!\x1A\x07", "a RAR archive"),
    magic(257, b"ustar", TAR),
    magic(0, b"\x7FELF", "an ELF program"),
    magic(0, b"\xFE\xED\xFA\xCE", "a Mach-O program"),
    magic(0, b"\xFE\xED\xFA\xCF", "a Mach-O program"),
    magic(0, b"\xCE\xFA\xED\xFE", "a Mach-O program"),
    magic(0, b"\xCF\xFA\xED\xFE", "a Mach-O program"),
    magic(0, b"\xCA\xFE\xBA\xBE", "a Java class file or Mach-O program"),
    magic(0, b"\0asm", "a WebAssembly module"),
    magic(0, b"SQLite format 3\0", "an SQLite database"),
    magic(4, b"ftyp", "an MP4 video"),
    magic(0, b"\x1A\x45\xDF\xA3", "a Matroska or WebM video"),
    magic(0, b"OggS\0", "an Ogg file"),
    magic(0, b"ID3\x02", "an MP3 file"),
    magic(0, b"ID3\x03", "an MP3 file"),
    magic(0, b"ID3\x04", "an MP3 file"),
    magic(0, b"fLaC\0", "a FLAC file"),
    magic(8, b"WAVEfmt ", "a WAV file"),
    magic(0, b"wOFF\0", "a web font"),
    magic(0, b"wOF2\0", "a web font"),
    magic(0, b"bplist00", BINARY_PLIST),
];

/// Signatures that are too short on their own. They only apply to data with too many
/// control characters for text.
const SHORT: &[Magic] = &[
    magic(0, b"MZ", "a Windows program"),
    magic(0, b"BM", "a BMP image"),
    magic(0, b"\xFF\xFB", "an MP3 file"),
    magic(0, b"\xFF\xF3", "an MP3 file"),
];

/// Number of bytes in which control characters are counted.
const SAMPLE: usize = 64 * 1024;
/// Text has at most one control character in this many bytes, including NULs.
/// Compressed data and machine code have one in 10. Old pages, and logs cut off by a
/// crash, have a few NULs.
const BYTES_PER_CONTROL: usize = 50;
/// The same for data that starts with a tag, which no binary format does.
const BYTES_PER_CONTROL_OF_MARKUP: usize = 8;
/// Number of control characters that any text may have.
const FEW: usize = 2;

/// Returns the format of bytes with a known signature.
pub(crate) fn by_signature(bytes: &[u8]) -> Option<&'static str> {
    look_up(MAGIC, bytes)
}

/// Returns the format of bytes with too many control characters for text. The
/// encoding must be a superset of ASCII.
pub(super) fn by_controls(bytes: &[u8]) -> Option<&'static str> {
    has_controls(bytes).then(|| look_up(SHORT, bytes).unwrap_or("binary data"))
}

fn look_up(table: &[Magic], bytes: &[u8]) -> Option<&'static str> {
    let is_at = |magic: &&Magic| {
        let at = bytes.get(magic.at..);
        at.is_some_and(|bytes| bytes.starts_with(magic.bytes))
    };
    table.iter().find(is_at).map(|magic| magic.name)
}

fn has_controls(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Blocks of a disk or a tape are padded with NULs.
    let end = sample.iter().rposition(|b| *b != 0).map_or(0, |last| last + 1);
    let text = &sample[..end];
    if text.is_empty() {
        return !sample.is_empty();
    }
    let controls = text.iter().filter(|b| is_control(**b)).count();
    let is_markup =
        SniffedTag::parse(after_preamble(text)).is_some_and(|tag| tag.element.is_some()) || starts_a_page(text);
    let bytes_per = if is_markup { BYTES_PER_CONTROL_OF_MARKUP } else { BYTES_PER_CONTROL };
    controls > FEW + text.len() / bytes_per
}

/// Returns true for control characters that text does not have. Text may have tab to
/// carriage return, backspace (overstriking in manual pages), ESC (terminal colours,
/// ISO-2022-JP) and the end-of-file mark of DOS.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)
}

//! Decodes HTTP bodies: joins chunks and decompresses.
//!
//! Many archives decode bodies when they save them and keep the header fields of
//! the encoding. So a body that does not start as its header says is left as it is.

use std::borrow::Cow;
use std::io::Read;

use super::super::compress::Packing;
use super::super::fields::Fields;
use crate::Error;

/// Maximum number of nested encodings.
const LAYERS: usize = 3;

/// Decodes a body. If it is `truncated`, decodes as much as possible.
pub(super) fn decode(raw: &[u8], fields: &Fields, truncated: bool, max_size: u64) -> Result<Vec<u8>, Error> {
    let chunked = fields.get("Transfer-Encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    let mut body = match chunked.then(|| unchunk(raw)).flatten() {
        None => Cow::Borrowed(raw),
        Some((body, true)) => Cow::Owned(body),
        Some((body, false)) if truncated => Cow::Owned(body),
        Some((_, false)) => {
            return Err(Error::Damaged { what: "HTTP response", cause: "its last chunk is missing".to_owned() });
        }
    };
    let encodings = fields.get("Content-Encoding").unwrap_or_default().to_ascii_lowercase();
    for encoding in encodings.rsplit(',').take(LAYERS) {
        if let Some(packing) = packing(encoding.trim(), &body)
            && let Some(unpacked) = unpack(&body, packing, truncated, max_size)?
        {
            body = Cow::Owned(unpacked);
        }
    }
    Ok(body.into_owned())
}

/// Returns how a body with this `Content-Encoding` is compressed, or `None` if it is
/// not compressed.
fn packing(encoding: &str, body: &[u8]) -> Option<Packing> {
    match encoding {
        "gzip" | "x-gzip" => body.starts_with(b"\x1F\x8B").then_some(Packing::Gzip),
        "zstd" => body.starts_with(b"\x28\xB5\x2F\xFD").then_some(Packing::Zstd),
        "br" => Some(Packing::Brotli),
        // Some servers send DEFLATE with a zlib header, some without. The header has
        // method 8 and is a multiple of 31.
        "deflate" => match *body {
            [a, b, ..] if a & 15 == 8 && u16::from_be_bytes([a, b]) % 31 == 0 => Some(Packing::Zlib),
            _ => Some(Packing::Deflate),
        },
        _ => None,
    }
}

/// Decompresses a body. Returns `None` if it turns out not to be compressed.
fn unpack(body: &[u8], packing: Packing, truncated: bool, max_size: u64) -> Result<Option<Vec<u8>>, Error> {
    let mut unpacked = Vec::new();
    let result = packing.unpack(body).take(max_size.saturating_add(1)).read_to_end(&mut unpacked);
    if unpacked.len() as u64 > max_size {
        return Err(Error::TooLarge { limit: max_size });
    }
    match result {
        Ok(_) => Ok(Some(unpacked)),
        Err(_) if unpacked.is_empty() && matches!(packing, Packing::Brotli | Packing::Deflate) => Ok(None),
        Err(_) if truncated => Ok(Some(unpacked)),
        Err(error) => Err(Error::Read(error)),
    }
}

/// Joins the chunks of a body, and returns whether the last chunk is there. Returns
/// `None` if the body does not start with a chunk.
fn unchunk(raw: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut body = Vec::with_capacity(raw.len());
    let (mut len, mut rest) = chunk(raw)?;
    while len > 0 {
        match rest.split_at_checked(len) {
            None => {
                body.extend_from_slice(rest);
                return Some((body, false));
            }
            Some((data, after)) => {
                body.extend_from_slice(data);
                let Some(next) = chunk(after.trim_ascii_start()) else { return Some((body, false)) };
                (len, rest) = next;
            }
        }
    }
    Some((body, true))
}

/// Parses the first line of a chunk. Returns the length of the chunk and the bytes
/// after the line.
fn chunk(raw: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', &raw[..raw.len().min(256)])?;
    let (line, rest) = (&raw[..end], &raw[end + 1..]);
    let digits = line.split(|b| *b == b';').next().unwrap_or_default().trim_ascii();
    // `from_str_radix` would accept a sign.
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((usize::from_str_radix(digits, 16).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    fn of(raw: &[u8], header: &str, truncated: bool) -> Result<String, Error> {
        decode(raw, &Fields::parse(header.as_bytes()), truncated, 1000)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        packed.finish().unwrap()
    }

    #[test]
    fn chunks_are_joined() {
        let chunked = "Transfer-Encoding: chunked";
        assert_eq!(of(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", chunked, false).unwrap(), "abcde");
        assert_eq!(of(b"3\nabc\nA \n0123456789\n0\n", chunked, false).unwrap(), "abc0123456789");
        assert_eq!(of(b"<p>not chunked", chunked, false).unwrap(), "<p>not chunked");
        for cut in [&b"5\r\nabc"[..], b"3\r\nabc\r\n", b"3\r\nabc\r\nx\r\n", b"3\r\nabc\r\n+2\r\nde\r\n0\r\n"] {
            assert!(of(cut, chunked, false).is_err());
            assert!(of(cut, chunked, true).unwrap().starts_with("abc"));
        }
        assert_eq!(of(b"0\r\n\r\n", chunked, false).unwrap(), "");
        assert!(of(b"FFFFFFFFFFFFFFFF\r\nabc", chunked, false).is_err());
    }

    #[test]
    fn bodies_are_decompressed() {
        let gzip = gzip("words");
        assert_eq!(of(&gzip, "Content-Encoding: gzip", false).unwrap(), "words");
        assert_eq!(of(b"words", "Content-Encoding: gzip", false).unwrap(), "words");
        assert_eq!(of(b"words, words", "Content-Encoding: br", false).unwrap(), "words, words");
        assert!(of(&gzip[..gzip.len() - 9], "Content-Encoding: gzip", false).is_err());
        assert!(of(&gzip[..gzip.len() - 9], "Content-Encoding: gzip", true).unwrap().len() <= 5);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(b"words").unwrap();
        assert_eq!(of(&zlib.finish().unwrap(), "Content-Encoding: deflate", false).unwrap(), "words");
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(b"words").unwrap();
        assert_eq!(of(&bare.finish().unwrap(), "Content-Encoding: deflate", false).unwrap(), "words");
    }

    #[test]
    fn chunks_may_be_compressed() {
        let packed = gzip("words");
        let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        let header = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip";
        assert_eq!(of(&chunked, header, false).unwrap(), "words");
    }

    #[test]
    fn a_decompression_bomb_is_too_large() {
        let bomb = gzip(&"x".repeat(1_000_000));
        assert!(matches!(of(&bomb, "Content-Encoding: gzip", false), Err(Error::TooLarge { limit: 1000 })));
    }
}

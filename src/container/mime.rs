//! Transfer encodings of MIME parts.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Takes what real writers give: without padding, or with bits left over.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes that `body` stands for in this `Content-Transfer-Encoding`.
pub(super) fn decode(body: &[u8], encoding: &str) -> Vec<u8> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted_printable(body),
        _ => body.to_vec(),
    }
}

/// Decodes base64 up to its padding; line ends and other characters between
/// are passed over, as MIME has it.
pub(super) fn base64(body: &[u8]) -> Vec<u8> {
    let data = body.split(|b| *b == b'=').next().unwrap_or_default();
    let mut data: Vec<u8> =
        data.iter().copied().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).collect();
    if data.len() % 4 == 1 {
        // Six bits are no byte.
        data.pop();
    }
    LENIENT.decode(data).unwrap_or_default()
}

/// Decodes quoted-printable. A `=` that starts nothing stays.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(byte) = rest.first_chunk().and_then(hex) {
            out.push(byte);
            rest = &rest[2..];
        } else if let Some(line) = behind_line_end(rest) {
            rest = line;
        } else {
            out.push(b'=');
        }
    }
    out.extend_from_slice(rest);
    out
}

fn hex(digits: &[u8; 2]) -> Option<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(value(digits[0])? * 16 + value(digits[1])?).ok()
}

/// What follows a line end that only white space stands before.
fn behind_line_end(rest: &[u8]) -> Option<&[u8]> {
    let blank = rest.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\r')).unwrap_or(rest.len());
    match rest.get(blank) {
        Some(b'\n') => Some(&rest[blank + 1..]),
        None => Some(b""),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_as_written_and_as_broken() {
        for (body, is) in [
            ("caf=C3=A9 =3D", "café ="),
            ("soft=\r\nline =  \nend=", "softline end"),
            ("a=zz b=4", "a=zz b=4"),
            ("=c3=a9", "é"),
        ] {
            assert_eq!(String::from_utf8_lossy(&decode(body.as_bytes(), "Quoted-Printable")), is);
        }
    }

    #[test]
    fn base64_as_written_and_as_broken() {
        for (body, is) in [
            ("YWJj\r\nZGU=\r\n", "abcde"),
            ("YWJjZGU", "abcde"),
            ("Y W!Jj", "abc"),
            ("YWJjZ", "abc"),
            ("", ""),
            ("=", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&decode(body.as_bytes(), " BASE64 ")), is);
        }
    }

    #[test]
    fn anything_else_is_as_it_stands() {
        assert_eq!(decode(b"=C3", "8bit"), b"=C3");
    }
}

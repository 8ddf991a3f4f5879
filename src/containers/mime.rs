//! Decodes the transfer encodings of MIME parts.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Accepts base64 without padding or with trailing bits, as some programs write it.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Decodes a body with this `Content-Transfer-Encoding`. Also returns whether the
/// encoded data was valid.
pub(super) fn decode(body: &[u8], encoding: &str) -> (Vec<u8>, bool) {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(body),
        "quoted-printable" => (quoted_printable(body), true),
        _ => (body.to_vec(), true),
    }
}

/// Decodes base64, and returns whether it is valid. Ignores line ends and other
/// characters outside the alphabet, as MIME requires. A damaged line does not
/// affect the next line.
pub(super) fn base64(body: &[u8]) -> (Vec<u8>, bool) {
    let lines: Vec<&[u8]> =
        body.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).collect();
    let Some((last, others)) = lines.split_last() else { return (Vec::new(), true) };
    // Some programs break lines within a group of four digits.
    let width = others.iter().map(|line| line.len()).max().unwrap_or(0);
    let is_in_groups =
        width.is_multiple_of(4) && others.iter().filter(|line| line.len() == width).count() * 2 >= others.len();
    let is_odd = |line: &&[u8]| !digits(line).count().is_multiple_of(4) || line.contains(&b'=');
    if !is_in_groups || !others.iter().any(is_odd) {
        return joined(body);
    }
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    for line in others.iter().chain([last]) {
        bytes.extend(joined(line).0);
    }
    (bytes, false)
}

/// Decodes a run of base64, or several runs with padding each.
fn joined(body: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    // A single digit has only six bits.
    let mut is_sound = digits(body).count() % 4 != 1;
    let mut runs = body.split(|b| *b == b'=').map(|run| digits(run).collect::<Vec<u8>>()).filter(|run| !run.is_empty());
    if let Some(first) = runs.next() {
        bytes.extend(run(first));
    }
    for next in runs {
        // There should be nothing after the padding.
        is_sound = false;
        bytes.extend(run(next));
    }
    (bytes, is_sound)
}

fn digits(text: &[u8]) -> impl Iterator<Item = u8> {
    text.iter().copied().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
}

fn run(mut digits: Vec<u8>) -> Vec<u8> {
    if digits.len() % 4 == 1 {
        // A single digit has only six bits.
        digits.pop();
    }
    LENIENT.decode(digits).unwrap_or_default()
}

/// Decodes quoted-printable. An invalid `=` is kept.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(byte) = rest.first_chunk().and_then(hex) {
            out.push(byte);
            rest = &rest[2..];
        } else if let Some(line) = after_line_end(rest) {
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

/// Returns the text after a line end, if only white space precedes the line end.
fn after_line_end(rest: &[u8]) -> Option<&[u8]> {
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
    fn quoted_printable_is_decoded_even_if_invalid() {
        for (body, is) in [
            ("caf=C3=A9 =3D", "café ="),
            ("soft=\r\nline =  \nend=", "softline end"),
            ("a=zz b=4", "a=zz b=4"),
            ("=c3=a9", "é"),
        ] {
            assert_eq!(String::from_utf8_lossy(&decode(body.as_bytes(), "Quoted-Printable").0), is);
        }
    }

    #[test]
    fn base64_is_decoded_even_if_invalid() {
        for (body, is) in [
            ("YWJj\r\nZGU=\r\n", "abcde"),
            ("YWJjZGU", "abcde"),
            ("Y W!Jj", "abc"),
            ("YWJjZ", "abc"),
            ("", ""),
            ("=", ""),
        ] {
            assert_eq!(String::from_utf8_lossy(&decode(body.as_bytes(), " BASE64 ").0), is);
        }
    }

    #[test]
    fn a_damaged_line_of_base64_affects_only_itself() {
        let text = "The first pair came in on Tuesday, at dusk, and went straight to the box.";
        let body = LENIENT.encode(text);
        for width in [20, 40] {
            let lines: Vec<&str> =
                body.as_bytes().chunks(width).map(|line| std::str::from_utf8(line).unwrap()).collect();
            let sound = base64(lines.join("\r\n").as_bytes());
            assert_eq!((String::from_utf8_lossy(&sound.0).as_ref(), sound.1), (text, true));
            for stray in ["==", "a", "=\n="] {
                let mut damaged = lines.clone();
                damaged.insert(1, stray);
                let (bytes, is_sound) = base64(damaged.join("\r\n").as_bytes());
                assert_eq!((String::from_utf8_lossy(&bytes).as_ref(), is_sound), (text, false), "{stray}");
            }
            let cut: Vec<&str> = std::iter::once(&lines[0][..width - 3]).chain(lines[1..].iter().copied()).collect();
            let (bytes, is_sound) = base64(cut.join("\n").as_bytes());
            assert!(!is_sound && text.ends_with(std::str::from_utf8(&bytes[width..]).unwrap()));
        }
        // Lines that break within a group are valid.
        let odd: Vec<&str> = body.as_bytes().chunks(21).map(|line| std::str::from_utf8(line).unwrap()).collect();
        assert_eq!(base64(odd.join("\n").as_bytes()), (text.as_bytes().to_vec(), true));
    }

    #[test]
    fn other_encodings_are_not_decoded() {
        assert_eq!(decode(b"=C3", "8bit"), (b"=C3".to_vec(), true));
    }
}

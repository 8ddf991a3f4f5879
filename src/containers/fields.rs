//! Parses header fields (`Name: value`) of WARC records, HTTP responses and MIME
//! parts.
//!
//! Existing crates parse one of the three each, and headers in archives break the
//! grammar of HTTP. `httparse` rejects status lines of old servers and of HTTP/2,
//! bytes outside ASCII, and spaces before the colon.

use memchr::memmem;

/// The fields of a header, in their order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Parses a header. A line that starts with white space continues the previous
    /// field. A line without a colon is ignored.
    pub(super) fn parse(header: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in header.split(|b| *b == b'\n') {
            let folded = line.first().is_some_and(|b| matches!(b, b' ' | b'\t'));
            let line = String::from_utf8_lossy(line.trim_ascii());
            match (folded, fields.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(&line);
                }
                (_, _, Some((name, value))) => fields.push((name.trim_end().to_owned(), value.trim_start().to_owned())),
                _ => {}
            }
        }
        Fields(fields)
    }

    /// Returns the value of the first field with this name, in any case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.0.iter().find(|(field, _)| field.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.as_str())
    }

    /// Returns the media type in lower case.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.get("Content-Type")?;
        Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }

    /// Returns a parameter of the media type, such as `charset`.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        parameter(self.get("Content-Type")?, name)
    }
}

/// Returns a parameter of a value such as `text/html; charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        // A parameter without a value may precede this one.
        let key = key.rsplit(';').next().unwrap_or_default().trim();
        let after = after.trim_start();
        let (found, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            let found = found.trim();
            return (!found.is_empty()).then(|| found.to_owned());
        }
        rest = next.split_once(';').map_or("", |(_, next)| next);
    }
}

/// Splits a message at its first empty line into header and body. Without an empty
/// line there is no body.
pub(super) fn split(message: &[u8]) -> (&[u8], Option<&[u8]>) {
    let ends = [&b"\r\n\r\n"[..], b"\n\n", b"\n\r\n"];
    let end = ends.iter().filter_map(|end| Some((memmem::find(message, end)?, end.len()))).min();
    match end {
        Some((at, len)) => (&message[..at], Some(&message[at + len..])),
        None => (message, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_and_lines_without_a_colon_are_ignored() {
        let fields = Fields::parse(b"A: 1\r\nno colon\r\nB : 2\r\n  three\r\n\tfour\nC:\r\n a: 5");
        assert_eq!(fields.get("a"), Some("1"));
        assert_eq!(fields.get("B"), Some("2 three four"));
        assert_eq!(fields.get("c"), Some(" a: 5"));
        assert_eq!(fields.get("d"), None);
    }

    #[test]
    fn media_types_have_parameters() {
        for (value, charset) in [
            ("text/html; charset=utf-8", Some("utf-8")),
            ("text/html;charset=\"Shift_JIS\"; x=y", Some("Shift_JIS")),
            ("Text/HTML; boundary=\"a;charset=b\"; charset = c ", Some("c")),
            ("text/html; flag; CHARSET=d", Some("d")),
            ("text/html; charset=", None),
            ("text/html; charset=\"", None),
            ("text/html; charset", None),
            ("text/html", None),
        ] {
            let fields = Fields::parse(format!("Content-Type: {value}").as_bytes());
            assert_eq!(fields.media_type().as_deref(), Some("text/html"), "{value}");
            assert_eq!(fields.parameter("charset").as_deref(), charset, "{value}");
        }
    }

    #[test]
    fn a_message_is_split_at_its_first_empty_line() {
        assert_eq!(split(b"a\r\nb\r\n\r\nc\n\nd"), (&b"a\r\nb"[..], Some(&b"c\n\nd"[..])));
        assert_eq!(split(b"a\n\nb\r\n\r\nc"), (&b"a"[..], Some(&b"b\r\n\r\nc"[..])));
        assert_eq!(split(b"a\r\n\r\n"), (&b"a"[..], Some(&b""[..])));
        assert_eq!(split(b"a\r\n"), (&b"a\r\n"[..], None));
    }
}

//! Reads the page in an HTTP response.

use super::super::fields::{Fields, split};
use super::super::{content, media};
use super::body;
use crate::{Error, Input};

/// A page from an HTTP response.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ResponsePage {
    /// The body, without chunks and compression.
    pub(super) bytes: Vec<u8>,
    /// The charset in `Content-Type`.
    pub(super) charset: Option<String>,
    pub(super) input: Input,
}

/// Returns the page in a response. Returns `None` if the response has another media
/// type, or is a redirect or an error. `truncated` means that the crawler cut it off
/// on purpose, so a missing end is not an error.
///
/// # Errors
/// Returns [`Error::Damaged`] for an invalid or incomplete response and
/// [`Error::TooLarge`] for a body larger than `max_size` bytes.
pub(super) fn page(response: &[u8], truncated: bool, max_size: u64) -> Result<Option<ResponsePage>, Error> {
    let damaged = |cause: String| Error::Damaged { what: "HTTP response", cause };
    let (header, Some(raw)) = split(response) else {
        return if truncated { Ok(None) } else { Err(damaged("it ends in the middle of its header".to_owned())) };
    };
    let (status, fields) = header.split_at(memchr::memchr(b'\n', header).unwrap_or(header.len()));
    if !status_of(status).ok_or_else(|| damaged("it has no status code".to_owned()))?.starts_with('2') {
        return Ok(None);
    }
    let fields = Fields::parse(fields);
    let input = match fields.media_type() {
        Some(media) => match media::page(&media) {
            Some(input) => input,
            None => return Ok(None),
        },
        // Like a browser, decides by content.
        None => Input::Auto,
    };
    let bytes = body::decode(raw, &fields, truncated, max_size)?;
    if input == Input::Auto && !content::is_html(&bytes) {
        return Ok(None);
    }
    Ok(Some(ResponsePage { bytes, charset: fields.parameter("charset"), input }))
}

/// Returns the status code, as in `HTTP/1.1 200 OK`.
fn status_of(line: &[u8]) -> Option<&str> {
    let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let status = words.nth(1)?;
    let is_status = status.len() == 3 && status.iter().all(u8::is_ascii_digit);
    is_status.then(|| std::str::from_utf8(status).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(response: &str) -> Result<Option<ResponsePage>, Error> {
        page(response.as_bytes(), false, 1000)
    }

    #[test]
    fn a_response_holds_a_page() {
        let page = of("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>x").unwrap().unwrap();
        assert_eq!(
            page,
            ResponsePage { bytes: b"<p>x".to_vec(), charset: Some("koi8-r".to_owned()), input: Input::Html }
        );
    }

    #[test]
    fn only_responses_with_status_2xx_hold_pages() {
        for line in ["HTTP/1.0 200", "HTTP/2 200 OK", "ICY 200 OK", "HTTP/1.1  206 Partial"] {
            assert!(of(&format!("{line}\nContent-Type: text/html\n\nx")).unwrap().is_some(), "{line}");
        }
        for line in ["HTTP/1.1 404 Not Found", "HTTP/1.1 301 Moved"] {
            assert!(of(&format!("{line}\r\nContent-Type: text/html\r\n\r\nx")).unwrap().is_none(), "{line}");
        }
        for line in ["HTTP/1.1", "", "HTTP/1.1 OK", "HTTP/1.1 20 OK"] {
            assert!(of(&format!("{line}\r\nContent-Type: text/html\r\n\r\nx")).is_err(), "{line}");
        }
    }

    #[test]
    fn other_media_types_are_not_pages() {
        for media in ["image/png", "application/json", "text/css"] {
            assert!(of(&format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n<p>x")).unwrap().is_none());
        }
        assert!(of("HTTP/1.1 200 OK\r\n\r\n<!doctype html><p>x").unwrap().is_some());
        assert!(of("HTTP/1.1 200 OK\r\n\r\nwords").unwrap().is_none());
        assert!(of("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n").is_err());
    }
}

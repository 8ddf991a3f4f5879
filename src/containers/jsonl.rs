//! Reads JSON Lines: one object per line, with the page in one of its fields.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::entry::Entry;
use super::found::{Contents, Found};
use super::options::Open;
use super::source::Source;
use crate::{Error, Input};

/// Size of the read buffer, in bytes.
const BUFFER: usize = 1 << 17;

/// Returns the pages of a file, one per line. An invalid line is an error, and the
/// next lines follow.
pub(super) fn lines(source: Source, options: &Open) -> Contents {
    Box::new(RecordLines {
        source: BufReader::with_capacity(BUFFER, source.into_reader()),
        number: 0,
        ended: false,
        field: options.field.clone(),
        max_size: options.max_size,
    })
}

struct RecordLines<R> {
    source: R,
    /// Number of the line that was last read, starting from 1.
    number: u64,
    ended: bool,
    field: Option<String>,
    max_size: u64,
}

impl<R: BufRead> RecordLines<R> {
    /// Reads the next line. A line that is too long is skipped and gives an error.
    fn line(&mut self) -> io::Result<Option<Result<Vec<u8>, Error>>> {
        self.number += 1;
        let mut line = Vec::new();
        let longest = self.max_size.saturating_add(1);
        if self.source.by_ref().take(longest).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.len() as u64 == longest && line.last() != Some(&b'\n') {
            self.source.skip_until(b'\n')?;
            return Ok(Some(Err(Error::TooLarge { limit: self.max_size })));
        }
        Ok(Some(Ok(line)))
    }

    fn page(&self, line: &[u8]) -> Result<Entry, Error> {
        let record =
            record(line, self.field.as_deref()).map_err(|cause| Error::Damaged { what: "JSON Lines", cause })?;
        Ok(Entry {
            name: Some(self.name()),
            url: record.url,
            // JSON is UTF-8, whatever the page in it declares.
            charset: Some("utf-8".to_owned()),
            ..Entry::page(record.input, record.page.into_bytes())
        })
    }

    fn name(&self) -> String {
        format!("line {}", self.number)
    }
}

impl<R: BufRead> Iterator for RecordLines<R> {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = match self.line() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Error::Read(error)));
                }
            };
            let page = line.and_then(|line| {
                let line = if self.number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
                let line = line.trim_ascii();
                if line.is_empty() { Ok(None) } else { self.page(line).map(Some) }
            });
            match page {
                Ok(None) => {}
                Ok(Some(entry)) => return Some(Ok(Found::Page(entry))),
                Err(source) => return Some(Err(Error::Within { name: self.name(), source: Box::new(source) })),
            }
        }
        self.ended = true;
        None
    }
}

/// The relevant fields of a line.
struct InputRecord {
    page: String,
    input: Input,
    url: Option<String>,
}

fn record(line: &[u8], field: Option<&str>) -> Result<InputRecord, String> {
    let mut json = serde_json::Deserializer::from_slice(line);
    let fields = FieldSeed { field }.deserialize(&mut json).and_then(|fields| json.end().map(|()| fields));
    // Each line is parsed on its own, so the error always says line 1.
    let fields = fields.map_err(|error| error.to_string().replace(" at line 1 column ", " at column "))?;
    let named = |input| move |page| (page, input);
    let page = match field {
        Some("html") => fields.html.map(named(Input::Html)),
        Some("text") => fields.text.map(named(Input::Text)),
        Some(_) => fields.other.map(named(Input::Auto)),
        None => {
            // A crawl without markup may still write an empty `html` field.
            let is_blank = |html: &String| html.trim().is_empty() && fields.text.is_some();
            let html = fields.html.filter(|html| !is_blank(html));
            html.map(named(Input::Html)).or(fields.text.map(named(Input::Text)))
        }
    };
    let (page, input) = page.ok_or_else(|| match field {
        Some(field) => format!("no string field `{field}`"),
        None => "no string field `html` or `text`".to_owned(),
    })?;
    Ok(InputRecord { page, input, url: fields.url })
}

/// Deserialises the relevant fields and skips the others.
struct FieldSeed<'a> {
    field: Option<&'a str>,
}

#[derive(Default)]
struct RecordFields {
    html: Option<String>,
    text: Option<String>,
    other: Option<String>,
    url: Option<String>,
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = RecordFields;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<RecordFields, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = RecordFields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RecordFields, A::Error> {
        let mut fields = RecordFields::default();
        while let Some(key) = map.next_key::<String>()? {
            let slot = match key.as_str() {
                // `--field url` takes the page from the field of the address.
                key if Some(key) == self.field && !matches!(key, "html" | "text") => &mut fields.other,
                "html" => &mut fields.html,
                "text" => &mut fields.text,
                "url" => &mut fields.url,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            // A field with a value that is not a string counts as missing.
            let value = map.next_value::<&RawValue>()?.get();
            if value.starts_with('"') {
                let string = serde_json::Deserializer::from_str(value).deserialize_bytes(Lossy);
                *slot = Some(string.map_err(serde::de::Error::custom)?);
            }
        }
        Ok(fields)
    }
}

/// Deserialises a string in which unpaired surrogates become U+FFFD. JavaScript
/// writes them if a text was cut within a character. `serde_json` rejects them in
/// strings, and gives them as three bytes each in byte strings.
struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Ok(text.to_owned());
        }
        let mut bytes = bytes.to_vec();
        for at in 0..bytes.len().saturating_sub(2) {
            if bytes[at] == 0xED && bytes[at + 1] >= 0xA0 {
                bytes[at..at + 3].copy_from_slice("\u{FFFD}".as_bytes());
            }
        }
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

//! Reads WARC files: records, each with a header and a block of the length that
//! the header gives.
//!
//! Existing crates hold a whole record in memory before its type is known, or stop
//! at the first damage. This reader skips the block of a record that is not a page,
//! and continues with the next record after damage.

mod body;
mod response;

use std::io::{self, BufRead, BufReader, Read};

use super::entry::Entry;
use super::fields::Fields;
use super::found::{Contents, Found};
use super::media;
use super::options::Open;
use super::source::Source;
use crate::{Error, Input};

/// Size of the read buffer, in bytes.
const BUFFER: usize = 1 << 17;
/// Maximum size of a record header, in bytes. Real headers have less than a tenth.
const HEADER: u64 = 64 * 1024;

/// Returns the pages in the records of a file.
pub(super) fn records(source: Source, options: &Open) -> Contents {
    let source = BufReader::with_capacity(BUFFER, source.into_reader());
    Box::new(Records {
        source: CountingReader { source, read: 0 },
        next: Vec::new(),
        ended: false,
        max_size: options.max_size,
    })
}

struct Records<R> {
    source: CountingReader<R>,
    /// The first line of the next record, if it was read already.
    next: Vec<u8>,
    ended: bool,
    max_size: u64,
}

/// Why no page was read from a record.
enum RecordStop {
    /// The file has ended.
    End,
    /// The record is cut off, or the file cannot be read.
    Fatal(Error),
    /// The record is damaged. Others may follow.
    Broken(String),
    /// The record is sound, but its page is damaged or too large.
    Page { name: String, error: Error },
}

impl<R: BufRead> Records<R> {
    fn record(&mut self) -> Result<Found, RecordStop> {
        let at = self.first_line()?;
        let header = self.header(at)?;
        let length = header.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| RecordStop::Broken(format!("the record at byte {at} has no valid Content-Length")))?;
        let record = PageRecord::of(&header);
        let end = self.source.read.saturating_add(length);
        let found = match record {
            None => Ok(Found::Skipped),
            Some(_) if length > self.max_size => Err(Error::TooLarge { limit: self.max_size }),
            Some(record) => {
                let mut block = Vec::new();
                self.source.by_ref().take(length).read_to_end(&mut block).map_err(fatal)?;
                if (block.len() as u64) < length {
                    return Err(cut_off(at));
                }
                record.page(block, &header, self.max_size)
            }
        };
        let left = end - self.source.read.min(end);
        let skipped = io::copy(&mut self.source.by_ref().take(left), &mut io::sink()).map_err(fatal)?;
        if skipped < left {
            return Err(cut_off(at));
        }
        found.map_err(|error| RecordStop::Page {
            name: address(&header).unwrap_or_else(|| format!("record at byte {at}")),
            error,
        })
    }

    /// Reads the first line of the next record, and returns the offset of the record.
    fn first_line(&mut self) -> Result<u64, RecordStop> {
        let mut line = std::mem::take(&mut self.next);
        while line.trim_ascii().is_empty() {
            line = self.line(HEADER)?;
            if line.is_empty() {
                return Err(RecordStop::End);
            }
        }
        let at = self.source.read - line.len() as u64;
        if !line.starts_with(b"WARC/") {
            return Err(RecordStop::Broken(format!("expected a record at byte {at}")));
        }
        if line.last() != Some(&b'\n') { Err(cut_off(at)) } else { Ok(at) }
    }

    /// Reads the header of a record up to the empty line.
    fn header(&mut self, at: u64) -> Result<Fields, RecordStop> {
        let mut header = Vec::new();
        loop {
            let line = self.line(HEADER)?;
            if line.last() != Some(&b'\n') {
                let too_long = line.len() as u64 == HEADER;
                return Err(if too_long { too_long_header(at) } else { cut_off(at) });
            }
            if line.trim_ascii().is_empty() {
                return Ok(Fields::parse(&header));
            }
            header.extend_from_slice(&line);
            if header.len() as u64 > HEADER {
                return Err(too_long_header(at));
            }
        }
    }

    /// Reads the next line, or its first `longest` bytes.
    fn line(&mut self, longest: u64) -> Result<Vec<u8>, RecordStop> {
        let mut line = Vec::new();
        self.source.by_ref().take(longest).read_until(b'\n', &mut line).map_err(fatal)?;
        Ok(line)
    }

    /// Skips to the next line that starts a record.
    fn resume(&mut self) {
        loop {
            match self.line(HEADER) {
                Ok(line) if line.starts_with(b"WARC/") => {
                    self.next = line;
                    return;
                }
                Ok(line) if !line.is_empty() => {}
                _ => {
                    self.ended = true;
                    return;
                }
            }
        }
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.record() {
            Ok(found) => Some(Ok(found)),
            Err(RecordStop::End) => {
                self.ended = true;
                None
            }
            Err(RecordStop::Fatal(error)) => {
                self.ended = true;
                Some(Err(error))
            }
            Err(RecordStop::Broken(cause)) => {
                self.resume();
                Some(Err(Error::Damaged { what: "WARC", cause }))
            }
            Err(RecordStop::Page { name, error }) => Some(Err(Error::Within { name, source: Box::new(error) })),
        }
    }
}

fn fatal(error: io::Error) -> RecordStop {
    RecordStop::Fatal(Error::Read(error))
}

fn cut_off(at: u64) -> RecordStop {
    RecordStop::Fatal(Error::Damaged {
        what: "WARC",
        cause: format!("it ends in the middle of the record at byte {at}"),
    })
}

fn too_long_header(at: u64) -> RecordStop {
    RecordStop::Broken(format!("the record at byte {at} has a header of more than {HEADER} bytes"))
}

/// A type of record that may hold a page.
enum PageRecord {
    /// An HTTP response.
    Response,
    /// A page in this format.
    Page(Input),
}

impl PageRecord {
    fn of(header: &Fields) -> Option<PageRecord> {
        let record_type = header.get("WARC-Type")?.to_ascii_lowercase();
        let media_type = header.media_type();
        match record_type.as_str() {
            "response" if media_type.as_deref() == Some("application/http") => Some(PageRecord::Response),
            "resource" | "conversion" => media::page(media_type.as_deref()?).map(PageRecord::Page),
            _ => None,
        }
    }

    fn page(self, block: Vec<u8>, header: &Fields, max_size: u64) -> Result<Found, Error> {
        let address = address(header);
        let truncated = header.get("WARC-Truncated").map(str::to_owned);
        let (page, charset, input) = match self {
            PageRecord::Page(input) => (block, header.parameter("charset"), input),
            PageRecord::Response => match response::page(&block, truncated.is_some(), max_size)? {
                Some(page) => (page.bytes, page.charset, page.input),
                None => return Ok(Found::Skipped),
            },
        };
        Ok(Found::Page(Entry { name: address.clone(), url: address, charset, truncated, ..Entry::page(input, page) }))
    }
}

/// Returns the address of a record. Some programs write it in angle brackets.
fn address(header: &Fields) -> Option<String> {
    let address = header.get("WARC-Target-URI")?;
    Some(address.trim_start_matches('<').trim_end_matches('>').to_owned())
}

/// A reader that counts its bytes.
struct CountingReader<R> {
    source: R,
    /// Number of bytes read.
    read: u64,
}

impl<R: BufRead> Read for CountingReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for CountingReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.source.consume(amount);
        self.read += amount as u64;
    }
}

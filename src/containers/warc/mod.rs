//! WARC: records, each a header and a block of as many bytes as it says.
//!
//! Read by hand, since the crates there are hold a record whole before its kind
//! is known, or end at the first damage. Here a record that is no page is passed
//! over unread, and behind damage the next record is looked for.

mod body;
mod response;

use std::io::{self, BufRead, BufReader, Read};

use super::entry::Entry;
use super::fields::Fields;
use super::found::{Contents, Found};
use super::media;
use super::options::Open;
use super::source::Source;
use crate::{Error, From};

/// Bytes read at a time.
const BUFFER: usize = 1 << 17;
/// Bytes that a record's header may have; real ones have less than a tenth.
const HEADER: u64 = 64 * 1024;

/// The pages among the records of a file.
pub(super) fn records(source: Source, options: &Open) -> Contents {
    let source = BufReader::with_capacity(BUFFER, source.into_reader());
    Box::new(Records {
        source: Counted { source, read: 0 },
        next: Vec::new(),
        ended: false,
        max_size: options.max_size,
    })
}

struct Records<R> {
    source: Counted<R>,
    /// The first line of the next record, where it was come upon already.
    next: Vec<u8>,
    ended: bool,
    max_size: u64,
}

/// Why a record gives nothing.
enum Stop {
    /// It is the end of the file.
    End,
    /// It is cut off, or the file cannot be read on.
    Fatal(Error),
    /// It is broken; there may be others behind.
    Broken(String),
    /// It is sound, but its page is not, or is too large.
    Page { name: String, error: Error },
}

impl<R: BufRead> Records<R> {
    fn record(&mut self) -> Result<Found, Stop> {
        let at = self.first_line()?;
        let header = self.header(at)?;
        let length = header.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let length =
            length.ok_or_else(|| Stop::Broken(format!("the record at byte {at} has no valid Content-Length")))?;
        let wanted = Wanted::of(&header);
        let end = self.source.read.saturating_add(length);
        let found = match wanted {
            None => Ok(Found::Skipped),
            Some(_) if length > self.max_size => Err(Error::TooLarge { limit: self.max_size }),
            Some(wanted) => {
                let mut block = Vec::new();
                self.source.by_ref().take(length).read_to_end(&mut block).map_err(fatal)?;
                if (block.len() as u64) < length {
                    return Err(cut_off(at));
                }
                wanted.page(block, &header, self.max_size)
            }
        };
        let left = end - self.source.read.min(end);
        let skipped = io::copy(&mut self.source.by_ref().take(left), &mut io::sink()).map_err(fatal)?;
        if skipped < left {
            return Err(cut_off(at));
        }
        found.map_err(|error| Stop::Page {
            name: address(&header).unwrap_or_else(|| format!("record at byte {at}")),
            error,
        })
    }

    /// Goes behind the first line of the next record, and gives its place.
    fn first_line(&mut self) -> Result<u64, Stop> {
        let mut line = std::mem::take(&mut self.next);
        while line.trim_ascii().is_empty() {
            line = self.line(HEADER)?;
            if line.is_empty() {
                return Err(Stop::End);
            }
        }
        let at = self.source.read - line.len() as u64;
        if !line.starts_with(b"WARC/") {
            return Err(Stop::Broken(format!("expected a record at byte {at}")));
        }
        if line.last() != Some(&b'\n') { Err(cut_off(at)) } else { Ok(at) }
    }

    /// Reads the fields of a record up to the empty line.
    fn header(&mut self, at: u64) -> Result<Fields, Stop> {
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

    /// The next line, or the first `longest` bytes of it.
    fn line(&mut self, longest: u64) -> Result<Vec<u8>, Stop> {
        let mut line = Vec::new();
        self.source.by_ref().take(longest).read_until(b'\n', &mut line).map_err(fatal)?;
        Ok(line)
    }

    /// Goes on to the first line that starts a record.
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
            Err(Stop::End) => {
                self.ended = true;
                None
            }
            Err(Stop::Fatal(error)) => {
                self.ended = true;
                Some(Err(error))
            }
            Err(Stop::Broken(cause)) => {
                self.resume();
                Some(Err(Error::Damaged { what: "WARC", cause }))
            }
            Err(Stop::Page { name, error }) => Some(Err(Error::Within { name, source: Box::new(error) })),
        }
    }
}

fn fatal(error: io::Error) -> Stop {
    Stop::Fatal(Error::Read(error))
}

fn cut_off(at: u64) -> Stop {
    Stop::Fatal(Error::Damaged { what: "WARC", cause: format!("it ends in the middle of the record at byte {at}") })
}

fn too_long_header(at: u64) -> Stop {
    Stop::Broken(format!("the record at byte {at} has a header of more than {HEADER} bytes"))
}

/// A kind of record that may hold a page.
enum Wanted {
    /// An answer of a server.
    Response,
    /// The page itself, of this media type.
    Itself(From),
}

impl Wanted {
    fn of(header: &Fields) -> Option<Wanted> {
        let record = header.get("WARC-Type")?.to_ascii_lowercase();
        let media_type = header.media_type();
        match record.as_str() {
            "response" if media_type.as_deref() == Some("application/http") => Some(Wanted::Response),
            "resource" | "conversion" => media::page(media_type.as_deref()?).map(Wanted::Itself),
            _ => None,
        }
    }

    fn page(self, block: Vec<u8>, header: &Fields, max_size: u64) -> Result<Found, Error> {
        let address = address(header);
        let truncated = header.get("WARC-Truncated").map(str::to_owned);
        let (page, charset, from) = match self {
            Wanted::Itself(from) => (block, header.parameter("charset"), from),
            Wanted::Response => match response::page(&block, truncated.is_some(), max_size)? {
                Some(page) => (page.bytes, page.charset, page.from),
                None => return Ok(Found::Skipped),
            },
        };
        Ok(Found::Page(Entry { name: address.clone(), url: address, charset, truncated, ..Entry::page(from, page) }))
    }
}

/// The address of a record; some writers set it in angle brackets.
fn address(header: &Fields) -> Option<String> {
    let address = header.get("WARC-Target-URI")?;
    Some(address.trim_start_matches('<').trim_end_matches('>').to_owned())
}

/// A reader that knows how far it is.
struct Counted<R> {
    source: R,
    /// Bytes read.
    read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.read += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.source.consume(amount);
        self.read += amount as u64;
    }
}

//! Memory and time are bounded, whatever an archive claims.

use std::io::{self, Read, Write};

use dehusk::internals::containers::{Open, Source, open};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{bytes, clean, ferry, mill};

const LIMIT: u64 = 100_000;

fn limited() -> Open {
    Open { max_size: LIMIT, ..Open::default() }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

const TOO_LARGE: &str = "larger than the limit of 100000 bytes";

#[test]
fn a_page_that_unpacks_beyond_the_limit_is_an_error() {
    let bomb = gzip(format!("<html><p>{}", "x ".repeat(1_000_000)).as_bytes());
    assert_eq!(clean(open(Source::Bytes(bomb), &limited())), [Err(format!("cannot read: {TOO_LARGE}"))]);
}

#[test]
fn a_text_may_exceed_the_limit() {
    let text = "The ferry leaves every hour from the pier below the church.\n\n".repeat(10_000);
    let found = clean(open(Source::Bytes(gzip(text.as_bytes())), &limited()));
    assert!(found[0].is_ok());
}

#[test]
fn a_record_beyond_the_limit_is_an_error_and_the_rest_is_read() {
    let record = |name: &str, page: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <x:{name}>\r\nContent-Type: text/html\r\n\
             Content-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        )
    };
    let mill = String::from_utf8(bytes("pages/mill.html")).expect("UTF-8");
    let file = [record("a", &mill), record("b", &mill.repeat(1000)), record("c", &mill)].concat();
    let found = clean(open(Source::Bytes(file.into_bytes()), &limited()));
    assert_eq!(found.len(), 3);
    assert!(found[0].is_ok() && found[2].is_ok());
    assert_eq!(found[1].as_ref().expect_err("large"), &format!("in x:b: {TOO_LARGE}"));
}

#[test]
fn a_member_beyond_the_limit_is_an_error_and_the_rest_is_read() {
    let mut tar = tar::Builder::new(Vec::new());
    let large = vec![b'x'; 300_000];
    for (name, page) in [("a.txt", &bytes("pages/ferry.txt")), ("b.txt", &large), ("c.html", &bytes("pages/mill.html"))]
    {
        let mut header = tar::Header::new_ustar();
        header.set_size(page.len() as u64);
        header.set_cksum();
        tar.append_data(&mut header, name, &page[..]).expect("memory");
    }
    let found = clean(open(Source::Bytes(tar.into_inner().expect("memory")), &limited()));
    assert_eq!(found[0].as_ref().expect("sound").article, ferry());
    assert_eq!(found[1].as_ref().expect_err("large"), &format!("in b.txt: {TOO_LARGE}"));
    assert_eq!(found[2].as_ref().expect("sound").article, mill());
}

/// A file without end: `start`, then `repeat` over and over, until `left` bytes were read.
struct Endless {
    start: Vec<u8>,
    repeat: Vec<u8>,
    at: usize,
    left: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let input = if self.at < self.start.len() {
            &self.start[self.at..]
        } else {
            &self.repeat[(self.at - self.start.len()) % self.repeat.len()..]
        };
        let len = input.len().min(buffer.len()).min(self.left as usize);
        buffer[..len].copy_from_slice(&input[..len]);
        self.at += len;
        self.left -= len as u64;
        Ok(len)
    }
}

fn endless(start: &[u8], repeat: &[u8]) -> Source {
    // Files give long reads.
    let repeat = repeat.repeat(100_000 / repeat.len());
    Source::Stream(Box::new(Endless { start: start.to_vec(), repeat, at: 0, left: 50_000_000 }))
}

#[test]
fn an_endless_header_is_an_error() {
    for (start, repeat) in [
        (&b"WARC/1.0\r\n"[..], &b"X-Field: value\r\n"[..]),
        (b"WARC/1.0\r\n", b"x"),
        (b"WARC/1.0\r\n", b"WARC/1.0\r\n"),
        (b"WARC/1.0\r\n\r\n", b"\r\n"),
    ] {
        let found = clean(open(endless(start, repeat), &limited()));
        assert!(found.iter().any(Result::is_err), "{repeat:?}");
    }
}

#[test]
fn an_endless_name_is_an_error() {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(1 << 40);
    header.set_cksum();
    let found = clean(open(endless(header.as_bytes(), b"x"), &limited()));
    assert_eq!(found, [Err("damaged tar archive: a header is too long".to_owned())]);
}

#[test]
fn members_that_share_their_data_are_refused() {
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    zip.start_file("a.txt", zip::write::SimpleFileOptions::default()).expect("memory");
    zip.write_all(&bytes("pages/ferry.txt")).expect("memory");
    for n in 0..100 {
        zip.shallow_copy_file("a.txt", &format!("{n}.txt")).expect("memory");
    }
    let file = zip.finish().expect("memory").into_inner();
    let found = clean(open(Source::Bytes(file), &limited()));
    assert_eq!(found, [Err("damaged ZIP archive: members overlap".to_owned())]);
}

#[test]
fn a_sparse_member_of_a_tar_archive_is_an_error() {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNUSparse);
    header.set_path("a.css").expect("a name");
    header.set_size(0);
    let sparse = header.as_gnu_mut().expect("GNU");
    sparse.set_real_size(1 << 50);
    sparse.sparse[0].set_offset(1 << 50);
    sparse.sparse[0].set_length(0);
    header.set_cksum();
    let found = clean(open(Source::Bytes(header.as_bytes().to_vec()), &limited()));
    assert!(found[0].is_err());
}

#[test]
fn opening_a_plain_file_reads_only_its_beginning() {
    struct Counted(std::sync::Arc<std::sync::atomic::AtomicUsize>);
    impl Read for Counted {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(b'x');
            self.0.fetch_add(buffer.len(), std::sync::atomic::Ordering::Relaxed);
            Ok(buffer.len())
        }
    }
    let read = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let mut documents = open(Source::Stream(Box::new(Counted(read.clone()))), &Open::default());
    let entry = documents.next().expect("a document").expect("no error");
    assert!(read.load(std::sync::atomic::Ordering::Relaxed) <= 16 * 1024);
    assert!(matches!(entry.body, dehusk::internals::containers::Body::Stream(_)));
}

#[test]
fn a_long_file_is_read_record_by_record() {
    let page = bytes("pages/mill.html");
    let header =
        format!("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n", page.len());
    let record = [header.as_bytes(), &page, b"\r\n\r\n"].concat();
    let mut documents = open(endless(&record, &record), &Open::default());
    // Ten records must not need the 50 MB after them. This ends at once.
    assert_eq!(documents.by_ref().take(10).filter(Result::is_ok).count(), 10);
}

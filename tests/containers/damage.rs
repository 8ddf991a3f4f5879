//! Damaged containers, truncated or with flipped bytes: no panic, no hang, and the pages before
//! the damage are kept.

use std::time::{Duration, Instant};

use dehusk::Input;
use dehusk::internals::containers::{Open, Source, open};
use proptest::prelude::*;

use crate::support::{Page, bytes, clean, options, pages};

const ALL: &[&str] = &[
    "binary.webarchive",
    "book.epub",
    "chromium.mhtml",
    "email.mht",
    "ferry.warc.wet.gz",
    "mill.html.br",
    "mill.html.bz2",
    "mill.html.gz",
    "mill.html.xz",
    "mill.html.zst",
    "pages.jsonl",
    "site.tar.bz2",
    "site.tar.xz",
    "site.tar.zst",
    "site.warc",
    "site.warc.gz",
    "site.zip",
    "xml.webarchive",
];

/// A time that no input takes, even in a slow build on a busy machine.
const HANG: Duration = Duration::from_secs(60);

fn damaged(name: &str, bytes: Vec<u8>) -> Vec<Result<Page, String>> {
    let start = Instant::now();
    let found = clean(open(Source::Bytes(bytes.clone()), &options(name)));
    assert!(start.elapsed() < HANG, "{name}");
    // A container must not report errors without end.
    assert!(found.iter().filter(|page| page.is_err()).count() <= 20, "{name}: {found:?}");
    let streamed = clean(open(Source::Stream(Box::new(std::io::Cursor::new(bytes))), &options(name)));
    assert_eq!(found, streamed, "{name}");
    found
}

#[test]
fn a_truncated_container_gives_intact_pages_and_an_error() {
    for name in ALL {
        let whole = bytes(name);
        let sound = pages(name);
        for tenth in 0..10 {
            let end = (whole.len() * (2 * tenth + 1)) / 20;
            let found = damaged(name, whole[..end].to_vec());
            let kept: Vec<&Page> = found.iter().map_while(|page| page.as_ref().ok()).collect();
            // A book without its directory is read in the order of its members.
            if *name != "book.epub" {
                assert!(kept.iter().zip(&sound).all(|(kept, sound)| *kept == sound), "{name} cut at {end}: {found:?}");
            }
            let complains = found.iter().any(Result::is_err);
            assert!(complains || kept.len() < sound.len(), "{name} cut at {end} seems whole");
        }
    }
}

#[test]
fn pages_before_the_cut_are_kept() {
    for (name, at, least) in [
        ("site.warc", 0.9, 6),
        ("site.warc.gz", 0.9, 5),
        ("ferry.warc.wet.gz", 0.9, 2),
        ("site.zip", 0.9, 5),
        ("pages.jsonl", 0.9, 2),
        ("book.epub", 0.9, 2),
        ("chromium.mhtml", 0.9, 1),
    ] {
        let whole = bytes(name);
        let end = (whole.len() as f64 * at) as usize;
        let found = damaged(name, whole[..end].to_vec());
        let kept = found.iter().filter(|page| page.is_ok()).count();
        assert!(kept >= least, "{name}: {found:?}");
        assert!(found.last().is_some_and(Result::is_err), "{name}: {found:?}");
    }
}

#[test]
fn a_cut_in_a_tar_archive_keeps_the_members_before() {
    let mut tar = Vec::new();
    for name in ["a.html", "b.html", "c.html"] {
        let page = bytes("pages/mill.html");
        let mut header = tar::Header::new_ustar();
        header.set_size(page.len() as u64);
        header.set_path(name).expect("a name");
        header.set_cksum();
        tar.extend_from_slice(header.as_bytes());
        tar.extend_from_slice(&page);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    let member = tar.len() / 3;
    for end in [2 * member + 1, 2 * member + 500, 2 * member + 600, 2 * member + 1300] {
        let found = damaged("x.tar", tar[..end].to_vec());
        assert_eq!(found.len(), 3, "{end}: {found:?}");
        assert!(found[0].is_ok() && found[1].is_ok() && found[2].is_err(), "{end}: {found:?}");
    }
    // Missing padding of the last member is no error, but a missing end marker is: it is the only
    // sign of a cut between two members.
    for end in [2 * member, 3 * member - 10, 3 * member] {
        let found = damaged("x.tar", tar[..end].to_vec());
        let (last, pages) = found.split_last().expect("members");
        assert!(pages.len() == end.div_ceil(member) && pages.iter().all(Result::is_ok), "{end}: {found:?}");
        assert!(last.as_ref().is_err_and(|error| error.contains("has no end marker")), "{end}: {found:?}");
    }
    tar.resize(tar.len() + 512, 0);
    assert!(damaged("x.tar", tar).iter().all(Result::is_ok));
}

/// Pseudo-random numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

#[test]
fn flipped_bytes_cause_no_panic_and_no_hang() {
    let mut random = Random(1);
    for name in ALL {
        let whole = bytes(name);
        for round in 0..200 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 4 {
                let at = random.below(bytes.len());
                bytes[at] = random.below(256) as u8;
            }
            damaged(name, bytes);
        }
    }
}

#[test]
fn records_after_a_damaged_record_are_found() {
    let whole = String::from_utf8_lossy(&bytes("site.warc")).into_owned();
    let sound = pages("site.warc").len();
    // The first record of a page loses its length.
    let at = whole.find("WARC-Type: response").expect("a response");
    let field = at + whole[at..].find("Content-Length").expect("a length");
    let mut file = bytes("site.warc");
    file[field] = b'X';
    let found = clean(open(Source::Bytes(file), &Open::default()));
    assert_eq!(found.iter().filter(|page| page.is_ok()).count(), sound - 1, "{found:?}");
    assert_eq!(found.iter().filter(|page| page.is_err()).count(), 1, "{found:?}");
}

/// Beginnings of containers, to be followed by random bytes.
const STARTS: &[&[u8]] = &[
    b"",
    b"\x1F\x8B\x08\0\0\0\0\0\0\x03",
    b"\x28\xB5\x2F\xFD",
    b"\x50\x2A\x4D\x18",
    b"\xFD7zXZ\0\0\x04\xE6\xD6\xB4\x46",
    b"BZh91AY&SY",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"bplist00",
    b"<?xml version=\"1.0\"?><plist><dict><key>WebMainResource</key><dict><key>WebResourceData</key><data>",
    b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 90\r\n\r\nHTTP/1.1 200\r\n\
      Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: br\r\n\r\n",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n",
    b"{\"html\": \"",
];

const KINDS: &[Input] =
    &[Input::Auto, Input::Html, Input::Text, Input::Mhtml, Input::Webarchive, Input::Warc, Input::Wet, Input::Jsonl];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_page_or_an_error(
        start in proptest::sample::select(STARTS),
        rest in proptest::collection::vec(any::<u8>(), 0..600),
        input in proptest::sample::select(KINDS),
        brotli in any::<bool>(),
    ) {
        let path = brotli.then(|| "x.br".into());
        let found = clean(open(Source::Bytes([start, &rest[..]].concat()), &Open { input, path, ..Open::default() }));
        prop_assert!(input == Input::Jsonl || !found.is_empty(), "nothing, and no word of it");
    }
}

#[test]
fn documents_can_be_handed_to_threads() {
    fn is_send<T: Send>() {}
    is_send::<dehusk::internals::containers::Documents>();
    is_send::<dehusk::internals::containers::Entry>();
}

//! Files that hold pages: on stdout, and each page in a file of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::Value;

use crate::support::{ARTICLE, Dir, PAGE, Run, TEXT, pipe};

/// One container of every kind, and the names of the pages in it.
const EVERY: [(&str, &[&str]); 14] = [
    ("mill.html.gz", &[""]),
    ("mill.html.zst", &[""]),
    ("mill.html.xz", &[""]),
    ("mill.html.bz2", &[""]),
    ("mill.html.br", &[""]),
    ("chromium.mhtml", &[""]),
    ("email.mht", &[""]),
    ("binary.webarchive", &[""]),
    ("xml.webarchive", &[""]),
    ("book.epub", &["EPUB/first chapter.xhtml", "EPUB/second chapter.xhtml"]),
    (
        "site.zip",
        &[
            "site/ferry.txt",
            "site/ferry.txt.gz",
            "site/melnitsa.html",
            "site/mill.html",
            "site/saved.mhtml",
            "site/no-extension",
        ],
    ),
    (
        "site.warc.gz",
        &[
            "https://example.org/mill",
            "https://example.org/melnitsa",
            "https://example.org/gzip",
            "https://example.org/br",
            "https://example.org/zstd",
            "https://example.org/ferry.txt",
            "https://example.org/resource",
        ],
    ),
    (
        "ferry.warc.wet.gz",
        &["https://example.org/ferry/0", "https://example.org/ferry/1", "https://example.org/ferry/2"],
    ),
    ("site.tar.zst", &[]),
];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/containers/data/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// A directory that holds these fixtures.
fn with(names: &[&str]) -> Dir {
    let dir = Dir::new();
    for name in names {
        dir.write(name, fixture(name));
    }
    dir
}

/// Strings at a key of every object.
fn all(out: &str, key: &str) -> Vec<String> {
    let string =
        |line: &str| serde_json::from_str::<Value>(line).expect("JSON")[key].as_str().unwrap_or("-").to_owned();
    out.lines().map(string).collect()
}

/// A record of a WARC or WET file.
fn record(kind: &str, media: &str, url: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

fn wet(url: &str, text: &str) -> String {
    record("conversion", "text/plain", url, text)
}

/// A WARC of three records, of which the second breaks off within its gzip.
fn damaged() -> Vec<u8> {
    let page =
        |encoding: &str, page: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{encoding}\r\n{page}");
    let response = |n: usize, block: &str| {
        record("response", "application/http", &format!("https://weir.example/{n}"), block).into_bytes()
    };
    let mut broken = response(1, &page("Content-Encoding: gzip\r\n", "GZIP and no more"));
    let at = broken.windows(4).position(|bytes| bytes == b"GZIP").expect("the page");
    broken[at..at + 4].copy_from_slice(&[0x1f, 0x8b, 8, 0]);
    [response(0, &page("", PAGE)), broken, response(2, &page("", PAGE))].concat()
}

#[test]
fn every_container_gives_its_pages_on_stdout() {
    for (name, members) in EVERY {
        let dir = with(&[name]);
        let run = dir.run(&["-t", "json", name]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        let paths = all(&run.out, "path");
        let path = |member: &&str| if member.is_empty() { name.to_owned() } else { format!("{name}!{member}") };
        if !members.is_empty() {
            assert_eq!(paths, members.iter().map(path).collect::<Vec<_>>());
        }
        assert!(all(&run.out, "verdict").iter().all(|verdict| verdict == "ok"), "{name}");
        let texts = all(&run.out, "text");
        assert_eq!(dir.run(&[name]).out, texts.join("\n"), "{name}");
        if !name.ends_with(".br") {
            // Brotli is known by the name of the file only.
            assert_eq!(pipe(&["-0"], fixture(name)).out, texts.join("\0") + "\0", "{name}, from a pipe");
        }
    }
}

#[test]
fn every_page_of_every_container_gets_a_file() {
    for (name, _) in EVERY {
        let dir = with(&[name]);
        let stdout = dir.run(&["-0", name]).out;
        let run = dir.run(&["-q", "-d", "out", name]);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{name}");
        let mut expected: Vec<_> = stdout.split_terminator('\0').map(|text| text.as_bytes().to_owned()).collect();
        let mut files: Vec<_> = dir.tree("out").into_values().collect();
        expected.sort();
        files.sort();
        assert!(files == expected, "{name}: {:?}", dir.names("out"));
    }
}

#[test]
fn files_are_called_after_the_container_and_the_page() {
    let dir = with(&["mill.html.gz", "chromium.mhtml", "site.zip", "ferry.warc.wet.gz"]);
    dir.run(&["-q", "-d", "out", "."]).is(0, "", "");
    assert_eq!(
        dir.names("out"),
        [
            "chromium.txt",
            "ferry.warc.wet.gz/example.org/ferry/0.txt",
            "ferry.warc.wet.gz/example.org/ferry/1.txt",
            "ferry.warc.wet.gz/example.org/ferry/2.txt",
            "mill.txt",
            "site.zip/site/ferry.2.txt",
            "site.zip/site/ferry.txt",
            "site.zip/site/melnitsa.txt",
            "site.zip/site/mill.txt",
            "site.zip/site/no-extension.txt",
            "site.zip/site/saved.txt",
        ]
    );
}

#[test]
fn an_address_that_comes_twice_gets_two_files() {
    let dir = Dir::new();
    let other = TEXT.replace("river", "sea");
    dir.write("a.wet", wet("https://weir.example/", TEXT) + &wet("http://weir.example/", &other));
    dir.run(&["-q", "-d", "out", "a.wet"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["a.wet/weir.example/index.2.txt", "a.wet/weir.example/index.txt"]);
    assert_eq!(dir.read("out/a.wet/weir.example/index.txt"), ARTICLE);
    assert!(dir.read("out/a.wet/weir.example/index.2.txt").contains("by the sea"));
}

#[test]
fn a_record_knows_its_address_and_url_outranks_it() {
    let wet = wet("https://weir.example/a", TEXT);
    let run = pipe(&["-t", "json", "--from", "wet"], &wet);
    assert_eq!(all(&run.out, "url"), ["https://weir.example/a"]);
    assert_eq!(all(&run.out, "path"), ["-!https://weir.example/a"]);
    let run = pipe(&["-t", "json", "--url", "https://other.example/"], &wet);
    assert_eq!(all(&run.out, "url"), ["https://other.example/"]);
}

#[test]
fn a_bad_record_is_named_and_the_rest_is_done() {
    let dir = Dir::new();
    dir.write("a.warc", damaged());
    dir.write("b.html", PAGE);
    let run = dir.run(&["a.warc", "b.html"]);
    assert_eq!((run.status, run.out), (2, [ARTICLE; 3].join("\n")));
    assert!(run.err.starts_with("dehusk: a.warc: https://weir.example/1: "), "{}", run.err);
    assert!(run.err.ends_with("dehusk: 1 of 4 failed\n"), "{}", run.err);
    assert!(run.err.contains("gzip"), "{}", run.err);

    let run = dir.run(&["-q", "-t", "json", "a.warc", "b.html"]);
    assert_eq!(all(&run.out, "verdict"), ["ok", "error", "ok", "ok"]);
    assert_eq!(all(&run.out, "path")[1], "a.warc!https://weir.example/1");

    let run = dir.run(&["-d", "out", "a.warc", "b.html"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("dehusk: 3 of 4 cleaned, 1 failed: a.warc: https://weir.example/1: "), "{}", run.err);
    assert_eq!(dir.names("out"), ["a.warc/weir.example/0.txt", "a.warc/weir.example/2.txt", "b.txt"]);
}

#[test]
fn what_is_before_the_end_of_a_torn_file_comes_out() {
    let dir = Dir::new();
    let whole = fixture("ferry.warc.wet.gz");
    dir.write("a.wet.gz", &whole[..whole.len() - 20]);
    let page = fixture("mill.html.gz");
    dir.write("b.html.gz", &page[..page.len() / 2]);
    let run = dir.run(&["-t", "json", "a.wet.gz", "b.html.gz"]);
    assert_eq!(run.status, 2);
    assert_eq!(all(&run.out, "verdict"), ["ok", "ok", "error", "error"]);
    let cause = "cannot read: damaged gzip data: it ends too early";
    assert_eq!(all(&run.out, "error")[2..], [cause; 2]);
    assert_eq!(run.err, format!("dehusk: a.wet.gz: {cause}\ndehusk: b.html.gz: {cause}\ndehusk: 2 of 4 failed\n"));
    assert_eq!(dir.run(&["-q", "-d", "out", "b.html.gz"]).status, 2);
    assert!(dir.names("out").is_empty(), "a page that failed has no file");
}

#[test]
fn any_number_of_threads_writes_the_same() {
    let dir = with(&["site.zip", "site.warc.gz", "ferry.warc.wet.gz"]);
    dir.write("bad.warc", damaged());
    let records = |n: usize| wet(&format!("https://weir.example/{n}"), &TEXT.replace("eighty", &n.to_string()));
    dir.write("many.wet", (0..300).map(records).collect::<String>());
    let (one, four) = (dir.run(&["-v", "-j1", "-t", "json", "."]), dir.run(&["-v", "-j4", "-t", "json", "."]));
    assert!(one.out.lines().count() > 300);
    assert!((one.status, one.out, one.err) == (four.status, four.out, four.err));
    dir.run(&["-q", "-j1", "-d", "one", "many.wet", "site.zip"]).is(0, "", "");
    dir.run(&["-q", "-j4", "-d", "four", "many.wet", "site.zip"]).is(0, "", "");
    assert!(dir.tree("one") == dir.tree("four"));
    assert_eq!(dir.names("one").len(), 306);
}

#[test]
fn records_come_out_before_they_have_all_gone_in() {
    let dir = Dir::new();
    for threads in ["-j1", "-j4"] {
        let mut command = dir.command(&["-f", "wet", "-t", "json", threads]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (line, first) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                for read in BufReader::new(stdout).lines() {
                    let _ = line.send(read.unwrap());
                }
            });
            for n in 0..200 {
                stdin.write_all(wet(&format!("https://weir.example/{n}"), TEXT).as_bytes()).unwrap();
            }
            stdin.flush().unwrap();
            let early = first.recv_timeout(Duration::from_secs(60));
            drop(stdin);
            assert!(early.expect("nothing came out while stdin was open").contains("weir.example/0"));
        });
        assert!(child.wait().unwrap().success());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_wet_takes_no_more_memory_than_a_short_one() {
    let peak = |records: usize| {
        let dir = Dir::new();
        let mut command = dir.command(&["-q", "-j2", "-f", "wet"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        std::thread::scope(|scope| {
            scope.spawn(move || std::io::copy(&mut stdout.by_ref(), &mut std::io::sink()));
            for n in 0..records {
                stdin.write_all(wet(&format!("https://weir.example/{n}"), &TEXT.repeat(20)).as_bytes()).unwrap();
            }
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
            let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap().trim();
            let peak: u64 = peak.trim_end_matches(" kB").parse().unwrap();
            drop(stdin);
            child.wait().unwrap();
            peak
        })
    };
    let (short, long) = (peak(500), peak(3000));
    assert!(long < short + 16_000, "{short} kB, then {long} kB");
}

#[test]
fn a_container_is_resumed_page_by_page() {
    let dir = with(&["site.zip"]);
    dir.run(&["-q", "-d", "out", "site.zip"]).is(0, "", "");
    let whole = dir.tree("out");
    let refused = dir.run(&["-d", "out", "site.zip"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.starts_with("dehusk: site.zip: out/site.zip: is there already"), "{}", refused.err);
    assert!(refused.err.contains("hint: --resume leaves what is done, --force writes it anew\n"), "{}", refused.err);

    std::fs::remove_file(dir.path("out/site.zip/site/mill.txt")).unwrap();
    dir.write("out/site.zip/site/saved.txt", "left as it is");
    let resume = ["--resume", "-d", "out", "site.zip"];
    let plan = "site.zip: site/mill.html -> out/site.zip/site/mill.txt\n";
    let run = dir.run(&[&["--dry-run"], &resume[..]].concat());
    run.is(0, plan, "dehusk: 1 to clean, 5 done before; nothing was written\n");
    dir.run(&resume).is(0, "", "dehusk: 1 of 1 cleaned, 5 done before\n");
    assert_eq!(dir.read("out/site.zip/site/saved.txt"), "left as it is");
    dir.run(&resume).is(0, "", "dehusk: nothing to do, 6 done before\n");
    dir.run(&["-q", "--force", "-d", "out", "site.zip"]).is(0, "", "");
    assert!(dir.tree("out") == whole);
}

#[test]
fn nothing_else_is_written_over_by_the_pages_of_a_container() {
    let dir = with(&["site.zip"]);
    let run = dir.run(&["-d", ".", "site.zip"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("./site.zip: is where its pages would go, and a file"), "{}", run.err);
    assert_eq!(dir.names(""), ["site.zip"]);

    dir.write("out/site.zip/site/mill.txt", TEXT);
    let run = dir.run(&["--force", "-d", "out", "site.zip", "out/site.zip/site/mill.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("is where its text would go, and an input itself"), "{}", run.err);
    assert_eq!(dir.read("out/site.zip/site/mill.txt"), TEXT);
}

#[test]
fn json_lines_are_read_when_asked_for() {
    let lines = fixture("pages.jsonl");
    let run = pipe(&["--from", "jsonl", "-t", "json"], &lines);
    assert_eq!(all(&run.out, "path"), ["-!line 1", "-!line 2", "-!line 3"]);
    let texts = "{\"body\": \"The old mill.\"}\n{\"text\": \"x\"}\n";
    let run = pipe(&["--from", "jsonl", "--field", "body", "-t", "json"], texts);
    assert_eq!((run.status, all(&run.out, "text")), (2, vec!["The old mill.\n".to_owned(), "-".to_owned()]));
    assert!(run.err.contains("standard input: line 2: damaged JSON Lines: no string in a field `body`"), "{}", run.err);

    let run = pipe(&["--field", "body"], PAGE);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("'--field <NAME>' is about JSON Lines: it needs '--from jsonl'"), "{}", run.err);

    let dir = Dir::with(&[("s/a.html", PAGE)]);
    dir.write("s/pages.jsonl", &lines);
    let run = dir.run(&["-v", "s"]);
    assert!(run.out == ARTICLE && run.err.contains("s/pages.jsonl: passed over: JSON Lines"), "{}", run.err);
    dir.run(&["-q", "--from", "jsonl", "-d", "out", "s/pages.jsonl"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["pages.jsonl/line 1.txt", "pages.jsonl/line 2.txt", "pages.jsonl/line 3.txt"]);
}

#[test]
fn a_limit_is_that_of_each_page() {
    let dir = Dir::new();
    dir.write("a.wet", wet("https://weir.example/0", TEXT) + &wet("https://weir.example/1", &TEXT.repeat(50)));
    let run = dir.run(&["--max-size", "10k", "a.wet"]);
    let cause = "larger than the limit of 10240 bytes\nhint: the limit is that of --max-size";
    let expected = format!("dehusk: a.wet: https://weir.example/1: {cause}\ndehusk: 1 of 2 failed\n");
    run.is(2, ARTICLE, &expected);

    dir.write("mill.html.gz", fixture("mill.html.gz"));
    let run = dir.run(&["--max-size", "100", "mill.html.gz"]);
    let expected = "dehusk: mill.html.gz: larger than the limit of 100 bytes\nhint: the limit is that of --max-size\n";
    run.is(2, "", expected);
}

#[test]
fn what_is_no_container_of_the_kind_is_an_error() {
    for (from, page) in [("mhtml", PAGE), ("webarchive", PAGE), ("warc", PAGE), ("wet", TEXT)] {
        let run = pipe(&["--from", from], page);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{from}");
        assert!(run.err.starts_with("dehusk: standard input: "), "{}", run.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn containers_are_read_with_few_files_open() {
    let dir = Dir::new();
    for n in 0..200 {
        dir.write(format!("s/{n}.html.gz"), fixture("mill.html.gz"));
        dir.write(format!("s/{n}.zip"), fixture("site.zip"));
    }
    let script = "ulimit -n 64; exec \"$0\" -q -j 8 -d out s";
    let mut command = std::process::Command::new("sh");
    command.current_dir(dir.path("")).args(["-c", script, env!("CARGO_BIN_EXE_dehusk")]);
    Run::of(command.output().unwrap()).is(0, "", "");
    assert_eq!(dir.names("out").len(), 200 * 7);
}

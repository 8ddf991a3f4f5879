//! `--out-dir` with containers: each page gets a file of its own.

use super::{EVERY, wet, with};
use crate::support::{ARTICLE, Dir, TEXT};

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
fn files_are_named_after_the_container_and_the_page() {
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
fn a_repeated_address_gets_two_files() {
    let dir = Dir::new();
    let other = TEXT.replace("river", "sea");
    dir.write("a.wet", wet("https://weir.example/", TEXT) + &wet("http://weir.example/", &other));
    dir.run(&["-q", "-d", "out", "a.wet"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["a.wet/weir.example/index.2.txt", "a.wet/weir.example/index.txt"]);
    assert_eq!(dir.read("out/a.wet/weir.example/index.txt"), ARTICLE);
    assert!(dir.read("out/a.wet/weir.example/index.2.txt").contains("by the sea"));
}

#[test]
fn a_container_is_resumed_page_by_page() {
    let dir = with(&["site.zip"]);
    dir.run(&["-q", "-d", "out", "site.zip"]).is(0, "", "");
    let whole = dir.tree("out");
    let refused = dir.run(&["-d", "out", "site.zip"]);
    assert_eq!(refused.status, 2);
    assert!(
        refused.err.starts_with("dehusk: site.zip: out/site.zip already exists; none of its pages written"),
        "{}",
        refused.err
    );
    assert!(
        refused.err.contains("hint: pass --resume to skip what is done, or --force to overwrite it\n"),
        "{}",
        refused.err
    );

    std::fs::remove_file(dir.path("out/site.zip/site/mill.txt")).unwrap();
    dir.write("out/site.zip/site/saved.txt", "left as it is");
    let resume = ["--resume", "-d", "out", "site.zip"];
    let plan = "site.zip: site/mill.html -> out/site.zip/site/mill.txt\n";
    let run = dir.run(&[&["--dry-run"], &resume[..]].concat());
    run.is(0, plan, "dehusk: 1 to clean, 5 already done; nothing written\n");
    dir.run(&resume).is(0, "", "dehusk: 1 of 1 cleaned, 5 already done\n");
    assert_eq!(dir.read("out/site.zip/site/saved.txt"), "left as it is");
    dir.run(&resume).is(0, "", "dehusk: nothing to do, 6 already done\n");
    dir.run(&["-q", "--force", "-d", "out", "site.zip"]).is(0, "", "");
    assert!(dir.tree("out") == whole);
}

#[test]
fn pages_of_a_container_overwrite_no_input() {
    let dir = with(&["site.zip"]);
    let run = dir.run(&["-d", ".", "site.zip"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("dehusk: site.zip: cannot write its pages to ./site.zip: it is a file"), "{}", run.err);
    assert_eq!(dir.names(""), ["site.zip"]);

    dir.write("out/site.zip/site/mill.txt", TEXT);
    let run = dir.run(&["--force", "-d", "out", "site.zip", "out/site.zip/site/mill.txt"]);
    assert_eq!(run.status, 2);
    let refused = "dehusk: site.zip: site/mill.html: refusing to overwrite input out/site.zip/site/mill.txt\n\
                   hint: choose another --out-dir\n";
    assert!(run.err.contains(refused), "{}", run.err);
    assert_eq!(dir.read("out/site.zip/site/mill.txt"), TEXT);
}

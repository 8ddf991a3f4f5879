//! The members of an archive that are read.

use std::io::{Cursor, Write};

use super::fixture;
use crate::support::{ARTICLE, Dir, PAGE, Run, TEXT};

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, content) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, name, *content).unwrap();
    }
    tar.into_inner().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Returns the names of the documents in the output of `--verbose`.
fn names(run: &Run) -> Vec<&str> {
    run.err
        .lines()
        .filter_map(|line| line.strip_prefix("dehusk: ")?.split_once(": ")?.1.split_once(": "))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn members_follow_the_rules_for_files() {
    let inner = tar(&[("b.html", PAGE.as_bytes()), ("b.css", b"p {}")]);
    let packed = fixture("mill.html.gz");
    let book = fixture("book.epub");
    let files: &[(&str, &[u8])] = &[
        ("a.log", TEXT.as_bytes()),
        ("in.epub", &book),
        ("in.gz", &packed),
        ("in.tar", &inner),
        ("q.asp", PAGE.as_bytes()),
        ("readme", TEXT.as_bytes()),
        ("readme.md", TEXT.as_bytes()),
    ];
    let others: &[(&str, &[u8])] = &[(".git/notes", TEXT.as_bytes()), ("a.css", b"p {}"), ("pages.jsonl", b"{}")];
    let dir = Dir::new();
    for (name, content) in files.iter().chain(others) {
        dir.write(format!("s/{name}"), content);
    }
    let of_directory = dir.run(&["-q", "-0", "s"]);
    assert_eq!(of_directory.status, 0);
    let all = [files, others, &[("data.bin", &[0, 1, 2, 3, 0, 255, 254, 0])]].concat();
    dir.write("a.tar", tar(&all));
    dir.write("a.zip", zip(&all));
    for archive in ["a.tar", "a.zip"] {
        let run = dir.run(&["-v", "-0", archive]);
        assert_eq!((run.status, &run.out), (0, &of_directory.out), "{}", run.err);
        let chapters = ["in.epub/EPUB/first chapter.xhtml", "in.epub/EPUB/second chapter.xhtml"];
        assert_eq!(
            names(&run),
            [&["a.log"], &chapters[..], &["in.gz", "in.tar/b.html", "q.asp", "readme", "readme.md"]].concat()
        );
        assert!(run.err.contains(" items that are not pages"), "{}", run.err);
    }
}

#[test]
fn the_nesting_of_archives_is_limited() {
    let mut inner = zip(&[("page.html", PAGE.as_bytes())]);
    for _ in 0..6 {
        inner = zip(&[("x.zip", &inner), ("page.html", PAGE.as_bytes())]);
    }
    let dir = Dir::new();
    dir.write("a.zip", inner);
    let run = dir.run(&["a.zip"]);
    assert_eq!((run.status, run.out), (2, [ARTICLE; 4].join("\n")));
    assert!(
        run.err.contains("a.zip: x.zip/x.zip/x.zip/x.zip: damaged archive: archives are nested more than 4 deep"),
        "{}",
        run.err
    );
}

#[test]
fn a_long_name_keeps_its_extension() {
    let stem = "Стрижи вернулись ".repeat(20);
    let files = [format!("{stem}.html"), format!("{stem}.txt"), format!("{stem}.css")];
    let files: Vec<(&str, &[u8])> =
        files.iter().zip([PAGE, TEXT, "p {}"]).map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    let dir = Dir::new();
    dir.write("a.zip", zip(&files));
    dir.write("a.tar", tar(&files));
    for archive in ["a.zip", "a.tar"] {
        dir.run(&[archive]).is(0, &[ARTICLE; 2].join("\n"), "");
    }
}

#[test]
fn a_missing_chapter_is_reported() {
    let container = r#"<container><rootfiles><rootfile full-path="OPS/p.opf"/></rootfiles></container>"#;
    let package = r#"<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest>
        <spine><itemref idref="b"/><itemref idref="a"/></spine></package>"#;
    let dir = Dir::new();
    dir.write(
        "a.epub",
        zip(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", container.as_bytes()),
            ("OPS/p.opf", package.as_bytes()),
            ("OPS/a.xhtml", PAGE.as_bytes()),
            ("OPS/c.xhtml", PAGE.as_bytes()),
        ]),
    );
    let run = dir.run(&["-v", "a.epub"]);
    assert_eq!((run.status, run.out.as_str()), (2, ARTICLE));
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines[0], "dehusk: a.epub: OPS/b.xhtml: damaged EPUB: the archive does not contain this chapter");
    assert_eq!(lines[2..], ["dehusk: a.epub: skipped 4 items that are not pages", "dehusk: 1 of 2 failed"]);
}

#[test]
fn a_tar_archive_without_end_marker_is_reported() {
    let archive = tar(&[("a.html", PAGE.as_bytes()), ("b.html", PAGE.as_bytes())]);
    let dir = Dir::new();
    dir.write("a.tar", &archive[..(archive.len() - 1024) / 2]);
    let cause = "damaged tar archive: it has no end marker; members may be missing";
    dir.run(&["a.tar"]).is(2, ARTICLE, &format!("dehusk: a.tar: {cause}\ndehusk: 1 of 2 failed\n"));
}

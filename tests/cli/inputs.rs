//! Inputs: what is read, and the errors for inputs that cannot be read.

use crate::support::{ARTICLE, Dir, PAGE, Run, TEXT, pipe};

const MISSING: &str = "dehusk: missing.html: No such file or directory\n";

#[test]
fn no_path_or_a_dash_reads_standard_input() {
    pipe(&[], PAGE).is(0, ARTICLE, "");
    pipe(&["-"], TEXT).is(0, ARTICLE, "");
}

#[test]
fn several_documents_are_separated_by_blank_lines() {
    let dir = Dir::with(&[("page.html", PAGE), ("empty.txt", ""), ("page.txt", TEXT)]);
    let run = dir.run(&["-q", "empty.txt", "page.html", "empty.txt", "page.txt", "empty.txt"]);
    run.is(0, &format!("{ARTICLE}\n{ARTICLE}"), "");
}

#[test]
fn a_missing_file_is_an_error() {
    Dir::new().run(&["missing.html"]).is(2, "", MISSING);
}

#[test]
fn an_address_is_an_error_with_a_hint() {
    for url in ["https://weir.example/mill", "http://weir.example"] {
        let expected = format!(
            "dehusk: {url}: No such file or directory\n\
             hint: dehusk does not fetch pages; pipe one in: curl -s URL | dehusk\n"
        );
        Dir::new().run(&[url]).is(2, "", &expected);
    }
}

#[test]
fn office_documents_are_errors_with_a_hint() {
    let pandoc = "hint: convert it to HTML first: pandoc -t html FILE | dehusk\n";
    let soffice = "hint: convert it to HTML first: soffice --headless --convert-to html FILE\n";
    let zip = |first: &str| [b"PK\x03\x04", &[0; 26][..], first.as_bytes()].concat();
    for (name, content, hint) in [
        ("a.docx", zip("[Content_Types].xml"), pandoc),
        ("a.odt", zip("mimetypeapplication/vnd.oasis.opendocument.text"), pandoc),
        ("a.rtf", b"{\\rtf1\\ansi Mill}".to_vec(), pandoc),
        ("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), soffice),
    ] {
        let dir = Dir::new();
        dir.write(name, content);
        let run = dir.run(&[name]);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{name}");
        assert!(run.err.lines().count() == 2 && run.err.ends_with(hint), "{name}: {}", run.err);
    }
    // A document in which another member comes first.
    let dir = Dir::new();
    let mut archive = zip::ZipWriter::new(std::fs::File::create(dir.path("b.docx")).unwrap());
    for member in ["word/document.xml", "[Content_Types].xml"] {
        archive.start_file(member, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, b"<?xml version='1.0'?><w:p>Mill</w:p>").unwrap();
    }
    archive.finish().unwrap();
    let run = dir.run(&["b.docx"]);
    assert!(run.status == 2 && run.err.ends_with(pandoc), "{}", run.err);
}

#[test]
fn json_lines_need_a_format() {
    let dir = Dir::with(&[("a.jsonl", r#"{"text": "Mill"}"#)]);
    let expected = "dehusk: a.jsonl: JSON Lines, which need --from jsonl\n\
                    hint: pass --from jsonl to read a page from each line, or --from text to read it as text\n";
    dir.run(&["a.jsonl"]).is(2, "", expected);
    assert_eq!(dir.run(&["-q", "--from", "text", "a.jsonl"]).status, 0);
    assert_eq!(dir.run(&["-q", "--from", "jsonl", "a.jsonl"]).status, 0);
}

#[test]
fn a_pdf_is_an_error_with_a_hint() {
    let expected = "dehusk: standard input: not a web page or text: it looks like a PDF document\n\
                    hint: convert it to text first: pdftotext FILE - | dehusk\n";
    pipe(&[], "%PDF-1.7\n").is(2, "", expected);
}

#[test]
fn the_rest_is_cleaned_if_one_input_fails() {
    let dir = Dir::with(&[("a.html", PAGE), ("b.txt", TEXT)]);
    let run = dir.run(&["a.html", "missing.html", "b.txt"]);
    run.is(2, &format!("{ARTICLE}\n{ARTICLE}"), &format!("{MISSING}dehusk: 1 of 3 failed\n"));
}

#[test]
fn the_exit_status_of_a_failure_outranks_that_of_a_doubt() {
    let dir = Dir::with(&[("empty.txt", "")]);
    assert_eq!(dir.run(&["--on-doubt", "fail", "missing.html", "empty.txt"]).status, 2);
    assert_eq!(dir.run(&["--on-doubt", "fail", "empty.txt", "missing.html"]).status, 2);
    assert_eq!(dir.run(&["--on-doubt", "fail", "empty.txt"]).status, 1);
}

#[cfg(unix)]
#[test]
fn a_directory_on_standard_input_is_an_error_with_a_hint() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let run = Run::of(dir.command(&["-"]).stdin(std::fs::File::open(dir.path("")).unwrap()).output().unwrap());
    let expected =
        "dehusk: standard input: cannot read: Is a directory\nhint: pass the directory as a PATH: dehusk DIR\n";
    run.is(2, "", expected);
}

#[cfg(unix)]
#[test]
fn a_file_without_read_permission_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::with(&[("secret.html", PAGE)]);
    std::fs::set_permissions(dir.path("secret.html"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(dir.path("secret.html")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    dir.run(&["secret.html"]).is(2, "", "dehusk: secret.html: Permission denied\n");
}

#[cfg(unix)]
#[test]
fn a_path_below_a_file_is_an_error() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    dir.run(&["page.html/index"]).is(2, "", "dehusk: page.html/index: Not a directory\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_error_is_reported() {
    // The first page of memory is not mapped, so every read fails.
    let run = Dir::new().run(&["/proc/self/mem"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("dehusk: /proc/self/mem: cannot read: "), "{}", run.err);
}

#[test]
fn an_empty_file_has_nothing_to_extract() {
    Dir::with(&[("empty.html", "")]).run(&["empty.html"]).is(0, "", "dehusk: empty.html: nothing to extract\n");
}

#[test]
fn a_binary_file_is_an_error_that_names_its_format() {
    let dir = Dir::new();
    dir.write("logo.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = dir.run(&["logo.html"]);
    let expected = "dehusk: logo.html: not a web page or text: it looks like a PNG image\n\
                    hint: to read it anyway, pass --from html or --from text\n";
    run.is(2, "", expected);
    assert_eq!(dir.run(&["--from", "text", "-q", "logo.html"]).status, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_could_drive_a_terminal_is_escaped() {
    use std::os::unix::ffi::OsStrExt;
    let dir = Dir::new();
    let name = std::ffi::OsStr::from_bytes(b"m\xFCll\x1b.html");
    dir.write(name, PAGE);
    let run = Run::of(dir.command(&["-v"]).arg(name).output().unwrap());
    assert_eq!((run.status, run.out.as_str()), (0, ARTICLE));
    assert!(run.err.starts_with("dehusk: m\u{fffd}ll\\u001b.html: html"), "{:?}", run.err);
}

#[test]
fn the_format_is_detected_by_content_and_not_by_name() {
    let dir = Dir::with(&[("page.txt", PAGE), ("text.html", TEXT)]);
    dir.run(&["page.txt"]).is(0, ARTICLE, "");
    dir.run(&["text.html"]).is(0, ARTICLE, "");
}

#[test]
fn a_nul_and_a_broken_byte_do_not_make_a_page_chinese() {
    let page =
        ["<!doctype html><meta charset=utf-8><h1>Sw\0fts \u{E9}</h1>", &PAGE[PAGE.find("<p>").unwrap()..]].concat();
    let page: Vec<u8> = page.chars().map(|c| c as u8).collect();
    for from in ["auto", "html"] {
        let run = pipe(&["-f", from, "-t", "json", "--no-title"], &page);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("The old mill by the river ground flour"), "{}", run.out);
    }
}

#[test]
fn pages_and_texts_with_a_few_nuls_are_read() {
    let story = TEXT.split("\n\n").nth(2).unwrap();
    for input in [format!("<p>{story}\0\0</p>"), format!("{story}\n{}", "\0".repeat(500)), format!("\0{story}\0\n")] {
        let run = pipe(&["-q", "--on-doubt", "all"], &input);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("ground flour for three hundred years"), "{input:?}: {}", run.out);
    }
}

#[test]
fn utf32_is_refused() {
    let page: Vec<u8> = format!("\u{FEFF}{PAGE}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let expected = "dehusk: standard input: text in UTF-32 is not supported\n\
                    hint: convert it first: iconv -f UTF-32 -t UTF-8 FILE | dehusk\n";
    pipe(&[], &page).is(2, "", expected);
    pipe(&["-f", "html"], &page).is(2, "", expected);
}

#[test]
fn a_list_names_the_paths_to_read() {
    let dir = Dir::with(&[("a b.html", PAGE), ("c.txt", TEXT), ("s/d.html", PAGE), ("list", "a b.html\r\n\nc.txt")]);
    let two = format!("{ARTICLE}\n{ARTICLE}");
    dir.run(&["--files-from", "list"]).is(0, &two, "");
    dir.run(&["--files-from", "list", "s/d.html"]).is(0, &format!("{two}\n{ARTICLE}"), "");
    dir.write("list0", "a b.html\0s\0");
    dir.run(&["-q", "--files0-from", "list0"]).is(0, &two, "");
    dir.run(&["-q", "-d", "out", "--files0-from", "list0"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["a b.txt", "s/d.txt"]);
    // The last `--files-from` wins.
    dir.run(&["--files-from", "missing", "--files-from", "list"]).is(0, &two, "");
}

#[test]
fn a_list_on_standard_input_names_the_paths_to_read() {
    let dir = Dir::with(&[("a.html", PAGE), ("list", "a.html\n"), ("list0", "a.html\0a.html\0"), ("self", "-\n")]);
    let from = |option, list: &str| {
        let stdin = std::fs::File::open(dir.path(list)).unwrap();
        Run::of(dir.command(&[option, "-"]).stdin(stdin).output().unwrap())
    };
    from("--files-from", "list").is(0, ARTICLE, "");
    from("--files0-from", "list0").is(0, &format!("{ARTICLE}\n{ARTICLE}"), "");
    let run = from("--files-from", "self");
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("standard input:1: '-' is standard input"), "{}", run.err);
}

#[test]
fn an_empty_list_reads_nothing() {
    let dir = Dir::with(&[("list", "")]);
    for option in ["--files-from", "--files0-from"] {
        dir.run(&[option, "list"]).is(0, "", "");
    }
}

#[test]
fn errors_in_a_list_name_the_line() {
    let dir = Dir::with(&[("a.html", PAGE), ("list", "a.html\nmissing.html\na.html\n")]);
    let expected = "dehusk: missing.html: No such file or directory (list:2)\ndehusk: 1 of 3 failed\n";
    dir.run(&["--files-from", "list"]).is(2, &format!("{ARTICLE}\n{ARTICLE}"), expected);
    dir.write("nul", "a.html\0");
    dir.write("gap", "a.html\0\0");
    for (arguments, message) in [
        (["--files-from", "nowhere"], "cannot read paths from nowhere: No such file or directory"),
        (["--files-from", "nul"], "nul:1: a NUL byte in a path; read the list with --files0-from"),
        (["--files0-from", "gap"], "gap:2: an empty path"),
    ] {
        let run = dir.run(&arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(message), "{}", run.err);
    }
    assert_eq!(dir.run(&["--files-from", "list", "--files0-from", "list"]).status, 2);
}

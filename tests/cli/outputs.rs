//! `--out-dir` and `--output`: the files that are written, and those that must not be.

use std::time::{Duration, SystemTime};

use crate::support::{ARTICLE, Dir, PAGE, TEXT};

fn set_modified(dir: &Dir, name: &str, time: SystemTime) {
    std::fs::File::options().append(true).open(dir.path(name)).unwrap().set_modified(time).unwrap();
}

#[test]
fn the_layout_of_a_directory_is_mirrored() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b/c.d/e.HTM", PAGE), ("s/b/f.txt", TEXT), ("s/example.com", PAGE)]);
    dir.run(&["-d", "out", "s"]).is(0, "", "dehusk: 4 of 4 cleaned\n");
    assert_eq!(dir.names("out"), ["a.txt", "b/c.d/e.txt", "b/f.txt", "example.com.txt"]);
    assert!(dir.tree("out").values().all(|text| text == ARTICLE.as_bytes()));
}

#[test]
fn several_directories_keep_their_names() {
    let dir = Dir::with(&[("x/one/index.html", PAGE), ("x/two/index.html", PAGE), ("c.html", PAGE)]);
    dir.run(&["-q", "-d", "out/deep", "x/one", "x/two", "c.html"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["deep/c.txt", "deep/one/index.txt", "deep/two/index.txt"]);
}

#[test]
fn the_extension_depends_on_the_format() {
    let dir = Dir::with(&[("s/a.html", PAGE)]);
    dir.run(&["-q", "-d", "out", "--to", "json", "s"]).is(0, "", "");
    let text = dir.read("out/a.json");
    let object: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&object["path"], &object["text"]), (&"s/a.html".into(), &ARTICLE.into()));
    assert!(text.ends_with("}\n"));
    dir.run(&["-q", "-d", "out", "--to", "markdown", "s"]).is(0, "", "");
    assert_eq!(dir.read("out/a.md"), format!("# {ARTICLE}"));
}

#[test]
fn inputs_that_would_share_an_output_keep_their_extensions() {
    let dir = Dir::with(&[("s/p.html", PAGE), ("s/p.htm", TEXT), ("s/p.htm.html", PAGE), ("s/q.html", PAGE)]);
    dir.run(&["-q", "-d", "out", "s"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["p.htm.html.txt", "p.htm.txt", "p.html.txt", "q.txt"]);
    // An input whose output would take the place of a directory keeps its extension, too.
    let dir = Dir::with(&[("s/p.html", PAGE), ("s/p.txt/q.html", PAGE)]);
    dir.run(&["-q", "-d", "out", "s"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["p.html.txt", "p.txt/q.txt"]);
}

#[test]
fn two_inputs_with_one_output_are_refused_before_anything_is_written() {
    let dir = Dir::with(&[("a/x.html", PAGE), ("b/x.html", PAGE), ("c.html", PAGE)]);
    let expected = "dehusk: out/x.html.txt: would be the output of both a/x.html and b/x.html; nothing written\n\
                    hint: pass the directory that holds both, or clean them into separate directories\n";
    for flag in ["--force", "--resume", "--dry-run", "-j1"] {
        dir.run(&["-d", "out", flag, "c.html", "a/x.html", "b/x.html"]).is(2, "", expected);
        assert!(!dir.path("out").exists());
    }
    let run = dir.run(&["-d", "out", "c.html", "c.html"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("would be the output of both c.html and c.html"), "{}", run.err);
}

#[test]
fn existing_outputs_are_refused() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b.html", PAGE), ("s/c.html", PAGE)]);
    dir.write("out/b.txt", "mine");
    dir.write("out/c.txt", "mine, too");
    let expected = "dehusk: out/b.txt: already exists (and 1 more in out); nothing written\n\
                    hint: pass --resume to skip what is done, or --force to overwrite it\n";
    dir.run(&["-d", "out", "s"]).is(2, "", expected);
    assert_eq!(dir.names("out"), ["b.txt", "c.txt"]);
    assert_eq!(dir.read("out/b.txt"), "mine");
    dir.run(&["-d", "out", "--force", "s"]).is(0, "", "dehusk: 3 of 3 cleaned\n");
    assert_eq!(dir.read("out/b.txt"), ARTICLE);
}

#[test]
fn force_and_resume_need_an_output_directory_and_exclude_each_other() {
    let dir = Dir::with(&[("a.html", PAGE)]);
    for arguments in
        [&["--force", "a.html"][..], &["--resume", "a.html"], &["-d", "out", "--force", "--resume", "a.html"]]
    {
        assert_eq!(dir.run(arguments).status, 2, "{arguments:?}");
    }
    for arguments in [&["-d", "out"][..], &["-d", "out", "-"]] {
        let run = dir.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        assert!(!dir.path("out").exists());
    }
}

#[test]
fn resume_cleans_new_and_changed_inputs() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b.html", PAGE), ("s/c.html", PAGE), ("s/d.html", PAGE)]);
    let then = SystemTime::now() - Duration::from_secs(3600);
    dir.write("out/a.txt", "as new as its input");
    dir.write("out/b.txt", "older than its input");
    dir.write("out/c.txt", "newer than its input");
    for (name, age) in [("s/a.html", 9), ("out/a.txt", 9), ("s/b.html", 9), ("out/b.txt", 8), ("s/c.html", 7)] {
        set_modified(&dir, name, then + Duration::from_secs(age));
    }
    let resume = ["-d", "out", "--resume", "s"];
    let run = dir.run(&[&["--dry-run"], &resume[..]].concat());
    let plan = "s/b.html -> out/b.txt\ns/d.html -> out/d.txt\n";
    run.is(0, plan, "dehusk: 2 to clean, 2 already done; nothing written\n");
    dir.run(&resume).is(0, "", "dehusk: 2 of 2 cleaned, 2 already done\n");
    assert_eq!(dir.read("out/a.txt"), "as new as its input");
    assert_eq!(dir.read("out/c.txt"), "newer than its input");
    assert_eq!(dir.read("out/b.txt"), ARTICLE);
    dir.run(&resume).is(0, "", "dehusk: nothing to do, 4 already done\n");
}

#[test]
fn resume_removes_the_partial_files_of_a_killed_run() {
    let dir = Dir::with(&[("s/a/b.html", PAGE)]);
    dir.write("out/a/.dehusk-x1y2z3.part", "half of");
    dir.write("out/a/.dehusk-notes", "mine");
    dir.run(&["-q", "-d", "out", "--resume", "s"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["a/.dehusk-notes", "a/b.txt"]);
}

#[test]
fn a_dry_run_writes_nothing() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b/c.html", PAGE), ("s/x.css", "")]);
    let plan = "s/a.html -> out/a.txt\ns/b/c.html -> out/b/c.txt\n";
    dir.run(&["--dry-run", "-d", "out", "s"]).is(0, plan, "dehusk: 2 to clean; nothing written\n");
    assert!(!dir.path("out").exists());
    dir.run(&["--dry-run", "-q", "s/a.html"]).is(0, "s/a.html\n", "");
    dir.write("out/a.txt", "mine");
    assert_eq!(dir.run(&["--dry-run", "-d", "out", "s"]).status, 2);
}

#[test]
fn an_output_directory_inside_the_input_is_not_walked() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b/c.html", PAGE)]);
    for flag in ["--force", "--resume", "--force"] {
        dir.run(&["-q", "-d", "s/b/../out", flag, "s"]).is(0, "", "");
        assert_eq!(dir.names("s"), ["a.html", "b/c.html", "out/a.txt", "out/b/c.txt"]);
    }
}

#[test]
fn an_input_is_never_overwritten() {
    let dir = Dir::with(&[("s/a.txt", TEXT), ("s/s/a.html", PAGE), ("b.txt", TEXT)]);
    let before = dir.tree("");
    for arguments in [&["-d", "s", "s"][..], &["-d", ".", "s"], &["-d", ".", "b.txt"], &["-d", "s/..", "./b.txt"]] {
        let run = dir.run(&[&["--force"], arguments].concat());
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(dir.tree(""), before, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_input_is_not_overwritten_through_a_link() {
    let dir = Dir::with(&[("s/sub/a.txt", TEXT), ("out/x", "")]);
    std::os::unix::fs::symlink("../s/sub", dir.path("out/sub")).unwrap();
    let run = dir.run(&["--force", "-d", "out", "s"]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("refusing to overwrite input out/sub/a.txt with the output of s/sub/a.txt"),
        "{}",
        run.err
    );
    assert_eq!(dir.read("s/sub/a.txt"), TEXT);
}

#[cfg(unix)]
#[test]
fn outputs_have_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::with(&[("a.html", PAGE)]);
    dir.run(&["-q", "-d", "out", "a.html"]).is(0, "", "");
    let mode = |name| std::fs::metadata(dir.path(name)).unwrap().permissions().mode();
    assert_eq!(mode("out/a.txt"), mode("a.html"));
}

#[test]
fn a_failed_page_has_no_file_and_the_rest_is_cleaned() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/c.html", PAGE)]);
    dir.write("s/b.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = dir.run(&["-d", "out", "s"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(
        run.err.starts_with("dehusk: s/b.html: not a web page or text: it looks like a PNG image\n"),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("dehusk: 2 of 3 cleaned, 1 failed\n"), "{}", run.err);
    assert_eq!(dir.names("out"), ["a.txt", "c.txt"]);
}

#[test]
fn an_empty_page_has_an_empty_file_unless_doubt_fails() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b.html", "")]);
    let run = dir.run(&["-d", "out", "s"]);
    run.is(0, "", "dehusk: s/b.html: nothing to extract\ndehusk: 1 of 2 cleaned, 1 empty\n");
    assert_eq!(dir.read("out/b.txt"), "");
    let run = dir.run(&["-q", "-d", "strict", "--on-doubt", "fail", "s"]);
    assert_eq!(run.status, 1);
    assert_eq!(dir.names("strict"), ["a.txt"]);
}

#[test]
fn each_failure_is_reported_once() {
    let dir = Dir::with(&[("a.html", PAGE)]);
    let run = dir.run(&["-q", "-d", "out", "1", "a.html", "2"]);
    let cause = "No such file or directory";
    run.is(2, "", &format!("dehusk: 1: {cause}\ndehusk: 2: {cause}\ndehusk: 1 of 3 cleaned, 2 failed\n"));
    let run = dir.run(&["-d", "out", "1"]);
    run.is(2, "", &format!("dehusk: 1: {cause}\ndehusk: 0 of 1 cleaned, 1 failed\n"));
}

#[test]
fn a_file_in_place_of_the_output_directory_is_an_error() {
    let dir = Dir::with(&[("a.html", PAGE), ("out", "a file"), ("file", "")]);
    dir.run(&["-d", "out", "a.html"]).is(2, "", "dehusk: out: not a directory\n");
    dir.run(&["-d", "file/out", "a.html"]).is(2, "", "dehusk: file/out: Not a directory\n");
    assert_eq!(dir.read("out"), "a file");
}

#[cfg(unix)]
#[test]
fn an_output_directory_without_write_permission_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b.html", PAGE), ("out/x", "")]);
    let out = dir.path("out");
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(out.join("probe"), "").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let run = dir.run(&["-d", "out", "s"]);
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("dehusk: out/a.txt: cannot write: Permission denied\n"), "{}", run.err);
    assert!(run.err.contains("0 of 2 cleaned, 2 failed"), "{}", run.err);
}

#[test]
fn a_file_in_place_of_a_subdirectory_fails_only_the_pages_in_it() {
    let dir = Dir::with(&[("s/a/x.html", PAGE), ("s/b.html", PAGE), ("out/a", "a file")]);
    let run = dir.run(&["-d", "out", "s"]);
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("dehusk: out/a/x.txt: cannot write: Not a directory\n"), "{}", run.err);
    assert_eq!((dir.read("out/a").as_str(), dir.read("out/b.txt").as_str()), ("a file", ARTICLE));
}

/// A limit on the size of files simulates a full disk, because a test cannot rely on a small disk.
#[cfg(target_os = "linux")]
#[test]
fn a_partly_written_file_is_removed() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/c.html", PAGE)]);
    dir.write("s/b.txt", crate::support::long_text(200_000));
    let script = "ulimit -f 64; trap '' XFSZ; exec \"$0\" -d out s";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_dehusk")]).current_dir(dir.path(""));
    let run = crate::support::Run::of(command.output().expect("a shell"));
    assert_eq!(run.status, 2);
    assert!(run.err.starts_with("dehusk: out/b.txt: cannot write: File too large\n"), "{}", run.err);
    assert_eq!(dir.names("out"), ["a.txt", "c.txt"]);
}

#[test]
fn explained_files_have_no_colours_and_null_ends_them() {
    let dir = Dir::with(&[("a.html", PAGE)]);
    dir.run(&["-q", "-d", "why", "--explain", "a.html"]).is(0, "", "");
    assert!(dir.read("why/a.txt").contains("\n- "));
    dir.run(&["-q", "-d", "out", "-0", "a.html"]).is(0, "", "");
    assert_eq!(dir.read("out/a.txt"), format!("{ARTICLE}\0"));
}

#[test]
fn output_writes_everything_to_one_file() {
    let dir = Dir::with(&[("a.html", PAGE), ("s/b.html", PAGE), ("c.txt", TEXT)]);
    dir.run(&["-o", "one.txt", "a.html", "missing", "c.txt"]).is(
        2,
        "",
        "dehusk: missing: No such file or directory\ndehusk: 1 of 3 failed\n",
    );
    assert_eq!(dir.read("one.txt"), format!("{ARTICLE}\n{ARTICLE}"));
    dir.run(&["--output", "new/two.txt", "s"]).is(0, "", "dehusk: 1 of 1 cleaned\n");
    assert_eq!(dir.read("new/two.txt"), ARTICLE);
    dir.run(&["-o", "wrong", "-o", "-", "a.html"]).is(0, ARTICLE, "");
    dir.run(&["-0", "-q", "-o", "nul", "a.html", "a.html"]).is(0, "", "");
    assert_eq!(dir.read("nul"), format!("{ARTICLE}\0{ARTICLE}\0"));
    assert_eq!(dir.names(""), ["a.html", "c.txt", "new/two.txt", "nul", "one.txt", "s/b.html"]);
}

#[test]
fn an_existing_output_needs_force() {
    let dir = Dir::with(&[("a.html", PAGE), ("one.txt", "mine")]);
    let expected = "dehusk: one.txt: already exists; nothing written\nhint: pass --force to overwrite it\n";
    for arguments in [&["-o", "one.txt", "a.html"][..], &["--dry-run", "-o", "one.txt", "a.html"]] {
        dir.run(arguments).is(2, "", expected);
    }
    assert_eq!(dir.read("one.txt"), "mine");
    dir.run(&["--force", "-o", "one.txt", "a.html"]).is(0, "", "");
    assert_eq!(dir.read("one.txt"), ARTICLE);
    let run = dir.run(&["--force", "-o", "a.html", "./a.html"]);
    run.is(2, "", "dehusk: refusing to overwrite input a.html\nhint: choose another file\n");
    assert_eq!(dir.read("a.html"), PAGE);
    let run = dir.run(&["-o", ".", "a.html"]);
    run.is(2, "", "dehusk: .: is a directory\nhint: to write files to a directory, pass --out-dir\n");
    assert_eq!(dir.run(&["-o", "x", "-d", "y", "a.html"]).status, 2);
}

#[test]
fn an_output_among_the_inputs_is_not_read() {
    let dir = Dir::with(&[("s/a.html", PAGE)]);
    for _ in 0..2 {
        dir.run(&["-q", "--force", "-o", "s/all.txt", "s"]).is(0, "", "");
        assert_eq!(dir.read("s/all.txt"), ARTICLE);
    }
}

#[test]
fn no_output_is_made_if_nothing_was_cleaned() {
    let dir = Dir::with(&[("empty.html", ""), ("list", "")]);
    assert_eq!(dir.run(&["-o", "one", "missing"]).status, 2);
    assert_eq!(dir.run(&["-o", "one", "--on-doubt", "fail", "empty.html"]).status, 1);
    assert_eq!(dir.run(&["-o", "one", "--files-from", "list"]).status, 0);
    assert_eq!(dir.names(""), ["empty.html", "list"]);
    assert_eq!(dir.run(&["-o", "one", "-t", "json", "missing"]).status, 2);
    assert!(dir.read("one").contains("No such file"));
    assert_eq!(dir.run(&["-o", "two", "empty.html"]).status, 0);
    assert_eq!(dir.read("two"), "");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_is_never_half_written() {
    let dir = Dir::with(&[("a.html", PAGE), ("b.txt", &crate::support::long_text(200_000))]);
    let script = "ulimit -f 64; trap '' XFSZ; exec \"$0\" -o one a.html b.txt";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_dehusk")]).current_dir(dir.path(""));
    let run = crate::support::Run::of(command.output().expect("a shell"));
    run.is(2, "", "dehusk: one: cannot write: File too large\n");
    assert_eq!(dir.names(""), ["a.html", "b.txt"]);
    // A device is written to and not replaced.
    dir.run(&["-o", "/dev/null", "a.html"]).is(0, "", "");
    dir.run(&["-o", "/dev/full", "a.html"]).is(2, "", "dehusk: /dev/full: cannot write: No space left on device\n");
}

#[test]
fn a_dry_run_reports_what_would_fail() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/sub/b.html", PAGE), ("out/sub", "a file"), ("s/long.txt", TEXT)]);
    dir.write("s/c.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let run = dir.run(&["--dry-run", "-d", "out", "s"]);
    let plan = "s/a.html -> out/a.txt\ns/long.txt -> out/long.txt\n";
    let errors = "dehusk: s/c.html: not a web page or text: it looks like a PNG image\n\
                  hint: to read it anyway, pass --from html or --from text\n\
                  dehusk: s/sub/b.html: out/sub/b.txt: cannot write: Not a directory\n\
                  dehusk: 2 to clean, 2 would fail; nothing written\n";
    run.is(2, plan, errors);
    assert_eq!(dir.names("out"), ["sub"]);
    let real = dir.run(&["-d", "out", "s"]);
    assert_eq!(real.status, 2);
    assert_eq!(dir.names("out"), ["a.txt", "long.txt", "sub"]);
    let run = dir.run(&["--dry-run", "--max-size", "500", "s"]);
    assert!(run.status == 2 && run.out == "s/long.txt\n", "{}{}", run.out, run.err);
    assert!(dir.run(&["--dry-run", "-q", "-o", "/dev/null", "s/a.html"]).status == 0 || cfg!(windows));
    let run = dir.run(&["--dry-run", "-o", "s/a.html/one", "s"]);
    run.is(2, "", "dehusk: s/a.html/one: cannot write: Not a directory\n");
}

#[test]
fn items_of_lists_have_marks_in_text_but_not_in_json() {
    let lists = "<p>The mill needs three things for the work of the coming spring and summer:</p>\
        <ol start=2><li>two new stones, which come from the quarry in the north<ul><li>dressed by the miller</ul>\
        <li>an axle of good oak, as thick as a man, cut in the winter</ol></article>";
    let dir = Dir::with(&[("page.html", &PAGE.replace("</article>", lists))]);
    let text = dir.run(&["-q", "page.html"]).out;
    let expected =
        "\n\n2. two new stones, which come from the quarry in the north\n  - dressed by the miller\n3. an axle";
    assert!(text.contains(expected), "{text}");
    let json = dir.run(&["-q", "-t", "json", "page.html"]).out;
    assert!(json.contains("the north\\ndressed by the miller\\nan axle"), "{json}");
}

//! The files of a directory that are read, and their order.

use crate::support::{ARTICLE, Dir, PAGE, TEXT};

/// Returns the inputs that a dry run lists.
fn inputs(dir: &Dir, arguments: &[&str]) -> Vec<String> {
    let run = dir.run(&[&["--dry-run", "-q"], arguments].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.out.lines().map(str::to_owned).collect()
}

#[test]
fn a_directory_is_walked_in_order_of_names() {
    let dir = Dir::with(&[("s/b.html", PAGE), ("s/a/z.txt", TEXT), ("s/a.html", PAGE), ("s/B.html", PAGE)]);
    assert_eq!(inputs(&dir, &["s"]), ["s/B.html", "s/a/z.txt", "s/a.html", "s/b.html"]);
    let run = dir.run(&["s"]);
    run.is(0, &[ARTICLE; 4].join("\n"), "dehusk: 4 of 4 cleaned\n");
}

#[test]
fn paths_are_read_in_the_given_order() {
    let dir = Dir::with(&[("s/b.html", PAGE), ("t/a.html", PAGE), ("c.html", PAGE)]);
    assert_eq!(inputs(&dir, &["t", "c.html", "s"]), ["t/a.html", "c.html", "s/b.html"]);
    assert_eq!(inputs(&dir, &["."]), ["./c.html", "./s/b.html", "./t/a.html"]);
}

#[test]
fn hidden_files_companion_folders_and_assets_are_skipped() {
    let dir = Dir::with(&[
        ("s/page.html", PAGE),
        ("s/page_files/frame.html", PAGE),
        ("s/lone_files/page.html", PAGE),
        ("s/.git/page.html", PAGE),
        ("s/.hidden.html", PAGE),
        ("s/style.css", "p { margin: 0 }"),
        ("s/LOGO.PNG", ""),
    ]);
    assert_eq!(inputs(&dir, &["s"]), ["s/lone_files/page.html", "s/page.html"]);
    let run = dir.run(&["-v", "s"]);
    assert_eq!(run.status, 0);
    let said: Vec<_> = run.err.lines().collect();
    assert_eq!(said[0], "dehusk: s/LOGO.PNG: skipped: not a page by its name; use --glob to read it");
    assert_eq!(said[3], "dehusk: s/page_files: skipped: holds the images and scripts of a saved page");
    assert_eq!(said[4], "dehusk: s/style.css: skipped: not a page by its name; use --glob to read it");
    assert_eq!(said[5], "dehusk: 2 of 2 cleaned, 3 skipped (-v lists them)");
    // Paths on the command line are always read.
    assert_eq!(inputs(&dir, &["s/.git", "s/style.css"]), ["s/.git/page.html", "s/style.css"]);
}

#[test]
fn globs_choose_files_in_directories() {
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/b.txt", TEXT), ("s/old/a.html", PAGE), ("s/x.css", "")]);
    assert_eq!(inputs(&dir, &["--glob", "*.html", "s"]), ["s/a.html", "s/old/a.html"]);
    assert_eq!(inputs(&dir, &["-g", "*.html", "-g", "*.css", "s"]), ["s/a.html", "s/old/a.html", "s/x.css"]);
    assert_eq!(inputs(&dir, &["-g", "old/*", "s"]), ["s/old/a.html"]);
    assert_eq!(inputs(&dir, &["-g", "!old", "s"]), ["s/a.html", "s/b.txt"]);
    assert_eq!(inputs(&dir, &["-g", "*.html", "s/b.txt", "s/old"]), ["s/b.txt", "s/old/a.html"]);
}

#[test]
fn globs_that_are_invalid_or_match_nothing_are_usage_errors() {
    let dir = Dir::with(&[("s/a.html", PAGE)]);
    let run = dir.run(&["--glob", "[a", "s"]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("[a") && run.err.contains("unclosed character class"), "{}", run.err);
    dir.run(&["--glob", "*.htm", "s"]).is(2, "", "dehusk: no page found\n");
}

#[test]
fn a_directory_without_pages_is_reported() {
    let dir = Dir::with(&[("s/x.css", "")]);
    std::fs::create_dir(dir.path("empty")).unwrap();
    dir.run(&["empty"]).is(0, "", "dehusk: no page found\n");
    dir.run(&["s"]).is(0, "", "dehusk: no page found, 1 skipped (-v lists them)\n");
}

#[cfg(unix)]
#[test]
fn links_to_directories_are_not_followed_and_links_to_files_are_read() {
    use std::os::unix::fs::symlink;
    let dir = Dir::with(&[("s/a/page.html", PAGE), ("elsewhere/page.html", PAGE)]);
    symlink("..", dir.path("s/a/loop")).unwrap();
    symlink("../elsewhere", dir.path("s/away")).unwrap();
    symlink("../elsewhere/page.html", dir.path("s/linked.html")).unwrap();
    symlink("nowhere", dir.path("s/broken.html")).unwrap();
    let run = dir.run(&["--dry-run", "-q", "s"]);
    run.is(2, "s/a/page.html\ns/linked.html\n", "dehusk: s/broken.html: No such file or directory\n");
    assert_eq!(inputs(&dir, &["s/away"]), ["s/away/page.html"]);
    let run = dir.run(&["s"]);
    assert_eq!((run.status, run.out), (2, [ARTICLE; 2].join("\n")));
    let expected = "dehusk: s/broken.html: No such file or directory\n\
                    dehusk: 2 of 3 cleaned, 2 skipped (-v lists them), 1 failed\n";
    assert_eq!(run.err, expected);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_in_a_directory_is_skipped() {
    let dir = Dir::with(&[("s/page.html", PAGE)]);
    let mode = rustix::fs::Mode::from_raw_mode(0o644);
    rustix::fs::mknodat(rustix::fs::CWD, dir.path("s/pipe"), rustix::fs::FileType::Fifo, mode, 0).unwrap();
    dir.run(&["s"]).is(0, ARTICLE, "dehusk: 1 of 1 cleaned, 1 skipped (-v lists them)\n");
}

#[cfg(unix)]
#[test]
fn an_unreadable_directory_is_an_error_and_the_rest_is_cleaned() {
    use std::os::unix::fs::PermissionsExt;
    let dir = Dir::with(&[("s/a.html", PAGE), ("s/secret/b.html", PAGE)]);
    let secret = dir.path("s/secret");
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read_dir(&secret).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let run = dir.run(&["s"]);
    std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!((run.status, run.out.as_str()), (2, ARTICLE));
    assert!(run.err.contains("s/secret: Permission denied"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn ten_thousand_files_need_at_most_sixty_four_descriptors() {
    let dir = Dir::new();
    for n in 0..10_000 {
        dir.write(format!("s/{}/{n}.txt", n % 100), "");
    }
    let script = "ulimit -n 64; exec \"$0\" -q -j 8 -d out s";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_dehusk")]).current_dir(dir.path(""));
    let output = command.output().expect("a shell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(dir.names("out").len(), 10_000);
}

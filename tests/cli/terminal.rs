//! Behaviour that differs on a terminal.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::support::{ARTICLE, Dir, PAGE, Run, TEXT};

/// Returns a terminal: the end for a program, and the end that reads the program's output.
fn terminal() -> (File, File) {
    let outer = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&outer).unwrap();
    unlockpt(&outer).unwrap();
    let name = ptsname(&outer, Vec::new()).unwrap();
    let inner: OwnedFd = rustix::fs::open(name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap();
    (inner.into(), outer.into())
}

/// Returns the command's output on stdout, with stdout on a terminal.
fn shown(command: Command) -> String {
    shown_on(command, Command::stdout)
}

/// Returns the command's output on a terminal that `place` connects.
fn shown_on(mut command: Command, place: impl FnOnce(&mut Command, File) -> &mut Command) -> String {
    let (inner, mut outer) = terminal();
    let mut child = place(&mut command, inner).spawn().unwrap();
    // The command owns a copy of the terminal. Dropping it lets reading end.
    drop(command);
    let mut shown = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(n @ 1..) = outer.read(&mut chunk) {
        shown.extend_from_slice(&chunk[..n]);
    }
    assert!(child.wait().unwrap().success());
    String::from_utf8(shown).unwrap()
}

#[test]
fn no_path_and_a_terminal_on_stdin_is_a_usage_error() {
    let (inner, _outer) = terminal();
    let dir = Dir::new();
    let mut command = dir.command(&[]);
    let run = Run::of(command.stdin(inner).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap());
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.contains("Usage: dehusk [OPTIONS] [PATH]..."), "{}", run.err);
    assert!(run.err.contains("standard input is a terminal"), "{}", run.err);
}

#[test]
fn explain_is_coloured_on_a_terminal_with_colours() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let coloured = |set: &[(&str, &str)]| {
        let mut command = dir.command(&["--explain", "page.html"]);
        command.envs(set.iter().copied());
        shown(command).contains("\x1b[32m+ ")
    };
    assert!(coloured(&[]));
    assert!(coloured(&[("NO_COLOR", "")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(!coloured(&[("TERM", "dumb")]));
}

#[test]
fn explain_is_cut_at_the_width_of_the_terminal() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let (inner, mut outer) = terminal();
    let size = rustix::termios::Winsize { ws_row: 24, ws_col: 50, ws_xpixel: 0, ws_ypixel: 0 };
    rustix::termios::tcsetwinsize(&inner, size).unwrap();
    let mut command = dir.command(&["--explain", "--color", "never", "page.html"]);
    let mut child = command.stdout(inner).spawn().unwrap();
    drop(command);
    let mut shown = Vec::new();
    // The terminal reports an error when the program has ended.
    let _ = outer.read_to_end(&mut shown);
    assert!(child.wait().unwrap().success());
    let shown = String::from_utf8(shown).unwrap();
    let longest = shown.lines().map(|row| row.chars().count()).max();
    assert_eq!(longest, Some(50), "{shown}");
}

#[test]
fn color_overrides_the_terminal() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let explain = |color: &'static str| ["--explain", "--color", color, "page.html"];
    let is_coloured = |text: &str| text.contains("\x1b[32m+ ");
    assert!(is_coloured(&dir.run(&explain("always")).out));
    assert!(!is_coloured(&dir.run(&explain("auto")).out) && !is_coloured(&dir.run(&explain("never")).out));
    assert!(!is_coloured(&shown(dir.command(&explain("never")))) && is_coloured(&shown(dir.command(&explain("auto")))));
    assert_eq!(dir.run(&["--color", "sometimes", "page.html"]).status, 2);
}

/// Returns the page with sequences that drive terminals, as bytes and as references.
fn hostile() -> String {
    PAGE.replace("The old mill", "The &#27;[31mold\u{9b}2J \x1b]0;title\x07mi\u{202e}ll")
        .replace("turned again, slowly", "turned\tagain, &#8238;slowly")
}

#[test]
fn a_page_cannot_drive_the_terminal() {
    let dir = Dir::with(&[("page.html", &hostile())]);
    let raw = dir.run(&["page.html"]).out;
    assert!(raw.contains("\x1b]0;title") && raw.contains('\u{202e}'), "{raw:?}");
    let is_safe = |text: &str| {
        !text.contains(|c: char| matches!(c, '\u{202a}'..='\u{202e}') || c.is_control() && !"\r\n\t".contains(c))
    };
    for view in [&[][..], &["-t", "md"], &["-t", "json"], &["--dropped"], &["--explain", "--color", "never"]] {
        let arguments = [view, &["page.html"]].concat();
        let on_terminal = shown(dir.command(&arguments));
        assert!(is_safe(&on_terminal), "{view:?}: {on_terminal:?}");
        let safe = dir.run(&[&["--safe"], &arguments[..]].concat());
        assert!(is_safe(&safe.out) && !safe.out.contains('\r'), "{view:?}: {:?}", safe.out);
        assert_eq!(on_terminal.replace("\r\n", "\n"), safe.out, "{view:?}");
    }
    assert!(dir.run(&["--safe", "page.html"]).out.contains(r"\u001b]0;title\u0007mi\u202ell"));
    dir.run(&["-q", "--safe", "-d", "out", "page.html"]).is(0, "", "");
    assert!(is_safe(&dir.read("out/page.txt")));
    let json: serde_json::Value = serde_json::from_str(&dir.run(&["--safe", "-t", "json", "page.html"]).out).unwrap();
    assert_eq!(json["text"], raw, "in JSON the escapes mean the characters");
}

#[test]
fn a_file_name_cannot_drive_the_terminal() {
    let dir = Dir::with(&[("s/\x1b]0;x\x07\n.html", PAGE), ("s/b.html", "")]);
    for arguments in [&["-v", "s"][..], &["--dry-run", "s"]] {
        let text = shown(dir.command(arguments));
        let run = dir.run(arguments);
        assert!(!text.contains('\x1b') && !run.err.contains('\x1b'), "{text:?}{}", run.err);
        let name = r"s/\u001b]0;x\u0007\u000a.html";
        assert!(run.out.contains(name) || run.err.contains(name), "{}{}", run.out, run.err);
        assert!(text.contains(name), "{text:?}");
    }
}

#[test]
fn names_head_several_texts_on_a_terminal() {
    let dir = Dir::with(&[("a.html", PAGE), ("b.txt", TEXT), ("empty.html", "")]);
    let three = ["-q", "a.html", "empty.html", "b.txt"];
    let text = shown(dir.command(&three)).replace("\r\n", "\n");
    assert_eq!(text, format!("==> a.html <==\n{ARTICLE}\n==> b.txt <==\n{ARTICLE}"));
    let plain = format!("{ARTICLE}\n{ARTICLE}");
    dir.run(&three).is(0, &plain, "");
    let unnamed = |arguments: &[&str]| !shown(dir.command(arguments)).contains("==>");
    assert!(unnamed(&["--no-names", "a.html", "b.txt"]) && unnamed(&["a.html"]) && unnamed(&["-0", "a.html", "b.txt"]));
    assert!(unnamed(&["-t", "json", "a.html", "b.txt"]));
}

#[test]
fn an_article_is_never_coloured() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    assert!(!shown(dir.command(&["page.html"])).contains('\x1b'));
}

#[test]
fn progress_is_shown_on_a_terminal_unless_switched_off() {
    let dir = Dir::new();
    for n in 0..50 {
        dir.write(format!("s/{n}.html"), PAGE);
    }
    let on_stderr = |arguments: &[&str]| {
        let mut command = dir.command(&[arguments, &["--force", "-d", "out", "s"]].concat());
        command.stdout(Stdio::null());
        shown_on(command, Command::stderr)
    };
    let seen = on_stderr(&[]);
    assert!(seen.contains(" of 50, ") && seen.contains("MB/s") && seen.contains(" left"), "{seen:?}");
    assert!(seen.ends_with("dehusk: 50 of 50 cleaned\r\n"), "{seen:?}");
    assert!(!seen.contains("learn"), "{seen:?}");
    let seen = on_stderr(&["--learn-site"]);
    assert!(seen.contains(" of 50 read to learn sites, ") && seen.contains(" of 50, "), "{seen:?}");
    assert!(seen.ends_with("dehusk: 50 of 50 cleaned\r\n"), "{seen:?}");
    assert_eq!(on_stderr(&["--no-progress", "--learn-site"]), "dehusk: 50 of 50 cleaned\r\n");
    assert_eq!(on_stderr(&["--no-progress"]), "dehusk: 50 of 50 cleaned\r\n");
    assert_eq!(on_stderr(&["-q"]), "");
    // A single page shows no progress.
    let mut command = dir.command(&["s/1.html"]);
    command.stdout(Stdio::null());
    assert_eq!(shown_on(command, Command::stderr), "");
}

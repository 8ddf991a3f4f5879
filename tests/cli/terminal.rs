//! Behaviour that differs on a terminal.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::{Command, Stdio};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::support::{Dir, PAGE, Run};

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

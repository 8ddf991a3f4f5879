//! Standard output: closed early, on a full disk, and read while it is written.

use std::io::{Read, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use crate::support::{Dir, PAGE, Run, TEXT, long_text};

/// Returns a story followed by nothing but menus, so that the output is smaller than any buffer.
fn story_and_menus(bytes: usize) -> String {
    long_text(60_000) + &"Home\nNews\nLog in\nShare\n\n".repeat(bytes / 26)
}

#[cfg(unix)]
#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let dir = Dir::with(&[("long.txt", &long_text(8 << 20)), ("page.html", PAGE)]);
    for arguments in [&["long.txt", "page.html"][..], &["-t", "json", "long.txt"], &["-0", "long.txt"]] {
        let mut command = dir.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 10];
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut first).unwrap();
        drop(out);
        Run::of(child.wait_with_output().unwrap()).is(0, "", "");
    }
    // A reader that never reads, and output shorter than any buffer.
    for arguments in [&["page.html"][..], &["--help"], &["--man"], &["--completions", "bash"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = dir.command(arguments);
        Run::of(command.stdout(writer).stderr(Stdio::piped()).output().unwrap()).is(0, "", "");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_leaves_no_false_totals() {
    let dir = Dir::new();
    let story = long_text(100_000);
    for n in 0..30 {
        dir.write(format!("s/{n:02}.txt"), &story);
    }
    for arguments in [&["s"][..], &["-j1", "s"], &["-g", "*.txt", "s"], &["--dry-run", "s"]] {
        let mut command = dir.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        if arguments[0] == "s" {
            child.stdout.as_mut().unwrap().read_exact(&mut [0; 10]).unwrap();
        }
        drop(child.stdout.take());
        Run::of(child.wait_with_output().unwrap()).is(0, "", "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let dir = Dir::with(&[("page.html", PAGE), ("page.txt", TEXT), ("long.txt", &long_text(3 << 20))]);
    for arguments in [
        &["page.html"][..],
        &["page.txt", "page.html"],
        &["long.txt"],
        &["-0", "page.html"],
        &["-t", "json", "page.html"],
        &["--explain", "page.html"],
        &["--man"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let run = Run::of(dir.command(arguments).stdout(full).output().unwrap());
        run.is(2, "", "dehusk: standard output: cannot write: No space left on device\n");
    }
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    assert_eq!(Run::of(dir.command(&["--help"]).stdout(full).output().unwrap()).status, 2);
}

#[test]
fn output_begins_before_the_input_ends() {
    let dir = Dir::new();
    for (text, enough) in [(long_text(3 << 20), 500_000), (story_and_menus(3 << 20), 10_000)] {
        let mut command = dir.command(&["-f", "text"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (begun, seen) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut out = vec![0; 1 << 16];
                let mut total = 0;
                while let Ok(n @ 1..) = stdout.read(&mut out) {
                    total += n;
                    if total > enough {
                        let _ = begun.send(());
                    }
                }
            });
            stdin.write_all(text.as_bytes()).unwrap();
            // Standard input is still open. A large part of the output must have arrived.
            let early = seen.recv_timeout(Duration::from_secs(60));
            drop(stdin);
            assert!(early.is_ok(), "nothing came out while stdin was open");
        });
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn the_output_does_not_depend_on_the_size_of_writes() {
    let dir = Dir::new();
    let text = long_text(3 << 20);
    let whole = crate::support::pipe(&[], &text);
    for piece in [4093, 70_001] {
        let mut command = dir.command(&[]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let text = text.clone();
        let writer = std::thread::spawn(move || {
            for piece in text.as_bytes().chunks(piece) {
                stdin.write_all(piece).unwrap();
            }
        });
        let run = Run::of(child.wait_with_output().unwrap());
        writer.join().unwrap();
        assert!(run.out == whole.out && run.err == whole.err && run.status == 0);
    }
}

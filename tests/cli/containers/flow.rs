//! Containers with threads and streams, their memory and their open files.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use super::{damaged, fixture, wet, with};
use crate::support::{Dir, Run, TEXT};

#[test]
fn any_number_of_threads_writes_the_same_output() {
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
fn output_begins_before_the_records_end() {
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
fn the_memory_for_a_wet_file_does_not_depend_on_its_length() {
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

#[cfg(target_os = "linux")]
#[test]
fn containers_need_few_open_files() {
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

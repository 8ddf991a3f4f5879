//! A batch that is killed at any moment leaves whole files, and can be resumed.

use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Dir, PAGE, Run, TEXT, long_text};

/// Returns small pages in a few dozen directories.
fn pages(count: usize) -> Dir {
    let dir = Dir::new();
    for n in 0..count {
        let page = if n % 3 == 0 { TEXT } else { PAGE };
        dir.write(format!("s/{}/{n}.html", n % 37), page.replace("three hundred", &n.to_string()));
    }
    dir
}

#[test]
fn a_batch_killed_at_random_moments_and_resumed_gives_the_same_files() {
    const KILLS: usize = 40;
    let dir = pages(2000);
    let run = dir.run(&["-q", "-j2", "-d", "whole", "s"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let whole = dir.tree("whole");
    assert_eq!(whole.len(), 2000);
    let (mut kills, mut unfinished) = (0, 0);
    // Fixed pseudo-random times: a test that fails should fail again.
    let mut state = 1u64;
    for round in 0.. {
        let mut child =
            dir.command(&["-q", "-j2", "-d", "out", "--resume", "s"]).stderr(Stdio::piped()).spawn().unwrap();
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        sleep(Duration::from_micros(10_000 + (state >> 33) % 150_000));
        if round >= KILLS {
            Run::of(child.wait_with_output().unwrap()).is(0, "", "");
            break;
        }
        kills += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, content) in dir.tree("out") {
            if name.ends_with(".txt") {
                assert!(whole[&name] == content, "{name} is not whole");
            } else {
                assert!(name.contains("/.dehusk-") && name.ends_with(".part"), "{name}");
                unfinished += 1;
            }
        }
    }
    assert!(dir.tree("out") == whole, "not the same tree");
    eprintln!("killed {kills} times, {unfinished} unfinished files seen");
    assert!(kills >= 3, "the batch was over too soon: {kills}");
}

#[test]
fn ctrl_c_leaves_whole_files_and_reports_progress() {
    let dir = pages(2000);
    for signal in [Signal::INT, Signal::TERM] {
        let mut child = dir.command(&["-j2", "-d", "out", "--force", "s"]).stderr(Stdio::piped()).spawn().unwrap();
        while dir.names("out").is_empty() {
            sleep(Duration::from_millis(5));
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        let status = child.wait().unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(signal.as_raw()));
        let mut said = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
        let last = said.lines().last().unwrap();
        assert!(
            last.contains(" of 2000 cleaned") && last.ends_with("; interrupted: run it again with --resume to finish"),
            "{said}"
        );
        assert!(dir.names("out").iter().all(|name| name.ends_with(".txt")));
        assert!(dir.names("out").len() < 2000);
        std::fs::remove_dir_all(dir.path("out")).unwrap();
    }
}

#[test]
fn learnt_sites_do_not_depend_on_when_a_run_was_killed() {
    let dir = Dir::new();
    let promotion = "Our letter is read by eleven thousand people every Friday, and it is free of charge.";
    for n in 0..600 {
        // Each page needs a story of its own. Otherwise it would count as a copy.
        let story = long_text(2_000).replace("On that day", &format!("On day {n}"));
        let page = PAGE.replace("weir.example/mill", &format!("weir.example/{n}"));
        let page = page.replace("</h1>", &format!("</h1><p>{story}"));
        dir.write(format!("s/{n}.html"), page.replace("</article>", &format!("<p>{promotion}</p></article>")));
    }
    let arguments = ["-q", "-j2", "--learn-site", "-d", "out", "--resume", "s"];
    dir.run(&["-q", "--learn-site", "-d", "whole", "s"]).is(0, "", "");
    let whole = dir.tree("whole");
    assert!(whole.values().all(|text| !String::from_utf8_lossy(text).contains(promotion)));
    for wait in [50, 150, 300, 450, 600] {
        let mut child = dir.command(&arguments).spawn().unwrap();
        sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    dir.run(&arguments).is(0, "", "");
    assert!(dir.tree("out") == whole, "not the same tree");
}

#[test]
fn ctrl_c_during_learning_ends_the_run() {
    let dir = pages(2000);
    let mut child = dir.command(&["-j1", "--learn-site", "-d", "out", "s"]).stderr(Stdio::piped()).spawn().unwrap();
    while !dir.path("out").exists() {
        sleep(Duration::from_millis(1));
    }
    // The signal handler is installed a moment later.
    sleep(Duration::from_millis(30));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(Signal::INT.as_raw()));
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert_eq!(said, "dehusk: 0 of 2000 cleaned; interrupted: run it again with --resume to finish\n");
    assert!(dir.names("out").is_empty());
}

#[test]
fn ctrl_c_leaves_no_part_of_an_output() {
    let dir = pages(2000);
    let mut child = dir.command(&["-j2", "-o", "out/one.txt", "s"]).stderr(Stdio::piped()).spawn().unwrap();
    while dir.names("out").is_empty() {
        sleep(Duration::from_millis(5));
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(Signal::INT.as_raw()));
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert!(said.ends_with(" of 2000 cleaned; interrupted: nothing written\n"), "{said}");
    assert!(dir.names("out").is_empty());
}

//! How fast a directory of pages is cleaned: pages and megabytes a second and
//! peak memory of `dehusk -d out -j N`, on the pages of the corpus as files.
//!
//! `cargo bench --bench batch -- [N …]`, by default 1 and 2 threads.
//!
//! The best of some runs is shown: what is slower was disturbed. Files are in
//! the cache of the system, and outputs are not synced to the disk.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use dehusk_training::corpus;

/// Runs of which the best counts.
const RUNS: usize = 3;

fn main() -> ExitCode {
    if corpus::directory().is_none() {
        println!("skipped: no corpus (set DEHUSK_CORPUS to the directory that holds it)");
        return ExitCode::SUCCESS;
    }
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<()> {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let threads = if asked.is_empty() { vec![1, 2] } else { asked };
    let directory = tempfile::tempdir()?;
    let (pages, bytes) = unpack(&directory.path().join("pages"))?;
    let megabytes = bytes as f64 / 1e6;
    println!("{pages} pages, {megabytes:.0} MB");
    println!("threads  seconds  pages/s   MB/s  peak MB");
    for n in threads {
        let runs: Vec<Run> = (0..RUNS).map(|_| run(directory.path(), n)).collect::<Result<_>>()?;
        let seconds = runs.iter().map(|run| run.time.as_secs_f64()).fold(f64::INFINITY, f64::min);
        let peak =
            runs.iter().filter_map(|run| run.peak).max().map_or("?".into(), |kb| format!("{:.0}", kb as f64 / 1e3));
        println!("{n:7}  {seconds:7.2}  {:7.0}  {:5.1}  {peak:>7}", pages as f64 / seconds, megabytes / seconds);
    }
    Ok(())
}

/// Writes the pages of the corpus into a directory; how many, and their bytes.
fn unpack(directory: &Path) -> Result<(usize, u64)> {
    fs::create_dir(directory)?;
    let (mut pages, mut bytes) = (0, 0);
    for page in corpus::read::<corpus::Page>(corpus::PAGES)? {
        let page = page?;
        fs::write(directory.join(format!("{}.html", page.id)), &page.html)?;
        pages += 1;
        bytes += page.html.len() as u64;
    }
    Ok((pages, bytes))
}

struct Run {
    time: Duration,
    /// Most memory it had, in kilobytes, where the system tells.
    peak: Option<u64>,
}

/// Cleans the pages on `n` threads.
fn run(directory: &Path, n: usize) -> Result<Run> {
    let out = directory.join("out");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dehusk"));
    command.args(["-q", "-j", &n.to_string(), "-d", "out", "pages"]).current_dir(directory).stdin(Stdio::null());
    let begun = Instant::now();
    let mut child = command.spawn().context("dehusk does not run")?;
    let mut peak = None;
    let status = loop {
        peak = memory(&child).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(5));
    };
    let time = begun.elapsed();
    ensure!(status.success(), "dehusk ended with {status}");
    fs::remove_dir_all(out)?;
    Ok(Run { time, peak })
}

/// The most memory that a process has had, in kilobytes.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

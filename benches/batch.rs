//! Measures how fast a directory of pages is cleaned: pages per second, megabytes per second and
//! peak memory of `dehusk -d out -j N` on the pages of the corpus, compared with resiliparse.
//!
//! `cargo bench -p dehusk-benches --bench batch -- [N …]`, by default with 1 and 2 threads.
//!
//! `PYTHON` names a Python that has resiliparse (default `python3`). Without resiliparse, the
//! comparison is skipped. Runs of the two programs alternate.
//!
//! Prints the best of several runs, because other processes only slow a run down. Files are in the
//! system's cache, and outputs are not synced to the disk.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use dehusk_training::corpus;

/// Number of runs. The best one counts.
const RUNS: usize = 3;

fn main() -> Result<()> {
    if corpus::is_missing() {
        return Ok(());
    }
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let threads = if given.is_empty() { vec![1, 2] } else { given };
    // This program is in the directory `deps` beside the binary.
    let binary = std::env::current_exe()?.with_file_name("../dehusk");
    ensure!(binary.exists(), "{} is missing: run cargo build --release first", binary.display());
    let directory = tempfile::tempdir()?;
    let (pages, bytes) = corpus::unpack(&directory.path().join("pages"))?;
    // Writing the pages to the disk would disturb the runs. A system without `sync` accepts that.
    let _ = Command::new("sync").status();
    let megabytes = bytes as f64 / 1e6;
    println!("{pages} pages, {megabytes:.0} MB");
    println!("             threads  seconds  pages/s   MB/s  peak MB");
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let rival = Command::new(&python).args(["-c", "import resiliparse"]).stderr(Stdio::null()).status();
    let rival = rival.is_ok_and(|status| status.success()).then_some(python);
    for n in threads {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let mut command = Command::new(&binary);
            command.args(["-q", "-j", &n.to_string(), "-d", "out", "pages"]);
            own.push(run(directory.path(), command)?);
            if let Some(python) = &rival {
                let script = concat!(env!("CARGO_MANIFEST_DIR"), "/resiliparse_batch.py");
                let mut command = Command::new(python);
                command.args([script, "pages", "out", &n.to_string()]);
                others.push(run(directory.path(), command)?);
            }
        }
        for (name, runs) in [("dehusk", own), ("resiliparse", others)].iter().filter(|(_, runs)| !runs.is_empty()) {
            let seconds = runs.iter().map(|run| run.time.as_secs_f64()).fold(f64::INFINITY, f64::min);
            // resiliparse starts a process per thread; the memory of one of them means nothing.
            let peak = runs.iter().filter_map(|run| run.peak).max().filter(|_| *name == "dehusk" || n == 1);
            let peak = peak.map_or("?".into(), |kb| format!("{:.0}", kb as f64 / 1e3));
            let (rate, volume) = (pages as f64 / seconds, megabytes / seconds);
            println!("{name:11}  {n:7}  {seconds:7.2}  {rate:7.0}  {volume:5.1}  {peak:>7}");
        }
    }
    if rival.is_none() {
        println!("resiliparse  skipped: it is not installed (PYTHON names a Python that has it)");
    }
    Ok(())
}

struct Run {
    time: Duration,
    /// Peak memory in kilobytes, if the system reports it.
    peak: Option<u64>,
}

/// Runs a command that cleans the pages of a directory into `out`, and removes `out`.
fn run(directory: &Path, mut command: Command) -> Result<Run> {
    command.current_dir(directory).stdin(Stdio::null());
    let begun = Instant::now();
    let mut child = command.spawn().context("it does not run")?;
    let mut peak = None;
    let status = loop {
        peak = memory(&child).or(peak);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_millis(5));
    };
    let time = begun.elapsed();
    ensure!(status.success(), "it ended with {status}");
    fs::remove_dir_all(directory.join("out"))?;
    Ok(Run { time, peak })
}

/// Returns the peak memory of a process, in kilobytes.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

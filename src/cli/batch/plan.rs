//! Gives each input an output of its own, before anything is written.
//!
//! The inputs are walked once to find outputs that clash, then again to clean
//! them. The first walk keeps a fingerprint of 8 bytes for each output path. If
//! two paths ever have the same fingerprint (with a million files, one chance in
//! about 40 million), they are treated as a clash, and nothing is lost.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::failure::{Failure, io_cause, shown};
use super::super::inputs::{Location, Skip};
use super::super::settings::{Existing, OutDir, OutputFile};
use super::super::values::To;
use super::existing::{self, EXISTS_HINT, Inputs, is_done};
use super::members::Members;
use super::names::Naming;
use super::walk::{Roots, WalkItem};

/// An input of a run, before it is opened.
#[derive(Debug)]
pub enum Planned {
    /// An input to open. Its output goes to a place, or to stdout if `None`.
    Open(Location, Option<Destination>),
    /// An input that an earlier run cleaned.
    Done(Location),
    /// A file or directory that is skipped.
    Skipped(PathBuf, Skip),
    /// A file or directory that cannot be read.
    Failed(PathBuf, Failure),
}

/// The output files of an input.
#[derive(Debug)]
pub struct Destination {
    /// The file, if the input is a page.
    pub output: OutputFile,
    /// The files of its pages, if the input is a container.
    pub members: Members,
}

/// Plans to write to stdout.
pub fn to_stdout(found: WalkItem) -> Planned {
    match found {
        WalkItem::Location { input, .. } => Planned::Open(input, None),
        WalkItem::Skipped(path, why) => Planned::Skipped(path, why),
        WalkItem::Failed(path, failure) => Planned::Failed(path, failure),
    }
}

/// The output of each input.
pub struct Plan {
    /// The inputs, without the output directory.
    pub roots: Roots,
    out: OutDir,
    naming: Naming,
    /// Fingerprints of all outputs.
    outputs: HashSet<u64>,
    /// Fingerprints of the directories they are in.
    directories: HashSet<u64>,
    inputs: Arc<Inputs>,
    /// Number of inputs to clean.
    pub total: u64,
}

impl Plan {
    /// Plans the outputs. Lists all inputs, but opens and writes nothing.
    ///
    /// # Errors
    /// Fails if an output would overwrite an input, two inputs would get the
    /// same output, or an output exists and may not be overwritten.
    pub fn new(mut roots: Roots, out: &OutDir, to: To) -> Result<Plan, Failure> {
        let full = full_path(&out.path).map_err(|e| Failure::about(&out.path, io_cause(&e), None))?;
        if full.exists() && !full.is_dir() {
            return Err(Failure::about(&out.path, "not a directory", None));
        }
        if let Some(directory) = roots.directories().find(|directory| directory.full == full) {
            let hint = "choose another --out-dir; one inside the input directory is fine";
            return Err(Failure::about(&directory.path, "is both the input and the output directory", Some(hint)));
        }
        roots.outputs.push(full.clone());
        let inputs = Inputs::new(&roots, &full);
        let mut naming = Naming::new(to.extension(), ignores_case(&full));
        loop {
            let round = Round::walk(&roots, &naming, out, &inputs)?;
            let known = naming.full.len();
            naming.full.extend(&round.clashes);
            if round.clashes.is_empty() {
                round.existing.refuse(out)?;
                let Round { outputs, directories, total, .. } = round;
                return Ok(Plan {
                    roots,
                    out: out.clone(),
                    naming,
                    outputs,
                    directories,
                    inputs: inputs.into(),
                    total,
                });
            }
            if naming.full.len() == known {
                return Err(clash(&roots, &naming, &round.clashes, out));
            }
        }
    }

    /// Walks the inputs again. Files that are new since the plan was made are left
    /// to the next run.
    pub fn inputs(self) -> impl Iterator<Item = Planned> + Send + use<> {
        let Plan { roots, out, naming, mut outputs, directories, inputs, .. } = self;
        roots.walk().filter_map(move |found| {
            let WalkItem::Location { input, below } = found else { return Some(to_stdout(found)) };
            let name = naming.output(&below);
            if !outputs.remove(&naming.fingerprint(&name)) {
                return None;
            }
            let path = out.path.join(name);
            if out.existing == Existing::Resume && input.path().is_some_and(|input| is_done(input, &path)) {
                return Some(Planned::Done(input));
            }
            // Only the content tells whether the input is a container.
            let is_taken = directories.contains(&naming.fingerprint(&below));
            let members = Members::new(&out, below, is_taken, &naming, inputs.clone());
            let output = OutputFile { path, replace: out.existing != Existing::Refuse };
            Some(Planned::Open(input, Some(Destination { output, members })))
        })
    }
}

/// One walk of all inputs with the names known so far.
#[derive(Default)]
struct Round {
    outputs: HashSet<u64>,
    /// Fingerprints of the directories they are in.
    directories: HashSet<u64>,
    /// Names that more than one input would get, or that a directory needs.
    clashes: HashSet<u64>,
    existing: Present,
    total: u64,
}

impl Round {
    fn walk(roots: &Roots, naming: &Naming, out: &OutDir, inputs: &Inputs) -> Result<Round, Failure> {
        let mut round = Round::default();
        let out_is_there = out.path.exists();
        for found in roots.walk() {
            let WalkItem::Location { input, below } = found else { continue };
            let name = naming.output(&below);
            let fingerprint = naming.fingerprint(&name);
            if !round.outputs.insert(fingerprint) {
                round.clashes.insert(fingerprint);
            }
            for directory in name.ancestors().skip(1) {
                if !round.directories.insert(naming.fingerprint(directory)) {
                    break;
                }
            }
            let path = out.path.join(&name);
            let is_there = out_is_there && path.symlink_metadata().is_ok();
            if inputs.has(&name, is_there.then_some(&path)) {
                return Err(existing::overwrites_input(&path, is_there, Some(&input)));
            }
            match out.existing {
                Existing::Refuse if is_there => round.existing.add(path),
                Existing::Resume if is_there && input.path().is_some_and(|input| is_done(input, &path)) => {}
                _ => round.total += 1,
            }
        }
        round.clashes.extend(round.outputs.intersection(&round.directories));
        Ok(round)
    }
}

/// Outputs that exist.
#[derive(Default)]
struct Present {
    first: Option<PathBuf>,
    more: u64,
}

impl Present {
    fn add(&mut self, path: PathBuf) {
        match self.first {
            None => self.first = Some(path),
            Some(_) => self.more += 1,
        }
    }

    fn refuse(self, out: &OutDir) -> Result<(), Failure> {
        let Some(path) = self.first else { return Ok(()) };
        let more =
            if self.more > 0 { format!(" (and {} more in {})", self.more, shown(&out.path)) } else { String::new() };
        Err(Failure::about(&path, format!("already exists{more}; nothing written"), Some(EXISTS_HINT)))
    }
}

/// Names the inputs that would get the same output in spite of full names.
fn clash(roots: &Roots, naming: &Naming, clashes: &HashSet<u64>, out: &OutDir) -> Failure {
    let mut of = None;
    let mut inputs = Vec::new();
    for found in roots.walk() {
        let WalkItem::Location { input, below } = found else { continue };
        let name = naming.output(&below);
        let fingerprint = naming.fingerprint(&name);
        if clashes.contains(&fingerprint) && *of.get_or_insert(fingerprint) == fingerprint {
            inputs.push((input, name));
        }
    }
    match inputs.as_slice() {
        [(first, name), (second, _), ..] => Failure::about(
            &out.path.join(name),
            format!("would be the output of both {first} and {second}; nothing written"),
            Some("pass the directory that holds both, or clean them into separate directories"),
        ),
        [(only, name)] => Failure::about(
            &out.path.join(name),
            format!("would be both the output of {only} and a directory; nothing written"),
            None,
        ),
        [] => Failure::about(
            &out.path,
            "the inputs changed while they were listed; nothing written",
            Some("run it again"),
        ),
    }
}

/// Returns the full path, without links, of a file that may not exist yet.
pub fn full_path(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    for ancestor in path.ancestors() {
        if let Ok(full) = ancestor.canonicalize() {
            let rest = path.strip_prefix(ancestor).expect("an ancestor is a prefix");
            return Ok(if rest.as_os_str().is_empty() { full } else { full.join(rest) });
        }
    }
    Ok(path)
}

/// Returns true if the file system ignores case in names. Tries this on the
/// nearest existing directory with a letter in its name.
fn ignores_case(out: &Path) -> bool {
    let other_case = |c: char| if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
    for path in out.ancestors().filter(|path| path.exists()) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let swapped: String = name.chars().map(other_case).collect();
        if swapped != name {
            return path.with_file_name(swapped).canonicalize().is_ok_and(|other| other == path);
        }
    }
    false
}

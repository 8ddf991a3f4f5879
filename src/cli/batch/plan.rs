//! Gives each input an output of its own, before anything is written.
//!
//! The inputs are walked once to find outputs that clash, then again to clean
//! them. The first walk keeps a fingerprint of 8 bytes for each output path. If
//! two paths ever have the same fingerprint (with a million files, one chance in
//! about 40 million), they are treated as a clash, and nothing is lost.

use std::collections::HashSet;
use std::fmt::Display;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::report::{Failure, io_cause, shown};
use super::super::settings::{Existing, OutDir};
use super::super::values::To;
use super::members::Members;
use super::walk::{Found, Roots};
use super::{Output, Place, Planned, is_done, names, to_stdout};

/// The hint for outputs that exist.
pub const EXISTS_HINT: &str = "pass --resume to skip what is done, or --force to overwrite it";

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
        let full = full_path(&out.path).map_err(|e| refusal(&out.path, io_cause(&e), None))?;
        if full.exists() && !full.is_dir() {
            return Err(refusal(&out.path, "not a directory".into(), None));
        }
        if let Some(directory) = roots.directories().find(|directory| directory.full == full) {
            let hint = "choose another --out-dir; one inside the input directory is fine";
            return Err(refusal(&directory.path, "is both the input and the output directory".into(), Some(hint)));
        }
        roots.out = Some(full.clone());
        let inputs = Inputs::new(&roots, &full);
        let mut naming = Naming { extension: to.extension(), folds: ignores_case(&full), full: HashSet::new() };
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
            let Found::Input { input, below } = found else { return Some(to_stdout(found)) };
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
            let output = Output { path, replace: out.existing != Existing::Refuse };
            Some(Planned::Open(input, Some(Place { output, members })))
        })
    }
}

/// How to name outputs.
pub struct Naming {
    /// Their extension.
    pub extension: &'static str,
    /// Whether the file system ignores case in names.
    pub folds: bool,
    /// Fingerprints of short names that more than one input would get. Those
    /// inputs get full names.
    full: HashSet<u64>,
}

impl Naming {
    fn output(&self, below: &Path) -> PathBuf {
        let short = names::output(below, self.extension, false);
        if self.full.contains(&self.fingerprint(&short)) { names::output(below, self.extension, true) } else { short }
    }

    fn fingerprint(&self, path: &Path) -> u64 {
        fingerprint(path, self.folds)
    }
}

/// Returns the fingerprint of a path. If the file system `folds` case, paths
/// that differ only in case have the same one.
pub fn fingerprint(path: &Path, folds: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    if folds {
        path.to_string_lossy().to_lowercase().hash(&mut hasher);
    } else {
        path.as_os_str().hash(&mut hasher);
    }
    hasher.finish()
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
            let Found::Input { input, below } = found else { continue };
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
                return Err(overwrites_input(&path, is_there, &input));
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

/// The inputs, which must not be overwritten.
#[derive(Debug)]
pub struct Inputs {
    /// The output directory.
    out: PathBuf,
    directories: Vec<PathBuf>,
    files: HashSet<PathBuf>,
}

impl Inputs {
    /// Collects the inputs of `roots`. `out` is the output directory.
    pub fn new(roots: &Roots, out: &Path) -> Self {
        Inputs {
            out: out.to_owned(),
            directories: roots.directories().map(|directory| directory.full.clone()).collect(),
            files: roots.files().filter_map(|file| file.canonicalize().ok()).collect(),
        }
    }

    /// Returns true if an output of this name would overwrite an input or lie
    /// among the inputs. `there` is its path if such a file exists: links on the
    /// way to it may lead anywhere.
    pub fn has(&self, name: &Path, there: Option<&PathBuf>) -> bool {
        let linked = || Some(there?.parent()?.canonicalize().ok()?.join(name.file_name()?));
        let target = linked().unwrap_or_else(|| self.out.join(name));
        // An output directory inside an input directory is not walked.
        let is_output = |read: &PathBuf| self.out.starts_with(read) && target.starts_with(&self.out);
        self.files.contains(&target) || self.directories.iter().any(|read| target.starts_with(read) && !is_output(read))
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
        Err(refusal(&path, format!("already exists{more}; nothing written"), Some(EXISTS_HINT)))
    }
}

/// Names the inputs that would get the same output in spite of full names.
fn clash(roots: &Roots, naming: &Naming, clashes: &HashSet<u64>, out: &OutDir) -> Failure {
    let mut of = None;
    let mut inputs = Vec::new();
    for found in roots.walk() {
        let Found::Input { input, below } = found else { continue };
        let name = naming.output(&below);
        let fingerprint = naming.fingerprint(&name);
        if clashes.contains(&fingerprint) && *of.get_or_insert(fingerprint) == fingerprint {
            inputs.push((input, name));
        }
    }
    match inputs.as_slice() {
        [(first, name), (second, _), ..] => refusal(
            &out.path.join(name),
            format!("would be the output of both {first} and {second}; nothing written"),
            Some("pass the directory that holds both, or clean them into separate directories"),
        ),
        [(only, name)] => refusal(
            &out.path.join(name),
            format!("would be both the output of {only} and a directory; nothing written"),
            None,
        ),
        [] => refusal(
            &out.path,
            "the inputs changed while they were listed; nothing written".into(),
            Some("run it again"),
        ),
    }
}

/// Returns a failure about a path.
pub fn refusal(path: &Path, cause: String, hint: Option<&str>) -> Failure {
    Failure { cause: format!("{}: {cause}", shown(path)), hint: hint.map(str::to_owned) }
}

/// Returns the failure of an output that would overwrite an input (if `is_there`)
/// or lie among the inputs.
pub fn overwrites_input(path: &Path, is_there: bool, source: &dyn Display) -> Failure {
    let cause = if is_there {
        format!("refusing to overwrite this input with the output of {source}")
    } else {
        format!("refusing to write the output of {source} into a directory that is read")
    };
    refusal(path, cause, Some("choose another --out-dir"))
}

/// Returns the full path, without links, of a file that may not exist yet.
fn full_path(path: &Path) -> io::Result<PathBuf> {
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

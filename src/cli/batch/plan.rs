//! Gives every input an output of its own, before anything is written.
//!
//! The tree is walked once to see whether two inputs would get one output,
//! then again to clean it. Of the first walk only a fingerprint of each
//! output's path is kept, eight bytes in a hash set. Should two paths ever
//! have the same fingerprint (one chance in some 40 million, with a million
//! files), they are treated as a clash, and nothing is lost.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::report::{Failure, io_cause, shown};
use super::super::settings::{Existing, OutDir, To};
use super::members::Members;
use super::walk::{Found, Roots};
use super::{Output, Place, Planned, is_done, names, to_stdout};

/// Which output each input gets.
pub struct Plan {
    /// What is read, the output directory left out.
    pub roots: Roots,
    out: OutDir,
    naming: Naming,
    /// Fingerprints of all outputs.
    outputs: HashSet<u64>,
    /// Fingerprints of the directories they are in.
    directories: HashSet<u64>,
    inputs: Arc<Inputs>,
    /// Inputs to clean.
    pub total: u64,
}

impl Plan {
    /// Looks at all inputs, reads none, and writes nothing.
    ///
    /// # Errors
    /// When an input would be written over, two inputs would be written to one
    /// file, or an output is there already and may not be.
    pub fn new(mut roots: Roots, out: &OutDir, to: To) -> Result<Plan, Failure> {
        let full = full_path(&out.path).map_err(|e| refusal(&out.path, io_cause(&e), None))?;
        if full.exists() && !full.is_dir() {
            return Err(refusal(&out.path, "is not a directory".into(), None));
        }
        if let Some(directory) = roots.directories().find(|directory| directory.full == full) {
            let cause = "is the directory that is read as well as the one to write to";
            return Err(refusal(
                &directory.path,
                cause.into(),
                Some("name another --out-dir, inside of it if you like"),
            ));
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

    /// The inputs of the run. One that was not there when the plan was made is
    /// left to the next one.
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
            // Whether it is a container, its content tells.
            let is_taken = directories.contains(&naming.fingerprint(&below));
            let members = Members::new(&out, below, is_taken, &naming, inputs.clone());
            let output = Output { path, replace: out.existing != Existing::Refuse };
            Some(Planned::Open(input, Some(Place { output, members })))
        })
    }
}

/// How outputs are called.
pub struct Naming {
    /// Their ending.
    pub extension: &'static str,
    /// Whether names that differ in case only are one to the file system.
    pub folds: bool,
    /// Fingerprints of the short names that more than one input would get:
    /// all of these get a full name.
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

/// A number that stands for a path; where the file system `folds` case, for
/// all that are the same to it.
pub fn fingerprint(path: &Path, folds: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    if folds {
        path.to_string_lossy().to_lowercase().hash(&mut hasher);
    } else {
        path.as_os_str().hash(&mut hasher);
    }
    hasher.finish()
}

/// One look at all inputs, under the names known so far.
#[derive(Default)]
struct Round {
    outputs: HashSet<u64>,
    /// What they are in.
    directories: HashSet<u64>,
    /// Names that more than one input would get, or that are needed for a directory.
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
                return Err(refusal(&path, format!("is where {input} would go, and an input itself"), None));
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

/// What must not be written over.
#[derive(Debug)]
pub struct Inputs {
    /// The output directory.
    out: PathBuf,
    directories: Vec<PathBuf>,
    files: HashSet<PathBuf>,
}

impl Inputs {
    /// What the roots name, where `out` is written to.
    pub fn new(roots: &Roots, out: &Path) -> Self {
        Inputs {
            out: out.to_owned(),
            directories: roots.directories().map(|directory| directory.full.clone()).collect(),
            files: roots.files().filter_map(|file| file.canonicalize().ok()).collect(),
        }
    }

    /// Whether an output of this name would take the place of an input, or
    /// stand among them. `there` is its path if there is such a file: links
    /// on the way to it may lead anywhere.
    pub fn has(&self, name: &Path, there: Option<&PathBuf>) -> bool {
        let linked = || Some(there?.parent()?.canonicalize().ok()?.join(name.file_name()?));
        let target = linked().unwrap_or_else(|| self.out.join(name));
        // What is below an output directory inside of an input is not walked.
        let is_output = |read: &PathBuf| self.out.starts_with(read) && target.starts_with(&self.out);
        self.files.contains(&target) || self.directories.iter().any(|read| target.starts_with(read) && !is_output(read))
    }
}

/// Outputs that are there already.
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
        let hint = "--resume leaves what is done, --force writes it anew";
        Err(refusal(&path, format!("is there already{more}; nothing is written"), Some(hint)))
    }
}

/// Says which inputs would get one output, though both got their full names.
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
            format!("would be written twice, for {first} and for {second}; nothing is written"),
            Some("name the directory they are in instead, or clean them into directories of their own"),
        ),
        [(only, name)] => refusal(
            &out.path.join(name),
            format!("is where {only} would go, and a directory too; nothing is written"),
            None,
        ),
        [] => refusal(&out.path, "the inputs change while they are looked at".into(), None),
    }
}

/// Why something is not written.
pub fn refusal(path: &Path, cause: String, hint: Option<&str>) -> Failure {
    Failure { cause: format!("{}: {cause}", shown(path)), hint: hint.map(str::to_owned) }
}

/// The full path, without links, of something that may not be there yet.
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

/// Whether the file system takes names that differ in case for one: asked of
/// the nearest directory that is there and has a letter in its name.
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

//! Walks the paths of a run, always in the same order.

use std::ffi::OsStr;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::super::choice::{self, Choice};
use super::super::failure::Failure;
use super::super::inputs::{Location, NamedPath, Skip};

/// An item that a walk finds.
#[derive(Debug)]
pub enum WalkItem {
    /// An input to clean.
    Location {
        /// The input.
        input: Location,
        /// Its path below the output directory, with its own name; empty for
        /// standard input.
        below: PathBuf,
    },
    /// A file or directory that is skipped.
    Skipped(PathBuf, Skip),
    /// A file or directory that cannot be read.
    Failed(PathBuf, Failure),
}

/// The paths of a run.
#[derive(Debug, Clone)]
pub struct Roots {
    roots: Arc<[Root]>,
    choice: Arc<Choice>,
    /// Full paths of the outputs. A walk leaves them out.
    pub outputs: Vec<PathBuf>,
}

/// One path of a run.
#[derive(Debug)]
enum Root {
    Stdin,
    File(PathBuf),
    Directory(Directory),
    /// A path in a list that does not exist.
    Missing(PathBuf, Failure),
}

/// A directory to walk.
#[derive(Debug, Clone)]
pub struct Directory {
    /// Its path as the user wrote it.
    pub path: PathBuf,
    /// Its full path, without links.
    pub full: PathBuf,
    /// Its own name if it has to keep it in the output, else empty.
    place: PathBuf,
}

impl Roots {
    /// Looks at paths without opening them. If there are several, directories
    /// keep their names in the output, so that their files do not clash.
    pub fn new(paths: &[NamedPath], choice: Choice) -> Self {
        let root = |named: &NamedPath| match &named.path {
            path if path == Path::new("-") => Root::Stdin,
            path if path.is_dir() => {
                let full = path.canonicalize().unwrap_or_else(|_| path.clone());
                let name = full.file_name().filter(|_| paths.len() > 1).unwrap_or(OsStr::new(""));
                Root::Directory(Directory { path: path.clone(), place: name.into(), full })
            }
            path => match named.missing() {
                Some(failure) => Root::Missing(path.clone(), failure),
                None => Root::File(path.clone()),
            },
        };
        Roots { roots: paths.iter().map(root).collect(), choice: Arc::new(choice), outputs: Vec::new() }
    }

    /// Returns true if the only path is a file or standard input.
    pub fn is_one(&self) -> bool {
        matches!(*self.roots, [Root::Stdin | Root::File(_) | Root::Missing(..)])
    }

    /// Returns the directories among the paths.
    pub fn directories(&self) -> impl Iterator<Item = &Directory> {
        self.roots.iter().filter_map(|root| if let Root::Directory(directory) = root { Some(directory) } else { None })
    }

    /// Returns the files among the paths.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.roots.iter().filter_map(|root| if let Root::File(path) = root { Some(path.as_path()) } else { None })
    }

    /// Walks the paths in the given order, and the files of a directory in the
    /// byte order of their names. Holds the names of one directory per level.
    pub fn walk(&self) -> impl Iterator<Item = WalkItem> + Send + use<> {
        let (roots, choice, outputs) = (self.roots.clone(), self.choice.clone(), Arc::new(self.outputs.clone()));
        (0..roots.len()).flat_map(move |i| -> Box<dyn Iterator<Item = WalkItem> + Send> {
            let one = |input, below| Box::new(iter::once(WalkItem::Location { input, below })) as _;
            match &roots[i] {
                Root::Stdin => one(Location::Stdin, PathBuf::new()),
                Root::File(path) => {
                    one(Location::File(path.clone()), path.file_name().map(PathBuf::from).unwrap_or_default())
                }
                Root::Missing(path, failure) => Box::new(iter::once(WalkItem::Failed(path.clone(), failure.clone()))),
                Root::Directory(directory) => Box::new(files(directory.clone(), choice.clone(), outputs.clone())),
            }
        })
    }
}

/// Walks a directory and the directories in it.
fn files(root: Directory, choice: Arc<Choice>, outputs: Arc<Vec<PathBuf>>) -> impl Iterator<Item = WalkItem> + Send {
    // Links to directories are not followed, so there are no loops.
    let mut walk = WalkDir::new(&root.path).sort_by_file_name().min_depth(1).into_iter();
    iter::from_fn(move || {
        loop {
            let entry = match walk.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(unreadable(&root.path, error)),
            };
            let below = entry.path().strip_prefix(&root.path).expect("an entry is below its root");
            let is_dir = entry.file_type().is_dir();
            let unwanted = choice::is_hidden(entry.file_name()) || choice.excludes(below);
            let is_output =
                |output: &PathBuf| output.file_name() == Some(entry.file_name()) && root.full.join(below) == *output;
            if unwanted || outputs.iter().any(is_output) {
                if is_dir {
                    walk.skip_current_dir();
                }
                continue;
            }
            if is_dir {
                if choice::is_companion(entry.path()) {
                    walk.skip_current_dir();
                    return Some(WalkItem::Skipped(entry.into_path(), Skip::Companion));
                }
                continue;
            }
            if !choice.includes(below) {
                continue;
            }
            let place = root.place.join(below);
            return Some(match why_skipped(&entry, below, &choice) {
                Some(why) => WalkItem::Skipped(entry.into_path(), why),
                None => WalkItem::Location { input: Location::File(entry.into_path()), below: place },
            });
        }
    })
}

/// Returns why a file is skipped, if it is.
fn why_skipped(entry: &DirEntry, below: &Path, choice: &Choice) -> Option<Skip> {
    let kind = entry.file_type();
    if choice.is_asset(below) {
        return Some(Skip::Asset);
    }
    if choice.is_lines(below) {
        return Some(Skip::Lines);
    }
    if kind.is_symlink() {
        return match std::fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_dir() => Some(Skip::Link),
            Ok(metadata) if !metadata.is_file() => Some(Skip::Special),
            // A broken link fails when it is read, and is reported then.
            _ => None,
        };
    }
    (!kind.is_file()).then_some(Skip::Special)
}

fn unreadable(root: &Path, error: walkdir::Error) -> WalkItem {
    let path = error.path().unwrap_or(root).to_owned();
    WalkItem::Failed(path, Failure::of_io(&error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())))
}

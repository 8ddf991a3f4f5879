//! What the paths of a run lead to, file by file and always in the same order.

use std::ffi::OsStr;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::super::inputs::Input;
use super::super::report::Failure;
use super::choice::{self, Choice};

/// What is met on the way.
#[derive(Debug)]
pub enum Found {
    /// Something to clean. `below` is its place in what a run writes to a
    /// directory; standard input has none.
    Input {
        /// What to read.
        input: Input,
        /// Its path below the output directory, by its own name.
        below: PathBuf,
    },
    /// Something that is left alone.
    Passed(PathBuf, Why),
    /// Something that cannot be looked into.
    Lost(PathBuf, Failure),
}

/// Why something is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An image, script, style sheet or font.
    Asset,
    /// JSON Lines, without being told to read them.
    Lines,
    /// The folder that a browser saved beside a page.
    Companion,
    /// A link to a directory, which may be one that the link is in.
    Link,
    /// A pipe, a socket or a device: reading it may never end.
    Special,
}

impl Why {
    /// To be read after the path.
    pub fn text(self) -> &'static str {
        match self {
            Why::Asset => "passed over: by its name no page (--glob asks for it)",
            Why::Lines => "passed over: JSON Lines are read with --from jsonl",
            Why::Companion => "passed over: the companion folder of a saved page",
            Why::Link => "passed over: links to directories are not followed",
            Why::Special => "passed over: no regular file",
        }
    }
}

/// What the paths of a run name.
#[derive(Debug, Clone)]
pub struct Roots {
    roots: Arc<[Root]>,
    choice: Arc<Choice>,
    /// The directory that is written to, by its full path: it is not walked.
    pub out: Option<PathBuf>,
}

/// What one path names.
#[derive(Debug)]
enum Root {
    Stdin,
    File(PathBuf),
    Directory(Directory),
}

/// A directory to walk.
#[derive(Debug, Clone)]
pub struct Directory {
    /// As it was named.
    pub path: PathBuf,
    /// Its full path, without links.
    pub full: PathBuf,
    /// What its files are put below.
    place: PathBuf,
}

impl Roots {
    /// What `paths` name; nothing is opened yet. Several directories keep
    /// their names in what is written, so that their files do not meet.
    pub fn new(paths: &[PathBuf], choice: Choice) -> Self {
        let root = |path: &PathBuf| match path {
            _ if path == Path::new("-") => Root::Stdin,
            _ if path.is_dir() => {
                let full = path.canonicalize().unwrap_or_else(|_| path.clone());
                let name = full.file_name().filter(|_| paths.len() > 1).unwrap_or(OsStr::new(""));
                Root::Directory(Directory { path: path.clone(), place: name.into(), full })
            }
            _ => Root::File(path.clone()),
        };
        let roots = if paths.is_empty() { Arc::new([Root::Stdin]) as _ } else { paths.iter().map(root).collect() };
        Roots { roots, choice: Arc::new(choice), out: None }
    }

    /// Whether there is but one document to clean.
    pub fn is_one(&self) -> bool {
        matches!(*self.roots, [Root::Stdin | Root::File(_)])
    }

    /// The directories among them.
    pub fn directories(&self) -> impl Iterator<Item = &Directory> {
        self.roots.iter().filter_map(|root| if let Root::Directory(directory) = root { Some(directory) } else { None })
    }

    /// The files that are named one by one.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.roots.iter().filter_map(|root| if let Root::File(path) = root { Some(path.as_path()) } else { None })
    }

    /// Goes through all of it: the paths in the order they were named, the
    /// files of a directory in the order of their names, byte by byte. Holds
    /// the names of one directory at each level, no more.
    pub fn walk(&self) -> impl Iterator<Item = Found> + Send + use<> {
        let (roots, choice, out) = (self.roots.clone(), self.choice.clone(), self.out.clone());
        (0..roots.len()).flat_map(move |i| -> Box<dyn Iterator<Item = Found> + Send> {
            let one = |input, below| Box::new(iter::once(Found::Input { input, below })) as _;
            match &roots[i] {
                Root::Stdin => one(Input::Stdin, PathBuf::new()),
                Root::File(path) => {
                    one(Input::File(path.clone()), path.file_name().map(PathBuf::from).unwrap_or_default())
                }
                Root::Directory(directory) => Box::new(files(directory.clone(), choice.clone(), out.clone())),
            }
        })
    }
}

/// What is in a directory and below.
fn files(root: Directory, choice: Arc<Choice>, out: Option<PathBuf>) -> impl Iterator<Item = Found> + Send {
    // Links to directories are not followed, so there are no loops.
    let mut walk = WalkDir::new(&root.path).sort_by_file_name().min_depth(1).into_iter();
    iter::from_fn(move || {
        loop {
            let entry = match walk.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(lost(&root.path, error)),
            };
            let below = entry.path().strip_prefix(&root.path).expect("an entry is below its root");
            let is_dir = entry.file_type().is_dir();
            let unwanted = choice::is_hidden(entry.file_name()) || choice.leaves_out(below);
            let is_out = |out: &PathBuf| is_dir && root.full.join(below) == *out;
            if unwanted || out.as_ref().is_some_and(is_out) {
                if is_dir {
                    walk.skip_current_dir();
                }
                continue;
            }
            if is_dir {
                if choice::is_companion(entry.path()) {
                    walk.skip_current_dir();
                    return Some(Found::Passed(entry.into_path(), Why::Companion));
                }
                continue;
            }
            if !choice.names(below) {
                continue;
            }
            let place = root.place.join(below);
            return Some(match why_not(&entry, below, &choice) {
                Some(why) => Found::Passed(entry.into_path(), why),
                None => Found::Input { input: Input::File(entry.into_path()), below: place },
            });
        }
    })
}

/// Why an entry that is no directory is not read.
fn why_not(entry: &DirEntry, below: &Path, choice: &Choice) -> Option<Why> {
    let kind = entry.file_type();
    if choice.is_asset(below) {
        return Some(Why::Asset);
    }
    if choice.is_lines(below) {
        return Some(Why::Lines);
    }
    if kind.is_symlink() {
        return match std::fs::metadata(entry.path()) {
            Ok(metadata) if metadata.is_dir() => Some(Why::Link),
            Ok(metadata) if !metadata.is_file() => Some(Why::Special),
            // One that leads nowhere fails when it is read, and is named then.
            _ => None,
        };
    }
    (!kind.is_file()).then_some(Why::Special)
}

fn lost(root: &Path, error: walkdir::Error) -> Found {
    let path = error.path().unwrap_or(root).to_owned();
    Found::Lost(path, Failure::of_io(&error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())))
}

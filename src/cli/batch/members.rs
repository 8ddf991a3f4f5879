//! Output files for the pages in a container.
//!
//! They go to a directory named after the container, with the paths that a
//! mirror of it would have. Addresses and names can repeat, so the names in use
//! are remembered: about 16 bytes per page of the current container.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::failure::{Failure, shown};
use super::super::settings::{Existing, OutDir, OutputFile};
use super::existing::{EXISTS_HINT, Inputs, overwrites_input};
use super::names::{self, Naming, fingerprint};

/// The hint for outputs that something is in the way of.
const OTHER_DIRECTORY: &str = "choose another --out-dir";

/// The outputs of a container.
#[derive(Debug)]
pub struct Members {
    out: PathBuf,
    /// The directory for the container, below `out`.
    directory: PathBuf,
    /// Whether other outputs of the run go there as well.
    is_taken: bool,
    existing: Existing,
    extension: &'static str,
    ignores_case: bool,
    inputs: Arc<Inputs>,
    taken: HashMap<u64, Taken>,
}

/// How a name is in use.
#[derive(Debug, Clone, Copy)]
enum Taken {
    Directory,
    /// By a file. The number is for the next file that wants the name.
    File(u32),
}

impl Members {
    /// Plans the outputs of a container whose pages go to `directory`.
    pub fn new(out: &OutDir, directory: PathBuf, is_taken: bool, naming: &Naming, inputs: Arc<Inputs>) -> Self {
        Members {
            out: out.path.clone(),
            directory,
            is_taken,
            existing: out.existing,
            extension: naming.extension,
            ignores_case: naming.ignores_case,
            inputs,
            taken: HashMap::new(),
        }
    }

    /// Checks that the directory can be written.
    ///
    /// # Errors
    /// Fails if other outputs go there, a file is in the way, or it exists and
    /// may not be changed.
    pub fn check(&self) -> Result<(), Failure> {
        let path = self.out.join(&self.directory);
        let there = path.symlink_metadata().ok();
        let shown = shown(&path);
        let (cause, hint) = match self.existing {
            _ if self.is_taken => {
                (format!("cannot write its pages to {shown}: outputs of other inputs go there"), OTHER_DIRECTORY)
            }
            _ if there.is_some() && !path.is_dir() => {
                (format!("cannot write its pages to {shown}: it is a file"), OTHER_DIRECTORY)
            }
            Existing::Refuse if there.is_some() => {
                (format!("{shown} already exists; none of its pages written"), EXISTS_HINT)
            }
            _ => return Ok(()),
        };
        Err(Failure { cause, hint: Some(hint.to_owned()) })
    }

    /// Returns the output of the page at `path` in the container.
    ///
    /// # Errors
    /// Fails if it would overwrite an input or lie among the inputs.
    pub fn output(&mut self, path: &Path) -> Result<OutputFile, Failure> {
        let claimed = self.claim(path);
        let name = self.directory.join(claimed);
        let path = self.out.join(&name);
        let is_there = path.symlink_metadata().is_ok();
        if self.inputs.has(&name, is_there.then_some(&path)) {
            return Err(overwrites_input(&path, is_there, None));
        }
        Ok(OutputFile { path, replace: self.existing != Existing::Refuse })
    }

    /// Returns true if outputs of an earlier run are kept.
    pub fn resumes(&self) -> bool {
        self.existing == Existing::Resume
    }

    /// Returns a name that no other page has: `page.txt`, then `page.2.txt`. A
    /// directory whose name a page has already taken is numbered as well.
    fn claim(&mut self, path: &Path) -> PathBuf {
        let wanted = names::output(path, self.extension, false);
        let mut directory = PathBuf::new();
        for component in wanted.parent().into_iter().flatten() {
            let component = Path::new(component);
            let free = |name: &PathBuf| !matches!(self.at(name), Some(Taken::File(_)));
            let mut names = std::iter::once(directory.join(component))
                .chain((2..).map(|number| directory.join(format!("{}.{number}", component.display()))));
            directory = names.find(free).expect("numbers do not end");
            self.taken.insert(fingerprint(&directory, self.ignores_case), Taken::Directory);
        }
        let first = directory.join(wanted.file_name().unwrap_or_default());
        let mut next = match self.at(&first) {
            None => {
                self.taken.insert(fingerprint(&first, self.ignores_case), Taken::File(2));
                return first;
            }
            Some(Taken::Directory) => 2,
            Some(Taken::File(next)) => next,
        };
        loop {
            let name = first.with_extension(format!("{next}.{}", self.extension));
            next += 1;
            if self.at(&name).is_none() {
                if let Some(Taken::File(of_first)) = self.taken.get_mut(&fingerprint(&first, self.ignores_case)) {
                    *of_first = next;
                }
                self.taken.insert(fingerprint(&name, self.ignores_case), Taken::File(2));
                return name;
            }
        }
    }

    fn at(&self, name: &Path) -> Option<Taken> {
        self.taken.get(&fingerprint(name, self.ignores_case)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members() -> Members {
        let inputs = Inputs::new(&super::super::walk::Roots::new(&[], Default::default()), Path::new("/out"));
        Members {
            out: "out".into(),
            directory: "site.zip".into(),
            is_taken: false,
            existing: Existing::Refuse,
            extension: "txt",
            ignores_case: false,
            inputs: inputs.into(),
            taken: HashMap::new(),
        }
    }

    #[test]
    fn no_two_pages_share_a_name() {
        let mut members = members();
        for (path, name) in [
            ("a/page.html", "a/page.txt"),
            ("a/page.htm", "a/page.2.txt"),
            ("a/page", "a/page.3.txt"),
            ("a/page.2", "a/page.2.2.txt"),
            ("a/page.2.txt", "a/page.2.3.txt"),
            ("a/page.html", "a/page.4.txt"),
            ("a", "a.txt"),
            ("a.txt/page", "a.txt.2/page.txt"),
            ("b.txt/page", "b.txt/page.txt"),
            ("b", "b.2.txt"),
        ] {
            assert_eq!(members.claim(Path::new(path)), Path::new(name), "{path}");
        }
    }

    #[test]
    fn a_frequent_name_needs_no_search() {
        let mut members = members();
        let last = (0..50_000).map(|_| members.claim(Path::new("index"))).last();
        assert_eq!(last, Some("index.50000.txt".into()));
    }
}

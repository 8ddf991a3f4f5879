//! What to read.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::report::Failure;

/// Something to read a document from.
#[derive(Debug)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// The inputs that `paths` name, or `None` if none is named and standard
/// input is a terminal, where nobody means to type a page.
pub fn list(paths: &[PathBuf]) -> Option<Vec<Input>> {
    if paths.is_empty() {
        return if io::stdin().is_terminal() { None } else { Some(vec![Input::Stdin]) };
    }
    let input = |path: &PathBuf| if path == Path::new("-") { Input::Stdin } else { Input::File(path.clone()) };
    Some(paths.iter().map(input).collect())
}

impl Input {
    /// Where it is, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        }
    }

    /// Opens it for reading.
    pub fn open(&self) -> Result<Box<dyn Read>, Failure> {
        let Input::File(path) = self else { return Ok(Box::new(io::stdin().lock())) };
        let file = File::open(path).map_err(|e| Failure::of_io(&e))?;
        // Opening a directory works; only reading it fails.
        if file.metadata().is_ok_and(|m| m.is_dir()) {
            return Err(Failure {
                cause: "is a directory, and directories are not handled yet".into(),
                hint: Some(format!("find {self} -name '*.html' -exec dehusk {{}} +")),
            });
        }
        Ok(Box::new(file))
    }
}

/// Its name in messages. A path that is not UTF-8, or that could drive the
/// terminal, is shown as near as can be.
impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("standard input"),
            Input::File(path) => {
                let shown = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
                f.write_str(&path.to_string_lossy().chars().map(shown).collect::<String>())
            }
        }
    }
}

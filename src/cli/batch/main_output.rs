//! An output that is not one file per input: stdout, or the file of `--output` or `--save`.

use std::fs::File;
use std::io::{self, StdoutLock, Write};
use std::path::{Path, PathBuf};

use super::super::failure::{Failure, shown};
use super::super::settings::OutputFile;
use super::partial::Partial;
use super::plan::full_path;
use super::walk::Roots;

/// The output.
pub enum MainOutput {
    /// Standard output.
    Stdout(StdoutLock<'static>),
    /// A file that appears when the run ends.
    File(Partial, OutputFile),
    /// A device or a named pipe, which cannot be replaced.
    Special(File),
}

impl MainOutput {
    /// Opens the output: a file, or stdout if `None`.
    ///
    /// # Errors
    /// Fails if the file cannot be created.
    pub fn open(output: Option<&OutputFile>) -> Result<MainOutput, Failure> {
        let Some(output) = output else { return Ok(MainOutput::Stdout(io::stdout().lock())) };
        let opened = if is_special(&output.path) {
            File::options().write(true).open(&output.path).map(MainOutput::Special)
        } else {
            Partial::new(output).map(|partial| MainOutput::File(partial, output.clone()))
        };
        opened.map_err(|error| Failure::unwritable(&output.path, &error))
    }

    /// Moves a file to its final path.
    ///
    /// # Errors
    /// Fails if a file is there that may not be replaced.
    pub fn finish(self) -> io::Result<()> {
        match self {
            MainOutput::Stdout(_) | MainOutput::Special(_) => Ok(()),
            MainOutput::File(partial, output) => partial.finish(&output),
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            MainOutput::Stdout(stdout) => stdout,
            MainOutput::File(partial, _) => partial,
            MainOutput::Special(file) => file,
        }
    }
}

impl Write for MainOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

/// Checks that the file of `--output` or `--save` may be written, and returns its full path, which a walk of
/// `roots` must leave out.
///
/// # Errors
/// Fails if it exists and may not be replaced, or is an input.
pub fn check(output: &OutputFile, roots: &Roots) -> Result<PathBuf, Failure> {
    let path = &output.path;
    let full = full_path(path).map_err(|error| Failure::unwritable(path, &error))?;
    if path.symlink_metadata().is_err() {
        return Ok(full);
    }
    if path.is_dir() {
        return Err(Failure::about(path, "is a directory", Some("to write files to a directory, pass --out-dir")));
    }
    if is_special(path) {
        return Ok(full);
    }
    if roots.files().any(|input| input.canonicalize().is_ok_and(|input| input == full)) {
        let cause = format!("refusing to overwrite input {}", shown(path));
        return Err(Failure { cause, hint: Some("choose another file".to_owned()) });
    }
    if !output.replace {
        return Err(Failure::about(path, "already exists; nothing written", Some("pass --force to overwrite it")));
    }
    Ok(full)
}

/// Returns true for devices, pipes and sockets.
pub fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir())
}

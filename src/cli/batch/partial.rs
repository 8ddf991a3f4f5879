//! Writes a file that appears only when it is complete.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};
use walkdir::WalkDir;

use super::super::settings::OutputFile;

/// How the names of unfinished files begin and end. They are hidden, so a walk
/// does not read them as pages.
const MARKS: (&str, &str) = (".dehusk-", ".part");

/// An unfinished file in the directory of its final path. Dropping it removes
/// the file.
#[derive(Debug)]
pub struct Partial(NamedTempFile);

impl Partial {
    /// Creates a file for `output`, and the directories above it.
    ///
    /// # Errors
    /// Fails if the directory cannot be written.
    pub fn new(output: &OutputFile) -> io::Result<Self> {
        let directory = output.path.parent().unwrap_or(Path::new(""));
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        let file = match create(directory) {
            Err(e) if e.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(directory)?;
                create(directory)?
            }
            result => result?,
        };
        Ok(Partial(file))
    }

    /// Moves the file to its final path, atomically.
    ///
    /// # Errors
    /// Fails if a file is there that may not be replaced.
    pub fn finish(self, output: &OutputFile) -> io::Result<()> {
        let result = if output.replace { self.0.persist(&output.path) } else { self.0.persist_noclobber(&output.path) };
        result.map(drop).map_err(|e| e.error)
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn create(directory: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(MARKS.0).suffix(MARKS.1);
    // Temporary files are private by default. Outputs get the permissions that
    // the umask of the user allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(directory)
}

/// Removes unfinished files of killed runs in a directory and below.
pub fn sweep(directory: &Path) {
    let entries = WalkDir::new(directory).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for entry in entries {
        let name = entry.file_name().as_encoded_bytes();
        if name.starts_with(MARKS.0.as_bytes()) && name.ends_with(MARKS.1.as_bytes()) {
            // A file that cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

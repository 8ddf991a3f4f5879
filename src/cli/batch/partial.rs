//! An output file that appears when it is whole.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};
use walkdir::WalkDir;

use super::Output;

/// How the names of unfinished files begin and end. They are hidden, so no
/// walk takes them for pages.
const MARKS: (&str, &str) = (".dehusk-", ".part");

/// A file that is being written, beside the place that it will have. It is
/// removed when it is dropped unfinished.
#[derive(Debug)]
pub struct Partial(NamedTempFile);

impl Partial {
    /// Begins a file for `output`, and makes the directories it is to be in.
    ///
    /// # Errors
    /// When the directory cannot be written to.
    pub fn new(output: &Output) -> io::Result<Self> {
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

    /// Puts the file in its place, all of it at once.
    ///
    /// # Errors
    /// When another file is there that may not be replaced.
    pub fn finish(self, output: &Output) -> io::Result<()> {
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
    // Outputs are no secret: like other files, they are as open as the user's
    // mask lets them be.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(directory)
}

/// Removes what a run that was killed left unfinished in a directory and below.
pub fn sweep(directory: &Path) {
    let entries = WalkDir::new(directory).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    for entry in entries {
        let name = entry.file_name().as_encoded_bytes();
        if name.starts_with(MARKS.0.as_bytes()) && name.ends_with(MARKS.1.as_bytes()) {
            // One that cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

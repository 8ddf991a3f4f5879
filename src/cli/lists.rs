//! Reads the paths of `--files-from` and `--files0-from`.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use super::failure::shown;
use super::inputs::{Listed, NamedPath};

/// How the paths in a list are separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// One path per line. Empty lines are skipped.
    Line,
    /// Each path ends with a NUL byte, so that it may contain line ends.
    Nul,
}

/// Returns the paths in a list. `-` is standard input.
///
/// # Errors
/// Fails if the list cannot be read or has something in it that is no path.
pub fn read(list: &Path, separator: Separator) -> anyhow::Result<Vec<NamedPath>> {
    let is_stdin = list == Path::new("-");
    let name = if is_stdin { "standard input".to_owned() } else { shown(list) };
    let bytes = if is_stdin { stdin() } else { std::fs::read(list) };
    let bytes = bytes.with_context(|| format!("cannot read paths from {name}"))?;
    let name: Arc<str> = name.into();
    let (end, is_lines) = if separator == Separator::Line { (b'\n', true) } else { (0, false) };
    let mut paths = Vec::new();
    for (line, piece) in (1..).zip(bytes.strip_suffix(&[end]).unwrap_or(&bytes).split(|byte| *byte == end)) {
        let piece = if is_lines { piece.strip_suffix(b"\r").unwrap_or(piece) } else { piece };
        match piece {
            [] if is_lines || bytes.is_empty() => continue,
            [] => bail!("{name}:{line}: an empty path"),
            b"-" if is_stdin => bail!("{name}:{line}: '-' is standard input, which the list is read from"),
            _ if piece.contains(&0) => bail!("{name}:{line}: a NUL byte in a path; read the list with --files0-from"),
            _ => {}
        }
        let path = path(piece).with_context(|| format!("{name}:{line}"))?;
        paths.push(NamedPath { path, listed: Some(Listed { list: name.clone(), line }) });
    }
    Ok(paths)
}

fn stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "on other systems it can fail")]
fn path(bytes: &[u8]) -> anyhow::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Ok(std::ffi::OsStr::from_bytes(bytes).into())
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> anyhow::Result<PathBuf> {
    Ok(String::from_utf8(bytes.to_vec())?.into())
}

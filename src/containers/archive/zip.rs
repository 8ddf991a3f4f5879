//! Reads ZIP archives, and EPUB books, which are ZIP archives with a reading order.

use std::io::{self, Read, SeekFrom};

use ::zip::ZipArchive;
use ::zip::read::{ZipFile, read_zipfile_from_stream};
use ::zip::result::ZipError;

use super::super::found::{Contents, Found};
use super::super::name;
use super::super::options::Open;
use super::super::source::{ReadSeek, Source};
use super::epub::{self, Chapter};
use super::member::{Wanted, member};
use crate::{Error, Input};

/// Returns the members of an archive in the order of its directory, or the chapters
/// of a book in reading order. If the directory at the end is missing, members are
/// read from the start up to the damage.
///
/// # Errors
/// Returns [`Error::TooLarge`] if the archive has to be held in memory and is
/// larger than the limit, and [`Error::Damaged`] if members overlap.
pub(in super::super) fn members(source: Source, options: &Open) -> Result<Contents, Error> {
    let mut source = source.into_seekable(options.max_size)?;
    let (input, max_size) = (options.input, options.max_size);
    let start = source.stream_position().map_err(Error::Read)?;
    // The archive is opened by reference first, because it does not return its source.
    let cause = match ZipArchive::new(&mut source) {
        Ok(_) => None,
        Err(error) => Some(error.to_string()),
    };
    source.seek(SeekFrom::Start(start)).map_err(Error::Read)?;
    if let Some(cause) = cause {
        return Ok(Box::new(Truncated { source, cause: Some(cause), input, max_size }));
    }
    let mut archive = ZipArchive::new(source).map_err(damaged)?;
    // Overlapping members are used for decompression bombs.
    if archive.has_overlapping_files().map_err(damaged)? {
        return Err(damaged("members overlap"));
    }
    let spine = epub::spine(&mut archive);
    let input = if spine.is_some() && input == Input::Auto { Input::Html } else { input };
    let Some(spine) = spine else {
        return Ok(Box::new((0..archive.len()).map(move |index| member_at(&mut archive, index, input, max_size))));
    };
    let chapters = spine.iter().filter(|chapter| matches!(chapter, Chapter::At(_))).count();
    let others = archive.len() - chapters;
    let chapters = spine.into_iter().map(move |chapter| match chapter {
        Chapter::At(index) => member_at(&mut archive, index, input, max_size),
        Chapter::Missing(path) => {
            let cause = "the archive does not contain this chapter".to_owned();
            Err(Error::Within { name: name::safe(&path), source: Box::new(Error::Damaged { what: "EPUB", cause }) })
        }
    });
    Ok(Box::new(chapters.chain((0..others).map(|_| Ok(Found::Skipped)))))
}

fn member_at(
    archive: &mut ZipArchive<Box<dyn ReadSeek>>,
    index: usize,
    input: Input,
    max_size: u64,
) -> Result<Found, Error> {
    let name = archive.name_for_index(index).and_then(Result::ok).map(|name| name::safe(&name));
    match archive.by_index(index) {
        Ok(file) => member_of(file, input, max_size),
        // The compression method is unknown, or a password is needed. This matters
        // only for pages.
        Err(error) => match name {
            Some(name) if Wanted::of(&name, input) != Wanted::No => {
                Err(Error::Within { name, source: Box::new(damaged(error)) })
            }
            _ => Ok(Found::Skipped),
        },
    }
}

fn member_of<R: Read>(file: ZipFile<'_, R>, input: Input, max_size: u64) -> Result<Found, Error> {
    if !file.is_file() {
        return Ok(Found::Skipped);
    }
    let name = match file.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(file.name_raw()).into_owned(),
    };
    member(&name, file, input, max_size)
}

fn damaged(cause: impl ToString) -> Error {
    Error::Damaged { what: "ZIP archive", cause: cause.to_string() }
}

/// Reads an archive without its directory.
struct Truncated {
    source: Box<dyn ReadSeek>,
    /// Why it has no directory; `None` once that was returned as an error.
    cause: Option<String>,
    input: Input,
    max_size: u64,
}

impl Iterator for Truncated {
    type Item = Result<Found, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let cause = self.cause.as_ref()?;
        let (input, max_size) = (self.input, self.max_size);
        let found = match read_zipfile_from_stream(&mut self.source) {
            Ok(Some(file)) => member_of(file, input, max_size),
            Ok(None) => Err(damaged(cause)),
            Err(ZipError::Io(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(damaged("it ends too early"))
            }
            Err(error) => Err(damaged(error)),
        };
        if found.is_err() {
            self.cause = None;
        }
        Some(found)
    }
}

//! Failures, as text for messages.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::Error;
use crate::render::safe;

/// Why a document or a whole run failed, and what the user can do about it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{cause}")]
pub struct Failure {
    /// What went wrong. Messages put it after the path.
    pub cause: String,
    /// What the user can do.
    pub hint: Option<String>,
}

impl Failure {
    /// Creates the failure of a run because of a path.
    pub fn about(path: &Path, cause: impl AsRef<str>, hint: Option<&str>) -> Self {
        Failure { cause: format!("{}: {}", shown(path), cause.as_ref()), hint: hint.map(str::to_owned) }
    }

    /// Creates the failure to write a file.
    pub fn unwritable(path: &Path, error: &io::Error) -> Self {
        Failure::about(path, format!("cannot write: {}", io_cause(error)), None)
    }

    /// Creates the failure to open a file.
    pub fn of_io(error: &io::Error) -> Self {
        Failure { cause: io_cause(error), hint: None }
    }

    /// Creates the failure to clean a document.
    pub fn of(error: &Error) -> Self {
        // A stream that unpacks fails with the library's own error at its size limit.
        if let Error::Read(e) = error
            && let Some(inner) = e.get_ref().and_then(|inner| inner.downcast_ref())
        {
            return Failure::of(inner);
        }
        let hint = match error {
            Error::Read(e) if e.kind() == ErrorKind::IsADirectory => Some("pass the directory as a PATH: dehusk DIR"),
            Error::TooLarge { .. } => Some("raise the limit with --max-size"),
            Error::TimedOut => Some("raise the limit with --timeout"),
            Error::NotText("a PDF document") => Some("convert it to text first: pdftotext FILE - | dehusk"),
            Error::NotText("a Microsoft Office document" | "an OpenDocument file" | "an RTF document") => {
                Some(OFFICE_HINT)
            }
            Error::NotText("an old Microsoft Office document") => {
                Some("convert it to HTML first: soffice --headless --convert-to html FILE")
            }
            Error::NotText("a PostScript document") => Some("convert it to text first: ps2ascii FILE | dehusk"),
            Error::NotText(_) => Some("to read it anyway, pass --from html or --from text"),
            Error::Utf32 => Some("convert it first: iconv -f UTF-32 -t UTF-8 FILE | dehusk"),
            _ => None,
        };
        Failure { cause: causes(anyhow::Chain::new(error)), hint: hint.map(str::to_owned) }
    }
}

/// The hint for office documents.
pub const OFFICE_HINT: &str = "convert it to HTML first: pandoc -t html FILE | dehusk";

/// Returns a path as text for messages. Bytes that are not UTF-8 become U+FFFD.
/// Characters that could drive the terminal, and line ends, are escaped.
pub fn shown(path: &Path) -> String {
    safe::escaped_line(&path.to_string_lossy()).into_owned()
}

/// Returns the text of an error without the code of the operating system. The
/// text after the code is left out as well: it names a temporary file.
pub fn io_cause(error: &io::Error) -> String {
    without_os_code(&error.to_string()).to_owned()
}

/// Returns the text of an error as `{error:#}` prints it, without the codes of
/// the operating system.
pub fn message(error: &anyhow::Error) -> String {
    causes(error.chain())
}

fn causes(chain: anyhow::Chain<'_>) -> String {
    let causes: Vec<String> = chain.map(|cause| without_os_code(&cause.to_string()).to_owned()).collect();
    causes.join(": ")
}

/// Cuts a text before the ` (os error 2)` that the standard library adds.
fn without_os_code(text: &str) -> &str {
    text.split(" (os error ").next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_operating_system_are_left_out() {
        let missing = || io::Error::from_raw_os_error(2);
        assert_eq!(io_cause(&missing()), "No such file or directory");
        let error = anyhow::Error::new(Error::Read(missing())).context("page.html");
        assert_eq!(message(&error), "page.html: cannot read: No such file or directory");
        let plain = anyhow::anyhow!("odd (but plain)").context("page.html");
        assert_eq!(message(&plain), format!("{plain:#}"));
    }

    #[test]
    fn a_failure_has_each_cause_once() {
        let damaged = Error::Read(io::Error::new(ErrorKind::InvalidData, "damaged gzip data"));
        assert_eq!(Failure::of(&damaged).cause, "cannot read: damaged gzip data");
        let limit = Error::Read(io::Error::other(Error::TooLarge { limit: 100 }));
        assert_eq!(Failure::of(&limit).cause, "larger than the limit of 100 bytes");
    }
}

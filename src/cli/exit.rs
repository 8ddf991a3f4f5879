//! Exit statuses. Scripts rely on them.

use std::process::ExitCode;

/// How a run went, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Every document was cleaned.
    Done = 0,
    /// Every document was cleaned, but with `--on-doubt fail` at least one was
    /// empty or in doubt.
    Doubt = 1,
    /// The usage was wrong, or something could not be read or written.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Prints a message of the argument parser. Help and version go to stdout and
/// are no errors.
pub fn usage(message: &clap::Error) -> Status {
    // If stderr is closed, the status still tells that the usage was wrong.
    let printed = message.print();
    match printed {
        _ if message.use_stderr() => Status::Failed,
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Status::Failed,
        _ => Status::Done,
    }
}

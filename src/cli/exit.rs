//! Exit statuses, which scripts rely on.

use std::process::ExitCode;

/// How a run went, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Every document was handled.
    Done = 0,
    /// Every document was handled, but under `--on-doubt fail` one of them
    /// was empty or in doubt.
    Doubt = 1,
    /// Usage was wrong, or something could not be read or written.
    Failed = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Prints what the argument parser has to say: help and version are
/// answers, everything else is an error.
pub fn usage(message: &clap::Error) -> Status {
    // Where stderr is gone nobody listens, and the status still tells.
    let printed = message.print();
    match printed {
        _ if message.use_stderr() => Status::Failed,
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Status::Failed,
        _ => Status::Done,
    }
}

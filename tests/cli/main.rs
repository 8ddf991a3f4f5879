//! The command line, through the binary: every flag, every exit status.

mod flags;
mod hostile;
mod inputs;
mod json;
mod streams;
mod support;
#[cfg(target_os = "linux")]
mod terminal;

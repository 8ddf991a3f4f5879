//! Tests the command line through the binary: every flag and every exit status.

mod comments;
mod containers;
mod directories;
mod flags;
mod hostile;
mod html;
mod inputs;
#[cfg(unix)]
mod interrupts;
mod json;
mod limits;
mod markdown;
mod metadata;
mod outputs;
mod report;
mod rules;
mod site;
mod streams;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
mod threads;

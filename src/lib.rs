//! dehusk
#![forbid(unsafe_code)]

pub mod decode;
mod error;
mod options;
pub mod segment;
pub mod sniff;

pub use error::Error;
pub use options::{From, Keep, OnDoubt, Options, Parser, View};

/// The command line.
#[cfg(feature = "cli")]
pub mod cli {
    /// Runs it.
    pub fn main() -> std::process::ExitCode {
        std::process::ExitCode::SUCCESS
    }
}

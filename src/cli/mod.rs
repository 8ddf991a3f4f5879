//! The command line: parses arguments, opens files, prints, and chooses the
//! exit status. The library cleans the documents.

mod args;
mod batch;
mod choice;
mod exit;
mod failure;
mod inputs;
mod json;
mod lists;
mod manual;
mod progress;
mod quantity;
mod report;
mod rules;
mod run;
mod settings;
mod stream;
mod tally;
mod values;

use std::process::ExitCode;

use args::Request;
use exit::Status;
use report::Report;

/// Runs `dehusk` on the arguments of this process.
pub fn main() -> ExitCode {
    let task = match args::read(std::env::args_os()) {
        Ok(task) => task,
        Err(usage) => return exit::usage(&usage).into(),
    };
    let status = run(task).unwrap_or_else(|error| report::fatal(&error));
    status.into()
}

/// Does what the arguments ask for.
///
/// # Errors
/// Fails if the run cannot start or a requested text cannot be printed. A
/// document that cannot be cleaned is reported, and shows in the status.
fn run(task: Request) -> anyhow::Result<Status> {
    match task {
        Request::Print(text) => run::print(&text),
        Request::Clean(settings) => {
            let report = Report::new(settings.verbosity);
            run::clean(*settings, report)
        }
    }
}

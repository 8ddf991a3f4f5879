//! The command line: reads arguments, opens files, prints, and chooses the
//! exit status. What is done to a document is in the library.

mod args;
mod batch;
mod clean;
mod exit;
mod hold;
mod inputs;
mod json;
mod manual;
mod progress;
mod quantity;
mod report;
mod rules;
mod run;
mod settings;
mod stream;
mod tally;

use std::io;
use std::process::ExitCode;

use args::Task;
use exit::Status;
use report::Report;
use settings::Verbosity;
use stream::Stream;

/// Runs `dehusk` on the arguments of this process.
pub fn main() -> ExitCode {
    let task = match args::read(std::env::args_os()) {
        Ok(task) => task,
        Err(usage) => return exit::usage(&usage).into(),
    };
    let mut out = Stream::new(io::stdout().lock());
    let status = match task {
        Task::Print(text) => run::print(&text, &mut out, &Report::new(Verbosity::Normal)),
        Task::Clean(settings) if inputs::is_missing(&settings.paths) => args::missing_path(),
        Task::Clean(settings) => {
            let report = Report::new(settings.verbosity);
            run::clean(*settings, out, report)
        }
    };
    Status::into(status)
}

//! The command line: reads arguments, opens files, prints, and chooses the
//! exit status. What is done to a document is in the library.

mod args;
mod exit;
mod hold;
mod inputs;
mod json;
mod report;
mod run;
mod stream;

use std::io;
use std::process::ExitCode;

use args::Task;
use exit::Status;
use report::Report;
use stream::Stream;

/// Runs `dehusk` on the arguments of this process.
pub fn main() -> ExitCode {
    let task = match args::read(std::env::args_os()) {
        Ok(task) => task,
        Err(usage) => return exit::usage(&usage).into(),
    };
    let mut out = Stream::new(io::stdout().lock());
    let status = match task {
        Task::Print(text) => run::print(&text, &mut out),
        Task::Clean(settings) => match inputs::list(&settings.paths) {
            Some(inputs) => run::clean(&inputs, &settings, &mut out, &Report::new(settings.verbosity)),
            None => args::missing_path(),
        },
    };
    Status::into(status)
}

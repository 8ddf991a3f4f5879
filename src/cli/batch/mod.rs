//! Cleans many documents in one run.
//!
//! ```text
//! paths ─ walk ─▶ found ─ plan ─▶ inputs with places ─ open ─▶ steps ─ work ─▶ bytes and outcomes ─ delivery ─▶ stdout or files
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`walk`] | walks directories, always in the same order |
//! | [`names`] | names outputs |
//! | [`existing`] | compares outputs with files that exist |
//! | [`plan`] | gives each input an output of its own, before anything is written |
//! | [`open`] | opens inputs, and makes a step for each page in a container |
//! | [`members`] | gives each page in a container an output of its own |
//! | [`step`] | the documents to clean, and notes between them |
//! | [`learn`] | reads all input once before, with `--learn-site` |
//! | [`work`] | runs on several threads and delivers documents in order |
//! | [`clean`] | cleans one document |
//! | [`hold`] | holds back output until the verdict is known |
//! | [`partial`] | writes a file that appears only when complete |
//! | [`main_output`] | the one output of everything that has no file of its own |
//! | [`check`] | with `--dry-run`, looks at a document without cleaning it |
//! | [`delivery`] | writes, reports and counts documents |
//! | [`interrupt`] | handles Ctrl-C |
//!
//! Steps are made one by one, while earlier ones are worked on. Memory does not
//! grow with the number of documents, except for the plan of a run that writes
//! files: about 16 bytes per document.

pub mod check;
pub mod clean;
pub mod delivery;
mod existing;
mod hold;
pub mod interrupt;
pub mod learn;
pub mod main_output;
mod members;
mod names;
pub mod open;
pub mod partial;
pub mod plan;
pub mod step;
pub mod walk;
pub mod work;

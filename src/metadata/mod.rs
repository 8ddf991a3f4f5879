//! The metadata of a page: title, author, date, language and address, from `title`, `meta`,
//! `link`, `time`, JSON-LD and the root element.

mod collector;
mod linked_data;

pub use collector::Collector;

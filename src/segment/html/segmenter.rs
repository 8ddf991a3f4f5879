//! Turns the events of a parser into the blocks of a document.
//!
//! `state` defines the [`Segmenter`]; the other files implement it. `events` receives the events,
//! `elements` begins and ends elements, and `blocks` collects text and ends blocks. `code` handles
//! blank lines and line numbers in code, and `cuts` applies rulings on inline elements. `groups`,
//! `inline` and `word_boundary` listen to the events and know nothing of the segmenter.

mod blocks;
mod code;
mod cuts;
mod elements;
mod events;
mod groups;
mod inline;
mod state;
mod word_boundary;

#[cfg(test)]
mod tests;

pub use state::Segmenter;

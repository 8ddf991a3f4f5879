//! The fast parser: our tokenizer, and the part of the standard's tree construction that
//! decides where blocks of text begin and end.
//!
//! It reports the tree that a browser builds, with these exceptions:
//! * Formatting elements closed across a block (`<b><p></b>`) are closed, but are not
//!   reopened where the standard would clone them. The same goes for formatting elements
//!   that end with the block they began in (`<p><b></p>`). Their end tags still end foreign
//!   content that the standard puts in the reopened element.
//! * Content that a table cannot hold is reported where it stands, as a child of the
//!   table, row group or row. The standard moves it in front of the table.
//! * `frameset` and `frame` are ignored, so the text of such pages is kept.
//! * Attributes of a repeated `html` or `body` tag are lost.
//!
//! Its time is linear in the length of the page, however deeply the page nests.

mod before_body;
mod body;
mod builder;
mod foreign;
mod formatting;
mod table;
#[cfg(test)]
mod tests;

pub use builder::stream;

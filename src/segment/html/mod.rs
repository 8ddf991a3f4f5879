//! HTML → [`Page`](crate::line::Page).

mod character_data;
mod class;
pub mod event;
mod names;
mod open_elements;
mod raw_text;
pub mod stream;
pub mod tag;
mod tokenize;
pub mod tree;

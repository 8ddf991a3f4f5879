//! Lists of words and phrases, and how a text is looked up in them; several stages do.

pub mod class;
pub mod hash;
pub mod kind;
pub mod label;
mod phrase;
pub mod table;

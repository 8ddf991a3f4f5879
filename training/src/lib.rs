//! What measuring and training share: the corpus and the word F1.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod corpus;
pub mod word_f1;

//! Code that measuring and training share: the corpus, the training documents and word F1.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod cleaned;
pub mod corpus;
pub mod decisions;
pub mod documents;
pub mod exact;
pub mod flatten;
pub mod folds;
mod hash;
pub mod labels;
pub mod lengthened;
mod networks;
pub mod random;
pub mod renderings;
mod simple;
pub mod synth;
pub mod word_f1;
mod words;

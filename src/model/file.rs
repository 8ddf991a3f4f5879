//! The model file, and the [`Model`] that is read from it.
//!
//! A model has the learned weights of words and tokens that some features need, and two
//! scorers: one for pages in English, which the learned words know, and one for pages in
//! other languages. A scorer is boosted trees over the features of each block by itself, and
//! networks over the features of all blocks of a page together.
//!
//! A model file begins with lines of text that say how the model was trained, on which sets
//! and with which result, up to a line `---`. The line `features: name; name; …` lists the
//! features in the order of the vector, so that a model is never used with other features
//! than it was trained on. Little-endian numbers follow:
//!
//! | what | type |
//! |---|---|
//! | for words, words of headings, tokens, words of interfaces: number of slots (0 in text for the second and third, in HTML for the last), scale, slots | u32, f32, u32 each |
//! | for the English scorer, then for the other: all that follows | |
//! | number of trees, initial log-odds | u32, f32 |
//! | for each tree: number of nodes | u8 |
//! | for each node: feature, threshold, left child, right child | u8, f32, i8, i8 |
//! | for each leaf: log-odds | f32 |
//! | factors of the log-odds of the trees and of the networks | f32, f32 |
//! | number of networks, numbers per block, hidden numbers per layer, layers, 1 if layers see templates | u8 each |
//! | for each layer: reach in blocks | u8 |
//! | for each feature: mean, one over the standard deviation | f32, f32 |
//! | for each network: weights of each feature and bias; for each layer the weights of the block above, the block, the block below, the page, the template, bias, output weights, output bias; last weights, bias | f32 |
//!
//! Weights are ordered by input, then by output. A child of at least 0 is a node of the same
//! tree; a negative child is leaf `-1 - child`. A tree has at most 32 leaves.

use std::sync::OnceLock;

use super::bytes::{ModelError, Numbers};
use super::net::Nets;
use super::trees::Trees;
use crate::features::features;
use crate::features::learned::Learned;

/// A trained model.
#[derive(Debug, Clone)]
pub struct Model {
    /// The weights of words and tokens that features are measured with.
    pub learned: Learned,
    /// Scores pages in English.
    english: Scorer,
    /// Scores pages in other languages. It was trained without learned words and uses labels,
    /// which are known in many languages, instead.
    foreign: LazyScorer,
}

/// Scores the blocks of a page.
#[derive(Debug, Clone)]
pub(super) struct Scorer {
    /// Score each block by its own features.
    pub trees: Trees,
    /// Score each block among the other blocks of the page.
    pub nets: Nets,
    /// Factors of the log-odds of the two.
    pub weights: Weights,
}

impl Scorer {
    fn read(numbers: &mut Numbers<'_>, width: usize) -> Result<Scorer, ModelError> {
        let trees = Trees::read(numbers, width)?;
        let weights = Weights { trees: numbers.f32()?, nets: numbers.f32()? };
        Ok(Scorer { trees, weights, nets: Nets::read(numbers, width)? })
    }
}

/// A scorer that is read when a page first needs it. Many runs see only pages in English, and
/// reading it at the start would delay each of them.
#[derive(Debug, Clone)]
struct LazyScorer {
    bytes: Vec<u8>,
    width: usize,
    scorer: OnceLock<Scorer>,
}

impl LazyScorer {
    fn read(&self) -> Result<Scorer, ModelError> {
        Scorer::read(&mut Numbers(&self.bytes), self.width)
    }

    fn get(&self) -> &Scorer {
        self.scorer.get_or_init(|| self.read().expect("the scorer of other languages is whole; see training/"))
    }
}

/// Factors by which the log-odds of each part of a scorer are multiplied.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    pub trees: f32,
    pub nets: f32,
}

impl Model {
    /// Reads a model file for vectors of `width` features.
    ///
    /// # Errors
    /// [`ModelError`] if the bytes are not a model for these features.
    pub fn read(bytes: &[u8], width: usize) -> Result<Model, ModelError> {
        let model = Model::read_in_part(bytes, width)?;
        model.foreign.read()?;
        Ok(model)
    }

    /// Reads a model file without checking the scorer of other languages, for a file that is
    /// known to be whole.
    pub(super) fn read_in_part(bytes: &[u8], width: usize) -> Result<Model, ModelError> {
        const END: &[u8] = b"\n---\n";
        let end = memchr::memmem::find(bytes, END).ok_or(ModelError::Header)?;
        let header = std::str::from_utf8(&bytes[..end]).map_err(|_| ModelError::Header)?;
        let names = header.lines().find_map(|l| l.strip_prefix("features: ")).ok_or(ModelError::Header)?;
        if !names.split("; ").eq(features().take(width).map(|feature| feature.name)) {
            return Err(ModelError::OtherFeatures);
        }
        let mut numbers = Numbers(&bytes[end + END.len()..]);
        let learned = Learned {
            words: numbers.vocabulary()?,
            headings: numbers.vocabulary()?,
            tokens: numbers.vocabulary()?,
            interface: numbers.vocabulary()?,
        };
        let english = Scorer::read(&mut numbers, width)?;
        let foreign = LazyScorer { bytes: numbers.0.to_vec(), width, scorer: OnceLock::new() };
        Ok(Model { learned, english, foreign })
    }

    /// Returns the scorer for a page, given whether the page is in English.
    pub(super) fn scorer(&self, english: bool) -> &Scorer {
        if english { &self.english } else { self.foreign.get() }
    }

    /// Returns a model that scores pages in English as if they were in another language, to
    /// measure quality on unknown languages with an English corpus.
    #[must_use]
    pub fn as_if_foreign(mut self) -> Model {
        self.english = self.foreign.get().clone();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::TEXT_LEN;

    /// Returns a model file without weights, trees and networks.
    fn file(names: &str) -> Vec<u8> {
        let mut bytes = format!("a test\nfeatures: {names}\n---\n").into_bytes();
        // Four vocabularies without slots, then two scorers: no trees, factors, no networks.
        bytes.extend([0; 4 * 8 + 2 * (8 + 8 + 5)]);
        bytes
    }

    #[test]
    fn refuses_other_features_and_broken_files() {
        let names = features().take(TEXT_LEN).map(|feature| feature.name).collect::<Vec<_>>().join("; ");
        let good = file(&names);
        assert!(Model::read(&good, TEXT_LEN).is_ok());
        let of = |bytes: &[u8]| Model::read(bytes, TEXT_LEN).unwrap_err();
        assert_eq!(of(&file("words; none")), ModelError::OtherFeatures);
        assert_eq!(of(b"no header"), ModelError::Header);
        assert_eq!(of(&good[..good.len() - 1]), ModelError::Broken);
    }
}

//! The trained model: the learned word and token weights that some pieces of
//! evidence need, and two judges, one for pages in a language that the words know
//! and one for all others. A judge is boosted trees over the evidence of a line by
//! itself, and networks over that of the lines of a page together.
//!
//! A model is a data file. It begins with lines of text that say how it was
//! trained, on what and with which result, up to a line `---`. One of them,
//! `features: name; name; …`, lists the features in the order of the vector,
//! so that a model is never used with evidence it was not trained on. Then, in
//! little-endian numbers:
//!
//! | what | type |
//! |---|---|
//! | for words, words of headings, tokens: number of slots (0 for none in text), scale, slots | u32, f32, u32 each |
//! | for the judge of known languages, then for that of others: all that follows | |
//! | number of trees, log-odds to begin with | u32, f32 |
//! | for each tree: number of inner nodes | u8 |
//! | for each inner node: heuristic, threshold, left, right | u8, f32, i8, i8 |
//! | for each leaf: log-odds | f32 |
//! | what the log-odds of the trees and of the networks count | f32, f32 |
//! | networks, numbers of a line, numbers made by a layer, layers, whether there are template | u8 each |
//! | for each layer: lines up and down that it sees | u8 |
//! | for each heuristic: mean, one over the standard deviation | f32, f32 |
//! | for each network: weights of each heuristic and bias; for each layer the weights of the line above, the line, the line below, the page, its template, bias, weights out, bias; weights at the end, bias | f32 |
//!
//! Weights stand by input, then by output. A child of 0 and more is an inner
//! node of the same tree, a negative one is leaf `-1 - child`. A tree has at
//! most 32 leaves.

use std::sync::OnceLock;

use super::bytes::{ModelError, Numbers};
use super::net::Nets;
use super::trees::Trees;
use crate::features::features;
use crate::features::learned::Learned;

/// A model ready to score lines.
#[derive(Debug, Clone)]
pub struct Model {
    /// The learned word and token weights that evidence is measured with.
    pub learned: Learned,
    /// Judges pages in a language that the learned words know.
    known: Judge,
    /// Judges all others. It was fitted without the words; labels, which say the same
    /// in many languages, stand in for them.
    foreign: Later,
}

/// What scores the lines of a page.
#[derive(Debug, Clone)]
pub(super) struct Judge {
    /// What the evidence of a line says by itself.
    pub trees: Trees,
    /// What it says context the lines around.
    pub nets: Nets,
    /// What the log-odds of the trees and of the networks count.
    pub weights: Weights,
}

impl Judge {
    fn read(numbers: &mut Numbers<'_>, width: usize) -> Result<Judge, ModelError> {
        let trees = Trees::read(numbers, width)?;
        let weights = Weights { trees: numbers.f32()?, nets: numbers.f32()? };
        Ok(Judge { trees, weights, nets: Nets::read(numbers, width)? })
    }
}

/// A judge that is read when the first page asks for it, as many runs have none that
/// does. An empty page took 1.18 times as long through the binary as without a second
/// judge when it was read at once, and takes 1.07 to 1.10 times as long so.
#[derive(Debug, Clone)]
struct Later {
    bytes: Vec<u8>,
    width: usize,
    judge: OnceLock<Judge>,
}

impl Later {
    fn read(&self) -> Result<Judge, ModelError> {
        Judge::read(&mut Numbers(&self.bytes), self.width)
    }

    fn judge(&self) -> &Judge {
        self.judge.get_or_init(|| self.read().expect("the judge of other languages is whole; see training/"))
    }
}

/// What each part of a judge counts in the log-odds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    pub trees: f32,
    pub nets: f32,
}

impl Model {
    /// Reads a model file; `width` is the length of the vectors it is for.
    ///
    /// # Errors
    /// [`ModelError`] when the bytes are no model for this evidence.
    pub fn read(bytes: &[u8], width: usize) -> Result<Model, ModelError> {
        let model = Model::read_in_part(bytes, width)?;
        model.foreign.read()?;
        Ok(model)
    }

    /// The same without looking at the judge of other languages, for a file that is
    /// known to be whole.
    pub(super) fn read_in_part(bytes: &[u8], width: usize) -> Result<Model, ModelError> {
        const END: &[u8] = b"\n---\n";
        let end = memchr::memmem::find(bytes, END).ok_or(ModelError::Header)?;
        let header = std::str::from_utf8(&bytes[..end]).map_err(|_| ModelError::Header)?;
        let names = header.lines().find_map(|l| l.strip_prefix("features: ")).ok_or(ModelError::Header)?;
        if !names.split("; ").eq(features().take(width).map(|h| h.name)) {
            return Err(ModelError::OtherFeatures);
        }
        let mut numbers = Numbers(&bytes[end + END.len()..]);
        let learned =
            Learned { words: numbers.vocabulary()?, headings: numbers.vocabulary()?, tokens: numbers.vocabulary()? };
        let known = Judge::read(&mut numbers, width)?;
        let foreign = Later { bytes: numbers.0.to_vec(), width, judge: OnceLock::new() };
        Ok(Model { learned, known, foreign })
    }

    /// The judge of a page, by whether its language is one that the learned words know.
    pub(super) fn judge(&self, known_language: bool) -> &Judge {
        if known_language { &self.known } else { self.foreign.judge() }
    }

    /// The same model as it judges pages in languages that it does not know, for all
    /// pages: to measure what it would do if English were another language.
    #[must_use]
    pub fn as_if_foreign(mut self) -> Model {
        self.known = self.foreign.judge().clone();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::TEXT_LEN;

    /// A model without weights, trees and networks.
    fn file(names: &str) -> Vec<u8> {
        let mut bytes = format!("a test\nfeatures: {names}\n---\n").into_bytes();
        // Three vocabularies of no slots; two judges: no trees, what they count, no networks.
        bytes.extend([0; 3 * 8 + 2 * (8 + 8 + 5)]);
        bytes
    }

    #[test]
    fn refuses_other_evidence_and_broken_files() {
        let names = features().take(TEXT_LEN).map(|h| h.name).collect::<Vec<_>>().join("; ");
        let good = file(&names);
        assert!(Model::read(&good, TEXT_LEN).is_ok());
        let of = |bytes: &[u8]| Model::read(bytes, TEXT_LEN).unwrap_err();
        assert_eq!(of(&file("words; none")), ModelError::OtherFeatures);
        assert_eq!(of(b"no header"), ModelError::Header);
        assert_eq!(of(&good[..good.len() - 1]), ModelError::Broken);
    }
}

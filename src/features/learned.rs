//! Learned weights of words and of tag, class and id tokens: features that are small linear
//! models of their own. They are trained with the model and stored in its file.

use crate::words::hash::Fnv32;
use crate::words::vocabulary::Vocabulary;

/// The weights of one model, positive for content.
#[derive(Debug, Clone, Default)]
pub struct Learned {
    /// Weights of the words of a block.
    pub words: Vocabulary,
    /// Weights of the words of the last heading above a block; empty in text.
    pub headings: Vocabulary,
    /// Weights of tags, classes and ids; empty in text.
    pub tokens: Vocabulary,
    /// Weights of words that interfaces use in many languages, and of two or three characters
    /// of scripts without spaces; empty in HTML.
    pub interface: Vocabulary,
}

/// Returns the hash of a word as the first of a block, given the hash of the word.
#[inline]
pub fn first_word(hash: u32) -> u32 {
    (hash ^ 0x5bd1_e995).wrapping_mul(0x9e37_79b1)
}

/// Returns the hash of successive characters of a script without spaces, the last ones of
/// `chars`: two of a script with many characters, three of another.
#[inline]
pub fn characters(chars: [char; 3]) -> u32 {
    const FIRST_OF_MANY: char = '\u{2e80}';
    let first = if chars[2] >= FIRST_OF_MANY { '\0' } else { chars[0] };
    [first, chars[1], chars[2]].into_iter().fold(Fnv32::EMPTY, Fnv32::char).get()
}

/// Returns the hash of a whole short block, given its [pattern](super::shape::Shape::pattern).
pub fn whole_block(pattern: u64) -> u32 {
    (pattern ^ (pattern >> 32)) as u32
}

//! Hashes of phrases. The build script makes a table by them too (`build.rs`).

use super::class::{Class, class_of};
use super::hash;

/// A phrase while it is read: its words in lower case, without numbers and marks.
/// [`Shape::pattern`](crate::features::shape::Shape::pattern) is the same of a whole line.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    words: u64,
    word: Option<u32>,
}

impl Phrase {
    /// One of which nothing was read.
    pub fn new() -> Phrase {
        Phrase { words: hash::LINE_OFFSET, word: None }
    }

    /// Reads a character, which must be in lower case.
    pub fn read(&mut self, c: char) {
        match class_of(c) {
            Class::Upper | Class::Lower => {
                self.word = Some(hash::hash_char(self.word.unwrap_or(hash::HASH_OFFSET), c));
            }
            Class::Joiner => {}
            Class::Ideograph => self.words = hash::mix(self.end(), u64::from(u32::from(c))),
            _ => {
                self.end();
            }
        }
    }

    /// Ends the word; the hash of all words so far.
    pub fn end(&mut self) -> u64 {
        self.words = self.word.take().map_or(self.words, |word| hash::mix(self.words, u64::from(word)));
        self.words
    }
}

//! Hashes of phrases. The build script compiles this file too, to map the labels by their
//! hashes.

use super::class::{Class, class_of};
use super::hash::{Fnv32, Fnv64};

/// The hash of a phrase while it is read: of its words in lower case, without numbers and
/// marks. `Shape::pattern` is the same hash of a whole line.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    words: Fnv64,
    word: Option<Fnv32>,
}

impl Phrase {
    /// Starts an empty phrase.
    pub fn new() -> Phrase {
        Phrase { words: Fnv64::EMPTY, word: None }
    }

    /// Reads a character in lower case.
    pub fn read(&mut self, c: char) {
        match class_of(c) {
            Class::Upper | Class::Lower => {
                self.word = Some(self.word.unwrap_or(Fnv32::EMPTY).char(c));
            }
            Class::Joiner => {}
            Class::Ideograph => {
                self.end();
                self.words = self.words.word(u64::from(u32::from(c)));
            }
            _ => {
                self.end();
            }
        }
    }

    /// Ends the current word and returns the hash of all words so far.
    pub fn end(&mut self) -> u64 {
        if let Some(word) = self.word.take() {
            self.words = self.words.word(u64::from(word.get()));
        }
        self.words.get()
    }
}

//! Hashes of phrases. The build script makes a table by them too (`build.rs`).

use super::class::{Class, class_of};
use super::hash::{Fnv32, Fnv64};

/// A phrase while it is read: its words in lower case, without numbers and marks.
/// [`Shape::pattern`](crate::features::shape::Shape::pattern) is the same of a whole line.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    words: Fnv64,
    word: Option<Fnv32>,
}

impl Phrase {
    /// One of which nothing was read.
    pub fn new() -> Phrase {
        Phrase { words: Fnv64::EMPTY, word: None }
    }

    /// Reads a character, which must be in lower case.
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

    /// Ends the word; the hash of all words so far.
    pub fn end(&mut self) -> u64 {
        if let Some(word) = self.word.take() {
            self.words = self.words.word(u64::from(word.get()));
        }
        self.words.get()
    }
}

//! Counts the characters of a block in one pass.

use super::{Shape, Words};
use crate::features::learned;
use crate::words::class::{ASCII, Class, class};
use crate::words::hash::{Fnv32, Fnv64};
use crate::words::kind::{self, WordKind};

/// Most words of a block that has a learned weight as a whole.
const LABEL_WORDS: u32 = 6;

/// Counts the characters of a text without leading white space, and tells `words` of every
/// word.
pub fn count(text: &str, words: &mut impl Words) -> Shape {
    let (shape, hash) = (Shape::default(), Fnv64::EMPTY);
    let mut counter =
        Counter { shape, hash, pattern: hash, word: Word::default(), stop: false, words, last: ['\0'; 2], marks: 0 };
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let b = bytes[i];
        if b.is_ascii_alphabetic() {
            i += counter.letters(&bytes[i..]);
        } else if b < 0x80 {
            counter.ascii(b);
            i += 1;
        } else if let Some(c) = text[i..].chars().next() {
            counter.wide(c);
            i += c.len_utf8();
        }
    }
    // The end of the text ends a word, as a space does.
    counter.space();
    let mut shape = Shape { hash: counter.hash.get(), pattern: counter.pattern.get(), ..counter.shape };
    if shape.words > 0 && shape.words <= LABEL_WORDS {
        counter.words.word(learned::whole_block(shape.pattern));
    }
    shape.words += shape.ideographs.div_ceil(2);
    shape
}

/// The word that is being read.
struct Word {
    hash: Fnv32,
    bytes: u32,
    upper: u32,
    letters: u32,
    starts: Option<Class>,
}

impl Default for Word {
    fn default() -> Self {
        Word { hash: Fnv32::EMPTY, bytes: 0, upper: 0, letters: 0, starts: None }
    }
}

/// The counts so far.
struct Counter<'a, W> {
    words: &'a mut W,
    shape: Shape,
    /// Hashes of the words, all and without numbers.
    hash: Fnv64,
    pattern: Fnv64,
    word: Word,
    /// Whether the last character may end a sentence.
    stop: bool,
    /// The last two characters of a script without spaces, and the number of words and marks
    /// before them.
    last: [char; 2],
    marks: u32,
}

impl<W: Words> Counter<'_, W> {
    /// Reads the ASCII letters that `bytes` begins with, at least one, and returns their
    /// number.
    #[inline]
    fn letters(&mut self, bytes: &[u8]) -> usize {
        let word = &mut self.word;
        let (mut hash, mut upper, mut length) = (word.hash, 0, 0);
        for &b in bytes {
            if !b.is_ascii_alphabetic() {
                break;
            }
            hash = hash.byte(b | 0x20);
            upper += u32::from(b & 0x20 == 0);
            length += 1;
        }
        if word.starts.is_none() {
            word.starts = Some(ASCII[bytes[0] as usize]);
        }
        word.hash = hash;
        word.upper += upper;
        word.letters += length as u32;
        word.bytes += length as u32;
        self.stop = false;
        length
    }

    /// Reads an ASCII character that is no letter.
    #[inline]
    fn ascii(&mut self, b: u8) {
        match ASCII[b as usize] {
            Class::Space => self.space(),
            other => self.other(other, b as char),
        }
    }

    /// Adds a character of this class to the word, and returns the word.
    #[inline]
    fn grow(&mut self, class: Class, bytes: u32) -> &mut Word {
        self.stop = false;
        let word = &mut self.word;
        if word.starts.is_none() {
            word.starts = Some(class);
        }
        word.bytes += bytes;
        word
    }

    /// Adds a letter to the word, and returns the word.
    #[inline]
    fn letter(&mut self, class: Class, bytes: u32) -> &mut Word {
        let word = self.grow(class, bytes);
        word.upper += u32::from(class == Class::Upper);
        word.letters += 1;
        word
    }

    #[inline]
    fn space(&mut self) {
        self.end_word();
        if self.stop {
            self.shape.stops += 1;
            self.stop = false;
        }
    }

    fn other(&mut self, class: Class, c: char) {
        match class {
            Class::Digit => {
                let word = self.grow(class, 1);
                word.hash = word.hash.byte(c as u8);
                self.shape.digits += 1;
                return;
            }
            Class::Joiner => return,
            Class::Space => return self.space(),
            _ => {}
        }
        self.end_word();
        self.stop = false;
        let shape = &mut self.shape;
        match class {
            Class::Comma => shape.commas += 1,
            Class::Stop => {
                // East Asian full stops need no space behind them.
                self.stop = c.is_ascii() || c == '…';
                shape.stops += u32::from(!self.stop);
            }
            Class::Separator => shape.separators += 1,
            Class::Currency => {
                shape.currency += 1;
                shape.symbols += 1;
            }
            _ => shape.symbols += 1,
        }
    }

    fn wide(&mut self, c: char) {
        match class(c) {
            class @ (Class::Upper | Class::Lower) => {
                let lower = if class == Class::Upper { c.to_lowercase().next().unwrap_or(c) } else { c };
                let word = self.letter(class, c.len_utf8() as u32);
                word.hash = word.hash.char(lower);
            }
            Class::Ideograph => {
                self.end_word();
                self.stop = false;
                self.shape.ideographs += 1;
                self.shape.letters += 1;
                self.mix(u64::from(u32::from(c)), true);
                self.words.so_far(self.pattern.get(), false);
                self.characters(c);
            }
            other => self.other(other, c),
        }
    }

    /// Tells of a character of a script without spaces and of those directly before it.
    fn characters(&mut self, c: char) {
        let Shape { words, commas, stops, separators, symbols, .. } = self.shape;
        let marks = words + commas + stops + separators + symbols;
        if marks != self.marks {
            (self.marks, self.last) = (marks, ['\0'; 2]);
        }
        let [first, second] = self.last;
        if second != '\0' {
            self.words.characters(learned::characters([first, second, c]));
        }
        self.last = [second, c];
    }

    #[inline]
    fn end_word(&mut self) {
        let Some(starts) = self.word.starts else { return };
        let word = std::mem::take(&mut self.word);
        let shape = &mut self.shape;
        shape.words += 1;
        shape.letters += word.letters;
        shape.longest = shape.longest.max(word.bytes);
        match starts {
            Class::Upper => {
                shape.capitals += 1;
                shape.shouted += u32::from(word.letters > 1 && word.upper == word.letters);
            }
            Class::Digit => shape.numbers += 1,
            _ => {}
        }
        let hash = word.hash.get();
        let kind = kind::kind(hash);
        shape.stopwords += kind.is(WordKind::STOPWORD);
        shape.english += kind.is(WordKind::ENGLISH);
        shape.interface += kind.is(WordKind::INTERFACE);
        shape.dates += kind.is(WordKind::DATE);
        if shape.words == 1 {
            shape.byline = kind.is(WordKind::BYLINE) > 0;
            self.words.word(learned::first_word(hash));
        }
        self.words.word(hash);
        let in_pattern = starts != Class::Digit;
        self.mix(u64::from(hash), in_pattern);
        if in_pattern {
            self.words.so_far(self.pattern.get(), true);
        }
    }

    #[inline]
    fn mix(&mut self, word: u64, in_pattern: bool) {
        self.hash = self.hash.word(word);
        if in_pattern {
            self.pattern = self.pattern.word(word);
        }
    }
}

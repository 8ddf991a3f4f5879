//! The shape of a block: counts over its characters, and the kinds of its words.

mod count;

use crate::words::label::{Label, Search};
use crate::words::vocabulary::Vocabulary;

/// Counts over the characters and words of a block, taken in one pass.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Bytes of text, leading white space left out.
    pub bytes: u32,
    /// Words; two characters of a script without spaces count as one word.
    pub words: u32,
    /// Letters, in all scripts.
    pub letters: u32,
    /// Words that begin with a capital letter.
    pub capitals: u32,
    /// Words of at least two letters that are all capitals.
    pub shouted: u32,
    /// Digits.
    pub digits: u32,
    /// Words that begin with a digit.
    pub numbers: u32,
    /// Commas and semicolons, in all scripts.
    pub commas: u32,
    /// Ends of sentences: `.`, `!`, `?` and `…` before a space or the end, and the full
    /// stops, question and exclamation marks of other scripts anywhere.
    pub stops: u32,
    /// Separators of menus and breadcrumb trails: `|`, `/`, `>`, `»`, `•` and similar.
    pub separators: u32,
    /// Other symbols, such as brackets, colons, arrows and currency signs.
    pub symbols: u32,
    /// Currency signs.
    pub currency: u32,
    /// Function words of all languages in the word lists.
    pub stopwords: u32,
    /// English function words.
    pub english: u32,
    /// Learned log-odds of being content, summed over the words, the first word as the
    /// first, and the whole block if it is short; divided by [`Shape::word_weight`].
    pub word_score: f32,
    /// Square root of the number of summands in [`Shape::word_score`], known or not.
    pub word_weight: f32,
    /// Learned log-odds by the words of interfaces in all languages, summed as in
    /// [`Shape::word_score`] and divided by the square root of the number of summands.
    pub interface_score: f32,
    /// Words of user interfaces, such as `share`, `login` and `cookies`.
    pub interface: u32,
    /// The label that the block is or begins with.
    pub label: Option<Label>,
    /// Words of dates and times, such as month names.
    pub dates: u32,
    /// Whether bylines begin with the first word.
    pub byline: bool,
    /// Characters of scripts without spaces.
    pub ideographs: u32,
    /// Hash of the words in lower case. Blocks that differ in marks only have the same.
    pub hash: u64,
    /// Hash of the words that do not begin with a digit, in lower case.
    pub pattern: u64,
    /// First character that is no white space.
    pub first: char,
    /// Last character that is no white space.
    pub last: char,
    /// Bytes of leading white space.
    pub indent: u32,
    /// Bytes of the longest word; scripts without spaces do not count.
    pub longest: u32,
}

/// Receives the hash of every word of a block, and of a short block as a whole.
pub trait Words {
    /// Receives the hash of a word.
    fn word(&mut self, hash: u32);

    /// Receives the hash of successive characters of a script without spaces.
    fn characters(&mut self, _hash: u32) {}

    /// Receives the hash of the block up to here, numbers left out, at the end of each
    /// word (`is_word`) and each letter of a script without spaces.
    fn so_far(&mut self, _pattern: u64, _is_word: bool) {}
}

impl Words for Vec<u32> {
    fn word(&mut self, hash: u32) {
        self.push(hash);
    }
}

/// Sums the learned weights of words and looks for a label.
struct Weighing<'a> {
    known: &'a Vocabulary,
    sum: i32,
    words: u32,
    interface: &'a Vocabulary,
    interface_sum: i32,
    characters: u32,
    label: Search,
}

impl Words for Weighing<'_> {
    #[inline]
    fn word(&mut self, hash: u32) {
        self.sum += self.known.find(hash).map_or(0, |(_, weight)| weight);
        self.interface_sum += self.interface.find(hash).map_or(0, |(_, weight)| weight);
        self.words += 1;
    }

    #[inline]
    fn characters(&mut self, hash: u32) {
        self.interface_sum += self.interface.find(hash).map_or(0, |(_, weight)| weight);
        self.characters += 1;
    }

    #[inline]
    fn so_far(&mut self, pattern: u64, is_word: bool) {
        self.label.next(pattern, is_word);
    }
}

impl Shape {
    /// Returns true if at least a third of the words are interface words, and for a block
    /// without words.
    pub fn is_interface(&self) -> bool {
        self.interface * 3 >= self.words
    }

    /// Counts the characters of `text` and sums the weights of the `known` words and of the
    /// words of interfaces.
    pub fn of(text: &str, known: &Vocabulary, interface: &Vocabulary) -> Shape {
        let label = Search::default();
        let mut weighing = Weighing { known, sum: 0, words: 0, interface, interface_sum: 0, characters: 0, label };
        let mut shape = Shape::count(text, &mut weighing);
        shape.word_weight = (weighing.words as f32).sqrt();
        shape.word_score = known.log_odds(weighing.sum) / shape.word_weight.max(1.0);
        let summands = (weighing.words + weighing.characters) as f32;
        shape.interface_score = interface.log_odds(weighing.interface_sum) / summands.sqrt().max(1.0);
        shape.label = weighing.label.end();
        shape
    }

    /// Counts the characters of `text` and tells `words` of every word.
    pub fn count(text: &str, words: &mut impl Words) -> Shape {
        let body = text.trim_start();
        Shape {
            bytes: body.len() as u32,
            indent: (text.len() - body.len()) as u32,
            first: body.chars().next().unwrap_or('\0'),
            last: body.trim_end().chars().next_back().unwrap_or('\0'),
            ..count::count(body, words)
        }
    }
}

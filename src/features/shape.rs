//! Shape: what a line's characters look like, whatever its words mean.

mod count;

use super::learned::Vocabulary;
use super::{flag, ln, share};
use crate::words::class::is_full_stop;
use crate::words::label::{Label, Search};

/// Counts over the characters of a line, taken in one pass.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Bytes of text.
    pub bytes: u32,
    /// Words; two characters of a script without spaces count as one.
    pub words: u32,
    /// Letters, all scripts.
    pub letters: u32,
    /// Letters in words of more than one letter that begin with a capital, as
    /// a number of words.
    pub capitals: u32,
    /// Words all in capitals, of two letters and more.
    pub shouted: u32,
    /// Digits.
    pub digits: u32,
    /// Words that begin with a digit.
    pub numbers: u32,
    /// Commas, semicolons and their like in other scripts.
    pub commas: u32,
    /// Ends of sentences: `. ! ? …` and their like, before a space or the end.
    pub stops: u32,
    /// `| / › » • · >` between words: marks of menus and trails.
    pub separators: u32,
    /// Other symbols: arrows, brackets, currency, code.
    pub symbols: u32,
    /// Currency signs.
    pub currency: u32,
    /// Function words of the languages in the lexicon.
    pub stopwords: u32,
    /// Those of English.
    pub english: u32,
    /// Sum of the learned weights of the words, over the square root of their
    /// number; positive speaks for content.
    pub word_score: f32,
    /// Square root of the number of words that were weighed.
    pub word_weight: f32,
    /// Words of the interface (`share`, `login`, `cookies` …).
    pub interface: u32,
    /// What the line says it is.
    pub label: Option<Label>,
    /// Words of dates and times.
    pub dates: u32,
    /// Whether the first word is one that bylines begin with.
    pub byline: bool,
    /// Characters of scripts without spaces.
    pub ideographs: u32,
    /// Hash of the words in lower case; equal for equal lines.
    pub hash: u64,
    /// Hash of the same with digits left out.
    pub pattern: u64,
    /// First character, white space left off.
    pub first: char,
    /// Last character, white space left off.
    pub last: char,
    /// Columns of white space it begins with.
    pub indent: u32,
    /// Longest word, in bytes.
    pub longest: u32,
}

/// Is told the hash of every word of a line, and of a short line as a whole.
pub trait Words {
    /// A word.
    fn word(&mut self, hash: u32);

    /// The line up to here, numbers left out, as its hash; here ends a word, or a
    /// letter of a script without spaces.
    fn so_far(&mut self, _pattern: u64, _is_word: bool) {}
}

impl Words for Vec<u32> {
    fn word(&mut self, hash: u32) {
        self.push(hash);
    }
}

/// Sums the learned weights of words, and looks for a label.
struct Weighing<'a> {
    known: &'a Vocabulary,
    sum: i32,
    words: u32,
    label: Search,
}

impl Words for Weighing<'_> {
    #[inline]
    fn word(&mut self, hash: u32) {
        self.sum += self.known.find(hash).map_or(0, |(_, weight)| weight);
        self.words += 1;
    }

    #[inline]
    fn so_far(&mut self, pattern: u64, is_word: bool) {
        self.label.next(pattern, is_word);
    }
}

impl Shape {
    /// Whether a third of its words and more are the interface's, as is so of no words.
    pub fn is_interface(&self) -> bool {
        self.interface * 3 >= self.words
    }

    /// Counts the characters of `text` and weighs the words that are known.
    pub fn of(text: &str, known: &Vocabulary) -> Shape {
        let mut weighing = Weighing { known, sum: 0, words: 0, label: Search::default() };
        let mut shape = Shape::count(text, &mut weighing);
        shape.word_weight = (weighing.words as f32).sqrt();
        shape.word_score = known.log_odds(weighing.sum) / shape.word_weight.max(1.0);
        shape.label = weighing.label.end();
        shape
    }

    /// Counts the characters of `text`, telling `words` of every word.
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

/// Whether a character ends a sentence.
fn ends_sentence(c: char) -> bool {
    is_full_stop(c) || matches!(c, '!' | '?' | '…' | '！' | '？' | '”' | '"' | '؟' | '」' | '»')
}

features! {
    "words": "words, as ln(1 + n)" => |v| ln(v.shape().words);
    "bytes": "bytes, as ln(1 + n)" => |v| ln(v.shape().bytes);
    "word length": "mean length of words in bytes" => |v| share(v.shape().bytes, v.shape().words);
    "longest word": "longest word in bytes, as ln(1 + n)" => |v| ln(v.shape().longest);
    "capitalised words": "share of the words that begin with a capital" =>
        |v| share(v.shape().capitals, v.shape().words);
    "words in capitals": "share of the words that are all capitals" => |v| share(v.shape().shouted, v.shape().words);
    "digits": "share of letters and digits that are digits" =>
        |v| share(v.shape().digits, v.shape().digits + v.shape().letters);
    "numbers": "share of the words that begin with a digit" => |v| share(v.shape().numbers, v.shape().words);
    "commas": "commas, as ln(1 + n)" => |v| ln(v.shape().commas);
    "sentences": "ends of sentences, as ln(1 + n)" => |v| ln(v.shape().stops);
    "ends like a sentence": "1 if the last character ends a sentence" => |v| flag(ends_sentence(v.shape().last));
    "ends with a colon": "1 if so" => |v| flag(matches!(v.shape().last, ':' | '：'));
    "begins in lower case": "1 if the first character is a small letter" => |v| flag(v.shape().first.is_lowercase());
    "begins with a mark": "1 if the first character is neither letter, digit nor quotation mark" => |v| {
        let first = v.shape().first;
        flag(!first.is_alphanumeric() && !matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「'))
    };
    "separators": "`| / › » •` and such for each word" => |v| share(v.shape().separators, v.shape().words);
    "symbols": "other symbols for each word" => |v| share(v.shape().symbols, v.shape().words);
    "currency": "currency signs, at most 3" => |v| v.shape().currency.min(3) as f32;
    "script without spaces": "share of the letters that are of one" =>
        |v| share(v.shape().ideographs, v.shape().letters);
    "indent": "columns of indentation, at most 16" => |v| v.shape().indent.min(16) as f32;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{assert_values, log, text};

    #[test]
    fn every_feature_counts_the_characters_of_its_line() {
        let page = text(
            "The NATO summit cost $30, they said.\n  » home | news | sport:\n日本語の記事です。\n東京 guide\n\
             and so on…\n$ € £ ¥ each\nShe said “no”\n",
        );
        let sentence: &[(&str, f32)] = &[
            ("words", log(7.0)),
            ("bytes", log(36.0)),
            ("word length", 36.0 / 7.0),
            ("longest word", log(6.0)),
            ("capitalised words", 2.0 / 7.0),
            ("words in capitals", 1.0 / 7.0),
            ("digits", 2.0 / 27.0),
            ("numbers", 1.0 / 7.0),
            ("commas", log(1.0)),
            ("sentences", log(1.0)),
            ("ends like a sentence", 1.0),
            ("ends with a colon", 0.0),
            ("begins in lower case", 0.0),
            ("begins with a mark", 0.0),
            ("separators", 0.0),
            ("symbols", 1.0 / 7.0),
            ("currency", 1.0),
            ("script without spaces", 0.0),
            ("indent", 0.0),
        ];
        let menu: &[(&str, f32)] = &[
            ("words", log(3.0)),
            ("bytes", log(23.0)),
            ("word length", 23.0 / 3.0),
            ("longest word", log(5.0)),
            ("capitalised words", 0.0),
            ("words in capitals", 0.0),
            ("digits", 0.0),
            ("numbers", 0.0),
            ("commas", 0.0),
            ("sentences", 0.0),
            ("ends like a sentence", 0.0),
            ("ends with a colon", 1.0),
            ("begins with a mark", 1.0),
            ("separators", 3.0 / 3.0),
            ("symbols", 1.0 / 3.0),
            ("currency", 0.0),
            ("indent", 2.0),
        ];
        // Two characters of a script without spaces are a word.
        let japanese: &[(&str, f32)] = &[
            ("words", log(4.0)),
            ("bytes", log(27.0)),
            ("longest word", 0.0),
            ("sentences", log(1.0)),
            ("ends like a sentence", 1.0),
            ("script without spaces", 1.0),
        ];
        assert_values(
            &FAMILY,
            &[
                (&page, "The NATO summit cost $30, they said.", sentence),
                (&page, "» home | news | sport:", menu),
                (&page, "日本語の記事です。", japanese),
                (&page, "東京 guide", &[("words", log(2.0)), ("script without spaces", 2.0 / 7.0)]),
                (&page, "and so on…", &[("begins in lower case", 1.0), ("ends like a sentence", 1.0)]),
                (&page, "$ € £ ¥ each", &[("currency", 3.0), ("symbols", 4.0), ("begins with a mark", 1.0)]),
                (&page, "She said “no”", &[("ends like a sentence", 1.0), ("sentences", 0.0)]),
            ],
        );
    }
}

//! Shape: what a line's characters look like, whatever its words mean.

use super::learned::{self, Learned};
use super::lexicon::{self, Kind};
use super::{Heuristic, flag, ln, share};

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
    /// Words of the interface (`share`, `login`, `cookies` …).
    pub interface: u32,
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

/// Prime of 64-bit FNV-1a.
const PRIME: u64 = 0x0100_0000_01b3;
/// Start value of 64-bit FNV-1a.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// What a character is to the counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Upper,
    Lower,
    Digit,
    /// A letter of a script without spaces.
    Ideograph,
    Comma,
    Stop,
    Separator,
    Currency,
    /// Within words: apostrophe, soft hyphen.
    Joiner,
    Symbol,
}

/// The classes of ASCII.
const ASCII: [Class; 128] = {
    let mut table = [Class::Symbol; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
            b'A'..=b'Z' => Class::Upper,
            b'a'..=b'z' => Class::Lower,
            b'0'..=b'9' => Class::Digit,
            b',' | b';' => Class::Comma,
            b'.' | b'!' | b'?' => Class::Stop,
            b'|' | b'/' | b'>' => Class::Separator,
            b'$' => Class::Currency,
            b'\'' | b'_' => Class::Joiner,
            _ => Class::Symbol,
        };
        i += 1;
    }
    table
};

fn class(c: char) -> Class {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}' | '\u{1680}' => {
            Class::Space
        }
        '’' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '・' => Class::Joiner,
        '›' | '»' | '•' | '·' | '→' | '▸' | '▶' | '«' | '‹' | '◄' | '►' => Class::Separator,
        '、' | '，' | '；' | '،' | '؛' => Class::Comma,
        '…' | '。' | '！' | '？' | '．' | '؟' | '।' | '۔' | '።' => Class::Stop,
        '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₺' | '¢' | '฿' => Class::Currency,
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '×' | '÷' => {
            Class::Symbol
        }
        '\u{2010}'..='\u{2bff}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{e000}'..='\u{f8ff}' => {
            Class::Symbol
        }
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{1f000}'..='\u{1faff}' | '\u{fe00}'..='\u{fe0f}' => {
            Class::Symbol
        }
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Class::Ideograph,
        '\u{3005}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Class::Ideograph,
        _ if c.is_uppercase() => Class::Upper,
        _ => Class::Lower,
    }
}

/// The word being read.
#[derive(Default)]
struct Word {
    hash: u32,
    bytes: u32,
    upper: u32,
    letters: u32,
    starts: Option<Class>,
}

/// Is told the bucket of every word of a line, and of the line as a whole.
pub trait Words {
    /// A word.
    fn word(&mut self, bucket: u16);
}

impl Words for Vec<u16> {
    fn word(&mut self, bucket: u16) {
        self.push(bucket);
    }
}

/// Sums the learned weights of words.
struct Weighing<'a> {
    weights: &'a [i8],
    sum: i32,
    words: u32,
}

impl Words for Weighing<'_> {
    #[inline]
    fn word(&mut self, bucket: u16) {
        self.sum += i32::from(self.weights[bucket as usize]);
        self.words += 1;
    }
}

impl Shape {
    /// Counts the characters of `text` and weighs its words.
    pub fn of(text: &str, learned: &Learned) -> Shape {
        let mut weighing = Weighing { weights: &learned.words, sum: 0, words: 0 };
        let mut shape = Shape::count(text, &mut weighing);
        shape.word_score = weighing.sum as f32 * learned.word_scale / (weighing.words.max(1) as f32).sqrt();
        shape
    }

    /// Counts the characters of `text`, telling `words` of every word.
    pub fn count(text: &str, words: &mut impl Words) -> Shape {
        let mut shape = Shape { hash: OFFSET, pattern: OFFSET, first: '\0', last: '\0', ..Shape::default() };
        let body = text.trim_start();
        shape.bytes = body.len() as u32;
        shape.indent = (text.len() - body.len()) as u32;
        shape.first = body.chars().next().unwrap_or('\0');
        let word = Word { hash: lexicon::HASH_OFFSET, ..Word::default() };
        let mut counter = Counter { shape, word, stop: false, words };
        let bytes = body.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            let b = bytes[i];
            if b < 0x80 {
                counter.ascii(b);
                i += 1;
            } else if let Some(c) = body[i..].chars().next() {
                counter.wide(c);
                i += c.len_utf8();
            }
        }
        counter.end_word();
        if counter.shape.words > 0 && counter.shape.words <= LABEL_WORDS {
            counter.words.word(learned::line_bucket(counter.shape.pattern));
        }
        let stop = counter.stop;
        let mut shape = counter.shape;
        if stop {
            shape.stops += 1;
        }
        shape.words += shape.ideographs.div_ceil(2);
        shape.last = body.trim_end().chars().next_back().unwrap_or('\0');
        shape
    }
}

/// Most words of a line that is also looked up as a whole.
const LABEL_WORDS: u32 = 6;

struct Counter<'a, W> {
    words: &'a mut W,
    shape: Shape,
    word: Word,
    /// The last character was a sentence mark.
    stop: bool,
}

impl<W: Words> Counter<'_, W> {
    #[inline]
    fn ascii(&mut self, b: u8) {
        match ASCII[b as usize] {
            Class::Lower => self.letter(Class::Lower, b),
            Class::Upper => self.letter(Class::Upper, b | 0x20),
            Class::Space => self.space(),
            other => self.other(other, b as char),
        }
    }

    #[inline]
    fn letter(&mut self, class: Class, lower: u8) {
        self.stop = false;
        let word = &mut self.word;
        if word.starts.is_none() {
            word.starts = Some(class);
        }
        word.upper += u32::from(class == Class::Upper);
        word.letters += 1;
        word.bytes += 1;
        word.hash = lexicon::hash_step(word.hash, lower);
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
                self.stop = false;
                let word = &mut self.word;
                if word.starts.is_none() {
                    word.starts = Some(Class::Digit);
                }
                word.bytes += 1;
                word.hash = lexicon::hash_step(word.hash, c as u8);
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
                // The full stops of East Asia are followed by no space.
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
                self.stop = false;
                let word = &mut self.word;
                if word.starts.is_none() {
                    word.starts = Some(class);
                }
                word.upper += u32::from(class == Class::Upper);
                word.letters += 1;
                word.bytes += c.len_utf8() as u32;
                let lower = if class == Class::Upper { c.to_lowercase().next().unwrap_or(c) } else { c };
                word.hash = lexicon::hash_char(word.hash, lower);
            }
            Class::Ideograph => {
                self.end_word();
                self.stop = false;
                self.shape.ideographs += 1;
                self.shape.letters += 1;
                self.mix(u64::from(u32::from(c)), true);
            }
            other => self.other(other, c),
        }
    }

    #[inline]
    fn end_word(&mut self) {
        let Some(starts) = self.word.starts else { return };
        let word = std::mem::replace(&mut self.word, Word { hash: lexicon::HASH_OFFSET, ..Word::default() });
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
        let kind = lexicon::kind(word.hash);
        shape.stopwords += kind.is(Kind::STOPWORD);
        shape.english += kind.is(Kind::ENGLISH);
        shape.interface += kind.is(Kind::INTERFACE);
        shape.dates += kind.is(Kind::DATE);
        if shape.words == 1 {
            shape.byline = kind.is(Kind::BYLINE) > 0;
            self.words.word(learned::first_bucket(word.hash));
        }
        self.words.word(learned::word_bucket(word.hash));
        self.mix(u64::from(word.hash), starts != Class::Digit);
    }

    #[inline]
    fn mix(&mut self, word: u64, in_pattern: bool) {
        self.shape.hash = (self.shape.hash ^ word).wrapping_mul(PRIME).rotate_left(17);
        if in_pattern {
            self.shape.pattern = (self.shape.pattern ^ word).wrapping_mul(PRIME).rotate_left(17);
        }
    }
}

/// Whether a character ends a sentence.
fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '”' | '"' | '؟' | '।' | '۔' | '」' | '»')
}

pub(super) const HEURISTICS: &[Heuristic] = &[
    Heuristic { name: "words", about: "words, as ln(1 + n)", measure: |v| ln(v.shape().words) },
    Heuristic { name: "bytes", about: "bytes, as ln(1 + n)", measure: |v| ln(v.shape().bytes) },
    Heuristic {
        name: "word length",
        about: "mean length of words in bytes",
        measure: |v| share(v.shape().bytes, v.shape().words),
    },
    Heuristic {
        name: "longest word",
        about: "longest word in bytes, as ln(1 + n)",
        measure: |v| ln(v.shape().longest),
    },
    Heuristic {
        name: "capitalised words",
        about: "share of the words that begin with a capital",
        measure: |v| share(v.shape().capitals, v.shape().words),
    },
    Heuristic {
        name: "words in capitals",
        about: "share of the words that are all capitals",
        measure: |v| share(v.shape().shouted, v.shape().words),
    },
    Heuristic {
        name: "digits",
        about: "share of letters and digits that are digits",
        measure: |v| share(v.shape().digits, v.shape().digits + v.shape().letters),
    },
    Heuristic {
        name: "numbers",
        about: "share of the words that begin with a digit",
        measure: |v| share(v.shape().numbers, v.shape().words),
    },
    Heuristic { name: "commas", about: "commas, as ln(1 + n)", measure: |v| ln(v.shape().commas) },
    Heuristic { name: "sentences", about: "ends of sentences, as ln(1 + n)", measure: |v| ln(v.shape().stops) },
    Heuristic {
        name: "ends like a sentence",
        about: "1 if the last character ends a sentence",
        measure: |v| flag(ends_sentence(v.shape().last)),
    },
    Heuristic { name: "ends with colon", about: "1 if so", measure: |v| flag(matches!(v.shape().last, ':' | '：')) },
    Heuristic {
        name: "begins small",
        about: "1 if the first character is a small letter",
        measure: |v| flag(v.shape().first.is_lowercase()),
    },
    Heuristic {
        name: "begins with a mark",
        about: "1 if the first character is neither letter, digit nor quotation mark",
        measure: |v| {
            let first = v.shape().first;
            flag(!first.is_alphanumeric() && !matches!(first, '"' | '“' | '„' | '«' | '‘' | '\'' | '「'))
        },
    },
    Heuristic {
        name: "separators",
        about: "`| / › » •` and such for each word",
        measure: |v| share(v.shape().separators, v.shape().words),
    },
    Heuristic {
        name: "symbols",
        about: "other symbols for each word",
        measure: |v| share(v.shape().symbols, v.shape().words),
    },
    Heuristic { name: "currency", about: "currency signs, at most 3", measure: |v| v.shape().currency.min(3) as f32 },
    Heuristic {
        name: "script without spaces",
        about: "share of the letters that are of one",
        measure: |v| share(v.shape().ideographs, v.shape().letters),
    },
    Heuristic {
        name: "indent",
        about: "columns of indentation, at most 16",
        measure: |v| v.shape().indent.min(16) as f32,
    },
];

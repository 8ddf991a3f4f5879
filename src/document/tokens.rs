//! Hashes the names of an element: its tag, classes, ids and roles.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::html::event::Attribute;
use crate::words::hash::Fnv32;

/// Hashes the tokens of a page's elements: the tag, each class and id, their parts between `-`,
/// `_` and camel humps, the role and the item property. Digits are left out, so that
/// `post-1234` equals `post-`.
#[derive(Default)]
pub struct Tokens {
    /// The tokens of all elements so far.
    pub all: Vec<u32>,
    /// The range of tokens of each `class` attribute seen so far. Most attributes recur often.
    classes: HashMap<Box<str>, Range<usize>, RandomState>,
}

impl Tokens {
    /// Appends the tokens of an element.
    pub fn add(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.all.push(hash(b'<', name.as_bytes()));
        for a in attributes {
            match a.name.len() {
                5 if a.name.eq_ignore_ascii_case("class") => self.add_classes(a.raw),
                2 if a.name.eq_ignore_ascii_case("id") => self.add_value(b'.', a.raw),
                4 if a.name.eq_ignore_ascii_case("role") => self.add_value(b'@', a.raw),
                8 if a.name.eq_ignore_ascii_case("itemprop") => self.add_value(b'@', a.raw),
                11 if a.name.eq_ignore_ascii_case("data-testid") => self.add_value(b'.', a.raw),
                _ => {}
            }
        }
    }

    fn add_classes(&mut self, raw: &str) {
        if let Some(known) = self.classes.get(raw) {
            return self.all.extend_from_within(known.clone());
        }
        let first = self.all.len();
        self.add_value(b'.', raw);
        self.classes.insert(raw.into(), first..self.all.len());
    }

    fn add_value(&mut self, kind: u8, raw: &str) {
        // A site builder can put hundreds of classes on an element.
        for token in raw.split_ascii_whitespace().take(MAX_CLASSES) {
            if kind == b'.' {
                class(token.as_bytes(), &mut self.all);
            } else {
                self.all.push(hash(kind, token.as_bytes()));
            }
        }
    }
}

/// Classes or ids of an element that are hashed. The rest are ignored.
const MAX_CLASSES: usize = 24;

/// Appends the hash of a class name and, if it has several parts, the hash of each part.
fn class(token: &[u8], out: &mut Vec<u32>) {
    let whole_at = out.len();
    out.push(0);
    let (mut whole, mut part) = (Fnv32::EMPTY.byte(b'.'), Fnv32::EMPTY.byte(b'-'));
    let mut letters = 0;
    let mut before = 0u8;
    for &b in token {
        let letter = b.is_ascii_alphabetic() || !b.is_ascii();
        if letters > 0 && (!letter || b.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            push_part(part, letters, out);
            (part, letters) = (Fnv32::EMPTY.byte(b'-'), 0);
        }
        before = b;
        if b.is_ascii_digit() {
            continue;
        }
        let lower = b.to_ascii_lowercase();
        whole = whole.byte(lower);
        if letter {
            part = part.byte(lower);
            letters += 1;
        }
    }
    // The only part of a name is the name itself.
    if letters < token.len() {
        push_part(part, letters, out);
    }
    out[whole_at] = whole.get();
}

fn push_part(hash: Fnv32, letters: usize, out: &mut Vec<u32>) {
    if letters > 1 {
        out.push(hash.get());
    }
}

/// Returns the FNV-1a hash of the lower-cased bytes without digits.
fn hash(kind: u8, token: &[u8]) -> u32 {
    let mut hash = Fnv32::EMPTY.byte(kind);
    for &b in token {
        if !b.is_ascii_digit() {
            hash = hash.byte(b.to_ascii_lowercase());
        }
    }
    hash.get()
}

/// Returns the tokens of a class name or id that is this lower-case word, or of which it is a
/// part.
pub fn of_name(word: &str) -> [u32; 2] {
    [hash(b'.', word.as_bytes()), hash(b'-', word.as_bytes())]
}

/// Returns the token of an item property or role that is this lower-case word.
pub fn of_property(word: &str) -> u32 {
    hash(b'@', word.as_bytes())
}

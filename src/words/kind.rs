//! The kinds of words, looked up in the lists beside this file.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::hash::Fnv32;

const STOPWORDS: &str = include_str!("stopwords.txt");
const ENGLISH: &str = include_str!("stopwords-en.txt");
const INTERFACE: &str = include_str!("interface.txt");
const DATES: &str = include_str!("dates.txt");
const BYLINES: &str = include_str!("bylines.txt");
const DATE_LABELS: &str = include_str!("date_labels.txt");
const CREDIT_ROLES: &str = include_str!("credit_roles.txt");
const CREDIT_FILLERS: &str = include_str!("credit_fillers.txt");

/// The kinds of a word: a set, with a bit for each list that holds the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordKind(u8);

impl WordKind {
    /// A function word.
    pub const STOPWORD: WordKind = WordKind(1);
    /// A word of user interfaces.
    pub const INTERFACE: WordKind = WordKind(2);
    /// A word of dates and times.
    pub const DATE: WordKind = WordKind(4);
    /// A word that begins a byline.
    pub const BYLINE: WordKind = WordKind(8);
    /// An English function word. Such a word is a [`WordKind::STOPWORD`] too.
    pub const ENGLISH: WordKind = WordKind(16);
    /// A word that announces a date.
    pub const DATE_LABEL: WordKind = WordKind(32);
    /// A contribution to a page: `text`, `photos`.
    pub const ROLE: WordKind = WordKind(64);
    /// A small word of credit lines.
    pub const FILLER: WordKind = WordKind(128);

    /// Tells whether the word has one of these kinds.
    pub fn is_any(self, kinds: &[WordKind]) -> bool {
        kinds.iter().any(|&kind| self.is(kind) > 0)
    }

    /// Returns 1 if the word is of this kind, else 0.
    #[inline]
    pub fn is(self, kind: WordKind) -> u32 {
        u32::from(self.0 & kind.0 != 0)
    }
}

/// The kinds of all listed words, by the hash of the word.
static KINDS: LazyLock<HashMap<u32, WordKind, FixedState>> = LazyLock::new(|| {
    let mut kinds: HashMap<u32, WordKind, FixedState> = HashMap::default();
    for (list, kind) in [
        (STOPWORDS, WordKind::STOPWORD),
        (ENGLISH, WordKind(WordKind::STOPWORD.0 | WordKind::ENGLISH.0)),
        (INTERFACE, WordKind::INTERFACE),
        (DATES, WordKind::DATE),
        (BYLINES, WordKind::BYLINE),
        (DATE_LABELS, WordKind::DATE_LABEL),
        (CREDIT_ROLES, WordKind::ROLE),
        (CREDIT_FILLERS, WordKind::FILLER),
    ] {
        for word in entries(list) {
            let hash = word.chars().fold(Fnv32::EMPTY, Fnv32::char).get();
            kinds.entry(hash).or_default().0 |= kind.0;
        }
    }
    kinds
});

/// Returns the entries of a list: its lines, except comments and blank lines.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Looks up a word in any case.
pub fn kind_of(word: &str) -> WordKind {
    kind(word.chars().flat_map(char::to_lowercase).fold(Fnv32::EMPTY, Fnv32::char).get())
}

/// Looks up a word by its hash.
#[inline]
pub fn kind(hash: u32) -> WordKind {
    KINDS.get(&hash).copied().unwrap_or_default()
}

//! What kind of word a word is, looked up in the lists beside this file.

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

/// What the lexicon knows of a word: a set of the lists that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kind(u8);

impl Kind {
    /// A function word.
    pub const STOPWORD: Kind = Kind(1);
    /// A word of the interface.
    pub const INTERFACE: Kind = Kind(2);
    /// A word of dates and times.
    pub const DATE: Kind = Kind(4);
    /// A word that bylines begin with.
    pub const BYLINE: Kind = Kind(8);
    /// An English function word; it has [`Kind::STOPWORD`] too.
    pub const ENGLISH: Kind = Kind(16);
    /// A word that announces a date.
    pub const DATE_LABEL: Kind = Kind(32);
    /// What someone did for a page.
    pub const ROLE: Kind = Kind(64);
    /// A small word of credit lines.
    pub const FILLER: Kind = Kind(128);

    /// Whether the word is of one of these kinds.
    pub fn is_any(self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|&kind| self.is(kind) > 0)
    }

    /// 1 if the word is of this kind, else 0.
    #[inline]
    pub fn is(self, kind: Kind) -> u32 {
        u32::from(self.0 & kind.0 != 0)
    }
}

/// The kinds of all listed words, by the hash of the word.
static KINDS: LazyLock<HashMap<u32, Kind, FixedState>> = LazyLock::new(|| {
    let mut kinds: HashMap<u32, Kind, FixedState> = HashMap::default();
    for (list, kind) in [
        (STOPWORDS, Kind::STOPWORD),
        (ENGLISH, Kind(Kind::STOPWORD.0 | Kind::ENGLISH.0)),
        (INTERFACE, Kind::INTERFACE),
        (DATES, Kind::DATE),
        (BYLINES, Kind::BYLINE),
        (DATE_LABELS, Kind::DATE_LABEL),
        (CREDIT_ROLES, Kind::ROLE),
        (CREDIT_FILLERS, Kind::FILLER),
    ] {
        for word in entries(list) {
            let hash = word.chars().fold(Fnv32::EMPTY, Fnv32::char).get();
            kinds.entry(hash).or_default().0 |= kind.0;
        }
    }
    kinds
});

/// The entries of a list: a line each, comments and blank lines left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Looks up a word in whatever case.
pub fn kind_of(word: &str) -> Kind {
    kind(word.chars().flat_map(char::to_lowercase).fold(Fnv32::EMPTY, Fnv32::char).get())
}

/// Looks up a word by its hash.
#[inline]
pub fn kind(hash: u32) -> Kind {
    KINDS.get(&hash).copied().unwrap_or_default()
}

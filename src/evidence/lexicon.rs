//! Lexicon: what the words of a line are, looked up in the lists under
//! `src/lexicon/`.

use std::sync::LazyLock;

use super::hash::{HASH_OFFSET, hash_char};
use super::ln;

const STOPWORDS: &str = include_str!("../lexicon/stopwords.txt");
const ENGLISH: &str = include_str!("../lexicon/stopwords-en.txt");
const INTERFACE: &str = include_str!("../lexicon/interface.txt");
const DATES: &str = include_str!("../lexicon/dates.txt");
const BYLINES: &str = include_str!("../lexicon/bylines.txt");
const DATE_LABELS: &str = include_str!("../lexicon/date_labels.txt");
const CREDIT_ROLES: &str = include_str!("../lexicon/credit_roles.txt");
const CREDIT_FILLERS: &str = include_str!("../lexicon/credit_fillers.txt");

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

/// Slots of the table: a power of two, some four times the entries.
const SLOTS: usize = 1 << 13;

/// Open-addressed hashes of all entries, with their kinds.
static TABLE: LazyLock<Box<[(u32, Kind)]>> = LazyLock::new(|| {
    let mut table = vec![(0, Kind::default()); SLOTS].into_boxed_slice();
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
            let hash = word.chars().fold(HASH_OFFSET, hash_char);
            let mut slot = slot(hash);
            while table[slot].0 != 0 && table[slot].0 != hash {
                slot = (slot + 1) % SLOTS;
            }
            table[slot] = (hash, Kind(table[slot].1.0 | kind.0));
        }
    }
    table
});

fn slot(hash: u32) -> usize {
    (hash ^ (hash >> 15)) as usize % SLOTS
}

/// The entries of a list: a line each, comments and blank lines left out.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// Looks up a word in whatever case.
pub fn kind_of(word: &str) -> Kind {
    kind(word.chars().flat_map(char::to_lowercase).fold(HASH_OFFSET, hash_char))
}

/// Looks up a word by its hash.
#[inline]
pub fn kind(hash: u32) -> Kind {
    let table = &**TABLE;
    let mut slot = slot(hash);
    loop {
        match table[slot] {
            (0, _) => return Kind::default(),
            (h, kind) if h == hash => return kind,
            _ => slot = (slot + 1) % SLOTS,
        }
    }
}

heuristics! {
    "function words": "share of the words that are function words" =>
        |v| v.shape().stopwords as f32 / v.shape().words.max(1) as f32;
    "number of function words": "function words, as ln(1 + n)" => |v| ln(v.shape().stopwords);
    "interface words": "share of the words that are the interface's (share, login, cookies …)" =>
        |v| v.shape().interface as f32 / v.shape().words.max(1) as f32;
    "word score": "learned weights of the words, summed, over the square root of their number; 0 in a language they do not know" =>
        |v| if v.document.known_language { v.shape().word_score } else { 0.0 };
    "word score around 1": "the same of the two neighbours together, 0 in HTML" => |v| v.document.word_score_around(v.at, 1);
    "word score around 3": "the same of three lines each way" => |v| v.document.word_score_around(v.at, 3);
    "word score around 10": "the same of ten lines each way" => |v| v.document.word_score_around(v.at, 10);
    "word score around 30": "the same of thirty lines each way" => |v| v.document.word_score_around(v.at, 30);
}

//! The word lists in `src/words/` about icons, parsed once.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::words::class::{Class, class_of};

/// Returns the entries of a list: its lines, except comments and blank lines.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn set(file: &'static str) -> HashSet<&'static str> {
    entries(file).map(|entry| entry.trim_start_matches('*')).collect()
}

static PARTS: LazyLock<HashSet<&str>> = LazyLock::new(|| set(include_str!("../../../words/icon_parts.txt")));
static STRONG_PARTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    entries(include_str!("../../../words/icon_parts.txt")).filter_map(|entry| entry.strip_prefix('*')).collect()
});
static LIGATURES: LazyLock<HashSet<&str>> = LazyLock::new(|| set(include_str!("../../../words/ligatures.txt")));
static NOT_AFFIXES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| set(include_str!("../../../words/not_icon_affixes.txt")));
static FUNCTION_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| set(include_str!("../../../words/function_words.txt")));

/// Bytes of the longest word in the lists. Longer tokens are not hashed.
const LONGEST: usize = 32;

/// Tells whether `set` contains `word`, in any case.
fn contains(set: &HashSet<&str>, word: &str) -> bool {
    if word.len() > LONGEST {
        return false;
    }
    if word.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80) {
        set.contains(word.to_lowercase().as_str())
    } else {
        set.contains(word)
    }
}

/// Tells whether names of icons contain `word`, in any case.
pub(super) fn is_icon_part(word: &str) -> bool {
    contains(&PARTS, word)
}

/// Tells whether `word` makes a snake_case token a ligature.
pub(super) fn is_strong_part(word: &str) -> bool {
    contains(&STRONG_PARTS, word)
}

/// Tells whether `token` is a listed ligature.
pub(super) fn is_listed_ligature(token: &str) -> bool {
    contains(&LIGATURES, token)
}

/// Tells whether `affix` recurs in word lists and style sheets.
pub(super) fn is_word_list_affix(affix: &str) -> bool {
    contains(&NOT_AFFIXES, affix)
}

/// Tells whether `word`, in any case, is a function word.
pub(super) fn is_function_word(word: &str) -> bool {
    contains(&FUNCTION_WORDS, word)
}

/// Letters of the shortest word that is taken from a label.
const SHORTEST_OF_LABEL: usize = 4;

/// The words of interfaces, in lower case: those in names of icons, and those of buttons and labels
/// in many languages.
pub(super) struct Interface {
    /// The words by the bucket of their first three bytes.
    by_head: Vec<Vec<&'static str>>,
    /// The words that occur in labels only, such as `overview`. They are common in headings too.
    of_labels: HashSet<&'static str>,
}

impl Interface {
    /// Number of buckets. More than there are words, so that most are empty.
    const BUCKETS: usize = 1 << 14;

    /// Returns the bucket for the first three bytes of a text; `None` for a shorter text.
    fn bucket(text: &str) -> Option<usize> {
        let [a, b, c, ..] = text.as_bytes() else { return None };
        Some(((usize::from(*a) * 37 + usize::from(*b)) * 37 + usize::from(*c)) % Self::BUCKETS)
    }

    /// Returns the list, which the first call builds.
    pub(super) fn get() -> &'static Interface {
        static INTERFACE: LazyLock<Interface> = LazyLock::new(Interface::build);
        &INTERFACE
    }

    fn build() -> Interface {
        let labels = [
            include_str!("../../../words/labels/share.txt"),
            include_str!("../../../words/labels/navigation.txt"),
            include_str!("../../../words/labels/related.txt"),
        ];
        let of_labels = labels.into_iter().flat_map(entries).flat_map(|label| {
            let words = label.split(|c: char| !c.is_alphabetic());
            words.filter(|word| word.chars().count() >= SHORTEST_OF_LABEL && !word.contains(is_ideograph))
        });
        let interface = entries(include_str!("../../../words/interface.txt"));
        let affixes = entries(include_str!("../../../words/icon_affixes.txt")).flat_map(str::split_whitespace);
        let affixes = affixes.filter(|affix| affix.chars().all(char::is_alphabetic));
        let own: HashSet<&str> =
            PARTS.iter().copied().chain(interface).chain(affixes).chain(LIGATURES.iter().copied()).collect();
        let of_labels: HashSet<&str> = of_labels.filter(|word| !own.contains(word)).collect();
        let words = own.iter().chain(&of_labels).copied();
        let mut by_head = vec![Vec::new(); Self::BUCKETS];
        for word in words {
            if let Some(bucket) = Self::bucket(word) {
                by_head[bucket].push(word);
            }
        }
        Interface { by_head, of_labels }
    }

    /// Tells whether a word, in lower case, occurs in labels only.
    pub(super) fn is_of_labels(&self, word: &str) -> bool {
        self.of_labels.contains(word)
    }

    /// Returns the words that a lower-case text begins with.
    pub(super) fn beginning<'t>(&self, text: &'t str) -> impl Iterator<Item = &'static str> + use<'_, 't> {
        let bucket = Self::bucket(text).map_or(&[][..], |bucket| &self.by_head[bucket]);
        bucket.iter().copied().filter(|word| text.starts_with(word))
    }
}

/// Tells whether a character is of a script without spaces, where a seam between words shows nothing.
fn is_ideograph(c: char) -> bool {
    class_of(c) == Class::Ideograph
}

/// Tells whether `word`, in lower case, is a listed affix.
pub(super) fn is_affix(word: &str) -> bool {
    Affixes::get().beginning(word.as_bytes()).is_some_and(|affix| affix.text == word)
}

/// A listed affix in one spelling.
pub(super) struct Affix {
    /// The spelling: as listed, capitalised, or in capitals.
    pub(super) text: String,
    /// The number of its line in the list, the same for all spellings.
    pub(super) id: u16,
    /// It counts only if joined to a name (see the header of the list).
    pub(super) joined_only: bool,
}

/// Number of buckets. More than there are spellings, so that most are empty.
const BUCKETS: usize = 1024;

/// Returns the bucket for the first or last two bytes of a spelling.
fn bucket(one: u8, two: u8) -> usize {
    (usize::from(one) * 37 + usize::from(two)) % BUCKETS
}

/// The listed affixes, longest first, indexed by the first and last two bytes of each spelling.
pub(super) struct Affixes {
    all: Vec<Affix>,
    by_head: Vec<Vec<u16>>,
    by_tail: Vec<Vec<u16>>,
}

impl Affixes {
    /// Returns the list, which the first call builds.
    pub(super) fn get() -> &'static Self {
        static AFFIXES: LazyLock<Affixes> = LazyLock::new(Affixes::build);
        &AFFIXES
    }

    fn build() -> Self {
        let mut all = Vec::new();
        let list = entries(include_str!("../../../words/icon_affixes.txt"));
        let list = (0u16..).zip(list).flat_map(|(id, line)| line.split_whitespace().map(move |entry| (id, entry)));
        for (id, entry) in list {
            let text = entry.trim_start_matches('~');
            let mut chars = text.chars();
            let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
            for spelling in [text.to_string(), first + chars.as_str(), text.to_uppercase()] {
                all.push(Affix { text: spelling, id, joined_only: entry.starts_with('~') });
            }
        }
        all.sort_by_key(|affix| std::cmp::Reverse(affix.text.len()));
        let mut by_head = vec![Vec::new(); BUCKETS];
        let mut by_tail = vec![Vec::new(); BUCKETS];
        for (at, affix) in (0u16..).zip(&all) {
            if let ([a, b, ..], [.., y, z]) = (affix.text.as_bytes(), affix.text.as_bytes()) {
                by_head[bucket(*a, *b)].push(at);
                by_tail[bucket(*y, *z)].push(at);
            }
        }
        Self { all, by_head, by_tail }
    }

    /// Returns the longest affix that `bytes` begins with.
    pub(super) fn beginning(&self, bytes: &[u8]) -> Option<&Affix> {
        let [a, b, ..] = bytes else { return None };
        self.longest(&self.by_head[bucket(*a, *b)], |text| bytes.starts_with(text))
    }

    /// Returns the longest affix that `bytes` ends with.
    pub(super) fn ending(&self, bytes: &[u8]) -> Option<&Affix> {
        let [.., y, z] = bytes else { return None };
        self.longest(&self.by_tail[bucket(*y, *z)], |text| bytes.ends_with(text))
    }

    fn longest(&self, bucket: &[u16], fits: impl Fn(&[u8]) -> bool) -> Option<&Affix> {
        let mut candidates = bucket.iter().map(|&at| &self.all[usize::from(at)]);
        candidates.find(|affix| fits(affix.text.as_bytes()))
    }
}

//! Labels: phrases that say what follows is beside the article (`Related articles`,
//! `Leave a comment`), in the languages of the lists under `labels/`.

use super::phrase::Phrase;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Other articles or products.
    Related,
    /// Comments and reviews.
    Comments,
    /// Sharing, printing, following.
    Share,
    /// Newsletters, subscriptions, apps.
    Newsletter,
    /// Advertisements.
    Advert,
    /// Cookies, privacy, rights.
    Consent,
    /// Ways around the site.
    Navigation,
}

// The map `TOPICS` from the hash of each phrase to what it announces (`build.rs`).
include!(concat!(env!("OUT_DIR"), "/labels.rs"));

/// A label found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it announces.
    pub topic: Topic,
    /// Whether it is all the line says, numbers and marks left out; else the line
    /// begins with it.
    pub whole: bool,
}

/// Words of the longest phrase that is looked for, and its letters in a script
/// without spaces.
const LONGEST: (u32, u32) = (8, 32);

/// A line may begin with a phrase of as many words, or letters in a script without
/// spaces; shorter ones are labels only where they are all of it: `Home prices fall`.
const BEGINS: (u32, u32) = (2, 4);

/// Looks for a label while the words of a line are counted.
#[derive(Debug, Default)]
pub struct Search {
    /// The longest found, and how many words and letters without spaces it has.
    found: Option<(Topic, u32, u32)>,
    /// Those of the line.
    words: u32,
    letters: u32,
}

impl Search {
    /// Takes the next word, or letter of a script without spaces, by the hash of the
    /// line up to and with it, numbers left out.
    #[inline]
    pub fn next(&mut self, so_far: u64, is_word: bool) {
        self.words += u32::from(is_word);
        self.letters += u32::from(!is_word);
        if self.words <= LONGEST.0
            && self.letters <= LONGEST.1
            && let Some(&topic) = TOPICS.get(&so_far)
        {
            self.found = Some((topic, self.words, self.letters));
        }
    }

    /// The label, at the end of the line.
    pub fn end(self) -> Option<Label> {
        let (topic, words, letters) = self.found?;
        let whole = (words, letters) == (self.words, self.letters);
        (whole || words >= BEGINS.0 || letters >= BEGINS.1).then_some(Label { topic, whole })
    }
}

/// The longest label that a text begins with, in a script with spaces: its words, and
/// its length in bytes.
pub fn at_start(text: &str) -> Option<(u32, usize)> {
    let mut phrase = Phrase::new();
    let (mut words, mut found, mut last) = (0, None, None);
    for word in text.split_whitespace().take(LONGEST.0 as usize) {
        word.chars().flat_map(char::to_lowercase).for_each(|c| phrase.read(c));
        let hash = phrase.end();
        // Marks and numbers are no words.
        if last.replace(hash) != Some(hash) {
            words += 1;
            if TOPICS.contains_key(&hash) {
                found = Some((words, word.as_ptr() as usize + word.len() - text.as_ptr() as usize));
            }
        }
    }
    found
}

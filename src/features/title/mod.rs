//! Title candidates: the blocks that may be the headline, and how much of the title each
//! block repeats.
//!
//! The features need to know where the headline stands before any block is scored, so they
//! use the likeliest candidate. [`crate::headline`] decides between the candidates after
//! scoring.

mod html;
pub mod text;

use super::overview::Overview;
use super::shape::Shape;
use crate::document::{Document, Head};
use crate::words::hash::Fnv32;

/// The blocks that may be the headline.
#[derive(Debug, Default, Clone)]
pub struct TitleCandidates {
    /// The candidates, likeliest first. Each is the indices of the blocks of one heading:
    /// a heading with line breaks in it has several.
    pub ranked: Vec<Vec<usize>>,
    /// Share of each block's words that are in the title, 0 to 1; 0 if there is no title or
    /// if the block is too long to be one.
    pub overlaps: Vec<f32>,
}

/// Marks that set a site's name apart from the headline in a title.
const TITLE_MARKS: [char; 8] = ['|', '»', '«', '·', '–', '—', '•', '›'];
/// How many times longer another part of a title must be to name the page instead of the
/// first part.
const MUCH_LONGER: usize = 3;

impl TitleCandidates {
    /// Finds the candidates. Uses only the places of prose of the `overview`.
    pub fn of(document: &Document, shapes: &[Shape], overview: &Overview) -> TitleCandidates {
        if document.html {
            let title = Title::of_html(&document.head);
            let mut overlaps = Vec::with_capacity(document.blocks.len());
            let heading = html::find(document, shapes, &title, &mut overlaps);
            let ranked = if heading.is_empty() { Vec::new() } else { vec![heading] };
            return TitleCandidates { ranked, overlaps };
        }
        // Only the beginning of a long text has a headline.
        if document.continues {
            return TitleCandidates::default();
        }
        let ranked: Vec<_> = text::find(document, shapes, overview).into_iter().map(|at| vec![at]).collect();
        let Some(first) = ranked.first() else { return TitleCandidates::default() };
        let title = Title::new(&[], &[document.text_of(&document.blocks[first[0]])]);
        let mut words = Vec::new();
        let overlap = |(block, shape)| title.overlap(document.text_of(block), shape, &mut words);
        let overlaps = document.blocks.iter().zip(shapes).map(overlap).collect();
        TitleCandidates { ranked, overlaps }
    }

    /// Returns the block indices of the likeliest candidate, or an empty slice if no block is a
    /// candidate.
    pub fn likeliest(&self) -> &[usize] {
        self.ranked.first().map_or(&[], Vec::as_slice)
    }
}

/// The words of a title, as hashes.
struct Title {
    /// Different words, sorted.
    words: Vec<u32>,
    /// The words of the whole and of its parts, one after another.
    parts: Vec<Vec<u32>>,
    /// The part that names the page, and the name of the site.
    main: Vec<u32>,
    site: Vec<u32>,
}

impl Title {
    fn of_html(meta: &Head) -> Title {
        let titles = [&meta.title, &meta.social_title].map(|title| title.as_deref().unwrap_or_default());
        let mut title = Title::new(&titles, &titles);
        hash_words(main_part(meta).unwrap_or_default(), &mut title.main);
        hash_words(meta.site.as_deref().unwrap_or_default(), &mut title.site);
        title
    }

    /// Builds a title from its variants; the words of all `texts` count as words of the title.
    fn new(titles: &[&str], texts: &[&str]) -> Title {
        let mut words = Vec::new();
        texts.iter().for_each(|text| hash_words(text, &mut words));
        words.sort_unstable();
        words.dedup();
        let parts = titles.iter().flat_map(|title| title_parts(title).chain([*title]));
        let parts = parts.map(|part| {
            let mut words = Vec::new();
            hash_words(part, &mut words);
            words
        });
        let parts = parts.filter(|words| !words.is_empty()).collect();
        Title { words, parts, main: Vec::new(), site: Vec::new() }
    }

    /// Returns what these words name according to the title.
    fn names(&self, words: &[u32], is_link: bool) -> Names {
        match self.parts.iter().any(|part| part == words) {
            _ if !words.is_empty() && words == self.site && words != self.main => Names::Site,
            true if words == self.main => Names::Document,
            // What leads to the site's front page is its name.
            true if is_link => Names::Site,
            true => Names::Part,
            false => Names::Neither,
        }
    }

    /// Share of a line's words that the title has. Leaves their hashes in
    /// `words`, none of a line too long to be one.
    fn overlap(&self, text: &str, shape: &Shape, words: &mut Vec<u32>) -> f32 {
        words.clear();
        if self.words.is_empty() || shape.words > html::MOST_WORDS {
            return 0.0;
        }
        hash_words(text, words);
        self.shared(words)
    }

    /// Share of these words that the title has.
    fn shared(&self, words: &[u32]) -> f32 {
        let shared = words.iter().filter(|word| self.words.binary_search(word).is_ok()).count();
        shared as f32 / words.len().max(1) as f32
    }
}

/// What some words name, as far as the title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Nothing: they are no part of the title.
    Neither,
    /// The page.
    Document,
    /// The site.
    Site,
    /// One or the other, or a section.
    Part,
}

/// Appends the hashes of the words of a text, lower-cased.
fn hash_words(text: &str, out: &mut Vec<u32>) {
    let (mut hash, mut within) = (Fnv32::EMPTY, false);
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            (hash, within) = (hash.byte(c.to_ascii_lowercase() as u8), true);
        } else if !c.is_ascii() && c.is_alphanumeric() {
            (hash, within) = (c.to_lowercase().fold(hash, Fnv32::char), true);
        } else if within {
            out.push(hash.get());
            (hash, within) = (Fnv32::EMPTY, false);
        }
    }
    if within {
        out.push(hash.get());
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let mut words = [Vec::new(), Vec::new()];
    hash_words(a, &mut words[0]);
    hash_words(b, &mut words[1]);
    !words[0].is_empty() && words[0] == words[1]
}

/// The parts of a title between the marks that set a site's name apart.
fn title_parts(title: &str) -> impl Iterator<Item = &str> {
    let parts = title.split(TITLE_MARKS).flat_map(|part| part.split(" - "));
    parts
        .flat_map(|part| part.split(" / "))
        .flat_map(|part| part.split(" :: "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The part of a title that names the page: the one that the title for social media says,
/// else the first that is not the site's name, unless another is much longer. Of 1,096
/// titles of the corpus in several parts one of these is like the corpus's own 941 times,
/// the longest part 871 times (by a sketch of this in another language).
pub fn main_part(meta: &Head) -> Option<&str> {
    let title = meta.title.as_deref().or(meta.social_title.as_deref())?;
    let is = |part: &str, name: &Option<String>| name.as_deref().is_some_and(|name| same_words(name, part));
    let parts = || title_parts(title).filter(|part| !is(part, &meta.site));
    let social = parts().find(|part| is(part, &meta.social_title));
    // As in `Mill Blog: The weir`.
    let is_part =
        |social: &&str| social.len() < title.len() && title.contains(social) && title_parts(social).nth(1).is_none();
    let social = social.or_else(|| meta.social_title.as_deref().filter(is_part));
    let longest = parts().max_by_key(|part| part.len());
    let first = parts().next().filter(|first| longest.is_none_or(|longest| longest.len() <= MUCH_LONGER * first.len()));
    social.or(first).or(longest).or(Some(title))
}

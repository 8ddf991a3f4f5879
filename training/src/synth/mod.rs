//! Generated pages with exact labels.
//!
//! Clean articles (`bodies`) are put into page templates in the manner of real systems. The
//! generator knows which bytes of a page are content. All templates and wordings are written for
//! this purpose; none is copied from a page.
//!
//! A template family belongs to one fold. Its articles come from the same fold, and so do its
//! wordings where a language has several. So cross-validation meets templates, articles and
//! wordings that the model was not trained on. Flattened texts are made of the same articles and
//! wordings (`texts`), and of the pages themselves.

mod families;
mod flat;
mod head;
pub mod marks;
mod naming;
mod page;
mod parts;
mod pool;
mod story;
#[cfg(test)]
mod tests;
mod texts;
mod values;
mod words;

use std::collections::BTreeMap;

use anyhow::Result;

pub use families::{FAMILIES, Family};
use page::Page;
use pool::Pool;
use words::Words;

use crate::documents::Source;
use crate::random::Random;

/// Name of the set that these pages belong to.
pub const SET: &str = "synth";
/// Number of pages that `emit` and `evaluate` use.
pub const PAGES: usize = 1_500;
/// One page in this many is in English.
const ENGLISH: usize = 3;

/// The wordings and articles that pages are made of.
pub struct Generator {
    words: BTreeMap<String, Words>,
    pools: BTreeMap<(String, u8), Pool>,
}

impl Generator {
    /// Reads the wordings and articles.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read() -> Result<Generator> {
        let words = words::read()?;
        let pools = pool::read()?;
        Ok(Generator { words, pools })
    }

    /// Returns page number `at`.
    pub fn page(&self, at: usize) -> Source {
        let mut random = Random::of(&format!("synth {at}"), None);
        let total: usize = FAMILIES.iter().map(|family| family.weight).sum();
        let mut left = random.below(total);
        let family = FAMILIES.iter().find(|family| {
            let found = left < family.weight;
            left = left.saturating_sub(family.weight);
            found
        });
        let languages: Vec<&String> = self.words.keys().collect();
        let other = languages[random.below(languages.len())].as_str();
        let language = if random.one_in(ENGLISH) { "en" } else { other };
        self.page_of(family.expect("the weights add up"), language, at)
    }

    /// Returns a page of a family in a language.
    pub fn page_of(&self, family: &Family, language: &str, at: usize) -> Source {
        let id = format!("synth-{at}-{}-{language}", family.name);
        let (words, pool) = (&self.words[language], &self.pools[&(language.to_owned(), family.fold)]);
        let mut page = Page::new(&id, language, family.fold, words, pool);
        let title = (family.write)(&mut page);
        Source {
            set: SET.to_owned(),
            page_type: family.kind.to_owned(),
            renderer: None,
            title,
            gold: page.gold.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
            not_content: String::new(),
            comments: page.comments,
            input: page.html,
            site: format!("synth {}", family.name),
            fold: family.fold,
            made: true,
            spans: page.spans,
            id,
        }
    }

    /// Returns the codes of the languages.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

/// Returns the name of the family of a generated page.
pub fn family_of(source: &Source) -> &str {
    source.site.strip_prefix("synth ").unwrap_or(&source.site)
}

/// Makes the texts to train and measure on.
///
/// # Errors
/// As [`Generator::read`].
pub fn texts() -> Result<impl Iterator<Item = Source>> {
    let generator = Generator::read()?;
    Ok((0..texts::TEXTS).map(move |at| generator.text(at)))
}

/// Makes the pages to train and measure on, flattened to text.
///
/// # Errors
/// As [`Generator::read`].
pub fn flattened_pages() -> Result<impl Iterator<Item = Source>> {
    Ok(flat::pages(Generator::read()?))
}

/// Returns what a generated text was made of: an article with residue, or a page.
pub fn sort_of(source: &Source) -> &'static str {
    if source.site.starts_with(texts::SITE) { "article with residue" } else { "flattened page" }
}

/// Makes the pages to train and measure on.
///
/// # Errors
/// As [`Generator::read`].
pub fn pages() -> Result<impl Iterator<Item = Source>> {
    let generator = Generator::read()?;
    Ok((0..PAGES).map(move |at| generator.page(at)))
}

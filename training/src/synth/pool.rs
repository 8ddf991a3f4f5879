//! The clean articles that pages are made of, by language and fold.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Deserialize;

use crate::corpus;
use crate::documents::FOLDS;
use crate::hash::hash;
use crate::random::Random;

/// File of the clean articles, relative to the corpus directory.
const BODIES: &str = "bodies/bodies.jsonl.zst";
/// Maximum number of characters of a title.
const TITLE: usize = 110;
/// Minimum number of characters of a sentence.
const SENTENCE: usize = 20;

/// A clean article.
#[derive(Debug, Clone, Deserialize)]
pub struct Body {
    /// The code of its language.
    pub lang: String,
    /// Its name, which translations of an article share.
    pub id: String,
    /// Its genre.
    #[serde(default)]
    pub genre: String,
    /// Its title, if any.
    pub title: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

impl Body {
    /// Returns its fold. Translations of an article are in the same fold.
    pub fn fold(&self) -> u8 {
        (hash(self.id.bytes()) % u64::from(FOLDS)) as u8
    }

    /// Returns its title, or the beginning of its last sentence that can serve as one.
    pub fn headline(&self) -> String {
        match &self.title {
            Some(title) => title.clone(),
            None => {
                let all = || self.paragraphs.iter().rev().flat_map(|paragraph| sentences(paragraph));
                let good =
                    |sentence: &&str| sentence.chars().count() > SENTENCE && sentence.starts_with(char::is_alphabetic);
                clause(all().find(good).or_else(|| all().next()).unwrap_or_default())
            }
        }
    }
}

/// The articles of a language and fold.
#[derive(Debug, Default)]
pub struct Pool {
    bodies: Vec<Body>,
    /// Indices of those that read like comments.
    informal: Vec<usize>,
}

/// Reads the articles.
///
/// # Errors
/// As [`corpus::read`].
pub fn read() -> Result<BTreeMap<(String, u8), Pool>> {
    let mut pools: BTreeMap<(String, u8), Pool> = BTreeMap::new();
    for body in corpus::read::<Body>(BODIES)? {
        let mut body = body?;
        body.paragraphs.retain(|paragraph| paragraph.trim().chars().count() > 1);
        pools.entry((body.lang.clone(), body.fold())).or_default().add(body);
    }
    Ok(pools)
}

impl Pool {
    /// Adds an article.
    pub fn add(&mut self, body: Body) {
        if !body.paragraphs.is_empty() {
            if matches!(body.genre.as_str(), "forum" | "reviews" | "social" | "blog" | "essay") {
                self.informal.push(self.bodies.len());
            }
            self.bodies.push(body);
        }
    }

    /// Returns an article at random that is not among those left out, if there is one.
    pub fn body(&self, random: &mut Random, left_out: &[String]) -> &Body {
        let mut at = random.below(self.bodies.len());
        for _ in 0..self.bodies.len() {
            if !left_out.contains(&self.bodies[at].id) {
                break;
            }
            at = (at + 1) % self.bodies.len();
        }
        &self.bodies[at]
    }

    /// Returns the title of an article and its first one to `most` sentences.
    pub fn teaser(&self, random: &mut Random, most: usize, left_out: &[String]) -> (String, String) {
        let body = self.body(random, left_out);
        let count = 1 + random.below(most);
        let text = sentences(&body.paragraphs[0]).into_iter().take(count).collect::<Vec<_>>().join(" ");
        (body.headline(), text)
    }

    /// Returns a paragraph for a comment, cut down to `most` sentences. It comes from a text that
    /// reads like comments every other time, if there are such texts.
    pub fn remark(&self, random: &mut Random, most: usize, left_out: &[String]) -> String {
        if self.informal.is_empty() || random.one_in(2) {
            return self.paragraph(random, most, left_out);
        }
        let body = &self.bodies[self.informal[random.below(self.informal.len())]];
        if left_out.contains(&body.id) { self.paragraph(random, most, left_out) } else { cut(body, random, most) }
    }

    /// Returns a paragraph of an article, cut down to `most` sentences.
    pub fn paragraph(&self, random: &mut Random, most: usize, left_out: &[String]) -> String {
        cut(self.body(random, left_out), random, most)
    }
}

/// Returns up to `most` sentences of a paragraph of an article.
fn cut(body: &Body, random: &mut Random, most: usize) -> String {
    let paragraph = &body.paragraphs[random.below(body.paragraphs.len())];
    let sentences = sentences(paragraph);
    let from = random.below(sentences.len());
    sentences[from..].iter().take(most.max(1)).copied().collect::<Vec<_>>().join(" ")
}

/// Whether a sentence can begin here: behind a space, not with a lower-case letter.
fn begins(rest: &str) -> bool {
    rest.strip_prefix(' ').is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// Splits a paragraph into sentences of at least [`SENTENCE`] characters.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let (mut from, mut length) = (0, 0);
    for (at, char) in text.char_indices() {
        length += 1;
        let wide = matches!(char, '。' | '！' | '？');
        let ends = wide || (matches!(char, '.' | '!' | '?' | '।' | '؟' | '۔') && begins(&text[at + char.len_utf8()..]));
        let least = if wide { SENTENCE / 3 } else { SENTENCE };
        if ends && length >= least {
            sentences.push(text[from..at + char.len_utf8()].trim());
            (from, length) = (at + char.len_utf8(), 0);
        }
    }
    let rest = text[from..].trim();
    if !rest.is_empty() {
        sentences.push(rest);
    }
    if sentences.is_empty() { vec![text] } else { sentences }
}

/// Returns the beginning of a text as a title: up to the first comma or full stop, or whole words.
pub fn clause(text: &str) -> String {
    let sentence = sentences(text)[0].trim_end_matches(['.', '。', '।', '!', '?', ':', ';', '۔']);
    let comma =
        sentence.find([',', ';', ':', '،', '，', '、', '(', '–']).filter(|at| sentence[..*at].chars().count() > 12);
    let clause = comma.map_or(sentence, |at| &sentence[..at]).trim();
    let most = clause.char_indices().nth(TITLE / 2).filter(|_| clause.chars().count() > TITLE).map(|(at, _)| at);
    let cut = most.map_or(clause, |most| clause[..most].rfind(' ').map_or(&clause[..most], |at| &clause[..at]));
    cut.trim_matches(|char: char| matches!(char, ',' | ';' | ':' | '(' | '-' | '–' | '—') || char.is_whitespace())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_into_sentences() {
        let text =
            "The mill stands by the river. It ground flour until 1921! 水車は川のそばに立っていた。今もそうである。";
        assert_eq!(sentences(text).len(), 4);
        assert_eq!(clause("The mill by the river, built in 1700, is open."), "The mill by the river");
    }
}

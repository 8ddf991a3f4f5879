//! Texts with residue between their paragraphs, made from clean articles.
//!
//! Pages of the corpus have few promos inside the story. So clean articles in the languages of the
//! label lists get teasers (`Read more: …`), labels (`Advertisement`), share rows and newsletter
//! boxes between their paragraphs, a menu above and a list of other stories below.
//!
//! The wordings come from the lists in `src/words/labels/`. Each wording is used in one fold only,
//! so that cross-validation meets wordings that the model was not trained on. The features look
//! labels up in the same lists, so wordings outside the lists fare worse.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::corpus;
use crate::documents::{FOLDS, Source};
use crate::hash::hash;
use crate::labels;
use crate::networks::NETWORKS;
use crate::random::Random;
use crate::renderings;

/// File of the clean articles, relative to the corpus directory.
const BODIES: &str = "bodies/bodies.jsonl.zst";
/// Name of the set that these documents belong to.
pub const SET: &str = "residue";
/// Maximum number of texts per language. English has more, because the learned words know it.
const OF_A_LANGUAGE: usize = 60;
const OF_ENGLISH: usize = 360;
/// Minimum number of words of an article.
const LEAST_WORDS: usize = 60;
/// One text in this many has no residue between its paragraphs.
const FREE: usize = 5;
/// Signs that sites put before a teaser.
const ARROWS: &[&str] = &["▶ ", "→ ", "» ", ">> ", "+++ ", "• ", "🔴 ", "👉 ", "- "];
/// Services in share rows, beside the networks.
const OTHER_SERVICES: &[&str] = &["E-Mail", "Email", "Print"];

/// A clean article.
#[derive(Debug, Deserialize)]
struct Body {
    lang: String,
    id: String,
    title: Option<String>,
    paragraphs: Vec<String>,
    shuffled: bool,
}

/// Labels by topic and language.
struct Wordings(BTreeMap<(&'static str, String), Vec<String>>);

const TOPICS: &[&str] = &["related", "newsletter", "share", "advert", "navigation", "comments", "consent"];

impl Wordings {
    fn read() -> Result<Wordings> {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/words/labels");
        let mut wordings = BTreeMap::new();
        for &topic in TOPICS {
            let path = directory.join(topic).with_extension("txt");
            let list = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let mut language = String::new();
            for line in list.lines().filter(|line| !line.is_empty()) {
                match line.strip_prefix("# ") {
                    Some(code) => code.clone_into(&mut language),
                    None => wordings.entry((topic, language.clone())).or_insert_with(Vec::new).push(line.to_owned()),
                }
            }
        }
        Ok(Wordings(wordings))
    }

    /// Returns a random wording of a fold, in capitals or lower case as on sites.
    fn one(&self, topic: &'static str, language: &str, fold: u8, random: &mut Random) -> Option<String> {
        let all = self.0.get(&(topic, language.to_owned()))?;
        let own: Vec<&String> = all.iter().filter(|w| hash(w.bytes()) % u64::from(FOLDS) == u64::from(fold)).collect();
        let wording = own.get(random.below(own.len().max(1)))?;
        Some(match random.below(6) {
            0 => wording.to_uppercase(),
            1 => (*wording).clone(),
            _ => capitalised(wording),
        })
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Returns the texts to train on.
///
/// # Errors
/// If the corpus or the label lists cannot be read.
pub fn texts() -> Result<Vec<Source>> {
    let wordings = Wordings::read()?;
    let mut by_language: BTreeMap<String, Vec<Body>> = BTreeMap::new();
    for body in corpus::read::<Body>(BODIES)? {
        let body = body?;
        if wordings.0.contains_key(&("related", body.lang.clone())) {
            by_language.entry(body.lang.clone()).or_default().push(body);
        }
    }
    let mut texts = Vec::new();
    for (language, bodies) in &by_language {
        let titles: Vec<&str> = bodies.iter().filter_map(|body| body.title.as_deref()).collect();
        let most = if language == "en" { OF_ENGLISH } else { OF_A_LANGUAGE };
        let long = |body: &&Body| !body.shuffled && labels::words(&body.paragraphs.join(" ")).len() >= LEAST_WORDS;
        texts.extend(bodies.iter().filter(long).take(most).map(|body| text(body, &wordings, &titles)));
    }
    Ok(texts)
}

/// Returns a text made from an article.
fn text(body: &Body, wordings: &Wordings, titles: &[&str]) -> Source {
    let id = format!("residue {} {}", body.lang, body.id);
    let mut random = Random::of(&id, None);
    // Translations of a story are in the same fold.
    let fold = (hash(body.id.bytes()) % u64::from(FOLDS)) as u8;
    let mut page = Page { wordings, titles, language: &body.lang, fold, random: &mut random, lines: Vec::new() };
    page.beginning(body.title.as_deref());
    let free = page.random.one_in(FREE);
    for (at, paragraph) in body.paragraphs.iter().enumerate() {
        page.lines.push(paragraph.clone());
        if !free && at + 1 < body.paragraphs.len() && page.random.one_in(2) {
            page.residue();
        }
    }
    page.ending();
    let lines = page.lines;
    let input = match random.below(4) {
        0 => lines.join("\n"),
        1 => renderings::wrapped(&lines.join("\n\n")),
        _ => lines.join("\n\n"),
    };
    Source {
        site: id.clone(),
        id,
        set: SET.to_owned(),
        page_type: "article".to_owned(),
        renderer: Some("residue".to_owned()),
        title: body.title.clone().unwrap_or_default(),
        gold: body.paragraphs.join("\n"),
        not_content: String::new(),
        comments: String::new(),
        input,
        fold,
        made: true,
        spans: Vec::new(),
    }
}

/// Writes a page.
struct Page<'a> {
    wordings: &'a Wordings,
    titles: &'a [&'a str],
    language: &'a str,
    fold: u8,
    random: &'a mut Random,
    lines: Vec<String>,
}

impl Page<'_> {
    fn wording(&mut self, topic: &'static str) -> String {
        let wording = self.wordings.one(topic, self.language, self.fold, self.random);
        wording.unwrap_or_else(|| "Menu".to_owned())
    }

    /// Returns the title of another story.
    fn teaser(&mut self) -> String {
        let at = self.random.below(self.titles.len().max(1));
        self.titles.get(at).map_or_else(|| self.wording("related"), |&title| title.to_owned())
    }

    fn beginning(&mut self, title: Option<&str>) {
        for _ in 0..self.random.below(8) {
            let label = self.wording("navigation");
            self.lines.push(label);
        }
        self.lines.extend(title.map(str::to_owned));
        if self.random.one_in(2) {
            self.shares();
        }
    }

    /// Writes a piece of residue between two paragraphs.
    fn residue(&mut self) {
        match self.random.below(8) {
            0..=3 => self.promo(),
            4 => {
                let label = self.wording("advert");
                self.lines.push(label);
            }
            5 => {
                let label = self.wording("newsletter");
                self.lines.push(label);
            }
            6 => self.shares(),
            _ => {
                let label = self.wording("related");
                self.lines.push(label);
                for _ in 0..=self.random.below(3) {
                    let teaser = self.teaser();
                    self.lines.push(teaser);
                }
            }
        }
    }

    /// Writes a label and the title of another story on one line.
    fn promo(&mut self) {
        let (label, teaser) = (self.wording("related"), self.teaser());
        let arrow = if self.random.one_in(3) { ARROWS[self.random.below(ARROWS.len())] } else { "" };
        let label = label.trim_end_matches(':');
        self.lines.push(match self.random.below(5) {
            0 => format!("{arrow}{label} {teaser}"),
            1 => format!("{arrow}{label} | {teaser}"),
            2 => format!("[{label}: {teaser}]"),
            _ => format!("{arrow}{label}: {teaser}"),
        });
    }

    /// Writes a share row, on one line or several.
    fn shares(&mut self) {
        let mut row = vec![self.wording("share")];
        let services = [NETWORKS, OTHER_SERVICES].concat();
        for _ in 0..1 + self.random.below(5) {
            row.push(services[self.random.below(services.len())].to_owned());
        }
        match self.random.below(3) {
            0 => self.lines.append(&mut row),
            1 => self.lines.push(row.join(" | ")),
            _ => self.lines.push(row.join(" ")),
        }
    }

    fn ending(&mut self) {
        if self.random.one_in(2) {
            self.shares();
        }
        let parts = [("newsletter", 1), ("related", 6), ("comments", 2), ("consent", 2), ("navigation", 5)];
        for (topic, most) in parts {
            if self.random.one_in(3) {
                continue;
            }
            let label = self.wording(topic);
            self.lines.push(label);
            for _ in 0..self.random.below(most) {
                let line = if topic == "related" { self.teaser() } else { self.wording(topic) };
                self.lines.push(line);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_contains_the_whole_story() {
        let wordings = Wordings::read().unwrap();
        let paragraphs: Vec<String> =
            (0..6).map(|n| format!("The mill ground flour for {n} villages along the river.")).collect();
        let (mut longer, titles) = (0, ["Ferry suspended until Monday", "Museum opens its archive"]);
        for n in 0..20 {
            let (id, title) = (n.to_string(), Some("Of mills".to_owned()));
            let body = Body { lang: "en".to_owned(), id, title, paragraphs: paragraphs.clone(), shuffled: false };
            let source = text(&body, &wordings, &titles);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let input = words(&source.input).join(" ");
            assert!(paragraphs.iter().all(|paragraph| input.contains(paragraph.as_str())), "{input}");
            longer += usize::from(words(&source.input).len() > words(&source.gold).len() + 10);
        }
        assert!(longer > 15, "{longer} of 20");
    }

    #[test]
    fn folds_have_different_wordings() {
        let wordings = Wordings::read().unwrap();
        let mut random = Random::of("a", None);
        let mut of = |fold| -> Vec<String> {
            let one = |_| wordings.one("related", "de", fold, &mut random).unwrap().to_lowercase();
            (0..50).map(one).collect()
        };
        let (first, second) = (of(0), of(1));
        assert!(first.iter().all(|wording| !second.contains(wording)));
    }
}

//! The wordings of interfaces, by language: `training/synth/words/*.txt`.
//!
//! A line holds a key and its variants: `search: Search | Find`. Some keys hold lists, such as the
//! names of months.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::documents::FOLDS;
use crate::hash::hash;

/// Keys whose variants mean the same. Folds share as few of them as possible.
pub const WORDINGS: &[&str] = &[
    "home",
    "menu",
    "search",
    "login",
    "subscribe",
    "share",
    "comments",
    "reply",
    "comment_write",
    "comment_login",
    "related",
    "read_more",
    "most_read",
    "latest",
    "newsletter",
    "donation",
    "consent",
    "accept",
    "reject",
    "advert",
    "tags",
    "by",
    "published",
    "updated",
    "minutes",
    "photo",
    "next",
    "previous",
    "page",
    "privacy",
    "terms",
    "contact",
    "about",
    "rights",
    "paywall",
    "app",
    "embed",
    "cart",
    "in_stock",
    "delivery",
    "financing",
    "reviews",
    "bought",
    "specs",
    "box",
    "description",
    "size",
    "quantity",
    "ago",
    "bio",
    "member",
    "posts",
    "edited",
    "answers",
    "ingredients",
    "preparation",
    "location",
    "contents",
    "poll",
    "weather",
    "listen",
    "watch",
    "image",
    "follow",
    "tools",
    "question",
    "votes",
    "notice",
];

/// Keys that hold lists.
pub const LISTS: &[&str] = &["sections", "months", "names", "chat", "captions", "properties", "items", "options"];

/// Keys of word lists of the product that also serve as wordings here, with the names of the lists.
const ALSO: &[(&str, &str)] = &[
    ("advert", "advert"),
    ("comment label", "comments"),
    ("consent button", "consent"),
    ("navigation", "navigation"),
    ("newsletter title", "newsletter"),
    ("read_more", "related"),
    ("related", "related"),
    ("share", "share"),
];

/// The wordings of a language.
#[derive(Debug, Default)]
pub struct Words {
    /// The variants of each key.
    variants: BTreeMap<String, Vec<String>>,
    /// Wordings from the lists of the product, by key and fold.
    also: BTreeMap<(&'static str, u8), Vec<String>>,
}

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("synth/words")
}

/// Reads the wordings of all languages.
///
/// # Errors
/// If a file cannot be read or lacks a key.
pub fn read() -> Result<BTreeMap<String, Words>> {
    let mut languages: BTreeMap<String, Words> = BTreeMap::new();
    for entry in std::fs::read_dir(directory())? {
        let path = entry?.path();
        let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let words = Words::parse(&text).with_context(|| path.display().to_string())?;
        languages.insert(language, words);
    }
    for &(key, list) in ALSO {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/words/labels").join(list).with_extension("txt");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut language = "";
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Some(code) = line.strip_prefix("# ") {
                language = if code == "no" { "nb" } else { code };
            } else if let Some(words) = languages.get_mut(language) {
                let fold = (hash(line.bytes()) % u64::from(FOLDS)) as u8;
                words.also.entry((key, fold)).or_default().push(capitalised(line));
            }
        }
    }
    Ok(languages)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

impl Words {
    /// Parses a file.
    fn parse(text: &str) -> Result<Words> {
        let mut words = Words::default();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, variants) = line.split_once(": ").with_context(|| format!("no key: {line}"))?;
            let variants = variants.split(" | ").map(|variant| variant.trim().to_owned()).collect();
            words.variants.insert(key.to_owned(), variants);
        }
        for &key in WORDINGS.iter().chain(LISTS) {
            words.variants.get(key).with_context(|| format!("{key} is missing"))?;
        }
        Ok(words)
    }

    /// Returns the variants of a key in a fold. A fold shares them with others if there are fewer
    /// variants than folds.
    pub fn of_fold(&self, key: &str, fold: u8) -> Vec<&str> {
        let all = self.all(key);
        let parts = all.len().min(usize::from(FOLDS));
        let turn = hash(key.bytes()) as usize % parts;
        let own = |at: &usize| (at + turn) % parts == usize::from(fold) % parts;
        (0..all.len()).filter(own).map(|at| all[at].as_str()).collect()
    }

    /// Returns all variants of a key, or the entries of a list.
    pub fn all(&self, key: &str) -> &[String] {
        self.variants.get(key).unwrap_or_else(|| panic!("no wording {key}"))
    }

    /// Returns the wordings of a list of the product in a fold, or an empty slice.
    pub fn also(&self, key: &str, fold: u8) -> &[String] {
        let key = ALSO.iter().find(|(known, _)| *known == key).map(|(known, _)| *known);
        key.and_then(|key| self.also.get(&(key, fold))).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_language_lacks_a_key() {
        let languages = read().unwrap();
        assert!(languages.len() >= 12, "{}", languages.len());
        for (language, words) in &languages {
            for key in WORDINGS.iter().chain(LISTS) {
                assert!(words.all(key).iter().all(|variant| !variant.is_empty()), "{language} {key}");
            }
            assert_eq!(words.all("months").len(), 12, "{language}");
            assert!(words.all("minutes").iter().all(|variant| variant.contains("{n}")), "{language}");
            assert!(words.all("bio").iter().all(|variant| variant.contains("{name}")), "{language}");
        }
    }

    #[test]
    fn folds_have_different_wordings_where_there_are_several() {
        let words = &read().unwrap()["en"];
        assert_ne!(words.of_fold("related", 0), words.of_fold("related", 1));
        assert!((0..FOLDS).all(|fold| WORDINGS.iter().all(|key| !words.of_fold(key, fold).is_empty())));
    }
}

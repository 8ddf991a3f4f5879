//! What is known about a document once it is cleaned.

use crate::sniff::Format;

/// How an extraction went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Verdict {
    /// The article was found.
    Ok,
    /// Something was found, but it is doubtful.
    Doubt,
    /// Nothing was found.
    Empty,
}

impl Verdict {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Doubt => "doubt",
            Verdict::Empty => "empty",
        }
    }
}

/// What is known about a cleaned document, without its text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Summary {
    /// What the input was.
    pub format: Format,
    /// The character encoding of the input, by its WHATWG name.
    pub encoding: &'static str,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// How it went.
    pub verdict: Verdict,
    /// Expected word F1 of the article, 0 to 1.
    pub confidence: f32,
    /// Blocks that were kept.
    pub kept_blocks: u64,
    /// Blocks there were.
    pub total_blocks: u64,
    /// What the user's rules did.
    pub ruled: Ruled,
}

/// What a page says about itself. A field is `None` if the page does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The author, as the page gives it; several are separated by commas.
    pub author: Option<String>,
    /// Date of publication, as the page writes it.
    pub date: Option<String>,
    /// Language tag, as the page declares it.
    pub language: Option<String>,
    /// Name of the site.
    pub site_name: Option<String>,
    /// Address of the page: the one given to the extractor, else the one that the page
    /// declares.
    pub url: Option<String>,
}

/// What the user's rules did in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Ruled {
    /// The sections of rules that applied: hosts, and `*` for all pages.
    pub sections: Vec<String>,
    /// Blocks kept by a rule.
    pub kept: u64,
    /// Blocks, and parts of blocks, dropped by a rule.
    pub dropped: u64,
    /// Selectors that could not be matched because the document is plain text.
    pub idle_selectors: usize,
}

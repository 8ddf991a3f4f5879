//! The result of an extraction, apart from the text.

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
    /// Returns the name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Doubt => "doubt",
            Verdict::Empty => "empty",
        }
    }
}

/// The result of an extraction, apart from the text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Summary {
    /// The format of the input.
    pub format: Format,
    /// The character encoding of the input, by its WHATWG name.
    pub encoding: &'static str,
    /// What the page says about itself.
    pub metadata: Metadata,
    /// Whether the article was found.
    pub verdict: Verdict,
    /// Expected word F1 of the article, 0 to 1.
    pub confidence: f32,
    /// Number of blocks kept.
    pub kept_blocks: u64,
    /// Number of blocks in the document.
    pub total_blocks: u64,
    /// The effect of the user's rules.
    pub ruled: Ruled,
}

/// What a page says about itself. A field is `None` if the page does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The author, as the page gives it; several authors are separated by commas.
    pub author: Option<String>,
    /// Date of publication, as the page writes it.
    pub date: Option<String>,
    /// Language tag, as the page declares it.
    pub language: Option<String>,
    /// Name of the site.
    pub site_name: Option<String>,
    /// Address of the page: as given to the extractor, else as the page declares it.
    pub url: Option<String>,
}

/// The effect of the user's rules on a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Ruled {
    /// The sections of rules that applied: hosts, and `*` for all pages.
    pub sections: Vec<String>,
    /// Number of blocks kept by a rule.
    pub kept: u64,
    /// Number of blocks and parts of blocks dropped by a rule.
    pub dropped: u64,
    /// Number of selectors that could not match because the document is plain text.
    pub idle_selectors: usize,
}

//! The result of an extraction, apart from the text.

use crate::metadata::Metadata;
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

/// Why the verdict on a document is not [`Verdict::Ok`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DoubtReason {
    /// The page says that it is not free, and shows little text.
    Paywall,
    /// The page asks for consent and shows little else.
    Consent,
    /// The page has hardly any text: a script would load it.
    Shell,
    /// The page holds several stories, such as a front page.
    SeveralStories,
    /// Nothing on the page looks like an article.
    NoMainContent,
    /// Too many blocks could be either article or boilerplate.
    LowConfidence,
}

impl DoubtReason {
    /// Returns the name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            DoubtReason::Paywall => "paywall",
            DoubtReason::Consent => "consent",
            DoubtReason::Shell => "shell",
            DoubtReason::SeveralStories => "several-stories",
            DoubtReason::NoMainContent => "no-main-content",
            DoubtReason::LowConfidence => "low-confidence",
        }
    }
}

/// The kind of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum PageKind {
    /// News, a blog post, an essay.
    Article,
    /// A manual, a reference, an encyclopedia.
    Documentation,
    /// A thread of a forum, questions and answers.
    Forum,
    /// A product of a shop.
    Product,
    /// A list of articles, events or jobs.
    Listing,
    /// A category of a shop, a gallery.
    Collection,
    /// What a firm, an office or an app does.
    Service,
}

impl PageKind {
    /// Returns the name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Article => "article",
            PageKind::Documentation => "documentation",
            PageKind::Forum => "forum",
            PageKind::Product => "product",
            PageKind::Listing => "listing",
            PageKind::Collection => "collection",
            PageKind::Service => "service",
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
    /// Why the verdict is not [`Verdict::Ok`]; `None` if it is.
    pub reason: Option<DoubtReason>,
    /// Expected word F1 of the article, 0 to 1.
    pub confidence: f32,
    /// The kind of the page; `None` in text.
    pub kind: Option<PageKind>,
    /// Number of blocks kept.
    pub kept_blocks: u64,
    /// Number of blocks in the document.
    pub total_blocks: u64,
    /// The effect of the user's rules.
    pub ruled: Ruled,
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

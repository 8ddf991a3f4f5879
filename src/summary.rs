//! What is known about a document once it is cleaned.

use crate::sniff::Format;

/// How an extraction went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The article was found.
    Ok,
    /// Something was found, and the engine is not sure of it.
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
pub struct Summary {
    /// What the input was.
    pub format: Format,
    /// The character encoding it was in, by its WHATWG name.
    pub encoding: &'static str,
    /// The headline.
    pub title: Option<String>,
    /// The author, as the page's metadata gives it; several are separated by commas.
    pub author: Option<String>,
    /// Date of publication, as the page writes it.
    pub date: Option<String>,
    /// Language tag of the page, as it declares it.
    pub language: Option<String>,
    /// Address of the page: that of [`Options::url`](crate::Options::url), or as
    /// it declares it.
    pub url: Option<String>,
    /// How it went.
    pub verdict: Verdict,
    /// Expected word F1 of the text, 0 to 1.
    pub confidence: f32,
    /// Lines that were kept.
    pub kept_lines: u64,
    /// Lines there were.
    pub total_lines: u64,
    /// What came of the rules.
    pub ruled: Ruled,
}

/// What came of the user's rules in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ruled {
    /// The sections that are about it: hosts, `*` for the one about all.
    pub sections: Vec<String>,
    /// Lines kept by a rule.
    pub kept: u64,
    /// Lines, and parts of lines, dropped by a rule.
    pub dropped: u64,
    /// Selectors about it that could not be matched, since it is plain text.
    pub idle_selectors: usize,
}

//! Inline markup of a page's text: links, emphasis and code.
//!
//! Only rendering reads it, so it is recorded only if the output format can show it.

use std::ops::Range;

/// No link or no code element; see [`Style`].
pub const PLAIN: u32 = u32::MAX;

/// The inline markup of a page, and the attributes that only a renderer needs.
#[derive(Debug, Default)]
pub struct Inline {
    /// The places where the style of [`Document::text`](super::Document::text) changes, in
    /// document order. The text before the first is plain.
    pub runs: Vec<StyleRun>,
    /// Notes on elements, in the order of [`Document::elements`](super::Document::elements).
    pub notes: Vec<(u32, ElementNote)>,
    /// The `href` of the first `base` element. Links are resolved against it.
    pub base: Option<String>,
}

impl Inline {
    /// Returns the notes on an element.
    pub fn notes_on(&self, element: u32) -> impl Iterator<Item = &ElementNote> {
        let first = self.notes.partition_point(|&(noted, _)| noted < element);
        self.notes[first..].iter().take_while(move |&&(noted, _)| noted == element).map(|(_, note)| note)
    }

    /// Splits `range` into parts of one style each, in order and without gaps.
    pub fn styles(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Style)> {
        let mut next = self.runs.partition_point(|run| run.start <= range.start);
        let mut start = range.start;
        std::iter::from_fn(move || {
            if start >= range.end {
                return None;
            }
            let style = next.checked_sub(1).map_or(Style::default(), |at| self.runs[at].style);
            let end = self.runs.get(next).map_or(range.end, |run| run.start.min(range.end));
            next += 1;
            Some((std::mem::replace(&mut start, end)..end, style))
        })
    }
}

/// A change of style. It holds until the next run.
#[derive(Debug, Clone, Copy)]
pub struct StyleRun {
    /// Byte offset in [`Document::text`](super::Document::text).
    pub start: usize,
    /// The style of the text from there on.
    pub style: Style,
}

/// The style that the inline elements around a word give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Index of the innermost link with a usable target, else [`PLAIN`].
    pub link: u32,
    /// Index of the innermost `code`, `kbd`, `samp` or `tt` element, else [`PLAIN`].
    pub code: u32,
    /// Whether the word stands in `strong` or `b`.
    pub strong: bool,
    /// Whether the word stands in `em` or `i`.
    pub emphasis: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { link: PLAIN, code: PLAIN, strong: false, emphasis: false }
    }
}

impl Style {
    /// Returns the part of the style that continues in a text of style `other`.
    ///
    /// Markup nests in the order link, strong, emphasis, code. Where an outer level ends, the
    /// levels inside it end too.
    pub fn shared_with(self, other: Style) -> Style {
        if self.link != other.link {
            return Style::default();
        }
        let strong = self.strong == other.strong;
        let emphasis = self.emphasis == other.emphasis && strong;
        Style {
            link: self.link,
            code: if self.code == other.code && emphasis { self.code } else { PLAIN },
            strong: self.strong && strong,
            emphasis: self.emphasis && emphasis,
        }
    }
}

/// A fact from an attribute of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ElementNote {
    /// The target of a link, as the page writes it.
    Href(Box<str>),
    /// The programming language of a `pre` or `code` element, taken from its class.
    Language(Box<str>),
}

//! What inline markup says of a page's text: links, emphasis, code.
//!
//! No stage before rendering asks for it, so it is recorded only where the
//! output can show it.

use std::ops::Range;

/// No link, or no code: see [`Style`].
pub const PLAIN: u32 = u32::MAX;

/// The inline markup of a page, and what attributes of its elements say that
/// only a renderer wants to know.
#[derive(Debug, Default)]
pub struct Inline {
    /// Where the style of [`Document::text`](super::Document::text) changes, in its
    /// order; the text before the first is plain.
    pub runs: Vec<Run>,
    /// Notes on elements, in the order of [`Document::elements`](super::Document::elements).
    pub notes: Vec<(u32, Note)>,
    /// `href` of the first `base`, against which links are resolved.
    pub base: Option<String>,
}

impl Inline {
    /// What was noted of an element.
    pub fn notes_on(&self, element: u32) -> impl Iterator<Item = &Note> {
        let first = self.notes.partition_point(|&(noted, _)| noted < element);
        self.notes[first..].iter().take_while(move |&&(noted, _)| noted == element).map(|(_, note)| note)
    }

    /// The parts of `range` that are of one style, in order, with no gaps.
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

/// From here on the text has this style.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Where it begins in [`Document::text`](super::Document::text).
    pub start: usize,
    /// What it is.
    pub style: Style,
}

/// What the inline elements around a word make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The innermost link that leads somewhere, else [`PLAIN`].
    pub link: u32,
    /// The innermost `code` or the like, else [`PLAIN`].
    pub code: u32,
    /// In `strong` or `b`.
    pub strong: bool,
    /// In `em` or `i`.
    pub emphasis: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { link: PLAIN, code: PLAIN, strong: false, emphasis: false }
    }
}

impl Style {
    /// What goes on from one style to the next, where links are outermost,
    /// then comes what is strong, then emphasis: what is within ends with what
    /// is around it.
    pub fn and(self, other: Style) -> Style {
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

/// What an attribute says of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Where a link leads, as written.
    Href(Box<str>),
    /// The programming language of `pre` or `code`, by its class.
    Language(Box<str>),
}

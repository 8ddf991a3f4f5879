//! Inline markup of a page's text: links, emphasis, code, raised and lowered text, formulas.
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
    /// The images of the page that may belong to its content, in document order.
    pub images: Vec<ImageNote>,
    /// The formulas that [`Style::formula`] names.
    pub formulas: Vec<Formula>,
    /// The formulas that are no part of the text, by their place in it.
    pub insertions: Vec<Insertion>,
    /// The `href` of the first `base` element. Links are resolved against it.
    pub base: Option<String>,
}

impl Inline {
    /// Returns the notes on an element.
    pub fn notes_on(&self, element: u32) -> impl Iterator<Item = &ElementNote> {
        let first = self.notes.partition_point(|&(noted, _)| noted < element);
        self.notes[first..].iter().take_while(move |&&(noted, _)| noted == element).map(|(_, note)| note)
    }

    /// Returns the formulas to insert into `range`, in order.
    pub fn insertions_in(&self, range: &Range<usize>) -> &[Insertion] {
        let first = self.insertions.partition_point(|insertion| insertion.at < range.start);
        let count = self.insertions[first..].partition_point(|insertion| insertion.at <= range.end);
        &self.insertions[first..first + count]
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
    /// Whether the word stands in `sub` or `sup`.
    pub script: Script,
    /// Index of the formula that the word is part of in [`Inline::formulas`], else [`PLAIN`].
    pub formula: u32,
}

/// Whether a text is lowered or raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Script {
    /// Neither.
    #[default]
    Base,
    /// Lowered: `sub`.
    Lowered,
    /// Raised: `sup`.
    Raised,
}

/// An image of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageNote {
    /// Its element.
    pub element: u32,
    /// Index of the block that follows it.
    pub at: u32,
    /// The innermost group around it.
    pub group: u32,
    /// Its address, as the page writes it.
    pub address: String,
    /// Its alternative text; empty if it has none.
    pub alt: String,
}

/// A formula that a script of MathJax would write into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Insertion {
    /// Byte offset in [`Document::text`](super::Document::text).
    pub at: usize,
    /// Index in [`Inline::formulas`].
    pub formula: u32,
    /// Whether a space goes before it.
    pub is_spaced: bool,
}

/// A formula of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formula {
    /// Its source in TeX; empty if the page does not have it.
    pub tex: String,
    /// Whether it stands on a line of its own.
    pub is_display: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { link: PLAIN, code: PLAIN, strong: false, emphasis: false, script: Script::Base, formula: PLAIN }
    }
}

impl Style {
    /// Returns the part of the style that continues in a text of style `other`.
    ///
    /// Markup nests in the order link, strong, emphasis, script, code. Where an outer level ends, the
    /// levels inside it end too.
    pub fn shared_with(self, other: Style) -> Style {
        if self.link != other.link {
            return Style::default();
        }
        let strong = self.strong == other.strong;
        let emphasis = self.emphasis == other.emphasis && strong;
        let script = self.script == other.script && emphasis;
        Style {
            link: self.link,
            code: if self.code == other.code && script { self.code } else { PLAIN },
            strong: self.strong && strong,
            emphasis: self.emphasis && emphasis,
            script: if script { self.script } else { Script::Base },
            formula: if self.formula == other.formula && script { self.formula } else { PLAIN },
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

//! Text of one style after another: the content of a paragraph, a heading or a cell.

use std::ops::Range;

use crate::document::inline::{Insertion, PLAIN, Script, Style};
use crate::document::{Block, Document, Within};
use crate::rulings::Rulings;

/// A text on one line with its inline markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InlineText {
    /// The words.
    pub text: String,
    /// Its parts of one style each, in order. Only white space stands between and around them.
    pub segments: Vec<Segment>,
}

/// A part of a text that has one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes in [`InlineText::text`].
    pub range: Range<usize>,
    /// Its style.
    pub style: Style,
}

impl InlineText {
    /// Returns a text without markup.
    pub fn plain(text: impl Into<String>) -> InlineText {
        let mut inline = InlineText { text: text.into(), segments: Vec::new() };
        inline.words(0..inline.text.len(), Style::default());
        inline
    }

    /// Returns the printed text of a block of HTML. `strong` overrides whether the words are
    /// strong. Preformatted text has no styles.
    pub fn of(document: &Document, rulings: &Rulings, block: &Block, strong: Option<bool>) -> InlineText {
        if block.markup.is_some_and(|markup| markup.within.has(Within::PRE)) {
            return InlineText::plain(
                rulings.printed(document, block).split_whitespace().collect::<Vec<_>>().join(" "),
            );
        }
        let mut inline = InlineText { text: String::with_capacity(block.range.len()), segments: Vec::new() };
        let mut runs = Vec::new();
        let markup = document.inline.as_ref();
        let mut insertions = markup.map_or(&[][..], |markup| markup.insertions_in(&block.range)).iter().peekable();
        rulings.pieces(document, block, |range, spaced| {
            if spaced {
                inline.text.push(' ');
            }
            let Some(markup) = markup else { return inline.text.push_str(&document.text[range]) };
            let mut add = |text: &str, style| {
                let start = inline.text.len();
                inline.text.push_str(text);
                runs.push((start..inline.text.len(), style));
            };
            for (mut range, style) in markup.styles(range) {
                while let Some(&insertion) = insertions.next_if(|insertion| insertion.at <= range.end) {
                    let Insertion { at, formula, is_spaced } = insertion;
                    // It may stand in a cut.
                    let at = at.max(range.start);
                    add(&document.text[range.start..at], style);
                    let is_first = at == block.range.start;
                    add(if is_spaced && !is_first { " " } else { "" }, style);
                    // The writers write the formula for the word.
                    add("formula", Style { formula, ..Style::default() });
                    add(if is_first { " " } else { "" }, style);
                    range.start = at;
                }
                add(&document.text[range], style);
            }
        });
        if runs.is_empty() {
            runs.push((0..inline.text.len(), Style::default()));
        }
        for (range, style) in runs {
            inline.words(range, Style { strong: strong.unwrap_or(style.strong), ..style });
        }
        inline.lower_links();
        inline
    }

    /// Takes raised and lowered text with links to the base line: mostly references to notes, which
    /// have brackets.
    fn lower_links(&mut self) {
        let is_base = |segment: &Segment| segment.style.script == Script::Base;
        for run in self.segments.chunk_by_mut(|one, other| is_base(one) == is_base(other)) {
            if run.iter().any(|segment| segment.style.link != PLAIN) {
                run.iter_mut().for_each(|segment| segment.style.script = Script::Base);
            }
        }
        self.restyle(|_, _| {});
    }

    /// Appends another text after a separator.
    pub fn append(&mut self, separator: &str, other: &InlineText) {
        self.text.push_str(separator);
        let start = self.text.len();
        self.text.push_str(&other.text);
        for segment in &other.segments {
            self.words(start + segment.range.start..start + segment.range.end, segment.style);
        }
    }

    /// Changes the styles of the segments.
    pub fn restyle(&mut self, mut change: impl FnMut(&str, &mut Style)) {
        for Segment { range, mut style } in std::mem::take(&mut self.segments) {
            change(&self.text[range.clone()], &mut style);
            self.push(range, style);
        }
    }

    /// Adds the words of a run. White space between two words has the style that both share, so
    /// that no markup begins or ends in white space.
    fn words(&mut self, run: Range<usize>, style: Style) {
        let mut at = run.start;
        while at < run.end {
            let rest = &self.text[at..run.end];
            let start = at + (rest.len() - rest.trim_start().len());
            let length = self.text[start..run.end].split(char::is_whitespace).next().map_or(0, str::len);
            if length == 0 {
                break;
            }
            if let Some(last) = self.segments.last().filter(|last| last.range.end < start) {
                let between = last.style.shared_with(style);
                self.push(last.range.end..start, between);
            }
            self.push(start..start + length, style);
            at = start + length;
        }
    }

    fn push(&mut self, range: Range<usize>, style: Style) {
        match self.segments.last_mut() {
            Some(last) if last.style == style || is_same_code(last.style, style) => last.range.end = range.end,
            _ => self.segments.push(Segment { range, style }),
        }
    }
}

/// Whether two styles are code and otherwise equal. They become one code span, because in Markdown
/// two code spans that touch are not valid.
fn is_same_code(one: Style, other: Style) -> bool {
    one.code != PLAIN && other.code != PLAIN && Style { code: other.code, ..one } == other
}

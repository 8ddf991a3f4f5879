//! Plain text → [`Document`].
//!
//! `wrap` finds hard-wrapped paragraphs, `cut` cuts lines that are longer
//! than a screen or hold a run of icon names; this file puts them together.
//! `window` feeds a stream through it in bounded memory.

mod cut;
mod groups;
mod icons;
mod joint;
pub mod window;
mod wrap;

use std::ops::Range;

use crate::document::group::NO_GROUP;
use crate::document::{Block, Document, Gap};
use crate::segment::shows_nothing;
use icons::icon_runs;

/// Appends the lines of `page.text[from..]` to the page.
///
/// `number` is the number of the first line there; `within_line` says that
/// the text begins inside a line whose beginning came before. A line of which
/// `apart` is true is no part of a hard-wrapped paragraph.
pub fn segment(page: &mut Document, from: usize, number: u32, within_line: bool, apart: &dyn Fn(&str) -> bool) {
    let wrapping = wrap::width(&page.text[from..]);
    let mut state = Segmenter {
        number,
        gap: if within_line { Gap::None } else { Gap::Line },
        wrapping,
        last: None,
        runs: Vec::new(),
        apart,
    };
    let (mut start, first) = (from, page.blocks.len());
    while start < page.text.len() {
        let end = memchr::memchr(b'\n', &page.text.as_bytes()[start..]).map_or(page.text.len(), |i| start + i);
        let printed = start..start + printed_len(&page.text[start..end]);
        state.add(page, printed);
        state.number = state.number.saturating_add(1);
        start = end + 1;
    }
    groups::find(page, first);
}

/// Bytes after which a hard-wrapped paragraph is cut at the next line end, so
/// that no line outgrows a window.
const LONGEST_PARAGRAPH: usize = 8000;

struct Segmenter<'a> {
    number: u32,
    gap: Gap,
    wrapping: Option<usize>,
    /// The last source line, if the next one may go on in its paragraph.
    last: Option<Range<usize>>,
    runs: Vec<Range<usize>>,
    apart: &'a dyn Fn(&str) -> bool,
}

impl Segmenter<'_> {
    /// Takes one line of the source, trailing white space left off.
    fn add(&mut self, page: &mut Document, source: Range<usize>) {
        let text = &page.text[source.clone()];
        if shows_nothing(text) {
            // The rest of a line whose beginning came before is no blank line.
            self.gap = if self.gap == Gap::None { Gap::Line } else { Gap::Paragraph };
            self.last = None;
            return;
        }
        let apart = self.wrapping.is_some() && (self.apart)(text);
        if let (Some(width), Some(last), Gap::Line, false) = (self.wrapping, self.last.clone(), self.gap, apart)
            && wrap::goes_on(&page.text[last], text, width)
            && let Some(line) = page.blocks.last_mut()
            && line.range.len() < LONGEST_PARAGRAPH
        {
            line.range.end = source.end;
            self.last = Some(source);
            return;
        }
        self.runs.clear();
        icon_runs(text, &mut self.runs);
        self.last = None;
        if self.runs.is_empty() && text.len() <= cut::LONG {
            self.last = (!apart).then(|| source.clone());
            page.blocks.push(self.line(source, false));
        } else {
            let mut pieces = Vec::new();
            cut::pieces(text, &self.runs, &mut pieces);
            for (piece, icon_run) in pieces {
                let range = source.start + piece.start..source.start + piece.end;
                page.blocks.push(self.line(range, icon_run));
                self.gap = Gap::None;
            }
        }
        self.gap = Gap::Line;
    }

    fn line(&self, range: Range<usize>, icon_run: bool) -> Block {
        Block { range, number: self.number, gap: self.gap, icon_run, group: NO_GROUP, source: 0..0, markup: None }
    }
}

/// Bytes of a source line without the white space at its end.
fn printed_len(line: &str) -> usize {
    line.trim_end().len()
}

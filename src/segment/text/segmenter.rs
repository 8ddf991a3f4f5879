//! Puts the steps together: from a text to the blocks of a document.

use std::ops::Range;

use super::icons::icon_runs;
use super::wrap::Wrapping;
use super::{groups, scripts, split};
use crate::document::group::NO_GROUP;
use crate::document::{Block, Document, Gap};
use crate::segment::blank::is_blank;
use crate::words::vocabulary::Vocabulary;

/// Settings of the segmenter of text that come from other parts of the program.
#[derive(Clone, Copy)]
pub struct TextSettings<'a> {
    /// Trained weights, by which long lines are cut into blocks.
    pub boundary: &'a Vocabulary,
    /// Lines for which this is true are kept out of hard-wrapped paragraphs.
    pub stands_alone: &'a dyn Fn(&str) -> bool,
}

/// Appends the blocks of `page.text[from..]` to the page.
///
/// `number` is the number of the first line there. `within_line` tells that the text begins
/// inside a line. The scripts and style sheets of the page are in no block.
pub fn segment(page: &mut Document, from: usize, number: u32, within_line: bool, how: TextSettings<'_>) {
    let wrapping = Wrapping::of(&page.text[from..]);
    let scripts = scripts::find(&page.text[from..]);
    let mut scripts = scripts.into_iter().map(|range| from + range.start..from + range.end).peekable();
    let mut state = TextSegmenter {
        number,
        gap: if within_line { Gap::None } else { Gap::Line },
        wrapping,
        last: None,
        runs: Vec::new(),
        longest_whole: if page.continues { split::LONG } else { split::longest_whole(&page.text) },
        how,
    };
    let (mut start, first) = (from, page.blocks.len());
    while start < page.text.len() {
        let end = memchr::memchr(b'\n', &page.text.as_bytes()[start..]).map_or(page.text.len(), |i| start + i);
        let mut at = start;
        while let Some(script) = scripts.peek().filter(|script| script.start < end) {
            state.add_part(page, at..script.start.max(at));
            at = script.end.min(end).max(at);
            if script.end > end {
                break;
            }
            scripts.next();
        }
        if at > start {
            state.add_part(page, at..end);
        } else {
            let printed = start..start + printed_len(&page.text[start..end]);
            state.add(page, printed);
        }
        state.number = state.number.saturating_add(1);
        start = end + 1;
    }
    groups::find(page, first);
}

/// Bytes after which a hard-wrapped paragraph is cut at the next end of a line, so that no block
/// outgrows a window.
const LONGEST_PARAGRAPH: usize = 8000;

struct TextSegmenter<'a> {
    /// The number of the current source line.
    number: u32,
    /// The gap before the next block.
    gap: Gap,
    /// How the text is wrapped.
    wrapping: Option<Wrapping>,
    /// The last source line, if the next one can continue its paragraph.
    last: Option<Range<usize>>,
    /// The icon runs of the current source line.
    runs: Vec<Range<usize>>,
    /// Bytes of the longest line that stays whole.
    longest_whole: usize,
    how: TextSettings<'a>,
}

impl TextSegmenter<'_> {
    /// Adds what a script left of a source line, as a line of its own.
    fn add_part(&mut self, page: &mut Document, part: Range<usize>) {
        self.last = None;
        let text = &page.text[part.clone()];
        if !is_blank(text) {
            let lead = text.len() - text.trim_start().len();
            self.add(page, part.start + lead..part.start + printed_len(text));
            self.last = None;
        }
    }

    /// Adds a source line, without the white space at its end.
    fn add(&mut self, page: &mut Document, source: Range<usize>) {
        let text = &page.text[source.clone()];
        if is_blank(text) {
            // The rest of a line that began in the last window is not a blank line.
            self.gap = if self.gap == Gap::None { Gap::Line } else { Gap::Paragraph };
            self.last = None;
            return;
        }
        let stands_alone = self.wrapping.is_some() && (self.how.stands_alone)(text);
        if let (Some(wrapping), Some(last), Gap::Line, false) =
            (self.wrapping, self.last.clone(), self.gap, stands_alone)
            && wrapping.continues(&page.text[last], text)
            && let Some(block) = page.blocks.last_mut()
            && block.range.len() < LONGEST_PARAGRAPH
        {
            block.range.end = source.end;
            self.last = Some(source);
            return;
        }
        self.runs.clear();
        icon_runs(text, &mut self.runs);
        self.last = None;
        if self.runs.is_empty() && text.len() <= self.longest_whole {
            self.last = (!stands_alone).then(|| source.clone());
            page.blocks.push(self.block(source, false));
        } else {
            let mut pieces = Vec::new();
            split::split(text, &self.runs, self.longest_whole, self.how.boundary, &mut pieces);
            for (piece, icon_run) in pieces {
                let range = source.start + piece.start..source.start + piece.end;
                page.blocks.push(self.block(range, icon_run));
                self.gap = Gap::None;
            }
        }
        self.gap = Gap::Line;
    }

    fn block(&self, range: Range<usize>, icon_run: bool) -> Block {
        Block { range, number: self.number, gap: self.gap, icon_run, group: NO_GROUP, source: 0..0, markup: None }
    }
}

/// Returns the length in bytes of a line without the white space at its end.
fn printed_len(line: &str) -> usize {
    line.trim_end().len()
}

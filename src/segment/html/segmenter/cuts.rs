//! Applies rulings on inline elements: a dropped element is cut out of its block, and a kept
//! element keeps its block. The permalinks of headings are cut out, too.

use std::ops::Range;

use super::state::Segmenter;
use crate::document::Within;
use crate::rulings::{Cut, Ruling};
use crate::segment::html::permalink::is_permalink;

impl Segmenter {
    /// Applies `ruling` to the text added since `start`. Keeping it keeps its block. Dropping it
    /// cuts it out, unless its block is dropped anyway.
    pub(super) fn apply_ruling(&mut self, ruling: Ruling, start: usize) {
        if ruling.keep {
            self.block.kept = Some(ruling.or(self.block.kept));
            return;
        }
        if self.context.block_ruling.is_some_and(|block| !block.keep) {
            return;
        }
        let text = &self.page.text[start..];
        // The space before the text belongs to the block.
        let start =
            if self.context.within.has(Within::PRE) { start } else { start + text.len() - text.trim_start().len() };
        let range = start..self.page.text.len();
        match self.rulings.cuts[self.block.cuts..].last_mut() {
            _ if range.is_empty() => {}
            // Adjacent texts make one cut.
            Some(cut) if cut.ruling == Some(ruling) && matches!(&self.page.text[cut.range.end..start], "" | " ") => {
                cut.range.end = range.end;
            }
            _ => self.rulings.cuts.push(Cut { range, ruling: Some(ruling) }),
        }
    }

    /// Cuts the text of a link out of the open block if the link is the permalink of the heading
    /// around it. The text begins at `start`.
    pub(super) fn cut_permalink(&mut self, start: usize) {
        let Some(text) = self.page.text.get(start.max(self.block.start)..) else { return };
        // Cuts come in document order, so the last one ends last.
        let is_cut = self.rulings.cuts[self.block.cuts..].last().is_some_and(|cut| cut.range.end > start);
        if self.context.heading == 0 || is_cut || !is_permalink(text) {
            return;
        }
        let end = self.page.text.len();
        let start = end - text.trim_start().len();
        if start < end {
            self.rulings.cuts.push(Cut { range: start..end, ruling: None });
        }
    }

    /// Clamps the cuts from `first` on to a block that has ended. If they leave no text in the
    /// block, removes them and returns the ruling that drops the block as a whole, if there is one.
    pub(super) fn finish_cuts(&mut self, block: &Range<usize>, first: usize) -> Option<Ruling> {
        if self.rulings.cuts.len() <= first {
            return None;
        }
        let mut has_text = false;
        let mut start = block.start;
        let cuts = self.rulings.cuts.split_off(first);
        let ruling = cuts.iter().find_map(|cut| cut.ruling);
        for cut in cuts {
            let end = cut.range.end.min(block.end);
            let range = cut.range.start.clamp(start, end.max(start))..end;
            has_text |= !self.page.text[start..range.start].trim().is_empty();
            if !range.is_empty() {
                start = range.end;
                self.rulings.cuts.push(Cut { range, ..cut });
            }
        }
        has_text |= !self.page.text[start..block.end].trim().is_empty();
        if has_text {
            return None;
        }
        self.rulings.cuts.truncate(first);
        ruling
    }
}

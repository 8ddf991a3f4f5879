//! Applies rulings on inline elements: a dropped element is cut out of its block, and a kept
//! element keeps its block.

use std::ops::Range;

use super::state::Segmenter;
use crate::document::Within;
use crate::rulings::{Cut, Ruling};

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
            Some(cut) if cut.ruling == ruling && matches!(&self.page.text[cut.range.end..start], "" | " ") => {
                cut.range.end = range.end;
            }
            _ => self.rulings.cuts.push(Cut { range, ruling }),
        }
    }

    /// Clamps the cuts from `first` on to a block that has ended. If they leave no text in the
    /// block, removes them and returns the ruling that drops the block as a whole.
    pub(super) fn finish_cuts(&mut self, block: &Range<usize>, first: usize) -> Option<Ruling> {
        if self.rulings.cuts.len() <= first {
            return None;
        }
        let mut has_text = false;
        let mut start = block.start;
        let cuts = self.rulings.cuts.split_off(first);
        let ruling = cuts[0].ruling;
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
        Some(ruling)
    }
}

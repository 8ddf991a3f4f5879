//! What rules say of inline elements: parts that are cut out of their lines, and
//! lines that are kept for a part of them.

use std::ops::Range;

use super::Segmenter;
use crate::document::Within;
use crate::rulings::{Cut, Ruling};

impl Segmenter {
    /// Takes note of what was said since `start` in an element that a rule speaks
    /// of. What is dropped out of a line that is not is cut; what is kept keeps
    /// its line.
    pub(super) fn rule(&mut self, ruling: Ruling, start: usize) {
        if ruling.keep {
            self.line.kept = Some(ruling.or(self.line.kept));
            return;
        }
        if self.now.block_ruling.is_some_and(|block| !block.keep) {
            return;
        }
        let text = &self.page.text[start..];
        // The space before it is the line's.
        let start = if self.now.within.has(Within::PRE) { start } else { start + text.len() - text.trim_start().len() };
        let range = start..self.page.text.len();
        match self.rulings.cuts[self.line.cuts..].last_mut() {
            _ if range.is_empty() => {}
            // Words beside one another are one part.
            Some(cut) if cut.ruling == ruling && matches!(&self.page.text[cut.range.end..start], "" | " ") => {
                cut.range.end = range.end;
            }
            _ => self.rulings.cuts.push(Cut { range, ruling }),
        }
    }

    /// Fits the cuts from `first` on to a line that has ended. A line of which
    /// they leave nothing is dropped as a whole.
    pub(super) fn settle_cuts(&mut self, line: &Range<usize>, first: usize) -> Option<Ruling> {
        if self.rulings.cuts.len() <= first {
            return None;
        }
        let mut said = false;
        let mut start = line.start;
        let cuts = self.rulings.cuts.split_off(first);
        let ruling = cuts[0].ruling;
        for cut in cuts {
            let end = cut.range.end.min(line.end);
            let range = cut.range.start.clamp(start, end.max(start))..end;
            said |= !self.page.text[start..range.start].trim().is_empty();
            if !range.is_empty() {
                start = range.end;
                self.rulings.cuts.push(Cut { range, ..cut });
            }
        }
        said |= !self.page.text[start..line.end].trim().is_empty();
        if said {
            return None;
        }
        self.rulings.cuts.truncate(first);
        Some(ruling)
    }
}

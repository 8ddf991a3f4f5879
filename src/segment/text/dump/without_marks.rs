//! A text without some of its parts, and where the rest was.

use std::ops::Range;

/// A text without the parts that were cut out of it.
#[derive(Debug)]
pub(in super::super) struct WithoutMarks {
    /// The text.
    pub text: String,
    /// The text before the cuts; `None` if there are no cuts.
    pub source: Option<String>,
    /// The cuts, in order: each is an offset in `text` and the bytes cut up to there.
    cuts: Vec<(usize, usize)>,
}

impl WithoutMarks {
    /// Cuts ranges out of a text. They may come in any order and overlap. Line ends stay, so that
    /// lines keep their numbers.
    pub(super) fn new(source: String, mut ranges: Vec<Range<usize>>) -> WithoutMarks {
        if ranges.is_empty() {
            return WithoutMarks { text: source, source: None, cuts: Vec::new() };
        }
        ranges.sort_unstable_by_key(|range| range.start);
        let (mut text, mut cuts) = (String::with_capacity(source.len()), Vec::with_capacity(ranges.len()));
        let (mut from, mut cut) = (0, 0);
        for range in ranges {
            let start = range.start.max(from);
            if range.end <= start {
                continue;
            }
            text.push_str(&source[from..start]);
            let removed = &source[start..range.end];
            let line_ends = removed.bytes().filter(|b| *b == b'\n').count();
            cut += removed.len() - line_ends;
            cuts.push((text.len(), cut));
            text.push_str(&"\n".repeat(line_ends));
            from = range.end;
        }
        text.push_str(&source[from..]);
        WithoutMarks { text, source: Some(source), cuts }
    }

    /// Returns the offset in the source of the text that ends at `at`.
    fn source_end(&self, at: usize) -> usize {
        self.source_of(at, self.cuts.partition_point(|(cut, _)| *cut < at))
    }

    /// Returns the range in the source of a range of the text.
    pub fn source_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, self.cuts.partition_point(|(cut, _)| *cut <= range.start));
        start..self.source_end(range.end).max(start)
    }

    fn source_of(&self, at: usize, cuts: usize) -> usize {
        at + cuts.checked_sub(1).map_or(0, |last| self.cuts[last].1)
    }

    /// Returns the offset in the text of an offset in the source.
    pub fn offset_of(&self, source: usize) -> usize {
        let before = self.cuts.partition_point(|(at, cut)| at + cut <= source);
        let at = source - before.checked_sub(1).map_or(0, |last| self.cuts[last].1);
        // Inside a cut.
        self.cuts.get(before).map_or(at, |(next, _)| at.min(*next))
    }
}

//! Feeds a text of any length through the segmenter in windows, in bounded memory.

use super::dump::Dump;
use super::segmenter::{TextSettings, segment};
use crate::document::{Block, Document};

/// Bytes of new text in a window. Pages are shorter; only books, crawl text and logs are longer.
pub const WINDOW: usize = 1 << 20;
/// Bytes of context before and after the new text. Features of a block depend on its neighbours
/// within this distance.
pub const CONTEXT: usize = 1 << 15;

/// Cuts a text of any length into windows.
#[derive(Debug, Default)]
pub struct Windows {
    text: String,
    /// Bytes at the beginning of `text` that the last window returned as new.
    context: usize,
    /// Number of the line that contains the first new byte.
    number: u32,
    /// The first new byte is inside a line.
    within_line: bool,
    /// The first window was returned.
    begun: bool,
    /// Bytes of the decoded text before `text`.
    offset: usize,
    /// Lines end in carriage returns alone, as on the classic Macintosh.
    carriage_returns: bool,
    /// What is known of the program that wrote the text.
    dump: Dump,
}

/// A segmented window: blocks from `first` to `end` are new, the others are context.
pub struct SegmentedWindow {
    /// The blocks of the window, context included.
    pub document: Document,
    /// Index of the first new block.
    pub first: usize,
    /// Index after the last new block.
    pub end: usize,
}

impl Windows {
    /// Starts with an empty text.
    pub fn new() -> Self {
        Windows { number: 1, ..Windows::default() }
    }

    /// Returns the buffer to append decoded text to.
    pub fn buffer(&mut self) -> &mut String {
        &mut self.text
    }

    /// Tells whether there is enough text for a window.
    pub fn ready(&self) -> bool {
        self.text.len() - self.context >= WINDOW + CONTEXT
    }

    /// Returns the next window. `last` tells that no text follows the buffer.
    pub fn next(&mut self, last: bool, how: TextSettings<'_>) -> SegmentedWindow {
        // A window has the same size however much text is buffered, so that the output does not
        // depend on the size of the input's chunks.
        let full = self.text.len().min(self.context + WINDOW + CONTEXT);
        let beyond = if last { String::new() } else { self.text.split_off(floor_char_boundary(&self.text, full)) };
        let mut text = std::mem::take(&mut self.text);
        if !self.begun {
            self.carriage_returns = text.contains('\r') && !text.contains('\n');
        }
        if self.carriage_returns {
            text = text.replace('\r', "\n");
        }
        let mut cleaned = self.dump.clean(text);
        let mut page = Document { text: std::mem::take(&mut cleaned.text), ..Document::default() };
        page.continues = self.begun;
        page.continued = !last;
        // Context and new text are segmented separately, so that no block spans both.
        let context = cleaned.offset_of(self.context);
        let rest = page.text.split_off(context);
        segment(&mut page, 0, 1, false, how);
        let first = page.blocks.len();
        page.text.push_str(&rest);
        segment(&mut page, context, self.number, self.within_line, how);
        for block in &mut page.blocks {
            block.source = cleaned.source_range(&block.range);
        }
        let source = cleaned.source.as_deref().unwrap_or(&page.text);
        let limit = if last { source.len() } else { source.len() - CONTEXT };
        let end = first + page.blocks[first..].partition_point(|block| block.source.end <= limit);
        let keep = if last { source.len() } else { self.keep_rest(source, &page.blocks, first, end) };
        if !last {
            self.text.push_str(&source[keep..]);
            self.text.push_str(&beyond);
        }
        for block in &mut page.blocks {
            block.source = self.offset + block.source.start..self.offset + block.source.end;
        }
        self.offset += keep;
        self.dump.forget(keep);
        self.begun = true;
        SegmentedWindow { document: page, first, end }
    }

    /// Settles what comes before the next window: the text after the new blocks, and the end of the
    /// new blocks as context. Returns where the text to keep begins.
    fn keep_rest(&mut self, source: &str, blocks: &[Block], first: usize, end: usize) -> usize {
        let limit = source.len() - CONTEXT;
        let done = match blocks.get(end) {
            _ if end > first => blocks[end - 1].source.end,
            // There were only blank lines.
            Some(block) => limit.min(block.source.start),
            None => limit,
        };
        let done = floor_char_boundary(source, done);
        let new = &source.as_bytes()[self.context..done];
        self.number = self.number.saturating_add(memchr::memchr_iter(b'\n', new).count() as u32);
        self.within_line = !new.ends_with(b"\n");
        let keep = floor_char_boundary(source, done.saturating_sub(CONTEXT));
        let keep = memchr::memchr(b'\n', &source.as_bytes()[keep..done]).map_or(keep, |i| keep + i + 1);
        self.context = done - keep;
        keep
    }
}

fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::vocabulary::Vocabulary;

    static NO_WEIGHTS: Vocabulary = Vocabulary::EMPTY;

    fn plain() -> TextSettings<'static> {
        TextSettings { boundary: &NO_WEIGHTS, stands_alone: &|_| false }
    }

    /// Returns the length, first and end of each window of a text that comes in chunks of `chunk`
    /// characters.
    fn cuts(text: &str, chunk: usize) -> Vec<(usize, usize, usize)> {
        let mut windows = Windows::new();
        let mut cuts = Vec::new();
        let mut cut = |w: SegmentedWindow| cuts.push((w.document.text.len(), w.first, w.end));
        let chars: Vec<char> = text.chars().collect();
        for chunk in chars.chunks(chunk) {
            windows.buffer().extend(chunk);
            while windows.ready() {
                cut(windows.next(false, plain()));
            }
        }
        cut(windows.next(true, plain()));
        cuts
    }

    #[test]
    fn carriage_returns_alone_end_lines() {
        let lines = |text: &str| {
            let mut windows = Windows::new();
            windows.buffer().push_str(text);
            windows.next(true, plain()).document.blocks.len()
        };
        assert_eq!(lines("Home\rThe mill turned again.\r\rIt had stood still for years.\r"), 3);
        assert_eq!(lines("Home\n10 %\r20 %\r30 %\n"), 2);
    }

    #[test]
    fn windows_do_not_depend_on_the_chunks() {
        let text: String =
            (0..60_000).map(|n| format!("Im Jahr {n} stand das Wasser höher als die Mühle.\n")).collect();
        let expected = cuts(&text, 1);
        assert!(expected.len() > 2);
        for chunk in [4093, 70_001, usize::MAX] {
            assert_eq!(cuts(&text, chunk), expected, "chunks of {chunk}");
        }
    }
}

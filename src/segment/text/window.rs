//! Feeds a text through the segmenter in windows, so that memory is bounded
//! whatever the length of the text.

use crate::document::Document;

/// Bytes of new text that are judged together. A page of this many bytes is a
/// book; only crawl text and logs are longer.
pub const WINDOW: usize = 1 << 20;
/// Bytes before and after that are looked at but not given out: what a line's
/// neighbours say of it reaches no further.
pub const CONTEXT: usize = 1 << 15;

/// A text of any length, cut into windows.
#[derive(Debug, Default)]
pub struct Windows {
    text: String,
    /// Bytes at the head of `text` that were given out before.
    context: usize,
    /// Number of the line that the first new byte stands in.
    number: u32,
    /// Whether the first new byte stands inside a line.
    within_line: bool,
    begun: bool,
    /// Bytes of the decoded text before `text`.
    offset: usize,
    /// Whether lines end in carriage returns alone, as they did before 2001 on the Macintosh.
    returns: bool,
}

/// A segmented window: lines from `first` to `end` are new, the others context.
pub struct Window {
    /// The window's lines, context included.
    pub document: Document,
    /// Index of the first new line.
    pub first: usize,
    /// Index behind the last line to give out.
    pub end: usize,
}

impl Windows {
    /// An empty text.
    pub fn new() -> Self {
        Windows { number: 1, ..Windows::default() }
    }

    /// The buffer to append decoded text to.
    pub fn buffer(&mut self) -> &mut String {
        &mut self.text
    }

    /// Whether there is enough text for a window.
    pub fn ready(&self) -> bool {
        self.text.len() - self.context >= WINDOW + CONTEXT
    }

    /// The next window; `last` says that no text follows what is buffered, and
    /// `apart` of a line that it is no part of a hard-wrapped paragraph.
    pub fn next(&mut self, last: bool, apart: &dyn Fn(&str) -> bool) -> Window {
        // Just as much text as makes a window, however much came in the last
        // chunk: what comes out must not depend on how the input was cut.
        let full = self.text.len().min(self.context + WINDOW + CONTEXT);
        let beyond = if last { String::new() } else { self.text.split_off(floor_char_boundary(&self.text, full)) };
        let mut text = std::mem::take(&mut self.text);
        if !self.begun {
            self.returns = text.contains('\r') && !text.contains('\n');
        }
        if self.returns {
            text = text.replace('\r', "\n");
        }
        let mut page = Document { text, ..Document::default() };
        page.continues = self.begun;
        page.continued = !last;
        // Context and new text are cut apart, so that a line never straddles them.
        let rest = page.text.split_off(self.context);
        super::segment(&mut page, 0, 1, false, apart);
        let first = page.blocks.len();
        page.text.push_str(&rest);
        super::segment(&mut page, self.context, self.number, self.within_line, apart);
        let limit = if last { page.text.len() } else { page.text.len() - CONTEXT };
        let end = first + page.blocks[first..].partition_point(|l| l.range.end <= limit);
        for block in &mut page.blocks {
            block.source = self.offset + block.range.start..self.offset + block.range.end;
        }
        if !last {
            self.keep_rest(&page, first, end);
            self.text.push_str(&beyond);
        }
        self.begun = true;
        Window { document: page, first, end }
    }

    /// Keeps what was not given out, and some of what was as context.
    fn keep_rest(&mut self, page: &Document, first: usize, end: usize) {
        let limit = page.text.len() - CONTEXT;
        let done = match page.blocks.get(end) {
            _ if end > first => page.blocks[end - 1].range.end,
            // Nothing but blank lines.
            Some(line) => limit.min(line.range.start),
            None => limit,
        };
        let done = floor_char_boundary(&page.text, done);
        let new = &page.text.as_bytes()[self.context..done];
        self.number = self.number.saturating_add(memchr::memchr_iter(b'\n', new).count() as u32);
        self.within_line = !new.ends_with(b"\n");
        let keep = floor_char_boundary(&page.text, done.saturating_sub(CONTEXT));
        let keep = memchr::memchr(b'\n', &page.text.as_bytes()[keep..done]).map_or(keep, |i| keep + i + 1);
        self.text.push_str(&page.text[keep..]);
        self.offset += keep;
        self.context = done - keep;
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

    /// Where the windows of a text begin and end when it comes in chunks of so
    /// many characters.
    fn cuts(text: &str, chunk: usize) -> Vec<(usize, usize, usize)> {
        let mut windows = Windows::new();
        let mut cuts = Vec::new();
        let mut cut = |w: Window| cuts.push((w.document.text.len(), w.first, w.end));
        let chars: Vec<char> = text.chars().collect();
        for chunk in chars.chunks(chunk) {
            windows.buffer().extend(chunk);
            while windows.ready() {
                cut(windows.next(false, &|_| false));
            }
        }
        cut(windows.next(true, &|_| false));
        cuts
    }

    #[test]
    fn carriage_returns_alone_end_lines() {
        let lines = |text: &str| {
            let mut windows = Windows::new();
            windows.buffer().push_str(text);
            windows.next(true, &|_| false).document.blocks.len()
        };
        assert_eq!(lines("Home\rThe mill turned again.\r\rIt had stood still for years.\r"), 3);
        assert_eq!(lines("Home\n10 %\r20 %\r30 %\n"), 2);
    }

    #[test]
    fn windows_end_at_the_same_bytes_however_the_text_comes() {
        let text: String =
            (0..60_000).map(|n| format!("Im Jahr {n} stand das Wasser höher als die Mühle.\n")).collect();
        let expected = cuts(&text, 1);
        assert!(expected.len() > 2);
        for chunk in [4093, 70_001, usize::MAX] {
            assert_eq!(cuts(&text, chunk), expected, "chunks of {chunk}");
        }
    }
}

//! Marks for the text of a generated page, and the labels of its blocks.

use std::ops::Range;

use dehusk::internals::document::Document;

/// The role of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Main content.
    Content,
    /// The headline of the page. It is no example for or against content.
    Title,
    /// Text that may be kept or dropped, such as the names of authors in a thread.
    Neutral,
    /// Boilerplate.
    Other,
}

/// A piece of text in a generated page.
#[derive(Debug, Clone)]
pub struct Span {
    /// Its bytes in the page.
    pub range: Range<usize>,
    /// Its role.
    pub mark: Mark,
}

/// Characters that stand before and behind a piece of text while a page is flattened. Flattening
/// keeps them where they are and gives them no width.
const BEGINNINGS: [char; 4] = ['\u{f0000}', '\u{f0001}', '\u{f0002}', '\u{f0003}'];
const END: char = '\u{f000f}';

impl Mark {
    const ALL: [Mark; 4] = [Mark::Content, Mark::Title, Mark::Neutral, Mark::Other];

    /// Returns a piece of text between marker characters.
    pub fn around(self, text: &str) -> String {
        format!("{}{text}{END}", BEGINNINGS[self as usize])
    }
}

/// Returns a page with marker characters around each piece of text.
pub fn marked(page: &str, spans: &[Span]) -> String {
    let (mut out, mut from) = (String::with_capacity(page.len() * 2), 0);
    for Span { range, mark } in spans {
        out.push_str(&page[from..range.start]);
        out.push_str(&mark.around(&page[range.clone()]));
        from = range.end;
    }
    out.push_str(&page[from..]);
    out
}

/// Returns a text without its marker characters, and the pieces that stood between them.
pub fn unmarked(text: &str) -> (String, Vec<Span>) {
    let (mut out, mut spans) = (String::with_capacity(text.len()), Vec::new());
    let mut open = None;
    for char in text.chars() {
        if let Some(mark) = BEGINNINGS.iter().position(|&begin| begin == char) {
            open = Some((Mark::ALL[mark], out.len()));
        } else if char == END {
            spans.extend(open.take().map(|(mark, from)| Span { range: from..out.len(), mark }));
        } else {
            out.push(char);
        }
    }
    (out, spans)
}

/// Returns the label of each block: 1 for content, 0 for boilerplate, `None` for headlines and
/// neutral text. The mark of most of its bytes decides. `spans` must be in the order of the
/// page.
pub fn labels(document: &Document, spans: &[Span]) -> Vec<Option<f32>> {
    let label = |source: &Range<usize>| {
        let first = spans.partition_point(|span| span.range.end <= source.start);
        let mut bytes = [0usize; 4];
        for span in spans[first..].iter().take_while(|span| span.range.start < source.end) {
            let overlap = span.range.end.min(source.end) - span.range.start.max(source.start);
            bytes[span.mark as usize] += overlap;
        }
        let most = *bytes.iter().max().expect("four marks");
        match bytes {
            _ if most == 0 => Some(0.0),
            [content, ..] if content == most => Some(1.0),
            [.., other] if other == most => Some(0.0),
            _ => None,
        }
    };
    document.blocks.iter().map(|block| label(&block.source)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marker_characters_give_the_pieces_back() {
        let spans = [Span { range: 3..6, mark: Mark::Content }, Span { range: 10..14, mark: Mark::Other }];
        let (text, found) = unmarked(&marked("<p>Oak</p> Menu", &spans));
        assert_eq!(text, "<p>Oak</p> Menu");
        let pieces: Vec<_> = found.iter().map(|span| (span.range.clone(), span.mark)).collect();
        assert_eq!(pieces, [(3..6, Mark::Content), (10..14, Mark::Other)]);
    }
}

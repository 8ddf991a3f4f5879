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

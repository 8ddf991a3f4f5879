//! A judged window: the results of the stages up to selection, for the stages that show them.

use std::ops::Range;

use crate::comments::Discussion;
use crate::document::Document;
use crate::features::Features;
use crate::headline::Headline;
use crate::rulings::Rulings;
use crate::select::Decision;
use crate::site::Weighed;
use crate::summary::{DoubtReason, PageKind, Verdict};

/// A window of a document, judged: the whole page, or a part of a long text.
pub struct Judged {
    /// The window.
    pub document: Document,
    /// What the user's rules say about it.
    pub rulings: Rulings,
    /// Its features.
    pub features: Features,
    /// The kind of the page; `None` in text.
    pub kind: Option<PageKind>,
    /// Its headline.
    pub headline: Headline,
    /// The comments of readers on it.
    pub discussion: Discussion,
    /// p(keep) of each block by the page alone.
    pub alone: Vec<f32>,
    /// What recurrence on its site did to that, if anything.
    pub weighed: Option<Weighed>,
    /// The blocks that were decided on. The others are context, and belong to other windows.
    pub range: Range<usize>,
    /// The decisions on the blocks of `range`.
    pub decisions: Vec<Decision>,
    /// The verdict on the page so far.
    pub standing: Standing,
    /// The decoded page, if it is HTML and the options ask for it.
    pub source: Option<String>,
}

/// The verdict on a document up to a window of it.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The p(keep) from which the blocks of the window were kept, 0 to 1.
    pub threshold: f32,
    /// The verdict so far.
    pub verdict: Verdict,
    /// Why the verdict is not [`Verdict::Ok`].
    pub reason: Option<DoubtReason>,
    /// Expected word F1 so far, 0 to 1.
    pub confidence: f32,
    /// Blocks kept so far, and blocks so far.
    pub blocks: (u64, u64),
}

impl Judged {
    /// Returns the decision on the block with index `at`; `None` if it belongs to another window.
    pub fn decision_on(&self, at: usize) -> Option<Decision> {
        self.decisions.get(at.checked_sub(self.range.start)?).copied()
    }

    /// Returns p(keep) of each block.
    pub fn p(&self) -> &[f32] {
        self.weighed.as_ref().map_or(&self.alone, |weighed| &weighed.p)
    }
}

//! What goes into and comes out of a network beside features and log-odds.

use crate::features::Features;

/// Largest weight of a block in a mean; the weight is the square root of its words.
const HEAVIEST: f32 = 8.0;

/// What a network knows about the blocks of a page beside their features.
#[derive(Debug)]
pub struct PageContext<'a> {
    /// Weight of each block in a mean.
    pub(super) weights: Vec<f32>,
    /// Number of each block's template; `None` in text, where all blocks are one group.
    pub(super) templates: Option<&'a [u32]>,
    /// Number of templates.
    pub(super) groups: usize,
}

impl<'a> PageContext<'a> {
    /// Collects the weights and templates of a page.
    pub fn of(features: &'a Features) -> PageContext<'a> {
        let weights = features.shapes.iter().map(|shape| (shape.words as f32).sqrt().min(HEAVIEST)).collect();
        let templates = features.layout.templates();
        let groups = templates.iter().max().map_or(1, |&last| last as usize + 1);
        PageContext { weights, templates: (!templates.is_empty()).then_some(templates), groups }
    }

    /// Returns the number of the template of block `at`.
    #[inline(always)]
    pub(super) fn group(&self, at: usize) -> usize {
        self.templates.map_or(0, |templates| templates[at] as usize)
    }
}

/// What moved the log-odds of a block. The parts sum to the log-odds.
#[derive(Debug, Clone, Default)]
pub struct Contributions {
    /// Each feature of the block.
    pub own: Vec<f32>,
    /// The blocks above and below.
    pub around: f32,
    /// The blocks of the same template.
    pub template: f32,
    /// The page.
    pub document: f32,
    /// Constants.
    pub bias: f32,
}

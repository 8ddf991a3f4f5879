//! What a feature family is made of: [`Feature`], [`Family`], the [`BlockView`] that
//! features measure, and the `features!` macro that declares a family.

use super::layout::{Ancestry, Layout};
use super::overview::Overview;
use super::shape::Shape;
use super::title::TitleCandidates;
use crate::document::{Block, Document, Markup};

/// A named number that is measured for every block.
pub struct Feature {
    /// Name, as `--explain` and the model files spell it.
    pub name: &'static str,
    /// What the number means, with its unit and range.
    pub about: &'static str,
}

/// Features that look at the same side of a block.
pub struct Family {
    /// The features, in the order of the feature vector.
    pub features: &'static [Feature],
    /// Appends the value of each feature.
    pub measure: fn(&BlockView<'_>, &mut Vec<f32>),
}

/// Declares `FAMILY` from a list of `"name": "about" => measure;`, where `measure` is a
/// function or closure from a [`BlockView`] to a number.
macro_rules! features {
    ($($name:literal: $about:literal => $measure:expr;)*) => {
        /// The features of this file.
        pub const FAMILY: crate::features::family::Family = crate::features::family::Family {
            features: &[$(crate::features::family::Feature { name: $name, about: $about },)*],
            measure,
        };

        /// Measures all features of the family. One function for all of them lets the
        /// compiler share the lookups that several features need.
        fn measure(view: &crate::features::family::BlockView<'_>, values: &mut Vec<f32>) {
            values.extend([$({
                let measure: fn(&crate::features::family::BlockView<'_>) -> f32 = $measure;
                measure(view)
            },)*]);
        }
    };
}
pub(super) use features;

/// A block and everything that a feature may look at.
pub struct BlockView<'a> {
    /// The page.
    pub document: &'a Document,
    /// Shapes of all blocks of the page.
    pub shapes: &'a [Shape],
    /// Facts about the page as a whole.
    pub overview: &'a Overview,
    /// The blocks that may be the headline.
    pub title: &'a TitleCandidates,
    /// Statistics of the elements; empty in text.
    pub layout: &'a Layout,
    /// Index of the block.
    pub at: usize,
    /// The ancestors of the block and the templates it belongs to; empty in text.
    pub around: Ancestry,
}

impl<'a> BlockView<'a> {
    /// Returns the block.
    pub fn block(&self) -> &'a Block {
        &self.document.blocks[self.at]
    }

    /// Returns the text of the block.
    pub fn text(&self) -> &'a str {
        self.document.text_of(self.block())
    }

    /// Returns the shape of the block.
    pub fn shape(&self) -> &'a Shape {
        &self.shapes[self.at]
    }

    /// Returns the markup of the block, or `None` in text.
    pub fn markup(&self) -> Option<&'a Markup> {
        self.block().markup.as_ref()
    }

    /// Returns the shape of the block `by` blocks further on, or `None` beyond the page.
    pub fn neighbour(&self, by: isize) -> Option<&'a Shape> {
        self.at.checked_add_signed(by).and_then(|i| self.shapes.get(i))
    }
}

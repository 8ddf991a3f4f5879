//! Features: a fixed, named vector of numbers for every block.
//!
//! Each number is a [`Feature`]: a name, a description and a function that measures it.
//! Features are grouped into families, one file each under `families/`. The vector of a
//! block is the families in the order of [`FAMILIES`]. To add a feature, add an item to
//! the list of its family and train the models again.
//!
//! Features read what is gathered once per page: the [`Shape`] of every block (`shape`)
//! the [`Overview`] of the page (`overview`) with its labels (`labels`), the blocks that may be
//! the headline (`title`), and the statistics of the elements (`layout`).

mod distinct;
mod families;
pub mod family;
mod labels;
pub mod layout;
pub mod learned;
pub(crate) mod numbers;
pub mod overview;
pub mod runs;
pub mod shape;
#[cfg(test)]
mod testing;
pub mod title;

pub use families::FAMILIES;

use crate::document::Document;
use family::{BlockView, Feature};
use layout::Layout;
use learned::Learned;
use overview::Overview;
use shape::Shape;
use title::TitleCandidates;

/// Returns all features in the order of the feature vector.
pub fn features() -> impl Iterator<Item = &'static Feature> {
    FAMILIES.iter().flat_map(|(_, family)| family.features)
}

/// Returns the index of the feature called `name`.
pub fn index(name: &str) -> Option<usize> {
    features().position(|feature| feature.name == name)
}

/// Length of the feature vector of a block of HTML.
pub const LEN: usize = len(FAMILIES.len());

/// Number of families that need elements, the last ones. Text has none of them.
const OF_ELEMENTS: usize = 2;

/// Length of the feature vector of a block of text.
pub const TEXT_LEN: usize = len(FAMILIES.len() - OF_ELEMENTS);

const fn len(families: usize) -> usize {
    let mut sum = 0;
    let mut i = 0;
    while i < families {
        sum += FAMILIES[i].1.features.len();
        i += 1;
    }
    sum
}

/// The features of all blocks of a page: one row per block.
#[derive(Debug, Default)]
pub struct FeatureMatrix {
    values: Vec<f32>,
    width: usize,
}

impl FeatureMatrix {
    /// Returns the vector of block `at`: [`LEN`] numbers in HTML, [`TEXT_LEN`] in text.
    pub fn of(&self, at: usize) -> &[f32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }
}

/// The features of a page, and what they were measured from.
pub struct Features {
    /// Shapes of all blocks.
    pub shapes: Vec<Shape>,
    /// Facts about the page as a whole.
    pub overview: Overview,
    /// The blocks that may be the headline.
    pub title: TitleCandidates,
    /// Statistics of the elements; empty in text.
    pub layout: Layout,
    /// The numbers, one row per block.
    pub matrix: FeatureMatrix,
}

/// Measures every block of a page, with the word and class weights of a model.
pub fn measure(document: &Document, learned: &Learned) -> Features {
    let shapes: Vec<Shape> = document
        .blocks
        .iter()
        .map(|block| Shape::of(document.text_of(block), &learned.words, &learned.interface))
        .collect();
    let overview = Overview::of(document, &shapes, learned);
    let title = TitleCandidates::of(document, &shapes, &overview);
    let layout = Layout::of(document, &shapes, &overview, &title, &learned.tokens);
    let (width, families) =
        if document.html { (LEN, FAMILIES) } else { (TEXT_LEN, &FAMILIES[..FAMILIES.len() - OF_ELEMENTS]) };
    let mut values = Vec::with_capacity(document.blocks.len() * width);
    for at in 0..document.blocks.len() {
        let around = layout.around(document, at);
        let view =
            BlockView { document, shapes: &shapes, overview: &overview, title: &title, layout: &layout, at, around };
        families.iter().for_each(|(_, family)| (family.measure)(&view, &mut values));
    }
    Features { shapes, overview, title, layout, matrix: FeatureMatrix { values, width } }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_different_and_fit_the_header_of_a_model() {
        let names: HashSet<&str> = features().map(|feature| feature.name).collect();
        assert_eq!(names.len(), LEN);
        assert!(names.iter().all(|name| !name.contains([';', '\n'])));
    }
}

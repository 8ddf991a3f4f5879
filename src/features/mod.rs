//! Evidence: a fixed, named vector of numbers for every line.
//!
//! Each number is a [`Feature`]: a name, what it says, and how it is
//! measured. Heuristics stand in families, one file each; the vector is the
//! families in the order of [`FAMILIES`]. To add one, add an item to its
//! family's list: everything else follows.
//!
//! What features look at is gathered first, each thing once: the [`Shape`]
//! of every line, and what holds for the [`Overview`] as a whole.

/// A family: `"name": "what it says" => how it is measured;`.
/// (Defined above the families, which can use it therefore.)
macro_rules! features {
    ($($name:literal: $about:literal => $measure:expr;)*) => {
        /// The family.
        pub(super) const FAMILY: super::Family = super::Family {
            features: &[$(super::Feature { name: $name, about: $about },)*],
            measure,
        };

        /// Measures the whole family: the compiler sees all of it at once, and
        /// looks up what several features ask for only once.
        fn measure(view: &super::BlockView<'_>, values: &mut Vec<f32>) {
            values.extend([$({
                let measure: fn(&super::BlockView<'_>) -> f32 = $measure;
                measure(view)
            },)*]);
        }
    };
}

mod distinct;
pub mod label;
pub mod learned;
pub mod markup;
pub mod overview;
pub mod position;
pub mod repetition;
pub mod residue;
pub mod shape;
#[cfg(test)]
mod testing;
pub mod title;
mod words;

use std::sync::LazyLock;

use crate::document::{Block, Document, Markup};
use learned::Learned;
use markup::Surroundings;
use overview::Overview;
use shape::Shape;

/// One named measurement of a line.
pub struct Feature {
    /// Its name, as `--explain` and the model file call it.
    pub name: &'static str,
    /// What it says, with its unit.
    pub about: &'static str,
}

/// Heuristics that look at the same side of a line.
pub struct Family {
    /// Its features.
    pub features: &'static [Feature],
    /// Appends what each of them measures.
    pub measure: fn(&BlockView<'_>, &mut Vec<f32>),
}

/// The families of features, in the order of the evidence vector. Those of
/// markup are zero in text.
pub const FAMILIES: &[(&str, Family)] = &[
    ("shape", shape::FAMILY),
    ("lexicon", words::FAMILY),
    ("label", label::FAMILY),
    ("residue", residue::FAMILY),
    ("position", position::FAMILY),
    ("repetition", repetition::FAMILY),
    ("markup", markup::FAMILY),
];

/// All features in the order of the evidence vector.
pub fn features() -> impl Iterator<Item = &'static Feature> {
    FAMILIES.iter().flat_map(|(_, family)| family.features)
}

/// Length of the evidence vector of a line of HTML.
pub const LEN: usize = len(FAMILIES.len());

/// Length of the evidence vector of a line of text: all families but markup,
/// which is the last.
pub const TEXT_LEN: usize = len(FAMILIES.len() - 1);

const fn len(families: usize) -> usize {
    let mut sum = 0;
    let mut i = 0;
    while i < families {
        sum += FAMILIES[i].1.features.len();
        i += 1;
    }
    sum
}

/// A line among its neighbours: what a heuristic looks at.
pub struct BlockView<'a> {
    /// The page.
    pub document: &'a Document,
    /// Shapes of all its lines.
    pub shapes: &'a [Shape],
    /// What holds for the page as a whole.
    pub overview: &'a Overview,
    /// Index of the line.
    pub at: usize,
    /// What its markup stands among; nothing in text.
    pub around: Surroundings,
}

impl<'a> BlockView<'a> {
    /// The line.
    pub fn block(&self) -> &'a Block {
        &self.document.blocks[self.at]
    }

    /// Its text.
    pub fn text(&self) -> &'a str {
        self.document.text_of(self.block())
    }

    /// Its shape.
    pub fn shape(&self) -> &'a Shape {
        &self.shapes[self.at]
    }

    /// Its markup, if the page is HTML.
    pub fn markup(&self) -> Option<&'a Markup> {
        self.block().markup.as_ref()
    }

    /// The shape of the line `by` lines further on, if there is one.
    pub fn neighbour(&self, by: isize) -> Option<&'a Shape> {
        self.at.checked_add_signed(by).and_then(|i| self.shapes.get(i))
    }
}

/// The features of all lines of a page: one row a line.
#[derive(Debug, Default)]
pub struct FeatureMatrix {
    values: Vec<f32>,
    width: usize,
}

impl FeatureMatrix {
    /// The vector of line `at`: [`LEN`] numbers in HTML, [`TEXT_LEN`] in text.
    pub fn of(&self, at: usize) -> &[f32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }
}

/// The features of a page, and what they were measured from.
pub struct Features {
    /// Shapes of all lines.
    pub shapes: Vec<Shape>,
    /// What holds for the page as a whole.
    pub overview: Overview,
    /// The numbers, a row a line.
    pub matrix: FeatureMatrix,
}

/// Measures every line of a page, with the word and class weights of a model.
pub fn measure(document: &Document, learned: &Learned) -> Features {
    let shapes: Vec<Shape> =
        document.blocks.iter().map(|block| Shape::of(document.text_of(block), &learned.words)).collect();
    let overview = Overview::of(document, &shapes, learned);
    let (width, families) = if document.html { (LEN, FAMILIES) } else { (TEXT_LEN, &FAMILIES[..FAMILIES.len() - 1]) };
    let mut values = Vec::with_capacity(document.blocks.len() * width);
    for at in 0..document.blocks.len() {
        let around = overview.layout.around(document, at);
        let view = BlockView { document, shapes: &shapes, overview: &overview, at, around };
        families.iter().for_each(|(_, family)| (family.measure)(&view, &mut values));
    }
    Features { shapes, overview, matrix: FeatureMatrix { values, width } }
}

/// Index of the heuristic called `name`.
pub fn index(name: &str) -> Option<usize> {
    features().position(|h| h.name == name)
}

/// Logarithms of 1 + n for counts below this are looked up.
const TABULATED: usize = 1 << 12;

/// ln(1 + n): how counts of any size become evidence.
fn ln(n: u32) -> f32 {
    static TABLE: LazyLock<Vec<f32>> = LazyLock::new(|| (0..TABULATED).map(|n| ln_1p(n as f32)).collect());
    TABLE.get(n as usize).copied().unwrap_or_else(|| ln_1p(n as f32))
}

/// ln(1 + x) to the same bits on every machine: that of `std` is the
/// platform's, and a last bit can send a line down another way of a tree.
fn ln_1p(x: f32) -> f32 {
    libm::log1pf(x)
}

/// A yes or no as a number.
fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// `part` of `whole`, 0 of nothing.
fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_have_the_same_bits_everywhere() {
        // For these a C library in wide use gives another last bit.
        for (x, bits) in [(0.024_058_176, 0x3cc2_c04d), (0.053_320_386, 0x3d54_c6d8), (0.101_263_85, 0x3dc5_8c05)] {
            assert_eq!(ln_1p(x).to_bits(), bits, "ln(1 + {x})");
        }
    }
}

//! Small pages for the unit tests of the feature families.

use super::family::Family;
use super::learned::Learned;
use super::{Features, features, measure};
use crate::document::Document;
use crate::html::Parser;
use crate::segment;
use crate::words::hash::Fnv32;
use crate::words::vocabulary::Vocabulary;

/// A segmented page and its features.
pub struct Page {
    document: Document,
    features: Features,
}

impl Page {
    /// Measures a document.
    pub fn new(document: Document, learned: &Learned) -> Page {
        let features = measure(&document, learned);
        Page { document, features }
    }

    /// The value of a feature for the first block with this text.
    #[track_caller]
    pub fn value(&self, block: &str, feature: &str) -> f32 {
        let texts = || self.document.blocks.iter().map(|b| self.document.text_of(b).trim());
        let at = texts().position(|text| text == block);
        let at = at.unwrap_or_else(|| panic!("no block {block:?} in {:?}", texts().collect::<Vec<_>>()));
        let column = features().position(|f| f.name == feature).unwrap_or_else(|| panic!("no feature {feature:?}"));
        self.features.matrix.of(at)[column]
    }
}

/// An HTML page, measured without learned weights.
pub fn html(page: &str) -> Page {
    Page::new(segment_html(page), &Learned::default())
}

/// A plain text, measured without learned weights.
pub fn text(page: &str) -> Page {
    Page::new(segment_text(page), &Learned::default())
}

/// Cuts an HTML page into blocks.
pub fn segment_html(page: &str) -> Document {
    segment::html::segment(page, Parser::Stream)
}

/// Cuts a plain text into blocks.
pub fn segment_text(page: &str) -> Document {
    let mut document = Document { text: page.to_owned(), ..Document::default() };
    segment::text::segment_whole(&mut document);
    document
}

/// The name of a feature and its expected value.
pub type Expected<'a> = (&'a str, f32);

/// Expected values: a page, the text of a block, and features of the block.
pub type Case<'a> = (&'a Page, &'a str, &'a [Expected<'a>]);

/// Asserts all values. The cases must give each feature of the family at least two
/// different values, so that a constant does not pass.
#[track_caller]
pub fn assert_values(family: &Family, cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (page, block, values) in cases {
        for (feature, expected) in *values {
            let value = page.value(block, feature);
            if (value - expected).abs() > 1e-5 {
                wrong.push(format!("{feature:?} of {block:?} is {value} instead of {expected}"));
            }
        }
    }
    for feature in family.features {
        let values = cases.iter().flat_map(|(_, _, values)| *values).filter(|(name, _)| *name == feature.name);
        let mut values: Vec<f32> = values.map(|(_, value)| *value).collect();
        values.sort_unstable_by(f32::total_cmp);
        values.dedup();
        if values.len() < 2 {
            wrong.push(format!("{:?} is expected to be {values:?} only", feature.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// ln(1 + n), independent of the code under test.
pub fn log(n: f32) -> f32 {
    f64::from(n).ln_1p() as f32
}

/// The hash of a lower-case word, tag (`<nav`) or class (`.menu`).
pub fn token(token: &str) -> u32 {
    token.bytes().fold(Fnv32::EMPTY, Fnv32::byte).get()
}

/// A vocabulary of these hashes and weights; a weight of 1 is half a log-odd.
pub fn vocabulary(weights: &[(u32, i8)]) -> Vocabulary {
    const SLOTS: usize = 1 << 10;
    let mut slots = vec![0; SLOTS];
    for &(hash, weight) in weights {
        let home = (hash ^ (hash >> 15)) as usize % SLOTS;
        let slot = if slots[home] == 0 { home } else { home ^ 1 };
        assert_eq!(slots[slot], 0, "two other tokens have the same slots");
        slots[slot] = hash & !0xff | u32::from(weight as u8);
    }
    Vocabulary::new(slots, 0.5).expect("a power of two")
}

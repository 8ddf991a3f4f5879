//! The kind of a page: an article, a forum thread, a product and so on.
//!
//! A multinomial logistic regression reads the mean features of the page's blocks, once over
//! the whole page and once weighted by p(keep). `training/kind.py` fits it.
//! The file begins with lines of text up to a line `---`. Little-endian `f32` numbers follow:
//! for each input its mean, one over its standard deviation and a weight for each kind; then a
//! bias for each kind.

use std::sync::LazyLock;

use super::bytes::{ModelError, Numbers};
use crate::PageKind;
use crate::features::numbers::{ln, ln_1p};
use crate::features::{Features, LEN};

/// The weight of a block in a mean is the square root of its words, at most this.
const HEAVIEST: f32 = 8.0;
/// p(keep) from which a block is certain.
const CERTAIN: f32 = 0.9;
/// Standard deviations from the mean at which an input is clipped.
const FARTHEST: f32 = 4.0;
/// Facts about the page beside the means of its features.
const FACTS: usize = 5;
/// Number of inputs.
pub const INPUTS: usize = 2 * LEN + FACTS;

/// The kinds in the order of the file.
pub const KINDS: [PageKind; 7] = [
    PageKind::Article,
    PageKind::Documentation,
    PageKind::Forum,
    PageKind::Product,
    PageKind::Listing,
    PageKind::Collection,
    PageKind::Service,
];

/// An input of the regression.
struct KindInput {
    mean: f32,
    /// One over the standard deviation.
    factor: f32,
    weights: [f32; KINDS.len()],
}

/// The regression.
struct KindModel {
    inputs: Vec<KindInput>,
    bias: [f32; KINDS.len()],
}

static MODEL: LazyLock<KindModel> = LazyLock::new(|| {
    KindModel::read(include_bytes!("kind.model")).expect("kind.model fits the features; see training/")
});

impl KindModel {
    fn read(bytes: &[u8]) -> Result<KindModel, ModelError> {
        const END: &[u8] = b"\n---\n";
        let end = memchr::memmem::find(bytes, END).ok_or(ModelError::Header)?;
        let mut numbers = Numbers(&bytes[end + END.len()..]);
        let mut input = |_| Ok(KindInput { mean: numbers.f32()?, factor: numbers.f32()?, weights: numbers.row()? });
        let inputs: Vec<KindInput> = (0..INPUTS).map(&mut input).collect::<Result<_, ModelError>>()?;
        let model = KindModel { inputs, bias: numbers.row()? };
        if numbers.0.is_empty() { Ok(model) } else { Err(ModelError::OtherFeatures) }
    }

    fn scores(&self, inputs: &[f32]) -> [f32; KINDS.len()] {
        let mut scores = self.bias;
        for (input, value) in self.inputs.iter().zip(inputs) {
            let value = ((value - input.mean) * input.factor).clamp(-FARTHEST, FARTHEST);
            scores.iter_mut().zip(input.weights).for_each(|(score, weight)| *score += value * weight);
        }
        scores
    }
}

/// Returns the likeliest kind of a page of HTML, given the p(keep) of each block.
pub fn kind(features: &Features, p: &[f32]) -> PageKind {
    let scores = MODEL.scores(&inputs(features, p));
    let best = (0..KINDS.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
    best.map_or(PageKind::Article, |best| KINDS[best])
}

/// Returns the [`INPUTS`] of a page of HTML.
pub fn inputs(features: &Features, p: &[f32]) -> Vec<f32> {
    let mut sums = vec![0.0f32; 2 * LEN];
    let (mut weights, mut expected_weights) = (0.0f32, 0.0f32);
    let (mut words, mut expected, mut certain, mut unsure) = (0u32, 0.0f32, 0.0f32, 0.0f32);
    for (at, (shape, &p)) in features.shapes.iter().zip(p).enumerate() {
        let weight = (shape.words as f32).sqrt().min(HEAVIEST);
        let (all, content) = sums.split_at_mut(LEN);
        for ((all, content), value) in all.iter_mut().zip(content).zip(features.matrix.of(at)) {
            *all += value * weight;
            *content += value * (weight * p);
        }
        weights += weight;
        expected_weights += weight * p;
        let likely = shape.words as f32 * p;
        words = words.saturating_add(shape.words);
        expected += likely;
        certain += if p >= CERTAIN { likely } else { 0.0 };
        unsure += likely * (1.0 - p);
    }
    let (all, content) = sums.split_at_mut(LEN);
    all.iter_mut().for_each(|sum| *sum /= weights.max(1.0));
    content.iter_mut().for_each(|sum| *sum /= expected_weights.max(1.0));
    let facts: [f32; FACTS] = [
        ln(words),
        ln_1p(expected),
        ln(features.shapes.len() as u32),
        certain / expected.max(1.0),
        unsure / expected.max(1.0),
    ];
    sums.extend(facts);
    sums
}

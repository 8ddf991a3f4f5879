//! Small residual networks that score a block among the other blocks of its page.
//!
//! The features of a block become a row of `D` numbers. Each layer adds to the row what it
//! computes from the row, the row of a block above and of one below, the mean row of the
//! blocks of the same template, and the mean row of the page. A cell is scored by its
//! table, and a list by its surroundings, while trees see each block by itself. Several
//! networks, trained from different random weights, are averaged.

mod context;
mod layer;

use super::bytes::{ModelError, Numbers};
pub use context::{Contributions, PageContext};
use layer::{Layer, Passed, add, add_one, dot};

/// Standard deviations from the mean at which a feature is clipped.
const FARTHEST: f32 = 3.0;

/// The networks of a model, in one of two sizes.
#[derive(Debug, Clone, Default)]
pub enum Nets {
    /// No networks.
    #[default]
    None,
    /// The size for HTML.
    Small(Shaped<16, 32>),
    /// The size for text, which has more training data.
    Large(Shaped<32, 48>),
}

impl Nets {
    /// Reads the networks of a model for vectors of `width` features.
    ///
    /// # Errors
    /// [`ModelError::Broken`] if the numbers end early or the size is unknown.
    pub(super) fn read(numbers: &mut Numbers<'_>, width: usize) -> Result<Nets, ModelError> {
        let [count, row, wide, layers, template] = numbers.take::<5>()?;
        let header = Header { count, layers, template: template == 1, width };
        match (count, row, wide) {
            (0, ..) => Ok(Nets::None),
            (_, 16, 32) => Shaped::read(numbers, header).map(Nets::Small),
            (_, 32, 48) => Shaped::read(numbers, header).map(Nets::Large),
            _ => Err(ModelError::Broken),
        }
    }

    /// Returns the log-odds of being content for each vector; 0 without networks. The vectors
    /// are those of all blocks of a page in order.
    #[inline(always)]
    pub fn log_odds(&self, vectors: &[&[f32]], context: &PageContext<'_>) -> Vec<f32> {
        match self {
            Nets::None => vec![0.0; vectors.len()],
            Nets::Small(nets) => nets.log_odds(vectors, context),
            Nets::Large(nets) => nets.log_odds(vectors, context),
        }
    }

    /// Returns the contributions to the log-odds of each block.
    pub fn contributions(&self, vectors: &[&[f32]], context: &PageContext<'_>) -> Vec<Contributions> {
        match self {
            Nets::None => vec![Contributions::default(); vectors.len()],
            Nets::Small(nets) => nets.contributions(vectors, context),
            Nets::Large(nets) => nets.contributions(vectors, context),
        }
    }
}

/// The sizes of the networks, from the model file.
#[derive(Debug, Clone, Copy)]
struct Header {
    count: u8,
    layers: u8,
    template: bool,
    width: usize,
}

/// Networks of one size over the same features. A block has `D` numbers, and a layer has `H`
/// hidden numbers.
#[derive(Debug, Clone)]
pub struct Shaped<const D: usize, const H: usize> {
    inputs: Vec<Normaliser>,
    nets: Vec<Net<D, H>>,
}

/// Normalises a feature to standard deviations from its mean.
#[derive(Debug, Clone, Copy)]
struct Normaliser {
    mean: f32,
    /// One over the standard deviation.
    factor: f32,
}

impl Normaliser {
    #[inline(always)]
    fn of(self, value: f32) -> f32 {
        ((value - self.mean) * self.factor).clamp(-FARTHEST, FARTHEST)
    }
}

#[derive(Debug, Clone)]
struct Net<const D: usize, const H: usize> {
    /// Weights of each feature.
    first: Vec<[f32; D]>,
    first_bias: [f32; D],
    /// Row of a block whose features are all 0. Most features of most blocks are 0, so only
    /// the others need to be added.
    zero: [f32; D],
    layers: Vec<Layer<D, H>>,
    last: [f32; D],
    bias: f32,
}

impl<const D: usize, const H: usize> Shaped<D, H> {
    fn read(numbers: &mut Numbers<'_>, header: Header) -> Result<Self, ModelError> {
        let reaches: Vec<u8> = (0..header.layers).map(|_| numbers.u8()).collect::<Result<_, _>>()?;
        if reaches.contains(&0) {
            return Err(ModelError::Broken);
        }
        let mut input = |_| Ok(Normaliser { mean: numbers.f32()?, factor: numbers.f32()? });
        let inputs: Vec<Normaliser> = (0..header.width).map(&mut input).collect::<Result<_, _>>()?;
        let net = |_| Net::read(numbers, &inputs, &reaches, header.template);
        let nets = (0..header.count).map(net).collect::<Result<_, _>>()?;
        Ok(Shaped { inputs, nets })
    }

    #[inline(always)]
    fn log_odds(&self, vectors: &[&[f32]], context: &PageContext<'_>) -> Vec<f32> {
        let mut sums = vec![0.0; vectors.len()];
        for (net, mut rows) in self.nets.iter().zip(self.begin(vectors)) {
            for layer in &net.layers {
                let shared = layer.shared(&layer.means(&rows, context));
                layer.apply(&mut rows, &shared, context);
            }
            sums.iter_mut().zip(&rows).for_each(|(sum, row)| *sum += net.bias + dot(row, &net.last));
        }
        let share = self.share();
        sums.iter_mut().for_each(|sum| *sum *= share);
        sums
    }

    /// Returns the weight of each network in the mean.
    fn share(&self) -> f32 {
        1.0 / self.nets.len().max(1) as f32
    }

    /// Returns the first row of every block, for each network.
    #[inline(always)]
    fn begin(&self, vectors: &[&[f32]]) -> Vec<Vec<[f32; D]>> {
        let zeros: Vec<f32> = self.inputs.iter().map(|input| input.of(0.0)).collect();
        let mut begun = vec![Vec::with_capacity(vectors.len()); self.nets.len()];
        let mut inputs = vec![(0, 0.0); self.inputs.len()];
        for vector in vectors {
            let mut count = 0;
            // Without a branch: whether a feature is 0 is hard to predict.
            for (at, ((&value, input), zero)) in vector.iter().zip(&self.inputs).zip(&zeros).enumerate() {
                inputs[count] = (at, input.of(value) - zero);
                count += usize::from(value != 0.0);
            }
            for (net, begun) in self.nets.iter().zip(&mut begun) {
                let mut row = net.zero;
                for &(at, value) in &inputs[..count] {
                    add_one(&mut row, value, &net.first[at]);
                }
                begun.push(row.map(|x| x.max(0.0)));
            }
        }
        begun
    }

    /// Returns the contributions to the log-odds of each block. A number that no activation sets
    /// to 0 is a sum, and each summand is attributed to its origin.
    fn contributions(&self, vectors: &[&[f32]], context: &PageContext<'_>) -> Vec<Contributions> {
        let mut contributions =
            vec![Contributions { own: vec![0.0; self.inputs.len()], ..Contributions::default() }; vectors.len()];
        for (net, mut rows) in self.nets.iter().zip(self.begin(vectors)) {
            let mut layers = Vec::new();
            for layer in &net.layers {
                let passed = Passed::of(layer, rows.clone(), context);
                layer.apply(&mut rows, &passed.shared, context);
                layers.push(passed);
            }
            for (at, contributions) in contributions.iter_mut().enumerate() {
                let begun = layers.first().map_or(rows[at], |passed| passed.rows[at]);
                let counts = net.attribute(&layers, begun, at, context, contributions);
                for (own, ((&value, input), first)) in
                    contributions.own.iter_mut().zip(vectors[at].iter().zip(&self.inputs).zip(&net.first))
                {
                    *own += input.of(value) * dot(first, &counts);
                }
            }
        }
        let share = self.share();
        for Contributions { own, around, template, document, bias } in &mut contributions {
            own.iter_mut().chain([around, template, document, bias]).for_each(|x| *x *= share);
        }
        contributions
    }
}

impl<const D: usize, const H: usize> Net<D, H> {
    fn read(
        numbers: &mut Numbers<'_>,
        inputs: &[Normaliser],
        reaches: &[u8],
        template: bool,
    ) -> Result<Self, ModelError> {
        let first = numbers.rows(inputs.len())?;
        let first_bias = numbers.row()?;
        let mut zero = first_bias;
        let values: Vec<f32> = inputs.iter().map(|input| input.of(0.0)).collect();
        add(&mut zero, &values, &first);
        let layers = reaches
            .iter()
            .map(|&reach| Layer::read(numbers, usize::from(reach), template))
            .collect::<Result<_, _>>()?;
        Ok(Net { first, first_bias, zero, layers, last: numbers.row()?, bias: numbers.f32()? })
    }

    /// Attributes the log-odds of block `at`, except for its own features, and returns the
    /// weight of each number of its first row.
    fn attribute(
        &self,
        layers: &[Passed<'_, D, H>],
        begun: [f32; D],
        at: usize,
        context: &PageContext<'_>,
        contributions: &mut Contributions,
    ) -> [f32; D] {
        contributions.bias += self.bias;
        let mut counts = self.last;
        layers.iter().rev().for_each(|passed| passed.attribute(at, &mut counts, context, contributions));
        counts.iter_mut().zip(begun).filter(|(_, begun)| *begun <= 0.0).for_each(|(count, _)| *count = 0.0);
        contributions.bias += dot(&self.first_bias, &counts);
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::measure;
    use crate::html::Parser;
    use crate::model::Models;
    use crate::segment::html::segment;

    const D: usize = 2;
    const H: usize = 3;

    /// Returns a network whose only layer adds weighted numbers to the number of a block: the
    /// number of the block above with weight 2, of the block below with weight 4, the mean of its
    /// template with weight 8, and the mean of the page with weight 16.
    fn counting() -> Shaped<D, H> {
        let one = |weight: f32| {
            let mut rows = vec![[0.0; H]; D];
            rows[0][0] = weight;
            rows
        };
        let first = |weight: f32| {
            let mut row = [0.0; D];
            row[0] = weight;
            row
        };
        let mut out = vec![[0.0; D]; H];
        out[0] = first(1.0);
        let layer = Layer {
            reach: 1,
            above: one(2.0),
            own: one(0.0),
            below: one(4.0),
            document: one(16.0),
            template: one(8.0),
            bias: [0.0; H],
            out,
            out_bias: [0.0; D],
        };
        let net = Net {
            first: vec![first(1.0)],
            first_bias: [0.0; D],
            zero: [0.0; D],
            layers: vec![layer],
            last: first(1.0),
            bias: -1.0,
        };
        Shaped { inputs: vec![Normaliser { mean: 0.0, factor: 1.0 }], nets: vec![net] }
    }

    #[test]
    fn a_layer_sees_blocks_above_and_below_template_and_page() {
        let context = PageContext { weights: vec![1.0, 1.0, 2.0], templates: Some(&[0, 1, 0]), groups: 2 };
        let values = [[1.0], [2.0], [1.0]];
        let vectors: Vec<&[f32]> = values.iter().map(|v| &v[..]).collect();
        let (document, template) = (16.0 * (1.0 + 2.0 + 2.0) / 4.0, 8.0 * (1.0 + 2.0) / 3.0);
        let expected = [
            1.0 + 4.0 * 2.0 + template + document,
            2.0 + 2.0 + 4.0 + 8.0 * 2.0 + document,
            1.0 + 2.0 * 2.0 + template + document,
        ];
        for (odds, expected) in counting().log_odds(&vectors, &context).into_iter().zip(expected) {
            assert!((odds - (expected - 1.0)).abs() < 1e-4, "{odds} instead of {}", expected - 1.0);
        }
        let contributions = &counting().contributions(&vectors, &context)[1];
        assert_eq!(
            (
                contributions.own[0],
                contributions.around,
                contributions.template,
                contributions.document,
                contributions.bias
            ),
            (2.0, 6.0, 16.0, document, -1.0)
        );
    }

    #[test]
    fn features_are_clipped() {
        let context = || PageContext { weights: vec![1.0], templates: None, groups: 1 };
        let odds = |value: f32| counting().log_odds(&[&[value]], &context())[0];
        assert_eq!(odds(3.0).to_bits(), odds(300.0).to_bits());
        assert!(odds(2.0) < odds(3.0));
    }

    #[test]
    fn contributions_sum_to_the_log_odds() {
        let html = "<h1>A day</h1><p>It was a long, bright day in May, and the clocks were striking.</p>\
                    <ul><li><a href=/>Home</a><li><a href=/a>About us</a></ul><p>The end of it all.";
        let document = segment(html, Parser::Stream);
        let model = Models::BUILT_IN.of(true);
        let scorer = model.scorer(true);
        let features = measure(&document, &model.learned);
        let vectors: Vec<&[f32]> = (0..document.blocks.len()).map(|at| features.matrix.of(at)).collect();
        let odds = scorer.nets.log_odds(&vectors, &PageContext::of(&features));
        assert_eq!(odds.len(), 5);
        let contributions = scorer.nets.contributions(&vectors, &PageContext::of(&features));
        for (at, (odds, Contributions { own, around, template, document, bias })) in
            odds.into_iter().zip(contributions).enumerate()
        {
            let sum = own.iter().sum::<f32>() + around + template + document + bias;
            assert!((sum - odds).abs() < 1e-3 * odds.abs().max(1.0), "block {at}: {sum} instead of {odds}");
        }
    }
}

//! Small neural networks that see a line among others.
//!
//! A line begins as a row of `D` numbers made of its evidence. Each layer adds to
//! them what it makes of the line, of one above and one below it, of the mean
//! of the lines with the same tags and classes, and of the mean of the page.
//! So a line of a table can be judged by what the table is, and a list by what
//! stands around it; trees see every line by itself. Several networks that
//! began from other random weights are averaged.

mod layer;

use super::bytes::{ModelError, Numbers};
use crate::features::Features;
use layer::{Layer, Passed, add, add_one, dot};

/// Standard deviations from the mean beyond which evidence says no more.
const FARTHEST: f32 = 3.0;
/// Square root of the words from which on longer lines weigh no more in a mean.
const HEAVIEST: f32 = 8.0;

/// The lines of a page as a network looks at them together.
#[derive(Debug)]
pub struct Among<'a> {
    /// What each line counts in a mean.
    weights: Vec<f32>,
    /// The sort of each line by its tags and classes, and how many sorts there
    /// are; in text all lines are of one.
    kin: Option<&'a [u32]>,
    sorts: usize,
}

impl<'a> Among<'a> {
    /// The lines of a measured page.
    pub fn of(features: &'a Features) -> Among<'a> {
        let weights = features.shapes.iter().map(|shape| (shape.words as f32).sqrt().min(HEAVIEST)).collect();
        let kin = features.overview.layout.kin();
        let sorts = kin.iter().max().map_or(1, |&last| last as usize + 1);
        Among { weights, kin: (!kin.is_empty()).then_some(kin), sorts }
    }

    #[inline(always)]
    fn sort(&self, at: usize) -> usize {
        self.kin.map_or(0, |kin| kin[at] as usize)
    }
}

/// The networks of a model, in one of the shapes that models have.
#[derive(Debug, Clone, Default)]
pub enum Nets {
    /// There are none.
    #[default]
    None,
    /// As for HTML.
    Small(Shaped<16, 32>),
    /// As for text, of which there is more to learn from.
    Large(Shaped<32, 48>),
}

impl Nets {
    /// Reads the networks of a model for vectors of `width` numbers.
    ///
    /// # Errors
    /// [`ModelError::Broken`] when the numbers end early or are of another header.
    pub(super) fn read(numbers: &mut Numbers<'_>, width: usize) -> Result<Nets, ModelError> {
        let [count, row, wide, layers, kin] = numbers.take::<5>()?;
        let header = Header { count, layers, kin: kin == 1, width };
        match (count, row, wide) {
            (0, ..) => Ok(Nets::None),
            (_, 16, 32) => Shaped::read(numbers, header).map(Nets::Small),
            (_, 32, 48) => Shaped::read(numbers, header).map(Nets::Large),
            _ => Err(ModelError::Broken),
        }
    }

    /// Log-odds of being content for each of these vectors, the lines of a page
    /// in order; 0 without networks.
    #[inline(always)]
    pub fn log_odds(&self, vectors: &[&[f32]], among: &Among<'_>) -> Vec<f32> {
        match self {
            Nets::None => vec![0.0; vectors.len()],
            Nets::Small(nets) => nets.log_odds(vectors, among),
            Nets::Large(nets) => nets.log_odds(vectors, among),
        }
    }

    /// What moved the log-odds of each line.
    pub fn moved(&self, vectors: &[&[f32]], among: &Among<'_>) -> Vec<Moved> {
        match self {
            Nets::None => vec![Moved::default(); vectors.len()],
            Nets::Small(nets) => nets.moved(vectors, among),
            Nets::Large(nets) => nets.moved(vectors, among),
        }
    }
}

/// What moved the log-odds of a line; the parts sum to them.
#[derive(Debug, Clone, Default)]
pub struct Moved {
    /// Each number of its evidence.
    pub own: Vec<f32>,
    /// The lines above and below it.
    pub around: f32,
    /// The lines with the same tags and classes.
    pub kin: f32,
    /// The page.
    pub document: f32,
    /// What holds for every line.
    pub bias: f32,
}

/// What a model file says of its networks.
#[derive(Debug, Clone, Copy)]
struct Header {
    count: u8,
    layers: u8,
    kin: bool,
    width: usize,
}

/// Networks of one shape over the same evidence: `D` numbers are kept of a
/// line, and a layer makes `H` of what it sees before it adds them up.
#[derive(Debug, Clone)]
pub struct Shaped<const D: usize, const H: usize> {
    inputs: Vec<Input>,
    nets: Vec<Net<D, H>>,
}

/// How a number of the evidence goes in: as standard deviations from its mean.
#[derive(Debug, Clone, Copy)]
struct Input {
    mean: f32,
    /// One over the standard deviation.
    factor: f32,
}

impl Input {
    #[inline(always)]
    fn of(self, value: f32) -> f32 {
        ((value - self.mean) * self.factor).clamp(-FARTHEST, FARTHEST)
    }
}

#[derive(Debug, Clone)]
struct Net<const D: usize, const H: usize> {
    /// Weights of each number of the evidence.
    first: Vec<[f32; D]>,
    first_bias: [f32; D],
    /// What a line without evidence begins with: most of it is 0 on most
    /// lines, and only the rest needs to be added.
    nothing: [f32; D],
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
        let mut input = |_| Ok(Input { mean: numbers.f32()?, factor: numbers.f32()? });
        let inputs: Vec<Input> = (0..header.width).map(&mut input).collect::<Result<_, _>>()?;
        let net = |_| Net::read(numbers, &inputs, &reaches, header.kin);
        let nets = (0..header.count).map(net).collect::<Result<_, _>>()?;
        Ok(Shaped { inputs, nets })
    }

    #[inline(always)]
    fn log_odds(&self, vectors: &[&[f32]], among: &Among<'_>) -> Vec<f32> {
        let mut sums = vec![0.0; vectors.len()];
        for (net, mut rows) in self.nets.iter().zip(self.begin(vectors)) {
            for layer in &net.layers {
                let shared = layer.shared(&layer.means(&rows, among));
                layer.apply(&mut rows, &shared, among);
            }
            sums.iter_mut().zip(&rows).for_each(|(sum, row)| *sum += net.bias + dot(row, &net.last));
        }
        let share = self.share();
        sums.iter_mut().for_each(|sum| *sum *= share);
        sums
    }

    /// What each network counts in their mean.
    fn share(&self) -> f32 {
        1.0 / self.nets.len().max(1) as f32
    }

    /// What every line begins with, in each network.
    #[inline(always)]
    fn begin(&self, vectors: &[&[f32]]) -> Vec<Vec<[f32; D]>> {
        let nothing: Vec<f32> = self.inputs.iter().map(|input| input.of(0.0)).collect();
        let mut begun = vec![Vec::with_capacity(vectors.len()); self.nets.len()];
        let mut said = vec![(0, 0.0); self.inputs.len()];
        for vector in vectors {
            let mut count = 0;
            // Which numbers are 0 cannot be foreseen, so there is no branch to guess wrong.
            for (at, ((&value, input), nothing)) in vector.iter().zip(&self.inputs).zip(&nothing).enumerate() {
                said[count] = (at, input.of(value) - nothing);
                count += usize::from(value != 0.0);
            }
            for (net, begun) in self.nets.iter().zip(&mut begun) {
                let mut row = net.nothing;
                for &(at, value) in &said[..count] {
                    add_one(&mut row, value, &net.first[at]);
                }
                begun.push(row.map(|x| x.max(0.0)));
            }
        }
        begun
    }

    /// Numbers that are not cut off on the way are sums, and every summand is
    /// booked to where it comes from.
    fn moved(&self, vectors: &[&[f32]], among: &Among<'_>) -> Vec<Moved> {
        let mut moved = vec![Moved { own: vec![0.0; self.inputs.len()], ..Moved::default() }; vectors.len()];
        for (net, mut rows) in self.nets.iter().zip(self.begin(vectors)) {
            let mut way = Vec::new();
            for layer in &net.layers {
                let passed = Passed::of(layer, rows.clone(), among);
                layer.apply(&mut rows, &passed.shared, among);
                way.push(passed);
            }
            for (at, moved) in moved.iter_mut().enumerate() {
                let begun = way.first().map_or(rows[at], |passed| passed.rows[at]);
                let counts = net.book(&way, begun, at, among, moved);
                for (own, ((&value, input), first)) in
                    moved.own.iter_mut().zip(vectors[at].iter().zip(&self.inputs).zip(&net.first))
                {
                    *own += input.of(value) * dot(first, &counts);
                }
            }
        }
        let share = self.share();
        for Moved { own, around, kin, document, bias } in &mut moved {
            own.iter_mut().chain([around, kin, document, bias]).for_each(|x| *x *= share);
        }
        moved
    }
}

impl<const D: usize, const H: usize> Net<D, H> {
    fn read(numbers: &mut Numbers<'_>, inputs: &[Input], reaches: &[u8], kin: bool) -> Result<Self, ModelError> {
        let first = numbers.rows(inputs.len())?;
        let first_bias = numbers.row()?;
        let mut nothing = first_bias;
        let values: Vec<f32> = inputs.iter().map(|input| input.of(0.0)).collect();
        add(&mut nothing, &values, &first);
        let layers =
            reaches.iter().map(|&reach| Layer::read(numbers, usize::from(reach), kin)).collect::<Result<_, _>>()?;
        Ok(Net { first, first_bias, nothing, layers, last: numbers.row()?, bias: numbers.f32()? })
    }

    /// Books what moved line `at`, but for its own evidence; gives what each
    /// number it began with counts.
    fn book(
        &self,
        way: &[Passed<'_, D, H>],
        begun: [f32; D],
        at: usize,
        among: &Among<'_>,
        moved: &mut Moved,
    ) -> [f32; D] {
        moved.bias += self.bias;
        let mut counts = self.last;
        way.iter().rev().for_each(|passed| passed.book(at, &mut counts, among, moved));
        counts.iter_mut().zip(begun).filter(|(_, begun)| *begun <= 0.0).for_each(|(count, _)| *count = 0.0);
        moved.bias += dot(&self.first_bias, &counts);
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::features::measure;
    use crate::model::Models;
    use crate::segment::html::segment;

    const D: usize = 2;
    const H: usize = 3;

    /// A network whose only layer adds to the number a line begins with those of the
    /// line above, twice; below, 4 times; the mean of its kin, 8 times; of the page, 16 times.
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
            kin: one(8.0),
            bias: [0.0; H],
            out,
            out_bias: [0.0; D],
        };
        let net = Net {
            first: vec![first(1.0)],
            first_bias: [0.0; D],
            nothing: [0.0; D],
            layers: vec![layer],
            last: first(1.0),
            bias: -1.0,
        };
        Shaped { inputs: vec![Input { mean: 0.0, factor: 1.0 }], nets: vec![net] }
    }

    #[test]
    fn sees_above_below_kin_and_page() {
        let among = Among { weights: vec![1.0, 1.0, 2.0], kin: Some(&[0, 1, 0]), sorts: 2 };
        let values = [[1.0], [2.0], [1.0]];
        let vectors: Vec<&[f32]> = values.iter().map(|v| &v[..]).collect();
        let (document, kin) = (16.0 * (1.0 + 2.0 + 2.0) / 4.0, 8.0 * (1.0 + 2.0) / 3.0);
        let expected = [
            1.0 + 4.0 * 2.0 + kin + document,
            2.0 + 2.0 + 4.0 + 8.0 * 2.0 + document,
            1.0 + 2.0 * 2.0 + kin + document,
        ];
        for (odds, expected) in counting().log_odds(&vectors, &among).into_iter().zip(expected) {
            assert!((odds - (expected - 1.0)).abs() < 1e-4, "{odds} instead of {}", expected - 1.0);
        }
        let moved = &counting().moved(&vectors, &among)[1];
        assert_eq!(
            (moved.own[0], moved.around, moved.kin, moved.document, moved.bias),
            (2.0, 6.0, 16.0, document, -1.0)
        );
    }

    #[test]
    fn evidence_counts_up_to_some_deviations() {
        let among = || Among { weights: vec![1.0], kin: None, sorts: 1 };
        let odds = |value: f32| counting().log_odds(&[&[value]], &among())[0];
        assert_eq!(odds(3.0).to_bits(), odds(300.0).to_bits());
        assert!(odds(2.0) < odds(3.0));
    }

    #[test]
    fn what_moved_a_line_sums_to_its_log_odds() {
        let html = "<h1>A day</h1><p>It was a long, bright day in May, and the clocks were striking.</p>\
                    <ul><li><a href=/>Home</a><li><a href=/a>About us</a></ul><p>The end of it all.";
        let document = segment(html, Parser::Stream);
        let model = Models::BUILT_IN.of(true);
        let judge = model.judge(true);
        let features = measure(&document, &model.learned);
        let vectors: Vec<&[f32]> = (0..document.blocks.len()).map(|at| features.matrix.of(at)).collect();
        let odds = judge.nets.log_odds(&vectors, &Among::of(&features));
        assert_eq!(odds.len(), 5);
        let moved = judge.nets.moved(&vectors, &Among::of(&features));
        for (at, (odds, Moved { own, around, kin, document, bias })) in odds.into_iter().zip(moved).enumerate() {
            let sum = own.iter().sum::<f32>() + around + kin + document + bias;
            assert!((sum - odds).abs() < 1e-3 * odds.abs().max(1.0), "line {at}: {sum} instead of {odds}");
        }
    }
}

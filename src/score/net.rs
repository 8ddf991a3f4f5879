//! Small neural networks that see a line among others.
//!
//! A line begins as a row of `D` numbers made of its evidence. Each layer adds to
//! them what it makes of the line, of one above and one below it, of the mean
//! of the lines with the same tags and classes, and of the mean of the page.
//! So a line of a table can be judged by what the table is, and a list by what
//! stands around it; trees see every line by itself. Several networks that
//! began from other random weights are averaged.

use super::model::{ModelError, Numbers};
use crate::evidence::Measured;

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
    pub fn of(measured: &'a Measured) -> Among<'a> {
        let weights = measured.shapes.iter().map(|shape| (shape.words as f32).sqrt().min(HEAVIEST)).collect();
        let kin = measured.document.layout.kin();
        let sorts = kin.iter().max().map_or(1, |&last| last as usize + 1);
        Among { weights, kin: (!kin.is_empty()).then_some(kin), sorts }
    }

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
    /// [`ModelError::Broken`] when the numbers end early or are of another shape.
    pub(super) fn read(numbers: &mut Numbers<'_>, width: usize) -> Result<Nets, ModelError> {
        let [count, row, wide, layers, kin] = numbers.take::<5>()?;
        let shape = Shape { count, layers, kin: kin == 1, width };
        match (count, row, wide) {
            (0, ..) => Ok(Nets::None),
            (_, 16, 32) => Shaped::read(numbers, shape).map(Nets::Small),
            (_, 32, 48) => Shaped::read(numbers, shape).map(Nets::Large),
            _ => Err(ModelError::Broken),
        }
    }

    /// Log-odds of being content for each of these vectors, the lines of a page
    /// in order; 0 without networks.
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
    pub page: f32,
    /// What holds for every line.
    pub bias: f32,
}

/// What a model file says of its networks.
#[derive(Debug, Clone, Copy)]
struct Shape {
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

#[derive(Debug, Clone)]
struct Layer<const D: usize, const H: usize> {
    /// Lines up and down to the ones that are seen.
    reach: usize,
    above: Vec<[f32; H]>,
    own: Vec<[f32; H]>,
    below: Vec<[f32; H]>,
    page: Vec<[f32; H]>,
    /// Of the lines with the same tags and classes; empty in text.
    kin: Vec<[f32; H]>,
    bias: [f32; H],
    out: Vec<[f32; D]>,
    out_bias: [f32; D],
}

/// Means of rows, weighed by the words.
struct Means<const D: usize> {
    page: [f32; D],
    kin: Vec<[f32; D]>,
}

/// What a layer sees of the page and of the lines of a sort.
struct Shared<const H: usize> {
    page: [f32; H],
    /// With that of the page; none in text.
    kin: Vec<[f32; H]>,
}

impl<const H: usize> Shared<H> {
    fn of(&self, at: usize, among: &Among<'_>) -> &[f32; H] {
        self.kin.get(among.sort(at)).unwrap_or(&self.page)
    }
}

impl<const D: usize, const H: usize> Shaped<D, H> {
    fn read(numbers: &mut Numbers<'_>, shape: Shape) -> Result<Self, ModelError> {
        let reaches: Vec<u8> = (0..shape.layers).map(|_| numbers.u8()).collect::<Result<_, _>>()?;
        if reaches.contains(&0) {
            return Err(ModelError::Broken);
        }
        let mut input = |_| Ok(Input { mean: numbers.f32()?, factor: numbers.f32()? });
        let inputs: Vec<Input> = (0..shape.width).map(&mut input).collect::<Result<_, _>>()?;
        let net = |_| Net::read(numbers, &inputs, &reaches, shape.kin);
        let nets = (0..shape.count).map(net).collect::<Result<_, _>>()?;
        Ok(Shaped { inputs, nets })
    }

    fn log_odds(&self, vectors: &[&[f32]], among: &Among<'_>) -> Vec<f32> {
        let mut sums = vec![0.0; vectors.len()];
        for (net, mut rows) in self.nets.iter().zip(self.begin(vectors)) {
            for layer in &net.layers {
                let means = layer.means(&rows, among);
                layer.apply(&mut rows, &means, among);
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
    fn begin(&self, vectors: &[&[f32]]) -> Vec<Vec<[f32; D]>> {
        let nothing: Vec<f32> = self.inputs.iter().map(|input| input.of(0.0)).collect();
        let mut begun = vec![Vec::with_capacity(vectors.len()); self.nets.len()];
        let mut said: Vec<(usize, f32)> = Vec::with_capacity(self.inputs.len());
        for vector in vectors {
            said.clear();
            for (at, (&value, input)) in vector.iter().zip(&self.inputs).enumerate() {
                if value != 0.0 {
                    said.push((at, input.of(value) - nothing[at]));
                }
            }
            for (net, begun) in self.nets.iter().zip(&mut begun) {
                let mut row = net.nothing;
                for &(at, value) in &said {
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
                layer.apply(&mut rows, &passed.means, among);
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
        for Moved { own, around, kin, page, bias } in &mut moved {
            own.iter_mut().chain([around, kin, page, bias]).for_each(|x| *x *= share);
        }
        moved
    }
}

/// A layer that the lines of a page have passed.
struct Passed<'a, const D: usize, const H: usize> {
    layer: &'a Layer<D, H>,
    means: Means<D>,
    shared: Shared<H>,
    /// The rows it saw.
    rows: Vec<[f32; D]>,
}

impl<'a, const D: usize, const H: usize> Passed<'a, D, H> {
    fn of(layer: &'a Layer<D, H>, rows: Vec<[f32; D]>, among: &Among<'_>) -> Self {
        let means = layer.means(&rows, among);
        Passed { layer, shared: layer.shared(&means), means, rows }
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
        for Passed { layer, means, shared, rows } in way.iter().rev() {
            let mut seen = *shared.of(at, among);
            layer.look(rows, at, |row, weights| add(&mut seen, row, weights));
            let mut made = [0.0; H];
            for ((made, seen), out) in made.iter_mut().zip(seen).zip(&layer.out) {
                *made = if seen > 0.0 { dot(out, &counts) } else { 0.0 };
            }
            let of = |row: &[f32; D], weights: &[[f32; H]]| -> f32 {
                row.iter().zip(weights).map(|(x, weights)| x * dot(weights, &made)).sum()
            };
            moved.bias += dot(&layer.out_bias, &counts) + dot(&layer.bias, &made);
            moved.page += of(&means.page, &layer.page);
            moved.kin += of(&means.kin[among.sort(at)], &layer.kin);
            layer.look_around(rows, at, |row, weights| moved.around += of(row, weights));
            counts.iter_mut().zip(&layer.own).for_each(|(count, own)| *count += dot(own, &made));
        }
        counts.iter_mut().zip(begun).filter(|(_, begun)| *begun <= 0.0).for_each(|(count, _)| *count = 0.0);
        moved.bias += dot(&self.first_bias, &counts);
        counts
    }
}

impl<const D: usize, const H: usize> Layer<D, H> {
    fn read(numbers: &mut Numbers<'_>, reach: usize, kin: bool) -> Result<Self, ModelError> {
        Ok(Layer {
            reach,
            above: numbers.rows(D)?,
            own: numbers.rows(D)?,
            below: numbers.rows(D)?,
            page: numbers.rows(D)?,
            kin: numbers.rows(if kin { D } else { 0 })?,
            bias: numbers.row()?,
            out: numbers.rows(H)?,
            out_bias: numbers.row()?,
        })
    }

    /// Adds to every row what the layer makes of it.
    fn apply(&self, rows: &mut [[f32; D]], means: &Means<D>, among: &Among<'_>) {
        let shared = self.shared(means);
        let before = rows.to_vec();
        for (at, row) in rows.iter_mut().enumerate() {
            let mut seen = *shared.of(at, among);
            self.look(&before, at, |row, weights| add(&mut seen, row, weights));
            let mut made = self.out_bias;
            add(&mut made, &seen.map(|x| x.max(0.0)), &self.out);
            add_one(row, 1.0, &made);
        }
    }

    /// Gives what is seen of line `at` and of those around it, with its weights.
    fn look<'a>(&'a self, rows: &'a [[f32; D]], at: usize, mut take: impl FnMut(&'a [f32; D], &'a [[f32; H]])) {
        take(&rows[at], &self.own);
        self.look_around(rows, at, take);
    }

    fn look_around<'a>(&'a self, rows: &'a [[f32; D]], at: usize, mut take: impl FnMut(&'a [f32; D], &'a [[f32; H]])) {
        if let Some(above) = at.checked_sub(self.reach) {
            take(&rows[above], &self.above);
        }
        if let Some(below) = rows.get(at + self.reach) {
            take(below, &self.below);
        }
    }

    /// What all lines of a sort see.
    fn shared(&self, means: &Means<D>) -> Shared<H> {
        let mut page = self.bias;
        add(&mut page, &means.page, &self.page);
        let of = |mean: &[f32; D]| {
            let mut shared = page;
            add(&mut shared, mean, &self.kin);
            shared
        };
        Shared { page, kin: if self.kin.is_empty() { Vec::new() } else { means.kin.iter().map(of).collect() } }
    }

    fn means(&self, rows: &[[f32; D]], among: &Among<'_>) -> Means<D> {
        let mut sums = vec![([0.0; D], 0.0); among.sorts];
        for (at, row) in rows.iter().enumerate() {
            let (sum, total) = &mut sums[among.sort(at)];
            add_one(sum, among.weights[at], row);
            *total += among.weights[at];
        }
        let mut page = ([0.0; D], 0.0);
        for (sum, total) in &sums {
            add_one(&mut page.0, 1.0, sum);
            page.1 += total;
        }
        let mean = |(sum, total): ([f32; D], f32)| if total > 0.0 { sum.map(|x| x / total) } else { sum };
        Means { page: mean(page), kin: sums.into_iter().map(mean).collect() }
    }
}

/// Adds weighted rows.
#[inline(always)]
fn add<const N: usize>(to: &mut [f32; N], row: &[f32], weights: &[[f32; N]]) {
    for (&x, weights) in row.iter().zip(weights) {
        add_one(to, x, weights);
    }
}

#[inline(always)]
fn add_one<const N: usize>(to: &mut [f32; N], x: f32, weights: &[f32; N]) {
    for (to, weight) in to.iter_mut().zip(weights) {
        *to += x * weight;
    }
}

fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::evidence::measure;
    use crate::score::Models;
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
            page: one(16.0),
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
        let (page, kin) = (16.0 * (1.0 + 2.0 + 2.0) / 4.0, 8.0 * (1.0 + 2.0) / 3.0);
        let expected = [1.0 + 4.0 * 2.0 + kin + page, 2.0 + 2.0 + 4.0 + 8.0 * 2.0 + page, 1.0 + 2.0 * 2.0 + kin + page];
        for (odds, expected) in counting().log_odds(&vectors, &among).into_iter().zip(expected) {
            assert!((odds - (expected - 1.0)).abs() < 1e-4, "{odds} instead of {}", expected - 1.0);
        }
        let moved = &counting().moved(&vectors, &among)[1];
        assert_eq!((moved.own[0], moved.around, moved.kin, moved.page, moved.bias), (2.0, 6.0, 16.0, page, -1.0));
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
        let page = segment(html, Parser::Stream);
        let model = Models::BUILT_IN.of(true);
        let measured = measure(&page, &model.learned);
        let vectors: Vec<&[f32]> = (0..page.lines.len()).map(|at| measured.evidence.of(at)).collect();
        let odds = model.nets.log_odds(&vectors, &Among::of(&measured));
        assert_eq!(odds.len(), 5);
        let moved = model.nets.moved(&vectors, &Among::of(&measured));
        for (at, (odds, Moved { own, around, kin, page, bias })) in odds.into_iter().zip(moved).enumerate() {
            let sum = own.iter().sum::<f32>() + around + kin + page + bias;
            assert!((sum - odds).abs() < 1e-3 * odds.abs().max(1.0), "line {at}: {sum} instead of {odds}");
        }
    }
}

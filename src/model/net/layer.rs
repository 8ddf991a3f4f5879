//! A layer of a network: what it sees of a line and of those around it, and
//! what it makes of that.

use super::{Context, Contributions};
use crate::model::bytes::{ModelError, Numbers};

/// Adds to the row of every line what it makes of those it sees.
#[derive(Debug, Clone)]
pub struct Layer<const D: usize, const H: usize> {
    /// Lines up and down to the ones that are seen.
    pub reach: usize,
    pub above: Vec<[f32; H]>,
    pub own: Vec<[f32; H]>,
    pub below: Vec<[f32; H]>,
    pub document: Vec<[f32; H]>,
    /// Of the lines with the same tags and classes; empty in text.
    pub template: Vec<[f32; H]>,
    pub bias: [f32; H],
    pub out: Vec<[f32; D]>,
    pub out_bias: [f32; D],
}

/// Means of rows, weighed by the words.
pub struct Means<const D: usize> {
    document: [f32; D],
    template: Vec<[f32; D]>,
}

/// What a layer sees of the page and of the lines of a group.
pub struct Shared<const H: usize> {
    document: [f32; H],
    /// With that of the page; none in text.
    template: Vec<[f32; H]>,
}

impl<const H: usize> Shared<H> {
    #[inline(always)]
    fn of(&self, at: usize, context: &Context<'_>) -> &[f32; H] {
        self.template.get(context.group(at)).unwrap_or(&self.document)
    }
}

/// A layer that the lines of a page have passed.
pub struct Passed<'a, const D: usize, const H: usize> {
    layer: &'a Layer<D, H>,
    means: Means<D>,
    pub shared: Shared<H>,
    /// The rows it saw.
    pub rows: Vec<[f32; D]>,
}

impl<'a, const D: usize, const H: usize> Passed<'a, D, H> {
    /// The rows `layer` sees.
    pub fn of(layer: &'a Layer<D, H>, rows: Vec<[f32; D]>, context: &Context<'_>) -> Self {
        let means = layer.means(&rows, context);
        Passed { layer, shared: layer.shared(&means), means, rows }
    }

    /// Books what the layer made of line `at` to where it comes from. `counts`
    /// is what each number of the line counts in the log-odds: behind the layer,
    /// then before it.
    pub fn attribute(
        &self,
        at: usize,
        counts: &mut [f32; D],
        context: &Context<'_>,
        contributions: &mut Contributions,
    ) {
        let Passed { layer, means, shared, rows } = self;
        let mut seen = *shared.of(at, context);
        layer.look(rows, at, |row, weights| add(&mut seen, row, weights));
        let mut made = [0.0; H];
        for ((made, seen), out) in made.iter_mut().zip(seen).zip(&layer.out) {
            *made = if seen > 0.0 { dot(out, counts) } else { 0.0 };
        }
        let of = |row: &[f32; D], weights: &[[f32; H]]| -> f32 {
            row.iter().zip(weights).map(|(x, weights)| x * dot(weights, &made)).sum()
        };
        contributions.bias += dot(&layer.out_bias, counts) + dot(&layer.bias, &made);
        contributions.document += of(&means.document, &layer.document);
        contributions.template += of(&means.template[context.group(at)], &layer.template);
        layer.look_around(rows, at, |row, weights| contributions.around += of(row, weights));
        counts.iter_mut().zip(&layer.own).for_each(|(count, own)| *count += dot(own, &made));
    }
}

impl<const D: usize, const H: usize> Layer<D, H> {
    /// Reads a layer that sees `reach` lines up and down.
    ///
    /// # Errors
    /// [`ModelError::Broken`] when the numbers end early.
    pub fn read(numbers: &mut Numbers<'_>, reach: usize, template: bool) -> Result<Self, ModelError> {
        Ok(Layer {
            reach,
            above: numbers.rows(D)?,
            own: numbers.rows(D)?,
            below: numbers.rows(D)?,
            document: numbers.rows(D)?,
            template: numbers.rows(if template { D } else { 0 })?,
            bias: numbers.row()?,
            out: numbers.rows(H)?,
            out_bias: numbers.row()?,
        })
    }

    /// Adds to every row what the layer makes of it.
    ///
    /// Two lines go abreast, so that every weight is fetched once for both.
    #[inline(always)]
    pub fn apply(&self, rows: &mut [[f32; D]], shared: &Shared<H>, context: &Context<'_>) {
        let before = rows.to_vec();
        for (pair, rows) in rows.chunks_mut(2).enumerate() {
            // A last line without another goes twice, and the second is left.
            let blocks = [2 * pair, (2 * pair + 1).min(before.len() - 1)];
            let mut seen = blocks.map(|at| *shared.of(at, context));
            add_both(&mut seen, blocks.map(|at| before.get(at)), &self.own);
            add_both(&mut seen, blocks.map(|at| self.above(&before, at)), &self.above);
            add_both(&mut seen, blocks.map(|at| self.below(&before, at)), &self.below);
            let seen = seen.map(|seen| seen.map(|x| x.max(0.0)));
            let mut made = [self.out_bias; 2];
            add_both(&mut made, seen.each_ref().map(Some), &self.out);
            rows.iter_mut().zip(&made).for_each(|(row, made)| add_one(row, 1.0, made));
        }
    }

    #[inline(always)]
    fn above<'a>(&self, rows: &'a [[f32; D]], at: usize) -> Option<&'a [f32; D]> {
        rows.get(at.checked_sub(self.reach)?)
    }

    #[inline(always)]
    fn below<'a>(&self, rows: &'a [[f32; D]], at: usize) -> Option<&'a [f32; D]> {
        rows.get(at + self.reach)
    }

    /// Gives what is seen of line `at` and of those around it, with its weights.
    fn look<'a>(&'a self, rows: &'a [[f32; D]], at: usize, mut take: impl FnMut(&'a [f32; D], &'a [[f32; H]])) {
        take(&rows[at], &self.own);
        self.look_around(rows, at, take);
    }

    fn look_around<'a>(&'a self, rows: &'a [[f32; D]], at: usize, mut take: impl FnMut(&'a [f32; D], &'a [[f32; H]])) {
        if let Some(above) = self.above(rows, at) {
            take(above, &self.above);
        }
        if let Some(below) = self.below(rows, at) {
            take(below, &self.below);
        }
    }

    /// What all lines of a group see.
    #[inline(always)]
    pub fn shared(&self, means: &Means<D>) -> Shared<H> {
        let mut document = self.bias;
        add(&mut document, &means.document, &self.document);
        let of = |mean: &[f32; D]| {
            let mut shared = document;
            add(&mut shared, mean, &self.template);
            shared
        };
        Shared {
            document,
            template: if self.template.is_empty() { Vec::new() } else { means.template.iter().map(of).collect() },
        }
    }

    /// Means of the page and of the template, weighed by the words.
    #[inline(always)]
    pub fn means(&self, rows: &[[f32; D]], context: &Context<'_>) -> Means<D> {
        let mut sums = vec![([0.0; D], 0.0); context.groups];
        for (at, row) in rows.iter().enumerate() {
            let (sum, total) = &mut sums[context.group(at)];
            add_one(sum, context.weights[at], row);
            *total += context.weights[at];
        }
        let mut document = ([0.0; D], 0.0);
        for (sum, total) in &sums {
            add_one(&mut document.0, 1.0, sum);
            document.1 += total;
        }
        let mean = |(sum, total): ([f32; D], f32)| if total > 0.0 { sum.map(|x| x / total) } else { sum };
        Means { document: mean(document), template: sums.into_iter().map(mean).collect() }
    }
}

/// Adds weighted rows.
#[inline(always)]
pub fn add<const N: usize>(to: &mut [f32; N], row: &[f32], weights: &[[f32; N]]) {
    for (&x, weights) in row.iter().zip(weights) {
        add_one(to, x, weights);
    }
}

/// Adds weighted rows to two, of which each may have none.
#[inline(always)]
fn add_both<const N: usize, const M: usize>(
    to: &mut [[f32; N]; 2],
    rows: [Option<&[f32; M]>; 2],
    weights: &[[f32; N]],
) {
    if let [Some(first), Some(second)] = rows {
        // Copies, that they stay in registers.
        let [mut to_first, mut to_second] = *to;
        for ((&x, &y), weights) in first.iter().zip(second).zip(weights) {
            for ((first, second), weight) in to_first.iter_mut().zip(&mut to_second).zip(weights) {
                *first += x * weight;
                *second += y * weight;
            }
        }
        *to = [to_first, to_second];
    } else {
        for (to, row) in to.iter_mut().zip(rows) {
            row.into_iter().for_each(|row| add(to, row, weights));
        }
    }
}

/// Adds a weighted row.
#[inline(always)]
pub fn add_one<const N: usize>(to: &mut [f32; N], x: f32, weights: &[f32; N]) {
    for (to, weight) in to.iter_mut().zip(weights) {
        *to += x * weight;
    }
}

/// The sum of the products.
#[inline(always)]
pub fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

//! A layer of a network.

use super::context::{Contributions, PageContext};
use crate::model::bytes::{ModelError, Numbers};

/// Weights of a layer: a hidden row of `H` numbers is computed from the rows that a block
/// sees, and added to the row of the block.
#[derive(Debug, Clone)]
pub struct Layer<const D: usize, const H: usize> {
    /// Distance, in blocks, to the blocks above and below that are seen.
    pub reach: usize,
    pub above: Vec<[f32; H]>,
    pub own: Vec<[f32; H]>,
    pub below: Vec<[f32; H]>,
    pub document: Vec<[f32; H]>,
    /// Weights of the mean row of the template; empty in text.
    pub template: Vec<[f32; H]>,
    pub bias: [f32; H],
    pub out: Vec<[f32; D]>,
    pub out_bias: [f32; D],
}

/// Mean rows, weighted by [`PageContext`].
pub struct Means<const D: usize> {
    document: [f32; D],
    templates: Vec<[f32; D]>,
}

/// The part of the hidden row that comes from the mean rows. All blocks of a template share it.
pub struct Shared<const H: usize> {
    document: [f32; H],
    /// Template and page together; empty in text.
    templates: Vec<[f32; H]>,
}

impl<const H: usize> Shared<H> {
    #[inline(always)]
    fn of(&self, at: usize, context: &PageContext<'_>) -> &[f32; H] {
        self.templates.get(context.group(at)).unwrap_or(&self.document)
    }
}

/// A layer together with the rows of a page that it was applied to.
pub struct Passed<'a, const D: usize, const H: usize> {
    layer: &'a Layer<D, H>,
    means: Means<D>,
    pub shared: Shared<H>,
    /// The rows before the layer.
    pub rows: Vec<[f32; D]>,
}

impl<'a, const D: usize, const H: usize> Passed<'a, D, H> {
    /// Computes the means of the rows before a layer.
    pub fn of(layer: &'a Layer<D, H>, rows: Vec<[f32; D]>, context: &PageContext<'_>) -> Self {
        let means = layer.means(&rows, context);
        Passed { layer, shared: layer.shared(&means), means, rows }
    }

    /// Attributes the output of the layer for block `at` to its origins. `counts` holds the weight
    /// of each number of the row in the log-odds: after the layer on entry, before it on return.
    pub fn attribute(
        &self,
        at: usize,
        counts: &mut [f32; D],
        context: &PageContext<'_>,
        contributions: &mut Contributions,
    ) {
        let Passed { layer, means, shared, rows } = self;
        let mut seen = *shared.of(at, context);
        layer.look(rows, at, |row, weights| add(&mut seen, row, weights));
        let mut hidden = [0.0; H];
        for ((hidden, seen), out) in hidden.iter_mut().zip(seen).zip(&layer.out) {
            *hidden = if seen > 0.0 { dot(out, counts) } else { 0.0 };
        }
        let of = |row: &[f32; D], weights: &[[f32; H]]| -> f32 {
            row.iter().zip(weights).map(|(x, weights)| x * dot(weights, &hidden)).sum()
        };
        contributions.bias += dot(&layer.out_bias, counts) + dot(&layer.bias, &hidden);
        contributions.document += of(&means.document, &layer.document);
        contributions.template += of(&means.templates[context.group(at)], &layer.template);
        layer.look_around(rows, at, |row, weights| contributions.around += of(row, weights));
        counts.iter_mut().zip(&layer.own).for_each(|(count, own)| *count += dot(own, &hidden));
    }
}

impl<const D: usize, const H: usize> Layer<D, H> {
    /// Reads a layer that sees `reach` blocks up and down, and templates if `template` is
    /// true.
    ///
    /// # Errors
    /// [`ModelError::Broken`] if the numbers end early.
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

    /// Adds the output of the layer to every row.
    ///
    /// Two blocks are computed at once, so that each weight is loaded once for both.
    #[inline(always)]
    pub fn apply(&self, rows: &mut [[f32; D]], shared: &Shared<H>, context: &PageContext<'_>) {
        let before = rows.to_vec();
        for (pair, rows) in rows.chunks_mut(2).enumerate() {
            // An odd last block is computed twice, and the second result dropped.
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

    /// Returns the row of the block above `at` that is seen.
    #[inline(always)]
    fn above<'a>(&self, rows: &'a [[f32; D]], at: usize) -> Option<&'a [f32; D]> {
        rows.get(at.checked_sub(self.reach)?)
    }

    /// Returns the row of the block below `at` that is seen.
    #[inline(always)]
    fn below<'a>(&self, rows: &'a [[f32; D]], at: usize) -> Option<&'a [f32; D]> {
        rows.get(at + self.reach)
    }

    /// Passes the rows that block `at` sees, its own first, with their weights.
    fn look<'a>(&'a self, rows: &'a [[f32; D]], at: usize, mut take: impl FnMut(&'a [f32; D], &'a [[f32; H]])) {
        take(&rows[at], &self.own);
        self.look_around(rows, at, take);
    }

    /// Passes the rows of the blocks above and below `at`, if there are any, with their weights.
    fn look_around<'a>(&'a self, rows: &'a [[f32; D]], at: usize, mut take: impl FnMut(&'a [f32; D], &'a [[f32; H]])) {
        if let Some(above) = self.above(rows, at) {
            take(above, &self.above);
        }
        if let Some(below) = self.below(rows, at) {
            take(below, &self.below);
        }
    }

    /// Computes the part of the hidden row that comes from the mean rows.
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
            templates: if self.template.is_empty() { Vec::new() } else { means.templates.iter().map(of).collect() },
        }
    }

    /// Returns the weighted mean rows of the page and of each template.
    #[inline(always)]
    pub fn means(&self, rows: &[[f32; D]], context: &PageContext<'_>) -> Means<D> {
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
        Means { document: mean(document), templates: sums.into_iter().map(mean).collect() }
    }
}

/// Adds weighted rows.
#[inline(always)]
pub fn add<const N: usize>(to: &mut [f32; N], row: &[f32], weights: &[[f32; N]]) {
    for (&x, weights) in row.iter().zip(weights) {
        add_one(to, x, weights);
    }
}

/// Adds weighted rows to each of two rows; a missing row adds nothing.
#[inline(always)]
fn add_both<const N: usize, const M: usize>(
    to: &mut [[f32; N]; 2],
    rows: [Option<&[f32; M]>; 2],
    weights: &[[f32; N]],
) {
    if let [Some(first), Some(second)] = rows {
        // Local copies stay in registers.
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

/// Returns the dot product.
#[inline(always)]
pub fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

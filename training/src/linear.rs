//! A logistic regression over hashed buckets, for the word and token scores.

/// One line: its buckets in `Bags`, its label and weight, its fold.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where its buckets stand.
    pub bag: std::ops::Range<usize>,
    /// 1 content, 0 boilerplate.
    pub label: f32,
    /// How much it counts.
    pub weight: f32,
    /// The fold of its site.
    pub fold: u8,
}

/// Passes over the rows.
const PASSES: usize = 4;
/// First step size of AdaGrad.
const STEP: f32 = 0.1;
/// Pull of every weight towards zero, each time it is used.
const PULL: f32 = 1e-5;

/// How the buckets of a row add up to its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// As they are.
    Plain,
    /// Over the square root of their number.
    Root,
}

impl Sum {
    fn factor(self, n: usize) -> f32 {
        match self {
            Sum::Plain => 1.0,
            Sum::Root => 1.0 / (n.max(1) as f32).sqrt(),
        }
    }
}

/// Fits weights to the rows outside of the `left_out` folds.
pub fn fit(rows: &[Row], bags: &[u16], buckets: usize, sum: Sum, left_out: &[u8]) -> Vec<f32> {
    let mut weights = vec![0.0f32; buckets];
    let mut squares = vec![1e-3f32; buckets];
    let (mut bias, mut bias_squares) = (0.0f32, 1e-3f32);
    // A fixed stride visits the rows in an order that mixes pages.
    let stride = stride(rows.len());
    for _ in 0..PASSES {
        let mut at = 0;
        for _ in 0..rows.len() {
            at = (at + stride) % rows.len();
            let row = &rows[at];
            if left_out.contains(&row.fold) {
                continue;
            }
            let bag = &bags[row.bag.clone()];
            let factor = sum.factor(bag.len());
            let score = bias + factor * bag.iter().map(|&b| weights[b as usize]).sum::<f32>();
            let error = (1.0 / (1.0 + (-score).exp()) - row.label) * row.weight;
            bias_squares += error * error;
            bias -= STEP * error / bias_squares.sqrt();
            let gradient = error * factor;
            for &b in bag {
                let b = b as usize;
                let g = gradient + PULL * weights[b];
                squares[b] += g * g;
                weights[b] -= STEP * g / squares[b].sqrt();
            }
        }
    }
    weights
}

fn stride(n: usize) -> usize {
    let mut stride = (n as f64 * 0.618) as usize | 1;
    while gcd(stride, n) != 1 {
        stride += 2;
    }
    stride.max(1)
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Weights as small integers, and what one stands for.
pub fn quantise(weights: &[f32]) -> (Vec<i8>, f32) {
    let largest = weights.iter().fold(0.0f32, |m, w| m.max(w.abs()));
    let scale = (largest / 127.0).max(1e-9);
    (weights.iter().map(|w| (w / scale).round() as i8).collect(), scale)
}

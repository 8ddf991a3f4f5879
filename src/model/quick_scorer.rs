//! Trees as they are summed: several lines abreast, without a branch
//! (QuickScorer, Lucchese et al. 2015).
//!
//! Nobody walks down a tree. Every question of it is asked; one that is
//! answered with "over the threshold" rules out all leaves on its left side.
//! Of the leaves that are left, the leftmost is where the walk would have
//! ended. Comparing and marking take the same few vector instructions for all
//! lines.

use fearless_simd::prelude::*;
use fearless_simd::{f32x8, u32x8};

/// A set of leaves, the leftmost in the lowest bit.
pub type Leaves = u32;

/// Lines that are asked together: as many as a vector has numbers.
pub const LANES: usize = 8;

/// A question of a tree.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Is the value over this?
    pub threshold: f32,
    /// The leaves that are ruled out if so.
    pub drops: Leaves,
    /// Index of the heuristic whose value it is.
    pub feature: u8,
}

/// A tree.
#[derive(Debug, Clone)]
pub struct AskedTree {
    questions: Vec<Question>,
    /// Log-odds of the leaves, from left to right.
    leaves: [f32; Leaves::BITS as usize],
}

impl AskedTree {
    /// A tree of these questions, in any order, and leaves from left to right.
    pub fn new(questions: Vec<Question>, from: impl Iterator<Item = f32>) -> AskedTree {
        let mut leaves = [0.0; Leaves::BITS as usize];
        leaves.iter_mut().zip(from).for_each(|(to, leaf)| *to = leaf);
        AskedTree { questions, leaves }
    }
}

/// The vectors of some lines, transposed: by heuristic, then by lane. As many
/// features as a [`Question`] can name, so that no index need be checked.
pub struct Columns([[f32; LANES]; 1 << u8::BITS]);

impl Default for Columns {
    fn default() -> Self {
        Columns([[0.0; LANES]; 1 << u8::BITS])
    }
}

impl Columns {
    /// Puts a line's vector into a lane.
    #[inline(always)]
    pub fn take(&mut self, lane: usize, vector: &[f32]) {
        for (column, value) in self.0.iter_mut().zip(vector) {
            column[lane % LANES] = *value;
        }
    }

    /// What these trees add to the log-odds of the line in each lane.
    #[inline(always)]
    pub fn sum<S: Simd>(&self, simd: S, trees: &[AskedTree]) -> [f32; LANES] {
        let mut sums = [0.0; LANES];
        for tree in trees {
            let none = u32x8::splat(simd, 0);
            let mut dropped = none;
            for question in &tree.questions {
                let values = f32x8::simd_from(simd, self.0[usize::from(question.feature)]);
                dropped |= values.simd_gt(question.threshold).select(u32x8::splat(simd, question.drops), none);
            }
            for (sum, dropped) in sums.iter_mut().zip(<[Leaves; LANES]>::from(dropped)) {
                *sum += tree.leaves[dropped.trailing_ones() as usize % tree.leaves.len()];
            }
        }
        sums
    }
}

//! Trees as they are summed: several lines abreast, without a branch
//! (QuickScorer, Lucchese et al. 2015).
//!
//! Nobody walks down a tree. Every question of it is asked; one that is
//! answered with "over the threshold" rules out all leaves on its left side.
//! Of the leaves that are left, the leftmost is where the walk would have
//! ended. Comparing and marking take the same few instructions for all lines,
//! so that the compiler makes vector instructions of them.

/// A set of leaves, the leftmost in the lowest bit.
pub type Leaves = u32;

/// Lines that are asked together.
pub const LANES: usize = 8;

/// A question of a tree.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Is the value over this?
    pub threshold: f32,
    /// The leaves that are ruled out if so.
    pub drops: Leaves,
    /// Index of the heuristic whose value it is.
    pub heuristic: u8,
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
/// heuristics as a [`Question`] can name, so that no index need be checked.
pub struct Columns([[f32; LANES]; 1 << u8::BITS]);

impl Default for Columns {
    fn default() -> Self {
        Columns([[0.0; LANES]; 1 << u8::BITS])
    }
}

impl Columns {
    /// Puts a line's vector into a lane.
    pub fn take(&mut self, lane: usize, vector: &[f32]) {
        for (column, value) in self.0.iter_mut().zip(vector) {
            column[lane % LANES] = *value;
        }
    }

    /// What these trees add to the log-odds of the line in each lane.
    pub fn sum(&self, trees: &[AskedTree]) -> [f32; LANES] {
        let mut sums = [0.0; LANES];
        for tree in trees {
            let mut dropped = [0 as Leaves; LANES];
            for question in &tree.questions {
                let values = &self.0[usize::from(question.heuristic)];
                // Masks, as the compiler makes branches of an `if` here, and no
                // iterator, as the `quick` profile makes calls of it.
                let mut lane = 0;
                while lane < LANES {
                    dropped[lane] |= Leaves::from(values[lane] > question.threshold).wrapping_neg() & question.drops;
                    lane += 1;
                }
            }
            for (sum, dropped) in sums.iter_mut().zip(dropped) {
                *sum += tree.leaves[dropped.trailing_ones() as usize % tree.leaves.len()];
            }
        }
        sums
    }
}

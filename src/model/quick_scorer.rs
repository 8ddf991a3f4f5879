//! QuickScorer: sums the trees of an ensemble without walking down them.
//!
//! Lucchese et al., "QuickScorer: A Fast Algorithm to Rank Documents with Additive Ensembles
//! of Regression Trees", SIGIR 2015. A node tests whether a feature is at most a threshold.
//! A node whose test fails is a false node: it rules out the leaves of its left subtree,
//! which its bitmask marks. The bitmasks of all false nodes of a tree are combined into a
//! bitvector, and the leftmost leaf that is not ruled out is the exit leaf, the one that a
//! walk would end at.
//!
//! Two things differ from the paper. A set bit means that a leaf is ruled out, so that
//! bitmasks are combined by OR. And the nodes stay ordered by tree: all tests of a tree are
//! evaluated, for [`LANES`] blocks at once, without a branch.

use fearless_simd::prelude::*;
use fearless_simd::{f32x8, u32x8};

/// A set of the leaves of a tree, the leftmost in the lowest bit.
pub type Bitvector = u32;

/// Most leaves of a tree.
pub const MOST_LEAVES: usize = Bitvector::BITS as usize;

/// Number of blocks that are scored at once: the numbers of a vector register.
pub const LANES: usize = 8;

/// A node of a tree.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The node is a false node if the feature is greater than this.
    pub threshold: f32,
    /// The leaves of the left subtree, which a false node rules out.
    pub bitmask: Bitvector,
    /// Index of the feature that is tested.
    pub feature: u8,
}

/// A tree as QuickScorer reads it.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    /// Log-odds of the leaves, from left to right.
    leaves: [f32; MOST_LEAVES],
}

impl Tree {
    /// Makes a tree of its nodes, in any order, and the log-odds of its leaves from left to
    /// right, at most [`MOST_LEAVES`].
    pub fn new(nodes: Vec<Node>, log_odds: impl Iterator<Item = f32>) -> Tree {
        let mut leaves = [0.0; MOST_LEAVES];
        leaves.iter_mut().zip(log_odds).for_each(|(leaf, log_odds)| *leaf = log_odds);
        Tree { nodes, leaves }
    }
}

/// The feature vectors of up to [`LANES`] blocks, transposed: by feature, then by lane. It
/// has room for every feature that a [`Node`] can name, so that no index is checked.
pub struct BlockBatch([[f32; LANES]; 1 << u8::BITS]);

impl Default for BlockBatch {
    fn default() -> Self {
        BlockBatch([[0.0; LANES]; 1 << u8::BITS])
    }
}

impl BlockBatch {
    /// Puts the vector of a block into a lane.
    #[inline(always)]
    pub fn put(&mut self, lane: usize, vector: &[f32]) {
        for (column, value) in self.0.iter_mut().zip(vector) {
            column[lane % LANES] = *value;
        }
    }

    /// Returns the sum of the exit leaves of these trees for each lane, in log-odds.
    #[inline(always)]
    pub fn score<S: Simd>(&self, simd: S, trees: &[Tree]) -> [f32; LANES] {
        let mut sums = [0.0; LANES];
        for tree in trees {
            let none = u32x8::splat(simd, 0);
            let mut ruled_out = none;
            for node in &tree.nodes {
                let values = f32x8::simd_from(simd, self.0[usize::from(node.feature)]);
                ruled_out |= values.simd_gt(node.threshold).select(u32x8::splat(simd, node.bitmask), none);
            }
            for (sum, ruled_out) in sums.iter_mut().zip(<[Bitvector; LANES]>::from(ruled_out)) {
                let exit_leaf = ruled_out.trailing_ones() as usize;
                *sum += tree.leaves[exit_leaf % MOST_LEAVES];
            }
        }
        sums
    }
}

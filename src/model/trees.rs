//! Boosted trees, which score each block by its own feature vector.

use fearless_simd::Simd;

use super::bytes::{ModelError, Numbers};
use super::quick_scorer::{self, Bitvector, BlockBatch, LANES, MOST_LEAVES};

/// An ensemble of trees, and the log-odds that its sum begins with.
#[derive(Debug, Clone, Default)]
pub struct Trees {
    bias: f32,
    nodes: Vec<SplitNode>,
    leaves: Vec<f32>,
    trees: Vec<TreeStart>,
    /// The same trees, as QuickScorer reads them.
    encoded: Vec<quick_scorer::Tree>,
}

#[derive(Debug, Clone, Copy)]
struct SplitNode {
    threshold: f32,
    /// Child for values up to the threshold, and child for values over it: an index into
    /// the nodes of the tree, or `-1 - i` for leaf `i` of the tree.
    children: [i8; 2],
    feature: u8,
}

/// Where the nodes and the leaves of a tree begin.
#[derive(Debug, Clone, Copy)]
struct TreeStart {
    node: u32,
    leaf: u32,
}

/// Log-odds, in either direction, beyond which a sum is settled and the remaining trees are
/// skipped. They hardly ever bring a block back to the threshold. Chosen so that
/// cross-validated F1 does not change.
const SETTLED: f32 = 3.0;

/// Number of trees between two checks for a settled sum.
const SETTLING: usize = 8;
/// Number of checks after which the unsettled blocks are packed into new batches.
const STAGE: usize = 4;

impl Trees {
    /// Reads the trees of a model for vectors of `width` features.
    ///
    /// # Errors
    /// [`ModelError::Broken`] if the numbers end early or are not trees.
    pub(super) fn read(numbers: &mut Numbers<'_>, width: usize) -> Result<Trees, ModelError> {
        let count = numbers.u32()?;
        let mut trees = Trees { bias: numbers.f32()?, ..Trees::default() };
        for _ in 0..count {
            trees.read_tree(numbers, width)?;
        }
        trees.encoded = trees.encoded();
        Ok(trees)
    }

    fn read_tree(&mut self, numbers: &mut Numbers<'_>, width: usize) -> Result<(), ModelError> {
        let inner = numbers.u8()?;
        if inner == 0 {
            // A tree without nodes is a constant.
            self.bias += numbers.f32()?;
            return Ok(());
        }
        if usize::from(inner) >= MOST_LEAVES {
            return Err(ModelError::Broken);
        }
        // Nodes and leaves that have a parent. In a tree, they have only one.
        let (mut inner_seen, mut leaves_seen) = (1u32, 0u32);
        self.trees.push(TreeStart { node: self.nodes.len() as u32, leaf: self.leaves.len() as u32 });
        for at in 0..inner {
            let feature = numbers.u8()?;
            let threshold = numbers.f32()?;
            let children = [numbers.u8()? as i8, numbers.u8()? as i8];
            // Children come after their parent, so every walk ends.
            let inside = children.iter().all(|&c| {
                let (seen, number, most) =
                    if c < 0 { (&mut leaves_seen, !c as u8, inner) } else { (&mut inner_seen, c as u8, inner - 1) };
                let new = number <= most && *seen >> number & 1 == 0;
                *seen |= u32::from(new) << (number & 31);
                new && (c < 0 || number > at)
            });
            if usize::from(feature) >= width || !inside {
                return Err(ModelError::Broken);
            }
            self.nodes.push(SplitNode { threshold, children, feature });
        }
        for _ in 0..=inner {
            self.leaves.push(numbers.f32()?);
        }
        Ok(())
    }

    /// Returns the log-odds of being content for each vector.
    ///
    /// [`LANES`] blocks are scored at once, until all of them are settled. After each stage
    /// the unsettled blocks are packed into new batches.
    #[inline(always)]
    pub fn log_odds<S: Simd>(&self, simd: S, vectors: &[&[f32]]) -> Vec<f32> {
        let mut sums = vec![self.bias; vectors.len()];
        let mut unsettled: Vec<u32> = (0..vectors.len() as u32).collect();
        let mut batch = BlockBatch::default();
        for stage in self.encoded.chunks(SETTLING * STAGE) {
            for blocks in unsettled.chunks(LANES) {
                for (lane, block) in blocks.iter().enumerate() {
                    batch.put(lane, vectors[*block as usize]);
                }
                for trees in stage.chunks(SETTLING) {
                    let added = batch.score(simd, trees);
                    let mut going = false;
                    for (block, added) in blocks.iter().zip(added) {
                        let sum = &mut sums[*block as usize];
                        if sum.abs() <= SETTLED {
                            *sum += added;
                            going |= sum.abs() <= SETTLED;
                        }
                    }
                    if !going {
                        break;
                    }
                }
            }
            unsettled.retain(|&block| sums[block as usize].abs() <= SETTLED);
        }
        sums
    }

    /// Encodes the trees for QuickScorer.
    fn encoded(&self) -> Vec<quick_scorer::Tree> {
        let tree = |(number, tree): (usize, &TreeStart)| {
            let nodes = self.nodes_of(number, tree);
            let order = leaf_order(nodes);
            let encoded = nodes.iter().zip(bitmasks(nodes, &order)).map(|(node, bitmask)| quick_scorer::Node {
                threshold: node.threshold,
                bitmask,
                feature: node.feature,
            });
            quick_scorer::Tree::new(encoded.collect(), order.iter().map(|&leaf| self.leaves[tree.leaf as usize + leaf]))
        };
        self.trees.iter().enumerate().map(tree).collect()
    }

    fn nodes_of(&self, number: usize, tree: &TreeStart) -> &[SplitNode] {
        let end = self.trees.get(number + 1).map_or(self.nodes.len(), |t| t.node as usize);
        &self.nodes[tree.node as usize..end]
    }

    /// Returns the contribution of each feature to the log-odds. At every node on the path through
    /// a tree, the change of the mean of the leaves below is attributed to the feature of the
    /// node. The contributions, the means of the roots and the initial log-odds sum to
    /// [`Trees::log_odds`].
    pub fn reasons(&self, vector: &[f32]) -> Vec<f32> {
        let mut sums = vec![0.0; vector.len()];
        let mut total = self.bias;
        for (i, trees) in self.trees.chunks(SETTLING).enumerate() {
            if total.abs() > SETTLED {
                break;
            }
            for (j, tree) in trees.iter().enumerate() {
                total += self.attribute(i * SETTLING + j, tree, vector, &mut sums);
            }
        }
        sums
    }

    /// Attributes the path through a tree to its features, and returns the log-odds of the
    /// leaf.
    fn attribute(&self, number: usize, tree: &TreeStart, vector: &[f32], sums: &mut [f32]) -> f32 {
        let nodes = self.nodes_of(number, tree);
        let means = self.means(tree, nodes);
        let value = |child: i8| {
            if child < 0 {
                self.leaves[tree.leaf as usize + (-1 - i16::from(child)) as usize]
            } else {
                means[child as usize]
            }
        };
        let mut now = means[0];
        let mut at = 0i8;
        while at >= 0 {
            let node = &nodes[at as usize];
            at = node.children[usize::from(vector[usize::from(node.feature)] > node.threshold)];
            sums[usize::from(node.feature)] += value(at) - now;
            now = value(at);
        }
        now
    }

    /// Returns the mean of the leaves below every node of a tree, each leaf counted once.
    fn means(&self, tree: &TreeStart, nodes: &[SplitNode]) -> Vec<f32> {
        let mut below = vec![(0.0f32, 0.0f32); nodes.len()];
        for at in (0..nodes.len()).rev() {
            let mut sum = (0.0, 0.0);
            for child in nodes[at].children {
                let part = if child < 0 {
                    (self.leaves[tree.leaf as usize + (-1 - i16::from(child)) as usize], 1.0)
                } else {
                    below[child as usize]
                };
                sum = (sum.0 + part.0, sum.1 + part.1);
            }
            below[at] = sum;
        }
        below.into_iter().map(|(sum, n)| sum / n).collect()
    }
}

/// Returns the leaves of a tree from left to right.
fn leaf_order(nodes: &[SplitNode]) -> Vec<usize> {
    let mut order = Vec::with_capacity(nodes.len() + 1);
    let mut next = vec![0i8];
    while let Some(at) = next.pop() {
        if at < 0 {
            order.push(!at as usize);
        } else {
            let [left, right] = nodes[at as usize].children;
            next.extend([right, left]);
        }
    }
    order
}

/// Returns the leaves of the left subtree of every node, given the leaves from left to right.
fn bitmasks(nodes: &[SplitNode], order: &[usize]) -> Vec<Bitvector> {
    let place = |leaf: usize| order.iter().position(|&l| l == leaf).map_or(0, |place| 1 << place);
    let mut below = vec![(0, 0); nodes.len()];
    for at in (0..nodes.len()).rev() {
        let side = |child: i8| match usize::try_from(child) {
            Ok(node) => below[node].0 | below[node].1,
            Err(_) => place(!child as usize),
        };
        below[at] = (side(nodes[at].children[0]), side(nodes[at].children[1]));
    }
    below.into_iter().map(|(left, _)| left).collect()
}

#[cfg(test)]
mod tests {
    use fearless_simd::{Level, dispatch};

    use super::*;
    use crate::features::{LEN, TEXT_LEN};

    /// An ensemble of one tree with these nodes and leaves, as a model file stores it.
    fn bytes(nodes: &[(u8, f32, i8, i8)], leaves: &[f32]) -> Vec<u8> {
        let mut bytes = 1u32.to_le_bytes().to_vec();
        bytes.extend((-0.5f32).to_le_bytes());
        bytes.push(nodes.len() as u8);
        for (feature, threshold, left, right) in nodes {
            bytes.push(*feature);
            bytes.extend(threshold.to_le_bytes());
            bytes.extend([*left as u8, *right as u8]);
        }
        bytes.extend(leaves.iter().flat_map(|l| l.to_le_bytes()));
        bytes
    }

    fn read(nodes: &[(u8, f32, i8, i8)], leaves: &[f32]) -> Result<Trees, ModelError> {
        Trees::read(&mut Numbers(&bytes(nodes, leaves)), WIDTH)
    }

    fn log_odds(trees: &Trees, vectors: &[&[f32]]) -> Vec<f32> {
        dispatch!(Level::new(), simd => trees.log_odds(simd, vectors))
    }

    const WIDTH: usize = 2;
    const NODES: [(u8, f32, i8, i8); 2] = [(0, 1.0, -1, 1), (1, 2.0, -2, -3)];

    #[test]
    fn a_vector_gets_the_value_of_its_leaf() {
        let trees = read(&NODES, &[0.1, 0.2, 0.3]).unwrap();
        let blocks = [[0.0, 0.0], [1.5, 1.5], [1.5, 2.5]];
        // More blocks than a batch has lanes, and not a multiple of it.
        let vectors: Vec<&[f32]> = (0..LANES * 2 + 3).map(|i| &blocks[i % 3][..]).collect();
        for (i, odds) in log_odds(&trees, &vectors).into_iter().enumerate() {
            assert!((odds - [-0.4, -0.3, -0.2][i % 3]).abs() < 1e-6, "block {i}: {odds}");
        }
    }

    /// Walks down every tree from its root.
    fn walk(model: &Trees, vector: &[f32]) -> f32 {
        let mut total = model.bias;
        for (i, trees) in model.trees.chunks(SETTLING).enumerate() {
            if total.abs() > SETTLED {
                break;
            }
            let mut sum = 0.0;
            for (j, tree) in trees.iter().enumerate() {
                let nodes = model.nodes_of(i * SETTLING + j, tree);
                let mut at = 0i8;
                while at >= 0 {
                    let node = &nodes[at as usize];
                    at = node.children[usize::from(vector[usize::from(node.feature)] > node.threshold)];
                }
                sum += model.leaves[tree.leaf as usize + !at as usize];
            }
            total += sum;
        }
        total
    }

    #[test]
    fn quick_scorer_and_walking_find_the_same_leaves() {
        for model in [crate::model::Models::BUILT_IN.of(true), crate::model::Models::BUILT_IN.of(false)] {
            let width = if model.learned.tokens.is_empty() { TEXT_LEN } else { LEN };
            let model = &model.scorer(true).trees;
            // Values are thresholds and their neighbours, where tests change.
            let mut state = 1u32;
            let mut random = |below: usize| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as usize % below
            };
            let mut value = |feature: usize| {
                let node = &model.nodes[random(model.nodes.len())];
                let near = [node.threshold, node.threshold.next_up(), node.threshold.next_down(), 0.0];
                let mut turns = model.nodes.iter().filter(|n| usize::from(n.feature) == feature);
                let own = turns.clone().count();
                match turns.nth(random(own.max(1))) {
                    Some(own) if random(2) == 0 => own.threshold,
                    _ => near[random(4)],
                }
            };
            let blocks: Vec<Vec<f32>> = (0..203).map(|_| (0..width).map(&mut value).collect()).collect();
            let vectors: Vec<&[f32]> = blocks.iter().map(Vec::as_slice).collect();
            for (vector, odds) in vectors.iter().zip(log_odds(model, &vectors)) {
                assert_eq!(odds.to_bits(), walk(model, vector).to_bits());
            }
        }
    }

    #[test]
    fn reasons_sum_to_the_score() {
        let trees = read(&NODES, &[0.1, 0.2, 0.6]).unwrap();
        let vector = [1.5, 2.5];
        let sum: f32 = trees.reasons(&vector).iter().sum();
        let root = (0.1 + 0.2 + 0.6) / 3.0;
        assert!((-0.5 + root + sum - log_odds(&trees, &[&vector])[0]).abs() < 1e-6);
    }

    #[test]
    fn refuses_nodes_that_are_not_a_tree() {
        let circle = [(0, 1.0, -1, 0), (1, 2.0, -2, -3)];
        let shared = [(0, 1.0, -1, 1), (1, 2.0, -1, -3)];
        for (nodes, leaves) in [(circle, &[0.0; 3][..]), (shared, &[0.0; 3]), (NODES, &[0.0; 2])] {
            assert_eq!(read(&nodes, leaves).unwrap_err(), ModelError::Broken);
        }
    }
}

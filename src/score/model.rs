//! The trained model: boosted trees over the evidence, and the learned word
//! and token weights that two pieces of evidence need.
//!
//! A model is a data file. It begins with lines of text that say how it was
//! trained, on what and with which result, up to a line `---`. One of them,
//! `evidence: name; name; …`, lists the heuristics in the order of the vector,
//! so that a model is never used with evidence it was not trained on. Then, in
//! little-endian numbers:
//!
//! | what | type |
//! |---|---|
//! | for words, words of headings, tokens: number of slots (0 for none in text), scale, slots | u32, f32, u32 each |
//! | number of trees, log-odds to begin with | u32, f32 |
//! | for each tree: number of inner nodes | u8 |
//! | for each inner node: heuristic, threshold, left, right | u8, f32, i8, i8 |
//! | for each leaf: log-odds | f32 |
//!
//! A child of 0 and more is an inner node of the same tree, a negative one is
//! leaf `-1 - child`. A tree has at most 32 leaves.

use super::Reason;
use super::asked::{AskedTree, Columns, LANES, Leaves, Question};
use crate::evidence::heuristics;
use crate::evidence::learned::{Learned, Vocabulary};

/// A model ready to score lines.
#[derive(Debug, Clone)]
pub struct Model {
    /// The learned word and token weights that evidence is measured with.
    pub learned: Learned,
    bias: f32,
    nodes: Vec<Node>,
    leaves: Vec<f32>,
    trees: Vec<Tree>,
    /// The same trees, as they are summed.
    asked: Vec<AskedTree>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    threshold: f32,
    /// Children for values up to the threshold and over it; a negative one is
    /// the leaf `-1 - child`. Both count from the tree's first.
    children: [i8; 2],
    heuristic: u8,
}

/// Where a tree's nodes and leaves begin.
#[derive(Debug, Clone, Copy)]
struct Tree {
    node: u32,
    leaf: u32,
}

/// Log-odds that are settled: a sum beyond it is not taken further, as the rest
/// hardly brings a line back to a threshold. Cross-validated F1 on the
/// development pages, by earlier models: .8695 without, .8695 at 4.5, .8696 at 3, .8695 at 2.5;
/// in text .8118, –, .8117, .8117.
const SETTLED: f32 = 3.0;

/// Trees between two looks at whether the sum is settled.
const SETTLING: usize = 8;
/// Such looks until the lines that are not settled are put together anew: of
/// HTML two thirds are settled after four, of text a third.
const STAGE: usize = 4;
/// Leaves a tree can have.
const MOST_LEAVES: usize = Leaves::BITS as usize;

/// Why bytes are not a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The header has no end or is no text.
    #[error("the model has no header")]
    Header,
    /// It was trained on other evidence than this version measures.
    #[error("the model was trained on other evidence")]
    Evidence,
    /// The numbers end early or point outside.
    #[error("the model is broken")]
    Broken,
}

impl Model {
    /// Reads a model file; `width` is the length of the vectors it is for.
    ///
    /// # Errors
    /// [`ModelError`] when the bytes are no model for this evidence.
    pub fn read(bytes: &[u8], width: usize) -> Result<Model, ModelError> {
        const END: &[u8] = b"\n---\n";
        let end = memchr::memmem::find(bytes, END).ok_or(ModelError::Header)?;
        let header = std::str::from_utf8(&bytes[..end]).map_err(|_| ModelError::Header)?;
        let names = header.lines().find_map(|l| l.strip_prefix("evidence: ")).ok_or(ModelError::Header)?;
        if !names.split("; ").eq(heuristics().take(width).map(|h| h.name)) {
            return Err(ModelError::Evidence);
        }
        let mut numbers = Numbers(&bytes[end + END.len()..]);
        let learned =
            Learned { words: numbers.vocabulary()?, headings: numbers.vocabulary()?, tokens: numbers.vocabulary()? };
        let count = numbers.u32()?;
        let bias = numbers.f32()?;
        let mut model =
            Model { learned, bias, nodes: Vec::new(), leaves: Vec::new(), trees: Vec::new(), asked: Vec::new() };
        for _ in 0..count {
            model.read_tree(&mut numbers, width)?;
        }
        model.asked = model.asked();
        Ok(model)
    }

    fn read_tree(&mut self, numbers: &mut Numbers<'_>, width: usize) -> Result<(), ModelError> {
        let inner = numbers.u8()?;
        if inner == 0 {
            // A tree without a question is a constant.
            self.bias += numbers.f32()?;
            return Ok(());
        }
        if usize::from(inner) >= MOST_LEAVES {
            return Err(ModelError::Broken);
        }
        // The nodes and leaves that have a parent, one only: it is a tree.
        let (mut inner_seen, mut leaves_seen) = (1u32, 0u32);
        self.trees.push(Tree { node: self.nodes.len() as u32, leaf: self.leaves.len() as u32 });
        for at in 0..inner {
            let heuristic = numbers.u8()?;
            let threshold = numbers.f32()?;
            let children = [numbers.u8()? as i8, numbers.u8()? as i8];
            // Children come after their parent, so that every walk ends.
            let inside = children.iter().all(|&c| {
                let (seen, number, most) =
                    if c < 0 { (&mut leaves_seen, !c as u8, inner) } else { (&mut inner_seen, c as u8, inner - 1) };
                let new = number <= most && *seen >> number & 1 == 0;
                *seen |= u32::from(new) << (number & 31);
                new && (c < 0 || number > at)
            });
            if usize::from(heuristic) >= width || !inside {
                return Err(ModelError::Broken);
            }
            self.nodes.push(Node { threshold, children, heuristic });
        }
        for _ in 0..=inner {
            self.leaves.push(numbers.f32()?);
        }
        Ok(())
    }

    /// Log-odds of being content for each of these vectors.
    ///
    /// Some lines are asked abreast, until all of them are settled; between
    /// stages those that are not are put together anew.
    pub fn log_odds(&self, vectors: &[&[f32]]) -> Vec<f32> {
        let mut sums = vec![self.bias; vectors.len()];
        let mut unsettled: Vec<u32> = (0..vectors.len() as u32).collect();
        let mut columns = Columns::default();
        for stage in self.asked.chunks(SETTLING * STAGE) {
            for lines in unsettled.chunks(LANES) {
                for (lane, line) in lines.iter().enumerate() {
                    columns.take(lane, vectors[*line as usize]);
                }
                for trees in stage.chunks(SETTLING) {
                    let added = columns.sum(trees);
                    let mut going = false;
                    for (line, added) in lines.iter().zip(added) {
                        let sum = &mut sums[*line as usize];
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
            unsettled.retain(|&line| sums[line as usize].abs() <= SETTLED);
        }
        sums
    }

    fn asked(&self) -> Vec<AskedTree> {
        let tree = |(number, tree): (usize, &Tree)| {
            let nodes = self.nodes_of(number, tree);
            let order = leaf_order(nodes);
            let questions = nodes.iter().zip(left_leaves(nodes, &order)).map(|(node, drops)| Question {
                threshold: node.threshold,
                drops,
                heuristic: node.heuristic,
            });
            AskedTree::new(questions.collect(), order.iter().map(|&leaf| self.leaves[tree.leaf as usize + leaf]))
        };
        self.trees.iter().enumerate().map(tree).collect()
    }

    fn nodes_of(&self, number: usize, tree: &Tree) -> &[Node] {
        let end = self.trees.get(number + 1).map_or(self.nodes.len(), |t| t.node as usize);
        &self.nodes[tree.node as usize..end]
    }

    /// What each heuristic added to the log-odds, those that added nothing
    /// left out: at every node on the way through a tree, the change of the
    /// mean of the leaves below, booked to the node's heuristic. With the means
    /// of the trees' roots and the log-odds to begin with, they sum to
    /// [`Model::log_odds`].
    pub fn reasons(&self, vector: &[f32]) -> Vec<Reason> {
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
        heuristics()
            .zip(sums)
            .filter(|(_, weight)| *weight != 0.0)
            .map(|(h, weight)| Reason { name: h.name, weight })
            .collect()
    }

    /// Books one tree's way to its heuristics; gives the leaf's value.
    fn attribute(&self, number: usize, tree: &Tree, vector: &[f32], sums: &mut [f32]) -> f32 {
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
            at = node.children[usize::from(vector[usize::from(node.heuristic)] > node.threshold)];
            sums[usize::from(node.heuristic)] += value(at) - now;
            now = value(at);
        }
        now
    }

    /// Mean of the leaves below every node of a tree, each leaf counted once.
    fn means(&self, tree: &Tree, nodes: &[Node]) -> Vec<f32> {
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

/// The leaves of a tree from left to right.
fn leaf_order(nodes: &[Node]) -> Vec<usize> {
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

/// For every node of a tree, the leaves on its left side.
fn left_leaves(nodes: &[Node], order: &[usize]) -> Vec<Leaves> {
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

/// Little-endian numbers, one after the other.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(ModelError::Broken)?;
        self.0 = rest;
        Ok(*head)
    }

    fn u8(&mut self) -> Result<u8, ModelError> {
        self.take::<1>().map(|[b]| b)
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        self.take().map(u32::from_le_bytes)
    }

    fn f32(&mut self) -> Result<f32, ModelError> {
        self.take().map(f32::from_le_bytes)
    }

    fn vocabulary(&mut self) -> Result<Vocabulary, ModelError> {
        let (slots, scale) = (self.u32()? as usize, self.f32()?);
        let bytes = slots.checked_mul(4).ok_or(ModelError::Broken)?;
        let (head, rest) = self.0.split_at_checked(bytes).ok_or(ModelError::Broken)?;
        self.0 = rest;
        let slots = head.as_chunks().0.iter().map(|&slot| u32::from_le_bytes(slot)).collect();
        Vocabulary::new(slots, scale).ok_or(ModelError::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::TEXT_LEN;

    /// A model of one tree: is the first heuristic over 1, and if so is it over 2?
    fn file(names: &str, nodes: &[(u8, f32, i8, i8)], leaves: &[f32]) -> Vec<u8> {
        let mut bytes = format!("a test\nevidence: {names}\n---\n").into_bytes();
        for _ in 0..3 {
            bytes.extend(2u32.to_le_bytes());
            bytes.extend(1f32.to_le_bytes());
            bytes.extend([0; 8]);
        }
        bytes.extend(1u32.to_le_bytes());
        bytes.extend((-0.5f32).to_le_bytes());
        bytes.push(nodes.len() as u8);
        for (heuristic, threshold, left, right) in nodes {
            bytes.push(*heuristic);
            bytes.extend(threshold.to_le_bytes());
            bytes.extend([*left as u8, *right as u8]);
        }
        bytes.extend(leaves.iter().flat_map(|l| l.to_le_bytes()));
        bytes
    }

    fn names() -> String {
        heuristics().take(TEXT_LEN).map(|h| h.name).collect::<Vec<_>>().join("; ")
    }

    const NODES: [(u8, f32, i8, i8); 2] = [(0, 1.0, -1, 1), (1, 2.0, -2, -3)];

    #[test]
    fn walks_to_the_leaf() {
        let model = Model::read(&file(&names(), &NODES, &[0.1, 0.2, 0.3]), TEXT_LEN).unwrap();
        let line = |first: f32, second: f32| {
            let mut vector = [0.0; TEXT_LEN];
            (vector[0], vector[1]) = (first, second);
            vector
        };
        let lines = [line(0.0, 0.0), line(1.5, 1.5), line(1.5, 2.5)];
        // More lines than go abreast, and not a multiple of it.
        let vectors: Vec<&[f32]> = (0..LANES * 2 + 3).map(|i| &lines[i % 3][..]).collect();
        for (i, odds) in model.log_odds(&vectors).into_iter().enumerate() {
            assert!((odds - [-0.4, -0.3, -0.2][i % 3]).abs() < 1e-6, "line {i}: {odds}");
        }
    }

    /// The plain way down every tree.
    fn walk(model: &Model, vector: &[f32]) -> f32 {
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
                    at = node.children[usize::from(vector[usize::from(node.heuristic)] > node.threshold)];
                }
                sum += model.leaves[tree.leaf as usize + !at as usize];
            }
            total += sum;
        }
        total
    }

    #[test]
    fn asking_finds_what_walking_does() {
        for model in [crate::score::Models::BUILT_IN.of(true), crate::score::Models::BUILT_IN.of(false)] {
            let width = if model.learned.tokens.is_empty() { TEXT_LEN } else { crate::evidence::LEN };
            // Values are thresholds, on which questions turn, and their neighbours.
            let mut state = 1u32;
            let mut random = |below: usize| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as usize % below
            };
            let mut value = |heuristic: usize| {
                let node = &model.nodes[random(model.nodes.len())];
                let near = [node.threshold, node.threshold.next_up(), node.threshold.next_down(), 0.0];
                let mut turns = model.nodes.iter().filter(|n| usize::from(n.heuristic) == heuristic);
                let own = turns.clone().count();
                match turns.nth(random(own.max(1))) {
                    Some(own) if random(2) == 0 => own.threshold,
                    _ => near[random(4)],
                }
            };
            let lines: Vec<Vec<f32>> = (0..203).map(|_| (0..width).map(&mut value).collect()).collect();
            let vectors: Vec<&[f32]> = lines.iter().map(Vec::as_slice).collect();
            for (vector, odds) in vectors.iter().zip(model.log_odds(&vectors)) {
                assert_eq!(odds.to_bits(), walk(model, vector).to_bits());
            }
        }
    }

    #[test]
    fn reasons_sum_to_the_score() {
        let model = Model::read(&file(&names(), &NODES, &[0.1, 0.2, 0.6]), TEXT_LEN).unwrap();
        let mut vector = [0.0; TEXT_LEN];
        (vector[0], vector[1]) = (1.5, 2.5);
        let sum: f32 = model.reasons(&vector).iter().map(|r| r.weight).sum();
        let root = (0.1 + 0.2 + 0.6) / 3.0;
        assert!((-0.5 + root + sum - model.log_odds(&[&vector])[0]).abs() < 1e-6);
    }

    #[test]
    fn refuses_other_evidence_and_broken_files() {
        let of = |bytes: &[u8]| Model::read(bytes, TEXT_LEN).unwrap_err();
        assert_eq!(of(&file("words; none", &NODES, &[0.0; 3])), ModelError::Evidence);
        assert_eq!(of(b"no header"), ModelError::Header);
        let good = file(&names(), &NODES, &[0.0; 3]);
        assert_eq!(of(&good[..good.len() - 1]), ModelError::Broken);
        let circle = [(0, 1.0, -1, 0), (1, 2.0, -2, -3)];
        assert_eq!(of(&file(&names(), &circle, &[0.0; 3])), ModelError::Broken);
        let shared = [(0, 1.0, -1, 1), (1, 2.0, -1, -3)];
        assert_eq!(of(&file(&names(), &shared, &[0.0; 3])), ModelError::Broken);
    }
}

//! Statistics of the elements of an HTML page, gathered once for all blocks.

use super::distinct::Distinct;
use super::numbers::running_sums;
use super::overview::Overview;
use super::runs::Runs;
use super::shape::Shape;
use super::title::TitleCandidates;
use crate::document::{Document, Element, Markup, NO_ELEMENT};
use crate::words::vocabulary::Vocabulary;

/// Number of the wider ancestor whose tokens, and all above, are not nearby; see
/// [`Layout::wider`].
pub const NEAR: u32 = 2;

/// Statistics of the elements, beside those that the segmenter counted; empty in text.
/// Vectors have an item per element.
#[derive(Debug, Default)]
pub struct Layout {
    /// Nearest ancestor that holds more blocks, or [`NO_ELEMENT`].
    wider: Vec<u32>,
    /// Words of prose in the element and below.
    pub(super) prose: Vec<u32>,
    /// Words in the element and below.
    pub(super) words: Vec<u32>,
    /// Distance from the deepest element that holds half of the prose.
    pub(super) half: Vec<Distance>,
    /// Distance from the deepest element that holds 80 % of the prose.
    pub(super) most: Vec<Distance>,
    /// Distance from the block element of the headline.
    pub(super) headline: Vec<Distance>,
    /// Learned log-odds of the different tokens from the root down to the element, summed.
    pub(super) path_scores: Vec<f32>,
    /// Runs of siblings of the same template.
    pub runs: Runs,
    /// Blocks grouped by the tokens of their elements from the root down.
    templates: Templates,
    /// Blocks grouped by the tokens of their first wider ancestors from the root down.
    container_templates: Templates,
}

/// Number of elements around a block that are measured: its own and four ancestors, each
/// wider than the one before.
const LEVELS: usize = 5;

/// The ancestors and templates of a block of HTML, looked up once for all features.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ancestry {
    /// The element of the block and its wider ancestors, nearest first.
    pub(super) wider: [u32; LEVELS],
    /// Blocks whose elements have the same tokens from the root down.
    pub(super) template: TemplateCounts,
    /// Blocks whose first wider ancestors have the same tokens from the root down.
    pub(super) container_template: TemplateCounts,
}

/// The blocks of a page grouped by template: elements that have the same tags, classes, ids
/// and roles from the root down.
#[derive(Debug, Default)]
struct Templates {
    /// Number of each block's group, from 0.
    of: Vec<u32>,
    /// Statistics of each group.
    groups: Vec<TemplateCounts>,
}

/// The way from a container to an element through their lowest common ancestor.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Distance {
    /// Levels from the container up to the common ancestor; 0 inside the container.
    pub up: u16,
    /// Levels from the common ancestor down to the element.
    pub down: u16,
    /// The common ancestor.
    pub common: u32,
}

/// Statistics of the blocks of one template.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TemplateCounts {
    /// Number of blocks.
    pub blocks: u32,
    /// Words.
    pub words: u32,
    /// Words of prose.
    pub prose: u32,
    /// Bytes of text.
    pub bytes: u32,
    /// Bytes of text inside links.
    pub link: u32,
}

impl Layout {
    /// Gathers the statistics of all elements of a page; none of a text.
    pub fn of(
        document: &Document,
        shapes: &[Shape],
        overview: &Overview,
        title: &TitleCandidates,
        tokens: &Vocabulary,
    ) -> Layout {
        if !document.html {
            return Layout::default();
        }
        let prose: Vec<bool> = overview.until_prose.iter().map(|&blocks| blocks == 0).collect();
        let (prose, headline) = (&*prose, title.likeliest().first().copied());
        let mut layout = Layout { path_scores: path_scores(document, tokens), ..Layout::default() };
        let words = running_sums(shapes.iter().map(|shape| shape.words));
        let prose_words = shapes.iter().zip(prose).map(|(shape, &prose)| if prose { shape.words } else { 0 });
        let prose_words = running_sums(prose_words);
        let within = |sums: &[u32], e: &Element| sums[e.blocks.end as usize] - sums[e.blocks.start as usize];
        for element in &document.elements {
            layout.words.push(within(&words, element));
            layout.prose.push(within(&prose_words, element));
            layout.wider.push(match document.elements.get(element.parent as usize) {
                None => NO_ELEMENT,
                Some(parent) if parent.blocks.len() > element.blocks.len() => element.parent,
                Some(_) => layout.wider[element.parent as usize],
            });
        }
        layout.half = distances_from(document, layout.container(document, 0.5));
        layout.most = distances_from(document, layout.container(document, 0.8));
        let block = headline.and_then(|i| document.blocks[i].markup).map(|m| m.element as usize);
        layout.headline = distances_from(document, block);
        layout.runs = Runs::of(document, shapes, headline);
        layout.templates = Templates::of(document, shapes, prose, |markup| template_key(document, markup));
        layout.container_templates = Templates::of(document, shapes, prose, |markup| {
            let wider = layout.wider.get(markup.element as usize).and_then(|&w| document.elements.get(w as usize));
            wider.map_or(0, |w| w.path)
        });
        layout
    }

    /// Returns the number of each block's template, from 0; empty in text. Blocks of one
    /// template have the same tags, classes, ids and roles from the root down.
    pub fn templates(&self) -> &[u32] {
        &self.templates.of
    }

    /// Returns the learned log-odds that an element adds to those of its parent: its tag, classes
    /// and ids, as far as no element around it has them.
    pub fn own_score(&self, document: &Document, element: u32) -> f32 {
        let score = |element: u32| self.path_scores.get(element as usize).copied().unwrap_or(0.0);
        score(element) - document.elements.get(element as usize).map_or(0.0, |own| score(own.parent))
    }

    /// Returns the ancestors and templates of block `at`.
    pub fn around(&self, document: &Document, at: usize) -> Ancestry {
        let Some(markup) = &document.blocks[at].markup else { return Ancestry::default() };
        let mut wider = [markup.element; LEVELS];
        for level in 1..LEVELS {
            wider[level] = self.wider(wider[level - 1], 1);
        }
        Ancestry { wider, template: self.templates.group(at), container_template: self.container_templates.group(at) }
    }

    /// Returns the `level`-th ancestor of an element, counting only ancestors that hold more
    /// blocks than the one before; the widest if there are fewer.
    pub fn wider(&self, element: u32, level: u32) -> u32 {
        let wider = |at: u32| self.wider.get(at as usize).copied().filter(|&w| w != NO_ELEMENT);
        (0..level).fold(element, |at, _| wider(at).unwrap_or(at))
    }

    /// Returns the deepest element that holds at least this share of the prose.
    fn container(&self, document: &Document, part: f32) -> Option<usize> {
        let all = self.prose.first().copied().unwrap_or(0);
        (0..document.elements.len())
            .filter(|&i| all > 0 && self.prose[i] as f32 >= all as f32 * part)
            .max_by_key(|&i| (document.elements[i].depth, std::cmp::Reverse(i)))
    }
}

impl Templates {
    /// Groups the blocks of a page by `key`.
    fn of(document: &Document, shapes: &[Shape], prose: &[bool], key: impl Fn(&Markup) -> u32) -> Templates {
        let mut groups: Vec<TemplateCounts> = Vec::new();
        let mut distinct = Distinct::default();
        let mut of = Vec::with_capacity(document.blocks.len());
        for ((block, shape), &prose) in document.blocks.iter().zip(shapes).zip(prose) {
            // Every block of HTML has markup.
            let markup = block.markup.unwrap_or_default();
            let group = distinct.number(u64::from(key(&markup)));
            of.push(group);
            if group as usize == groups.len() {
                groups.push(TemplateCounts::default());
            }
            let template = &mut groups[group as usize];
            template.blocks += 1;
            template.words += shape.words;
            template.prose += if prose { shape.words } else { 0 };
            template.bytes += shape.bytes;
            template.link += markup.link;
        }
        Templates { of, groups }
    }

    /// Returns the statistics of the group of block `at`.
    fn group(&self, at: usize) -> TemplateCounts {
        self.of.get(at).and_then(|&group| self.groups.get(group as usize)).copied().unwrap_or_default()
    }
}

/// Returns the way from a container to every element; all zero without a container.
fn distances_from(document: &Document, container: Option<usize>) -> Vec<Distance> {
    let Some(container) = container else { return vec![Distance::default(); document.elements.len()] };
    // The container and its ancestors, with their levels above the container.
    let mut chain = vec![None; document.elements.len()];
    let mut next = container as u32;
    let mut levels = 0u16;
    while let Some(element) = document.elements.get(next as usize) {
        chain[next as usize] = Some(levels);
        levels = levels.saturating_add(1);
        next = element.parent;
    }
    let mut distances: Vec<Distance> = Vec::with_capacity(document.elements.len());
    for (i, element) in document.elements.iter().enumerate() {
        let distance = match (chain[i], distances.get(element.parent as usize)) {
            (Some(up), _) => Distance { up, down: 0, common: i as u32 },
            (None, Some(parent)) => Distance { down: parent.down.saturating_add(1), ..*parent },
            (None, None) => Distance::default(),
        };
        distances.push(distance);
    }
    distances
}

/// Returns the learned log-odds of the different tokens from the root down to each element,
/// summed. A repeated token counts once: deeply nested `div`s say no more than one does.
fn path_scores(document: &Document, known: &Vocabulary) -> Vec<f32> {
    // How many of the open elements have each known token.
    let mut open = vec![0u32; known.len()];
    let mut path: Vec<(u32, usize)> = Vec::new();
    let mut slots: Vec<usize> = Vec::new();
    let mut scores: Vec<f32> = Vec::with_capacity(document.elements.len());
    for (i, element) in document.elements.iter().enumerate() {
        while let Some(&(last, from)) = path.last()
            && last != element.parent
        {
            slots.drain(from..).for_each(|slot| open[slot] -= 1);
            path.pop();
        }
        path.push((i as u32, slots.len()));
        let mut own = 0;
        for &token in &document.tokens[element.tokens.start as usize..element.tokens.end as usize] {
            let Some((slot, weight)) = known.find(token) else { continue };
            own += if open[slot] == 0 { weight } else { 0 };
            open[slot] += 1;
            slots.push(slot);
        }
        let above = scores.get(element.parent as usize).copied().unwrap_or(0.0);
        scores.push(above + known.log_odds(own));
    }
    scores
}

/// Returns a hash of what the blocks of a template share: the tokens of the element from the
/// root down, and the heading level.
fn template_key(document: &Document, markup: &Markup) -> u32 {
    document.elements.get(markup.element as usize).map_or(0, |e| e.path) ^ u32::from(markup.heading)
}

//! Runs: siblings of an HTML page with the same tags, classes and ids, such as the cards of a
//! list of teasers, the comments of a thread or the articles of an endless page.

use super::numbers::running_sums;
use super::shape::Shape;
use crate::document::{Document, Element};
use crate::html::tag::Tag;

/// No run.
const NONE: u32 = u32::MAX;
/// Siblings of a run, at least.
const SIBLINGS: u32 = 3;
/// Two siblings are a run if they have at least this many words on average.
const LONG: u32 = 60;
/// Blocks of a sibling on average, at least: runs of single blocks are paragraphs or items.
const BLOCKS: u32 = 2;
/// Words of a block with a date, at most.
const DATE_WORDS: u32 = 12;
/// Words of a link that is the title of another page, at least.
const TITLE_WORDS: u32 = 3;
/// Share of the bytes of a title that must be inside the link.
const TITLE_LINK: f32 = 0.8;

/// The runs of a page; empty in text.
#[derive(Debug, Default)]
pub struct Runs {
    runs: Vec<ElementRun>,
    /// The runs around each element.
    around: Vec<Places>,
}

/// A run of siblings. Counts cover all of them, with what is inside.
#[derive(Debug, Clone, Default)]
pub struct ElementRun {
    /// Number of siblings.
    pub siblings: u32,
    /// Words.
    pub words: u32,
    /// Bytes of text.
    pub bytes: u32,
    /// Bytes of text inside links.
    pub link: u32,
    /// Siblings that hold a date.
    pub dated: u32,
    /// Siblings that hold a title with a link.
    pub titled: u32,
    /// The sibling that holds the headline of the page, from 0.
    pub headline: Option<u32>,
    /// Index of the first block.
    pub first: u32,
    path: u32,
    blocks: u32,
}

/// The runs around an element.
#[derive(Debug, Clone, Copy)]
pub struct RunsAround<'a> {
    /// The innermost run.
    pub inner: &'a ElementRun,
    /// The outermost run.
    pub outer: &'a ElementRun,
    /// The sibling of the outermost run around the element, from 0.
    pub sibling: u32,
}

/// Indices of the innermost and of the outermost run, or [`NONE`], and the sibling of the latter.
#[derive(Debug, Clone, Copy)]
struct Places {
    inner: u32,
    outer: u32,
    sibling: u32,
}

const NOWHERE: Places = Places { inner: NONE, outer: NONE, sibling: 0 };

impl Runs {
    /// Finds the runs of a page. `headline` is the index of a block.
    pub fn of(document: &Document, shapes: &[Shape], headline: Option<usize>) -> Runs {
        let words = running_sums(shapes.iter().map(|shape| shape.words));
        let is_date = |shape: &Shape| shape.dates > 0 && shape.words <= DATE_WORDS;
        let dates = running_sums(shapes.iter().map(|shape| u32::from(is_date(shape))));
        let titles = document.blocks.iter().zip(shapes).map(|(block, shape)| {
            let link = block.markup.map_or(0, |markup| markup.link);
            u32::from(shape.words >= TITLE_WORDS && link as f32 >= TITLE_LINK * shape.bytes as f32)
        });
        let titles = running_sums(titles);
        let within = |sums: &[u32], e: &Element| sums[e.blocks.end as usize] - sums[e.blocks.start as usize];
        let mut runs: Vec<ElementRun> = Vec::new();
        // The run of the last child of each element, and the place of each element in its own run.
        let mut last: Vec<u32> = vec![NONE; document.elements.len()];
        let mut own: Vec<(u32, u32)> = Vec::with_capacity(document.elements.len());
        for element in &document.elements {
            let is_sibling =
                !element.blocks.is_empty() && !matches!(element.tag, Tag::P | Tag::TR | Tag::TD | Tag::TH | Tag::BR);
            let Some(open) = last.get_mut(element.parent as usize).filter(|_| is_sibling) else {
                own.push((NONE, 0));
                continue;
            };
            if runs.get(*open as usize).is_none_or(|run| run.path != element.path) {
                *open = runs.len() as u32;
                runs.push(ElementRun { path: element.path, first: element.blocks.start, ..ElementRun::default() });
            }
            let run = &mut runs[*open as usize];
            own.push((*open, run.siblings));
            if headline.is_some_and(|at| element.blocks.contains(&(at as u32))) {
                run.headline = Some(run.siblings);
            }
            run.siblings += 1;
            run.blocks += element.blocks.len() as u32;
            run.words += within(&words, element);
            run.bytes += element.text;
            run.link += element.link;
            run.dated += u32::from(within(&dates, element) > 0);
            run.titled += u32::from(within(&titles, element) > 0);
        }
        let mut around: Vec<Places> = Vec::with_capacity(own.len());
        for (&(run, sibling), element) in own.iter().zip(&document.elements) {
            let above = around.get(element.parent as usize).copied().unwrap_or(NOWHERE);
            let is_run = runs.get(run as usize).is_some_and(ElementRun::is_run);
            around.push(match above.outer {
                _ if !is_run => above,
                NONE => Places { inner: run, outer: run, sibling },
                _ => Places { inner: run, ..above },
            });
        }
        Runs { runs, around }
    }

    /// Returns the runs around an element, if any.
    pub fn around(&self, element: u32) -> Option<RunsAround<'_>> {
        let Places { inner, outer, sibling } = *self.around.get(element as usize)?;
        Some(RunsAround { inner: self.runs.get(inner as usize)?, outer: &self.runs[outer as usize], sibling })
    }
}

impl ElementRun {
    fn is_run(&self) -> bool {
        let least = if self.words >= LONG * self.siblings { 2 } else { SIBLINGS };
        self.siblings >= least && self.blocks >= BLOCKS * self.siblings
    }
}

//! The images and the links of the kept part of a page.

use std::collections::HashSet;
use std::ops::Range;

use super::links::Links;
use super::outline::text::InlineText;
use crate::document::inline::{ImageNote, PLAIN};
use crate::document::{Document, Element, Within};
use crate::html::tag::Tag;
use crate::judged::Judged;

/// Maximum number of elements between an image and the text or the `figure` around it.
const LEVELS: usize = 16;
/// Maximum number of blocks of a `figure` in which its caption is looked for.
const FIGURE_BLOCKS: usize = 64;
/// Minimum share of the text around an image that is kept, 0 to 1, for the image to be kept.
const KEPT: f64 = 0.5;

/// A link of the kept part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(any(feature = "serde", feature = "cli"), derive(serde::Serialize))]
#[non_exhaustive]
pub struct PageLink {
    /// The words of the link.
    pub text: String,
    /// The address that it leads to.
    pub url: String,
}

/// An image of the kept part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(any(feature = "serde", feature = "cli"), derive(serde::Serialize))]
#[non_exhaustive]
pub struct PageImage {
    /// Its address.
    pub url: String,
    /// Its alternative text. `None` if it has none.
    pub alt: Option<String>,
    /// The caption of the figure that it stands in. `None` if it has none.
    pub caption: Option<String>,
}

/// An image of the kept part, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Index of the block that follows it.
    pub at: usize,
    /// The innermost group around it.
    pub group: u32,
    /// Its address.
    pub address: String,
    /// Its alternative text; empty if it has none.
    pub alt: String,
    /// The caption of the figure around it.
    pub caption: Option<String>,
    /// Whether the caption is among the kept blocks.
    pub is_caption_kept: bool,
}

/// Returns the links of the kept blocks, in document order. `address` is that of the page.
pub fn links(judged: &Judged, address: Option<&str>) -> Vec<PageLink> {
    let document = &judged.document;
    let targets = Links::of(document, address);
    let mut links = Vec::new();
    for (at, decision) in judged.range.clone().zip(&judged.decisions) {
        if !decision.is_keep() {
            continue;
        }
        let text = InlineText::of(document, &judged.rulings, &document.blocks[at], None);
        for segments in text.segments.chunk_by(|one, other| one.style.link == other.style.link) {
            let (first, last) = (&segments[0], &segments[segments.len() - 1]);
            let Some(url) = Some(first.style.link).filter(|&link| link != PLAIN).and_then(|link| targets.target(link))
            else {
                continue;
            };
            links.push(PageLink { text: text.text[first.range.start..last.range.end].to_owned(), url });
        }
    }
    links
}

/// Returns the images of the kept part, in document order. `address` is that of the page.
pub fn images(judged: &Judged, address: Option<&str>) -> Vec<PageImage> {
    let figures = figures(judged, &Links::of(&judged.document, address)).into_iter();
    let image = |Figure { address, alt, caption, .. }| PageImage {
        url: address,
        alt: Some(alt).filter(|alt: &String| !alt.is_empty()),
        caption,
    };
    figures.map(image).collect()
}

/// Returns the images of the kept part, in document order. An image that is repeated counts once.
/// Of several images in a `figure`, the last one has its caption.
pub fn figures(judged: &Judged, links: &Links<'_>) -> Vec<Figure> {
    let document = &judged.document;
    let Some(inline) = document.inline.as_ref().filter(|inline| !inline.images.is_empty()) else { return Vec::new() };
    let text = KeptText::of(judged);
    let mut seen = HashSet::new();
    let images = inline.images.iter().filter(|image| text.is_around(document, image)).filter_map(|image| {
        let address = links.resolved(&image.address);
        seen.insert(address.clone()).then_some((image, address))
    });
    let images: Vec<_> = images.collect();
    let mut last = None;
    let mut figures: Vec<Figure> = images
        .into_iter()
        .rev()
        .map(|(image, address)| {
            let around = figure_around(document, image);
            let is_last = around != last;
            last.clone_from(&around);
            let caption = around.filter(|_| is_last).and_then(|figure| caption(judged, figure));
            let (caption, is_caption_kept) = caption.unzip();
            Figure {
                at: image.at as usize,
                group: image.group,
                address,
                alt: image.alt.clone(),
                caption,
                is_caption_kept: is_caption_kept.unwrap_or(false),
            }
        })
        .collect();
    figures.reverse();
    figures
}

/// Returns the blocks of the `figure` around an image, as a range of indices.
fn figure_around(document: &Document, image: &ImageNote) -> Option<Range<u32>> {
    let figure = document.ancestors(image.element).take(LEVELS).find(|element| element.tag == Tag::FIGURE)?;
    Some(figure.blocks.clone())
}

/// Returns the caption of a `figure` with these blocks, and whether all of it is kept.
fn caption(judged: &Judged, figure: Range<u32>) -> Option<(String, bool)> {
    let document = &judged.document;
    let (mut texts, mut is_kept) = (Vec::new(), true);
    for at in (figure.start as usize..figure.end as usize).take(FIGURE_BLOCKS) {
        let block = document.blocks.get(at)?;
        if block.markup.is_some_and(|markup| markup.within.has(Within::CAPTION)) && !block.is_control() {
            texts.push(judged.rulings.printed(document, block));
            is_kept &= judged.decision_on(at).is_some_and(|decision| decision.is_keep());
        }
    }
    (!texts.is_empty()).then(|| (texts.join(" "), is_kept))
}

/// How much running text a page has, and how much of it is kept.
struct KeptText {
    /// The bytes of running text before each block, and those that are kept.
    sums: Vec<(usize, usize)>,
}

impl KeptText {
    fn of(judged: &Judged) -> KeptText {
        let document = &judged.document;
        let mut sums = vec![(0, 0)];
        let (mut all, mut kept) = (0, 0);
        for (at, block) in document.blocks.iter().enumerate() {
            let is_beside = block.markup.is_some_and(|markup| markup.within.has(Within::CAPTION)) || block.is_control();
            let bytes = if is_beside { 0 } else { block.range.len() };
            let is_kept = judged.decision_on(at).is_some_and(|decision| decision.is_keep() || decision.is_headline());
            (all, kept) = (all + bytes, kept + if is_kept { bytes } else { 0 });
            sums.push((all, kept));
        }
        KeptText { sums }
    }

    /// Whether the text around an image is kept: the text before it, the text after it, and that of
    /// the innermost element with text around it; two of the three.
    fn is_around(&self, document: &Document, image: &ImageNote) -> bool {
        let around = document.ancestors(image.element).take(LEVELS).map(|element| self.within(element));
        let share = around.into_iter().find(|(all, _)| *all > 0);
        let is_kept = share.is_some_and(|(all, kept)| kept as f64 >= KEPT * all as f64);
        match self.beside(image.at as usize) {
            (true, true) => true,
            (before, after) => is_kept && (before || after),
        }
    }

    /// Returns the bytes of running text in an element, and those that are kept.
    fn within(&self, element: &Element) -> (usize, usize) {
        let sum = |at: u32| self.sums[(at as usize).min(self.sums.len() - 1)];
        let ((all, kept), (before, kept_before)) = (sum(element.blocks.end), sum(element.blocks.start));
        (all.saturating_sub(before), kept.saturating_sub(kept_before))
    }

    /// Returns whether the last text before a block is kept, and the first text from it on.
    fn beside(&self, at: usize) -> (bool, bool) {
        let Some(&(all, kept)) = self.sums.get(at) else { return (false, false) };
        let before = self.sums.partition_point(|&(sum, _)| sum < all);
        let after = self.sums.partition_point(|&(sum, _)| sum <= all);
        let is_kept_before = before > 0 && self.sums[before - 1].1 < kept;
        (is_kept_before, self.sums.get(after).is_some_and(|&(_, sum)| sum > kept))
    }
}

//! Explain: every block with its decision and the reasons for it, for people and for JSON.

mod clues;

use std::ops::Range;

use crate::Options;
use crate::document::group::GroupKind;
use crate::document::{Block, Document, Element, Markup, Within};
use crate::html::css_path::CssPaths;
use crate::html::selectable::Selectable;
use crate::judged::Judged;
use crate::model::{Model, Reason, Reasons};
use crate::select::{Decision, Why};
use clues::{BlockFacts, SpokenClue, clues};

/// A block of a page: a paragraph, a heading, a list item, a table cell, a line of a text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct ArticleBlock<'a> {
    /// Its text, white space collapsed except in code.
    pub text: &'a str,
    /// Its kind.
    pub kind: BlockKind,
    /// Whether it is kept or dropped, and why.
    pub decision: Decision,
    /// The probability that it is content, 0 to 1.
    pub score: f32,
    /// The score from which blocks of the page are kept, 0 to 1.
    pub threshold: f32,
    /// The reasons for the decision in words: the rule or circumstance that overrode the score,
    /// if any, then the strongest clues. The list is never empty.
    pub explanation: Vec<String>,
    /// The features of the model that moved the score, heaviest first.
    pub reasons: Vec<Reason>,
    /// Bytes of the decoded page that it stands at, tags between its words included. `None`
    /// for text of an attribute, such as the alternative text of a picture.
    pub source: Option<Range<usize>>,
    /// A short CSS selector that matches the element it stands in, and no other. `None` in text,
    /// and for an element that is nested deeply in others that have no name of their own.
    pub css_path: Option<String>,
    /// Whether that element holds no other block.
    #[cfg_attr(feature = "serde", serde(skip))]
    #[cfg_attr(not(feature = "cli"), allow(dead_code))]
    pub(crate) is_alone: bool,
}

impl ArticleBlock<'_> {
    /// Whether it comes out: as the headline, in the body or among the comments.
    pub fn is_kept(&self) -> bool {
        !matches!(self.decision, Decision::Drop(_))
    }

    fn is_near(&self) -> bool {
        let way = if self.score < self.threshold { self.threshold } else { 1.0 - self.threshold };
        (self.score - self.threshold).abs() <= NEAR.min(NEAR_SHARE * way)
    }

    /// Whether the decision could easily have been another: the score is near the threshold, or
    /// the surroundings of the block decided against the score. Decisions by the user's rules are
    /// not doubtful.
    pub fn is_doubtful(&self) -> bool {
        match self.decision.why() {
            Why::Rule(_) | Why::Headline | Why::LineNumber | Why::Comment | Why::NoComment => false,
            _ => self.is_near() || (self.score >= self.threshold) != self.is_kept(),
        }
    }
}

/// Distance from the threshold up to which a score is near it, at most. Scores go from 0 to 1.
const NEAR: f32 = 0.15;
/// The same as a share of the way from the threshold to 0 or to 1: with a threshold of 0.05, a
/// score of 0 is as clear as it can be.
const NEAR_SHARE: f32 = 0.5;

/// The kind of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum BlockKind {
    /// A paragraph, or a line of a text.
    Paragraph,
    /// A heading, with its level from 1 to 6.
    Heading(u8),
    /// Part of a list item, a term or a definition.
    ListItem,
    /// Part of a table cell.
    TableCell,
    /// Part of a block quotation.
    Quote,
    /// Part of a reader's comment.
    Comment,
    /// Part of a teaser card that leads to another page.
    Card,
    /// Code or other preformatted text.
    Code,
}

impl BlockKind {
    /// Returns the name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Paragraph => "paragraph",
            BlockKind::Heading(_) => "heading",
            BlockKind::ListItem => "list-item",
            BlockKind::TableCell => "table-cell",
            BlockKind::Quote => "quote",
            BlockKind::Comment => "comment",
            BlockKind::Card => "card",
            BlockKind::Code => "code",
        }
    }
}

/// Returns the blocks of a window that were decided on, with the scores of `model`.
///
/// Computes the contributions to each score, and parses the page once more for the CSS paths if
/// the window has its source, so it takes about as long as an extraction.
pub fn blocks<'a>(judged: &'a Judged, model: &Model, options: &Options) -> Vec<ArticleBlock<'a>> {
    let Judged { document, .. } = judged;
    let scored = Reasons::of(&judged.features, model);
    let page = judged.source.as_deref().map(|source| Selectable::parse(source, options.parser));
    let paths = page.as_ref().map(CssPaths::of);
    let page = circumstances(document);
    let headings = headings(document);
    let block = |(at, &decision)| {
        let block: &Block = &document.blocks[at];
        let facts = BlockFacts { judged, at, paths: paths.as_ref(), heading: headings[at], page };
        let reasons = scored.block(at);
        let text = document.text_of(block);
        let element = block.markup.map(|markup| element(document, &markup, text));
        ArticleBlock {
            text,
            kind: kind(document, block),
            decision,
            score: judged.p()[at],
            threshold: judged.standing.threshold,
            explanation: explanation(&facts, decision, &reasons, options),
            reasons,
            source: Some(block.source.clone()).filter(|source| !source.is_empty()),
            css_path: paths.as_ref().zip(element).and_then(|(paths, (element, _))| paths.path(element)),
            is_alone: element.is_some_and(|(_, is_alone)| is_alone),
        }
    };
    judged.range.clone().zip(&judged.decisions).map(block).collect()
}

/// Names the rule that decided.
pub fn rule(rule: u32, options: &Options) -> String {
    format!("rule {}", options.rules.origin(rule))
}

/// Clues in the direction of the score that are named, at most.
const CLUES: usize = 3;
/// A clue against the score is named if it weighs at least this share of the strongest for it.
const AGAINST: f32 = 0.5;

/// Explains the decision on a block. First comes the rule or circumstance that overrode the score,
/// if any. Then come the strongest clues for the side of the threshold that the score is on, and
/// the strongest clue against it. If the score was overridden, only its strongest clue is named.
fn explanation(facts: &BlockFacts<'_>, decision: Decision, reasons: &[Reason], options: &Options) -> Vec<String> {
    let BlockFacts { judged, at, .. } = *facts;
    let mut said = match decision.why() {
        Why::Rule(index) => return vec![rule(index, options)],
        Why::Headline => vec!["the headline".to_owned()],
        why => why.text().map(str::to_owned).into_iter().collect(),
    };
    let site = judged.weighed.as_ref().and_then(|weighed| weighed.reason(at));
    said.extend(site.map(|(recurs, _)| recurs));
    let (up, down) = clues(facts, reasons);
    let is_high = judged.p()[at] >= judged.standing.threshold;
    let (with, against) = if is_high { (up, down) } else { (down, up) };
    let strongest = with.first().map_or(0.0, |clue| clue.weight.abs());
    let but = against.into_iter().next().filter(|clue| clue.weight.abs() >= AGAINST * strongest);
    let is_kept = !matches!(decision, Decision::Drop(_));
    if is_kept == is_high {
        said.extend(strongest_of(with).into_iter().map(|clue| clue.words));
        said.extend(but.map(|clue| format!("in spite of: {}", clue.words)));
    } else {
        said.extend(strongest_of(with).into_iter().take(1).map(|clue| format!("in spite of: {}", clue.words)));
    }
    // An icon run and the headline are named by the decision and by a clue.
    said.dedup();
    if said.is_empty() {
        said.push(if is_high { "score above the threshold" } else { "score below the threshold" }.to_owned());
    }
    said
}

/// Returns the strongest clues. Clues about the block itself come first, then at most one about
/// its surroundings.
fn strongest_of(clues: Vec<SpokenClue>) -> Vec<SpokenClue> {
    let mut around = 0;
    let is_wanted = |clue: &SpokenClue| {
        around += u32::from(clue.is_around);
        !clue.is_around || around == 1
    };
    let mut strongest: Vec<SpokenClue> = clues.into_iter().filter(is_wanted).take(CLUES).collect();
    strongest.sort_by_key(|clue| clue.is_around);
    strongest
}

/// Returns the element to name a block by, and whether it holds no other block. This is the
/// element of the block. If that holds other blocks as well, it is the innermost element around
/// the first word, as long as it holds the whole block.
fn element(document: &Document, markup: &Markup, text: &str) -> (u32, bool) {
    let holds_one = |element: &Element| element.blocks.len() == 1;
    let (outer, leaf) = (document.elements.get(markup.element as usize), document.elements.get(markup.leaf as usize));
    match leaf {
        _ if outer.is_some_and(holds_one) => (markup.element, true),
        Some(leaf) if leaf.text as usize >= text.len() => (markup.leaf, leaf.blocks.len() <= 1),
        _ => (markup.element, false),
    }
}

/// Returns the circumstances that occur anywhere on a page.
fn circumstances(document: &Document) -> Within {
    let mut page = Within::default();
    document.blocks.iter().filter_map(|block| block.markup).for_each(|markup| page.add(markup.within));
    page
}

/// Returns the text of the last heading above each block.
fn headings(document: &Document) -> Vec<Option<&str>> {
    let mut last = None;
    let above = |block: &Block| {
        let above = last;
        if block.markup.is_some_and(|markup| markup.heading > 0) {
            last = Some(document.text_of(block));
        }
        above
    };
    document.blocks.iter().map(above).collect()
}

/// Returns the kind of a block, by its innermost group.
fn kind(document: &Document, block: &Block) -> BlockKind {
    if let Some(level @ 1..) = block.markup.map(|markup| markup.heading) {
        return BlockKind::Heading(level);
    }
    let kinds = document.groups_around(block).filter_map(|(_, group)| match group.kind {
        GroupKind::Code => Some(BlockKind::Code),
        GroupKind::List { .. } | GroupKind::Item { .. } | GroupKind::Definitions => Some(BlockKind::ListItem),
        GroupKind::Table { is_data: true, .. } => Some(BlockKind::TableCell),
        GroupKind::Quote => Some(BlockKind::Quote),
        GroupKind::Comment { .. } => Some(BlockKind::Comment),
        GroupKind::Cards => Some(BlockKind::Card),
        _ => None,
    });
    kinds.into_iter().next().unwrap_or(BlockKind::Paragraph)
}

#[cfg(test)]
mod tests;

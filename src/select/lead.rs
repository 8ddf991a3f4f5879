//! The lead: the blocks around the headline, where pages say who wrote them and when.

use std::ops::Range;

use crate::document::{Document, Within};
use crate::features::Features;
use crate::headline::Headline;
use crate::words::credit::is_credit;

/// Blocks above the headline, or above the first kept prose, that belong to the lead.
const ABOVE: usize = 6;
/// Blocks below it that do, at most; share rows may be long.
const BELOW: usize = 24;
/// Words of prose that is a paragraph of the story, not a deck.
const PARAGRAPH: u32 = 40;
/// Prose is a consent notice rather than a story if one word in this many is of the interface.
const INTERFACE: u32 = 5;
/// Words from which a block without a full stop is no headline any more.
const TITLE: u32 = 25;

/// Returns the range of the blocks of the lead: some above the headline, and those below it
/// until the story has begun.
pub fn lead(document: &Document, features: &Features, headline: &Headline, kept: &[bool]) -> Range<usize> {
    let shapes = &features.shapes;
    let is_story = |at: usize| {
        features.overview.until_prose[at] == 0 && kept[at] && !is_credit(document.text_of(&document.blocks[at]))
    };
    let blocks = 0..document.blocks.len();
    let top = headline
        .first()
        .or_else(|| blocks.clone().find(|&at| is_story(at)))
        .or_else(|| blocks.clone().find(|&at| kept[at]));
    let Some(top) = top.filter(|_| !document.continues) else { return 0..0 };
    let mut end = top;
    // A deck, and the first paragraph of the story.
    let mut decks = 0;
    while end < blocks.end.min(top + BELOW) && decks < 2 {
        let shape = &shapes[end];
        if !headline.blocks.contains(&end) && is_story(end) && shape.interface * INTERFACE < shape.words {
            decks += match shape.words {
                // A headline that was not found as one.
                0..TITLE if shape.stops == 0 => 0,
                0..PARAGRAPH => 1,
                _ => 2,
            };
        }
        end += 1;
    }
    top.saturating_sub(ABOVE)..end
}

/// Whether a block of the lead names an author or a date and nothing else.
pub fn credits(document: &Document, at: usize) -> bool {
    let block = &document.blocks[at];
    let text = document.text_of(block);
    const CONTENT: Within =
        Within(Within::LIST.0 | Within::TABLE.0 | Within::PRE.0 | Within::CODE.0 | Within::QUOTE.0 | Within::FIGURE.0);
    let is_content = block.markup.is_some_and(|m| m.heading > 0 || m.within.0 & CONTENT.0 != 0);
    !is_content && (is_credit(text) || document.head.author.as_deref() == Some(text.trim()))
}

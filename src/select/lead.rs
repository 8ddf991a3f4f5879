//! The lead: the lines around the headline, where pages say who wrote them and
//! when.

use std::ops::Range;

use crate::document::{Document, Within};
use crate::features::Features;
use crate::features::shape::Shape;
use crate::words::credit::is_credit;

/// Lines above the headline, or the first prose that is kept, that belong to the lead.
const ABOVE: usize = 6;
/// Lines below it that do at most; share rows may be long.
const BELOW: usize = 24;
/// Words of prose that is a paragraph of the story, not a deck.
const PARAGRAPH: u32 = 40;
/// Prose of which one word in so many is the interface's is no story's.
const CHROME: u32 = 5;
/// Words of a deck at least, and lines below the headline that it stands in.
const DECK: u32 = 6;
const DECK_REACH: usize = 4;
/// p(keep) from which a deck is kept, whatever the threshold. Out-of-fold word
/// F1 with and without: .8760 and .8759 in HTML, .8266 and .8266 in text.
const DECK_FLOOR: f32 = 0.25;
/// Words of a line without a full stop that is no headline any more.
const TITLE: u32 = 25;

/// The lines of the lead: some above the headline, and those below it until
/// the story has begun.
pub struct Lead<'a> {
    document: &'a Document,
    blocks: Range<usize>,
    deck: Option<usize>,
}

impl<'a> Lead<'a> {
    /// Finds the lead of a page. `kept` says of each line whether it is kept.
    pub fn of(document: &'a Document, features: &Features, kept: impl Fn(usize) -> bool) -> Lead<'a> {
        let prose = |at: usize| {
            features.overview.until_prose[at] == 0 && kept(at) && !is_credit(document.text_of(&document.blocks[at]))
        };
        // A consent notice is prose too, and stands above the story.
        let chrome = |at: usize| features.shapes[at].interface * CHROME >= features.shapes[at].words;
        let n = document.blocks.len();
        let headline = &features.overview.headline;
        let first = headline.block();
        let top = first.or_else(|| (0..n).find(|&at| prose(at))).or_else(|| (0..n).find(|&at| kept(at)));
        let Some(top) = top.filter(|_| !document.continues) else { return Lead { document, blocks: 0..0, deck: None } };
        let mut end = top;
        // A deck, and the story's first paragraph.
        let mut decks = 0;
        while end < n.min(top + BELOW) && decks < 2 {
            let shape = &features.shapes[end];
            if !headline.blocks.contains(&end) && prose(end) && !chrome(end) {
                decks += match shape.words {
                    // A headline that was not found as such.
                    0..TITLE if shape.stops == 0 => 0,
                    0..PARAGRAPH => 1,
                    _ => 2,
                };
            }
            end += 1;
        }
        let deck = headline.blocks.last().and_then(|&last| deck(document, features, last, kept));
        Lead { document, blocks: top.saturating_sub(ABOVE)..end, deck }
    }

    /// Whether a line of this p(keep) is the deck: the sentence or two under the
    /// headline that say what the story is. Models doubt it, for it stands among
    /// dates and share rows.
    pub fn is_deck(&self, at: usize, p: f32) -> bool {
        self.deck == Some(at) && p >= DECK_FLOOR
    }

    /// Whether a line is one of the lead that names an author or a date and nothing else.
    pub fn credits(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let text = self.document.text_of(block);
        let content = Within(
            Within::LIST.0 | Within::TABLE.0 | Within::PRE.0 | Within::CODE.0 | Within::QUOTE.0 | Within::FIGURE.0,
        );
        let own = block.markup.is_some_and(|m| m.heading > 0 || m.within.0 & content.0 != 0);
        self.blocks.contains(&at)
            && !own
            && (is_credit(text) || self.document.meta.author.as_deref() == Some(text.trim()))
    }
}

/// The line below the headline that reads like a sentence, if it does not
/// repeat the headline, credits nobody, and the story follows soon. Behind
/// other lines that are dropped, date and share rows, it must end like one, too.
fn deck(document: &Document, features: &Features, headline: usize, kept: impl Fn(usize) -> bool) -> Option<usize> {
    let shapes = &features.shapes;
    let reads_so = |shape: &Shape| {
        let spoken = shape.stopwords * 8 >= shape.words || shape.ideographs >= shape.words;
        (DECK..PARAGRAPH).contains(&shape.words) && shape.separators == 0 && spoken
    };
    let below = headline + 1..document.blocks.len().min(headline + 1 + DECK_REACH);
    let mut others = below
        .filter(|&at| shapes[at].hash != shapes[headline].hash && !is_credit(document.text_of(&document.blocks[at])));
    let first = others.next()?;
    let deck = if reads_so(&shapes[first]) {
        first
    } else if kept(first) {
        return None;
    } else {
        others.take_while(|&at| !kept(at)).find(|&at| reads_so(&shapes[at]) && shapes[at].stops > 0)?
    };
    let story = features.overview.until_prose.get(deck + 1).is_some_and(|&blocks| blocks as usize <= DECK_REACH);
    (story && super::spared::last_resort(document, &shapes[deck], deck)).then_some(deck)
}

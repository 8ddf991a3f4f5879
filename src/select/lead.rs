//! The lead: the lines around the headline, where pages say who wrote them and
//! when.

use std::ops::Range;

use crate::evidence::Measured;
use crate::evidence::credit::is_credit;
use crate::line::{Page, Within};

/// Lines above the headline, or the first prose that is kept, that belong to the lead.
const ABOVE: usize = 6;
/// Lines below it that do at most; share rows may be long.
const BELOW: usize = 24;
/// Words of prose that is a paragraph of the story, not a deck.
const PARAGRAPH: u32 = 40;
/// Words of a line without a full stop that is no headline any more.
const TITLE: u32 = 25;

/// The lines of the lead: some above the headline, and those below it until
/// the story has begun.
pub struct Lead<'a> {
    page: &'a Page,
    lines: Range<usize>,
}

impl<'a> Lead<'a> {
    /// Finds the lead of a page. `kept` says of each line whether it is kept.
    pub fn of(page: &'a Page, measured: &Measured, kept: impl Fn(usize) -> bool) -> Lead<'a> {
        let prose =
            |at: usize| measured.document.until_prose[at] == 0 && kept(at) && !is_credit(page.text_of(&page.lines[at]));
        let n = page.lines.len();
        let headline = measured.document.headline.line;
        let top = headline.or_else(|| (0..n).find(|&at| prose(at))).or_else(|| (0..n).find(|&at| kept(at)));
        let Some(top) = top.filter(|_| !page.continues) else { return Lead { page, lines: 0..0 } };
        let mut end = top;
        // A deck, and the story's first paragraph.
        let mut decks = 0;
        while end < n.min(top + BELOW) && decks < 2 {
            let shape = &measured.shapes[end];
            if Some(end) != headline && prose(end) {
                decks += match shape.words {
                    // A headline that was not found as such.
                    0..TITLE if shape.stops == 0 => 0,
                    0..PARAGRAPH => 1,
                    _ => 2,
                };
            }
            end += 1;
        }
        Lead { page, lines: top.saturating_sub(ABOVE)..end }
    }

    /// Whether a line is one of the lead that names an author or a date and nothing else.
    pub fn credits(&self, at: usize) -> bool {
        let line = &self.page.lines[at];
        let text = self.page.text_of(line);
        let content = Within(
            Within::LIST.0 | Within::TABLE.0 | Within::PRE.0 | Within::CODE.0 | Within::QUOTE.0 | Within::FIGURE.0,
        );
        let own = line.markup.is_some_and(|m| m.heading > 0 || m.within.0 & content.0 != 0);
        self.lines.contains(&at) && !own && (is_credit(text) || self.page.meta.author.as_deref() == Some(text.trim()))
    }
}

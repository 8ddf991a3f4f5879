//! Step 4: text that a page repeats comes out once, except for refrains.

use std::collections::{HashMap, HashSet};

use super::decision::{Decision, Why};
use crate::document::group::GroupKind;
use crate::document::{Block, Document, Gap, Within};
use crate::features::Features;

/// Words from which a repeated block is dropped; shorter ones may be list items or table
/// entries.
const DUPLICATE_WORDS: u32 = 6;
/// Blocks remembered, so that a stream takes bounded memory.
const REMEMBERED: usize = 1 << 16;
/// Most words of a line of verse.
const VERSE_WORDS: u32 = 14;
/// Dropped blocks in a row that end a poem.
const BREAK: usize = 3;
/// Lines of verse that make a poem, after which its lines may come again.
const POEM: usize = 4;

/// What was kept so far.
#[derive(Debug, Default)]
pub struct Repetition {
    seen: HashSet<u64>,
    verse: Verse,
}

/// The current run of verse: kept blocks with no long one between them, nor many that were
/// dropped.
#[derive(Debug, Default)]
struct Verse {
    /// The last place of each line, counted from the first of the run.
    lines: HashMap<u64, usize>,
    count: usize,
    /// Blocks dropped since the last line.
    dropped: usize,
}

impl Repetition {
    /// Drops a block that would be kept if it only repeats an earlier one. A rule of the user
    /// that keeps it stands.
    pub fn settle(&mut self, document: &Document, features: &Features, at: usize, decision: &mut Decision) {
        match *decision {
            Decision::Drop(Why::Score | Why::Rule(_) | Why::LineNumber) => self.verse.skip(),
            Decision::Keep(Why::Rule(_)) | Decision::Headline(Why::Rule(_)) => {
                self.is_repeated(document, features, at);
            }
            Decision::Keep(Why::Comment) => {}
            Decision::Keep(_) if self.is_repeated(document, features, at) => *decision = Decision::Drop(Why::Repeated),
            _ => {}
        }
    }

    /// Remembers a block. Returns whether it only repeats an earlier one.
    fn is_repeated(&mut self, document: &Document, features: &Features, at: usize) -> bool {
        let (block, shape) = (&document.blocks[at], &features.shapes[at]);
        let is_refrain = self.verse.follows(document, features, at);
        // Sentences of one line were written one after the other.
        let is_exempt = if document.html { block.gap == Gap::Line } else { block.gap == Gap::None }
            || is_enumerated(document, block);
        if is_exempt || shape.words < DUPLICATE_WORDS {
            return false;
        }
        if self.seen.len() >= REMEMBERED {
            self.seen.clear();
        }
        !self.seen.insert(shape.hash) && !is_refrain
    }
}

/// Whether a block stands in code, in a table or in a list, which may say the same of several
/// things.
fn is_enumerated(document: &Document, block: &Block) -> bool {
    use GroupKind::{Cell, Code, Definitions, Item, List};
    let is_code = block.markup.is_some_and(|markup| markup.within.has(Within::CODE));
    is_code
        || document
            .innermost(block, |kind| matches!(kind, Cell { .. } | Code | Definitions | Item { .. } | List { .. }))
            .is_some()
}

impl Verse {
    /// Passes over a block that was dropped.
    fn skip(&mut self) {
        self.dropped += 1;
        if self.dropped == BREAK {
            *self = Verse::default();
        }
    }

    /// Adds a block to the run, or ends the run. Returns whether the block is a refrain of it.
    fn follows(&mut self, document: &Document, features: &Features, at: usize) -> bool {
        let (block, shape) = (&document.blocks[at], &features.shapes[at]);
        let is_linked = block.markup.is_some_and(|m| m.link > 0);
        if shape.words > VERSE_WORDS || is_linked || self.lines.len() >= REMEMBERED {
            *self = Verse::default();
            return false;
        }
        self.dropped = 0;
        self.count += 1;
        let last = self.lines.insert(shape.hash, self.count);
        last.is_some_and(|last| self.count > POEM && self.count - last > 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{learned::Learned, measure};
    use crate::html::Parser;
    use crate::segment::{html, text};

    /// Which blocks are kept if the score keeps all of them.
    fn kept_of(document: &Document) -> Vec<bool> {
        let features = measure(document, &Learned::default());
        let mut repetition = Repetition::default();
        let settle = |at| {
            let mut decision = Decision::Keep(Why::Score);
            repetition.settle(document, &features, at, &mut decision);
            decision.is_keep()
        };
        (0..document.blocks.len()).map(settle).collect()
    }

    fn kept(text: &str) -> Vec<bool> {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        text::segment_whole(&mut document);
        kept_of(&document)
    }

    const STORY: &str = "The old mill by the river ground flour for three hundred years, until its axle broke.\n\n\
        On Saturday the wheel turned again, slowly at first, while half of the village watched.\n\n";

    #[test]
    fn a_story_that_comes_twice_is_kept_once() {
        assert_eq!(kept(&STORY.repeat(2)), [true, true, false, false]);
    }

    #[test]
    fn a_refrain_stays_and_a_teaser_goes() {
        let stanza = |n: usize| {
            format!(
                "Verse {n} of the song\nhas lines of its own {n}\nand no more of it {n}\nO the wind and the rain came down\n\n"
            )
        };
        assert!(kept(&(1..4).map(stanza).collect::<String>()).iter().all(|&kept| kept));
        let teaser = "Half the village stood on the bridge\n\n";
        assert_eq!(kept(&format!("{STORY}{teaser}{}{teaser}", STORY.replace("mill", "forge"))).last(), Some(&false));
    }

    #[test]
    fn lists_tables_and_code_may_repeat() {
        let item = "returns an error if the weir is closed";
        let page = |open: &str, close: &str| {
            kept_of(&html::segment(&format!("{open}{item}{close}<p>The mill.</p>{open}{item}{close}"), Parser::Stream))
        };
        assert_eq!(page("<p>", "</p>"), [true, true, false]);
        for (open, close) in
            [("<ul><li>", "</ul>"), ("<dl><dd>", "</dl>"), ("<table><tr><td>", "</table>"), ("<pre>", "</pre>")]
        {
            assert_eq!(page(open, close), [true; 3], "{open}");
        }
    }
}

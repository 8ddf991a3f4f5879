//! Repetitions: what a page says twice comes out once, but for refrains.

use std::collections::{HashMap, HashSet};

use crate::document::{Document, Gap, Within};
use crate::features::Features;

/// Words from which a line said before is dropped; shorter ones may be list
/// items or table entries.
const DUPLICATE_WORDS: u32 = 6;
/// Lines remembered as said before, so that a stream takes bounded memory.
const REMEMBERED: usize = 1 << 16;
/// Most words of a line of verse.
const VERSE_WORDS: u32 = 14;
/// Lines dropped in a row that end a poem.
const BREAK: usize = 3;
/// Lines of verse that make a poem, from which on its lines may come again.
const POEM: usize = 4;

/// What was said so far.
#[derive(Debug, Default)]
pub struct Said {
    blocks: HashSet<u64>,
    verse: Verse,
}

/// The run of verse that was said last: kept lines with no long one between
/// them, nor many that were dropped.
#[derive(Debug, Default)]
struct Verse {
    /// Where each line stood last, counted from the first of the run.
    blocks: HashMap<u64, usize>,
    count: usize,
    /// Lines dropped since the last one.
    dropped: usize,
}

impl Said {
    /// Whether a line that would be kept only says again what came out before.
    pub fn before(&mut self, document: &Document, features: &Features, at: usize) -> bool {
        let (block, shape) = (&document.blocks[at], &features.shapes[at]);
        let refrain = self.verse.follows(document, features, at);
        let verbatim = Within(Within::PRE.0 | Within::TABLE.0 | Within::CODE.0);
        // Sentences of one line were written one after the other.
        let exempt = !document.html && block.gap == Gap::None
            || block.markup.is_some_and(|m| m.within.0 & verbatim.0 != 0)
            || document.html && block.gap == Gap::Line;
        if exempt || shape.words < DUPLICATE_WORDS {
            return false;
        }
        if self.blocks.len() >= REMEMBERED {
            self.blocks.clear();
        }
        !self.blocks.insert(shape.hash) && !refrain
    }

    /// Takes note of a line that was dropped for what it is.
    pub fn dropped(&mut self) {
        self.verse.skip();
    }
}

impl Verse {
    /// Passes over a line that was dropped.
    fn skip(&mut self) {
        self.dropped += 1;
        if self.dropped == BREAK {
            *self = Verse::default();
        }
    }

    /// Adds a line to the run, or ends it. Whether the line is a refrain of it.
    fn follows(&mut self, document: &Document, features: &Features, at: usize) -> bool {
        let (block, shape) = (&document.blocks[at], &features.shapes[at]);
        let linked = block.markup.is_some_and(|m| m.link > 0);
        if shape.words > VERSE_WORDS || linked || self.blocks.len() >= REMEMBERED {
            *self = Verse::default();
            return false;
        }
        self.dropped = 0;
        self.count += 1;
        let last = self.blocks.insert(shape.hash, self.count);
        last.is_some_and(|last| self.count > POEM && self.count - last > 2)
    }
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::features::{self, learned::Learned};
    use crate::segment::text::window::Windows;
    use crate::select::{Choice, Scores, Selector};

    /// Selects among the lines of a text that the model would keep, all of them.
    fn select(text: &str) -> (Vec<Choice>, f32) {
        let mut windows = Windows::new();
        windows.buffer().push_str(text);
        let document = windows.next(true, &|_| false).document;
        let features = features::measure(&document, &Learned::default());
        let p = vec![0.9; document.blocks.len()];
        let mut selector = Selector::default();
        let selection = selector.select(&document, &features, Scores::alone(&p), 0, p.len(), &Options::default());
        (selection.choices, selector.confidence())
    }

    const STORY: &str = "The old mill by the river ground flour for three hundred years, until its axle broke.\n\n\
        On Saturday the wheel turned again, slowly at first, while half of the village watched.\n\n";

    #[test]
    fn a_story_said_twice_comes_out_once_and_is_no_more_in_doubt() {
        let (once, twice) = (select(STORY), select(&STORY.repeat(2)));
        assert_eq!(once.0, [Choice::Keep; 2]);
        assert_eq!(twice.0, [Choice::Keep, Choice::Keep, Choice::Drop, Choice::Drop]);
        assert_eq!(once.1, twice.1);
    }

    #[test]
    fn a_refrain_stays_and_a_teaser_goes() {
        let stanza = |n: usize| {
            format!(
                "Verse {n} of the song\nhas lines of its own {n}\nand no more of it {n}\nO the wind and the rain came down\n\n"
            )
        };
        let song: String = (1..4).map(stanza).collect();
        assert!(select(&song).0.iter().all(|&choice| choice == Choice::Keep));
        let teaser = "Half the village stood on the bridge\n\n";
        let choices = select(&format!("{STORY}{teaser}{}{teaser}", STORY.replace("mill", "forge"))).0;
        assert_eq!(choices.last(), Some(&Choice::Drop));
    }
}

//! The headline of a text, where no markup names it: the line with the most
//! weight of [`SIGNS`].

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::{hash_words, title_parts};
use crate::document::{Document, Gap};
use crate::features::numbers::{FAR, flag, ln, share};
use crate::features::overview::Overview;
use crate::features::shape::Shape;
use crate::words::class::{Class, class, is_full_stop};
use crate::words::credit::is_credit;
use crate::words::hash::{Fnv32, Fnv64};

/// Most words of the headline of a text.
const MOST_WORDS: u32 = 30;
/// Lines at the beginning of a text among which its headline is looked for.
const REACH: usize = 2000;
/// Words of prose that the words of a headline are looked for in, at least.
const SPOKEN: u32 = 15;
/// Words of a line that may be a title with the site's name, or a trail, at most.
const NAMED: u32 = 60;
/// Lines below the headline that say who wrote the page and when.
const CREDITS: usize = 4;
/// Lines below the headline in which it may stand again.
const REPEATED: usize = 10;
/// Lines below the headline that most of a page's prose stands in.
const STORY: usize = 60;
/// Letters of a word that tell what it speaks of.
const STEM: usize = 4;
/// Lines of a text that counts as one line.
const FEW_LINES: usize = 3;
/// Marks between the steps of a trail.
const TRAIL_MARKS: [char; 6] = ['/', '>', '\t', '›', '»', '→'];
/// A headline weighs more than this. The fit would set it to the weight of "no line"
/// (text.weights.tsv), but short pages show fewer signs, and the corpus has few of
/// them.
const LEAST: f32 = 2.3;
/// Share of the words with a capital where the script has none. Set by hand: titles
/// of the corpus have .71, but with that a section's name is taken for the headline
/// of one of our pages.
const CAPITALS: f32 = 0.6;

/// Something that speaks for a line as the headline, or against it.
pub struct Sign {
    /// What it says.
    pub about: &'static str,
    /// How it is measured.
    pub measure: fn(&Candidate<'_>) -> f32,
}

/// The signs. `training/headline.py` fits their weights to the titles of the corpus and of
/// generated texts, as a choice among the lines of a text and no line. How often it is right:
/// training/EXPERIMENTS.csv.
pub const SIGNS: &[Sign] = &[
    sign("one word", |c| flag(c.shape.words == 1)),
    sign("two words", |c| flag(c.shape.words == 2)),
    sign("three or four words", |c| flag((3..=4).contains(&c.shape.words))),
    sign("more than fifteen words", |c| flag(c.shape.words > 15)),
    sign("ends with a full stop", |c| flag(is_full_stop(c.shape.last))),
    sign("ends with a colon", |c| flag(c.shape.last == ':')),
    sign("several sentences", |c| flag(c.shape.stops > 1)),
    sign("part of a title or a trail, more than two words", |c| flag(c.named() && c.shape.words > 2)),
    sign("part of a title or a trail, one or two words", |c| flag(c.named() && c.shape.words <= 2)),
    sign("the same line again soon below", |c| flag(c.is_repeated())),
    sign("blank lines above and below", |c| flag(c.stands_apart())),
    sign("share of words of the interface", |c| share(c.shape.interface, c.shape.words)),
    sign("share of words that begin with a digit", |c| share(c.shape.numbers, c.shape.words)),
    sign("marks of menus for each word", |c| share(c.shape.separators, c.shape.words)),
    sign("begins like a byline", |c| flag(c.shape.byline)),
    sign("share of words that begin with a capital", |c| c.capitals()),
    sign("author or date soon below", |c| flag(c.below().any(|at| c.facts.credits[at]))),
    sign("a line with a date soon below", |c| flag(c.below().any(|at| c.is_dated(at)))),
    sign("lines to the next prose, as ln(1 + n)", |c| ln(c.facts.overview.until_prose[c.at].min(FAR))),
    sign("share of the prose in the lines below", |c| c.prose_below()),
    sign("share of the prose above", |c| c.prose_above()),
    sign("the same, squared", |c| c.prose_above() * c.prose_above()),
    sign("mean words of the lines above, as ln(1 + n)", |c| c.words_above()),
    sign("share of its words that the prose has, more than two words", |c| c.spoken() * flag(c.shape.words > 2)),
    sign("names an author or a date and no more", |c| flag(c.facts.credits[c.at])),
    sign("a label", |c| flag(c.shape.label.is_some_and(|label| label.whole))),
    sign("begins with a label", |c| flag(c.shape.label.is_some_and(|label| !label.whole))),
    sign("share of function words", |c| share(c.shape.stopwords, c.shape.words)),
    sign("more than two words, all with capitals and no function word", |c| flag(c.is_row_of_names())),
    sign("begins with a bracket", |c| flag(matches!(c.shape.first, '[' | '(' | '【'))),
    sign("begins within a line, one of several", |c| flag(c.is_within() && !c.facts.is_one_line)),
    sign("begins within the only line", |c| flag(c.is_within() && c.facts.is_one_line)),
];

const fn sign(about: &'static str, measure: fn(&Candidate<'_>) -> f32) -> Sign {
    Sign { about, measure }
}

/// The weight of each of [`SIGNS`]: what it adds to the log-odds of a line where it is 1.
static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let fitted: HashMap<&str, f32> = fitted().collect();
    // A new sign counts nothing until it is fitted, so that it can be measured for the fit.
    SIGNS.iter().map(|sign| fitted.get(sign.about).copied().unwrap_or_default()).collect()
});

/// Returns the signs and weights of the file that `training/headline.py` writes.
fn fitted() -> impl Iterator<Item = (&'static str, f32)> {
    let lines = include_str!("text.weights.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let parsed = line.split_once('\t').and_then(|(about, weight)| Some((about, weight.parse().ok()?)));
        parsed.expect("text.weights.tsv holds a sign, a tab and a weight on each line; see training/")
    })
}

/// The lines with enough weight for the headline of a text, that with the most first.
pub(super) fn find(document: &Document, shapes: &[Shape], overview: &Overview) -> Vec<usize> {
    let facts = Facts::of(document, shapes, overview);
    let weights = &*WEIGHTS;
    let weight = |candidate: &Candidate<'_>| {
        SIGNS.iter().zip(weights).map(|(sign, weight)| weight * (sign.measure)(candidate)).sum::<f32>()
    };
    let weighed = facts.candidates().map(|candidate| (weight(&candidate), candidate.at));
    let mut found: Vec<_> = weighed.filter(|(weight, _)| *weight > LEAST).collect();
    // Of the same weight the first: a page may repeat its headline further down.
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, at)| at).collect()
}

/// What the signs of a text's lines are measured from.
pub struct Facts<'a> {
    document: &'a Document,
    shapes: &'a [Shape],
    overview: &'a Overview,
    /// Whether each line names an author or a date and no more.
    credits: Vec<bool>,
    /// Whether the whole text is one line, or nearly.
    is_one_line: bool,
    /// Terms of the prose.
    spoken: HashSet<u32, RandomState>,
    /// What marks set apart in a line: the parts of titles and of trails.
    parts: HashSet<u64, RandomState>,
}

/// A line that may be the headline.
pub struct Candidate<'a> {
    facts: &'a Facts<'a>,
    shape: &'a Shape,
    /// Index of the line.
    pub at: usize,
    /// Its words, as hashes.
    words: Vec<u32>,
}

impl<'a> Facts<'a> {
    /// Gathers them. Of the `overview`, only where its prose stands is asked.
    pub fn of(document: &'a Document, shapes: &'a [Shape], overview: &'a Overview) -> Facts<'a> {
        let mut facts = Facts {
            document,
            shapes,
            overview,
            credits: Vec::new(),
            is_one_line: document.blocks.iter().filter(|block| block.gap != Gap::None).nth(FEW_LINES).is_none(),
            spoken: HashSet::default(),
            parts: HashSet::default(),
        };
        let blocks = document.blocks.iter().take(REACH + CREDITS);
        facts.credits = blocks.map(|block| is_credit(document.text_of(block))).collect();
        let mut terms = Vec::new();
        for at in facts.beginning() {
            if overview.until_prose[at] == 0 && shapes[at].words >= SPOKEN {
                add_terms(document.text_of(&document.blocks[at]), &mut terms);
                facts.spoken.extend(terms.drain(..));
            }
            if shapes[at].words <= NAMED && may_have_parts(document.text_of(&document.blocks[at])) {
                add_parts(document.text_of(&document.blocks[at]), &mut facts.parts);
            }
        }
        facts
    }

    /// Indices of the lines that are looked at.
    fn beginning(&self) -> std::ops::Range<usize> {
        0..self.shapes.len().min(REACH)
    }

    /// The lines that may be the headline.
    pub fn candidates(&'a self) -> impl Iterator<Item = Candidate<'a>> {
        self.beginning()
            .filter(|&at| {
                let (block, shape) = (&self.document.blocks[at], &self.shapes[at]);
                let fits = (1..=MOST_WORDS).contains(&shape.words) && shape.letters > 1;
                fits && !block.icon_run
            })
            .map(|at| {
                let mut words = Vec::new();
                hash_words(self.document.text_of(&self.document.blocks[at]), &mut words);
                Candidate { facts: self, shape: &self.shapes[at], at, words }
            })
    }
}

impl Candidate<'_> {
    fn text_of(&self, at: usize) -> &str {
        self.facts.document.text_of(&self.facts.document.blocks[at])
    }

    /// Indices of the lines where authors and dates stand.
    fn below(&self) -> impl Iterator<Item = usize> {
        self.at + 1..self.facts.shapes.len().min(self.at + 1 + CREDITS)
    }

    fn is_dated(&self, at: usize) -> bool {
        let shape = &self.facts.shapes[at];
        shape.dates > 0 && shape.numbers > 0
    }

    /// Whether another line names it: `Headline | Site`, `Home › News › Headline`.
    fn named(&self) -> bool {
        self.facts.parts.contains(&whole(&self.words))
    }

    /// Whether the page says it once more before the story: pages repeat their
    /// headline around the picture, the deck or the date.
    fn is_repeated(&self) -> bool {
        let below = self.at + 1..self.facts.shapes.len().min(self.at + 1 + REPEATED);
        self.facts.shapes[below].iter().any(|shape| shape.hash == self.shape.hash)
    }

    /// Whether it begins within a line.
    fn is_within(&self) -> bool {
        self.facts.document.blocks[self.at].gap == Gap::None
    }

    /// Whether it may be a menu: names beside each other.
    fn is_row_of_names(&self) -> bool {
        let Shape { words, capitals, stopwords, .. } = *self.shape;
        words > 2 && capitals == words && stopwords == 0
    }

    fn stands_apart(&self) -> bool {
        let gap = |at: usize| self.facts.document.blocks.get(at).map_or(Gap::Paragraph, |block| block.gap);
        gap(self.at) == Gap::Paragraph && gap(self.at + 1) == Gap::Paragraph
    }

    fn capitals(&self) -> f32 {
        let has_case = self.text_of(self.at).chars().any(|c| c.is_lowercase() || c.is_uppercase());
        if has_case { share(self.shape.capitals, self.shape.words) } else { CAPITALS }
    }

    fn prose_below(&self) -> f32 {
        share(self.facts.overview.prose(self.at, self.at + 1 + STORY), self.facts.overview.prose(0, usize::MAX))
    }

    fn prose_above(&self) -> f32 {
        share(self.facts.overview.prose(0, self.at), self.facts.overview.prose(0, usize::MAX))
    }

    fn words_above(&self) -> f32 {
        let above = &self.facts.shapes[self.at.saturating_sub(CREDITS)..self.at];
        ln(share(above.iter().map(|shape| shape.words).sum(), above.len() as u32) as u32)
    }

    /// Share of its terms that the prose has: a story says what it is about.
    fn spoken(&self) -> f32 {
        let mut terms = Vec::new();
        add_terms(self.text_of(self.at), &mut terms);
        share(terms.iter().filter(|term| self.facts.spoken.contains(term)).count() as u32, terms.len() as u32)
    }
}

/// Appends the hashes of what a text speaks of: of its words, cut short so that
/// their forms are one, and of the pairs of neighbours among the characters of a
/// script without spaces.
fn add_terms(text: &str, out: &mut Vec<u32>) {
    let (mut hash, mut letters) = (Fnv32::EMPTY, 0);
    let mut last = None;
    for c in text.chars().chain([' ']) {
        let letter = c.is_alphanumeric();
        if letter && !c.is_ascii() && class(c) == Class::Ideograph {
            out.extend(last.replace(c).map(|last| Fnv32::EMPTY.char(last).char(c).get()));
            continue;
        }
        last = None;
        if letter {
            letters += 1;
            hash = match letters {
                ..=STEM if c.is_ascii() => hash.byte(c.to_ascii_lowercase() as u8),
                ..=STEM => c.to_lowercase().fold(hash, Fnv32::char),
                _ => hash,
            };
        } else if letters > 0 {
            out.push(hash.get());
            (hash, letters) = (Fnv32::EMPTY, 0);
        }
    }
}

/// Whether a line may have a mark that sets parts apart, looked up fast: most have
/// none. Those that are not ASCII begin with one of two bytes.
fn may_have_parts(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().any(|b| matches!(b, b'|' | b'/' | b'>' | b'\t' | 0xc2 | 0xe2)) || bytes.windows(3).any(|w| w == b" - ")
}

/// Adds what marks set apart in a line: the ends of a title (`Headline | Site`)
/// and the last step of a trail (`Home › News › Headline`).
fn add_parts(text: &str, out: &mut HashSet<u64, RandomState>) {
    let mut add = |part: &str| {
        let mut words = Vec::new();
        hash_words(part, &mut words);
        if !words.is_empty() {
            out.insert(whole(&words));
        }
    };
    if let Some((_, last)) = text.trim().rsplit_once(TRAIL_MARKS) {
        add(last);
    }
    let mut parts = title_parts(text);
    if let (Some(first), Some(last)) = (parts.next(), parts.last()) {
        add(first);
        add(last);
    }
}

/// One hash of the hashes of words.
fn whole(words: &[u32]) -> u64 {
    words.iter().fold(Fnv64::EMPTY, |hash, &word| hash.unit(u64::from(word))).get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::learned::Learned;
    use crate::features::measure;
    use crate::segment::text;

    /// The headline that is found in a text.
    fn headline(input: &str) -> Option<String> {
        let mut document = Document { text: input.to_owned(), ..Document::default() };
        text::segment_whole(&mut document);
        let features = measure(&document, &Learned::default());
        let likeliest = features.title.likeliest().first();
        likeliest.map(|&at| document.text_of(&document.blocks[at]).trim().to_owned())
    }

    const STORY: &str = "The mill on the upper pond ground its first flour on Saturday, forty-one years after \
        the wheel was stopped by order of the council.\n\nSome sixty people came to see the water let in, and \
        the miller, who had been the last apprentice there, wept a little when the stones began to turn.\n\n\
        There will be flour at the weekly market from June, if the pond holds out that long.\n";

    const MENU: &str = "Skip to content\nHome\nNews\nSport\nWeather\nLog in\nSubscribe\n";

    #[test]
    fn each_sign_has_one_weight() {
        let fitted: Vec<_> = fitted().map(|(about, _)| about).collect();
        let signs: Vec<_> = SIGNS.iter().map(|sign| sign.about).collect();
        assert_eq!(fitted, signs, "run training/run after a change of the signs");
    }

    #[test]
    fn it_may_stand_far_above_the_story_where_the_title_names_it() {
        let share = "By Ada Moss\n4 March 2025\n3 min read\nShare\nFacebook\nWhatsApp\nEmail\nPrint\nSave\n\
            Listen\nComments\nText size\nAdvertisement\n";
        let document =
            format!("The old mill grinds again | The Herald\n{MENU}\nThe old mill grinds again\n\n{share}\n{STORY}");
        assert_eq!(headline(&document).as_deref(), Some("The old mill grinds again"));
    }

    #[test]
    fn the_last_step_of_a_trail_may_be_short() {
        let document = format!("{MENU}\nHome / Water / Mills\n\nMills\n\n{STORY}");
        assert_eq!(headline(&document).as_deref(), Some("Mills"));
    }

    #[test]
    fn a_script_without_spaces_has_it_too() {
        let document = "首页\n新闻\n体育\n登录\n\n老水磨重新转了起来\n\n2025年3月4日 来源：晨报\n\n上游池塘边的老水磨星期六磨出了第一袋面粉，\
            这时离它停下已经过去了四十一年。六十多人来看放水，最后一个学徒在磨盘转起来的时候掉了眼泪。\n\n\
            从六月起，集市上每个星期都能买到水磨面粉，只要池塘里的水够用。\n";
        assert_eq!(headline(document).as_deref(), Some("老水磨重新转了起来"));
    }

    #[test]
    fn neither_a_menu_nor_a_story_alone_has_one() {
        assert_eq!(headline(MENU), None);
        assert_eq!(headline(STORY), None);
        assert_eq!(headline(""), None);
    }
}

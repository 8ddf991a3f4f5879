//! Select: which lines come out, from p(keep) of all of them.

mod brackets;
mod code;
mod enclosed;
mod gutter;
mod heading;
mod lead;
mod paragraph;
mod repetition;
mod spared;
mod whole;

use std::borrow::Cow;

use crate::document::{Block, Document, Ruling};
use crate::features::Features;
use crate::features::shape::Shape;
use crate::{Keep, Options, Verdict};
use lead::Lead;
use repetition::Said;
use spared::Spared;

/// Lowest threshold on p(keep) that the expected F1 may choose, of HTML and of text. A
/// floor of .2, .15, .1 gave a word F1 out-of-fold of .8807, .8809, .8801 in HTML
/// and of .8399, .8401, .8403 in text; with the judges of today .1 in text has .8400 for
/// .8399.
const FLOOR: f32 = 0.15;
const TEXT_FLOOR: f32 = 0.1;
/// Lowest threshold of an HTML page that looks like an article. A page does if lines with
/// a p(keep) of at least `CERTAIN` hold more than `CERTAIN_SHARE` of the words that are
/// expected to be content; on forums, listings and products few lines are that certain.
/// Fitted on all labelled sets (`training/EXPERIMENTS.csv`).
const ARTICLE_FLOOR: f32 = 0.5;
const CERTAIN: f32 = 0.9;
const CERTAIN_SHARE: f32 = 0.45;
/// The highest.
const CEILING: f32 = 0.8;
/// Thresholds of [`Keep::Precise`] (at least) and [`Keep::Everything`] (at most).
const PRECISE: f32 = 0.7;
const EVERYTHING: f32 = 0.08;
/// p(keep) under which a line is plainly boilerplate. A text of which at most a share
/// [`PLAIN_SHARE`] of the lines is that, and whose words have a mean of [`MOSTLY`],
/// has no template around it: it was cleaned before, or never had one, and all else
/// of it stays. Out-of-fold, .970 of the words of clean texts stay for .960 without,
/// and the word F1 of flattened pages is .8400 for .8402; with any mean .983 stay, at
/// .8396, but pages in other languages keep their menus. HTML keeps .992 without it.
const PLAINLY: f32 = 0.05;
const PLAIN_SHARE: f32 = 0.03;
const MOSTLY: f32 = 0.8;
/// Expected F1 under which the verdict is doubt.
const DOUBT: f32 = 0.5;

/// What becomes of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It comes out.
    Keep,
    /// It does not.
    Drop,
    /// It is the headline, or repeats it: printed once or not at all.
    Headline,
}

/// What is selected of a window.
#[derive(Debug, Default)]
pub struct Selection {
    /// What becomes of its lines, from the first that was to be chosen from.
    pub choices: Vec<Choice>,
    /// The lines on which something else than the score decided, by their index, and
    /// what, in words for the user.
    pub exceptions: Vec<(usize, &'static str)>,
}

/// p(keep) of all lines of a window.
#[derive(Debug, Clone, Copy)]
pub struct Scores<'a> {
    /// What decides on a line.
    pub p: &'a [f32],
    /// What the page alone says, without what is known of its site: the
    /// threshold and where the story begins are found by it. So what is known
    /// of a site takes away lines that recur, and moves no other.
    pub alone: &'a [f32],
}

impl<'a> Scores<'a> {
    /// Those of a page of which nothing else is known.
    pub fn alone(p: &'a [f32]) -> Self {
        Scores { p, alone: p }
    }
}

/// Selects over the windows of one document.
#[derive(Debug, Default)]
pub struct Selector {
    /// Windows seen.
    windows: u32,
    /// Whether all of them had to make do with the last resort.
    resorted: bool,
    said: Said,
    /// Expected true positives, words kept, words that should be kept.
    hits: f64,
    kept: f64,
    wanted: f64,
    kept_lines: u64,
    total_lines: u64,
    /// Lines, and parts of lines, that a rule kept and dropped.
    ruled: (u64, u64),
}

impl Selector {
    /// Chooses among the lines `first..end` of a window.
    pub fn select(
        &mut self,
        document: &Document,
        features: &Features,
        scores: Scores<'_>,
        first: usize,
        end: usize,
        options: &Options,
    ) -> Selection {
        let Scores { p, alone: scores } = scores;
        let gutter = gutter::of_code(document);
        let (p, alone) = (&*certain(document, &gutter, p), &*certain(document, &gutter, scores));
        // By the scores alone: what a user names says nothing of other lines.
        let is_clean = !document.html && is_clean(features, scores);
        let threshold = if is_clean { PLAINLY } else { threshold(features, scores, floor(document, features, scores)) };
        let threshold = match options.keep {
            Keep::Balanced => threshold,
            Keep::Precise => threshold.max(PRECISE),
            Keep::Everything => threshold.min(EVERYTHING),
        };
        let reached = (first..end).any(|at| scores[at] >= threshold);
        self.resorted = !reached && (self.windows == 0 || self.resorted) && options.keep != Keep::Precise;
        self.windows += 1;
        let spared = Spared::of(document, features, alone, threshold, &gutter, self.resorted, options);
        let headline = &features.overview.headline;
        // Who drops the headline does not want it from elsewhere.
        let no_headline = headline.is_dropped(document);
        let lead = Lead::of(document, features, |at| alone[at] >= threshold);
        let mut choices = Vec::with_capacity(end - first);
        let mut exceptions = Vec::new();
        for (at, shape) in features.shapes.iter().enumerate().take(end).skip(first) {
            let is_headline = headline.is(at, shape);
            if let Some(ruling) = document.blocks[at].ruling {
                let is_headline = is_headline && options.title && !no_headline;
                choices.push(self.rule(document, features, at, ruling, is_headline));
                continue;
            }
            self.ruled.1 += document.cuts_of(&document.blocks[at]).len() as u64;
            let reaches = p[at] >= threshold;
            // What the site says of a line, nothing else makes good.
            let spared = if reaches || p[at] < alone[at] {
                None
            } else {
                spared.reason(at).or_else(|| lead.is_deck(at, p[at]).then_some("deck of the article"))
            };
            let (choice, exception) = if is_headline {
                (if no_headline { Choice::Drop } else { Choice::Headline }, None)
            } else if !reaches && spared.is_none() {
                self.said.dropped();
                self.count(shape, p[at], false);
                (Choice::Drop, gutter[at].then_some("numbers of lines of code"))
            } else if lead.credits(at) {
                // Neither for nor against: no doubt is in it.
                (Choice::Drop, Some("author or date"))
            } else if self.said.before(document, features, at) {
                (Choice::Drop, Some("said before"))
            } else {
                self.count(shape, p[at], true);
                (Choice::Keep, spared)
            };
            exceptions.extend(exception.map(|exception| (at, exception)));
            choices.push(choice);
        }
        self.total_lines += (end - first) as u64;
        Selection { choices, exceptions }
    }

    /// Does with a line what a rule says; one to be kept that is the headline is
    /// printed once, as that.
    fn rule(
        &mut self,
        document: &Document,
        features: &Features,
        at: usize,
        ruling: Ruling,
        is_headline: bool,
    ) -> Choice {
        let shape = &features.shapes[at];
        if !ruling.keep {
            self.ruled.1 += 1;
            self.said.dropped();
            return Choice::Drop;
        }
        self.ruled.0 += 1;
        self.ruled.1 += document.cuts_of(&document.blocks[at]).len() as u64;
        // What repeats it later goes, unless a rule keeps that as well.
        self.said.before(document, features, at);
        self.count(shape, 1.0, true);
        if is_headline { Choice::Headline } else { Choice::Keep }
    }

    /// Counts a line whose p(keep) decided.
    fn count(&mut self, shape: &Shape, p: f32, kept: bool) {
        let words = f64::from(shape.words);
        self.wanted += words * f64::from(p);
        if kept {
            self.kept_lines += 1;
            self.kept += words;
            self.hits += words * f64::from(p);
        }
    }

    /// Expected F1 of what was kept, 0 to 1.
    pub fn confidence(&self) -> f32 {
        if self.kept + self.wanted == 0.0 { 0.0 } else { (2.0 * self.hits / (self.kept + self.wanted)) as f32 }
    }

    /// The verdict on the document so far.
    pub fn verdict(&self) -> Verdict {
        match self.kept_lines {
            0 => Verdict::Empty,
            _ if self.confidence() < DOUBT => Verdict::Doubt,
            _ => Verdict::Ok,
        }
    }

    /// Lines, and parts of lines, that rules kept and dropped.
    pub fn ruled(&self) -> (u64, u64) {
        self.ruled
    }

    /// Lines kept, and lines seen.
    pub fn counts(&self) -> (u64, u64) {
        (self.kept_lines, self.total_lines)
    }
}

/// p(keep) of the lines, with those certain that a rule speaks of and those that
/// number code.
fn certain<'p>(document: &Document, gutter: &[bool], p: &'p [f32]) -> Cow<'p, [f32]> {
    if document.blocks.iter().all(|block| block.ruling.is_none()) && !gutter.contains(&true) {
        return p.into();
    }
    let unruled = |p: f32, is_number: bool| if is_number { 0.0 } else { p };
    let certain = |((block, &p), &is_number): ((&Block, &f32), &bool)| {
        block.ruling.map_or(unruled(p, is_number), |ruling| if ruling.keep { 1.0 } else { 0.0 })
    };
    document.blocks.iter().zip(p).zip(gutter).map(certain).collect()
}

/// Whether hardly a line is plainly boilerplate, and most is content.
fn is_clean(features: &Features, p: &[f32]) -> bool {
    let said = || features.shapes.iter().zip(p).filter(|(shape, _)| shape.words > 0);
    let plain = said().filter(|&(_, &p)| p < PLAINLY).count();
    let words: u32 = said().map(|(shape, _)| shape.words).sum();
    let likely: f32 = said().map(|(shape, &p)| shape.words as f32 * p).sum();
    plain as f32 <= PLAIN_SHARE * said().count() as f32 && likely >= MOSTLY * words as f32
}

/// Returns the lowest threshold of a page, which is higher on an article.
fn floor(document: &Document, features: &Features, p: &[f32]) -> f32 {
    if !document.html {
        return TEXT_FLOOR;
    }
    let (mut expected, mut certain) = (0.0, 0.0);
    for (shape, &p) in features.shapes.iter().zip(p) {
        let words = shape.words as f32 * p;
        expected += words;
        certain += if p >= CERTAIN { words } else { 0.0 };
    }
    if certain > CERTAIN_SHARE * expected { ARTICLE_FLOOR } else { FLOOR }
}

/// The threshold that maximises the expected word F1 over a page, from `floor` up.
fn threshold(features: &Features, p: &[f32], floor: f32) -> f32 {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&a, &b| p[b].total_cmp(&p[a]).then(a.cmp(&b)));
    let words = |i: usize| f64::from(features.shapes[i].words);
    let wanted: f64 = order.iter().map(|&i| words(i) * f64::from(p[i])).sum();
    let (mut hits, mut kept) = (0.0, 0.0);
    let mut best = (0.0, CEILING);
    for &i in &order {
        hits += words(i) * f64::from(p[i]);
        kept += words(i);
        let f1 = 2.0 * hits / (kept + wanted);
        if f1 > best.0 {
            best = (f1, p[i]);
        }
    }
    best.1.clamp(floor, CEILING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{self, learned::Learned};
    use crate::segment::text::window::Windows;

    /// Lines kept of a clean text, of whose twelve the last, which nothing encloses, has
    /// this p(keep).
    fn kept(p: f32, keep: Keep) -> u64 {
        let mut windows = Windows::new();
        for n in 0..12 {
            windows.buffer().push_str(&format!("The mill ground flour for {n} villages along the river.\n\n"));
        }
        let document = windows.next(true, &|_| false).document;
        let features = features::measure(&document, &Learned::default());
        let mut scores = vec![0.95; document.blocks.len()];
        scores[11] = p;
        let mut selector = Selector::default();
        let options = Options { keep, ..Options::default() };
        selector.select(&document, &features, Scores::alone(&scores), 0, scores.len(), &options);
        selector.counts().0
    }

    #[test]
    fn a_clean_text_keeps_what_is_not_plainly_boilerplate() {
        assert_eq!([0.06, 0.04].map(|p| kept(p, Keep::Balanced)), [12, 11]);
    }

    #[test]
    fn an_article_asks_more_of_a_line() {
        let html: String = (0..12).map(|n| format!("<p>The mill ground flour for {n} villages.")).collect();
        let document = crate::segment::html::segment(&html, crate::Parser::Stream);
        let features = features::measure(&document, &Learned::default());
        let floor_at = |p: f32| floor(&document, &features, &vec![p; document.blocks.len()]);
        assert_eq!((floor_at(0.95), floor_at(0.85)), (ARTICLE_FLOOR, FLOOR));
    }

    #[test]
    fn who_asks_for_more_gets_more() {
        for p in [0.01, 0.06, 0.1, 0.5, 0.9] {
            let [precise, balanced, everything] =
                [Keep::Precise, Keep::Balanced, Keep::Everything].map(|keep| kept(p, keep));
            assert!(precise <= balanced && balanced <= everything, "{p}: {precise} {balanced} {everything}");
        }
    }
}

//! Select: one decision for each block, in four steps.
//!
//! 1. Fixed decisions: the user's rules, the headline, comments if they are wanted, the numbers
//!    of lines of code, and promos in text.
//! 2. The threshold on p(keep) ([`threshold`]).
//! 3. Context: the surroundings of a block ([`context`]), and the credits near the headline.
//! 4. Repetition: text that the page repeats comes out once.

pub mod context;
mod decision;
mod lead;
mod line_numbers;
mod promo;
mod repetition;
mod threshold;

use std::borrow::Cow;
use std::ops::Range;

use crate::comments::Discussion;
use crate::document::Document;
use crate::features::Features;
use crate::headline::Headline;
use crate::rulings::Rulings;
use crate::{Comments, DoubtReason, Keep, Options, PageKind, Verdict};
use context::Context;
pub use decision::{Decision, Why};
pub use lead::lead;
use repetition::Repetition;
use threshold::threshold;

/// Documents of at most this many blocks are snippets: the models, trained on pages, know too
/// little about them. All but plain residue is kept, and the confidence says that it was a
/// guess.
const SNIPPET: usize = 4;
/// Word F1 of the comments on the labelled pages that have any; it stands in for a confidence
/// if only comments are wanted, because no model scores them.
const COMMENTS_F1: f32 = 0.8;
/// Expected F1 below which the verdict is doubt, in HTML and in text. The value for HTML flags 63 %
/// of the labelled pages with an F1 below 0.6, and 4.9 % of the pages above 0.9.
const DOUBT: f32 = 0.84;
const TEXT_DOUBT: f32 = 0.5;

/// A window of a document with all that the stages before selection found.
#[derive(Clone, Copy)]
pub struct Scored<'a> {
    /// The window.
    pub document: &'a Document,
    /// The comments of readers on it.
    pub discussion: &'a Discussion,
    /// Its features.
    pub features: &'a Features,
    /// What the user's rules say about it.
    pub rulings: &'a Rulings,
    /// The kind of the page; `None` in text.
    pub kind: Option<PageKind>,
    /// Its headline.
    pub headline: &'a Headline,
    /// p(keep) of each block.
    pub p: &'a [f32],
    /// p(keep) of each block by the page alone, without what is known of its site. The
    /// threshold and the rules of context use this score, so that what is known of a site drops
    /// recurring blocks without affecting others.
    pub alone: &'a [f32],
}

/// Selects over the windows of one document.
#[derive(Debug, Default)]
pub struct Selector {
    repetition: Repetition,
    /// Expected words of content among the kept ones, words kept, expected words of content.
    hits: f64,
    kept: f64,
    wanted: f64,
    kept_blocks: u64,
    comment_blocks: u64,
    /// Whether only comments are wanted.
    is_comments_only: bool,
    total_blocks: u64,
    /// Blocks, and parts of blocks, that a rule kept and dropped.
    ruled: (u64, u64),
    suspicion: Option<DoubtReason>,
    is_html: bool,
    threshold: f32,
}

impl Selector {
    /// Decides on the blocks `range` of a window.
    pub fn select(&mut self, scored: &Scored<'_>, range: Range<usize>, options: &Options) -> Vec<Decision> {
        let Scored { document, features, headline, .. } = *scored;
        self.is_comments_only = options.comments == Comments::Only;
        self.is_html = document.html;
        let fixed = fixed(scored, options);
        let (p, alone) = (certain(&fixed, scored.p), certain(&fixed, scored.alone));
        // By the scores alone: a rule says nothing about other blocks.
        let threshold = threshold(document, features, scored.alone, options);
        self.threshold = threshold;
        let kept: Vec<bool> = alone.iter().map(|&p| p >= threshold).collect();
        let lead = lead(document, features, headline, &kept);
        let mut context = Context {
            document,
            features,
            kind: scored.kind,
            headline: headline.blocks.last().copied(),
            p: &alone,
            threshold,
            kept,
        };
        let is_snippet = document.blocks.len() <= SNIPPET && options.keep != Keep::Precise;
        let rescued = context.rescue(options.keep, options.without.as_deref());
        let decide = |at: usize| -> Decision {
            if let Some(fixed) = fixed[at] {
                return fixed;
            }
            // No rule rescues a block that its site repeats on many pages.
            let is_recurring = p[at] < alone[at];
            let why = if p[at] >= threshold {
                Why::Score
            } else if is_recurring {
                return Decision::Drop(Why::Score);
            } else if let Some(why) = rescued[at] {
                Why::Context(why)
            } else if is_snippet && context.may_stay(at) {
                Why::Snippet
            } else {
                return Decision::Drop(Why::Score);
            };
            if applies(options, "credits") && lead.contains(&at) && lead::credits(document, at) {
                return Decision::Drop(Why::Credit);
            }
            Decision::Keep(why)
        };
        let mut decisions: Vec<Decision> = range.clone().map(decide).collect();
        for (at, decision) in range.zip(&mut decisions) {
            if applies(options, "repetition") {
                self.repetition.settle(document, features, at, decision);
            }
            self.count(scored, at, *decision, p[at]);
        }
        decisions
    }

    /// Counts a decision on a block of this p(keep).
    fn count(&mut self, scored: &Scored<'_>, at: usize, decision: Decision, p: f32) {
        let cuts = scored.rulings.cuts_of(&scored.document.blocks[at]);
        let cuts = cuts.iter().filter(|cut| cut.ruling.is_some()).count() as u64;
        self.total_blocks += 1;
        let is_kept = match (decision, decision.why()) {
            (Decision::Drop(_), Why::Rule(_)) => {
                self.ruled.1 += 1;
                return;
            }
            (_, Why::Rule(_)) => {
                self.ruled.0 += 1;
                true
            }
            // Says nothing about the confidence.
            (Decision::Headline(_), _)
            | (Decision::Drop(_), Why::Headline | Why::Credit | Why::Promo | Why::Repeated)
            | (_, Why::Comment | Why::NoComment) => {
                self.ruled.1 += cuts;
                self.comment_blocks += u64::from(decision.is_comment());
                return;
            }
            (decision, _) => decision.is_keep(),
        };
        self.ruled.1 += cuts;
        let words = f64::from(scored.features.shapes[at].words);
        self.wanted += words * f64::from(p);
        if is_kept {
            self.kept_blocks += 1;
            self.kept += words;
            self.hits += words * f64::from(p);
        }
    }

    /// Returns the expected word F1 of what was kept, 0 to 1.
    pub fn confidence(&self) -> f32 {
        if self.is_comments_only {
            return if self.comment_blocks > 0 { COMMENTS_F1 } else { 0.0 };
        }
        if self.kept + self.wanted == 0.0 { 0.0 } else { (2.0 * self.hits / (self.kept + self.wanted)) as f32 }
    }

    /// Returns the p(keep) from which the blocks of the last window were kept, 0 to 1.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Notes that the document is in doubt for this reason, whatever the scores say.
    pub fn suspect(&mut self, reason: Option<DoubtReason>) {
        self.suspicion = self.suspicion.or(reason);
    }

    /// Returns why the document is in doubt whatever the scores say.
    pub fn suspicion(&self) -> Option<DoubtReason> {
        self.suspicion
    }

    /// Returns the verdict on the document so far.
    pub fn verdict(&self) -> Verdict {
        match self.counts().0 {
            0 => Verdict::Empty,
            _ if self.suspicion.is_some() || self.confidence() < self.doubt() => Verdict::Doubt,
            _ => Verdict::Ok,
        }
    }

    /// Returns the confidence below which the verdict is doubt.
    fn doubt(&self) -> f32 {
        match (self.is_comments_only, self.is_html) {
            (true, _) => 0.0,
            (false, true) => DOUBT,
            (false, false) => TEXT_DOUBT,
        }
    }

    /// Returns how many blocks, and parts of blocks, rules kept and dropped.
    pub fn ruled(&self) -> (u64, u64) {
        self.ruled
    }

    /// Returns how many blocks were kept, and how many there were.
    pub fn counts(&self) -> (u64, u64) {
        let kept = if self.is_comments_only { self.comment_blocks } else { self.kept_blocks };
        (kept, self.total_blocks)
    }
}

/// Lists the parts of selection that an ablation can leave out, by name: the rules of
/// [`context::RULES`] and parts of the other steps.
pub fn parts() -> impl Iterator<Item = &'static str> {
    let others = ["line numbers", "promos", "credits", "repetition"];
    context::RULES.iter().map(|rule| rule.name).chain(others)
}

/// Whether a part of selection is not left out.
fn applies(options: &Options, part: &str) -> bool {
    options.without.as_deref() != Some(part)
}

/// Step 1: the decisions that no score changes.
fn fixed(scored: &Scored<'_>, options: &Options) -> Vec<Option<Decision>> {
    let line_numbers = line_numbers::find(scored.document);
    let decide = |(at, shape)| {
        let is_headline = scored.headline.is(at, shape);
        let ruling = scored.rulings.of(at);
        if let Some(decision) = comment(scored.discussion, at, options)
            && ruling.is_none_or(|ruling| ruling.keep)
        {
            return Some(decision);
        }
        match ruling {
            Some(ruling) if !ruling.keep => Some(Decision::Drop(Why::Rule(ruling.rule))),
            Some(ruling) if is_headline && options.title && !scored.headline.is_dropped() => {
                Some(Decision::Headline(Why::Rule(ruling.rule)))
            }
            Some(ruling) => Some(Decision::Keep(Why::Rule(ruling.rule))),
            None if is_headline && scored.headline.is_dropped() => Some(Decision::Drop(Why::Headline)),
            None if is_headline => Some(Decision::Headline(Why::Headline)),
            None if line_numbers[at] && applies(options, "line numbers") => Some(Decision::Drop(Why::LineNumber)),
            None => {
                let line = scored.document.text_of(&scored.document.blocks[at]);
                let is_promo = !scored.document.html && promo::is_promo(line, shape, scored.alone[at]);
                (is_promo && applies(options, "promos")).then_some(Decision::Drop(Why::Promo))
            }
        }
    };
    scored.features.shapes.iter().enumerate().map(decide).collect()
}

/// Returns the decision on a block if comments are wanted, and it is in a thread of them or
/// nothing else is wanted.
fn comment(discussion: &Discussion, at: usize, options: &Options) -> Option<Decision> {
    match options.comments {
        Comments::Drop => None,
        Comments::Keep | Comments::Only if discussion.is_comment(at) => Some(Decision::Keep(Why::Comment)),
        Comments::Keep if !discussion.is_beside(at) => None,
        Comments::Keep | Comments::Only => Some(Decision::Drop(Why::NoComment)),
    }
}

/// Returns p(keep) with certainty where a rule, a line number or a promo has decided. The score of the
/// headline stays: it says how likely the blocks around it are.
fn certain<'p>(fixed: &[Option<Decision>], p: &'p [f32]) -> Cow<'p, [f32]> {
    let certain = |fixed: Option<Decision>| match fixed?.why() {
        Why::Rule(_) => Some(f32::from(u8::from(!matches!(fixed?, Decision::Drop(_))))),
        Why::LineNumber | Why::Promo => Some(0.0),
        _ => None,
    };
    if fixed.iter().all(|&fixed| certain(fixed).is_none()) {
        return p.into();
    }
    fixed.iter().zip(p).map(|(&fixed, &p)| certain(fixed).unwrap_or(p)).collect()
}

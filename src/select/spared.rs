//! Lines that are spared: kept though their p(keep) does not reach the threshold, for
//! what stands around them, or for want of others.

use super::{brackets, code, enclosed::enclosed, heading, paragraph, whole};
use crate::document::{Document, Gap, Within};
use crate::features::Features;
use crate::features::shape::Shape;
use crate::{Keep, Options};

/// Documents of so few lines are snippets: no template is that short, and the
/// models, trained on pages, know too little of them. What is not plainly
/// residue is kept; the confidence says that it was a guess.
const SNIPPET: usize = 4;
/// Bytes of one line of a text over which it is a text, not a page that was put
/// on one line: nothing tells its sentences apart, and models trained on pages
/// doubt them all.
const ENDLESS: usize = 1 << 18;
/// Words of a line that is kept when no line of a page reaches the threshold.
const LAST_RESORT_WORDS: u32 = 5;

/// Which lines of a window are spared.
pub struct Spared<'a> {
    document: &'a Document,
    shapes: &'a [Shape],
    keep: Keep,
    /// Words from which a line is kept that is not beside the text.
    resort: u32,
    /// Whether each line numbers lines of code.
    gutter: &'a [bool],
    enclosed: Vec<bool>,
    endless: Vec<bool>,
    headings: Vec<bool>,
    whole: Vec<bool>,
    code: Vec<bool>,
    brackets: Vec<bool>,
    paragraphs: Vec<bool>,
}

impl<'a> Spared<'a> {
    /// Those of a window whose lines have these p(keep); `resorts` says whether no line
    /// of the document has reached the threshold.
    pub fn of(
        document: &'a Document,
        features: &'a Features,
        p: &[f32],
        threshold: f32,
        gutter: &'a [bool],
        resorts: bool,
        options: &Options,
    ) -> Self {
        let shapes = &*features.shapes;
        let resort = match p.len() <= SNIPPET {
            true if options.keep != Keep::Precise => 1,
            _ if resorts => LAST_RESORT_WORDS,
            _ => u32::MAX,
        };
        let reaches = |at: usize| p[at] >= threshold;
        let enclosed = enclosed(p, threshold);
        let kept = |at: usize| reaches(at) || enclosed[at] && !gutter[at] && !is_beside(document, &shapes[at], at);
        let whole = whole::of_kept(document, shapes, p, threshold, kept);
        let headings = heading::of_kept(document, shapes, p, threshold, kept);
        let code = code::of_kept(document, p, threshold);
        let brackets = brackets::of_kept(document, reaches);
        let paragraphs = paragraph::near_kept(document, features, p, threshold);
        let endless = endless(document);
        Spared {
            document,
            shapes,
            keep: options.keep,
            resort,
            gutter,
            enclosed,
            endless,
            headings,
            whole,
            code,
            brackets,
            paragraphs,
        }
    }

    /// Why a line is spared, in words for the user; `None` if it is not.
    pub fn reason(&self, at: usize) -> Option<&'static str> {
        let shape = &self.shapes[at];
        if self.gutter[at] {
            return None;
        }
        if self.brackets[at] {
            return Some("brackets of code");
        }
        if self.keep != Keep::Precise {
            let stands_beside = stands_beside(self.document, at);
            let is_beside = stands_beside || shape.is_interface();
            let reasons = [
                (self.enclosed[at] && !is_beside, "between kept lines"),
                (self.headings[at] && !is_beside, "heading of what is kept"),
                (self.whole[at] && !stands_beside, "part of a list, table, quotation or code that stays"),
                (self.code[at] && !stands_beside, "code beside kept text"),
                (self.paragraphs[at] && !is_beside, "paragraph behind kept ones"),
                (self.endless[at] && !is_beside, "part of one endless line"),
            ];
            if let Some((_, reason)) = reasons.iter().find(|(holds, _)| *holds) {
                return Some(reason);
            }
        }
        let resorts = shape.words >= self.resort && last_resort(self.document, shape, at);
        resorts.then_some("for want of better")
    }
}

/// Whether each line is part of one line of a text that is [`ENDLESS`].
fn endless(document: &Document) -> Vec<bool> {
    let mut endless = Vec::with_capacity(document.blocks.len());
    for parts in document.blocks.chunk_by(|_, next| !document.html && next.gap == Gap::None) {
        let bytes = parts[parts.len() - 1].range.end - parts[0].range.start;
        // What a window begins with was judged in the one before; where the same
        // line goes on behind it, this may be all that is left of it.
        let rest = document.continues && endless.is_empty();
        endless.resize(endless.len() + parts.len(), !document.html && (rest || bytes > ENDLESS));
    }
    endless
}

/// Whether a line may be kept that does not reach the threshold when nothing of a page
/// does: one that is not made of links and not beside the text. Better a doubtful page
/// than a lost one.
pub fn last_resort(document: &Document, shape: &Shape, at: usize) -> bool {
    let links = document.blocks[at].markup.is_some_and(|m| m.link * 2 > shape.bytes);
    !links && !is_beside(document, shape, at)
}

/// Whether a line is made of the interface's words, or stands in what is beside the text.
fn is_beside(document: &Document, shape: &Shape, at: usize) -> bool {
    stands_beside(document, at) || shape.is_interface()
}

/// Whether a line stands in what is beside the text, or is a run of icon names.
fn stands_beside(document: &Document, at: usize) -> bool {
    let block = &document.blocks[at];
    let beside = Within(
        Within::ALT.0
            | Within::SVG.0
            | Within::ICON.0
            | Within::NAV.0
            | Within::FOOTER.0
            | Within::FORM.0
            | Within::BUTTON.0
            | Within::LINE_NUMBER.0,
    );
    block.icon_run || block.markup.is_some_and(|m| m.within.0 & beside.0 != 0)
}

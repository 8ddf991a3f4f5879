//! Reasons to doubt the output of a page that the scores do not show.

use crate::DoubtReason;
use crate::document::{Document, Within};
use crate::features::Features;
use crate::select::Decision;
use crate::words::label::Topic;

/// Words of a page that is only a shell, at most, and of a notice that a script is needed.
const SHELL: u32 = 60;
const NOTICE: u32 = 40;
/// Kept words of the stub of a page that is not free, at most.
const STUB: u32 = 200;
/// Share of the kept words that makes them the main part of the output, at least.
const MAIN: f32 = 0.5;

/// Returns why a page is in doubt whatever the scores say: the output is a notice or a stub.
pub fn suspicion(document: &Document, features: &Features, decisions: &[Decision]) -> Option<DoubtReason> {
    if !document.html {
        return None;
    }
    let kept = Kept { document, features, decisions };
    let all = kept.words(|_| true);
    let within = |at: usize, what: Within| document.blocks[at].markup.is_some_and(|m| m.within.has(what));
    let is_consent = |at: usize| features.shapes[at].label.is_some_and(|label| label.topic == Topic::Consent);
    if all < NOTICE && kept.are_mainly(|at| within(at, Within::NOSCRIPT)) {
        Some(DoubtReason::Shell)
    } else if kept.are_mainly(|at| within(at, Within::DIALOG) || is_consent(at)) {
        Some(DoubtReason::Consent)
    } else if document.head.is_free == Some(false) && all < STUB {
        Some(DoubtReason::Paywall)
    } else {
        None
    }
}

/// Returns the likeliest reason for a low confidence in a page.
pub fn explanation(document: &Document, features: &Features, decisions: &[Decision]) -> DoubtReason {
    let kept = Kept { document, features, decisions };
    let words: u32 = features.shapes.iter().map(|shape| shape.words).sum();
    if document.html && words < SHELL {
        DoubtReason::Shell
    } else if kept.are_mainly(|at| kept.is_of_another_story(at)) {
        DoubtReason::SeveralStories
    } else if kept.words(|_| true) == 0 {
        DoubtReason::NoMainContent
    } else {
        DoubtReason::LowConfidence
    }
}

/// The kept blocks of a page.
struct Kept<'a> {
    document: &'a Document,
    features: &'a Features,
    decisions: &'a [Decision],
}

impl Kept<'_> {
    /// Returns the number of words in the kept blocks for which `is_one` is true.
    fn words(&self, is_one: impl Fn(usize) -> bool) -> u32 {
        let kept = self.decisions.iter().enumerate().filter(|(_, decision)| decision.is_keep());
        kept.filter(|&(at, _)| is_one(at)).map(|(at, _)| self.features.shapes[at].words).sum()
    }

    /// Whether most kept words stand in blocks for which `is_one` is true.
    fn are_mainly(&self, is_one: impl Fn(usize) -> bool) -> bool {
        self.words(is_one) as f32 > MAIN * self.words(|_| true) as f32
    }

    /// Whether a block stands in a sibling of the story that holds the headline.
    fn is_of_another_story(&self, at: usize) -> bool {
        let element = self.document.blocks[at].markup.map(|markup| markup.element);
        let around = element.and_then(|element| self.features.layout.runs.around(element));
        around.is_some_and(|around| around.outer.headline.is_some_and(|story| story != around.sibling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{learned::Learned, measure};
    use crate::html::Parser;
    use crate::segment::html::segment;
    use crate::select::Why;

    /// Returns the suspicion of a page whose output is the blocks that hold one of these texts.
    fn suspicion_of(html: &str, kept: &[&str]) -> Option<DoubtReason> {
        with_kept(html, kept, suspicion)
    }

    fn with_kept<T>(html: &str, kept: &[&str], read: fn(&Document, &Features, &[Decision]) -> T) -> T {
        let document = segment(html, Parser::Stream);
        let features = measure(&document, &Learned::default());
        let is_kept = |text: &str| kept.iter().any(|part| text.contains(part));
        let decide = |block| match is_kept(document.text_of(block)) {
            true => Decision::Keep(Why::Score),
            false => Decision::Drop(Why::Score),
        };
        let decisions: Vec<Decision> = document.blocks.iter().map(decide).collect();
        read(&document, &features, &decisions)
    }

    const PROSE: &str = "The mill by the river ground flour for the village until its axle broke.";

    #[test]
    fn a_notice_instead_of_the_page_is_doubtful() {
        let noscript = "<div>Home</div><noscript><p>The mill needs JavaScript to show its pages.</noscript>";
        assert_eq!(suspicion_of(noscript, &["mill"]), Some(DoubtReason::Shell));
        let dialog = format!("<div role=dialog><p>{PROSE}</div><p>The ferry is late.");
        assert_eq!(suspicion_of(&dialog, &["mill", "ferry"]), Some(DoubtReason::Consent));
        assert_eq!(suspicion_of(&dialog, &["ferry"]), None);
        assert_eq!(suspicion_of("<p>We use cookies to improve our site.", &["cookies"]), Some(DoubtReason::Consent));
    }

    #[test]
    fn a_stub_of_a_page_that_is_not_free_is_doubtful() {
        let page = |free: &str, text: &str| {
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":{free}}}\
                 </script><p>{text}"
            )
        };
        assert_eq!(suspicion_of(&page("false", PROSE), &["mill"]), Some(DoubtReason::Paywall));
        assert_eq!(suspicion_of(&page("\"False\"", PROSE), &["mill"]), Some(DoubtReason::Paywall));
        assert_eq!(suspicion_of(&page("true", PROSE), &["mill"]), None);
        assert_eq!(suspicion_of(&page("false", &PROSE.repeat(15)), &["mill"]), None, "the whole story is there");
    }

    #[test]
    fn a_low_confidence_is_explained() {
        let story = |title: &str, prose: &str| format!("<article><h2>{title}</h2><p>{prose}</article>");
        let prose = PROSE.repeat(6);
        let page = ["<title>The weir</title>", &story("The weir", "The weir is gone."), &story("The ferry", &prose)];
        let page = page.concat() + &story("The lock", &prose);
        let explanation_of = |html: &str, kept: &[&str]| with_kept(html, kept, explanation);
        assert_eq!(explanation_of(&page, &["mill", "weir"]), DoubtReason::SeveralStories);
        assert_eq!(explanation_of(&page, &["weir"]), DoubtReason::LowConfidence);
        assert_eq!(explanation_of(&page, &[]), DoubtReason::NoMainContent);
        assert_eq!(explanation_of("<p>The mill", &["mill"]), DoubtReason::Shell);
    }
}

//! Lowers p(keep) of the blocks that recur on a site.
//!
//! A long block that most pages of the site have is nearly always boilerplate. A short block may
//! be a label that heads content on every page, so it loses less, and nothing next to content.

use super::Template;
use crate::document::{Document, Within};
use crate::features::Features;
use crate::headline::Headline;

/// Minimum number of words of a long block, without numbers: a sentence, not a label or data such
/// as `(1) 1 review with an average rating of 5.0 out of 5 stars`.
const LONG: u32 = 10;

/// The log-odds that a block loses, by the share of the other pages that have it.
struct Loss {
    /// Share at which the loss begins, 0 to 1.
    from: f32,
    /// Share at which the loss is complete, 0 to 1.
    to: f32,
    /// The complete loss, in log-odds.
    weight: f32,
}
/// The loss of a long block. Chosen by word F1 on the sites of the corpus.
const OF_LONG: Loss = Loss { from: 0.4, to: 0.6, weight: 5.0 };
/// The loss of a short block. Chosen by word F1 and recall on the sites of the corpus.
const OF_SHORT: Loss = Loss { from: 0.8, to: 0.95, weight: 1.5 };

/// Minimum p(keep), 0 to 1, of a block that may be content. Selection keeps no block below it.
const LIKELY: f32 = 0.2;
/// Code, in which blocks recur because all programs have them.
const CODE: Within = Within(Within::PRE.0 | Within::CODE.0);
/// Tables and terms, whose labels recur with other data.
const DATA: Within = Within(Within::TABLE.0 | Within::TERM.0);
/// Number of blocks above and below that count as the neighbours of a short block.
const NEIGHBOURS: usize = 3;
/// Share of the likely content, 0 to 1. A page that would lose more is left as it is: it was
/// saved twice, or is a variant of other pages.
const COPY: f64 = 0.5;

/// The effect of recurrence on the blocks of a window.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// p(keep) of each block, 0 to 1.
    pub p: Vec<f32>,
    blocks: Vec<Recurrence>,
    pages: u32,
    site: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Recurrence {
    /// Number of pages of the site that have the block.
    on: u32,
    /// The change of the log-odds of being content, at most 0.
    weight: f32,
}

impl Weighed {
    /// Returns the reason why a block lost log-odds, and the change of its log-odds; `None` for a
    /// block that lost nothing.
    pub fn reason(&self, at: usize) -> Option<(String, f32)> {
        let block = self.blocks.get(at).filter(|block| block.weight < 0.0)?;
        Some((format!("on {} of {} pages of {}", block.on, self.pages, self.site), block.weight))
    }
}

/// Lowers p(keep) of the blocks of a window that recur on the site; `None` if nothing is lowered.
pub fn weigh(
    document: &Document,
    features: &Features,
    headline: &Headline,
    p: &[f32],
    template: &Template<'_>,
) -> Option<Weighed> {
    let recurring = Recurring::of(document, features, p, template);
    let blocks: Vec<Recurrence> = (0..p.len()).map(|at| recurring.recurrence(at)).collect();
    let content = |at: usize| match &features.shapes[at] {
        // A headline alone is no article.
        shape if p[at] < LIKELY || headline.is(at, shape) => 0.0,
        shape => f64::from(shape.words) * f64::from(p[at]),
    };
    let (mut all, mut lost) = (0.0, 0.0);
    for (at, block) in blocks.iter().enumerate() {
        all += content(at);
        lost += if block.weight < 0.0 { content(at) } else { 0.0 };
    }
    let is_lowered = blocks.iter().any(|block| block.weight < 0.0);
    (is_lowered && lost <= all * COPY).then(|| Weighed {
        p: p.iter().zip(&blocks).map(|(&p, block)| add(p, block.weight)).collect(),
        blocks,
        pages: template.pages(),
        site: template.name().to_string(),
    })
}

/// Adds `weight` to the log-odds of a probability. The result has the same bits on every machine.
fn add(p: f32, weight: f32) -> f32 {
    if weight == 0.0 {
        return p;
    }
    let odds = libm::expf(weight);
    p * odds / (p * odds + (1.0 - p))
}

/// The blocks of a window, with the number of pages that have them.
struct Recurring<'a> {
    document: &'a Document,
    features: &'a Features,
    p: &'a [f32],
    /// Number of pages of the site that have each block.
    counts: Vec<u32>,
    /// Number of pages of the site apart from this one, at least 1.
    others: f32,
    /// The blocks with words.
    with_words: Vec<usize>,
    /// For each block, the number of blocks with words before it.
    place: Vec<usize>,
}

impl<'a> Recurring<'a> {
    fn of(document: &'a Document, features: &'a Features, p: &'a [f32], template: &Template<'_>) -> Self {
        let counts = features.shapes[..p.len()].iter().map(|shape| template.count(shape)).collect();
        let others = template.pages().saturating_sub(1).max(1) as f32;
        let (mut with_words, mut place) = (Vec::new(), Vec::with_capacity(p.len()));
        for (at, shape) in features.shapes[..p.len()].iter().enumerate() {
            place.push(with_words.len());
            if shape.words > 0 {
                with_words.push(at);
            }
        }
        Recurring { document, features, p, counts, others, with_words, place }
    }

    /// Returns the recurrence of a block and its effect.
    fn recurrence(&self, at: usize) -> Recurrence {
        let shape = &self.features.shapes[at];
        let is_long = shape.words - shape.numbers.min(shape.words) >= LONG;
        let loss = if is_long { &OF_LONG } else { &OF_SHORT };
        let part = ((self.share(at) - loss.from) / (loss.to - loss.from)).clamp(0.0, 1.0);
        let is_exempt = shape.words == 0 || self.is_within(at, CODE) || !is_long && self.is_label(at);
        let weight = if part == 0.0 || is_exempt { 0.0 } else { -loss.weight * part };
        Recurrence { on: self.counts[at], weight }
    }

    fn is_within(&self, at: usize, any_of: Within) -> bool {
        self.document.blocks[at].markup.is_some_and(|m| m.within.0 & any_of.0 != 0)
    }

    /// Returns the share of the other pages that have the block, 0 to 1.
    fn share(&self, at: usize) -> f32 {
        // The page itself does not count.
        self.counts[at].saturating_sub(1) as f32 / self.others
    }

    /// Whether so few pages have the block that it belongs to this page.
    fn is_own(&self, at: usize) -> bool {
        self.share(at) < OF_LONG.from
    }

    /// Whether a short block is a heading or label of the page's own content: it stands right
    /// above or among blocks that do not recur. Boilerplate stands among blocks that recur.
    fn is_label(&self, at: usize) -> bool {
        if self.is_within(at, DATA) {
            return true;
        }
        let place = self.place[at];
        let above = &self.with_words[place.saturating_sub(NEIGHBOURS)..place];
        let below = &self.with_words[place + 1..self.with_words.len().min(place + 1 + NEIGHBOURS)];
        let heads = below.first().is_some_and(|&next| self.is_own(next) && self.p[next] >= LIKELY);
        let around = above.len() + below.len();
        let own = above.iter().chain(below).filter(|&&block| self.is_own(block)).count();
        heads || own * 2 > around
    }
}

#[cfg(test)]
mod tests {
    use super::super::{PageOrigin, Sites};
    use super::*;
    use crate::extract::fingerprints;
    use crate::features::{self, learned::Learned};
    use crate::html::Parser;
    use crate::{Options, segment};

    const HERE: PageOrigin<'static> = PageOrigin { url: None, place: "here" };
    const PROMOTION: &str = "Our letter is read by eleven thousand people every Friday, and it is free.";

    /// Returns the blocks of the first page that are lowered if p(keep) is 0.9 for every block.
    fn lowered(pages: &[String]) -> Vec<String> {
        let mut sites = Sites::default();
        for document in pages {
            sites.learn(&fingerprints(document.as_bytes(), &Options::default(), HERE).expect("a page"));
        }
        let document = segment::html::segment(&pages[0], Parser::Stream);
        let features = features::measure(&document, &Learned::default());
        let p = vec![0.9; document.blocks.len()];
        let Some(template) = sites.of(HERE.site(None)) else { return Vec::new() };
        let Some(weighed) = weigh(&document, &features, &Headline::default(), &p, &template) else { return Vec::new() };
        let is_lowered = |&at: &usize| weighed.reason(at).is_some();
        assert!((0..p.len()).all(|at| if is_lowered(&at) { weighed.p[at] < 0.7 } else { weighed.p[at] == 0.9 }));
        (0..p.len()).filter(is_lowered).map(|at| document.text_of(&document.blocks[at]).to_owned()).collect()
    }

    /// Returns ten pages of `body`, with every `$` replaced by a sentence of the page's own.
    fn pages(body: &str) -> Vec<String> {
        let sentence =
            |page: usize, n: usize| format!("Sentence {n} of story {page} is about a mill, a river and a wheel");
        let document = |number: usize| {
            let mut html = format!("<title>Story {number}</title>");
            for (n, part) in body.split('$').enumerate() {
                html += &if n > 0 { sentence(number, n) } else { String::new() };
                html += part;
            }
            html
        };
        (0..10).map(document).collect()
    }

    #[test]
    fn a_recurring_sentence_is_lowered_anywhere() {
        assert_eq!(lowered(&pages(&format!("<p>$<p>$<p>{PROMOTION}<p>$<p>$"))), [PROMOTION]);
    }

    #[test]
    fn a_menu_is_lowered_and_headings_among_content_are_not() {
        let menu = "<ul><li>Home<li>News<li>Walks<li>Letters<li>Log in</ul>";
        assert_eq!(
            lowered(&pages(&format!("{menu}<h1>$</h1><h2>What to bring</h2><p>$<h2>The way</h2><p>$<p>$"))),
            ["Home", "News", "Walks", "Letters"]
        );
        assert!(lowered(&pages("<p>$<p>$<h2>Details</h2><h3>Returns</h3><p>$<p>$")).is_empty());
    }

    #[test]
    fn the_head_of_a_table_and_code_are_not_lowered() {
        let rows = "<tr><th>Name<th>Weight<th>Colour<tr><td>$<td>$<td>$<tr><td>$<td>$<td>$";
        assert!(lowered(&pages(&format!("<p>$<table>{rows}</table><p>$"))).is_empty());
        let code = "use std::collections::HashMap; fn main() { let map = HashMap::new(); map.len(); map.iter(); }";
        assert!(lowered(&pages(&format!("<p>$<pre><code>{code}</code></pre><p>$"))).is_empty());
    }

    #[test]
    fn a_block_that_most_pages_lack_is_not_lowered() {
        let body = |promoted: usize| {
            let mut pages = pages("<p>$<p>$<p>$");
            pages.iter_mut().take(promoted).for_each(|document| *document += &format!("<p>{PROMOTION}"));
            lowered(&pages)
        };
        // 3 and 5 of 9 other pages.
        assert!(body(4).is_empty());
        assert_eq!(body(6), [PROMOTION]);
    }

    #[test]
    fn a_page_that_would_lose_most_of_its_content_is_not_lowered() {
        let story =
            (0..5).map(|n| format!("<p>{PROMOTION} This is sentence {n} of the same story")).collect::<String>();
        assert!(lowered(&pages(&format!("<h1>$</h1>{story}<p>$"))).is_empty());
    }
}

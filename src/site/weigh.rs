//! What recurrence does to p(keep), and what is spared.
//!
//! Measured out-of-fold on the lines of the development pages that are on sites
//! of three pages and more, as text: of the words in long lines that nine in ten
//! other pages have, the gold has 0 to 2 in 100 where p(keep) says up to .6, and
//! 12 where it says .8. Of those in short lines it has 22 where p(keep) says .39
//! and 37 where it says .59: a label may head content on every page.

use super::Template;
use crate::document::{Document, Within};
use crate::features::Features;
use crate::headline::Headline;

/// Words of a long line, numbers not counted: a sentence, no label and no data
/// (`(1) 1 review with an average rating of 5.0 out of 5 stars`). With 8 or 12
/// nothing changes.
const LONG: u32 = 10;
/// A line that recurs on so many of the other pages begins to lose, and one
/// that does on so many has lost all of the weight.
struct Loss {
    from: f32,
    to: f32,
    /// Log-odds.
    weight: f32,
}
/// A weight of 2 or 6, and a share that begins at .3 or .5, are worse by .001
/// to .003 of word F1 in HTML, on sites of three pages and more: so it was for
/// trees. Beside networks 4 left in a promotion that reads like a story, on every
/// page of a made-up site; with 5, HTML has .6667 for .6662 without what is known
/// of the site, and text .6114 for .6044.
const OF_LONG: Loss = Loss { from: 0.4, to: 0.6, weight: 5.0 };
/// A weight of 4 gains .0002 in HTML and .0004 in text, and loses more content.
const OF_SHORT: Loss = Loss { from: 0.8, to: 0.95, weight: 1.5 };

/// p(keep) from which a line may be content; select keeps none below it.
const LIKELY: f32 = 0.2;
/// Code is made of lines that every program has, and tables of data.
const CODE: Within = Within(Within::PRE.0 | Within::CODE.0);
const DATA: Within = Within(Within::TABLE.0 | Within::TERM.0);
/// Lines above and below that a short line stands among.
const AROUND: usize = 3;
/// Share of what may be content from which on a page that would lose it is
/// left as it is: it is itself saved twice, or a variant of other pages. Of 161
/// pages on sites of three and more four were such, and would have lost up to .7
/// of recall; on sites of five and more no page would lose more than .42.
const COPY: f64 = 0.5;

/// What recurrence did to the lines of a window.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// p(keep) of each line.
    pub p: Vec<f32>,
    blocks: Vec<Recurrence>,
    pages: u32,
    site: String,
}

#[derive(Debug, Clone, Copy, Default)]
struct Recurrence {
    /// Pages of the site that have the line.
    on: u32,
    /// What that added to the log-odds of being content.
    weight: f32,
}

impl Weighed {
    /// What was said of a line that recurs, and the log-odds that it lost.
    pub fn reason(&self, at: usize) -> Option<(String, f32)> {
        let block = self.blocks.get(at).filter(|block| block.weight < 0.0)?;
        Some((format!("on {} of {} pages of {}", block.on, self.pages, self.site), block.weight))
    }
}

/// Lowers p(keep) of the lines of a window that recur on the site; `None` where
/// nothing is lowered.
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

/// A probability, its log-odds lowered; to the same bits on every machine.
fn add(p: f32, weight: f32) -> f32 {
    if weight == 0.0 {
        return p;
    }
    let odds = libm::expf(weight);
    p * odds / (p * odds + (1.0 - p))
}

/// The lines of a window, and on how many pages they are.
struct Recurring<'a> {
    document: &'a Document,
    features: &'a Features,
    p: &'a [f32],
    counts: Vec<u32>,
    /// Pages beside this one.
    others: f32,
    /// The lines that have words, and which of these each line is.
    spoken: Vec<usize>,
    place: Vec<usize>,
}

impl<'a> Recurring<'a> {
    fn of(document: &'a Document, features: &'a Features, p: &'a [f32], template: &Template<'_>) -> Self {
        let counts = features.shapes[..p.len()].iter().map(|shape| template.count(shape)).collect();
        let others = template.pages().saturating_sub(1).max(1) as f32;
        let (mut spoken, mut place) = (Vec::new(), Vec::with_capacity(p.len()));
        for (at, shape) in features.shapes[..p.len()].iter().enumerate() {
            place.push(spoken.len());
            if shape.words > 0 {
                spoken.push(at);
            }
        }
        Recurring { document, features, p, counts, others, spoken, place }
    }

    fn recurrence(&self, at: usize) -> Recurrence {
        let shape = &self.features.shapes[at];
        let is_long = shape.words - shape.numbers.min(shape.words) >= LONG;
        let loss = if is_long { &OF_LONG } else { &OF_SHORT };
        let part = ((self.share(at) - loss.from) / (loss.to - loss.from)).clamp(0.0, 1.0);
        let spared = shape.words == 0 || self.is_within(at, CODE) || !is_long && self.is_label(at);
        let weight = if part == 0.0 || spared { 0.0 } else { -loss.weight * part };
        Recurrence { on: self.counts[at], weight }
    }

    fn is_within(&self, at: usize, any_of: Within) -> bool {
        self.document.blocks[at].markup.is_some_and(|m| m.within.0 & any_of.0 != 0)
    }

    /// Share of the other pages that have the line.
    fn share(&self, at: usize) -> f32 {
        // The page itself is no evidence.
        self.counts[at].saturating_sub(1) as f32 / self.others
    }

    /// Whether a line is on no more pages than content may be.
    fn is_own(&self, at: usize) -> bool {
        self.share(at) < OF_LONG.from
    }

    /// Whether a short line heads what is the page's own, or stands among it: a
    /// heading, a label. Boilerplate stands among lines that recur.
    fn is_label(&self, at: usize) -> bool {
        if self.is_within(at, DATA) {
            return true;
        }
        let place = self.place[at];
        let above = &self.spoken[place.saturating_sub(AROUND)..place];
        let below = &self.spoken[place + 1..self.spoken.len().min(place + 1 + AROUND)];
        let heads = below.first().is_some_and(|&next| self.is_own(next) && self.p[next] >= LIKELY);
        let around = above.len() + below.len();
        let own = above.iter().chain(below).filter(|&&block| self.is_own(block)).count();
        heads || own * 2 > around
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Origin, Sites};
    use super::*;
    use crate::extract::fingerprints;
    use crate::features::{self, learned::Learned};
    use crate::html::Parser;
    use crate::{Options, segment};

    const HERE: Origin<'static> = Origin { url: None, place: "here" };
    const PROMOTION: &str = "Our letter is read by eleven thousand people every Friday, and it is free.";

    /// What is lowered of the first of some pages, when p(keep) is .9 everywhere.
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

    /// Ten pages of `body`, in which `$` is a sentence of the page's own.
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
    fn a_sentence_that_recurs_is_lowered_wherever_it_stands() {
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
    fn what_most_pages_do_not_have_stays() {
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
    fn a_page_that_would_lose_most_of_its_content_is_left_as_it_is() {
        let story =
            (0..5).map(|n| format!("<p>{PROMOTION} This is sentence {n} of the same story")).collect::<String>();
        assert!(lowered(&pages(&format!("<h1>$</h1>{story}<p>$"))).is_empty());
    }
}

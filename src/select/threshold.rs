//! Step 2: the threshold on p(keep) of a page.

use crate::document::Document;
use crate::features::Features;
use crate::features::shape::Shape;
use crate::words::label::Topic;
use crate::{Keep, Options};

/// Lowest threshold in HTML. The first three were fitted on all labelled sets
/// (`training/EXPERIMENTS.csv`).
const FLOOR: f32 = 0.15;
/// Lowest threshold of a page that looks like an article, unless a text is clean.
const ARTICLE_FLOOR: f32 = 0.5;
/// Lowest threshold in text, unless the text is clean.
const TEXT_FLOOR: f32 = 0.1;
/// Highest threshold, unless `--keep` says otherwise.
const CEILING: f32 = 0.8;
/// A page looks like an article if blocks with at least this p(keep) hold more than this
/// share of the words that are expected to be content. On forums, listings and product pages
/// few blocks are that certain.
const CERTAIN: f32 = 0.9;
const CERTAIN_SHARE: f32 = 0.45;
/// Lowest threshold of [`Keep::Precise`].
const PRECISE: f32 = 0.7;
/// Highest threshold of [`Keep::Everything`].
const EVERYTHING: f32 = 0.08;
/// A text is clean already if at most this share of its blocks has a p(keep) below
/// [`BOILERPLATE`], and the mean p(keep) of its words is at least [`CLEAN_MEAN`]. It has no
/// template around it, so all the rest stays.
const CLEAN_SHARE: f32 = 0.03;
const CLEAN_MEAN: f32 = 0.8;
/// A text is clean as well if at most this share of its blocks is made of labels and words of
/// interfaces, and at most [`PLAIN_SHARE`] of them has a p(keep) below [`BOILERPLATE`]. Both were
/// chosen by the share of clean texts that is kept and by word F1 (`training/EXPERIMENTS.csv`).
const INTERFACE_SHARE: f32 = 0.02;
const PLAIN_SHARE: f32 = 0.2;
/// Learned log-odds of the words of interfaces below which a block is made of them.
const INTERFACE: f32 = -3.0;
/// p(keep) below which a block is plainly boilerplate.
const BOILERPLATE: f32 = 0.05;

/// Returns the p(keep) from which a block of a page is kept, 0 to 1.
pub fn threshold(document: &Document, features: &Features, p: &[f32], options: &Options) -> f32 {
    let threshold = if !document.html && is_clean(document, features, p) {
        BOILERPLATE
    } else {
        best_f1(features, p).clamp(floor(document, features, p), CEILING)
    };
    match options.keep {
        Keep::Balanced => threshold,
        Keep::Precise => threshold.max(PRECISE),
        Keep::Everything => threshold.min(EVERYTHING),
    }
}

/// Whether a text has hardly any boilerplate. Icon runs do not count, because they are recognised
/// without the model.
fn is_clean(document: &Document, features: &Features, p: &[f32]) -> bool {
    let blocks = features.shapes.iter().zip(p).zip(&document.blocks);
    let spoken: Vec<(u32, f32)> = blocks
        .filter(|((shape, _), block)| shape.words > 0 && !block.icon_run)
        .map(|((shape, &p), _)| (shape.words, p))
        .collect();
    let boilerplate = spoken.iter().filter(|(_, p)| *p < BOILERPLATE).count() as f32 / spoken.len().max(1) as f32;
    let words: u32 = spoken.iter().map(|(words, _)| words).sum();
    let expected: f32 = spoken.iter().map(|&(words, p)| words as f32 * p).sum();
    let is_sure = boilerplate <= CLEAN_SHARE && expected >= CLEAN_MEAN * words as f32;
    is_sure || boilerplate <= PLAIN_SHARE && has_no_interface(features, spoken.len())
}

/// Whether hardly any block of a text is a label or made of the words of interfaces.
fn has_no_interface(features: &Features, blocks: usize) -> bool {
    // `See also` heads a section of an article as well.
    let is_label = |shape: &Shape| shape.label.is_some_and(|label| label.whole && label.topic != Topic::Related);
    let is_learned = |shape: &Shape| shape.interface_score < INTERFACE;
    let is_interface =
        |shape: &&Shape| shape.words > 0 && (shape.is_interface() || is_learned(shape) || is_label(shape));
    features.shapes.iter().filter(is_interface).count() as f32 <= INTERFACE_SHARE * blocks as f32
}

/// Returns the least threshold of a page, which is higher on an article.
fn floor(document: &Document, features: &Features, p: &[f32]) -> f32 {
    let least = if document.html { FLOOR } else { TEXT_FLOOR };
    let (mut expected, mut certain) = (0.0, 0.0);
    for (shape, &p) in features.shapes.iter().zip(p) {
        let words = shape.words as f32 * p;
        expected += words;
        certain += if p >= CERTAIN { words } else { 0.0 };
    }
    if certain > CERTAIN_SHARE * expected { ARTICLE_FLOOR } else { least }
}

/// Returns the threshold with the highest expected word F1 (the F-measure maximisation of
/// Lewis, 1995): p(keep) says how many words of each block to expect in the article.
fn best_f1(features: &Features, p: &[f32]) -> f32 {
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
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{learned::Learned, measure};
    use crate::html::Parser;
    use crate::segment::{html, text};

    #[test]
    fn an_article_has_a_higher_floor() {
        let html: String = (0..12).map(|n| format!("<p>The mill ground flour for {n} villages.")).collect();
        let document = html::segment(&html, Parser::Stream);
        let features = measure(&document, &Learned::default());
        let floor_at = |p: f32| floor(&document, &features, &vec![p; document.blocks.len()]);
        assert_eq!((floor_at(0.95), floor_at(0.85)), (ARTICLE_FLOOR, FLOOR));
    }

    #[test]
    fn the_threshold_has_the_highest_expected_f1() {
        // A label shows that there is a template around the text.
        let text = "The mill ground flour for the villages.\n\n".repeat(4) + "Leave a comment\n";
        let mut document = Document { text, ..Document::default() };
        text::segment_whole(&mut document);
        let features = measure(&document, &Learned::default());
        let p = [0.9, 0.1, 0.7, 0.5, 0.0];
        // Blocks of equal length: three of them have an F1 of 2 * 2.1 / (3 + 2.2), all of
        // them 2 * 2.2 / (4 + 2.2).
        assert_eq!(best_f1(&features, &p), 0.5);
        let threshold = |keep| threshold(&document, &features, &p, &Options { keep, ..Options::default() });
        assert_eq!([Keep::Precise, Keep::Balanced, Keep::Everything].map(threshold), [0.7, 0.5, 0.08]);
    }

    #[test]
    fn a_text_without_labels_is_clean() {
        let is_clean_with = |line: &str| {
            let text =
                format!("{line}\n\n{}", "The mill ground flour for the villages along the river.\n\n".repeat(12));
            let mut document = Document { text, ..Document::default() };
            text::segment_whole(&mut document);
            let features = measure(&document, &Learned::default());
            is_clean(&document, &features, &[0.2; 13])
        };
        assert!(is_clean_with("Swifts are back in the tower"));
        assert!(!is_clean_with("Leave a comment"));
    }

    #[test]
    fn a_clean_text_keeps_all_but_plain_boilerplate() {
        let text = "The mill ground flour for the villages along the river.\n\n".repeat(12);
        let mut document = Document { text, ..Document::default() };
        text::segment_whole(&mut document);
        let features = measure(&document, &Learned::default());
        let mut p = [0.95; 12];
        p[11] = 0.06;
        assert_eq!(threshold(&document, &features, &p, &Options::default()), BOILERPLATE);
        p[..11].fill(0.02);
        assert!(threshold(&document, &features, &p, &Options::default()) > BOILERPLATE);
    }
}

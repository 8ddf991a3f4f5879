//! Headings of what is kept: without them a text has no parts any more.

use crate::document::Document;
use crate::features::shape::Shape;

/// Share of the threshold that a heading must reach for that; by labelled words the F1
/// is the same from .1 to .6.
const PART: f32 = 0.5;
/// Headings in a row, of a part and of its parts.
const ROW: usize = 3;

/// Whether each line is a heading that something kept follows, with none but other
/// headings between. One that leads elsewhere, or announces other articles, comments
/// and the like, is none.
///
/// `p` is p(keep) of the lines, `threshold` what decides on one by itself, and
/// `kept` says what comes out without this.
pub fn of_kept(
    document: &Document,
    shapes: &[Shape],
    p: &[f32],
    threshold: f32,
    kept: impl Fn(usize) -> bool,
) -> Vec<bool> {
    let mut of_kept = vec![false; document.blocks.len()];
    // Headings since the line below that is none, and whether that is kept.
    let (mut row, mut is_kept) = (0, false);
    for (at, block) in document.blocks.iter().enumerate().rev() {
        let Some(markup) = block.markup.filter(|markup| markup.heading > 0) else {
            (row, is_kept) = (0, kept(at));
            continue;
        };
        row += 1;
        let announces = shapes[at].label.is_some() || markup.link * 2 > shapes[at].bytes;
        of_kept[at] = is_kept && row <= ROW && !announces && p[at] >= PART * threshold;
    }
    of_kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::features::{self, learned::Learned};
    use crate::segment::html;

    /// The headings that stay, of lines with these p(keep).
    fn staying(document: &str, p: &[f32]) -> Vec<String> {
        let document = html::segment(document, Parser::Stream);
        let features = features::measure(&document, &Learned::default());
        let of_kept = of_kept(&document, &features.shapes, p, 0.5, |at| p[at] >= 0.5);
        let blocks = document.blocks.iter().zip(of_kept).filter(|(_, stays)| *stays);
        blocks.map(|(block, _)| document.text_of(block).to_owned()).collect()
    }

    #[test]
    fn headings_above_what_is_kept_stay() {
        let document =
            "<h2>The mill</h2><h3>Its stones</h3><p>They came by barge.</p><h2>The ferry</h2><p>It sank.</p>";
        assert_eq!(staying(document, &[0.3, 0.3, 0.9, 0.4, 0.1]), ["The mill", "Its stones"]);
    }

    #[test]
    fn one_far_below_the_threshold_does_not() {
        assert!(staying("<h2>The mill</h2><p>It stood by the weir.</p>", &[0.2, 0.9]).is_empty());
    }

    #[test]
    fn neither_a_label_nor_a_link_does() {
        let document =
            "<h2>Related articles</h2><p>The weir.</p><h3><a href=/w>Weirs of the north</a></h3><p>Five.</p>";
        assert!(staying(document, &[0.4, 0.9, 0.4, 0.9]).is_empty());
    }
}

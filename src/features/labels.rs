//! The labels of a page, and how far each block is from them.
//!
//! A label is a phrase that announces something beside the article (`Related articles`,
//! `Leave a comment`, `Advertisement`), in the languages of the lists under
//! `src/words/labels/`. The learned words know English only; a label means the same in every
//! language, so what training learns of `You may also like` holds for `猜你喜欢` too.

use super::numbers::{distances, running_sums, share};
use super::shape::Shape;
use crate::words::label::Topic;

/// Most words of a block that counts as a label over the blocks below it.
const HEADING_WORDS: u32 = 8;

/// The labels of a page.
#[derive(Debug, Default)]
pub struct Labels {
    /// Number of labels before each block, and in the whole page at the end.
    before: Vec<u32>,
    /// Blocks since the last label of related articles, as [`distances`] counts them.
    pub(super) since_related: Vec<u32>,
    /// Blocks since the last label of comments.
    pub(super) since_comments: Vec<u32>,
    /// Blocks since the last label other than navigation.
    pub(super) since_any: Vec<u32>,
    /// Blocks until the next label of related articles or comments.
    pub(super) until: Vec<u32>,
}

impl Labels {
    /// Finds the labels among the blocks with these shapes.
    pub fn of(shapes: &[Shape]) -> Labels {
        let announces = |shape: &Shape, is_topic: fn(Topic) -> bool| {
            shape.words <= HEADING_WORDS && shape.label.is_some_and(|label| is_topic(label.topic))
        };
        let since = |is_topic| distances(shapes.iter().map(|shape| announces(shape, is_topic)));
        let ends_article = |topic| matches!(topic, Topic::Related | Topic::Comments);
        let mut until = distances(shapes.iter().rev().map(|shape| announces(shape, ends_article)));
        until.reverse();
        Labels {
            before: running_sums(shapes.iter().map(|shape| u32::from(shape.label.is_some()))),
            since_related: since(|topic| topic == Topic::Related),
            since_comments: since(|topic| topic == Topic::Comments),
            since_any: since(|topic| topic != Topic::Navigation),
            until,
        }
    }

    /// Returns the share (0 to 1) of the blocks up to `reach` before and after block `at`
    /// that are a label or begin with one; block `at` itself does not count.
    pub(super) fn around(&self, at: usize, reach: usize) -> f32 {
        let last = self.before.len() - 1;
        let up_to = |block: usize| self.before[block.min(last)];
        let (from, to) = (at.saturating_sub(reach), (at + 1 + reach).min(last));
        let labels = up_to(at) - up_to(from) + up_to(to) - up_to(at + 1);
        share(labels, (to - from - 1) as u32)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::features::numbers::FAR;
    use crate::words::label::Label;
    use crate::words::vocabulary::Vocabulary;

    fn label(text: &str) -> Option<Label> {
        Shape::of(text, &Vocabulary::default(), &Vocabulary::default()).label
    }

    fn is(topic: Topic, whole: bool) -> Option<Label> {
        Some(Label { topic, whole })
    }

    #[test]
    fn a_line_is_a_label_or_begins_with_one() {
        assert_eq!(label("Related articles"), is(Topic::Related, true));
        assert_eq!(label("→ RELATED ARTICLES:"), is(Topic::Related, true));
        assert_eq!(label("23 Comments (2)"), is(Topic::Comments, true));
        assert_eq!(label("See also: the tide mill at Eling"), is(Topic::Related, false));
        assert_eq!(label("We use cookies to improve our site."), is(Topic::Consent, false));
        assert_eq!(label("The tide was late that day."), None);
        assert_eq!(label(""), None);
    }

    #[test]
    fn one_word_is_a_label_only_by_itself() {
        assert_eq!(label("Share"), is(Topic::Share, true));
        assert_eq!(label("Share prices fell on Friday."), None);
    }

    #[test]
    fn labels_are_known_in_scripts_without_spaces() {
        assert_eq!(label("猜你喜欢"), is(Topic::Related, true));
        assert_eq!(label("猜你喜欢 油焖笋"), is(Topic::Related, false));
        assert_eq!(label("评论（23）"), is(Topic::Comments, true));
        assert_eq!(label("评论员认为这并不重要。"), None);
    }

    #[test]
    fn every_phrase_of_the_lists_is_found() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/labels");
        for list in std::fs::read_dir(directory).unwrap() {
            let path = list.unwrap().path();
            let list = std::fs::read_to_string(&path).unwrap();
            let phrases = || list.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
            let lost: Vec<&str> = phrases().filter(|phrase| label(phrase).is_none_or(|l| !l.whole)).collect();
            assert_eq!(lost, Vec::<&str>::new(), "{}", path.display());
        }
    }

    #[test]
    fn labels_are_counted_above_and_below_and_around() {
        let shape = |text: &&str| Shape::of(text, &Vocabulary::default(), &Vocabulary::default());
        let shapes: Vec<Shape> =
            ["It began in May.", "Related articles", "The mill", "Comments", "Nice."].iter().map(shape).collect();
        let labels = Labels::of(&shapes);
        assert_eq!(labels.since_related, [201, 0, 1, 2, 3].map(|n: u32| n.min(FAR)));
        assert_eq!(labels.since_comments, [FAR, FAR, FAR, 0, 1]);
        assert_eq!(labels.until, [1, 0, 1, 0, FAR]);
        assert!((labels.around(2, 1) - 1.0).abs() < 1e-6);
        assert!((labels.around(0, 3) - 2.0 / 3.0).abs() < 1e-6);
        assert!(labels.around(1, 1).abs() < 1e-6);
    }
}

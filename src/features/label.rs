//! Label: what a line says it is, where that is something beside an article:
//! `Related articles`, `Leave a comment`, `Advertisement`, in the languages of
//! the lists under `src/words/labels/`.
//!
//! The learned words know one language. A label says the same in all of them, so
//! what training learns of `You may also like` holds for `猜你喜欢` too.

use super::overview::distances;
use super::shape::Shape;
use super::{BlockView, ln};
use crate::words::label::Topic;

/// Words of a line that is a label over what follows, at most.
const HEADING_WORDS: u32 = 8;

/// The labels of a page.
#[derive(Debug, Default)]
pub struct Labels {
    /// Labels before each line, and in all of them at the end.
    before: Vec<u32>,
    /// Lines since the last label of related things, as [`distances`] has them.
    since_related: Vec<u32>,
    /// The same of comments.
    since_comments: Vec<u32>,
    /// The same of any label but navigation.
    since_any: Vec<u32>,
    /// Lines to the next label of related things or comments.
    until: Vec<u32>,
}

impl Labels {
    /// The labels of the lines with these shapes.
    pub fn of(shapes: &[Shape]) -> Labels {
        let heads = |shape: &Shape, about: fn(Topic) -> bool| {
            shape.words <= HEADING_WORDS && shape.label.is_some_and(|label| about(label.topic))
        };
        let since = |about| distances(shapes.iter().map(|shape| heads(shape, about)));
        let mut count = 0;
        let mut before = vec![0];
        before.extend(shapes.iter().map(|shape| {
            count += u32::from(shape.label.is_some());
            count
        }));
        let ends_article = |topic| matches!(topic, Topic::Related | Topic::Comments);
        let mut until = distances(shapes.iter().rev().map(|shape| heads(shape, ends_article)));
        until.reverse();
        Labels {
            before,
            since_related: since(|topic| topic == Topic::Related),
            since_comments: since(|topic| topic == Topic::Comments),
            since_any: since(|topic| topic != Topic::Navigation),
            until,
        }
    }

    /// Share of the lines up to `reach` before and after a line that are labels or
    /// begin with one, the line itself left out.
    fn around(&self, at: usize, reach: usize) -> f32 {
        let last = self.before.len() - 1;
        let up_to = |block: usize| self.before[block.min(last)];
        let (from, to) = (at.saturating_sub(reach), (at + 1 + reach).min(last));
        let labels = up_to(at) - up_to(from) + up_to(to) - up_to(at + 1);
        labels as f32 / (to - from - 1).max(1) as f32
    }
}

/// 1 for a line that is a label of this topic, a half for one that begins with it.
fn says(v: &BlockView<'_>, topic: Topic) -> f32 {
    match v.shape().label {
        Some(label) if label.topic == topic => {
            if label.whole {
                1.0
            } else {
                0.5
            }
        }
        _ => 0.0,
    }
}

features! {
    "label: related": "1 for a label of other articles or products (`See also`), a half for a line that begins with one" =>
        |v| says(v, Topic::Related);
    "label: comments": "the same of comments and reviews (`Leave a comment`)" => |v| says(v, Topic::Comments);
    "label: share": "the same of sharing (`Share on Facebook`)" => |v| says(v, Topic::Share);
    "label: newsletter": "the same of newsletters and subscriptions" => |v| says(v, Topic::Newsletter);
    "label: advertisement": "the same of advertisements" => |v| says(v, Topic::Advert);
    "label: consent": "the same of cookies, privacy, rights" => |v| says(v, Topic::Consent);
    "label: navigation": "the same of ways around the site (`My account`)" => |v| says(v, Topic::Navigation);
    "blocks since related": "lines since a label of other articles or products, as ln(1 + n)" =>
        |v| ln(v.overview.labels.since_related[v.at]);
    "blocks since comments": "lines since a label of comments, as ln(1 + n)" =>
        |v| ln(v.overview.labels.since_comments[v.at]);
    "blocks since a label": "lines since a label of anything but navigation, as ln(1 + n)" =>
        |v| ln(v.overview.labels.since_any[v.at]);
    "blocks until a label": "lines to the next label of other articles or of comments, as ln(1 + n)" =>
        |v| ln(v.overview.labels.until[v.at]);
    "labels around 3": "share of three lines each way that are labels" => |v| v.overview.labels.around(v.at, 3);
    "labels around 10": "the same of ten lines each way" => |v| v.overview.labels.around(v.at, 10);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::features::learned::Vocabulary;
    use crate::features::overview::FAR;
    use crate::features::testing::{assert_values, log, text};
    use crate::words::label::Label;

    fn label(text: &str) -> Option<Label> {
        Shape::of(text, &Vocabulary::default()).label
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
            let phrases = || list.lines().filter(|block| !block.is_empty() && !block.starts_with("# "));
            let lost: Vec<&str> = phrases().filter(|phrase| label(phrase).is_none_or(|l| !l.whole)).collect();
            assert_eq!(lost, Vec::<&str>::new(), "{}", path.display());
        }
    }

    #[test]
    fn labels_are_counted_above_and_below_and_around() {
        let shape = |text: &&str| Shape::of(text, &Vocabulary::default());
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

    #[test]
    fn every_feature_says_what_lines_announce() {
        let labels = text(
            "Related articles\nSee also: the tide mill\nLeave a comment\nLeave a comment below this line\n\
             Share on Facebook\nShare on Facebook with your aunt\nSign up for our newsletter\n\
             Sign up for our newsletter and win\nAdvertisement\nWe use cookies\nWe use cookies to bake\n\
             My account\nMy account of the journey\nThe tide was late.\n",
        );
        let page =
            text("It began in May.\nRelated articles\nThe mill\nThe weir\nComments\nNice.\nMy account\nThe end\n");
        let far = log(200.0);
        assert_values(
            &FAMILY,
            &[
                (&labels, "Related articles", &[("label: related", 1.0), ("label: comments", 0.0)]),
                (&labels, "See also: the tide mill", &[("label: related", 0.5)]),
                (&labels, "Leave a comment", &[("label: comments", 1.0), ("label: related", 0.0)]),
                (&labels, "Leave a comment below this line", &[("label: comments", 0.5)]),
                (&labels, "Share on Facebook", &[("label: share", 1.0)]),
                (&labels, "Share on Facebook with your aunt", &[("label: share", 0.5)]),
                (&labels, "Sign up for our newsletter", &[("label: newsletter", 1.0)]),
                (&labels, "Sign up for our newsletter and win", &[("label: newsletter", 0.5)]),
                (&labels, "Advertisement", &[("label: advertisement", 1.0), ("label: share", 0.0)]),
                (&labels, "We use cookies", &[("label: consent", 1.0), ("label: advertisement", 0.0)]),
                (&labels, "We use cookies to bake", &[("label: consent", 0.5)]),
                (&labels, "My account", &[("label: navigation", 1.0), ("label: consent", 0.0)]),
                (&labels, "My account of the journey", &[("label: navigation", 0.5)]),
                (&labels, "The tide was late.", &[("label: newsletter", 0.0), ("label: navigation", 0.0)]),
                (
                    &page,
                    "It began in May.",
                    &[
                        ("blocks since related", far),
                        ("blocks since comments", far),
                        ("blocks since a label", far),
                        ("blocks until a label", log(1.0)),
                        ("labels around 3", 1.0 / 3.0),
                        ("labels around 10", 3.0 / 7.0),
                    ],
                ),
                (
                    &page,
                    "The weir",
                    &[
                        ("blocks since related", log(2.0)),
                        ("blocks since comments", far),
                        ("blocks since a label", log(2.0)),
                        ("blocks until a label", log(1.0)),
                        ("labels around 3", 3.0 / 6.0),
                    ],
                ),
                (
                    &page,
                    "The end",
                    &[
                        ("blocks since related", log(6.0)),
                        ("blocks since comments", log(3.0)),
                        // Navigation is no such label.
                        ("blocks since a label", log(3.0)),
                        ("blocks until a label", far),
                        ("labels around 3", 2.0 / 3.0),
                        ("labels around 10", 3.0 / 7.0),
                    ],
                ),
                (&page, "My account", &[("labels around 10", 2.0 / 7.0)]),
            ],
        );
    }
}

//! Whether a block is a label that announces something beside the article, and how far it
//! is from one.

use crate::features::family::{BlockView, features};
use crate::features::numbers::ln;
use crate::words::label::Topic;

/// Returns 1 for a block that is a label of this topic, 0.5 for one that begins with it.
fn label(v: &BlockView<'_>, topic: Topic) -> f32 {
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
    "label: related": "1 for a label of other articles or products (`See also`), 0.5 for a block that begins with one" =>
        |v| label(v, Topic::Related);
    "label: comments": "1 for a label of comments or reviews (`Leave a comment`), 0.5 for a block that begins with \
        one" =>
        |v| label(v, Topic::Comments);
    "label: share": "1 for a label of sharing (`Share on Facebook`), 0.5 for a block that begins with one" =>
        |v| label(v, Topic::Share);
    "label: newsletter": "1 for a label of newsletters or subscriptions, 0.5 for a block that begins with one" =>
        |v| label(v, Topic::Newsletter);
    "label: advertisement": "1 for a label of advertisements, 0.5 for a block that begins with one" =>
        |v| label(v, Topic::Advert);
    "label: consent": "1 for a label of cookies, privacy or rights, 0.5 for a block that begins with one" =>
        |v| label(v, Topic::Consent);
    "label: navigation": "1 for a label of navigation (`My account`), 0.5 for a block that begins with one" =>
        |v| label(v, Topic::Navigation);
    "blocks since related": "blocks since the last label of other articles or products, 0 to 200, as ln(1 + n)" =>
        |v| ln(v.overview.labels.since_related[v.at]);
    "blocks since comments": "blocks since the last label of comments, 0 to 200, as ln(1 + n)" =>
        |v| ln(v.overview.labels.since_comments[v.at]);
    "blocks since a label": "blocks since the last label other than navigation, 0 to 200, as ln(1 + n)" =>
        |v| ln(v.overview.labels.since_any[v.at]);
    "blocks until a label": "blocks until the next label of other articles or comments, 0 to 200, as ln(1 + n)" =>
        |v| ln(v.overview.labels.until[v.at]);
    "labels around 3": "share of three blocks each way that are a label or begin with one, 0 to 1" =>
        |v| v.overview.labels.around(v.at, 3);
    "labels around 10": "share of ten blocks each way that are a label or begin with one, 0 to 1" =>
        |v| v.overview.labels.around(v.at, 10);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{assert_values, log, text};

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
                        // Navigation does not count.
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

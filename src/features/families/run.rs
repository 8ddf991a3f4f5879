//! The runs of siblings around a block: teasers, comments, search results, the articles of an
//! endless page.

use crate::features::family::{BlockView, features};
use crate::features::numbers::{ln, share};
use crate::features::runs::{ElementRun, RunsAround};

/// Returns what is measured of the innermost run around a block; -1 outside runs.
fn inner(v: &BlockView<'_>, measure: impl Fn(&ElementRun) -> f32) -> f32 {
    v.markup().and_then(|m| v.layout.runs.around(m.element)).map_or(-1.0, |around| measure(around.inner))
}

/// Returns what is measured of the outermost run around a block; -1 outside runs.
fn outer(v: &BlockView<'_>, measure: impl Fn(&RunsAround<'_>) -> f32) -> f32 {
    v.markup().and_then(|m| v.layout.runs.around(m.element)).map_or(-1.0, |around| measure(&around))
}

/// Returns the share of the page's prose before a run.
fn prose_before(v: &BlockView<'_>, run: &ElementRun) -> f32 {
    let sums = &v.overview.prose_before;
    share(sums[run.first as usize], sums[sums.len() - 1])
}

features! {
    "run: siblings": "number of siblings of the innermost run, as ln(1 + n); -1 outside runs" =>
        |v| inner(v, |run| ln(run.siblings));
    "run: words": "mean words of a sibling of the innermost run, as ln(1 + n); -1 outside runs" =>
        |v| inner(v, |run| ln(run.words / run.siblings));
    "run: link share": "share of the innermost run's bytes inside links, 0 to 1; -1 outside runs" =>
        |v| inner(v, |run| share(run.link, run.bytes));
    "run: dated": "share of the siblings of the innermost run that hold a date, 0 to 1; -1 outside runs" =>
        |v| inner(v, |run| share(run.dated, run.siblings));
    "run: titled": "share of the siblings of the innermost run that hold a title with a link, 0 to 1; -1 outside \
        runs" =>
        |v| inner(v, |run| share(run.titled, run.siblings));
    "run: prose before": "share of the page's prose before the innermost run, 0 to 1; -1 outside runs" =>
        |v| inner(v, |run| prose_before(v, run));
    "outer run: siblings": "number of siblings of the outermost run, as ln(1 + n); -1 outside runs" =>
        |v| outer(v, |around| ln(around.outer.siblings));
    "outer run: words": "mean words of a sibling of the outermost run, as ln(1 + n); -1 outside runs" =>
        |v| outer(v, |around| ln(around.outer.words / around.outer.siblings));
    "outer run: link share": "share of the outermost run's bytes inside links, 0 to 1; -1 outside runs" =>
        |v| outer(v, |around| share(around.outer.link, around.outer.bytes));
    "outer run: dated": "share of the siblings of the outermost run that hold a date, 0 to 1; -1 outside runs" =>
        |v| outer(v, |around| share(around.outer.dated, around.outer.siblings));
    "outer run: titled": "share of the siblings of the outermost run that hold a title with a link, 0 to 1; -1 \
        outside runs" =>
        |v| outer(v, |around| share(around.outer.titled, around.outer.siblings));
    "outer run: headline": "1 if the sibling of the outermost run around the block holds the headline, 0 if another \
        one does, 0.5 if none does; -1 outside runs" =>
        |v| outer(v, |around| match around.outer.headline {
            None => 0.5,
            Some(sibling) if sibling == around.sibling => 1.0,
            Some(_) => 0.0,
        });
    "outer run: prose before": "share of the page's prose before the outermost run, 0 to 1; -1 outside runs" =>
        |v| outer(v, |around| prose_before(v, around.outer));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::testing::{Expected, assert_values, html, log};

    #[test]
    fn every_feature_measures_the_runs_around() {
        let card = |title: &str| format!("<div class=card><h3><a href=/a>{title}</a></h3><p>12 May 2024</div>");
        let cards: String = ["The old mill burns", "The ferry is late", "The bridge is open"].map(card).concat();
        let story = "<h1>The weir will be rebuilt</h1><p>The village will have its old weir again next year.";
        let outside: Vec<Expected<'_>> = FAMILY.features.iter().map(|feature| (feature.name, -1.0)).collect();
        let page = html(&format!("<title>The weir will be rebuilt</title>{story}<div>{cards}</div>"));
        let article = |title: &str| {
            let prose = "The council of the village has met and said that it will be so. ".repeat(5);
            format!("<article><h2>{title}</h2><p>{prose}<div>{cards}</div></article>")
        };
        let endless = ["The weir will be rebuilt", "The mill is sold"].map(article).concat();
        let endless = html(&format!("<title>The weir will be rebuilt</title>{endless}"));
        assert_values(
            &FAMILY,
            &[
                (&page, "The village will have its old weir again next year.", &outside),
                (
                    &page,
                    "The ferry is late",
                    &[
                        ("run: siblings", log(3.0)),
                        ("run: words", log(7.0)),
                        ("run: link share", 53.0 / 86.0),
                        ("run: dated", 1.0),
                        ("run: titled", 1.0),
                        ("run: prose before", 1.0),
                        ("outer run: siblings", log(3.0)),
                        ("outer run: words", log(7.0)),
                        ("outer run: link share", 53.0 / 86.0),
                        ("outer run: dated", 1.0),
                        ("outer run: titled", 1.0),
                        ("outer run: prose before", 1.0),
                        ("outer run: headline", 0.5),
                    ],
                ),
                (
                    &endless,
                    "The mill is sold",
                    &[("run: siblings", log(2.0)), ("outer run: siblings", log(2.0)), ("outer run: headline", 0.0)],
                ),
            ],
        );
    }
}

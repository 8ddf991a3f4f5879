//! Input made to break parsers: it ends, and the text is kept.

use std::time::{Duration, Instant};

use crate::support::pipe;

const STORY: &str = "The old mill by the river ground flour for three hundred years, until the spring in which its axle broke, \
                     and on Saturday the wheel turned again, slowly at first, while half of the village stood and watched.";

/// Longest time for one of them. In a release build it is under a second;
/// tests run without optimisation and beside each other.
const LIMIT: Duration = Duration::from_secs(60);

#[track_caller]
fn keeps_the_story(input: String) {
    for parser in ["stream", "tree"] {
        let begun = Instant::now();
        let run = pipe(&["-f", "html", "--parser", parser], &input);
        assert_eq!(run.status, 0, "{}", run.err);
        assert!(run.out.contains("its axle broke"), "{parser}: {:.200}", run.out);
        let took = begun.elapsed();
        assert!(took < LIMIT, "{parser}: {took:?}");
    }
}

#[test]
fn a_hundred_thousand_nested_elements() {
    keeps_the_story("<div>".repeat(100_000) + "<p>" + STORY);
    keeps_the_story(format!("{}<p>{STORY}</p>{}", "<div>".repeat(1000), "</div>".repeat(1000)));
}

#[test]
fn a_million_unclosed_formatting_elements() {
    let page = format!("<p>{STORY}</p>{}<p>{STORY} It was the end.</p>", "<b>".repeat(1_000_000));
    let begun = Instant::now();
    let run = pipe(&["-f", "html"], &page);
    assert_eq!(run.status, 0);
    assert!(run.out.contains("axle broke") && run.out.contains("It was the end."), "{:.300}", run.out);
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

#[test]
fn a_line_of_fifty_megabytes() {
    let line = "The river rose again in the night, and by the morning the lower stones were wet. ".repeat(650_000);
    let begun = Instant::now();
    let run = pipe(&["-f", "text", "-q"], &line);
    assert_eq!(run.status, 0);
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

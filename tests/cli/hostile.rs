//! Input made to break parsers: cleaning ends, and the text is kept.

use std::time::{Duration, Instant};

use crate::support::{long_text, pipe};

const STORY: &str = "The old mill by the river ground flour for three hundred years, until the spring in which its axle broke, \
                     and on Saturday the wheel turned again, slowly at first, while half of the village stood and watched.";

/// Maximum time for an input. A release build takes less than a second, but tests run without
/// optimisation and in parallel.
const LIMIT: Duration = Duration::from_secs(60);

#[track_caller]
fn keeps_the_story(parser: &str, page: &str) {
    let begun = Instant::now();
    let run = pipe(&["-f", "html", "--parser", parser], page);
    let took = begun.elapsed();
    assert_eq!(run.status, 0, "{}", run.err);
    assert!(run.out.contains("its axle broke"), "{parser}: {:.200}", run.out);
    assert!(took < LIMIT, "{parser}: {took:?}");
}

#[test]
fn deeply_nested_elements_are_cleaned() {
    let page = |n| format!("{}<p>{STORY}</p>{}", "<div>".repeat(n), "</div>".repeat(n));
    keeps_the_story("stream", &page(1000));
    // For every `<p>` and `</div>`, the standard's algorithm searches all open elements, so the
    // reference parser takes quadratic time.
    keeps_the_story("tree", &page(1000));
    keeps_the_story("stream", &page(100_000));
    keeps_the_story("stream", &("<div>".repeat(100_000) + "<p>" + STORY));
}

#[test]
fn a_million_unclosed_formatting_elements_are_cleaned() {
    keeps_the_story("stream", &format!("<p>{STORY}</p>{}<p>And that was all.</p>", "<b>".repeat(1_000_000)));
    keeps_the_story("stream", &format!("{}<p>{STORY}</p>", "<b>".repeat(1_000_000)));
}

/// The line has 50 MB, or 5 MB without optimisation.
#[test]
fn a_line_of_fifty_megabytes_is_cleaned() {
    let bytes = if cfg!(debug_assertions) { 5_000_000 } else { 50_000_000 };
    let line = long_text(bytes).replace("\n\n", " ");
    let begun = Instant::now();
    let run = pipe(&["-f", "text", "-q"], &line);
    assert_eq!(run.status, 0);
    assert!(run.out.len() > line.len() / 100 * 99, "{} of {} bytes", run.out.len(), line.len());
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

#[test]
fn a_repetitive_line_is_kept_whole() {
    let line = "the wheel turns and the river runs and the miller looks on. ".repeat(20_000);
    let run = pipe(&["-f", "text", "-q"], &line);
    assert!(run.out.len() > line.len() / 100 * 99, "{} of {} bytes", run.out.len(), line.len());
}

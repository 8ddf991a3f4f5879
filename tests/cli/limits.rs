//! `--max-size` and `--timeout`.

use std::time::{Duration, Instant};

use crate::support::{ARTICLE, Dir, PAGE, long_text, pipe};

#[test]
fn a_page_over_max_size_is_an_error_and_the_rest_is_cleaned() {
    let dir = Dir::with(&[("a.html", PAGE)]);
    dir.write("b.txt", long_text(100_000));
    let run = dir.run(&["--max-size", "50k", "b.txt", "a.html"]);
    let expected = "dehusk: b.txt: larger than the limit of 51200 bytes\nhint: raise the limit with --max-size\ndehusk: 1 of 2 failed\n";
    run.is(2, ARTICLE, expected);
    assert_eq!(dir.run(&["-q", "--max-size", "1M", "b.txt"]).status, 0);
}

#[test]
fn max_size_applies_to_standard_input() {
    let expected = |limit: u64| {
        format!(
            "dehusk: standard input: larger than the limit of {limit} bytes\nhint: raise the limit with --max-size\n"
        )
    };
    pipe(&["--max-size", "100"], PAGE).is(2, "", &expected(100));
    pipe(&["--max-size", &PAGE.len().to_string()], PAGE).is(0, ARTICLE, "");
    pipe(&["--max-size", "1k", "-f", "text"], long_text(100_000)).is(2, "", &expected(1024));
}

#[test]
fn a_page_over_the_timeout_is_an_error() {
    let text = long_text(8 << 20);
    let begun = Instant::now();
    let run = pipe(&["--timeout", "5ms", "-f", "text"], &text);
    assert_eq!(run.status, 2);
    let expected = "dehusk: standard input: took longer than the time limit\nhint: raise the limit with --timeout\n";
    assert_eq!(run.err, expected);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    pipe(&["--timeout", "60"], PAGE).is(0, ARTICLE, "");
}

#[test]
fn invalid_limits_are_usage_errors() {
    for arguments in [["--max-size", "big"], ["--timeout", "soon"], ["--threads", "0"]] {
        let run = pipe(&arguments, PAGE);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(arguments[1]), "{}", run.err);
    }
    let run = pipe(&["-j", "0"], PAGE);
    assert!(
        run.err.contains("invalid value '0' for '--threads <N>': expected a whole number of at least 1"),
        "{}",
        run.err
    );
}

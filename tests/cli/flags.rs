//! Each flag does what its help says.

use crate::support::{ARTICLE, Dir, PAGE, Run, TEXT, doubtful, long_text, pipe};

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[test]
fn the_default_output_is_the_article() {
    let dir = Dir::with(&[("page.html", PAGE), ("page.txt", TEXT)]);
    dir.run(&["page.html"]).is(0, ARTICLE, "");
    dir.run(&["page.txt"]).is(0, ARTICLE, "");
}

#[test]
fn help_and_version_are_printed() {
    let help = Dir::new().run(&["--help"]);
    assert_eq!((help.status, help.err.as_str()), (0, ""));
    for heading in ["Input", "Output", "What to keep", "Batches", "Messages", "Other"] {
        assert!(help.out.contains(&format!("\n{heading}:\n")), "{heading}\n{}", help.out);
    }
    let short = Dir::new().run(&["-h"]);
    assert_eq!((short.status, short.err.as_str()), (0, ""));
    assert!(short.out.lines().count() < help.out.lines().count() / 2, "{}", short.out);
    for flag in [
        "--from",
        "--to",
        "--no-title",
        "--keep",
        "--comments",
        "--on-doubt",
        "--dropped",
        "--explain",
        "--null",
        "--rules",
    ] {
        assert!(help.out.contains(flag), "{flag}");
    }
    assert!(help.out.contains("Exit status:"), "{}", help.out);
    Dir::new().run(&["--version"]).is(0, concat!("dehusk ", env!("CARGO_PKG_VERSION"), "\n"), "");
}

#[test]
fn help_texts_have_no_markup() {
    let dir = Dir::new();
    let texts = [&["-h"][..], &["--help"], &["--man"]];
    let scripts = ["bash", "zsh", "fish", "elvish", "powershell"].map(|shell| ["--completions", shell]);
    for arguments in texts.into_iter().chain(scripts.iter().map(|script| &script[..])) {
        let run = dir.run(arguments);
        assert_eq!((run.status, run.err.as_str()), (0, ""), "{arguments:?}");
        for markup in ["`", "](", "crate::", "[`"] {
            let line = run.out.lines().find(|line| line.contains(markup));
            assert_eq!(line, None, "{markup} in {arguments:?}");
        }
    }
}

#[test]
fn output_formats_have_aliases() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    for (alias, format) in [("txt", "text"), ("md", "markdown"), ("jsonl", "json")] {
        let expected = dir.run(&["-t", format, "page.html"]);
        assert!(expected.status == 0 && !expected.out.is_empty());
        dir.run(&["-t", alias, "page.html"]).is(0, &expected.out, "");
        dir.run(&["--to", alias, "page.html"]).is(0, &expected.out, "");
    }
}

#[test]
fn an_unknown_flag_or_value_is_a_usage_error() {
    for arguments in [
        &["--no-such-flag"][..],
        &["--to", "pdf"],
        &["--from", "pdf"],
        &["--keep", "some"],
        &["--on-doubt", "ask"],
        &["--comments", "some"],
        &["--parser", "regex"],
        &["--completions", "cmd"],
    ] {
        let run = Dir::new().run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains(arguments.last().unwrap()), "{}", run.err);
    }
}

#[test]
fn the_last_of_a_repeated_flag_wins() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let without_title = dir.run(&["--no-title", "page.html"]);
    assert_ne!(without_title.out, ARTICLE);
    dir.run(&["--no-title", "--no-title", "-q", "-q", "page.html"]).is(0, &without_title.out, "");
    dir.run(&["--to", "json", "-t", "markdown", "--to", "text", "page.html"]).is(0, ARTICLE, "");
    dir.run(&["--keep", "everything", "--keep=balanced", "-j", "4", "-j1", "page.html"]).is(0, ARTICLE, "");
    dir.run(&["--url", "not/used", "--url", "https://mill.example/", "page.html"]).is(0, ARTICLE, "");
    let manual = dir.run(&["--man", "--man"]);
    assert_eq!((manual.status, manual.out), (0, dir.run(&["--man"]).out));
    // Every value must be valid, even if a later one overrides it.
    assert_eq!(dir.run(&["--to", "pdf", "--to", "text", "page.html"]).status, 2);
}

#[test]
fn flags_that_contradict_each_other_are_a_usage_error() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    for arguments in [
        &["--dropped", "--explain", "page.html"][..],
        &["--dropped", "--to", "json", "page.html"],
        &["--explain", "--to", "markdown", "page.html"],
        &["--quiet", "--verbose", "page.html"],
        &["--man", "page.html"],
    ] {
        let run = dir.run(arguments);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.contains("cannot be used with"), "{}", run.err);
    }
}

#[test]
fn from_overrides_detection() {
    let [by_content, html, text] = ["auto", "html", "text"].map(|from| pipe(&["--from", from], PAGE).out);
    assert_eq!((by_content.as_str(), html.as_str()), (ARTICLE, ARTICLE));
    assert!(text.contains("axle broke.</p>"), "{text}");
    assert_eq!(pipe(&["-f", "auto"], TEXT).out, ARTICLE);
}

#[test]
fn no_title_omits_the_headline() {
    let body = ARTICLE.split_once("\n\n").unwrap().1;
    pipe(&["--no-title"], PAGE).is(0, body, "");
    pipe(&["--no-title"], TEXT).is(0, body, "");
}

#[test]
fn keep_sets_how_much_is_kept() {
    for input in [PAGE, TEXT] {
        let [precise, balanced, everything] = ["precise", "balanced", "everything"].map(|how| {
            let run = pipe(&["--keep", how], input);
            assert_eq!((run.status, run.err.as_str()), (0, ""));
            run.out
        });
        assert_eq!(balanced, ARTICLE);
        assert!(precise.len() <= balanced.len() && balanced.len() <= everything.len());
    }
    // A page of doubtful blocks shows the difference.
    let page = doubtful();
    assert!(
        pipe(&["-f", "html", "--keep", "precise", "-q"], &page).out.len()
            < pipe(&["-f", "html", "--keep", "everything", "-q"], &page).out.len()
    );
}

#[test]
fn dropped_writes_the_complement_of_the_article() {
    for input in [PAGE, TEXT] {
        let dropped = pipe(&["--dropped"], input);
        assert_eq!((dropped.status, dropped.err.as_str()), (0, ""));
        assert!(words(&dropped.out).contains(&"Home"), "{}", dropped.out);
        assert!(!dropped.out.contains("axle"));
    }
    let mut all: Vec<_> = words(TEXT);
    let (kept, dropped) = (pipe(&[], TEXT), pipe(&["--dropped"], TEXT));
    let mut both = [words(&kept.out), words(&dropped.out)].concat();
    all.sort_unstable();
    both.sort_unstable();
    assert_eq!(both, all);
}

#[test]
fn explain_marks_every_line_and_says_why() {
    let run = pipe(&["--explain"], PAGE);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let rows: Vec<_> = run.out.lines().collect();
    assert!(
        rows[0].starts_with("# article: verdict ok, confidence 0.") && rows[0].contains(", threshold 0."),
        "{}",
        run.out
    );
    assert!(rows.iter().any(|row| row.ends_with("watched.") && row.chars().count() > 80), "cut in a pipe: {}", run.out);
    let verdict = |said: &str| rows.iter().find(|row| row.contains(said)).expect(said).chars().next();
    let below = |said: &str, by: usize| rows[rows.iter().position(|row| row.contains(said)).expect(said) + by].trim();
    assert_eq!(below("The miller", 2), "article > p:nth-of-type(3)");
    assert!(!below("The miller", 1).is_empty());
    assert_eq!(verdict("Home"), Some('-'));
    assert_eq!(verdict("The old mill"), Some('+'));
    assert_eq!(verdict("Mill wheel turns"), Some('='));
    assert!(!run.out.contains('\x1b'), "colour without a terminal");
}

#[test]
fn explain_near_shows_doubtful_lines_only() {
    let page = doubtful();
    let rows = |option: &str| pipe(&["-f", "html", option], &page).out;
    let (all, near) = (rows("--explain"), rows("--explain=near"));
    assert_eq!(all.lines().next(), near.lines().next());
    assert!(near.lines().count() <= all.lines().count() && near.lines().all(|row| all.contains(row)), "{near}");
    let clear = pipe(&["--explain=near"], PAGE).out;
    let is_near = |row: &str| {
        let score: f32 = row[2..6].parse().expect("a score");
        (0.1..0.95).contains(&score)
    };
    assert!(clear.lines().filter(|row| row.starts_with(['+', '-', '='])).all(is_near), "{clear}");
    assert_eq!(pipe(&["--explain=some"], PAGE).status, 2);
}

#[test]
fn encoding_overrides_declaration_and_detection() {
    let (koi8, _, _) =
        encoding_rs::KOI8_R.encode("<p>Старая мельница у реки триста лет молола муку, пока не лопнула ось.</p>");
    let declared = [b"<meta charset=windows-1251>", &koi8[..]].concat();
    let run = pipe(&["--encoding", "koi8-r"], &declared);
    assert!(run.out.contains("Старая мельница"), "{}", run.out);
    assert!(!pipe(&[], &declared).out.contains("Старая мельница"));
}

#[test]
fn an_unknown_encoding_is_a_usage_error() {
    let run = pipe(&["--encoding", "klingon-8"], PAGE);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(
        run.err.contains(
            "invalid value 'klingon-8' for '--encoding <LABEL>': unknown encoding; expected a label such as utf-8"
        ),
        "{}",
        run.err
    );
}

#[test]
fn null_ends_each_document() {
    let dir = Dir::with(&[("page.html", PAGE), ("empty.txt", ""), ("page.txt", TEXT)]);
    let run = dir.run(&["-0", "-q", "page.html", "empty.txt", "page.txt"]);
    run.is(0, &format!("{ARTICLE}\0\0{ARTICLE}\0"), "");
}

#[test]
fn null_marks_a_missing_file() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let run = dir.run(&["--null", "missing", "page.html"]);
    assert_eq!((run.status, run.out), (2, format!("\0{ARTICLE}\0")));
}

#[test]
fn quiet_prints_only_errors() {
    pipe(&["-q"], "").is(0, "", "");
    pipe(&["--quiet", "--on-doubt", "fail"], "").is(1, "", "");
    Dir::new().run(&["-q", "missing"]).is(2, "", "dehusk: missing: No such file or directory\n");
}

#[test]
fn verbose_summarises_each_document() {
    let dir = Dir::with(&[("page.html", PAGE), ("page.txt", TEXT)]);
    let run = dir.run(&["-v", "page.html", "page.txt"]);
    assert_eq!(run.status, 0);
    let said: Vec<_> = run.err.lines().collect();
    assert_eq!(said.len(), 2, "{}", run.err);
    for (said, start) in said.iter().zip(["page.html: html", "page.txt: text"]) {
        let rest = said.strip_prefix(&format!("dehusk: {start}, UTF-8, ok, confidence "));
        let confidence = rest.and_then(|rest| rest.split(',').next()?.parse::<f32>().ok());
        assert!(confidence.is_some_and(|confidence| (0.5..=1.0).contains(&confidence)), "{}", run.err);
    }
    assert!(said[1].ends_with("kept 3 of 12 lines"), "{}", run.err);
}

#[test]
fn completions_and_manual_are_printed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = Dir::new().run(&["--completions", shell]);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        assert!(run.out.contains("dehusk") && run.out.contains("on-doubt"), "{shell}");
    }
    let man = Dir::new().run(&["--man"]);
    assert_eq!((man.status, man.err.as_str()), (0, ""));
    assert!(man.out.contains(".TH dehusk 1") && man.out.contains("\\-\\-on\\-doubt"), "{}", man.out);
    assert!(man.out.contains("Exit status:"));
}

#[test]
fn the_reference_parser_gives_the_same_article() {
    pipe(&["--parser", "tree"], PAGE).is(0, ARTICLE, "");
    pipe(&["--parser", "stream"], PAGE).is(0, ARTICLE, "");
}

#[test]
fn nothing_to_extract_is_reported_once_and_is_no_error() {
    for input in ["", " \n\n\t\n", "\u{feff}", "<html><body></body></html>"] {
        pipe(&[], input).is(0, "", "dehusk: standard input: nothing to extract\n");
        pipe(&["--on-doubt", "fail"], input).is(1, "", "dehusk: standard input: nothing to extract\n");
    }
}

#[test]
fn doubt_is_reported_and_on_doubt_decides_the_output() {
    let page = doubtful();
    let [keep, all, fail] = ["keep", "all", "fail"].map(|what| pipe(&["-f", "html", "--on-doubt", what], &page));
    let said = |run: &Run| run.err.lines().count() == 1 && run.err.contains("standard input: in doubt");
    assert!(said(&keep) && said(&all) && said(&fail), "{}{}{}", keep.err, all.err, fail.err);
    assert_eq!([keep.status, all.status, fail.status], [0, 0, 1]);
    assert!(!keep.out.is_empty());
    assert!(all.out.len() >= keep.out.len());
    assert_eq!(fail.out, "");
    assert!(!pipe(&["-f", "html", "--on-doubt", "fail", "--explain"], &page).out.is_empty());
}

#[test]
fn late_doubt_withholds_the_beginning_of_a_long_text() {
    // A story followed by so much ambiguous text that the whole may not be an article.
    let who = |i: usize| ["the miller", "the old dog", "her brother", "half the village", "a surveyor"][i * i % 11 % 5];
    let what = |i: usize| ["a sack of rye", "three of the stones", "a lamp without oil", "the axle"][i * i % 13 % 4];
    let lines: [&dyn Fn(usize) -> String; 5] = [
        &|i| format!("{}\t{i}\t{}\n", what(i), who(i)),
        &|i| format!("{}\n{} of 5\n{} sold {}, and I like it.\nHelpful?\n\n", who(i), i % 5, who(i / 7), what(i)),
        &|i| format!("{} sold {}.\nReply\n", who(i), what(i)),
        &|i| format!("• {} sold by {}\n", what(i), who(i)),
        &|i| format!("{} May 2021: {} sold {}\n", i % 28 + 1, who(i), what(i)),
    ];
    let mut texts = lines.iter().map(|line| long_text(60_000) + &(0..30_000).map(line).collect::<String>());
    let text = texts.find(|text| pipe(&[], text).err.contains("in doubt")).expect("one of them is in doubt");
    let [keep, fail] = ["keep", "fail"].map(|what| pipe(&["--on-doubt", what], &text));
    assert!(keep.out.len() > 50_000 && keep.err.contains("in doubt"), "{} {}", keep.out.len(), keep.err);
    assert_eq!((fail.status, fail.out.as_str()), (1, ""), "{}", fail.err);
    pipe(&["--on-doubt", "fail"], TEXT).is(0, ARTICLE, "");
}

#[test]
fn on_doubt_all_writes_every_line_of_a_menu() {
    let menu = "Home\nNews\nLog in\n";
    let run = pipe(&["--on-doubt", "all"], menu);
    assert_eq!((run.status, words(&run.out)), (0, words(menu)));
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}

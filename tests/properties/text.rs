//! For text, every line of the output is a line of the input or a contiguous part of one, in the
//! order of the input, apart from what a program put into the text when it dumped the page.

use std::sync::LazyLock;

use dehusk::internals::{Options, View};
use dehusk::{Input, Keep, OnDoubt};
use proptest::prelude::*;
use regex::Regex;

use crate::{article, fixtures};

/// Returns the first line of the output that the rest of the input does not contain.
pub fn stray<'o>(input: &str, output: &'o str) -> Option<&'o str> {
    let lines: Vec<_> = input.split('\n').collect();
    let (mut at, mut column) = (0, 0);
    for line in output.lines().filter(|line| !line.is_empty()) {
        loop {
            let Some(source) = lines.get(at) else { return Some(line) };
            if let Some(found) = source[column..].find(line) {
                column += found + line.len();
                break;
            }
            (at, column) = (at + 1, 0);
        }
    }
    None
}

/// Returns a text without soft hyphens, and without the link numbers, names of pictures and form fields
/// that programs write when they dump a page.
fn undumped(text: &str) -> String {
    static DUMPED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\u{ad}|\[?!\[[^\]]*\]\([^)]*\)(\]\([^)]*\))?|\[[\w.+-]+\]|\[ *\]|\(BUTTON\)|_{5,}| +").unwrap()
    });
    DUMPED.replace_all(text, "").into_owned()
}

/// Returns all settings that affect which lines are kept.
fn settings() -> Vec<Options> {
    let mut settings = Vec::new();
    for keep in [Keep::Precise, Keep::Balanced, Keep::Everything] {
        for on_doubt in [OnDoubt::Keep, OnDoubt::All] {
            for view in [View::Article, View::Dropped] {
                for title in [true, false] {
                    settings.push(Options { input: Input::Text, keep, on_doubt, view, title, ..Options::default() });
                }
            }
        }
    }
    settings
}

#[test]
fn the_output_for_fixtures_has_only_lines_of_the_text() {
    for (name, bytes) in fixtures() {
        let decoded = dehusk::internals::decode::decode_text(&bytes, None, None).unwrap();
        for options in settings() {
            let output = article(&bytes, &options);
            assert_eq!(stray(&undumped(&decoded.text), &undumped(&output)), None, "{name} {options:?}");
        }
    }
}

#[test]
fn line_ends_do_not_change_the_output() {
    for (name, bytes) in fixtures() {
        let decoded = dehusk::internals::decode::decode_text(&bytes, None, None).unwrap();
        let text = decoded.text.replace("\r\n", "\n");
        let options = Options { input: Input::Text, ..Options::default() };
        let (unix, dos) =
            (article(text.as_bytes(), &options), article(text.replace('\n', "\r\n").as_bytes(), &options));
        assert_eq!(unix, dos, "{name}");
    }
}

const LINES: &[&str] = &[
    "",
    "Home",
    "Log in | Sign up",
    "Share",
    "2 March 2026",
    "By Ann Sluice",
    "Mill wheel turns again as half the village watches",
    "The old mill by the river ground flour for three hundred years, until the spring in which its axle broke.",
    "On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge and watched.",
    "icon fbicon xicon tgicon chevron downicon menuThe miller said that he had not expected to see it, at eighty.",
    "  keyboard_arrow_down  ",
    "\tNo. of stones\tWeight",
    "水车在星期六又转了起来，半个村子的人都站在桥上看着，磨坊主说他没想到还能看到这一天。",
    "טחנת הקמח הישנה שעל הנהר שבה לפעול בשבת אחרי שלושים שנה",
    "© 2026 The Weir Gazette. All rights reserved.",
];

pub fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        6 => proptest::sample::select(LINES).prop_map(str::to_owned),
        1 => "\\PC{0,200}",
        1 => proptest::sample::select(LINES).prop_map(|line| [line, " "].concat().repeat(40)),
    ];
    let end = proptest::sample::select(&["\n", "\r\n", "\n\n", " \n"][..]);
    proptest::collection::vec((line, end), 0..40)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    // Each case runs with all settings.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_output_for_any_text_has_only_lines_of_the_text(page in page()) {
        for options in settings() {
            let output = article(page.as_bytes(), &options);
            prop_assert_eq!(stray(&page, &output), None, "{:?}\n{}", options, output);
        }
    }
}

#[test]
fn a_stray_line_is_found() {
    assert_eq!(stray("one two\nthree", "two\nthree\n"), None);
    assert_eq!(stray("one two\nthree", "three\none"), Some("one"));
    assert_eq!(stray("one two\nthree", "one three"), Some("one three"));
    assert_eq!(stray("one two", "two\none"), Some("one"));
}

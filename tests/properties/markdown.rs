//! Markdown, read by a CommonMark parser, has the same words in the same order as the text.

use crate::fixtures;
use crate::html::soup;
use crate::reading::difference;
use dehusk::internals::{Options, View};
use dehusk::{Input, Keep, OnDoubt};
use proptest::prelude::*;

const VIEWS: [(View, OnDoubt); 3] =
    [(View::Article, OnDoubt::Keep), (View::Article, OnDoubt::All), (View::Dropped, OnDoubt::Keep)];

#[test]
fn fixtures_have_the_same_words_in_markdown_and_text() {
    let url = Some("https://www.example.org/a/b?c=(d)".to_owned());
    for (name, bytes) in fixtures() {
        for (view, on_doubt) in VIEWS {
            for from in [Input::Auto, Input::Text] {
                let options = Options { view, on_doubt, input: from, url: url.clone(), ..Options::default() };
                let difference = difference(&bytes, &options);
                assert!(difference.is_none(), "{name}, {view:?}, {from:?}: {}", difference.unwrap_or_default());
            }
        }
    }
}

/// Words that are or resemble markup.
const WORDS: &[&str] = &[
    "mill",
    "river",
    "flour.",
    "水车",
    "「水」",
    "*",
    "**",
    "*a*",
    "a*b",
    "_",
    "_a_",
    "a_b",
    "__",
    "~",
    "~~",
    "~a~",
    "`",
    "``a`",
    "#",
    "##",
    "a#",
    "-",
    "--",
    "---",
    "+",
    "=",
    "===",
    ">",
    "1.",
    "12)",
    "1.5",
    "[a]",
    "[a](b)",
    "[^1]",
    "[x]",
    "[",
    "]",
    "](b)",
    "]:",
    "!",
    "![a]",
    "|",
    "a|b",
    "|-|",
    ":--",
    "\\",
    "a\\",
    "\\*",
    "<b>",
    "<",
    "<!--",
    "</p>",
    "&",
    "&amp;",
    "&#35;",
    "&x",
    "(",
    ")",
    "\"q\"",
    "“q”",
    "https://a.example/b_c_d",
    "<https://a.example>",
    "!",
    "é",
    "\u{301}",
    "$x$",
    "^",
    "{#id}",
];

/// Generates text of HTML. Its words are not always separated.
fn words() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(WORDS);
    let space = prop_oneof![3 => Just(" "), 1 => Just(""), 1 => Just("\n"), 1 => Just("&nbsp;")];
    proptest::collection::vec((word, space), 1..8).prop_map(|words| {
        let escape = |word: &str| word.replace('&', "&amp;").replace('<', "&lt;");
        words.iter().map(|(word, space)| escape(word) + space).collect()
    })
}

const INLINE: &[&str] = &[
    "b",
    "i",
    "em",
    "sub",
    "sup",
    "strong",
    "code",
    "kbd",
    "span",
    "a href='x_(y) z'",
    "a href=\"/`a`|<b>\"",
    "a href='#'",
];
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "ul",
    "ol",
    "ol start=7",
    "li",
    "li",
    "blockquote",
    "pre",
    "pre class=language-c",
    "h1",
    "h2",
    "h6",
    "table",
    "table",
    "tr",
    "tr",
    "td",
    "td",
    "td",
    "th",
    "td colspan=2",
    "td rowspan=2",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "figure",
    "figcaption",
    "caption",
    "section",
];

/// Generates pages of randomly nested lists, tables, quotations and inline markup.
fn marked() -> impl Strategy<Value = String> {
    let tags = |tags: &'static [&'static str]| {
        (proptest::sample::select(tags), any::<bool>()).prop_map(|(tag, open)| match open {
            true => format!("<{tag}>"),
            false => format!("</{}>", tag.split(' ').next().unwrap_or_default()),
        })
    };
    let piece = prop_oneof![
        6 => words(),
        4 => tags(INLINE),
        4 => tags(BLOCKS),
        1 => Just("<br>".to_owned()),
        1 => Just("<img alt='*alt* [x]'>".to_owned()),
    ];
    proptest::collection::vec(piece, 1..40).prop_map(|pieces| format!("<title>*a* #</title>{}", pieces.concat()))
}

/// Generates well-formed tables of any words.
fn table() -> impl Strategy<Value = String> {
    let cell = (words(), proptest::sample::select(&["", "<b>", "<code>", "<a href='x|y'>", "<th>"][..]));
    let row = proptest::collection::vec(cell, 1..5)
        .prop_map(|cells| cells.iter().map(|(words, tag)| format!("<td>{tag}{words}")).collect::<String>());
    proptest::collection::vec(row, 1..5).prop_map(|rows| format!("<table><tr>{}</table>", rows.join("<tr>")))
}

fn options(from: Input, view: View) -> Options {
    Options { input: from, view, keep: Keep::Everything, on_doubt: OnDoubt::All, ..Options::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn any_page_has_the_same_words_in_markdown_and_text(page in prop_oneof![2 => marked(), 1 => soup(), 1 => table()]) {
        for view in [View::Article, View::Dropped] {
            let difference = difference(page.as_bytes(), &options(Input::Html, view));
            prop_assert!(difference.is_none(), "{}", difference.unwrap_or_default());
        }
    }

    #[test]
    fn any_text_has_the_same_words_in_markdown_and_text(lines in proptest::collection::vec(
        (proptest::collection::vec(proptest::sample::select(WORDS), 0..30), 1_usize..3), 1..12,
    )) {
        let page: String = lines.iter().map(|(words, ends)| words.join(" ") + &"\n".repeat(*ends)).collect();
        let difference = difference(page.as_bytes(), &options(Input::Text, View::Article));
        prop_assert!(difference.is_none(), "{}", difference.unwrap_or_default());
    }
}

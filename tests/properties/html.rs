//! For HTML, every word of the output is a word of the page.

use std::collections::HashSet;

use dehusk::internals::segment::html::segment;
use dehusk::internals::{Options, Parser, View};
use dehusk::{Input, Keep, OnDoubt};
use proptest::prelude::*;

use crate::{article, fixtures};

const VIEWS: [(View, OnDoubt); 3] =
    [(View::Article, OnDoubt::Keep), (View::Article, OnDoubt::All), (View::Dropped, OnDoubt::Keep)];

#[test]
fn the_output_for_fixtures_has_only_words_of_the_page() {
    for (name, bytes) in fixtures() {
        let decoded = dehusk::internals::decode::decode_html(&bytes, None, None).unwrap();
        let page = segment(&decoded.text, Parser::Tree);
        let titles = [&page.head.title, &page.head.social_title].into_iter().flatten();
        let words = page.text.split_whitespace().chain(titles.flat_map(|title| title.split_whitespace()));
        // The permalink of a heading is joined to its last word, and cut off.
        let parts = |word| {
            let rest = str::trim_end_matches(word, ['¶', '#', '\u{200b}']);
            [word, rest, &word[rest.len()..]]
        };
        let words: HashSet<&str> = words.flat_map(parts).collect();
        for (view, on_doubt) in VIEWS {
            let options = Options { input: Input::Html, view, on_doubt, ..Options::default() };
            let output = article(&bytes, &options);
            let strange: Vec<_> = output.split_whitespace().filter(|word| !words.contains(word)).collect();
            assert!(strange.is_empty(), "{name}: {strange:?}");
        }
    }
}

/// Words of the text. No word is part of another.
pub const SHOWN: &[&str] =
    &["mill", "river", "flour.", "wheel,", "Saturday", "“bridge”", "水车", "טחנה", "a&b", "It’s"];
/// Words in places that readers do not see.
const UNSEEN: &[&str] = &["unseenclass", "unseenscript", "unseenstyle", "unseencomment", "unseentemplate"];
const TAGS: &[&str] = &[
    "div",
    "p",
    "b",
    "i",
    "a",
    "span",
    "ul",
    "li",
    "table",
    "tbody",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "article",
    "nav",
    "section",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "code",
    "em",
    "strong",
    "center",
    "font",
    "form",
    "button",
    "details",
    "summary",
    "figure",
    "figcaption",
    "aside",
    "footer",
    "select",
    "option",
    "svg",
    "noscript",
    "address",
    "small",
];

/// Generates a page of random pieces: badly nested tags, words with spaces around them, and text
/// that must never show. The script holds no `</p>`: inside `<svg>`, the standard ends the script
/// there and shows the rest.
pub fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::collection::vec(proptest::sample::select(SHOWN), 1..12).prop_map(|words| {
            format!(" {} ", words.join(" ").replace('&', "&amp;"))
        }),
        4 => proptest::sample::select(TAGS).prop_map(|tag| format!("<{tag} class=unseenclass>")),
        4 => proptest::sample::select(TAGS).prop_map(|tag| format!("</{tag}>")),
        1 => Just("<br>".to_owned()),
        1 => Just("<img src=unseenclass alt='mill wheel,'>".to_owned()),
        1 => Just("<script>if (1 < 2) unseenscript('<x>')</script>".to_owned()),
        1 => Just("<style>.unseenstyle > p {}</style>".to_owned()),
        1 => Just("<!-- unseencomment > -->".to_owned()),
    ];
    proptest::collection::vec(piece, 0..60)
        .prop_map(|pieces| format!("<title>mill river</title><template>unseentemplate</template>{}", pieces.concat()))
}

proptest! {
    #[test]
    fn the_output_for_any_page_has_only_words_of_the_page(page in soup()) {
        for parser in [Parser::Stream, Parser::Tree] {
            for (view, on_doubt) in VIEWS {
                let options =
                    Options { input: Input::Html, keep: Keep::Everything, view, on_doubt, parser, ..Options::default() };
                let output = article(page.as_bytes(), &options);
                for word in output.split_whitespace() {
                    prop_assert!(SHOWN.contains(&word), "{word} from {parser:?}, {view:?}\n{output}");
                    prop_assert!(!UNSEEN.contains(&word));
                }
            }
        }
    }
}

//! Rules change the blocks that they match, and nothing else.

use dehusk::internals::rules::{Pattern, Rule, Rules};
use dehusk::internals::{Options, Parser, View};
use dehusk::{Input, OnDoubt};
use proptest::prelude::*;

use crate::html::{SHOWN, soup};
use crate::text::{page, stray};
use crate::{article, fixtures};

const VIEWS: [View; 3] = [View::Article, View::Dropped, View::Explain];

fn rule(keep: bool, pattern: Pattern) -> Rule {
    Rule { keep, pattern, host: None, origin: String::new() }
}

fn selector(keep: bool, css: &str) -> Rule {
    rule(keep, Pattern::selector(css).expect("a selector"))
}

fn line(keep: bool, regex: &str) -> Rule {
    rule(keep, Pattern::line(regex).expect("a regular expression"))
}

/// Returns rules of every kind that match nothing.
fn idle() -> Rules {
    Rules::new(vec![
        selector(false, ".no-such-class, #no-such-id > p"),
        selector(true, "no-such-tag"),
        line(false, "no such words"),
        line(true, r"^\b$"),
    ])
}

#[test]
fn rules_that_match_nothing_change_no_fixture() {
    for (name, bytes) in fixtures() {
        for view in VIEWS {
            let options = Options { view, ..Options::default() };
            let ruled = Options { rules: idle(), ..options.clone() };
            assert_eq!(article(&bytes, &ruled), article(&bytes, &options), "{name}");
        }
    }
}

/// Selectors that match inline and block elements in nearly every generated page.
const SELECTORS: &[&str] =
    &["b", "i", "a", "p", "div", "td", "li", "ul", "svg", "pre", ":root", "body > *", "p b", "img"];

/// Expressions that match some lines of a text, parts of lines, or all lines.
const REGEXES: &[&str] = &[
    "mill",
    "^Home$",
    "^The old mill",
    "icon",
    r"\d",
    "keyboard",
    "(?i)share|log in",
    "wheel turns",
    "^",
    r"[^\x00-\x7f]",
];

prop_compose! {
    fn rules()(
        selectors in proptest::collection::vec((any::<bool>(), proptest::sample::select(SELECTORS)), 0..5),
        lines in proptest::collection::vec((any::<bool>(), proptest::sample::select(SHOWN)), 0..3),
    ) -> Rules {
        let lines = lines.into_iter().map(|(keep, word)| line(keep, &format!("^{word}")));
        Rules::new(selectors.into_iter().map(|(keep, css)| selector(keep, css)).chain(lines).collect())
    }
}

proptest! {
    #[test]
    fn rules_that_match_nothing_change_no_page(page in soup()) {
        for view in VIEWS {
            let options = Options { input: Input::Html, view, ..Options::default() };
            let ruled = Options { rules: idle(), ..options.clone() };
            prop_assert_eq!(article(page.as_bytes(), &ruled), article(page.as_bytes(), &options));
        }
    }

    #[test]
    fn the_output_under_rules_has_only_words_of_the_page(page in soup(), rules in rules()) {
        for parser in [Parser::Stream, Parser::Tree] {
            for (view, on_doubt) in [
                (View::Article, OnDoubt::Keep), (View::Article, OnDoubt::All), (View::Dropped, OnDoubt::Keep)
            ] {
                let rules = rules.clone();
                let options = Options { input: Input::Html, view, on_doubt, parser, rules, ..Options::default() };
                for word in article(page.as_bytes(), &options).split_whitespace() {
                    prop_assert!(SHOWN.contains(&word), "{word} from {parser:?}, {view:?}");
                }
            }
        }
    }

    #[test]
    fn the_output_under_rules_has_only_lines_of_the_text(
        text in page(),
        lines in proptest::collection::vec((any::<bool>(), proptest::sample::select(REGEXES)), 1..4),
    ) {
        let rules = Rules::new(lines.into_iter().map(|(keep, regex)| line(keep, regex)).collect());
        for (view, on_doubt) in [
            (View::Article, OnDoubt::Keep), (View::Article, OnDoubt::All), (View::Dropped, OnDoubt::Keep)
        ] {
            for title in [true, false] {
                let rules = rules.clone();
                let options = Options { input: Input::Text, view, on_doubt, title, rules, ..Options::default() };
                let output = article(text.as_bytes(), &options);
                prop_assert_eq!(stray(&text, &output), None, "{:?}", view);
            }
        }
    }

    #[test]
    fn a_dropped_page_has_no_output(page in soup()) {
        let rules = Rules::new(vec![selector(false, "html")]);
        let options = Options { input: Input::Html, rules, on_doubt: OnDoubt::All, title: false, ..Options::default() };
        prop_assert_eq!(article(page.as_bytes(), &options), "");
    }
}

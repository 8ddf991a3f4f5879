//! Learning a site removes recurring lines, and does nothing else.

use dehusk::Input;
use dehusk::internals::Options;
use dehusk::internals::model::Models;
use dehusk::internals::site::{Known, PageOrigin, Sites};
use proptest::prelude::*;

use crate::{article, fixtures};

/// Returns the output for each page, without and with learning all of them.
fn outputs(pages: &[String], from: Input) -> Vec<(String, String)> {
    let options = Options { input: from, ..Options::default() };
    let urls: Vec<String> = (0..pages.len()).map(|n| format!("https://example.org/{n}")).collect();
    let origin = |n: usize| PageOrigin { url: Some(&urls[n]), place: "" };
    let mut sites = Sites::default();
    for (n, page) in pages.iter().enumerate() {
        sites.learn(&dehusk::internals::fingerprints(page.as_bytes(), &options, origin(n)).expect("a page"));
    }
    let with = |n: usize| {
        let (mut out, known) = (Vec::new(), Known { sites: &sites, origin: origin(n) });
        dehusk::internals::stream(pages[n].as_bytes(), &mut out, &options, &Models::BUILT_IN, Some(known)).unwrap();
        String::from_utf8(out).expect("UTF-8")
    };
    (0..pages.len()).map(|n| (article(pages[n].as_bytes(), &options), with(n))).collect()
}

/// Generates a line, sometimes from the template.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..4u8).prop_map(|n| format!(
            "Our letter number {n} is read by eleven thousand people every Friday, and it is free."
        )),
        (0..4u8).prop_map(|n| ["Home", "Ingredients", "Share this", "Details"][n as usize].to_owned()),
        any::<u32>()
            .prop_map(|n| format!("The mill of {n} stood by the river, and its wheel was mended in the spring.")),
        "[a-z ]{0,30}",
    ]
}

/// Generates `count` pages of any lines, as HTML or as text.
fn pages(count: std::ops::Range<usize>) -> impl Strategy<Value = (Vec<String>, Input)> {
    let lines = prop::collection::vec(prop::collection::vec(line(), 1..14), count);
    (lines, any::<bool>()).prop_map(|(pages, html)| {
        let (begin, from) = if html { ("<p>", Input::Html) } else { ("\n\n", Input::Text) };
        let page = |lines: Vec<String>| lines.iter().map(|line| format!("{begin}{line}")).collect();
        (pages.into_iter().map(page).collect(), from)
    })
}

proptest! {
    #[test]
    fn fewer_than_five_pages_are_unchanged((pages, from) in pages(1..5)) {
        for (without, with) in outputs(&pages, from) {
            prop_assert_eq!(with, without);
        }
    }

    #[test]
    fn learning_only_removes_lines((pages, from) in pages(5..9)) {
        for (without, with) in outputs(&pages, from) {
            // If a page has a line twice, the later one may be left.
            for line in with.lines() {
                prop_assert!(without.lines().any(|kept| kept == line), "{line:?} is new");
            }
            // A headline without an article is not written.
            if with.is_empty() {
                continue;
            }
            for line in without.lines().filter(|line| with.lines().all(|kept| kept != *line)) {
                let on = pages.iter().filter(|page| page.contains(line)).count();
                prop_assert!(on * 5 >= pages.len() * 2, "{line:?} is on {on} of {} pages", pages.len());
            }
        }
    }
}

#[test]
fn fixtures_are_unchanged_among_fewer_than_five_pages() {
    for (name, bytes) in fixtures() {
        let Ok(page) = String::from_utf8(bytes) else { continue };
        // Copies of a page are never changed, so the other pages only share half of it.
        let part = page.char_indices().nth(page.chars().count() / 2).map_or("", |(at, _)| &page[..at]);
        let others = (1..4).map(|n| format!("{part}\n<p>This is the end of page {n}, and no other page has it."));
        let pages: Vec<String> = std::iter::once(page.clone()).chain(others).collect();
        for (without, with) in outputs(&pages, Input::Auto) {
            assert_eq!(with, without, "{name}");
        }
    }
}

//! The explanation of real pages: the fixtures.

use std::path::Path;

use scraper::Selector;

use super::*;
use crate::html::Parser;
use crate::model::Models;
use crate::{extract, options::Input};

/// Calls `see` with each HTML page among the fixtures and its blocks.
fn each_fixture(parser: Parser, mut see: impl FnMut(&str, &[ArticleBlock<'_>], &Judged)) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut seen = 0;
    for fixture in std::fs::read_dir(fixtures).expect("the fixtures") {
        let Ok(page) = std::fs::read(fixture.expect("a fixture").path().join("input.html")) else { continue };
        let options = Options { input: Input::Html, parser, source: true, ..Options::default() };
        let (_, windows) = extract::collect(&page[..], &options, &Models::BUILT_IN).expect("a page");
        let blocks = blocks(&windows[0], Models::BUILT_IN.of(true), &options);
        see(windows[0].source.as_deref().expect("the page"), &blocks, &windows[0]);
        seen += 1;
    }
    assert!(seen > 30, "{seen} fixtures");
}

#[test]
fn a_path_selects_the_element_of_its_block() {
    for parser in [Parser::Stream, Parser::Tree] {
        each_fixture(parser, |source, blocks, judged| {
            let page = Selectable::parse(source, parser);
            let elements: Vec<_> = page.elements().collect();
            let step = blocks.len() / 10 + 1;
            for (block, shown) in judged.document.blocks.iter().zip(blocks).step_by(step) {
                let path = shown.css_path.as_deref().expect("a path");
                let selector = Selector::parse(path).expect(path);
                let (number, _) = element(&judged.document, &block.markup.expect("markup"), shown.text);
                let found = (0u32..).zip(&elements).filter(|(_, element)| selector.matches(element));
                assert_eq!(found.map(|(at, _)| at).collect::<Vec<_>>(), [number], "{path}");
                assert!(path.len() < 160, "{path}");
            }
        });
    }
}

#[test]
fn every_block_is_explained() {
    let mut said = Vec::new();
    each_fixture(Parser::Stream, |_, blocks, _| {
        said.extend(blocks.iter().flat_map(|block| {
            assert!(!block.explanation.is_empty() && block.explanation.len() <= CLUES + 3, "{:?}", block.explanation);
            block.explanation.clone()
        }));
    });
    let count = |words: &str| said.iter().filter(|reason| reason.contains(words)).count();
    for words in ["link density", "same template as", "date line", "label of sharing", "long prose with", "typical of"]
    {
        assert!(count(words) > 0, "{words}");
    }
    let vague = count("blocks around it");
    assert!(vague * 3 < said.len(), "{vague} of {} reasons are about the blocks around", said.len());
}

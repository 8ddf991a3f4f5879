//! Tests of the generated pages.

use super::*;
use crate::documents;
use crate::synth::marks::{Mark, labels};
use crate::synth::pool::Body;

/// Returns a generator whose articles are made up.
fn generator() -> Generator {
    let words = words::read().unwrap();
    let mut pools: BTreeMap<(String, u8), Pool> = BTreeMap::new();
    for language in words.keys() {
        for fold in 0..crate::documents::FOLDS {
            let pool = pools.entry((language.clone(), fold)).or_default();
            for n in 0..12 {
                let sentence =
                    |m: usize| format!("The mill number {n} of {fold} ground flour, and in {m} it stopped for good.");
                let paragraphs =
                    (0..5).map(|m| (0..4).map(|k| sentence(m * 4 + k)).collect::<Vec<_>>().join(" ")).collect();
                let title = (n % 3 > 0).then(|| format!("Of mills, part {n}"));
                pool.add(Body { lang: language.clone(), id: n.to_string(), genre: String::new(), title, paragraphs });
            }
        }
    }
    Generator { words, pools }
}

#[test]
fn pages_are_the_same_in_every_run() {
    let (one, other) = (generator(), generator());
    for at in 0..20 {
        let (one, other) = (one.page(at), other.page(at));
        assert_eq!((one.id, one.input, one.gold), (other.id, other.input, other.gold));
    }
}

#[test]
fn every_family_yields_content_and_boilerplate() {
    let generator = generator();
    for family in FAMILIES {
        for at in 0..3 {
            let source = generator.page_of(family, "en", at);
            let name = family.name;
            assert!(source.gold.len() > 50, "{name}: {}", source.gold);
            let document = documents::segment(&source).unwrap();
            let labels = labels(&document, &source.spans);
            assert!(labels.contains(&Some(1.0)), "{name} has no content");
            assert!(labels.contains(&Some(0.0)), "{name} has no boilerplate");
            assert!(labels.contains(&None) || name == "archive", "{name} has no headline");
        }
    }
}

#[test]
fn spans_are_in_the_page_and_in_order() {
    let generator = generator();
    for family in FAMILIES {
        let source = generator.page_of(family, "en", 7);
        let mut end = 0;
        for span in &source.spans {
            assert!(span.range.start >= end && source.input.get(span.range.clone()).is_some(), "{}", family.name);
            end = span.range.end;
        }
        assert!(source.spans.iter().any(|span| span.mark == Mark::Content), "{}", family.name);
    }
}

#[test]
fn blocks_labelled_as_content_hold_the_gold_text() {
    let generator = generator();
    for family in FAMILIES {
        let source = generator.page_of(family, "en", 3);
        let document = documents::segment(&source).unwrap();
        let labels = labels(&document, &source.spans);
        let kept: Vec<&str> = document
            .blocks
            .iter()
            .zip(&labels)
            .filter(|(_, label)| **label == Some(1.0))
            .map(|(block, _)| document.text_of(block))
            .collect();
        let score = crate::word_f1::score(&kept.join("\n"), &source.gold);
        assert!(score.f1 > 0.95, "{}: {score:?}", family.name);
    }
}

#[test]
fn folds_have_families_of_every_kind() {
    for fold in 0..crate::documents::FOLDS {
        let kinds: std::collections::BTreeSet<&str> =
            FAMILIES.iter().filter(|family| family.fold == fold).map(|family| family.kind).collect();
        assert!(
            ["article", "forum", "documentation", "product"].iter().all(|kind| kinds.contains(kind)),
            "fold {fold}: {kinds:?}"
        );
    }
}

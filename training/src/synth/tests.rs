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

#[test]
fn texts_consist_of_the_story_and_residue() {
    let generator = generator();
    let mut forms = std::collections::BTreeSet::new();
    for at in 0..60 {
        let source = generator.text(at);
        let form = source.renderer.clone().unwrap();
        let of = |mark: Mark| source.spans.iter().filter(move |span| span.mark == mark).count();
        assert!(of(Mark::Content) > 0 && of(Mark::Title) == 1, "{}", source.id);
        if matches!(form.as_str(), "oneline" | "joined") {
            assert!(!source.input.contains('\n'), "{}", source.id);
        }
        let perfect = crate::exact::Exact::of(&source.gold, &source.input, &source.spans);
        assert_eq!((perfect.kept, perfect.left), (1.0, 0.0), "{}", source.id);
        let nothing_removed = crate::exact::Exact::of(&source.input, &source.input, &source.spans);
        assert!(of(Mark::Other) == 0 || form == "joined" || nothing_removed.left > 0.9, "{}", source.id);
        forms.insert(form);
    }
    assert_eq!(forms.len(), 6, "{forms:?}");
}

#[test]
fn flattened_pages_keep_their_labels() {
    let generator = generator();
    let mut forms = std::collections::BTreeSet::new();
    for at in 0..40 {
        let page = generator.page(at);
        for source in generator.flattened(at) {
            let words: usize = source.spans.iter().filter(|span| span.mark == Mark::Content).count();
            assert!(words > 0, "{} {:?}", source.id, source.renderer);
            let content: String = source
                .spans
                .iter()
                .filter(|span| span.mark == Mark::Content)
                .map(|span| format!("{}\n", &source.input[span.range.clone()]))
                .collect();
            let recall = crate::word_f1::score(&content, &page.gold).recall;
            assert!(recall > 0.9, "{} {:?}: {recall}", source.id, source.renderer);
            forms.insert(source.renderer.clone().unwrap());
        }
    }
    assert!(forms.len() > 12, "{forms:?}");
}

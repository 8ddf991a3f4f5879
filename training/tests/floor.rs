//! Holds a floor for the word F1 on pages whose sites the model has not seen.
//!
//! Fails after a change of features, segmentation or selection if the models were not trained
//! again.

use anyhow::Result;
use dehusk::Input;
use dehusk::internals::Options;
use dehusk_training::corpus::WCXB;
use dehusk_training::documents::{self, Renderings, Source};
use dehusk_training::folds;
use dehusk_training::word_f1::score;

/// One page of any set in this many is measured. `evaluate` measures all of them.
const HTML_STEP: usize = 13;
/// One rendering of WCXB in this many is measured. A page has seven renderings; with no common
/// factor, all kinds of rendering are measured.
const TEXT_STEP: usize = 20;
/// The word F1 of the models of `folds/` on these pages. A change that lowers it on purpose gives
/// the reason and updates it.
const HTML: f64 = 0.9190;
const TEXT: f64 = 0.8491;
/// Maximum distance from the floor. A smaller loss is noise; a larger gain means that the floor is
/// out of date.
const SLACK: f64 = 0.002;

/// Returns the mean word F1 of documents, by the models that have not seen their sites.
fn measured(html: bool, sources: impl Iterator<Item = Result<Source>>) -> Result<f64> {
    let models = folds::read(&folds::built_in(html), html, false)?;
    let from = if html { Input::Html } else { Input::Text };
    let options = Options { title: false, input: from, ..Options::default() };
    let mut scores = Vec::new();
    for source in sources {
        let source = source?;
        let document = dehusk::internals::clean(source.input.as_bytes(), &options, &models[usize::from(source.fold)])?;
        scores.push(score(&document.text, &source.gold).f1);
    }
    assert!(!scores.is_empty());
    Ok(scores.iter().sum::<f64>() / scores.len() as f64)
}

fn holds(what: &str, reached: f64, floor: f64) {
    println!("{what}: {reached:.4}, and {floor:.4} is the floor");
    assert!(reached >= floor - SLACK, "{what}: {reached:.4} is below {floor:.4}");
    assert!(reached <= floor + SLACK, "{what}: {reached:.4} is better than {floor:.4}: raise the floor");
}

#[test]
#[ignore = "needs the corpus, see CONTRIBUTING.md"]
fn the_word_f1_of_html_does_not_fall() -> Result<()> {
    holds("HTML", measured(true, documents::html()?.step_by(HTML_STEP))?, HTML);
    Ok(())
}

#[test]
#[ignore = "needs the corpus, see CONTRIBUTING.md"]
fn the_word_f1_of_text_does_not_fall() -> Result<()> {
    // Only WCXB. It comes first, and its renderings need not be made.
    let is_wcxb = |source: &Result<Source>| !matches!(source, Ok(source) if source.set != WCXB);
    let wcxb = documents::text(Renderings::Trained)?.take_while(is_wcxb);
    // Not every page is also rendered on one line.
    let is_of_all =
        |source: &Result<Source>| !matches!(source, Ok(source) if source.renderer.as_deref() == Some("oneline"));
    holds("text", measured(false, wcxb.filter(is_of_all).step_by(TEXT_STEP))?, TEXT);
    Ok(())
}

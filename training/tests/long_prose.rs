//! Long documents of prose are kept whole.

use dehusk::internals::Options;
use dehusk::{Input, Verdict};
use dehusk_training::lengthened::{Shape, Stories};
use dehusk_training::word_f1::score;

/// Concatenates articles of the corpus. The built-in models were trained on them; `evaluate` in
/// `training/` measures models that were not.
#[test]
#[ignore = "needs the corpus, see CONTRIBUTING.md"]
fn concatenated_articles_are_kept_whole() {
    let stories = Stories::read().expect("the corpus can be read");
    for html in [true, false] {
        let options = Options { input: if html { Input::Html } else { Input::Text }, ..Options::default() };
        for &shape in Shape::all(html) {
            for words in [2_000, 20_000] {
                let source = stories.alone(0, 3, words, shape);
                let document =
                    dehusk::internals::clean(source.input.as_bytes(), &options, &dehusk::internals::Models::BUILT_IN)
                        .expect("a page");
                let kept = score(&document.text, &source.gold).recall;
                assert!(kept > 0.97, "{kept} of {words} words, {shape:?}");
                assert_eq!(document.summary.verdict, Verdict::Ok, "{words} words, {shape:?}");
            }
        }
    }
}

//! Long documents that are nothing but prose come out whole.

use dehusk::internals::Options;
use dehusk::{Input, Verdict};
use dehusk_training::lengthened::{Shape, Stories};
use dehusk_training::word_f1::score;

/// Articles of the corpus put together. The built-in models know them;
/// `evaluate` of `training/` asks models that do not.
#[test]
#[ignore = "needs the corpus, see CONTRIBUTING.md"]
fn articles_put_together_are_not_thinned() {
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

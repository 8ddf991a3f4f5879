//! Markdown of the corpus has the words of the text.

#[path = "../../tests/properties/reading.rs"]
mod reading;

use dehusk::internals::Options;
use dehusk::{Input, OnDoubt};
use dehusk_training::corpus::{self, PAGES, Page};

/// Every tenth page of the corpus.
#[test]
#[ignore = "needs the corpus, see CONTRIBUTING.md"]
fn pages_of_the_corpus_have_the_same_words() {
    for page in corpus::read::<Page>(PAGES).expect("the corpus can be read").step_by(10) {
        let page = page.expect("a page");
        // A formula comes out in TeX, which is not the text that the page shows.
        if page.html.contains("application/x-tex") {
            continue;
        }
        let options = Options { input: Input::Html, url: page.url, on_doubt: OnDoubt::All, ..Options::default() };
        let difference = reading::difference(page.html.as_bytes(), &options);
        assert!(difference.is_none(), "{}: {:.2000}", page.id, difference.unwrap_or_default());
    }
}

//! The page that started the project. Its copyright forbids a copy here; the fixture
//! `text-icon-titles-en` has the same structure.

use std::fs;

use dehusk_training::corpus;

#[test]
#[ignore = "needs the seed page, see CONTRIBUTING.md"]
fn the_seed_comes_out_as_expected() {
    let corpus = corpus::directory().expect("DEHUSK_CORPUS names the directory of the corpus, see CONTRIBUTING.md");
    let read = |name: &str| {
        let path = corpus.join("seed").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let article = dehusk::extract(read("rt-putin.txt").as_bytes()).expect("a text");
    assert_eq!(article.text(), read("rt-putin.expected.txt"));
}

//! Texts that are clean already: the gold of a page by itself.
//!
//! Every page of the corpus has boilerplate, so a model that knows no other
//! finds some in any text, in its own output too. People run a cleaner over a
//! folder that holds cleaned files already. `evaluate` measures how much stays.

use crate::documents::Source;
use crate::random::Random;
use crate::{renderings, simple};

/// The rendering of a page beside which its clean text is put, so that there is
/// one of each page.
const BESIDE: &str = "innertext";
/// One in so many has its title above it.
const TITLED: usize = 2;

/// The gold text of a page as a document, for some with the title above it: in
/// HTML as paragraphs and headings, in text between blank lines, without, or
/// wrapped. `None` for other renderings of the page and where there is no gold.
pub fn cleaned(source: &Source) -> Option<Source> {
    let html = source.renderer.is_none();
    if !(html || source.renderer.as_deref() == Some(BESIDE)) || source.gold.trim().is_empty() {
        return None;
    }
    let mut random = Random::of(&source.id, Some("cleaned"));
    let titled = random.one_in(TITLED) && !source.title.is_empty() && !source.gold.contains(&source.title);
    let gold = if titled { format!("{}\n\n{}", source.title, source.gold) } else { source.gold.clone() };
    let (renderer, input) = match random.below(4) {
        // Its markup is all that there is to choose.
        _ if html => (None, simple::page(titled.then_some(source.title.as_str()), &source.gold)),
        0 => (Some("clean noblank"), renderings::without_blank_lines(&gold)),
        1 => (Some("clean wrapped"), renderings::wrapped(&gold)),
        _ => (Some("clean"), gold.clone()),
    };
    Some(Source { renderer: renderer.map(str::to_owned), gold, input, made: true, ..source.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: &str) -> Source {
        Source {
            id: id.to_owned(),
            page_type: "article".to_owned(),
            renderer: Some(BESIDE.to_owned()),
            set: "wcxb".to_owned(),
            not_content: String::new(),
            title: "Of mills".to_owned(),
            gold: "They stand by rivers.\n\nThey grind.".to_owned(),
            input: "Home\nOf mills\nThey stand by rivers.\nThey grind.\nShare".to_owned(),
            site: "mills.example".to_owned(),
            fold: 3,
            made: false,
        }
    }

    #[test]
    fn all_of_a_clean_text_is_gold() {
        for id in ["1", "2", "3", "4", "5", "6", "7", "8"] {
            let clean = cleaned(&page(id)).unwrap();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&clean.input), words(&clean.gold));
            assert!(clean.gold.ends_with("They stand by rivers.\n\nThey grind.") && clean.made && clean.fold == 3);
        }
    }

    #[test]
    fn there_is_one_of_a_page() {
        assert!(cleaned(&Source { renderer: Some("inscriptis".to_owned()), ..page("1") }).is_none());
        assert!(cleaned(&Source { renderer: None, ..page("1") }).unwrap().input.contains("<p>They grind.</p>"));
        assert!(cleaned(&Source { gold: " \n".to_owned(), ..page("1") }).is_none());
    }
}

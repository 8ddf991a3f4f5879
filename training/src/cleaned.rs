//! Texts that are already clean: the gold text of a page by itself.
//!
//! Every page of the corpus has boilerplate. A model trained on nothing else finds boilerplate in
//! any text, even in its own output. But people run a cleaner on folders that hold cleaned files,
//! too. `evaluate` measures how much of a clean text is kept.

use crate::documents::Source;
use crate::random::Random;
use crate::{renderings, simple};

/// The rendering to which the clean text of a page is added, so that each page has one.
const BESIDE: &str = "innertext";
/// One in this many clean texts has its title above it.
const TITLED: usize = 2;

/// Returns the gold text of a page as a document, sometimes with the title above it. In HTML, it
/// has paragraphs and headings; in text, its paragraphs stand between blank lines, without blank
/// lines, or wrapped. `None` for other renderings of the page and for pages without gold text.
pub fn cleaned(source: &Source) -> Option<Source> {
    let html = source.renderer.is_none();
    if !(html || source.renderer.as_deref() == Some(BESIDE)) || source.gold.trim().is_empty() {
        return None;
    }
    let mut random = Random::of(&source.id, Some("cleaned"));
    let titled = random.one_in(TITLED) && !source.title.is_empty() && !source.gold.contains(&source.title);
    let gold = if titled { format!("{}\n\n{}", source.title, source.gold) } else { source.gold.clone() };
    let (renderer, input) = match random.below(4) {
        // HTML has only one form.
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
            comments: String::new(),
            title: "Of mills".to_owned(),
            gold: "They stand by rivers.\n\nThey grind.".to_owned(),
            input: "Home\nOf mills\nThey stand by rivers.\nThey grind.\nShare".to_owned(),
            site: "mills.example".to_owned(),
            fold: 3,
            made: false,
            spans: Vec::new(),
        }
    }

    #[test]
    fn a_clean_text_is_all_gold() {
        for id in ["1", "2", "3", "4", "5", "6", "7", "8"] {
            let clean = cleaned(&page(id)).unwrap();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&clean.input), words(&clean.gold));
            assert!(clean.gold.ends_with("They stand by rivers.\n\nThey grind.") && clean.made && clean.fold == 3);
        }
    }

    #[test]
    fn a_page_has_one_clean_text() {
        assert!(cleaned(&Source { renderer: Some("inscriptis".to_owned()), ..page("1") }).is_none());
        assert!(cleaned(&Source { renderer: None, ..page("1") }).unwrap().input.contains("<p>They grind.</p>"));
        assert!(cleaned(&Source { gold: " \n".to_owned(), ..page("1") }).is_none());
    }
}

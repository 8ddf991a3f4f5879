//! Headline: chooses among the title candidates once the blocks are scored.

use crate::document::Document;
use crate::features::Features;
use crate::features::shape::Shape;
use crate::features::title::main_part;
use crate::rules::Applied;
use crate::rulings::Rulings;

/// p(keep) from which a block of a text belongs to the story and is no headline. The models were
/// trained on references without headlines, so a headline scores low: about half of the
/// candidates below 0.6 are the headline, and one in five above.
const STORY: f32 = 0.6;

/// The headline of a page and where it stands.
#[derive(Debug, Default, Clone)]
pub struct Headline {
    /// Indices of its blocks, if it stands on the page; a heading with line breaks in it has
    /// several.
    pub blocks: Vec<usize>,
    /// Its text, from the head of the page if it stands in no block. `None` if there is no
    /// headline.
    pub text: Option<String>,
    /// Hash of its words, as in [`Shape::hash`].
    hash: Option<u64>,
    /// Whether rules drop all of it.
    is_dropped: bool,
}

impl Headline {
    /// Chooses the headline of a window. `p` is p(keep) of its blocks.
    ///
    /// In HTML the likeliest candidate is right often enough. In text it is the likeliest
    /// that does not look like a sentence of the story.
    pub fn find(
        document: &Document,
        features: &Features,
        p: &[f32],
        rulings: &Rulings,
        rules: &Applied<'_>,
    ) -> Headline {
        // In a text with little boilerplate everything scores high. There, the first line of the
        // story may be the headline if it ends like one and scores less than the line below.
        let story = p.iter().position(|&p| p >= STORY);
        let ends_open = |at: usize| features.shapes[at].last.is_alphanumeric();
        let is_first =
            |at: usize| story == Some(at) && ends_open(at) && p.get(at + 1).is_some_and(|&next| p[at] < next);
        let is_line_of_story = |at: usize| p[at] >= STORY && !is_first(at);
        let is_story = |blocks: &&Vec<usize>| !document.html && blocks.iter().any(|&at| is_line_of_story(at));
        let chosen = features.title.ranked.iter().find(|blocks| !is_story(blocks));
        let Some(blocks) = chosen.cloned() else {
            let text = main_part(&document.head).filter(|_| document.html).map(str::to_owned);
            let ruling = text.as_deref().and_then(|text| rules.ruling(text));
            return Headline { text, is_dropped: ruling.is_some_and(|ruling| !ruling.keep), ..Headline::default() };
        };
        let is_dropped = blocks.iter().all(|&at| rulings.drops(at));
        Headline {
            text: Some(printed(document, &blocks, rulings)),
            hash: Some(hash(document, features, &blocks)),
            blocks,
            is_dropped,
        }
    }

    /// Returns the index of its first block, if it stands on the page.
    pub fn first(&self) -> Option<usize> {
        self.blocks.first().copied()
    }

    /// Whether a block is part of the headline or repeats it.
    pub fn is(&self, at: usize, shape: &Shape) -> bool {
        self.blocks.contains(&at) || self.hash == Some(shape.hash)
    }

    /// Whether rules drop the whole headline. If they do, it is not printed from the head of the
    /// page either.
    pub fn is_dropped(&self) -> bool {
        self.is_dropped
    }
}

/// Joins the text of blocks, without what rules drop, unless they drop all of it.
fn printed(document: &Document, blocks: &[usize], rulings: &Rulings) -> String {
    let all = blocks.iter().all(|&at| rulings.drops(at));
    let shown = blocks.iter().filter(|&&at| all || !rulings.drops(at));
    let texts: Vec<_> = shown.map(|&at| rulings.printed(document, &document.blocks[at])).collect();
    texts.join(" ").trim().to_owned()
}

/// Hashes the words of blocks as if they were one block.
fn hash(document: &Document, features: &Features, blocks: &[usize]) -> u64 {
    if let [at] = blocks {
        return features.shapes[*at].hash;
    }
    let texts: Vec<_> = blocks.iter().map(|&at| document.text_of(&document.blocks[at])).collect();
    Shape::count(&texts.join(" "), &mut Vec::new()).hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{learned::Learned, measure};
    use crate::html::Parser;
    use crate::segment::{html, text};

    /// The headline's block of a page whose first block is known to be of the story.
    fn headline(document: &Document) -> Option<usize> {
        let features = measure(document, &Learned::default());
        assert_eq!(features.title.likeliest(), [0]);
        let mut p = vec![0.1; document.blocks.len()];
        p[0] = 0.9;
        let headline = Headline::find(document, &features, &p, &Rulings::default(), &Applied::default());
        let text = headline.first().map(|at| document.text_of(&document.blocks[at]));
        assert_eq!(headline.text.as_deref(), text);
        headline.first()
    }

    const STORY: &str = "The mill on the upper pond ground its first flour on Saturday, forty-one years after \
        the wheel was stopped by order of the council of the village and its miller went away.\n";

    #[test]
    fn a_block_of_the_story_is_no_headline_in_text() {
        let text = |beginning: &str| {
            let mut document = Document { text: format!("{beginning}{STORY}"), ..Document::default() };
            text::segment_whole(&mut document);
            document
        };
        assert_eq!(headline(&text("The Old Mill on the Pond\n\n")), None);
        let document = text("The Old Mill on the Pond\n\nThe Village Wheel\n\n");
        assert_eq!(headline(&document), Some(1));
        // A clean text.
        let document = text("The Old Mill on the Pond\n\n");
        let features = measure(&document, &Learned::default());
        let headline_at =
            |p: &[f32]| Headline::find(&document, &features, p, &Rulings::default(), &Applied::default()).first();
        assert_eq!((headline_at(&[0.9, 0.99]), headline_at(&[0.99, 0.9])), (Some(0), None));
        let html = html::segment(&format!("<h1>The Old Mill on the Pond</h1><p>{STORY}"), Parser::Stream);
        assert_eq!(headline(&html), Some(0));
    }
}

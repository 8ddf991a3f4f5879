//! Which line is the headline.

mod html;
pub mod text;

use super::overview::Overview;
use super::shape::Shape;
use crate::document::{Document, Metadata};
use crate::words::hash::Fnv32;

/// The headline of a page and where it stands.
#[derive(Debug, Default, Clone)]
pub struct Headline {
    /// Indices of its lines, if it stands on the page; a heading with line breaks
    /// in it has several.
    pub blocks: Vec<usize>,
    /// Its text; from the head of the page when it stands on no line.
    pub text: Option<String>,
    /// Of its words, as that of a line.
    hash: Option<u64>,
    /// Lines of a text that it is if not this one, likeliest first.
    others: Vec<usize>,
    /// Share of each line's words that the title has; 0 without a title or for
    /// a line too long to be one.
    pub overlaps: Vec<f32>,
}

/// Marks that set a site's name apart from the headline in a title.
const TITLE_MARKS: [char; 8] = ['|', '»', '«', '·', '–', '—', '•', '›'];
/// p(keep) from which a line of a text is one of the story and no headline: the models
/// learned from golds that leave the headline out. Out-of-fold on the corpus, of the lines
/// found to be it 64 of 100 below .2 are the title, 52 of 100 from there to .6, 18 above.
const STORY: f32 = 0.6;
/// How many times as long as the first part of a title another one is that names the page.
const MUCH_LONGER: usize = 3;

impl Headline {
    /// Finds it. Of the `overview`, only where its prose stands is asked.
    pub fn of(document: &Document, shapes: &[Shape], overview: &Overview) -> Headline {
        if document.html { Headline::of_html(document, shapes) } else { Headline::of_text(document, shapes, overview) }
    }

    fn of_html(document: &Document, shapes: &[Shape]) -> Headline {
        let meta = &document.meta;
        let title = Title::of_html(meta);
        let mut overlaps = Vec::with_capacity(document.blocks.len());
        let blocks = html::find(document, shapes, &title, &mut overlaps);
        let from_head = || main_part(meta).map(str::to_owned);
        let text = if blocks.is_empty() { from_head() } else { Some(printed(document, &blocks)) };
        let hash = match blocks[..] {
            [] => None,
            [at] => Some(shapes[at].hash),
            _ => {
                let texts: Vec<_> = blocks.iter().map(|&at| document.text_of(&document.blocks[at])).collect();
                Some(Shape::count(&texts.join(" "), &mut Vec::new()).hash)
            }
        };
        Headline { blocks, text, hash, others: Vec::new(), overlaps }
    }

    fn of_text(document: &Document, shapes: &[Shape], overview: &Overview) -> Headline {
        // Only the beginning of a document has a headline.
        if document.continues {
            return Headline::default();
        }
        let mut others = text::find(document, shapes, overview);
        if others.is_empty() {
            return Headline::default();
        }
        let block = others.remove(0);
        let title = Title::new(&[], &[document.text_of(&document.blocks[block])]);
        let mut words = Vec::new();
        let overlap = |(block, shape)| title.overlap(document.text_of(block), shape, &mut words);
        let overlaps = document.blocks.iter().zip(shapes).map(overlap).collect();
        let mut headline = Headline { others, overlaps, ..Headline::default() };
        headline.stands_on(block, document, shapes);
        headline
    }

    fn stands_on(&mut self, block: usize, document: &Document, shapes: &[Shape]) {
        self.blocks = vec![block];
        self.text = Some(printed(document, &self.blocks));
        self.hash = Some(shapes[block].hash);
    }

    /// Takes that of a text back if its line is one of the story by the lines' p(keep),
    /// and the likeliest that is none instead. Markup knows better.
    pub fn reconsider(&mut self, document: &Document, shapes: &[Shape], p: &[f32]) {
        let is_story = |&at: &usize| p[at] >= STORY;
        if document.html || !self.blocks.iter().any(is_story) {
            return;
        }
        match self.others.iter().position(|at| !is_story(at)) {
            Some(next) => self.stands_on(self.others[next], document, shapes),
            None => (self.blocks, self.text, self.hash) = (Vec::new(), None, None),
        }
    }

    /// Index of its first line, if it stands on the page.
    pub fn block(&self) -> Option<usize> {
        self.blocks.first().copied()
    }

    /// Whether it stands on lines that a rule drops.
    pub fn is_dropped(&self, document: &Document) -> bool {
        !self.blocks.is_empty() && self.blocks.iter().all(|&at| document.blocks[at].is_dropped())
    }

    /// Whether a line is one of the headline's, or says it again.
    pub fn is(&self, at: usize, shape: &Shape) -> bool {
        self.blocks.contains(&at) || self.hash == Some(shape.hash)
    }
}

/// What lines say one after another, without what rules drop, unless they drop
/// all of it.
fn printed(document: &Document, blocks: &[usize]) -> String {
    let blocks = || blocks.iter().map(|&at| &document.blocks[at]);
    let all = blocks().all(|block| block.is_dropped());
    let texts: Vec<_> =
        blocks().filter(|block| all || !block.is_dropped()).map(|block| document.printed(block)).collect();
    texts.join(" ").trim().to_owned()
}

/// What the title says, as hashes of words.
struct Title {
    /// Different words, sorted.
    words: Vec<u32>,
    /// The words of the whole and of its parts, one after another.
    parts: Vec<Vec<u32>>,
    /// The part that names the page, and the name of the site.
    main: Vec<u32>,
    site: Vec<u32>,
}

impl Title {
    fn of_html(meta: &Metadata) -> Title {
        let titles = [&meta.title, &meta.social_title].map(|title| title.as_deref().unwrap_or_default());
        let mut title = Title::new(&titles, &titles);
        hash_words(main_part(meta).unwrap_or_default(), &mut title.main);
        hash_words(meta.site.as_deref().unwrap_or_default(), &mut title.site);
        title
    }

    /// Takes titles, and all texts whose words count as those of a title.
    fn new(titles: &[&str], texts: &[&str]) -> Title {
        let mut words = Vec::new();
        texts.iter().for_each(|text| hash_words(text, &mut words));
        words.sort_unstable();
        words.dedup();
        let parts = titles.iter().flat_map(|title| title_parts(title).chain([*title]));
        let parts = parts.map(|part| {
            let mut words = Vec::new();
            hash_words(part, &mut words);
            words
        });
        let parts = parts.filter(|words| !words.is_empty()).collect();
        Title { words, parts, main: Vec::new(), site: Vec::new() }
    }

    /// What is said of these words by the title.
    fn names(&self, words: &[u32], is_link: bool) -> Names {
        match self.parts.iter().any(|part| part == words) {
            _ if !words.is_empty() && words == self.site && words != self.main => Names::Site,
            true if words == self.main => Names::Document,
            // What leads to the site's front page is its name.
            true if is_link => Names::Site,
            true => Names::Part,
            false => Names::Neither,
        }
    }

    /// Share of a line's words that the title has. Leaves their hashes in
    /// `words`, none of a line too long to be one.
    fn overlap(&self, text: &str, shape: &Shape, words: &mut Vec<u32>) -> f32 {
        words.clear();
        if self.words.is_empty() || shape.words > html::MOST_WORDS {
            return 0.0;
        }
        hash_words(text, words);
        self.shared(words)
    }

    /// Share of these words that the title has.
    fn shared(&self, words: &[u32]) -> f32 {
        let shared = words.iter().filter(|word| self.words.binary_search(word).is_ok()).count();
        shared as f32 / words.len().max(1) as f32
    }
}

/// What some words name, as far as the title says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Nothing: they are no part of the title.
    Neither,
    /// The page.
    Document,
    /// The site.
    Site,
    /// One or the other, or a section.
    Part,
}

/// Appends the hashes of the words of a text, lower-cased.
fn hash_words(text: &str, out: &mut Vec<u32>) {
    let (mut hash, mut within) = (Fnv32::EMPTY, false);
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            (hash, within) = (hash.byte(c.to_ascii_lowercase() as u8), true);
        } else if !c.is_ascii() && c.is_alphanumeric() {
            (hash, within) = (c.to_lowercase().fold(hash, Fnv32::char), true);
        } else if within {
            out.push(hash.get());
            (hash, within) = (Fnv32::EMPTY, false);
        }
    }
    if within {
        out.push(hash.get());
    }
}

fn same_words(a: &str, b: &str) -> bool {
    let mut words = [Vec::new(), Vec::new()];
    hash_words(a, &mut words[0]);
    hash_words(b, &mut words[1]);
    !words[0].is_empty() && words[0] == words[1]
}

/// The parts of a title between the marks that set a site's name apart.
fn title_parts(title: &str) -> impl Iterator<Item = &str> {
    let parts = title.split(TITLE_MARKS).flat_map(|part| part.split(" - "));
    parts
        .flat_map(|part| part.split(" / "))
        .flat_map(|part| part.split(" :: "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The part of a title that names the page: the one that the title for social media says,
/// else the first that is not the site's name, unless another is much longer. Of 1,096
/// titles of the corpus in several parts one of these is like the corpus's own 941 times,
/// the longest part 871 times (by a sketch of this in another language).
fn main_part(meta: &Metadata) -> Option<&str> {
    let title = meta.title.as_deref().or(meta.social_title.as_deref())?;
    let is = |part: &str, name: &Option<String>| name.as_deref().is_some_and(|name| same_words(name, part));
    let parts = || title_parts(title).filter(|part| !is(part, &meta.site));
    let social = parts().find(|part| is(part, &meta.social_title));
    // As in `Mill Blog: The weir`.
    let is_part =
        |social: &&str| social.len() < title.len() && title.contains(social) && title_parts(social).nth(1).is_none();
    let social = social.or_else(|| meta.social_title.as_deref().filter(is_part));
    let longest = parts().max_by_key(|part| part.len());
    let first = parts().next().filter(|first| longest.is_none_or(|longest| longest.len() <= MUCH_LONGER * first.len()));
    social.or(first).or(longest).or(Some(title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;
    use crate::features::{learned::Learned, measure};
    use crate::segment::{html, text};

    /// The headline's line of a page, once its first line is known to be of the story.
    fn reconsidered(document: &Document) -> Option<usize> {
        let measured = measure(document, &Learned::default());
        let mut headline = measured.overview.headline;
        assert_eq!(headline.block(), Some(0));
        let mut p = vec![0.1; document.blocks.len()];
        p[0] = 0.9;
        headline.reconsider(document, &measured.shapes, &p);
        let text = headline.block().map(|at| document.text_of(&document.blocks[at]));
        assert_eq!(headline.text.as_deref(), text);
        headline.block()
    }

    const STORY: &str = "The mill on the upper pond ground its first flour on Saturday, forty-one years after \
        the wheel was stopped by order of the council of the village and its miller went away.\n";

    #[test]
    fn a_line_of_a_text_that_is_of_the_story_is_no_headline() {
        let text = |beginning: &str| {
            let mut document = Document { text: format!("{beginning}{STORY}"), ..Document::default() };
            text::segment(&mut document, 0, 1, false, &|_| false);
            document
        };
        assert_eq!(reconsidered(&text("The Old Mill on the Pond\n\n")), None);
        let document = text("The Old Mill on the Pond\n\nThe Village Wheel\n\n");
        assert_eq!(reconsidered(&document), Some(1));
        let html = html::segment(&format!("<h1>The Old Mill on the Pond</h1><p>{STORY}"), Parser::Stream);
        assert_eq!(reconsidered(&html), Some(0));
    }
}

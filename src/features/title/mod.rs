//! Which line is the headline.

mod html;
pub mod text;

use super::document::Document;
use super::shape::Shape;
use crate::lexicon::hash::{HASH_OFFSET, hash_char, hash_step};
use crate::line::{Meta, Page};

/// The headline of a page and where it stands.
#[derive(Debug, Default, Clone)]
pub struct Headline {
    /// Indices of its lines, if it stands on the page; a heading with line breaks
    /// in it has several.
    pub lines: Vec<usize>,
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
    /// Finds it. Of the `document`, only where its prose stands is asked.
    pub fn of(page: &Page, shapes: &[Shape], document: &Document) -> Headline {
        if page.html { Headline::of_html(page, shapes) } else { Headline::of_text(page, shapes, document) }
    }

    fn of_html(page: &Page, shapes: &[Shape]) -> Headline {
        let meta = &page.meta;
        let title = Title::of_html(meta);
        let mut overlaps = Vec::with_capacity(page.lines.len());
        let lines = html::find(page, shapes, &title, &mut overlaps);
        let from_head = || main_part(meta).map(str::to_owned);
        let text = if lines.is_empty() { from_head() } else { Some(printed(page, &lines)) };
        let hash = match lines[..] {
            [] => None,
            [at] => Some(shapes[at].hash),
            _ => {
                let texts: Vec<_> = lines.iter().map(|&at| page.text_of(&page.lines[at])).collect();
                Some(Shape::count(&texts.join(" "), &mut Vec::new()).hash)
            }
        };
        Headline { lines, text, hash, others: Vec::new(), overlaps }
    }

    fn of_text(page: &Page, shapes: &[Shape], document: &Document) -> Headline {
        // Only the beginning of a document has a headline.
        if page.continues {
            return Headline::default();
        }
        let mut others = text::find(page, shapes, document);
        if others.is_empty() {
            return Headline::default();
        }
        let line = others.remove(0);
        let title = Title::new(&[], &[page.text_of(&page.lines[line])]);
        let mut words = Vec::new();
        let overlap = |(line, shape)| title.overlap(page.text_of(line), shape, &mut words);
        let overlaps = page.lines.iter().zip(shapes).map(overlap).collect();
        let mut headline = Headline { others, overlaps, ..Headline::default() };
        headline.stands_on(line, page, shapes);
        headline
    }

    fn stands_on(&mut self, line: usize, page: &Page, shapes: &[Shape]) {
        self.lines = vec![line];
        self.text = Some(printed(page, &self.lines));
        self.hash = Some(shapes[line].hash);
    }

    /// Takes that of a text back if its line is one of the story by the lines' p(keep),
    /// and the likeliest that is none instead. Markup knows better.
    pub fn reconsider(&mut self, page: &Page, shapes: &[Shape], p: &[f32]) {
        let is_story = |&at: &usize| p[at] >= STORY;
        if page.html || !self.lines.iter().any(is_story) {
            return;
        }
        match self.others.iter().position(|at| !is_story(at)) {
            Some(next) => self.stands_on(self.others[next], page, shapes),
            None => (self.lines, self.text, self.hash) = (Vec::new(), None, None),
        }
    }

    /// Index of its first line, if it stands on the page.
    pub fn line(&self) -> Option<usize> {
        self.lines.first().copied()
    }

    /// Whether it stands on lines that a rule drops.
    pub fn is_dropped(&self, page: &Page) -> bool {
        !self.lines.is_empty() && self.lines.iter().all(|&at| page.lines[at].is_dropped())
    }

    /// Whether a line is one of the headline's, or says it again.
    pub fn is(&self, at: usize, shape: &Shape) -> bool {
        self.lines.contains(&at) || self.hash == Some(shape.hash)
    }
}

/// What lines say one after another, without what rules drop, unless they drop
/// all of it.
fn printed(page: &Page, lines: &[usize]) -> String {
    let lines = || lines.iter().map(|&at| &page.lines[at]);
    let all = lines().all(|line| line.is_dropped());
    let texts: Vec<_> = lines().filter(|line| all || !line.is_dropped()).map(|line| page.printed(line)).collect();
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
    fn of_html(meta: &Meta) -> Title {
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
            true if words == self.main => Names::Page,
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
    Page,
    /// The site.
    Site,
    /// One or the other, or a section.
    Part,
}

/// Appends the hashes of the words of a text, lower-cased.
fn hash_words(text: &str, out: &mut Vec<u32>) {
    let (mut hash, mut within) = (HASH_OFFSET, false);
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            (hash, within) = (hash_step(hash, c.to_ascii_lowercase() as u8), true);
        } else if !c.is_ascii() && c.is_alphanumeric() {
            (hash, within) = (c.to_lowercase().fold(hash, hash_char), true);
        } else if within {
            out.push(hash);
            (hash, within) = (HASH_OFFSET, false);
        }
    }
    if within {
        out.push(hash);
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
fn main_part(meta: &Meta) -> Option<&str> {
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
    use crate::evidence::{learned::Learned, measure};
    use crate::segment::{html, text};

    /// The headline's line of a page, once its first line is known to be of the story.
    fn reconsidered(page: &Page) -> Option<usize> {
        let measured = measure(page, &Learned::default());
        let mut headline = measured.document.headline;
        assert_eq!(headline.line(), Some(0));
        let mut p = vec![0.1; page.lines.len()];
        p[0] = 0.9;
        headline.reconsider(page, &measured.shapes, &p);
        let text = headline.line().map(|at| page.text_of(&page.lines[at]));
        assert_eq!(headline.text.as_deref(), text);
        headline.line()
    }

    const STORY: &str = "The mill on the upper pond ground its first flour on Saturday, forty-one years after \
        the wheel was stopped by order of the council of the village and its miller went away.\n";

    #[test]
    fn a_line_of_a_text_that_is_of_the_story_is_no_headline() {
        let text = |beginning: &str| {
            let mut page = Page { text: format!("{beginning}{STORY}"), ..Page::default() };
            text::segment(&mut page, 0, 1, false, &|_| false);
            page
        };
        assert_eq!(reconsidered(&text("The Old Mill on the Pond\n\n")), None);
        let page = text("The Old Mill on the Pond\n\nThe Village Wheel\n\n");
        assert_eq!(reconsidered(&page), Some(1));
        let html = html::segment(&format!("<h1>The Old Mill on the Pond</h1><p>{STORY}"), Parser::Stream);
        assert_eq!(reconsidered(&html), Some(0));
    }
}

//! Documents longer than those of the corpus, made from its texts.
//!
//! The corpus has hardly any long page that is mostly content, and models trained on it alone take
//! the paragraphs of a book for boilerplate. So some pages get paragraphs of other pages, and some
//! documents consist of nothing but articles. Both only use articles of their own fold, so that
//! cross-validation stays valid.

use anyhow::Result;

use crate::corpus::{self, PAGES, WCXB};
use crate::documents::{FOLDS, Source, fold_of};
use crate::labels;
use crate::random::Random;
use crate::renderings;
use crate::simple::{element, escaped, is_heading};

/// Number of words to lengthen a page by, chosen at random.
const ADDED: [usize; 5] = [3_000, 6_000, 12_000, 25_000, 50_000];
/// Number of words of a document of articles alone, in turn.
const ALONE: [usize; 5] = [400, 1_500, 5_000, 14_000, 40_000];
/// One article of HTML in this many is lengthened.
const SHARE_HTML: usize = 12;
/// One article of text in this many is lengthened.
const SHARE_TEXT: usize = 30;
/// Upper bound of the number of the first article. Numbers beyond the last article wrap around.
const ANY: usize = 1 << 20;
/// Minimum number of words of an article that is lengthened.
const LEAST_WORDS: usize = 300;
/// Minimum number of words of the paragraph that the added paragraphs follow.
const LEAST_ANCHOR: usize = 20;

/// The articles of the corpus, by fold.
pub struct Stories(Vec<Vec<String>>);

/// The form of a document of articles alone.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Paragraphs of HTML, directly in the body.
    Bare,
    /// Paragraphs and headings of HTML in an element.
    Set,
    /// Paragraphs of text between blank lines.
    Blocks,
    /// Paragraphs of text, one per line.
    Lines,
    /// Wrapped paragraphs of text between blank lines.
    Wrapped,
    /// All paragraphs of text on one line.
    Line,
}

impl Shape {
    /// Returns the shapes of a mode.
    pub fn all(html: bool) -> &'static [Shape] {
        if html { &[Shape::Bare, Shape::Set] } else { &[Shape::Blocks, Shape::Lines, Shape::Wrapped, Shape::Line] }
    }
}

impl Stories {
    /// Reads the articles of the corpus.
    ///
    /// # Errors
    /// As [`corpus::read`].
    pub fn read() -> Result<Stories> {
        let mut stories = Stories(vec![Vec::new(); usize::from(FOLDS)]);
        for page in corpus::read::<corpus::Page>(PAGES)? {
            let page = page?;
            let fold = fold_of(&page);
            match page.main_content {
                Some(gold) if page.page_type == "article" => stories.0[usize::from(fold)].push(gold),
                _ => {}
            }
        }
        Ok(stories)
    }

    /// Returns the paragraphs of articles from number `from` on, until they have `words` words.
    fn paragraphs(&self, fold: u8, from: usize, words: usize) -> Vec<&str> {
        let stories = &self.0[usize::from(fold)];
        let (mut paragraphs, mut taken) = (Vec::new(), 0);
        for at in 0..stories.len() {
            for paragraph in stories[(from + at) % stories.len()].lines().map(str::trim).filter(|p| !p.is_empty()) {
                if taken >= words {
                    return paragraphs;
                }
                taken += labels::words(paragraph).len();
                paragraphs.push(paragraph);
            }
        }
        paragraphs
    }

    /// Returns a document that consists of the articles of a fold, from number `from` on, with
    /// about `words` words.
    pub fn alone(&self, fold: u8, from: usize, words: usize, shape: Shape) -> Source {
        let paragraphs = self.paragraphs(fold, from, words);
        let gold = paragraphs.join("\n");
        let input = match shape {
            Shape::Bare => format!("<body>{}", paragraphs.iter().map(|p| element("p", p)).collect::<String>()),
            Shape::Set => {
                let element = |p: &&str| element(if is_heading(p) { "h2" } else { "p" }, p);
                let body: String = paragraphs.iter().map(element).collect();
                format!("<!doctype html><title>{}</title><body><div>{body}</div>", escaped(paragraphs[0]))
            }
            Shape::Blocks => paragraphs.join("\n\n"),
            Shape::Lines => gold.clone(),
            Shape::Wrapped => renderings::wrapped(&paragraphs.join("\n\n")),
            Shape::Line => paragraphs.join(" "),
        };
        let html = matches!(shape, Shape::Bare | Shape::Set);
        let id = format!("alone {fold} {from} {words} {shape:?}");
        Source {
            title: String::new(),
            set: WCXB.to_owned(),
            not_content: String::new(),
            comments: String::new(),
            site: id.clone(),
            id,
            page_type: "article".to_owned(),
            renderer: (!html).then(|| format!("{shape:?}").to_lowercase()),
            gold,
            input,
            fold,
            made: true,
            spans: Vec::new(),
        }
    }

    /// Returns the documents of articles alone to train on.
    pub fn all_alone(&self, html: bool) -> impl Iterator<Item = Source> {
        let documents = (0..FOLDS).flat_map(move |fold| {
            let shapes = Shape::all(html).iter().enumerate();
            shapes.flat_map(move |(n, &shape)| {
                ALONE.into_iter().enumerate().map(move |(m, words)| (fold, n, m, words, shape))
            })
        });
        documents.map(|(fold, n, m, words, shape)| self.alone(fold, 29 * n + 13 * m, words, shape))
    }

    /// Returns a page with other articles inserted after one of its paragraphs; `None` for pages
    /// that are not chosen for it.
    pub fn lengthened(&self, source: &Source) -> Option<Source> {
        let html = source.renderer.is_none();
        let mut random = Random::of(&source.id, source.renderer.as_deref());
        if !matches!(source.page_type.as_str(), "article" | "documentation")
            || !random.one_in(if html { SHARE_HTML } else { SHARE_TEXT })
            || labels::words(&source.gold).len() < LEAST_WORDS
        {
            return None;
        }
        let paragraphs = self.paragraphs(source.fold, random.below(ANY), ADDED[random.below(ADDED.len())]);
        let mut anchors: Vec<&str> = source.gold.lines().map(str::trim).collect();
        anchors.retain(|anchor| labels::words(anchor).len() >= LEAST_ANCHOR);
        anchors.sort_by_key(|anchor| std::cmp::Reverse(anchor.len()));
        let (input, anchor) = anchors.into_iter().find_map(|anchor| {
            let mut places = source.input.match_indices(anchor).map(|(at, _)| at);
            let (Some(at), None) = (places.next(), places.next()) else { return None };
            let (before, after) = (&source.input[..at], &source.input[at + anchor.len()..]);
            let added = if html { after_element(before, after, &paragraphs)? } else { after_line(after, &paragraphs) };
            Some((format!("{before}{anchor}{added}{after}"), anchor))
        })?;
        let input = match source.renderer.as_deref() {
            Some("innertext") if random.one_in(2) => renderings::wrapped(&input),
            _ => input,
        };
        let gold = source.gold.replacen(anchor, &format!("{anchor}\n{}", paragraphs.join("\n")), 1);
        Some(Source { input, gold, made: true, ..source.clone() })
    }
}

/// Returns the paragraphs as elements that follow the open one; `None` if the open element is not
/// a `p` that holds nothing but its text.
fn after_element(before: &str, after: &str, paragraphs: &[&str]) -> Option<String> {
    let tag = &before[before.rfind('<')?..];
    let open = tag.strip_prefix("<p").filter(|rest| rest.starts_with(['>', ' ']))?;
    if open.find('>')? + 1 < open.trim_end().len() || !after.trim_start().starts_with("</p>") {
        return None;
    }
    Some(paragraphs.iter().flat_map(|paragraph| ["</p>\n".to_owned(), tag.to_owned(), escaped(paragraph)]).collect())
}

/// Returns the paragraphs, with the white space before `after` before each of them.
fn after_line(after: &str, paragraphs: &[&str]) -> String {
    let space = &after[..after.len() - after.trim_start().len()];
    paragraphs.iter().flat_map(|paragraph| [space, paragraph]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stories() -> Stories {
        Stories(vec![vec!["Of mills\n\nThey stand by rivers & <brooks>.".to_owned()]])
    }

    #[test]
    fn a_document_of_articles_alone_is_all_gold() {
        let source = stories().alone(0, 0, 100, Shape::Set);
        assert!(source.input.contains("<h2>Of mills</h2>\n<p>They stand by rivers &amp; &lt;brooks>.</p>"));
        assert_eq!(source.gold, "Of mills\nThey stand by rivers & <brooks>.");
        assert_eq!(stories().alone(0, 0, 100, Shape::Blocks).input, "Of mills\n\nThey stand by rivers & <brooks>.");
    }

    #[test]
    fn added_paragraphs_have_the_same_element() {
        let added = after_element("<div><p class=a>", "</p><p>", &["One", "Two"]);
        assert_eq!(added.as_deref(), Some("</p>\n<p class=a>One</p>\n<p class=a>Two"));
        assert_eq!(after_element("<div><p>And <b>", "</b></p>", &["One"]), None);
        assert_eq!(after_element("<p>And ", "</p>", &["One"]), None);
        assert_eq!(after_line("\n\nThe end", &["One", "Two"]), "\n\nOne\n\nTwo");
    }
}

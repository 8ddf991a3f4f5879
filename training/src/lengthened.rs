//! Documents longer than those of the corpus, made of its texts.
//!
//! As a browser shows them, only four of its 1,497 pages have more than 12,000 words, and the
//! gold holds at most 0.70 of any of them. A model that has seen no other long page takes the
//! paragraphs of a book for boilerplate. So some pages get paragraphs of other pages, and some
//! documents are made of articles, one after the other. Both take their text from one fold, so
//! that cross-validation stays valid.

use anyhow::Result;

use crate::corpus::{self, PAGES, WCXB};
use crate::documents::{FOLDS, Source, fold_of};
use crate::labels;
use crate::random::Random;
use crate::renderings;
use crate::simple::{element, escaped, is_heading};

/// Words that pages are lengthened by, by chance.
const ADDED: [usize; 5] = [3_000, 6_000, 12_000, 25_000, 50_000];
/// Words of documents of articles alone, by turns.
const ALONE: [usize; 5] = [400, 1_500, 5_000, 14_000, 40_000];
/// One article in so many is lengthened.
const SHARE_HTML: usize = 12;
const SHARE_TEXT: usize = 30;
/// Numbers of articles to begin with are below this; it goes round, as there are fewer.
const ANY: usize = 1 << 20;
/// Fewest words of an article that is lengthened.
const LEAST_WORDS: usize = 300;
/// Fewest words of a paragraph that others may follow.
const LEAST_ANCHOR: usize = 20;

/// The texts of the corpus's articles, by fold.
pub struct Stories(Vec<Vec<String>>);

/// How a document of articles alone is written.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Paragraphs of HTML, right in the body.
    Bare,
    /// Paragraphs and headings of HTML in an element.
    Set,
    /// Paragraphs of text between blank lines.
    Blocks,
    /// A line each.
    Lines,
    /// Between blank lines and wrapped.
    Wrapped,
    /// One line.
    Line,
}

impl Shape {
    /// The shapes of a mode.
    pub fn all(html: bool) -> &'static [Shape] {
        if html { &[Shape::Bare, Shape::Set] } else { &[Shape::Blocks, Shape::Lines, Shape::Wrapped, Shape::Line] }
    }
}

impl Stories {
    /// Takes them from the corpus.
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

    /// Paragraphs of whole articles, beginning with number `from`, until there
    /// are `words` words.
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

    /// A document of nothing but the articles of a fold, about `words` words of
    /// them from number `from` on.
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
            site: id.clone(),
            id,
            page_type: "article".to_owned(),
            renderer: (!html).then(|| format!("{shape:?}").to_lowercase()),
            gold,
            input,
            fold,
            made: true,
        }
    }

    /// Documents of articles alone to train on.
    pub fn all_alone(&self, html: bool) -> impl Iterator<Item = Source> {
        let documents = (0..FOLDS).flat_map(move |fold| {
            let shapes = Shape::all(html).iter().enumerate();
            shapes.flat_map(move |(n, &shape)| {
                ALONE.into_iter().enumerate().map(move |(m, words)| (fold, n, m, words, shape))
            })
        });
        documents.map(|(fold, n, m, words, shape)| self.alone(fold, 29 * n + 13 * m, words, shape))
    }

    /// A page that is chosen for it with other articles behind one of its
    /// paragraphs; `None` for all others.
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

/// Paragraphs as they follow the open one; `None` where its text is not all
/// there is in the element `p`.
fn after_element(before: &str, after: &str, paragraphs: &[&str]) -> Option<String> {
    let tag = &before[before.rfind('<')?..];
    let open = tag.strip_prefix("<p").filter(|rest| rest.starts_with(['>', ' ']))?;
    if open.find('>')? + 1 < open.trim_end().len() || !after.trim_start().starts_with("</p>") {
        return None;
    }
    Some(paragraphs.iter().flat_map(|paragraph| ["</p>\n".to_owned(), tag.to_owned(), escaped(paragraph)]).collect())
}

/// Paragraphs set apart as the one before is from what follows.
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
    fn articles_alone_are_all_gold() {
        let source = stories().alone(0, 0, 100, Shape::Set);
        assert!(source.input.contains("<h2>Of mills</h2>\n<p>They stand by rivers &amp; &lt;brooks>.</p>"));
        assert_eq!(source.gold, "Of mills\nThey stand by rivers & <brooks>.");
        assert_eq!(stories().alone(0, 0, 100, Shape::Blocks).input, "Of mills\n\nThey stand by rivers & <brooks>.");
    }

    #[test]
    fn paragraphs_follow_in_elements_of_the_same_kind() {
        let added = after_element("<div><p class=a>", "</p><p>", &["One", "Two"]);
        assert_eq!(added.as_deref(), Some("</p>\n<p class=a>One</p>\n<p class=a>Two"));
        assert_eq!(after_element("<div><p>And <b>", "</b></p>", &["One"]), None);
        assert_eq!(after_element("<p>And ", "</p>", &["One"]), None);
        assert_eq!(after_line("\n\nThe end", &["One", "Two"]), "\n\nOne\n\nTwo");
    }
}

//! Markup: what the elements around a line say of it. All zero in text.

use super::distinct::Distinct;
use super::learned::Vocabulary;
use super::shape::Shape;
use super::{BlockView, flag, ln, ln_1p, share};
use crate::document::{Declared, Document, Element, Markup, NO_ELEMENT, Within};
use crate::html::tag::Tag;

/// How many times wider the ancestor is from which on tokens are far away.
pub const NEAR: u32 = 2;

/// What is known of each element, beside what the segmenter counted.
#[derive(Debug, Default)]
pub struct Layout {
    /// Nearest ancestor that holds more lines.
    wider: Vec<u32>,
    /// Words of prose in the element and below.
    prose: Vec<u32>,
    /// Words of all lines in the element and below.
    words: Vec<u32>,
    /// Where each element stands to the container of half the prose.
    half: Vec<Distance>,
    /// Where each element stands to the container of four fifths of it.
    most: Vec<Distance>,
    /// Where each element stands to the headline's block.
    headline: Vec<Distance>,
    /// Statistics of the lines whose first wider ancestors share them.
    container_templates: Templates,
    /// Learned weights of the tokens from the root down to each element, summed.
    path_scores: Vec<f32>,
    /// Statistics of the lines that share tags and classes up to the root.
    templates: Templates,
}

/// Ancestors that are measured, each wider than the one before, the block first.
const LEVELS: usize = 5;

/// What a line of HTML stands among, looked up once for all features.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// The block and the ancestors that are 1, 2, … times wider.
    wider: [u32; LEVELS],
    template: Template,
    container_template: Template,
}

/// Lines sorted by what they are.
#[derive(Debug, Default)]
struct Templates {
    /// The group of each line.
    of: Vec<u32>,
    /// Statistics of each group.
    groups: Vec<Template>,
}

/// Where an element stands to a container.
#[derive(Debug, Clone, Copy, Default)]
struct Distance {
    /// Levels from the container up to the ancestor the two share; 0 inside.
    up: u16,
    /// Levels from there down to the element.
    down: u16,
    /// The ancestor that the two share.
    common: u32,
}

/// Statistics over lines of one kind.
#[derive(Debug, Clone, Copy, Default)]
struct Template {
    blocks: u32,
    words: u32,
    prose: u32,
    bytes: u32,
    link: u32,
}

impl Layout {
    /// Looks at all elements of a page. `prose` says of each line whether it is prose.
    pub fn of(
        document: &Document,
        shapes: &[Shape],
        prose: &[bool],
        headline: Option<usize>,
        tokens: &Vocabulary,
    ) -> Layout {
        let mut layout = Layout { path_scores: path_scores(document, tokens), ..Layout::default() };
        let sums = |counts: &dyn Fn(usize) -> u32| -> Vec<u32> {
            let mut sum = 0u32;
            let mut sums = vec![0];
            for i in 0..shapes.len() {
                sum = sum.saturating_add(counts(i));
                sums.push(sum);
            }
            sums
        };
        let words = sums(&|i| shapes[i].words);
        let prose_words = sums(&|i| if prose[i] { shapes[i].words } else { 0 });
        let within = |sums: &[u32], e: &Element| sums[e.blocks.end as usize] - sums[e.blocks.start as usize];
        for element in &document.elements {
            layout.words.push(within(&words, element));
            layout.prose.push(within(&prose_words, element));
            layout.wider.push(match document.elements.get(element.parent as usize) {
                None => NO_ELEMENT,
                Some(parent) if parent.blocks.len() > element.blocks.len() => element.parent,
                Some(_) => layout.wider[element.parent as usize],
            });
        }
        layout.half = distances_from(document, layout.container(document, 0.5));
        layout.most = distances_from(document, layout.container(document, 0.8));
        let block = headline.and_then(|i| document.blocks[i].markup).map(|m| m.element as usize);
        layout.headline = distances_from(document, block);
        layout.templates = Templates::of(document, shapes, prose, |markup| path(document, markup));
        layout.container_templates = Templates::of(document, shapes, prose, |markup| {
            let wider = layout.wider.get(markup.element as usize).and_then(|&w| document.elements.get(w as usize));
            wider.map_or(0, |w| w.path)
        });
        layout
    }

    /// Whether there are no elements, as in text.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Number of the templates of every line: lines that share tags and classes up to
    /// the root have the same. Nothing in text.
    pub fn templates(&self) -> &[u32] {
        &self.templates.of
    }

    /// What line `at` stands among.
    pub fn around(&self, document: &Document, at: usize) -> Surroundings {
        let Some(markup) = &document.blocks[at].markup else { return Surroundings::default() };
        let mut wider = [markup.element; LEVELS];
        for level in 1..LEVELS {
            wider[level] = self.wider(wider[level - 1], 1);
        }
        Surroundings {
            wider,
            template: self.templates.group(at),
            container_template: self.container_templates.group(at),
        }
    }

    /// The ancestor that is `level` times wider than a block; the widest if
    /// there are fewer.
    pub fn wider(&self, block: u32, level: u32) -> u32 {
        let wider = |at: u32| self.wider.get(at as usize).copied().filter(|&w| w != NO_ELEMENT);
        (0..level).fold(block, |at, _| wider(at).unwrap_or(at))
    }

    /// The deepest element that holds this share of the prose.
    fn container(&self, document: &Document, part: f32) -> Option<usize> {
        let all = self.prose.first().copied().unwrap_or(0);
        (0..document.elements.len())
            .filter(|&i| all > 0 && self.prose[i] as f32 >= all as f32 * part)
            .max_by_key(|&i| (document.elements[i].depth, std::cmp::Reverse(i)))
    }
}

impl Templates {
    /// Sorts the lines of a page by `what` they are.
    fn of(document: &Document, shapes: &[Shape], prose: &[bool], what: impl Fn(&Markup) -> u32) -> Templates {
        let mut groups: Vec<Template> = Vec::new();
        let mut distinct = Distinct::default();
        let mut of = Vec::with_capacity(document.blocks.len());
        for ((block, shape), &prose) in document.blocks.iter().zip(shapes).zip(prose) {
            // Lines of HTML have markup, all of them.
            let markup = block.markup.unwrap_or_default();
            let group = distinct.number(u64::from(what(&markup)));
            of.push(group);
            if group as usize == groups.len() {
                groups.push(Template::default());
            }
            let template = &mut groups[group as usize];
            template.blocks += 1;
            template.words += shape.words;
            template.prose += if prose { shape.words } else { 0 };
            template.bytes += shape.bytes;
            template.link += markup.link;
        }
        Templates { of, groups }
    }

    /// Statistics of the lines that are what line `at` is.
    fn group(&self, at: usize) -> Template {
        self.of.get(at).and_then(|&group| self.groups.get(group as usize)).copied().unwrap_or_default()
    }
}

/// Where every element stands to a container.
fn distances_from(document: &Document, container: Option<usize>) -> Vec<Distance> {
    let Some(container) = container else { return vec![Distance::default(); document.elements.len()] };
    // The chain from the root to the container, each with its levels above it.
    let mut chain = vec![None; document.elements.len()];
    let mut next = container as u32;
    let mut levels = 0u16;
    while let Some(element) = document.elements.get(next as usize) {
        chain[next as usize] = Some(levels);
        levels = levels.saturating_add(1);
        next = element.parent;
    }
    let mut distances: Vec<Distance> = Vec::with_capacity(document.elements.len());
    for (i, element) in document.elements.iter().enumerate() {
        let distance = match (chain[i], distances.get(element.parent as usize)) {
            (Some(up), _) => Distance { up, down: 0, common: i as u32 },
            (None, Some(parent)) => Distance { down: parent.down.saturating_add(1), ..*parent },
            (None, None) => Distance::default(),
        };
        distances.push(distance);
    }
    distances
}

/// Learned score of the different tokens from the root down to each element.
/// A token that stands on the way twice counts once: a page built of nested
/// `div`s is no more of anything for it.
fn path_scores(document: &Document, known: &Vocabulary) -> Vec<f32> {
    // How often each known token stands on the way from the root.
    let mut open = vec![0u32; known.len()];
    let mut way: Vec<(u32, usize)> = Vec::new();
    let mut slots: Vec<usize> = Vec::new();
    let mut scores: Vec<f32> = Vec::with_capacity(document.elements.len());
    for (i, element) in document.elements.iter().enumerate() {
        while let Some(&(last, from)) = way.last()
            && last != element.parent
        {
            slots.drain(from..).for_each(|slot| open[slot] -= 1);
            way.pop();
        }
        way.push((i as u32, slots.len()));
        let mut own = 0;
        for &token in &document.tokens[element.tokens.start as usize..element.tokens.end as usize] {
            let Some((slot, weight)) = known.find(token) else { continue };
            own += if open[slot] == 0 { weight } else { 0 };
            open[slot] += 1;
            slots.push(slot);
        }
        let above = scores.get(element.parent as usize).copied().unwrap_or(0.0);
        scores.push(above + known.log_odds(own));
    }
    scores
}

/// Learned score of the tokens from the root down to the line's innermost element.
fn path_score(v: &BlockView<'_>) -> f32 {
    of(v, |m| v.overview.layout.path_scores.get(m.leaf as usize).copied().unwrap_or(0.0))
}

/// The same without what stands above the second wider ancestor.
fn near_score(v: &BlockView<'_>) -> f32 {
    let scores = &v.overview.layout.path_scores;
    path_score(v) - ancestor(v, NEAR as usize, |_, i| scores[i])
}

/// What identifies lines of one kind: tags and classes from the root to the block.
fn path(document: &Document, markup: &Markup) -> u32 {
    document.elements.get(markup.element as usize).map_or(0, |e| e.path) ^ u32::from(markup.heading)
}

/// Measures something of the markup, 0 in text.
fn of(v: &BlockView<'_>, measure: impl Fn(&Markup) -> f32) -> f32 {
    v.markup().map_or(0.0, measure)
}

fn within(v: &BlockView<'_>, what: Within) -> f32 {
    of(v, |m| flag(m.within.has(what)))
}

fn block_is(v: &BlockView<'_>, tags: &[Tag]) -> f32 {
    of(v, |m| flag(v.document.elements.get(m.element as usize).is_some_and(|e| tags.contains(&e.tag))))
}

fn leaf_is(v: &BlockView<'_>, tags: &[Tag]) -> f32 {
    of(v, |m| flag(v.document.elements.get(m.leaf as usize).is_some_and(|e| tags.contains(&e.tag))))
}

fn distance(v: &BlockView<'_>, from: fn(&Layout) -> &[Distance]) -> Distance {
    v.markup().and_then(|m| from(&v.overview.layout).get(m.element as usize)).copied().unwrap_or_default()
}

/// Measures the ancestor that is `level` times wider than the line's block.
fn ancestor(v: &BlockView<'_>, level: usize, measure: impl Fn(&Element, usize) -> f32) -> f32 {
    of(v, |_| {
        let at = v.around.wider[level] as usize;
        v.document.elements.get(at).map_or(0.0, |e| measure(e, at))
    })
}

fn link_share(v: &BlockView<'_>, level: usize) -> f32 {
    ancestor(v, level, |e, _| share(e.link, e.text))
}

fn blocks(v: &BlockView<'_>, level: usize) -> f32 {
    ancestor(v, level, |e, _| ln(e.blocks.len() as u32))
}

fn mean_words(v: &BlockView<'_>, level: usize) -> f32 {
    ancestor(v, level, |e, i| ln_1p(share(v.overview.layout.words[i], e.blocks.len() as u32)))
}

fn prose_share(v: &BlockView<'_>, level: usize) -> f32 {
    let layout = &v.overview.layout;
    ancestor(v, level, |_, i| share(layout.prose[i], layout.prose[0]))
}

fn prose_density(v: &BlockView<'_>, level: usize) -> f32 {
    let layout = &v.overview.layout;
    ancestor(v, level, |_, i| share(layout.prose[i], layout.words[i]))
}

fn template(v: &BlockView<'_>, measure: impl Fn(&Template) -> f32) -> f32 {
    of(v, |_| measure(&v.around.template))
}

fn container_template(v: &BlockView<'_>, measure: impl Fn(&Template) -> f32) -> f32 {
    of(v, |_| measure(&v.around.container_template))
}

features! {
    "class score": "learned weights of the tags, classes and ids from the root down to the line, summed" => path_score;
    "class score nearby": "the same without what stands above the second wider ancestor" => near_score;
    "heading score": "learned weights of the words of the last heading above, summed, over the square root of their number; 0 in a language they do not know" =>
        |v| if v.overview.known_language { v.overview.heading_scores[v.at] } else { 0.0 };
    "link share": "share of the bytes inside links" => |v| of(v, |m| share(m.link, v.shape().bytes).min(1.0));
    "links": "links for each word" => |v| of(v, |m| share(m.links, v.shape().words));
    "bold share": "share of the bytes in bold" => |v| of(v, |m| share(m.bold, v.shape().bytes).min(1.0));
    "heading": "1 inside h1 to h6" => |v| of(v, |m| flag(m.heading > 0));
    "heading level": "1 to 6, 0 outside of headings" => |v| of(v, |m| f32::from(m.heading));
    "list depth": "lists around the line" => |v| of(v, |m| f32::from(m.lists.min(8)));
    "in nav": "1 if so, by tag or role" => |v| within(v, Within::NAV);
    "in header": "1 if so, by tag or role" => |v| within(v, Within::HEADER);
    "in footer": "1 if so, by tag or role" => |v| within(v, Within::FOOTER);
    "in aside": "1 if so, by tag or role" => |v| within(v, Within::ASIDE);
    "in form": "1 if so, by tag or role" => |v| within(v, Within::FORM);
    "in article": "1 if so, by tag or role" => |v| within(v, Within::ARTICLE);
    "in main": "1 if so, by tag or role" => |v| within(v, Within::MAIN);
    "in list": "1 in a list item" => |v| within(v, Within::LIST);
    "in table": "1 in a table cell" => |v| within(v, Within::TABLE);
    "in pre": "1 where white space counts" => |v| within(v, Within::PRE);
    "hidden": "1 if not shown" => |v| within(v, Within::HIDDEN);
    "aria-hidden": "1 if hidden from screen readers" => |v| within(v, Within::ARIA_HIDDEN);
    "in noscript": "1 if so" => |v| within(v, Within::NOSCRIPT);
    "in figure": "1 if so" => |v| within(v, Within::FIGURE);
    "caption": "1 in a caption" => |v| within(v, Within::CAPTION);
    "button": "1 in a button" => |v| within(v, Within::BUTTON);
    "in details": "1 if so" => |v| within(v, Within::DETAILS);
    "quotation": "1 in blockquote" => |v| within(v, Within::QUOTE);
    "alternative text": "1 for an image's" => |v| within(v, Within::ALT);
    "picture text": "1 for text of an svg picture" => |v| within(v, Within::SVG);
    "icon name": "1 where the class says that the text names an icon" => |v| within(v, Within::ICON);
    "term": "1 for a term of a definition list" => |v| within(v, Within::TERM);
    "head cell": "1 in a table head cell" => |v| within(v, Within::HEAD_CELL);
    "code": "1 if most of the line is code" => |v| within(v, Within::CODE);
    "in dialog": "1 if so, by tag or role" => |v| within(v, Within::DIALOG);
    "in address": "1 if so" => |v| within(v, Within::ADDRESS);
    "paragraph": "1 if the block is p" => |v| block_is(v, &[Tag::P]);
    "list item": "1 if the block is li" => |v| block_is(v, &[Tag::LI]);
    "division": "1 if the block is div" => |v| block_is(v, &[Tag::DIV]);
    "begins with link": "1 if the first word is a link's" => |v| leaf_is(v, &[Tag::A]);
    "begins in span": "1 if the first word is a span's" => |v| leaf_is(v, &[Tag::SPAN]);
    "begins in bold": "1 if the first word is bold" => |v| leaf_is(v, &[Tag::B, Tag::STRONG]);
    "depth": "elements above the block, as ln(1 + n)" =>
        |v| of(v, |m| v.document.elements.get(m.element as usize).map_or(0.0, |e| ln(e.depth)));
    "half the prose: levels up": "levels from the container of half the prose up to what it shares with the block" =>
        |v| f32::from(distance(v, |l| &l.half).up.min(30));
    "half the prose: levels down": "levels from there down to the block" => |v| f32::from(distance(v, |l| &l.half).down.min(30));
    "most prose: levels up": "levels from the container of 80 % of the prose up to what it shares with the block" =>
        |v| f32::from(distance(v, |l| &l.most).up.min(30));
    "most prose: levels down": "levels from there down to the block" => |v| f32::from(distance(v, |l| &l.most).down.min(30));
    "link share of block": "of the block's text" => |v| link_share(v, 0);
    "link share 1 up": "of the first wider ancestor's text" => |v| link_share(v, 1);
    "link share 2 up": "of the second wider ancestor's text" => |v| link_share(v, 2);
    "link share 3 up": "of the third wider ancestor's text" => |v| link_share(v, 3);
    "link share 4 up": "of the fourth wider ancestor's text" => |v| link_share(v, 4);
    "blocks 1 up": "lines of the first wider ancestor, as ln(1 + n)" => |v| blocks(v, 1);
    "blocks 2 up": "lines of the second wider ancestor, as ln(1 + n)" => |v| blocks(v, 2);
    "blocks 3 up": "lines of the third wider ancestor, as ln(1 + n)" => |v| blocks(v, 3);
    "mean words 1 up": "words a line in the first wider ancestor, as ln(1 + n)" => |v| mean_words(v, 1);
    "mean words 2 up": "words a line in the second wider ancestor, as ln(1 + n)" => |v| mean_words(v, 2);
    "mean words 3 up": "words a line in the third wider ancestor, as ln(1 + n)" => |v| mean_words(v, 3);
    "prose share 1 up": "share of the page's prose in the first wider ancestor" => |v| prose_share(v, 1);
    "prose share 2 up": "share of the page's prose in the second wider ancestor" => |v| prose_share(v, 2);
    "prose share 3 up": "share of the page's prose in the third wider ancestor" => |v| prose_share(v, 3);
    "prose share 4 up": "share of the page's prose in the fourth wider ancestor" => |v| prose_share(v, 4);
    "prose density 1 up": "share of the first wider ancestor's words that is prose" => |v| prose_density(v, 1);
    "prose density 2 up": "share of the second wider ancestor's words that is prose" => |v| prose_density(v, 2);
    "prose density 3 up": "share of the third wider ancestor's words that is prose" => |v| prose_density(v, 3);
    "same template: blocks": "lines with the same tags and classes up to the root, as ln(1 + n)" =>
        |v| template(v, |t| ln(t.blocks));
    "same template: words": "their mean words, as ln(1 + n)" => |v| template(v, |t| ln_1p(share(t.words, t.blocks)));
    "same template: prose": "share of their words that is prose" => |v| template(v, |t| share(t.prose, t.words));
    "same template: link share": "share of their bytes inside links" => |v| template(v, |t| share(t.link, t.bytes).min(1.0));
    "container template: blocks": "lines whose first wider ancestor has the same tags and classes up to the root, as ln(1 + n)" =>
        |v| container_template(v, |t| ln(t.blocks));
    "container template: words": "their mean words, as ln(1 + n)" => |v| container_template(v, |t| ln_1p(share(t.words, t.blocks)));
    "container template: prose": "share of their words that is prose" => |v| container_template(v, |t| share(t.prose, t.words));
    "container template: link share": "share of their bytes inside links" => |v| container_template(v, |t| share(t.link, t.bytes).min(1.0));
    "headline: levels up": "levels from the headline's block up to what it shares with the line's block" =>
        |v| f32::from(distance(v, |l| &l.headline).up.min(30));
    "headline: levels down": "levels from there down to the line's block" =>
        |v| f32::from(distance(v, |l| &l.headline).down.min(30));
    "headline: shared prose": "share of the page's prose in the element that holds the line and the headline" => |v| {
        let layout = &v.overview.layout;
        let common = distance(v, |l| &l.headline).common as usize;
        of(v, |_| layout.prose.get(common).map_or(0.0, |&prose| share(prose, layout.prose[0])))
    };
    "declared article": "1 if JSON-LD says that the document is an article, 0.5 if only og:type does, -1 if either says \
        that it is something else" => |v| match v.document.head.declared {
        Declared::Article => 1.0,
        Declared::SocialArticle => 0.5,
        Declared::Nothing => 0.0,
        Declared::Other => -1.0,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::learned::Learned;
    use crate::features::testing::{Case, Page, assert_values, html, log, segment_html, token, vocabulary};

    /// Prose of 21, 11, 12 and 13 words.
    const LONG: &str =
        "The ferry to the island was stopped on Friday because of the wind, and no one knows when it will sail.";
    const BOATS: &str = "The boats stay in the harbour until the storm has passed.";
    const SHIPS: &str = "No one has seen a single ship in the bay since noon.";
    const WET: &str = "It was a cold and very wet day for all of us there.";

    /// Six blocks: two links in a menu, a headline over two paragraphs in an article, a footer.
    fn article() -> Document {
        segment_html(&format!(
            "<html><head></head><body><nav class=menu><ul><li><a href=/>Home</a></li><li><a href=/a>About us</a></li>\
             </ul></nav><article><h1>Ferry stopped</h1><p>{LONG}</p><p>{BOATS} <a href=/b>more here</a></p></article>\
             <footer>Imprint</footer></body></html>"
        ))
    }

    /// A block in four elements, each of which holds more than the one inside it.
    fn nested() -> Page {
        html(&format!(
            "<html><head></head><body><p>{LONG}</p><div><p>{WET}</p><div><p>{SHIPS}</p><div><p><a href=/>Six</a></p>\
             <p>Seven eight nine</p><p>{BOATS}</p></div></div></div></body></html>"
        ))
    }

    /// A page that puts the block `Inside` somewhere, and `Outside` behind it.
    fn inside(somewhere: &str) -> Page {
        html(&format!("<html><head></head><body>{somewhere}<p>Outside</p></body></html>"))
    }

    #[test]
    fn every_feature_measures_markup() {
        let (article, nested) = (Page::new(article(), &Learned::default()), nested());
        let len = |text: &str| text.len() as f32;
        // A word counts with the space before it.
        let (more, boats) = (len(" more here"), len(BOATS) + len(" more here"));
        let nav_item: &[(&str, f32)] = &[
            ("link share", 1.0),
            ("links", 1.0 / 2.0),
            ("list depth", 1.0),
            ("paragraph", 0.0),
            ("list item", 1.0),
            ("division", 0.0),
            ("begins with link", 1.0),
            ("depth", log(4.0)),
            ("half the prose: levels up", 2.0),
            ("half the prose: levels down", 3.0),
            ("most prose: levels up", 1.0),
            ("most prose: levels down", 3.0),
            ("link share of block", 1.0),
            ("link share 1 up", 1.0),
            ("link share 2 up", (12.0 + more) / (12.0 + 13.0 + len(LONG) + boats + 7.0)),
            ("blocks 1 up", log(2.0)),
            ("blocks 2 up", log(6.0)),
            ("blocks 3 up", log(6.0)),
            ("mean words 1 up", log(3.0 / 2.0)),
            ("prose share 1 up", 0.0),
            ("prose share 2 up", 1.0),
            ("prose density 1 up", 0.0),
            ("prose density 2 up", 34.0 / 40.0),
            ("same template: blocks", log(2.0)),
            ("same template: words", log(3.0 / 2.0)),
            ("same template: prose", 0.0),
            ("same template: link share", 1.0),
            ("container template: blocks", log(2.0)),
            ("container template: words", log(3.0 / 2.0)),
            ("container template: prose", 0.0),
            ("container template: link share", 1.0),
            ("headline: levels up", 2.0),
            ("headline: levels down", 3.0),
            ("headline: shared prose", 1.0),
        ];
        let first_paragraph: &[(&str, f32)] = &[
            ("link share", 0.0),
            ("links", 0.0),
            ("list depth", 0.0),
            ("paragraph", 1.0),
            ("list item", 0.0),
            ("begins with link", 0.0),
            ("depth", log(3.0)),
            ("half the prose: levels up", 0.0),
            ("half the prose: levels down", 0.0),
            ("most prose: levels up", 0.0),
            ("most prose: levels down", 1.0),
            ("link share of block", 0.0),
            ("same template: blocks", log(2.0)),
            ("same template: words", log(34.0 / 2.0)),
            ("same template: prose", 1.0),
            ("same template: link share", more / (len(LONG) + boats)),
            ("container template: blocks", log(3.0)),
            ("container template: words", log(36.0 / 3.0)),
            ("container template: prose", 34.0 / 36.0),
            ("container template: link share", more / (13.0 + len(LONG) + boats)),
            ("headline: levels up", 1.0),
            ("headline: levels down", 1.0),
        ];
        let last_paragraph = format!("{BOATS} more here");
        let text_of_inner = 3.0 + 16.0 + len(BOATS);
        let in_three: &[(&str, f32)] = &[
            ("link share of block", 0.0),
            ("link share 1 up", 3.0 / text_of_inner),
            ("link share 2 up", 3.0 / (text_of_inner + len(SHIPS))),
            ("link share 3 up", 3.0 / (text_of_inner + len(SHIPS) + len(WET))),
            ("link share 4 up", 3.0 / (text_of_inner + len(SHIPS) + len(WET) + len(LONG))),
            ("blocks 1 up", log(3.0)),
            ("blocks 2 up", log(4.0)),
            ("blocks 3 up", log(5.0)),
            ("mean words 1 up", log(15.0 / 3.0)),
            ("mean words 2 up", log(27.0 / 4.0)),
            ("mean words 3 up", log(40.0 / 5.0)),
            ("prose share 1 up", 11.0 / 57.0),
            ("prose share 2 up", 23.0 / 57.0),
            ("prose share 3 up", 36.0 / 57.0),
            ("prose share 4 up", 1.0),
            ("prose density 1 up", 11.0 / 15.0),
            ("prose density 2 up", 23.0 / 27.0),
            ("prose density 3 up", 36.0 / 40.0),
        ];
        // There is one wider element, and it stands for all further up.
        let at_the_top: &[(&str, f32)] = &[
            ("link share 4 up", 3.0 / (text_of_inner + len(SHIPS) + len(WET) + len(LONG))),
            ("link share 3 up", 3.0 / (text_of_inner + len(SHIPS) + len(WET) + len(LONG))),
            ("mean words 2 up", log(61.0 / 6.0)),
            ("mean words 3 up", log(61.0 / 6.0)),
            ("prose share 3 up", 1.0),
            ("prose density 3 up", 57.0 / 61.0),
        ];
        let headings = html("<h1>One</h1><h3>Three</h3><p><b>Note</b> this well<p><span>Span</span> of life<p>Plain");
        let two_parts = html(&format!(
            "<html><body><div><h1>Ferry stopped</h1><p>{BOATS}</p></div><div><p>{LONG}</p></div><p>{SHIPS}"
        ));
        let link = html("<p><a href=/>A link to</a><p><a href=/>All</a>");
        let lists = html("<ul><li>One<ul><li>Two</ul></ul><div>Div</div>");
        let blocks: &[Case<'_>] = &[
            (&article, "About us", nav_item),
            (&article, LONG, first_paragraph),
            (&article, &last_paragraph, {
                &[
                    ("half the prose: levels up", 1.0),
                    ("half the prose: levels down", 1.0),
                    ("links", 1.0 / 13.0),
                    ("most prose: levels up", 0.0),
                ]
            }),
            (
                &article,
                "Imprint",
                &[("container template: blocks", log(1.0)), ("same template: blocks", log(1.0)), ("links", 0.0)],
            ),
            (&article, "Ferry stopped", &[("headline: levels up", 0.0), ("headline: levels down", 0.0)]),
            (&nested, "Seven eight nine", in_three),
            (&nested, LONG, at_the_top),
            (&headings, "One", &[("heading", 1.0), ("heading level", 1.0)]),
            (&headings, "Three", &[("heading", 1.0), ("heading level", 3.0)]),
            (&headings, "Note this well", &[("bold share", 4.0 / 14.0), ("begins in bold", 1.0), ("heading", 0.0)]),
            (&headings, "Span of life", &[("begins in span", 1.0), ("begins in bold", 0.0), ("bold share", 0.0)]),
            (&headings, "Plain", &[("begins in span", 0.0), ("heading level", 0.0)]),
            (&two_parts, BOATS, &[("headline: shared prose", 11.0 / 44.0), ("headline: levels up", 1.0)]),
            (
                &two_parts,
                LONG,
                &[("headline: shared prose", 1.0), ("headline: levels up", 2.0), ("headline: levels down", 2.0)],
            ),
            (&link, "A link to", &[("link share", 1.0), ("links", 1.0 / 3.0)]),
            (&lists, "Two", &[("list depth", 2.0), ("division", 0.0)]),
            (
                &lists,
                "Div",
                &[("list depth", 0.0), ("division", 1.0), ("prose share 4 up", 0.0), ("link share 4 up", 0.0)],
            ),
        ];
        let mut cases = blocks.to_vec();
        // Scores are pinned below, and need learned weights.
        let scores = scored();
        cases.extend(scores.iter().map(|(page, block, values)| (page, *block, &values[..])));
        let places = places();
        for (page, feature) in &places {
            cases.push((page, "Inside", std::slice::from_ref(&feature[0])));
            cases.push((page, "Outside", std::slice::from_ref(&feature[1])));
        }
        let declared = declared();
        cases.extend(declared.iter().map(|(page, value)| (page, "Said", std::slice::from_ref(value))));
        assert_values(&FAMILY, &cases);
    }

    /// Pages with learned weights, and the scores of their blocks.
    fn scored() -> Vec<(Page, &'static str, Vec<(&'static str, f32)>)> {
        // In units of half a log-odd.
        let tokens = [("<body", 1), ("<nav", -2), (".menu", -4), ("<a", -1), ("<div", 3)];
        let learned = Learned {
            headings: vocabulary(&[(token("comments"), -6)]),
            tokens: vocabulary(&tokens.map(|(name, weight)| (token(name), weight))),
            ..Learned::default()
        };
        let page = |html: &str| Page::new(segment_html(html), &learned);
        let below = "<h2>Comments</h2><p>It was a good day for the ferry.";
        vec![
            // body, nav, its class and the link; nothing of the body, which is the second wider ancestor.
            (
                Page::new(article(), &learned),
                "Home",
                vec![("class score", 0.5 - 1.0 - 2.0 - 0.5), ("class score nearby", -1.0 - 2.0 - 0.5)],
            ),
            // A tag that stands on the way twice counts once.
            (
                page("<html><head></head><body><div><div><p>Deep</div></div></body></html>"),
                "Deep",
                vec![("class score", 0.5 + 1.5)],
            ),
            (
                page(below),
                "It was a good day for the ferry.",
                // One word, the same as the first, and the same as a line.
                vec![("heading score", -3.0 / 3f32.sqrt())],
            ),
            (page(below), "Comments", vec![("heading score", 0.0)]),
            (
                page("<h2>Comments</h2><p>El molino de la orilla no es lo que era."),
                "El molino de la orilla no es lo que era.",
                { vec![("heading score", 0.0)] },
            ),
            (page("<p>Alone"), "Alone", vec![("class score nearby", 0.0)]),
        ]
    }

    /// Pages whose block `Inside` has a feature that `Outside` has not.
    fn places() -> Vec<(Page, [(&'static str, f32); 2])> {
        [
            ("in nav", "<nav>Inside</nav>"),
            ("in nav", "<div role=navigation>Inside</div>"),
            ("in header", "<header>Inside</header>"),
            ("in header", "<div role=banner>Inside</div>"),
            ("in footer", "<footer>Inside</footer>"),
            ("in footer", "<div role=contentinfo>Inside</div>"),
            ("in aside", "<aside>Inside</aside>"),
            ("in aside", "<div role=complementary>Inside</div>"),
            ("in form", "<form>Inside</form>"),
            ("in form", "<fieldset>Inside</fieldset>"),
            ("in form", "<div role=search>Inside</div>"),
            ("in article", "<article>Inside</article>"),
            ("in article", "<div role=article>Inside</div>"),
            ("in main", "<main>Inside</main>"),
            ("in main", "<div role=main>Inside</div>"),
            ("in list", "<ul><li>Inside</ul>"),
            ("in list", "<dl><dd>Inside</dl>"),
            ("in table", "<table><tr><td>Inside</table>"),
            ("in table", "<table><tr><th>Inside</table>"),
            ("in pre", "<pre>Inside</pre>"),
            ("hidden", "<div hidden>Inside</div>"),
            ("hidden", "<div style='display: none'>Inside</div>"),
            ("hidden", "<dialog>Inside</dialog>"),
            ("aria-hidden", "<div aria-hidden=true>Inside</div>"),
            ("in noscript", "<noscript><p>Inside</p></noscript>"),
            ("in figure", "<figure>Inside</figure>"),
            ("caption", "<figure><figcaption>Inside</figcaption></figure>"),
            ("caption", "<table><caption>Inside</caption></table>"),
            ("button", "<button>Inside</button>"),
            ("button", "<div role=button>Inside</div>"),
            ("in details", "<details>Inside</details>"),
            ("quotation", "<blockquote>Inside</blockquote>"),
            ("alternative text", "<img alt=Inside>"),
            ("picture text", "<svg><title>Inside</title></svg>"),
            ("icon name", "<i class=material-icons>Inside</i>"),
            ("term", "<dl><dt>Inside</dl>"),
            ("head cell", "<table><tr><th>Inside</table>"),
            ("code", "<p><code>Inside</code></p>"),
            ("in dialog", "<dialog open>Inside</dialog>"),
            ("in dialog", "<div role=alertdialog>Inside</div>"),
            ("in address", "<address>Inside</address>"),
        ]
        .map(|(feature, somewhere)| (inside(somewhere), [(feature, 1.0), (feature, 0.0)]))
        .into()
    }

    /// Pages that declare what they are.
    fn declared() -> Vec<(Page, (&'static str, f32))> {
        [
            ("<script type='application/ld+json'>{\"@type\": \"NewsArticle\"}</script>", 1.0),
            ("<meta property=og:type content=article>", 0.5),
            ("", 0.0),
            ("<script type='application/ld+json'>{\"@type\": \"Product\"}</script>", -1.0),
        ]
        .map(|(head, value)| (html(&format!("<head>{head}</head><p>Said")), ("declared article", value)))
        .into()
    }

    #[test]
    fn code_is_at_least_half_of_the_line() {
        let page = inside("<p><code>four</code> one</p><p><code>four</code> three</p>");
        assert_eq!(page.value("four one", "code"), 1.0);
        assert_eq!(page.value("four three", "code"), 0.0);
    }
}

//! What the elements around a block say about it. Text does not have these features.
//!
//! The first wider ancestor of a block is the nearest one that holds more blocks than its
//! block element, the second the nearest that holds more than the first, and so on. Where
//! there are fewer, the widest stands in for the rest.

use crate::document::{Declared, Element, Markup, Within};
use crate::features::family::{BlockView, features};
use crate::features::layout::{Distance, Layout, NEAR, TemplateCounts};
use crate::features::numbers::{flag, ln, ln_1p, share};
use crate::html::tag::Tag;

/// Returns the learned log-odds of the tokens from the root down to the innermost element
/// around the first word.
fn path_score(v: &BlockView<'_>) -> f32 {
    of(v, |m| v.layout.path_scores.get(m.leaf as usize).copied().unwrap_or(0.0))
}

/// Returns the same sum for the tokens below the second wider ancestor only.
fn near_score(v: &BlockView<'_>) -> f32 {
    let scores = &v.layout.path_scores;
    path_score(v) - ancestor(v, NEAR as usize, |_, i| scores[i])
}

/// Measures the markup of a block; 0 in text.
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

/// Returns the distance of the block's element from a container.
fn distance(v: &BlockView<'_>, from: fn(&Layout) -> &[Distance]) -> Distance {
    v.markup().and_then(|m| from(v.layout).get(m.element as usize)).copied().unwrap_or_default()
}

/// Measures the `level`-th wider ancestor of the block's element, 0 being the element.
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
    ancestor(v, level, |e, i| ln_1p(share(v.layout.words[i], e.blocks.len() as u32)))
}

fn prose_share(v: &BlockView<'_>, level: usize) -> f32 {
    let layout = v.layout;
    ancestor(v, level, |_, i| share(layout.prose[i], layout.prose[0]))
}

fn prose_density(v: &BlockView<'_>, level: usize) -> f32 {
    let layout = v.layout;
    ancestor(v, level, |_, i| share(layout.prose[i], layout.words[i]))
}

fn template(v: &BlockView<'_>, measure: impl Fn(&TemplateCounts) -> f32) -> f32 {
    of(v, |_| measure(&v.around.template))
}

fn container_template(v: &BlockView<'_>, measure: impl Fn(&TemplateCounts) -> f32) -> f32 {
    of(v, |_| measure(&v.around.container_template))
}

features! {
    "class score": "learned log-odds of the different tags, classes and ids from the root down to the first word, \
        summed; positive for content" =>
        path_score;
    "class score nearby": "class score of the elements below the second wider ancestor; positive for content" =>
        near_score;
    "heading score": "learned log-odds of the words of the last heading above, summed and divided by the square root \
        of their number; 0 for a heading, without one, and on pages in other languages than English" =>
        |v| if v.overview.known_language { v.overview.heading_scores[v.at] } else { 0.0 };
    "link share": "share of the bytes inside links, 0 to 1; a word counts with the space before it" =>
        |v| of(v, |m| share(m.link, v.shape().bytes).min(1.0));
    "links": "number of links per word" => |v| of(v, |m| share(m.links, v.shape().words));
    "bold share": "share of the bytes in b or strong, 0 to 1" => |v| of(v, |m| share(m.bold, v.shape().bytes).min(1.0));
    "heading": "1 inside h1 to h6, else 0" => |v| of(v, |m| flag(m.heading > 0));
    "heading level": "1 to 6 inside h1 to h6, else 0" => |v| of(v, |m| f32::from(m.heading));
    "list depth": "number of lists around the block, 0 to 8" => |v| of(v, |m| f32::from(m.lists.min(8)));
    "in nav": "1 inside nav or an element with a navigation or menu role, else 0" => |v| within(v, Within::NAV);
    "in header": "1 inside header or an element with the banner role, else 0" => |v| within(v, Within::HEADER);
    "in footer": "1 inside footer or an element with the contentinfo role, else 0" => |v| within(v, Within::FOOTER);
    "in aside": "1 inside aside or an element with the complementary role, else 0" => |v| within(v, Within::ASIDE);
    "in form": "1 inside form, fieldset, a form control or an element with a form or search role, else 0" =>
        |v| within(v, Within::FORM);
    "in article": "1 inside article or an element with the role, else 0" => |v| within(v, Within::ARTICLE);
    "in main": "1 inside main or an element with the role, else 0" => |v| within(v, Within::MAIN);
    "in list": "1 inside li or dd, else 0" => |v| within(v, Within::LIST);
    "in table": "1 inside td or th, else 0" => |v| within(v, Within::TABLE);
    "in pre": "1 inside pre or another element that keeps white space, else 0" => |v| within(v, Within::PRE);
    "hidden": "1 if not shown, by the hidden attribute, an inline style or a closed dialog, else 0" =>
        |v| within(v, Within::HIDDEN);
    "aria-hidden": "1 if hidden from screen readers by aria-hidden, else 0" => |v| within(v, Within::ARIA_HIDDEN);
    "in noscript": "1 inside noscript, else 0" => |v| within(v, Within::NOSCRIPT);
    "in figure": "1 inside figure, else 0" => |v| within(v, Within::FIGURE);
    "caption": "1 inside figcaption or caption, else 0" => |v| within(v, Within::CAPTION);
    "button": "1 inside button or an element with the role, else 0" => |v| within(v, Within::BUTTON);
    "in details": "1 inside details, else 0" => |v| within(v, Within::DETAILS);
    "quotation": "1 inside blockquote, else 0" => |v| within(v, Within::QUOTE);
    "alternative text": "1 for the alternative text of an image, else 0" => |v| within(v, Within::ALT);
    "picture text": "1 for text inside svg, else 0" => |v| within(v, Within::SVG);
    "icon name": "1 if a class says that the text is the name of an icon, else 0" => |v| within(v, Within::ICON);
    "term": "1 inside dt, else 0" => |v| within(v, Within::TERM);
    "head cell": "1 inside th, else 0" => |v| within(v, Within::HEAD_CELL);
    "code": "1 if at least half of the bytes are in code, kbd or samp, else 0" => |v| within(v, Within::CODE);
    "in dialog": "1 inside dialog or an element with a dialog role, else 0" => |v| within(v, Within::DIALOG);
    "in address": "1 inside address, else 0" => |v| within(v, Within::ADDRESS);
    "paragraph": "1 if the block element is p, else 0" => |v| block_is(v, &[Tag::P]);
    "list item": "1 if the block element is li, else 0" => |v| block_is(v, &[Tag::LI]);
    "division": "1 if the block element is div, else 0" => |v| block_is(v, &[Tag::DIV]);
    "begins with link": "1 if the innermost element around the first word is a, else 0" => |v| leaf_is(v, &[Tag::A]);
    "begins in span": "1 if the innermost element around the first word is span, else 0" =>
        |v| leaf_is(v, &[Tag::SPAN]);
    "begins in bold": "1 if the innermost element around the first word is b or strong, else 0" =>
        |v| leaf_is(v, &[Tag::B, Tag::STRONG]);
    "depth": "number of elements above the block element, as ln(1 + n)" =>
        |v| of(v, |m| v.document.elements.get(m.element as usize).map_or(0.0, |e| ln(e.depth)));
    "half the prose: levels up": "levels from the deepest element with half of the prose up to its common ancestor \
        with the block, 0 to 30" =>
        |v| f32::from(distance(v, |l| &l.half).up.min(30));
    "half the prose: levels down": "levels from that common ancestor down to the block element, 0 to 30" =>
        |v| f32::from(distance(v, |l| &l.half).down.min(30));
    "most prose: levels up": "levels from the deepest element with 80 % of the prose up to its common ancestor with \
        the block, 0 to 30" =>
        |v| f32::from(distance(v, |l| &l.most).up.min(30));
    "most prose: levels down": "levels from that common ancestor down to the block element, 0 to 30" =>
        |v| f32::from(distance(v, |l| &l.most).down.min(30));
    "link share of block": "share of the block element's bytes inside links, 0 to 1" => |v| link_share(v, 0);
    "link share 1 up": "share of the first wider ancestor's bytes inside links, 0 to 1" => |v| link_share(v, 1);
    "link share 2 up": "share of the second wider ancestor's bytes inside links, 0 to 1" => |v| link_share(v, 2);
    "link share 3 up": "share of the third wider ancestor's bytes inside links, 0 to 1" => |v| link_share(v, 3);
    "link share 4 up": "share of the fourth wider ancestor's bytes inside links, 0 to 1" => |v| link_share(v, 4);
    "blocks 1 up": "number of blocks in the first wider ancestor, as ln(1 + n)" => |v| blocks(v, 1);
    "blocks 2 up": "number of blocks in the second wider ancestor, as ln(1 + n)" => |v| blocks(v, 2);
    "blocks 3 up": "number of blocks in the third wider ancestor, as ln(1 + n)" => |v| blocks(v, 3);
    "mean words 1 up": "mean words of the blocks in the first wider ancestor, as ln(1 + n)" => |v| mean_words(v, 1);
    "mean words 2 up": "mean words of the blocks in the second wider ancestor, as ln(1 + n)" => |v| mean_words(v, 2);
    "mean words 3 up": "mean words of the blocks in the third wider ancestor, as ln(1 + n)" => |v| mean_words(v, 3);
    "prose share 1 up": "share of the page's prose inside the first wider ancestor, 0 to 1" => |v| prose_share(v, 1);
    "prose share 2 up": "share of the page's prose inside the second wider ancestor, 0 to 1" => |v| prose_share(v, 2);
    "prose share 3 up": "share of the page's prose inside the third wider ancestor, 0 to 1" => |v| prose_share(v, 3);
    "prose share 4 up": "share of the page's prose inside the fourth wider ancestor, 0 to 1" => |v| prose_share(v, 4);
    "prose density 1 up": "share of the first wider ancestor's words that are prose, 0 to 1" => |v| prose_density(v, 1);
    "prose density 2 up": "share of the second wider ancestor's words that are prose, 0 to 1" =>
        |v| prose_density(v, 2);
    "prose density 3 up": "share of the third wider ancestor's words that are prose, 0 to 1" => |v| prose_density(v, 3);
    "same template: blocks": "number of blocks with the same tags, classes and ids from the root down, this one \
        included, as ln(1 + n)" =>
        |v| template(v, |t| ln(t.blocks));
    "same template: words": "mean words of the blocks of the template, as ln(1 + n)" =>
        |v| template(v, |t| ln_1p(share(t.words, t.blocks)));
    "same template: prose": "share of the template's words that are prose, 0 to 1" =>
        |v| template(v, |t| share(t.prose, t.words));
    "same template: link share": "share of the template's bytes inside links, 0 to 1" =>
        |v| template(v, |t| share(t.link, t.bytes).min(1.0));
    "container template: blocks": "number of blocks whose first wider ancestor has the same tags, classes and ids \
        from the root down, this one included, as ln(1 + n)" =>
        |v| container_template(v, |t| ln(t.blocks));
    "container template: words": "mean words of the blocks of the container template, as ln(1 + n)" =>
        |v| container_template(v, |t| ln_1p(share(t.words, t.blocks)));
    "container template: prose": "share of the container template's words that are prose, 0 to 1" =>
        |v| container_template(v, |t| share(t.prose, t.words));
    "container template: link share": "share of the container template's bytes inside links, 0 to 1" =>
        |v| container_template(v, |t| share(t.link, t.bytes).min(1.0));
    "headline: levels up": "levels from the block element of the headline up to its common ancestor with the block, 0 \
        to 30" =>
        |v| f32::from(distance(v, |l| &l.headline).up.min(30));
    "headline: levels down": "levels from that common ancestor down to the block element, 0 to 30" =>
        |v| f32::from(distance(v, |l| &l.headline).down.min(30));
    "headline: shared prose": "share of the page's prose inside the deepest element that holds both the block and the \
        headline, 0 to 1; of the whole page without a headline" => |v| {
        let layout = v.layout;
        let common = distance(v, |l| &l.headline).common as usize;
        of(v, |_| layout.prose.get(common).map_or(0.0, |&prose| share(prose, layout.prose[0])))
    };
    "declared article": "1 if JSON-LD declares the page an article, 0.5 if only og:type does, -1 if either declares it \
        something else, 0 without a declaration" => |v| match v.document.head.declared {
        Declared::Article => 1.0,
        Declared::SocialArticle => 0.5,
        Declared::Nothing => 0.0,
        Declared::Other => -1.0,
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::features::learned::Learned;
    use crate::features::testing::{Case, Expected, Page, assert_values, html, log, segment_html, token, vocabulary};

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
        let nav_item: &[Expected<'_>] = &[
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
        let first_paragraph: &[Expected<'_>] = &[
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
        let in_three: &[Expected<'_>] = &[
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
        let at_the_top: &[Expected<'_>] = &[
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
    fn scored() -> Vec<(Page, &'static str, Vec<Expected<'static>>)> {
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
            // body, nav, its class and the link. The body is the second wider ancestor.
            (
                Page::new(article(), &learned),
                "Home",
                vec![("class score", 0.5 - 1.0 - 2.0 - 0.5), ("class score nearby", -1.0 - 2.0 - 0.5)],
            ),
            // A repeated tag counts once.
            (
                page("<html><head></head><body><div><div><p>Deep</div></div></body></html>"),
                "Deep",
                vec![("class score", 0.5 + 1.5)],
            ),
            (
                page(below),
                "It was a good day for the ferry.",
                // One word, which is also the first word and the whole block.
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

    /// Pages on which `Inside` has a feature and `Outside` does not.
    fn places() -> Vec<(Page, [Expected<'static>; 2])> {
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
    fn declared() -> Vec<(Page, Expected<'static>)> {
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

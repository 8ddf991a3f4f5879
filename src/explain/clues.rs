//! Puts the reasons for a score into words.
//!
//! A [`Clue`] is a group of features that a user would call one thing. Its weight is the sum of
//! what its features added to the log-odds of a block, and its words quote the values that they
//! have for that block. A clue without words for a value is passed over.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::{Document, Within};
use crate::features;
use crate::html::css_path::CssPaths;
use crate::judged::Judged;
use crate::model::Reason;

/// A group of features that say the same thing in different ways.
pub struct Clue {
    /// The names of the features, and of the parts of the page that networks look at.
    names: &'static [&'static str],
    /// Words the evidence for the block being content (`true`) or against it.
    say: fn(&BlockFacts<'_>, bool) -> Option<String>,
}

/// A block, and the facts that its clues may quote.
pub struct BlockFacts<'a> {
    pub judged: &'a Judged,
    pub at: usize,
    /// The names of the elements of the page, if it is HTML and at hand.
    pub paths: Option<&'a CssPaths<'a>>,
    /// The text of the last heading above it.
    pub heading: Option<&'a str>,
    /// The circumstances that occur anywhere on the page.
    pub page: Within,
}

/// A clue in words.
pub struct SpokenClue {
    pub words: String,
    /// What its features added to the log-odds of the block.
    pub weight: f32,
    /// Whether it is about the surroundings of the block and not about the block itself.
    pub is_around: bool,
}

/// Returns the clues for a block being content, and the clues against it, strongest and
/// most telling first.
pub fn clues(facts: &BlockFacts<'_>, reasons: &[Reason]) -> (Vec<SpokenClue>, Vec<SpokenClue>) {
    let mut weights = [0.0; CLUES.len()];
    for reason in reasons {
        if let Some(&clue) = CLUE_OF.get(reason.name) {
            weights[clue] += reason.weight;
        }
    }
    let mut order: Vec<usize> = (0..CLUES.len()).filter(|&clue| weights[clue] != 0.0).collect();
    let rank = |clue: usize| f32::abs(weights[clue]) * CLUES[clue].emphasis();
    order.sort_by(|&a, &b| rank(b).total_cmp(&rank(a)));
    let said = order.into_iter().filter_map(|clue| {
        let weight = weights[clue];
        let Clue { names, say } = &CLUES[clue];
        let is_around = names.iter().any(|name| AROUND.contains(name));
        say(facts, weight > 0.0).map(|words| SpokenClue { words, weight, is_around })
    });
    said.partition(|clue| clue.weight > 0.0)
}

/// A name of each clue that users recognise at once. They rank higher than others of their weight.
const TELLING: [&str; 9] = [
    "label: share",
    "blocks since comments",
    "date line",
    "byline",
    "copyright",
    "breadcrumb trail",
    "in dialog",
    "caption",
    "link share",
];
/// How many times their weight.
const EMPHASIS: f32 = 4.0;

impl Clue {
    fn emphasis(&self) -> f32 {
        if self.names.iter().any(|name| TELLING.contains(name)) { EMPHASIS } else { 1.0 }
    }
}

/// A name of each clue about the surroundings.
const AROUND: [&str; 5] = ["blocks around it", "the page", "depth", "prose share 1 up", "word score around 10"];

/// The clue of each name.
static CLUE_OF: LazyLock<HashMap<&str, usize>> = LazyLock::new(|| {
    let clues = CLUES.iter().enumerate();
    let names = clues.flat_map(|(clue, Clue { names, .. })| names.iter().map(move |&name| (name, clue)));
    names.collect()
});

/// The index of each feature.
static INDEX: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| features::features().enumerate().map(|(at, feature)| (feature.name, at)).collect());

impl BlockFacts<'_> {
    /// Returns the value of a feature. In text, features of elements are 0.
    fn value(&self, name: &str) -> f32 {
        INDEX.get(name).and_then(|&at| self.judged.features.matrix.of(self.at).get(at)).copied().unwrap_or(0.0)
    }

    fn is(&self, name: &str) -> bool {
        self.value(name) == 1.0
    }

    /// Returns the number of a feature that is measured as ln(1 + n).
    fn number(&self, name: &str) -> u32 {
        (libm::expf(self.value(name)).round() as u32).saturating_sub(1)
    }

    fn is_html(&self) -> bool {
        self.judged.document.html
    }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

fn plural(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Words of a quoted heading, at most.
const QUOTED: usize = 8;

/// Returns the beginning of a text in quotation marks.
fn quoted(text: &str) -> String {
    let mut words = text.split_whitespace();
    let begin: Vec<&str> = words.by_ref().take(QUOTED).collect();
    format!("“{}{}”", begin.join(" "), if words.next().is_some() { " …" } else { "" })
}

/// Blocks after which a label has no effect any more: the largest distance that is measured.
const FAR: u32 = 200;

const CLUES: &[Clue] = &[
    Clue {
        names: &[
            "label: related",
            "label: comments",
            "label: share",
            "label: newsletter",
            "label: advertisement",
            "label: consent",
            "label: navigation",
            "interface label",
        ],
        say: |f, _| label(f).or_else(|| flag(f, "interface label", "label of a user interface")),
    },
    Clue {
        names: &["blocks since comments", "blocks since related", "blocks since a label"],
        say: |f, up| if up { None } else { below_label(f) },
    },
    Clue {
        names: &["blocks until a label"],
        say: |f, _| {
            let blocks = f.number("blocks until a label");
            (1..FAR)
                .contains(&blocks)
                .then(|| format!("{} above a label of related articles or comments", plural(blocks, "block", "blocks")))
        },
    },
    Clue {
        names: &["labels around 3", "labels around 10"],
        say: |f, up| match (up, f.value("labels around 3").max(f.value("labels around 10"))) {
            (true, 0.0) => Some("no labels near it".to_owned()),
            (false, share) if share > 0.0 => Some(format!("labels among the blocks around it ({})", percent(share))),
            _ => None,
        },
    },
    Clue { names: &["class score", "class score nearby"], say: typical_element },
    Clue {
        names: &["heading score"],
        say: |f, _| f.heading.map(|heading| format!("below the heading {}", quoted(heading))),
    },
    Clue {
        names: &["link share", "links", "begins with link", "link share of block"],
        say: |f, up| {
            let (own, element) = (f.value("link share"), f.value("link share of block"));
            density(own.max(element), up, if own < element { " in its element" } else { "" })
        },
    },
    Clue {
        names: &["link share 1 up", "link share 2 up", "link share 3 up", "link share 4 up"],
        say: |f, up| {
            let shares = [1, 2, 3, 4].map(|level| f.value(&format!("link share {level} up")));
            let share = shares.into_iter().fold(shares[0], if up { f32::min } else { f32::max });
            density(share, up, " in an element around it")
        },
    },
    Clue {
        names: &["bold share", "begins in bold", "begins in span"],
        say: |f, _| (f.value("bold share") > 0.5).then(|| "bold".to_owned()),
    },
    Clue {
        names: &["heading", "heading level"],
        say: |f, _| f.is("heading").then(|| format!("a heading (h{})", f.value("heading level"))),
    },
    Clue {
        names: &["list depth", "list item", "in list"],
        say: |f, _| (f.is("in list") || f.is("list item")).then(|| "an item of a list".to_owned()),
    },
    Clue { names: &["in nav"], say: |f, _| flag(f, "in nav", "in a navigation element") },
    Clue { names: &["in header"], say: |f, _| flag(f, "in header", "in a header element") },
    Clue { names: &["in footer"], say: |f, _| flag(f, "in footer", "in a footer element") },
    Clue { names: &["in aside"], say: |f, _| flag(f, "in aside", "in an aside element") },
    Clue { names: &["in form"], say: |f, _| flag(f, "in form", "in a form") },
    Clue { names: &["in article"], say: |f, up| inside(f, up, Within::ARTICLE, "in article", "the article element") },
    Clue { names: &["in main"], say: |f, up| inside(f, up, Within::MAIN, "in main", "the main element") },
    Clue { names: &["in table"], say: |f, _| flag(f, "in table", "in a table cell") },
    Clue { names: &["head cell"], say: |f, _| flag(f, "head cell", "head of a table") },
    Clue { names: &["in pre"], say: |f, _| flag(f, "in pre", "preformatted text") },
    Clue { names: &["code"], say: |f, _| flag(f, "code", "code") },
    Clue { names: &["hidden"], say: |f, _| flag(f, "hidden", "hidden on the page") },
    Clue { names: &["aria-hidden"], say: |f, _| flag(f, "aria-hidden", "hidden from screen readers") },
    Clue { names: &["in noscript"], say: |f, _| flag(f, "in noscript", "shown only without scripts") },
    Clue { names: &["in figure"], say: |f, _| flag(f, "in figure", "in a figure") },
    Clue { names: &["caption"], say: |f, _| flag(f, "caption", "a caption") },
    Clue { names: &["button"], say: |f, _| flag(f, "button", "a button") },
    Clue { names: &["in details"], say: |f, _| flag(f, "in details", "in a details element") },
    Clue { names: &["in dialog"], say: |f, _| flag(f, "in dialog", "in a dialog") },
    Clue { names: &["in address"], say: |f, _| flag(f, "in address", "in an address element") },
    Clue { names: &["quotation"], say: |f, _| flag(f, "quotation", "a quotation") },
    Clue { names: &["term"], say: |f, _| flag(f, "term", "a term of a definition list") },
    Clue { names: &["alternative text"], say: |f, _| flag(f, "alternative text", "the alternative text of a picture") },
    Clue { names: &["picture text"], say: |f, _| flag(f, "picture text", "text of an svg picture") },
    Clue { names: &["icon name"], say: |f, _| flag(f, "icon name", "the name of an icon, by its class") },
    Clue { names: &["icon run"], say: |f, _| flag(f, "icon run", "a run of icon names") },
    Clue {
        names: &["icon-like tokens"],
        say: |f, _| (f.value("icon-like tokens") > 0.0).then(|| "names of icons".to_owned()),
    },
    Clue {
        names: &["paragraph", "division"],
        say: |f, up| match up {
            true => flag(f, "paragraph", "a paragraph element"),
            false => (f.is_html() && !f.is("paragraph")).then(|| "not in a paragraph element".to_owned()),
        },
    },
    Clue {
        names: &[
            "half the prose: levels up",
            "half the prose: levels down",
            "most prose: levels up",
            "most prose: levels down",
            "prose share 1 up",
            "prose share 2 up",
            "prose share 3 up",
            "prose share 4 up",
        ],
        say: |f, up| {
            let share = f.value("prose share 3 up");
            let is_beside = share >= 0.3;
            let beside = if is_beside { "shares an element with" } else { "shares its elements with only" };
            (f.is_html() && is_beside == up).then(|| format!("{beside} {} of the page’s prose", percent(share)))
        },
    },
    Clue {
        names: &[
            "blocks 1 up",
            "blocks 2 up",
            "blocks 3 up",
            "mean words 1 up",
            "mean words 2 up",
            "mean words 3 up",
            "prose density 1 up",
            "prose density 2 up",
            "prose density 3 up",
            "depth",
        ],
        say: |f, up| {
            let words = f.number("mean words 2 up");
            let blocks = if words < 12 { "short blocks" } else { "long blocks" };
            (f.is_html() && (words >= 12) == up)
                .then(|| format!("in an element of {blocks} ({} on average)", plural(words, "word", "words")))
        },
    },
    Clue {
        names: &[
            "same template",
            "same template: blocks",
            "same template: words",
            "same template: prose",
            "same template: link share",
        ],
        say: |f, up| template(f, up, "same template", "same template as"),
    },
    Clue {
        names: &[
            "container template: blocks",
            "container template: words",
            "container template: prose",
            "container template: link share",
        ],
        say: |f, up| template(f, up, "container template", "in the same kind of element as"),
    },
    Clue {
        names: &["run: siblings", "run: words", "run: link share", "run: dated", "run: titled", "run: prose before"],
        say: |f, _| run(f, "run", "similar elements"),
    },
    Clue {
        names: &[
            "outer run: siblings",
            "outer run: words",
            "outer run: link share",
            "outer run: dated",
            "outer run: titled",
            "outer run: headline",
            "outer run: prose before",
        ],
        say: |f, _| run(f, "outer run", "larger similar elements"),
    },
    Clue {
        names: &["headline: levels up", "headline: levels down", "headline: shared prose", "after the headline"],
        say: |f, up| {
            let after = f.value("after the headline");
            let blocks = libm::expf(after.abs()).round() as u32 - 1;
            match (after > 0.0, up) {
                (true, _) if blocks > 0 => Some(format!("{} below the headline", plural(blocks, "block", "blocks"))),
                (false, false) if blocks > 0 => Some("above the headline".to_owned()),
                _ => None,
            }
        },
    },
    Clue { names: &["headline"], say: |f, _| flag(f, "headline", "the headline") },
    Clue {
        names: &["words in the title"],
        say: |f, up| (up && f.value("words in the title") >= 0.5).then(|| "words of the title".to_owned()),
    },
    Clue {
        names: &["declared article"],
        say: |f, up| match f.value("declared article") {
            declared if declared > 0.0 && up => Some("the page is declared to be an article".to_owned()),
            declared if declared < 0.0 && !up => Some("the page is declared to be no article".to_owned()),
            _ => None,
        },
    },
    Clue {
        names: &["the page", "page length", "page prose"],
        say: |f, up| {
            let prose = f.value("page prose");
            let page = if up { "on a page of prose" } else { "on a page with little prose" };
            ((prose >= 0.5) == up).then(|| format!("{page} ({} of its words)", percent(prose)))
        },
    },
    Clue {
        names: &["blocks before", "blocks after", "place on the page", "place in the prose"],
        say: |f, up| match (f.value("place in the prose"), f.value("place on the page")) {
            (prose, _) if up && (0.02..0.98).contains(&prose) => {
                Some(format!("in the main text ({} of the prose is above it)", percent(prose)))
            }
            (prose, _) if !up && prose >= 0.98 => Some("after the main text".to_owned()),
            (prose, place) if !up && prose <= 0.02 && place < 0.5 => Some("before the main text".to_owned()),
            _ => None,
        },
    },
    Clue {
        names: &["blocks since prose", "blocks until prose"],
        say: |f, up| match (up, f.number("blocks since prose").min(f.number("blocks until prose"))) {
            (true, 0) => Some("prose by its words and marks".to_owned()),
            (true, 1) => Some("next to prose".to_owned()),
            (false, blocks) if blocks > 1 => Some(format!("{blocks} blocks away from prose")),
            _ => None,
        },
    },
    Clue {
        names: &[
            "blocks around it",
            "words around 1",
            "words around 3",
            "words around 8",
            "words of block above",
            "words of block below",
            "words two above",
            "words two below",
            "prose around 3",
            "prose around 10",
            "prose around 30",
        ],
        say: |f, up| {
            let (words, prose) = (f.number("words around 3"), f.value("prose around 10"));
            match up {
                true if words >= 12 => Some(format!("long blocks around it ({words} words on average)")),
                true if prose >= 0.5 => Some(format!("prose around it ({} of the words)", percent(prose))),
                false if words < 12 => {
                    Some(format!("short blocks around it ({} on average)", plural(words, "word", "words")))
                }
                false if prose < 0.5 => Some(format!("little prose around it ({} of the words)", percent(prose))),
                _ => None,
            }
        },
    },
    Clue {
        names: &["blank line above", "blank line below", "part of a line", "indent"],
        say: |f, _| flag(f, "part of a line", "a part of a longer line"),
    },
    Clue {
        names: &["same words elsewhere", "same pattern elsewhere", "repeats an earlier block"],
        say: |f, _| {
            let (same, pattern) = (f.number("same words elsewhere"), f.number("same pattern elsewhere"));
            match (same, pattern) {
                (1.., _) => Some(format!("the same words as {}", plural(same, "other block", "other blocks"))),
                (0, 1..) => {
                    Some(format!("but for numbers the words of {}", plural(pattern, "other block", "other blocks")))
                }
                _ => None,
            }
        },
    },
    Clue { names: &["byline"], say: |f, _| flag(f, "byline", "line that names the author") },
    Clue {
        names: &["date line", "date words"],
        say: |f, up| {
            let has_dates = !up && f.value("date words") >= 0.3;
            flag(f, "date line", "date line").or_else(|| has_dates.then(|| "words of dates".to_owned()))
        },
    },
    Clue { names: &["no letters"], say: |f, _| flag(f, "no letters", "no letters") },
    Clue { names: &["counter"], say: |f, _| flag(f, "counter", "a counter") },
    Clue { names: &["price", "currency"], say: |f, _| flag(f, "price", "a price") },
    Clue { names: &["address"], say: |f, _| flag(f, "address", "the address of a page or mailbox") },
    Clue { names: &["copyright"], say: |f, _| flag(f, "copyright", "copyright line") },
    Clue { names: &["breadcrumb trail"], say: |f, _| flag(f, "breadcrumb trail", "menu or breadcrumb trail") },
    Clue { names: &["list of names"], say: |f, _| flag(f, "list of names", "list of names") },
    Clue {
        names: &["interface words"],
        say: |f, up| {
            let share = f.value("interface words");
            (!up && share >= 0.1).then(|| format!("words of user interfaces ({})", percent(share)))
        },
    },
    Clue {
        names: &[
            "words",
            "bytes",
            "commas",
            "sentences",
            "ends like a sentence",
            "function words",
            "number of function words",
        ],
        say: |f, up| if up { prose(f) } else { no_prose(f) },
    },
    Clue {
        names: &["word score", "interface score"],
        say: |f, up| {
            let score = match (f.value("word score"), f.value("interface score")) {
                (own, other) if up => own.max(other),
                (own, other) => own.min(other),
            };
            (score != 0.0 && (score > 0.0) == up)
                .then(|| format!("words typical of {} ({score:+.1})", if up { "articles" } else { "boilerplate" }))
        },
    },
    Clue {
        names: &["word score around 3", "word score around 10", "word score around 30"],
        say: |f, up| {
            let score = f.value("word score around 10");
            (score != 0.0 && (score > 0.0) == up).then(|| {
                format!("words around it typical of {} ({score:+.1})", if up { "articles" } else { "boilerplate" })
            })
        },
    },
    Clue {
        names: &["capitalised words", "words in capitals"],
        say: |f, up| match (f.value("capitalised words"), f.value("words in capitals")) {
            (_, capitals) if capitals >= 0.5 => Some("words in capitals".to_owned()),
            (share, _) if !up && share >= 0.6 => Some(format!("capitalised words ({})", percent(share))),
            (share, _) if up && share <= 0.3 => Some("few capitalised words".to_owned()),
            _ => None,
        },
    },
    Clue {
        names: &["digits", "numbers"],
        say: |f, up| {
            let share = f.value("digits").max(f.value("numbers"));
            (!up && share >= 0.2).then(|| format!("numbers ({})", percent(share)))
        },
    },
    Clue {
        names: &["separators", "symbols"],
        say: |f, up| {
            (!up && f.value("separators") + f.value("symbols") > 0.0).then(|| "separators or symbols".to_owned())
        },
    },
    Clue {
        names: &["word length", "longest word", "script without spaces"],
        say: |f, up| {
            let bytes = f.number("longest word");
            (!up && bytes > 20).then(|| format!("a word of {bytes} bytes"))
        },
    },
    Clue { names: &["ends with a colon"], say: |f, _| flag(f, "ends with a colon", "ends with a colon") },
    Clue { names: &["begins in lower case"], say: |f, _| flag(f, "begins in lower case", "begins in lower case") },
    Clue { names: &["begins with a mark"], say: |f, _| flag(f, "begins with a mark", "begins with a mark or symbol") },
];

fn flag(facts: &BlockFacts<'_>, name: &str, words: &str) -> Option<String> {
    facts.is(name).then(|| words.to_owned())
}

/// Says that a block is inside the element that holds the article, or that it is not although
/// the page has one.
fn inside(facts: &BlockFacts<'_>, up: bool, within: Within, name: &str, element: &str) -> Option<String> {
    match (up, facts.is(name)) {
        (_, true) => Some(format!("in {element}")),
        (false, false) if facts.page.has(within) => Some(format!("outside {element}")),
        _ => None,
    }
}

/// Elements around a block that are searched for the most typical one.
const ANCESTORS: usize = 64;

/// Names the element around a block whose tag and classes weigh most in this direction.
fn typical_element(facts: &BlockFacts<'_>, up: bool) -> Option<String> {
    let document: &Document = &facts.judged.document;
    let mut next = document.blocks[facts.at].markup?.leaf;
    let mut strongest = (0.0, next);
    for _ in 0..ANCESTORS {
        let Some(element) = document.elements.get(next as usize) else { break };
        let score = facts.judged.features.layout.own_score(document, next);
        let weight = if up { score } else { -score };
        strongest = if weight > strongest.0 { (weight, next) } else { strongest };
        next = element.parent;
    }
    let (weight, element) = strongest;
    let name = facts.paths.and_then(|paths| paths.name(element));
    let what = if up { "content" } else { "boilerplate" };
    let score = if up { weight } else { -weight };
    (weight > 0.0).then(|| match name {
        Some(name) => format!("in {name}, typical of {what} ({score:+.1})"),
        None => format!("in an element typical of {what} ({score:+.1})"),
    })
}

/// The topic of each kind of label, by the name of the feature.
const TOPICS: [(&str, &str); 7] = [
    ("label: related", "related articles"),
    ("label: comments", "comments"),
    ("label: share", "sharing"),
    ("label: newsletter", "newsletters or subscriptions"),
    ("label: advertisement", "advertisements"),
    ("label: consent", "cookies, privacy or rights"),
    ("label: navigation", "navigation"),
];

/// A block that is a label, or begins with one.
fn label(facts: &BlockFacts<'_>) -> Option<String> {
    TOPICS.iter().find_map(|(name, topic)| match facts.value(name) {
        0.0 => None,
        1.0 => Some(format!("label of {topic}")),
        _ => Some(format!("begins with a label of {topic}")),
    })
}

/// A block below a label: of comments or related articles if there is one, else of anything.
fn below_label(facts: &BlockFacts<'_>) -> Option<String> {
    let below = |name: &str| Some(facts.number(name)).filter(|blocks| (1..FAR).contains(blocks));
    let labels = [("blocks since comments", "comments"), ("blocks since related", "related articles")];
    let nearest = labels.into_iter().filter_map(|(name, topic)| Some((below(name)?, topic))).min();
    let (blocks, topic) = nearest.or_else(|| Some((below("blocks since a label")?, "something beside the article")))?;
    Some(format!("{} below a label of {topic}", plural(blocks, "block", "blocks")))
}

fn density(share: f32, up: bool, place: &str) -> Option<String> {
    match up {
        true if share == 0.0 => Some(format!("no links{place}")),
        true if share < 0.2 => Some(format!("few links{place} (link density {share:.2})")),
        false if share >= 0.2 => Some(format!("link density {share:.2}{place}")),
        _ => None,
    }
}

/// Words of a short block, fewer than.
const SHORT: u32 = 10;

/// Compares a block with the other blocks of its template.
fn template(facts: &BlockFacts<'_>, up: bool, name: &str, relation: &str) -> Option<String> {
    let value = |part| facts.value(&format!("{name}: {part}"));
    let others = facts.number(&format!("{name}: blocks")).saturating_sub(1);
    let (words, prose, links) = (facts.number(&format!("{name}: words")), value("prose"), value("link share"));
    let kind = match () {
        _ if up && prose < 0.5 || !up && prose >= 0.5 => "",
        _ if up => " of prose",
        _ if links >= 0.5 => " of links",
        _ if words < SHORT => " of few words",
        _ => "",
    };
    (facts.is_html() && others > 0)
        .then(|| format!("{relation} {}{kind}", plural(others, "other block", "other blocks")))
}

fn run(facts: &BlockFacts<'_>, name: &str, elements: &str) -> Option<String> {
    let siblings = facts.value(&format!("{name}: siblings"));
    if siblings <= 0.0 {
        return None;
    }
    let share = |part| facts.value(&format!("{name}: {part}"));
    let with = match (share("titled") >= 0.5, share("dated") >= 0.5) {
        (true, true) => ", most with a linked title and a date",
        (true, false) => ", most with a linked title",
        (false, true) => ", most with a date",
        (false, false) => "",
    };
    Some(format!("in one of {} {elements}{with}", libm::expf(siblings).round() as u32 - 1))
}

fn prose(facts: &BlockFacts<'_>) -> Option<String> {
    let (words, commas, sentences) = (facts.number("words"), facts.number("commas"), facts.number("sentences"));
    match () {
        _ if words < SHORT => facts.is("ends like a sentence").then(|| "ends like a sentence".to_owned()),
        _ if commas > 0 => Some(format!("long prose with {} ({words} words)", plural(commas, "comma", "commas"))),
        _ if sentences > 1 => Some(format!("prose of {sentences} sentences ({words} words)")),
        _ if facts.is("ends like a sentence") => Some(format!("a full sentence of {words} words")),
        _ => Some(format!("{words} words")),
    }
}

fn no_prose(facts: &BlockFacts<'_>) -> Option<String> {
    let words = facts.number("words");
    match () {
        _ if words < SHORT => Some(format!("only {}", plural(words, "word", "words"))),
        _ if facts.number("sentences") == 0 => Some("no full sentence".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_belongs_to_one_clue() {
        let names: Vec<&str> = CLUES.iter().flat_map(|clue| clue.names).copied().collect();
        let parts = ["blocks around it", "same template", "the page"];
        let mut features: Vec<&str> = features::features().map(|feature| feature.name).chain(parts).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        features.sort_unstable();
        assert_eq!(sorted, features);
    }
}

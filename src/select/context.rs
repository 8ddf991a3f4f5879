//! Step 3: the surroundings of a block decide if its score falls short.
//!
//! [`RULES`] holds every rule that rescues a block below the threshold. "Kept" means kept by
//! the threshold or by a rule further up in the table. The step also drops credits near the
//! headline; see `lead.rs`. `evaluate --without RULE` in `training/` measures what a rule is
//! worth.

use crate::document::group::{Group, GroupKind, NO_GROUP};
use crate::document::{Document, Gap, Within};
use crate::features::Features;
use crate::features::shape::Shape;
use crate::words::credit::is_credit;
use crate::words::date;
use crate::words::label::Topic;
use crate::{Keep, PageKind};

/// A rule that rescues blocks because of their surroundings.
pub struct ContextRule {
    /// Its name, for `evaluate --without`.
    pub name: &'static str,
    /// Why a block stays, in words for the user.
    pub why: &'static str,
    /// Share of the threshold that a block must reach to be rescued, 0 to 1.
    share: f32,
    /// Whether the rule holds under [`Keep::Precise`], too.
    is_precise: bool,
    /// Whether the rule rescues blocks in which at least a third of the words are interface
    /// words (`Next`, `Contact`).
    takes_interface: bool,
    /// Says of each block whether the rule applies.
    applies: fn(&Context<'_>) -> Vec<bool>,
}

/// The rules, in the order in which they apply.
pub const RULES: &[ContextRule] = &[
    ContextRule {
        name: "between",
        why: "between kept lines",
        share: 0.6,
        is_precise: false,
        takes_interface: false,
        applies: between_kept,
    },
    ContextRule {
        name: "list",
        why: "part of a list or quotation that stays",
        share: 0.3,
        is_precise: false,
        takes_interface: false,
        applies: in_kept_list,
    },
    ContextRule {
        name: "table",
        why: "part of a table that stays",
        share: 0.3,
        is_precise: false,
        takes_interface: true,
        applies: in_kept_table,
    },
    ContextRule {
        name: "code",
        why: "part of code that stays",
        share: 0.0,
        is_precise: false,
        takes_interface: true,
        applies: in_kept_code,
    },
    ContextRule {
        name: "heading",
        why: "heading of what is kept",
        share: 0.5,
        is_precise: false,
        takes_interface: false,
        applies: heads_kept,
    },
    ContextRule {
        name: "deck",
        why: "deck of the article",
        share: 0.0,
        is_precise: true,
        takes_interface: false,
        applies: deck,
    },
    ContextRule {
        name: "brackets",
        why: "brackets of code",
        share: 0.0,
        is_precise: true,
        takes_interface: true,
        applies: brackets_beside_kept,
    },
    ContextRule {
        name: "poster",
        why: "author of a post",
        share: 0.0,
        is_precise: false,
        takes_interface: false,
        applies: heads_post,
    },
    ContextRule {
        name: "endless",
        why: "part of one endless line",
        share: 0.0,
        is_precise: false,
        takes_interface: false,
        applies: in_endless_line,
    },
];

/// The window that the rules look at, and the decisions so far.
pub struct Context<'a> {
    /// The window.
    pub document: &'a Document,
    /// Its features.
    pub features: &'a Features,
    /// The kind of the page; `None` in text.
    pub kind: Option<PageKind>,
    /// Index of the last block of the headline, if it stands on the page.
    pub headline: Option<usize>,
    /// p(keep) of each block by the page alone.
    pub p: &'a [f32],
    /// The threshold of the page.
    pub threshold: f32,
    /// Whether each block is kept so far.
    pub kept: Vec<bool>,
}

impl Context<'_> {
    /// Applies the rules but for the one called `without`. Returns why each block that a rule
    /// rescued stays.
    pub fn rescue(&mut self, keep: Keep, without: Option<&str>) -> Vec<Option<&'static str>> {
        let mut why = vec![None; self.p.len()];
        let rules = RULES.iter().filter(|rule| rule.is_precise || keep != Keep::Precise);
        for rule in rules.filter(|rule| without != Some(rule.name)) {
            let applies = (rule.applies)(self);
            for at in (0..self.p.len()).filter(|&at| applies[at] && !self.kept[at]) {
                if self.p[at] >= rule.share * self.threshold
                    && !is_never_content(self.document, at)
                    && (rule.takes_interface || !self.shape(at).is_interface())
                {
                    why[at] = Some(rule.why);
                }
            }
            (0..self.p.len()).for_each(|at| self.kept[at] |= why[at].is_some());
        }
        why
    }

    fn shape(&self, at: usize) -> &Shape {
        &self.features.shapes[at]
    }

    fn text(&self, at: usize) -> &str {
        self.document.text_of(&self.document.blocks[at])
    }

    /// Whether a block is a label of something beside the article, such as comments.
    fn is_label(&self, at: usize) -> bool {
        self.shape(at).label.is_some_and(|label| label.topic != Topic::Navigation)
    }

    /// Whether the block exists and is kept.
    fn is_kept(&self, at: usize) -> bool {
        self.kept.get(at).copied().unwrap_or(false)
    }

    /// Whether a block of a document that is too short to judge may stay: it has words of its
    /// own and is not mostly links.
    pub fn may_stay(&self, at: usize) -> bool {
        let shape = self.shape(at);
        let is_linked = self.document.blocks[at].markup.is_some_and(|m| m.link * 2 > shape.bytes);
        shape.words > 0 && !is_linked && !is_never_content(self.document, at) && !shape.is_interface()
    }
}

/// Whether a block stands in a part of the page that is never content: navigation, a form, a
/// button, an icon, the number of a line of code.
fn is_never_content(document: &Document, at: usize) -> bool {
    const NEVER: Within = Within(
        Within::ALT.0
            | Within::SVG.0
            | Within::ICON.0
            | Within::NAV.0
            | Within::FOOTER.0
            | Within::FORM.0
            | Within::BUTTON.0
            | Within::LINE_NUMBER.0,
    );
    let block = &document.blocks[at];
    block.icon_run || block.markup.is_some_and(|m| m.within.0 & NEVER.0 != 0)
}

/// Blocks in a row between two kept ones that may be rescued, at most.
const BETWEEN: usize = 2;

/// A block or two between kept ones: a refrain, a question in an interview, a subheading of a
/// text. In text, a block that is or begins with a label, such as `Related articles`, is not
/// rescued; in HTML the score of the markup decides.
fn between_kept(context: &Context<'_>) -> Vec<bool> {
    let mut between = vec![false; context.p.len()];
    let mut last = None;
    for at in (0..between.len()).filter(|&at| context.kept[at]) {
        if let Some(above) = last.filter(|above| at - above <= BETWEEN + 1) {
            (above + 1..at).for_each(|at| between[at] = context.document.html || !context.is_label(at));
        }
        last = Some(at);
    }
    between
}

/// Share of a group's words that must be kept for the rest of it to stay.
const MOST: f32 = 0.5;

/// A block of a list or quotation if most of it is kept. In text, also a block of a list between
/// kept blocks; in HTML such a list is as likely to hold links.
fn in_kept_list(context: &Context<'_>) -> Vec<bool> {
    let is_list = |kind| matches!(kind, GroupKind::List { .. } | GroupKind::Definitions | GroupKind::Quote);
    in_group(context, is_list, |around| around.most || !context.document.html && around.is_enclosed())
}

/// A block of a data table if most of it is kept, or if it stands between kept blocks.
fn in_kept_table(context: &Context<'_>) -> Vec<bool> {
    let is_table = |kind| matches!(kind, GroupKind::Table { .. });
    in_group(context, is_table, |around| around.most || around.is_enclosed())
}

/// Share of the threshold that the mean p(keep) of code beside kept text must reach.
const CODE: f32 = 0.45;

/// A block of a code listing if most of it is kept, or if the listing is likely enough and
/// stands next to a kept block: an article that shows code is about it.
fn in_kept_code(context: &Context<'_>) -> Vec<bool> {
    in_group(
        context,
        |kind| kind == GroupKind::Code,
        |around| around.most || (around.above || around.below) && around.mean >= CODE * context.threshold,
    )
}

/// How much of a group is kept, and which of its neighbours.
struct Around {
    /// Whether most of its words are kept.
    most: bool,
    /// The mean p(keep) of its words.
    mean: f32,
    /// Whether it has several blocks.
    is_several: bool,
    /// Whether the block above it is kept, and the block below.
    above: bool,
    below: bool,
}

impl Around {
    fn is_enclosed(&self) -> bool {
        self.is_several && self.above && self.below
    }
}

/// Says of each block whether the group that it stands or falls with is of a kind and stays.
fn in_group(context: &Context<'_>, is_kind: fn(GroupKind) -> bool, stays: impl Fn(&Around) -> bool) -> Vec<bool> {
    let document = context.document;
    let groups: Vec<u32> = document.blocks.iter().map(|block| deciding_group(document, block.group)).collect();
    // All words, kept words, expected words of content.
    let mut words = vec![(0.0f32, 0.0f32, 0.0f32); document.groups.len()];
    for (at, &group) in groups.iter().enumerate() {
        if let Some((all, kept, expected)) = words.get_mut(group as usize) {
            let words = context.shape(at).words as f32;
            *all += words;
            *kept += if context.kept[at] { words } else { 0.0 };
            *expected += words * context.p[at];
        }
    }
    let around = |(group, (all, kept, expected)): (&Group, (f32, f32, f32))| {
        let (first, end) = (group.blocks.start as usize, group.blocks.end as usize);
        let around = Around {
            most: kept >= MOST * all,
            mean: expected / all,
            is_several: end - first > 1,
            above: first.checked_sub(1).is_some_and(|above| context.kept[above]),
            below: context.is_kept(end),
        };
        all > 0.0 && is_kind(group.kind) && stays(&around)
    };
    let stays: Vec<bool> = document.groups.iter().zip(words).map(around).collect();
    groups.into_iter().map(|group| stays.get(group as usize).copied().unwrap_or(false)).collect()
}

/// Returns the list, quotation, table of data or block of code that a block of this group
/// stands or falls with, or [`NO_GROUP`] if it belongs to no such group.
fn deciding_group(document: &Document, group: u32) -> u32 {
    let decides = |kind| {
        use GroupKind::{Code, Definitions, List, Quote, Table};
        matches!(kind, Code | Definitions | List { .. } | Quote | Table { .. })
    };
    match document.groups_from(group).find(|(_, group)| decides(group.kind)) {
        // The cells of a layout have nothing in common.
        Some((_, group)) if matches!(group.kind, GroupKind::Table { is_data: false, .. }) => NO_GROUP,
        found => found.map_or(NO_GROUP, |(at, _)| at),
    }
}

/// Headings in a row, of a section and its subsections, that may be rescued together.
const HEADINGS: usize = 3;

/// A heading of a page that a kept block follows. A heading that is mostly a link, or that is or
/// begins with a label, is not rescued. Text has no headings; `between` keeps its subheadings.
fn heads_kept(context: &Context<'_>) -> Vec<bool> {
    let blocks = &context.document.blocks;
    let mut heads = vec![false; blocks.len()];
    // The number of headings since the nearest other block below, and whether that is kept.
    let (mut row, mut is_kept) = (0, false);
    for at in (0..blocks.len()).rev() {
        let Some(markup) = blocks[at].markup.filter(|markup| markup.heading > 0) else {
            (row, is_kept) = (0, context.kept[at]);
            continue;
        };
        row += 1;
        let shape = context.shape(at);
        heads[at] = is_kept && row <= HEADINGS && shape.label.is_none() && markup.link * 2 <= shape.bytes;
    }
    heads
}

/// Words of the line over a post, at most.
const POSTER: u32 = 12;

/// The line over a post of a forum that names its author with the date: the last such line above
/// the first kept block of a sibling of a run.
fn heads_post(context: &Context<'_>) -> Vec<bool> {
    let blocks = &context.document.blocks;
    let mut heads = vec![false; blocks.len()];
    if context.kind != Some(PageKind::Forum) {
        return heads;
    }
    let post = |at: usize| {
        let around = context.features.layout.runs.around(blocks[at].markup?.element)?;
        Some((around.outer.first, around.sibling))
    };
    let is_poster = |at: usize| {
        let (text, words) = (context.text(at), context.shape(at).words);
        words <= POSTER && date::find(text).is_some_and(|date| text.len() > date.len()) && !context.is_label(at)
    };
    // The post that the last line stands over, and the line.
    let mut open: Option<((u32, u32), usize)> = None;
    let mut done = None;
    for at in 0..blocks.len() {
        let Some(post) = post(at).filter(|post| done != Some(*post)) else { continue };
        if context.kept[at] {
            done = Some(post);
            if let Some((_, line)) = open.take().filter(|(over, _)| *over == post) {
                heads[line] = true;
            }
        } else if is_poster(at) {
            open = Some((post, at));
        }
    }
    heads
}

/// Words of a deck, at least and fewer than.
const DECK: std::ops::Range<u32> = 6..40;
/// Blocks below the headline among which the deck stands, and below the deck until the story.
const DECK_REACH: usize = 4;
/// p(keep) of a deck at least, whatever the threshold.
const DECK_FLOOR: f32 = 0.25;

/// The deck: the summary under the headline, one or two sentences long. It reads like a
/// sentence, does not repeat the headline, credits nobody, and the story follows soon. Models
/// score it low because it stands among dates and share rows.
fn deck(context: &Context<'_>) -> Vec<bool> {
    let mut found = vec![false; context.p.len()];
    if let Some(deck) = context.headline.and_then(|headline| deck_below(context, headline)) {
        found[deck] = context.p[deck] >= DECK_FLOOR;
    }
    found
}

fn deck_below(context: &Context<'_>, headline: usize) -> Option<usize> {
    let shapes = &context.features.shapes;
    let reads_so = |shape: &Shape| {
        let spoken = shape.stopwords * 8 >= shape.words || shape.ideographs >= shape.words;
        DECK.contains(&shape.words) && shape.separators == 0 && spoken
    };
    let below = headline + 1..shapes.len().min(headline + 1 + DECK_REACH);
    let mut others = below.filter(|&at| shapes[at].hash != shapes[headline].hash && !is_credit(context.text(at)));
    let first = others.next()?;
    let deck = if reads_so(&shapes[first]) {
        first
    } else if context.kept[first] {
        return None;
    } else {
        // Behind dates and share rows that are dropped it must end like a sentence, too.
        others.take_while(|&at| !context.kept[at]).find(|&at| reads_so(&shapes[at]) && shapes[at].stops > 0)?
    };
    let until_prose = &context.features.overview.until_prose;
    let has_story = until_prose.get(deck + 1).is_some_and(|&blocks| blocks as usize <= DECK_REACH);
    (has_story && context.may_stay(deck)).then_some(deck)
}

/// A block of brackets beside a kept one, with only such blocks between: it closes a piece of
/// code, and no model could judge it by itself.
fn brackets_beside_kept(context: &Context<'_>) -> Vec<bool> {
    let mut beside = vec![false; context.p.len()];
    let is_brackets = |at: usize| is_brackets(context.text(at));
    let mut begin = 0;
    while begin < beside.len() {
        let end = (begin..beside.len()).find(|&at| !is_brackets(at)).unwrap_or(beside.len());
        let above = begin.checked_sub(1).is_some_and(|above| context.kept[above]);
        beside[begin..end].fill(above || context.is_kept(end));
        begin = end + 1;
    }
    beside
}

/// Whether a text has brackets and, apart from the marks that go with them, nothing else.
fn is_brackets(text: &str) -> bool {
    let bracket = |b: &u8| matches!(b, b'{' | b'}' | b'[' | b']' | b'(' | b')');
    let mark = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b',' | b';');
    text.bytes().all(|b| bracket(&b) || mark(&b)) && text.bytes().any(|b| bracket(&b))
}

/// Bytes from which one line of a text is a text in itself, not a page that was put on one
/// line. Nothing sets its sentences apart, so the models doubt them all.
const ENDLESS: usize = 1 << 18;

/// A block of a line that is [`ENDLESS`].
fn in_endless_line(context: &Context<'_>) -> Vec<bool> {
    let document = context.document;
    let mut endless = Vec::with_capacity(document.blocks.len());
    for parts in document.blocks.chunk_by(|_, next| !document.html && next.gap == Gap::None) {
        let bytes = parts[parts.len() - 1].range.end - parts[0].range.start;
        // The beginning of a window was judged with the one before; if the line goes on
        // behind it, this may be all that is left of it.
        let rest = document.continues && endless.is_empty();
        endless.resize(endless.len() + parts.len(), !document.html && (rest || bytes > ENDLESS));
    }
    endless
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{learned::Learned, measure};
    use crate::html::Parser;
    use crate::segment::{html, text};

    /// The blocks that rules rescue, with the names of the rules, on a page with these p(keep)
    /// and a threshold of .5.
    fn rescued_from(document: &Document, p: &[f32], keep: Keep) -> Vec<(usize, &'static str)> {
        rescued_from_kind(document, p, keep, None)
    }

    fn rescued_from_kind(
        document: &Document,
        p: &[f32],
        keep: Keep,
        kind: Option<PageKind>,
    ) -> Vec<(usize, &'static str)> {
        assert_eq!(document.blocks.len(), p.len());
        let features = measure(document, &Learned::default());
        let kept = p.iter().map(|&p| p >= 0.5).collect();
        let why =
            Context { document, features: &features, kind, headline: None, p, threshold: 0.5, kept }.rescue(keep, None);
        let name = |why: &str| RULES.iter().find(|rule| rule.why == why).expect("a rule").name;
        why.iter().enumerate().filter_map(|(at, why)| Some((at, name((*why)?)))).collect()
    }

    fn rescued(page: &str, p: &[f32]) -> Vec<(usize, &'static str)> {
        rescued_from(&html::segment(page, Parser::Stream), p, Keep::Balanced)
    }

    fn rescued_in_text(page: &str, p: &[f32]) -> Vec<(usize, &'static str)> {
        let mut document = Document { text: page.to_owned(), ..Document::default() };
        text::segment_whole(&mut document);
        rescued_from(&document, p, Keep::Balanced)
    }

    #[test]
    fn one_or_two_blocks_between_kept_ones_stay() {
        let page = |count: usize| (0..count).map(|n| format!("<p>The mill ground flour {n}.")).collect::<String>();
        assert_eq!(rescued(&page(3), &[0.9, 0.3, 0.9]), [(1, "between")]);
        assert_eq!(rescued(&page(4), &[0.9, 0.3, 0.4, 0.9]), [(1, "between"), (2, "between")]);
        assert!(rescued(&page(5), &[0.9, 0.4, 0.4, 0.4, 0.9]).is_empty());
        assert!(rescued(&page(3), &[0.9, 0.29, 0.9]).is_empty(), "far below the threshold");
        assert!(rescued(&page(3), &[0.4, 0.9, 0.4]).is_empty(), "at the ends");
    }

    #[test]
    fn the_author_of_a_post_stays_with_it() {
        let post = |name: &str| format!("<div class=post><p>{name}, 3 May 2026<p>So it was.<p>{name} said so</div>");
        let page = html::segment(&["Ann", "Bob", "Cy"].map(post).concat(), Parser::Stream);
        let p = [0.1, 0.9, 0.1, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1];
        let rescued = |kind| rescued_from_kind(&page, &p, Keep::Balanced, kind);
        assert_eq!(rescued(Some(PageKind::Forum)), [(0, "poster"), (3, "poster")], "the last post is dropped");
        assert!(rescued(Some(PageKind::Article)).is_empty());
    }

    #[test]
    fn interface_words_and_navigation_do_not_stay_between_kept_blocks() {
        assert!(rescued("<p>The mill stood.<p>Share<p>It burned.", &[0.9, 0.4, 0.9]).is_empty());
        assert!(rescued("<p>The mill stood.<nav>Weirs</nav><p>It burned.", &[0.9, 0.4, 0.9]).is_empty());
    }

    #[test]
    fn a_subheading_stays_between_paragraphs_of_a_text() {
        let paragraph = "The mill on the upper pond ground its first flour on Saturday, after forty-one years.";
        let text = |between: &str| format!("{paragraph}\n\n{between}\n\n{paragraph}\n");
        assert_eq!(rescued_in_text(&text("How to get there"), &[0.9, 0.4, 0.9]), [(1, "between")]);
        assert!(rescued_in_text(&text("Related articles"), &[0.9, 0.4, 0.9]).is_empty());
    }

    #[test]
    fn a_list_of_which_most_is_kept_stays() {
        let list = "<p>Bring:<ul><li>two nails<li>one hammer<li>one plank<li>a friend<li>Share</ul><p>Begin.";
        assert_eq!(rescued(list, &[0.1, 0.9, 0.9, 0.9, 0.2, 0.4, 0.4]), [(4, "list")]);
        assert!(rescued(list, &[0.1, 0.9, 0.2, 0.2, 0.2, 0.2, 0.4]).is_empty(), "most of it is dropped");
        let quotation = "<blockquote><p>Bees do not mind heights.<footer>Old Marten</footer></blockquote><p>Home";
        assert_eq!(rescued(quotation, &[0.9, 0.2, 0.2]), [(1, "list")]);
    }

    #[test]
    fn a_list_of_a_text_between_kept_blocks_stays() {
        let list = "Bring these:\n* two nails\n* one hammer\nThen begin.\n";
        assert_eq!(rescued_in_text(list, &[0.9, 0.2, 0.1, 0.9]), [(1, "list")]);
        assert!(rescued_in_text(list, &[0.9, 0.2, 0.2, 0.4]).is_empty());
        assert!(
            rescued("<p>Bring:<ul><li>two nails<li>a plank<li>a saw</ul><p>Begin.", &[0.9, 0.2, 0.2, 0.2, 0.9])
                .is_empty()
        );
    }

    #[test]
    fn a_table_of_data_stays_and_a_layout_does_not() {
        let table = "<p>See:<table><tr><td>Mill<td>Stones<tr><td>Next<td>2</table><p>Home";
        assert_eq!(rescued(table, &[0.9, 0.9, 0.9, 0.2, 0.2, 0.1]), [(3, "table"), (4, "table")]);
        let layout = "<table><tr><td colspan=2>Gazette<tr><td><p>Home<p>News<p>Letters\
                      <td><p>The mill stood by the weir.<p>It burned.<p>Nobody was hurt.</table>";
        assert!(rescued(layout, &[0.2, 0.2, 0.2, 0.2, 0.9, 0.9, 0.9]).is_empty());
        let text = "They measured it.\nDay\tHeight\nMonday\t12\nThen it rained.\n";
        assert_eq!(rescued_in_text(text, &[0.9, 0.2, 0.2, 0.9]), [(1, "table"), (2, "table")]);
    }

    #[test]
    fn code_stands_or_falls_as_a_whole() {
        let code = "<pre><div>fn main() {</div><div>mill();</div><div>share();</div><div>}</div></pre><p>Home";
        assert_eq!(rescued(code, &[0.9, 0.1, 0.9, 0.0, 0.1]), [(1, "code"), (3, "code")]);
        let beside = |p: f32| rescued("<p>Print it:<pre>print(1)</pre><p>Home", &[0.9, p, 0.1]);
        assert_eq!(beside(0.3), [(1, "code")]);
        assert!(beside(0.2).is_empty());
    }

    #[test]
    fn the_headings_of_a_kept_section_stay() {
        let page = "<h2>The mill</h2><h3>Its stones</h3><p>They came by barge.</p><h2>The ferry</h2><p>It sank.</p>";
        assert_eq!(rescued(page, &[0.3, 0.3, 0.9, 0.4, 0.1]), [(0, "heading"), (1, "heading")]);
        assert!(rescued("<h2>The mill</h2><p>It stood by the weir.</p>", &[0.2, 0.9]).is_empty(), "too unlikely");
        let page = "<h2>Related articles</h2><p>The weir.</p><h3><a href=/w>Weirs of the north</a></h3><p>Five.</p>";
        assert!(rescued(page, &[0.4, 0.9, 0.29, 0.9]).is_empty(), "a label, and a link");
    }

    #[test]
    fn the_deck_below_the_headline_stays() {
        let story = "The mill on the upper pond ground its first flour on Saturday, after forty-one years.";
        let deck = |page: &str, p: &[f32]| {
            let document = html::segment(page, Parser::Stream);
            let features = measure(&document, &Learned::default());
            let kept = p.iter().map(|&p| p >= 0.5).collect();
            let mut context = Context {
                document: &document,
                features: &features,
                kind: None,
                headline: Some(0),
                p,
                threshold: 0.5,
                kept,
            };
            context.rescue(Keep::Precise, None).iter().position(Option::is_some)
        };
        let page = format!("<h1>The mill</h1><p>By Ann</p><p>It is the last one in the valley.</p><p>{story}</p>");
        assert_eq!(deck(&page, &[0.1, 0.1, 0.3, 0.9]), Some(2));
        assert_eq!(deck(&page, &[0.1, 0.1, 0.2, 0.9]), None, "too unlikely");
        let linked = page.replace("It is the last", "<a href=/>It is the last").replace("valley.", "valley.</a>");
        assert_eq!(deck(&linked, &[0.1, 0.1, 0.3, 0.9]), None, "a link");
    }

    #[test]
    fn brackets_stay_beside_kept_blocks() {
        let code = "fn main() {\n    for page in pages {\n        clean(page);\n    }\n}\nHome\n{\n";
        assert_eq!(rescued_in_text(code, &[0.9, 0.9, 0.9, 0.0, 0.0, 0.0, 0.0]), [(3, "brackets"), (4, "brackets")]);
        assert!(rescued_in_text("A story of the mill.\n[1]\n---\n", &[0.9, 0.1, 0.1]).is_empty());
    }

    #[test]
    fn an_endless_line_is_kept_whole() {
        let line = "Der Wächter sah auf das Wasser und schwieg. ".repeat(ENDLESS / 44 + 1);
        let mut document = Document { text: line, ..Document::default() };
        text::segment_whole(&mut document);
        let p = vec![0.05; document.blocks.len()];
        assert!(p.len() > 100);
        assert_eq!(rescued_from(&document, &p, Keep::Balanced).len(), p.len());
        assert!(rescued_from(&document, &p, Keep::Precise).is_empty());
    }
}

//! Step 3: what stands around a block decides where its score falls short.
//!
//! [`RULES`] is the whole step. A rule rescues blocks below the threshold; "kept" means kept
//! by the threshold or by a rule further up in the table. `evaluate --without RULE` in
//! `training/` measures what a rule is worth.

use crate::Keep;
use crate::document::group::{Group, GroupKind, NO_GROUP};
use crate::document::{Document, Gap, Within};
use crate::features::Features;
use crate::features::shape::Shape;

/// A rule that rescues blocks for what stands around them.
pub struct Rule {
    /// Its name, for `evaluate --without`.
    pub name: &'static str,
    /// Why a block stays, in words for the user.
    pub why: &'static str,
    /// Share of the threshold that a block must reach to be rescued, 0 to 1.
    share: f32,
    /// Whether the rule holds under [`Keep::Precise`], too.
    is_precise: bool,
    /// Whether the rule rescues blocks that are made of interface words (`Next`, `Contact`).
    takes_interface: bool,
    /// Says of each block whether the rule applies.
    applies: fn(&Context<'_>) -> Vec<bool>,
}

/// The rules, in the order in which they apply.
pub const RULES: &[Rule] = &[
    Rule {
        name: "between",
        why: "between kept lines",
        share: 0.6,
        is_precise: false,
        takes_interface: false,
        applies: between_kept,
    },
    Rule {
        name: "list",
        why: "part of a list or quotation that stays",
        share: 0.3,
        is_precise: false,
        takes_interface: false,
        applies: in_kept_list,
    },
    Rule {
        name: "table",
        why: "part of a table that stays",
        share: 0.3,
        is_precise: false,
        takes_interface: true,
        applies: in_kept_table,
    },
    Rule {
        name: "code",
        why: "part of code that stays",
        share: 0.0,
        is_precise: false,
        takes_interface: true,
        applies: in_kept_code,
    },
    Rule {
        name: "brackets",
        why: "brackets of code",
        share: 0.0,
        is_precise: true,
        takes_interface: true,
        applies: brackets_beside_kept,
    },
    Rule {
        name: "endless",
        why: "part of one endless line",
        share: 0.0,
        is_precise: false,
        takes_interface: false,
        applies: in_endless_line,
    },
];

/// What the rules look at.
pub struct Context<'a> {
    /// The window.
    pub document: &'a Document,
    /// Its features.
    pub features: &'a Features,
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
                    && !is_chrome(self.document, at)
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

    /// Whether the block exists and is kept.
    fn is_kept(&self, at: usize) -> bool {
        self.kept.get(at).copied().unwrap_or(false)
    }

    /// Whether a block of a document that is too short to judge may stay: it has words of its
    /// own and is not mostly links.
    pub fn may_stay(&self, at: usize) -> bool {
        let shape = self.shape(at);
        let is_linked = self.document.blocks[at].markup.is_some_and(|m| m.link * 2 > shape.bytes);
        shape.words > 0 && !is_linked && !is_chrome(self.document, at) && !shape.is_interface()
    }
}

/// Whether a block stands in a part of the page that is never content: navigation, a form, a
/// button, an icon, the number of a line of code.
fn is_chrome(document: &Document, at: usize) -> bool {
    const CHROME: Within = Within(
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
    block.icon_run || block.markup.is_some_and(|m| m.within.0 & CHROME.0 != 0)
}

/// Blocks in a row between two kept ones that may be rescued, at most.
const BETWEEN: usize = 2;

/// A block or two of a page between kept ones: a refrain, a question in an interview. In text,
/// where no markup sets captions and links apart, such blocks are mostly boilerplate.
fn between_kept(context: &Context<'_>) -> Vec<bool> {
    let mut between = vec![false; context.p.len()];
    if !context.document.html {
        return between;
    }
    let mut last = None;
    for at in (0..between.len()).filter(|&at| context.kept[at]) {
        if let Some(above) = last.filter(|above| at - above <= BETWEEN + 1) {
            between[above + 1..at].fill(true);
        }
        last = Some(at);
    }
    between
}

/// Share of a group's words that must be kept for the rest of it to stay.
const MOST: f32 = 0.5;

/// A block of a list or a quotation of which most is kept, or of a list of a text between
/// kept blocks. In HTML a list between kept blocks is as likely one of links.
fn in_kept_list(context: &Context<'_>) -> Vec<bool> {
    let is_list = |kind| matches!(kind, GroupKind::List { .. } | GroupKind::Definitions | GroupKind::Quote);
    in_group(context, is_list, |around| around.most || !context.document.html && around.is_enclosed())
}

/// A block of a table of data of which most is kept, or that stands between kept blocks.
fn in_kept_table(context: &Context<'_>) -> Vec<bool> {
    let is_table = |kind| matches!(kind, GroupKind::Table { .. });
    in_group(context, is_table, |around| around.most || around.is_enclosed())
}

/// Share of the threshold that the mean p(keep) of code beside kept text must reach.
const CODE: f32 = 0.45;

/// A block of code of which most is kept, or that is likely enough and stands beside a kept
/// block: an article that shows code is about it.
fn in_kept_code(context: &Context<'_>) -> Vec<bool> {
    in_group(
        context,
        |kind| kind == GroupKind::Code,
        |around| around.most || (around.above || around.below) && around.mean >= CODE * context.threshold,
    )
}

/// What is kept of a group and around it.
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
/// stands or falls with; [`NO_GROUP`] if there is none.
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

//! Finds the comments of readers, as groups: each comment, and the threads that they form.
//!
//! First come the elements that are named as a single comment. The other elements that are
//! named after comments, and the parts of the page under a label such as `3 Comments`, are split
//! into comments by their dates: a comment has one, above or below its text.

use std::ops::Range;

use super::names::{self, NameFacts};
use crate::document::group::{Group, GroupKind, NO_GROUP};
use crate::document::{Block, Document, Element, NO_ELEMENT};
use crate::html::tag::Tag;
use crate::words::attribution;
use crate::words::date;
use crate::words::label::{self, Topic};

/// Bytes of the longest block that is searched for the date of a comment.
const STAMP: usize = 200;
/// Words beside the date in such a block, at most.
const BESIDE_STAMP: usize = 12;
/// Bytes of the longest label over comments.
const LABEL: usize = 90;
/// Labels that are looked at outside the elements named after comments, at most.
const LABELS: usize = 4;
/// Bytes of the longest label that is recognised though the page does not set it off.
const SHORT_LABEL: usize = 40;
/// Levels that a label may be nested deeper than the comments under it.
const LABEL_DEPTH: usize = 4;
/// Blocks above the first comment that are looked at for a label.
const ABOVE: u32 = 3;

/// Parts of the addresses of forum threads.
const FORUM_ADDRESS: [&str; 11] = [
    "viewtopic",
    "showthread",
    "thread",
    "threads",
    "topic",
    "topics",
    "discussion",
    "discussions",
    "board",
    "boards",
    "bbs",
];
/// Comments without an article above them are posts if there are at least this many.
const POSTS: usize = 3;
/// Words of a block of prose, at least, and of the prose of an article.
const PROSE: (usize, usize) = (8, 25);

/// Returns the comments of a page and their threads.
pub(super) fn find(document: &Document) -> Vec<Group> {
    let names: Vec<NameFacts> = document.elements.iter().map(|element| names::of(document, element)).collect();
    let mut headlines = vec![0; document.blocks.len() + 1];
    for (at, block) in document.blocks.iter().enumerate() {
        headlines[at + 1] = headlines[at] + u32::from(block.markup.is_some_and(|markup| markup.heading == 1));
    }
    let mut reviews = vec![0; names.len() + 1];
    for (at, names) in names.iter().enumerate() {
        reviews[at + 1] = reviews[at] + u32::from(names.has(NameFacts::REVIEW));
    }
    let page = CommentFinder { document, names: &names, headlines, reviews, ends: ends(document) };
    let labels = page.labels();
    let is_named = names.iter().any(|names| names.has(NameFacts::COMMENTS));
    if !is_named && labels.is_empty() || page.is_forum() {
        return Vec::new();
    }
    let zones = page.zones();
    let mut comments = page.named(&zones);
    let named = comments.len();
    let mut zones = zones;
    page.join(&mut zones);
    for (at, zone) in (0..).zip(&zones).filter(|(_, zone)| zone.is_thread) {
        let next = comments[..named].partition_point(|comment| comment.blocks.start < zone.blocks.start);
        if !comments[..named].get(next).is_some_and(|comment| zone.blocks.contains(&comment.blocks.start)) {
            comments.extend(page.split(zone, at, 1));
        }
    }
    let is_outside = |label: &u32| !zones.iter().any(|zone| !zone.is_thread && zone.blocks.contains(label));
    for label in labels.iter().copied().filter(is_outside).take(LABELS) {
        let Some(zone) = page.under(label) else { continue };
        if !comments.iter().any(|comment| zone.blocks.contains(&comment.blocks.start)) {
            comments.extend(page.split(&zone, u32::MAX - label, 2));
        }
    }
    if page.are_posts(&comments, &labels) {
        return Vec::new();
    }
    page.groups(comments)
}

/// A part of the page that may hold a thread.
#[derive(Debug, Clone)]
struct Zone {
    /// The element whose children are looked at.
    root: u32,
    /// The elements in it.
    elements: Range<u32>,
    blocks: Range<u32>,
    /// Whether it is to be split if no element in it is named a comment.
    is_thread: bool,
}

/// A comment that was found.
#[derive(Debug, Clone)]
struct FoundComment {
    blocks: Range<u32>,
    depth: u32,
    thread: u32,
}

/// An element that is named a comment.
#[derive(Debug, Clone)]
struct NamedComment {
    element: u32,
    /// Its blocks up to the first comment in it.
    own: Range<u32>,
    /// The first comment in it.
    first_inner: Option<usize>,
    thread: u32,
    /// Whether an element around it is named after comments.
    is_in_thread: bool,
    /// Whether it only holds other comments, and has no text of its own.
    is_wrapper: bool,
    depth: u32,
}

/// Consecutive blocks of a zone: a child of its root, or a block outside all children.
#[derive(Debug, Clone)]
struct ZonePart {
    blocks: Range<u32>,
    has_stamp: bool,
    /// Bytes of text, without dates and labels.
    text: usize,
}

/// A page and the facts that the names of its elements tell.
struct CommentFinder<'a> {
    document: &'a Document,
    names: &'a [NameFacts],
    /// Number of headings of the first level before each block.
    headlines: Vec<u32>,
    /// Number of elements before each one that are named after reviews.
    reviews: Vec<u32>,
    /// The index after the last element inside each one.
    ends: Vec<u32>,
}

impl CommentFinder<'_> {
    fn block(&self, at: u32) -> &Block {
        &self.document.blocks[at as usize]
    }

    fn text(&self, at: u32) -> &str {
        self.document.text_of(self.block(at))
    }

    /// Returns the index after the last element inside an element.
    fn end_of(&self, element: u32) -> u32 {
        self.ends[element as usize]
    }

    /// Whether the page is a thread of a forum, by the names of its outermost elements or by its
    /// address. Its posts are content, whatever they are named.
    fn is_forum(&self) -> bool {
        let mut outermost = self.document.elements.iter().zip(self.names);
        let is_root = |element: &Element| matches!(element.tag, Tag::HTML | Tag::BODY);
        if outermost.any(|(element, names)| is_root(element) && names.has(NameFacts::FORUM)) {
            return true;
        }
        let url = self.document.head.url.as_deref().unwrap_or_default();
        let mut parts = url.split(['/', '.', '?', '&', '=']);
        parts.any(|part| FORUM_ADDRESS.contains(&part) || part.ends_with("forum") || part.ends_with("forums"))
    }

    /// Whether comments are the posts of a page that has no article: there are several, with hardly
    /// any prose above, and no label.
    fn are_posts(&self, comments: &[FoundComment], labels: &[u32]) -> bool {
        let first = comments.iter().map(|comment| comment.blocks.start).min().unwrap_or(0);
        if labels.iter().any(|label| (first.saturating_sub(ABOVE)..first).contains(label)) {
            return false;
        }
        let words = |at: u32| self.text(at).split_whitespace().count();
        let is_prose = |&at: &u32| words(at) >= PROSE.0 && !self.block(at).is_control() && self.is_prose(at..at + 1);
        let above: usize = (0..first).filter(is_prose).map(words).sum();
        comments.len() >= POSTS && above < PROSE.1
    }

    /// Returns the blocks that are labels of comments: short, and set off as a heading.
    fn labels(&self) -> Vec<u32> {
        let is_label = |block: &Block| {
            let Some(markup) = block.markup else { return false };
            let text = self.document.text_of(block);
            let is_set_off = markup.heading > 0
                || markup.link == 0 && text.len() <= SHORT_LABEL && is_label(text)
                || markup.bold as usize * 2 > text.len()
                || self.names.get(markup.element as usize).is_some_and(|names| names.has(NameFacts::COMMENTS));
            text.len() <= LABEL && is_set_off && is_comments_label(text)
        };
        (0..).zip(&self.document.blocks).filter(|(_, block)| is_label(block)).map(|(at, _)| at).collect()
    }

    /// Returns the outermost elements that are named after comments.
    fn zones(&self) -> Vec<Zone> {
        let mut zones: Vec<Zone> = Vec::new();
        let mut end = 0;
        let elements = &self.document.elements;
        for at in 0..elements.len() as u32 {
            let (element, names) = (&elements[at as usize], self.names[at as usize]);
            if at < end || !names.has(NameFacts::COMMENTS) || element.blocks.is_empty() || !is_part(element) {
                continue;
            }
            let is_elsewhere = names.has(NameFacts::ELSEWHERE) && !names.has(NameFacts::COMMENT);
            let is_about = names.has(NameFacts::ABOUT) && !names.has(NameFacts::COMMENT);
            let is_review = names.has(NameFacts::REVIEW) || self.has_review(at);
            let is_elsewhere = is_elsewhere || is_review;
            if !is_elsewhere && (is_about || names.has(NameFacts::FORM) || self.has_headline(element)) {
                continue;
            }
            end = self.end_of(at);
            let is_thread = !is_elsewhere;
            zones.push(Zone { root: at, elements: at + 1..end, blocks: element.blocks.clone(), is_thread });
        }
        zones
    }

    /// Joins zones that stand side by side and have the same names: each is a comment or the text of
    /// a comment, and another part of the comment may follow it.
    fn join(&self, zones: &mut Vec<Zone>) {
        let element = |zone: &Zone| &self.document.elements[zone.root as usize];
        let mut joined: Vec<Zone> = Vec::new();
        for run in zones.chunk_by(|one, other| {
            one.is_thread
                && other.is_thread
                && element(one).parent == element(other).parent
                && element(one).path == element(other).path
        }) {
            let (first, last) = (&run[0], &run[run.len() - 1]);
            let root = element(first).parent;
            let Some(second) = run.get(1).filter(|_| root != NO_ELEMENT) else {
                joined.push(first.clone());
                continue;
            };
            let after = second.blocks.start.saturating_sub(first.blocks.end);
            let around = self.document.elements[root as usize].blocks.end;
            let blocks = first.blocks.start..(last.blocks.end + after).min(around);
            let elements = first.root..self.end_of_blocks(last.elements.end, blocks.end);
            joined.push(Zone { root, elements, blocks, is_thread: true });
        }
        *zones = joined;
    }

    /// Returns the index after the last element from `first` on that begins before a block.
    fn end_of_blocks(&self, first: u32, block: u32) -> u32 {
        let rest = &self.document.elements[first as usize..];
        first + rest.partition_point(|element| element.blocks.start < block) as u32
    }

    /// Whether an element holds reviews of a product, which are named after comments, too.
    fn has_review(&self, element: u32) -> bool {
        self.reviews[element as usize] < self.reviews[self.end_of(element) as usize]
    }

    /// Whether an element holds a heading of the first level: it is a page, not a comment.
    fn has_headline(&self, element: &Element) -> bool {
        self.headlines[element.blocks.start as usize] < self.headlines[element.blocks.end as usize]
    }

    /// Returns the comments that are elements named as a comment.
    fn named(&self, zones: &[Zone]) -> Vec<FoundComment> {
        let mut named = self.nested(zones);
        for at in 0..named.len() {
            let own = named[at].own.clone();
            named[at].is_wrapper = self.is_wrapper(&named[at]);
            if let Some(inner) = named[at].first_inner.filter(|_| named[at].is_wrapper)
                && own.clone().any(|block| self.is_stamp(block))
            {
                // Its text stands in an element that is named a comment, too.
                named[inner].own.start = own.start;
            }
        }
        for at in 1..named.len() {
            // A term with the author and the date, and a description with the text.
            let [before, this] = [at - 1, at].map(|at| self.document.elements[named[at].element as usize].parent);
            let own = named[at - 1].own.clone();
            if before == this
                && named[at - 1].is_wrapper
                && own.end == named[at].own.start
                && self.is_signed(own.clone())
            {
                named[at].own.start = own.start;
            }
        }
        for at in 0..named.len() {
            if let Some(start) = self.line_above(&named, at) {
                named[at].own.start = start;
            }
        }
        let is_signed = |comment: &NamedComment| self.is_signed(comment.own.clone());
        let comments = || named.iter().filter(|comment| !comment.is_wrapper);
        let signed = comments().filter(|comment| is_signed(comment)).count();
        let mostly = signed * 2 >= comments().count();
        let found = comments().filter(|comment| mostly || comment.is_in_thread || is_signed(comment));
        found
            .map(|comment| FoundComment { blocks: comment.own.clone(), depth: comment.depth, thread: comment.thread })
            .collect()
    }

    /// Returns the first block of the author and the date of a comment, if they stand above the
    /// element that is named a comment, in an element around it and no other comment.
    fn line_above(&self, named: &[NamedComment], at: usize) -> Option<u32> {
        let comment = &named[at];
        let around = self.document.elements[comment.element as usize].parent;
        let above = self.document.elements.get(around as usize)?.blocks.start..comment.own.start;
        let is_only = at.checked_sub(1).is_none_or(|before| named[before].element < around)
            && named.get(at + 1).is_none_or(|next| next.element >= self.end_of(around));
        let is_line = |block| !self.is_text(block) || self.is_name(block);
        let is_above = is_only && !self.is_signed(comment.own.clone()) && above.clone().all(is_line);
        (is_above && self.is_signed(above.clone())).then_some(above.start)
    }

    /// Whether an element that is named a comment has no text outside the comments in it.
    fn is_wrapper(&self, comment: &NamedComment) -> bool {
        let is_term = self.document.elements[comment.element as usize].tag == Tag::DT;
        let has_rest = is_term || comment.first_inner.is_some();
        let is_text = |at| self.is_text(at) && !(has_rest && self.is_name(at));
        !comment.own.clone().any(is_text)
    }

    /// Returns the elements that are named a comment, with how they nest.
    fn nested(&self, zones: &[Zone]) -> Vec<NamedComment> {
        let elements = &self.document.elements;
        let mut named: Vec<NamedComment> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (thread, zone) in (0..).zip(zones).filter(|(_, zone)| zone.is_thread) {
            open.clear();
            for at in zone.root..zone.elements.end {
                let element = &elements[at as usize];
                let names = self.names[at as usize];
                while open.last().is_some_and(|&last| elements[named[last].element as usize].depth >= element.depth) {
                    open.pop();
                }
                let is_named = names.has(NameFacts::COMMENT) && !names.has(NameFacts::FORM) && is_part(element);
                if !is_named || element.blocks.is_empty() || self.has_headline(element) {
                    continue;
                }
                let outer = open.last().copied();
                let mut depth = 0;
                if let Some(outer) = outer {
                    let this = named.len();
                    let outer = &mut named[outer];
                    if outer.first_inner.is_none() {
                        outer.first_inner = Some(this);
                        outer.own.end = outer.own.end.min(element.blocks.start);
                        outer.is_wrapper = self.is_wrapper(outer);
                    }
                    depth = outer.depth + 1;
                    // An element around several comments is named as a comment.
                    let first = outer.first_inner.filter(|_| outer.is_wrapper);
                    let is_first = first == Some(this);
                    let is_beside = first.is_some_and(|first| {
                        named.get(first).is_some_and(|first| elements[first.element as usize].parent == element.parent)
                    });
                    depth -= u32::from(is_first || is_beside);
                }
                // Elements side by side, without one around them, form a thread.
                let is_alone = at == zone.root;
                let thread = if is_alone { (zones.len() as u32).wrapping_add(element.parent) } else { thread };
                let thread = outer.map_or(thread, |outer| named[outer].thread);
                open.push(named.len());
                named.push(NamedComment {
                    element: at,
                    own: element.blocks.clone(),
                    first_inner: None,
                    thread,
                    is_in_thread: !is_alone,
                    is_wrapper: false,
                    depth,
                });
            }
        }
        named
    }

    /// Returns the part of the page under a label: the blocks after it in the element around it,
    /// up to the next heading of its level.
    fn under(&self, label: u32) -> Option<Zone> {
        let elements = &self.document.elements;
        let markup = self.block(label).markup?;
        let mut at = markup.element;
        for _ in 0..LABEL_DEPTH {
            let element = elements.get(at as usize)?;
            if element.blocks.end > label + 1 {
                break;
            }
            at = element.parent;
        }
        let around = elements.get(at as usize)?;
        let blocks = label + 1..around.blocks.end;
        let is_end = |&at: &u32| {
            let block = self.block(at);
            let level = block.markup.map_or(0, |markup| markup.heading);
            let text = self.text(at);
            let is_above_comment = date::find(text).is_some() || attribution::of_line(text).is_some();
            level > 0 && level <= markup.heading.max(3) && !is_above_comment
        };
        let end = blocks.clone().find(is_end).unwrap_or(blocks.end);
        let end = blocks.start.max(end);
        Some(Zone { root: at, elements: at + 1..self.end_of(at), blocks: blocks.start..end, is_thread: true })
    }

    /// Splits a zone into comments by their dates, or by their authors if there are no dates.
    /// There must be at least `least` of them.
    fn split(&self, zone: &Zone, thread: u32, least: usize) -> Vec<FoundComment> {
        let blocks = &zone.blocks;
        let mut stamps = vec![false; blocks.len()];
        self.mark(zone, &mut stamps, |block| self.is_stamp(block), NameFacts::DATE);
        if !stamps.contains(&true) {
            self.mark(zone, &mut stamps, |_| false, NameFacts::AUTHOR);
        }
        let has_stamp = |range: &Range<u32>, before: &[u32]| {
            let [start, end] = [range.start, range.end].map(|at| at.clamp(blocks.start, blocks.end) - blocks.start);
            before[end as usize] > before[start as usize]
        };
        let mut before = vec![0; stamps.len() + 1];
        (0..stamps.len()).for_each(|at| before[at + 1] = before[at] + u32::from(stamps[at]));
        let Some(parent) = self.parent_of_comments(zone, &stamps, |range| has_stamp(range, &before)) else {
            let all = self.trimmed(blocks.clone());
            let is_one = least == 1 && stamps.contains(&true) && all.clone().any(|block| self.is_text(block));
            let is_small = all.len() * 2 <= self.document.blocks.len();
            return if is_one && is_small { vec![FoundComment { blocks: all, depth: 0, thread }] } else { Vec::new() };
        };
        let parts = self.parts(zone, parent, |range| has_stamp(range, &before));
        let comments = sequence(&parts);
        let comments = comments.into_iter().map(|blocks| self.trimmed(blocks));
        let is_comment = |blocks: &Range<u32>| self.is_prose(blocks.clone());
        let found: Vec<FoundComment> =
            comments.filter(is_comment).map(|blocks| FoundComment { blocks, depth: 0, thread }).collect();
        if found.len() < least { Vec::new() } else { found }
    }

    /// Marks the blocks of a zone for which `is_one` is true, and those of elements with a name.
    fn mark(&self, zone: &Zone, marks: &mut [bool], is_one: impl Fn(u32) -> bool, name: NameFacts) {
        let blocks = &zone.blocks;
        for at in blocks.clone() {
            marks[(at - blocks.start) as usize] = is_one(at);
        }
        for at in zone.elements.clone() {
            let element = &self.document.elements[at as usize];
            let is_named = self.names[at as usize].has(name) || name == NameFacts::DATE && element.tag == Tag::TIME;
            let is_short = element.text > 0 && element.text as usize <= STAMP / 2;
            let start = element.blocks.start;
            if is_named && is_short && blocks.contains(&start) && (name != NameFacts::DATE || self.has_figure(element))
            {
                marks[(start - blocks.start) as usize] = true;
            }
        }
    }

    /// Whether the text of an element has a figure, as nearly all dates do.
    fn has_figure(&self, element: &Element) -> bool {
        let start = element.start as usize;
        let text = self.document.text.as_bytes().get(start..start + element.text as usize);
        text.is_some_and(|text| text.iter().any(u8::is_ascii_digit))
    }

    /// Returns the outermost element whose children have at least half as many dates as those of
    /// any other element; `None` if no element has two of them.
    fn parent_of_comments(&self, zone: &Zone, stamps: &[bool], has_stamp: impl Fn(&Range<u32>) -> bool) -> Option<u32> {
        let root = zone.root;
        let mut counts = vec![0u32; (zone.elements.end - root) as usize];
        let mut count = |element: u32| {
            if let Some(count) = element.checked_sub(root).and_then(|at| counts.get_mut(at as usize)) {
                *count += 1;
            }
        };
        for at in zone.elements.clone() {
            let element = &self.document.elements[at as usize];
            if !element.blocks.is_empty() && has_stamp(&element.blocks) {
                count(element.parent);
            }
        }
        for (at, _) in zone.blocks.clone().zip(stamps).filter(|(_, is_stamp)| **is_stamp) {
            self.block(at).markup.iter().for_each(|markup| count(markup.element));
        }
        let most = counts.iter().copied().max().filter(|&most| most >= 2)?;
        let at = counts.iter().position(|&count| count >= 2 && count * 2 >= most)?;
        Some(root + at as u32)
    }

    /// Cuts the part of a zone that is inside an element into the children of the element and the
    /// blocks between them.
    fn parts(&self, zone: &Zone, parent: u32, has_stamp: impl Fn(&Range<u32>) -> bool) -> Vec<ZonePart> {
        let around = &self.document.elements[parent as usize].blocks;
        let (start, end) = (around.start.max(zone.blocks.start), around.end.min(zone.blocks.end));
        let mut ranges: Vec<Range<u32>> = Vec::new();
        let mut at = start;
        for element in &self.document.elements[zone.elements.start as usize..zone.elements.end as usize] {
            let blocks = element.blocks.start.max(at)..element.blocks.end.min(end);
            if element.parent == parent && !blocks.is_empty() {
                ranges.extend((at..blocks.start).map(|block| block..block + 1));
                at = blocks.end;
                ranges.push(blocks);
            }
        }
        ranges.extend((at..end).map(|block| block..block + 1));
        let part = |blocks: Range<u32>| ZonePart {
            has_stamp: has_stamp(&blocks),
            text: blocks.clone().filter(|&block| self.is_text(block)).map(|block| self.text(block).len()).sum(),
            blocks,
        };
        ranges.into_iter().map(part).collect()
    }

    /// Whether a block is text rather than a date, a label or a control.
    fn is_text(&self, at: u32) -> bool {
        let block = self.block(at);
        let text = self.text(at);
        !block.is_control()
            && text.chars().any(char::is_alphabetic)
            && !is_label(text)
            && attribution::of_line(text).is_none()
    }

    /// Whether a block is a name, in an element that is named after an author.
    fn is_name(&self, at: u32) -> bool {
        let text = self.text(at);
        let mut next = self.block(at).markup.map_or(NO_ELEMENT, |markup| markup.leaf);
        while let Some(element) = self.document.elements.get(next as usize).filter(|it| it.text as usize <= STAMP) {
            if self.names[next as usize].has(NameFacts::AUTHOR) && element.text as usize >= text.len() {
                return attribution::name(text).is_some();
            }
            next = element.parent;
        }
        false
    }

    /// Whether a block has the date of a comment.
    fn is_stamp(&self, at: u32) -> bool {
        let text = self.text(at);
        if text.len() > STAMP || self.block(at).is_control() {
            return false;
        }
        date::find(text).is_some_and(|date| {
            text[..date.start].split_whitespace().chain(text[date.end..].split_whitespace()).count() <= BESIDE_STAMP
        })
    }

    /// Whether a comment has a date, or an element that is named after its author.
    fn is_signed(&self, blocks: Range<u32>) -> bool {
        if blocks.clone().any(|block| self.is_stamp(block) || attribution::of_line(self.text(block)).is_some()) {
            return true;
        }
        let elements = &self.document.elements;
        let first = elements.partition_point(|element| element.blocks.start < blocks.start);
        let inside = (first..elements.len()).take_while(|&at| elements[at].blocks.start < blocks.end);
        inside.into_iter().any(|at| elements[at].text > 0 && self.names[at].has(NameFacts::AUTHOR))
    }

    /// Whether most of the text of some blocks stands outside links. Names and dates do not count.
    fn is_prose(&self, blocks: Range<u32>) -> bool {
        let (mut all, mut linked) = (0, 0);
        for at in blocks.filter(|&at| self.is_text(at)) {
            all += self.text(at).len();
            linked += self.block(at).markup.map_or(0, |markup| markup.link as usize);
        }
        all > 0 && linked * 2 <= all
    }

    /// Removes labels and controls from the ends of a range of blocks.
    fn trimmed(&self, blocks: Range<u32>) -> Range<u32> {
        let is_kept =
            |&at: &u32| self.is_text(at) || self.is_stamp(at) || attribution::of_line(self.text(at)).is_some();
        let start = blocks.clone().find(is_kept).unwrap_or(blocks.end);
        let end = blocks.clone().rev().find(is_kept).map_or(start, |last| last + 1);
        start..end.max(start)
    }

    /// Returns the groups of comments and of their threads.
    fn groups(&self, mut comments: Vec<FoundComment>) -> Vec<Group> {
        comments.sort_by_key(|comment| (comment.blocks.start, comment.blocks.end));
        let mut groups = Vec::new();
        let mut thread: Option<(u32, usize)> = None;
        let mut end = 0;
        for comment in comments {
            let blocks = self.uncrossed(comment.blocks.start.max(end)..comment.blocks.end);
            if blocks.is_empty() {
                continue;
            }
            end = blocks.end;
            match thread {
                Some((number, at)) if number == comment.thread => {
                    let thread: &mut Group = &mut groups[at];
                    thread.blocks.end = blocks.end;
                }
                _ => {
                    thread = Some((comment.thread, groups.len()));
                    groups.push(Group { kind: GroupKind::Comments, parent: NO_GROUP, blocks: blocks.clone() });
                }
            }
            groups.push(Group { kind: GroupKind::Comment { depth: comment.depth }, parent: NO_GROUP, blocks });
        }
        groups
    }

    /// Shortens a range of blocks so that it crosses no group of the page.
    fn uncrossed(&self, blocks: Range<u32>) -> Range<u32> {
        let Range { start, mut end } = blocks;
        if start >= end {
            return start..start;
        }
        for (_, group) in self.document.groups_around(self.block(start)) {
            if group.blocks.start < start {
                end = end.min(group.blocks.end);
            }
        }
        let groups = &self.document.groups;
        let first = groups.partition_point(|group| group.blocks.start <= start);
        for group in groups[first..].iter().take_while(|group| group.blocks.start < end) {
            if group.blocks.end > end {
                end = group.blocks.start;
                break;
            }
        }
        start..end
    }
}

/// Returns the index after the last element inside each element of a page.
fn ends(document: &Document) -> Vec<u32> {
    let mut ends: Vec<u32> = (1..=document.elements.len() as u32).collect();
    for (at, element) in document.elements.iter().enumerate().rev() {
        let end = ends[at];
        if let Some(around) = ends.get_mut(element.parent as usize) {
            *around = end.max(*around);
        }
    }
    ends
}

/// Cuts parts into comments. Each has one part with a date, unless the date stands in an element
/// of its own: then the text above or below it belongs to it.
fn sequence(parts: &[ZonePart]) -> Vec<Range<u32>> {
    let stamped: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].has_stamp).collect();
    let (Some(&first), Some(&last)) = (stamped.first(), stamped.last()) else { return Vec::new() };
    let text =
        |range: Range<usize>| parts[range].iter().filter(|part| !part.has_stamp).map(|part| part.text).sum::<usize>();
    let inside: usize = stamped.iter().map(|&at| parts[at].text).sum();
    if inside >= text(first..last + 1) {
        return stamped.iter().map(|&at| parts[at].blocks.clone()).collect();
    }
    let is_below = text(0..first) > 0 && text(last + 1..parts.len()) == 0;
    let joined = |range: Range<usize>| parts[range.start].blocks.start..parts[range.end - 1].blocks.end;
    let mut comments = Vec::new();
    for (at, &part) in stamped.iter().enumerate() {
        let next = stamped.get(at + 1).copied().unwrap_or(parts.len());
        let after_last = at.checked_sub(1).map_or(0, |before| stamped[before] + 1);
        comments.push(joined(if is_below { after_last..part + 1 } else { part..next }));
    }
    comments
}

/// Whether an element can be a part of the page, rather than all of it or a word in a line.
fn is_part(element: &Element) -> bool {
    !matches!(element.tag, Tag::HTML | Tag::BODY | Tag::MAIN | Tag::A | Tag::BUTTON | Tag::SPAN | Tag::LABEL)
}

/// Whether a line is a label of comments, such as `3 Comments` or `12 responses to “The mill”`.
fn is_comments_label(line: &str) -> bool {
    label::of_line(line).is_some_and(|label| label.topic == Topic::Comments)
}

/// Whether a line is a label and nothing else.
fn is_label(line: &str) -> bool {
    line.len() <= LABEL && label::of_line(line).is_some_and(|label| label.whole)
}

//! Finds the groups that no element marks: comments, runs of elements of the same template, and
//! the sections under headings.

use std::cmp::Reverse;

use super::comments;
use crate::document::Document;
use crate::document::group::{Group, GroupKind, NO_GROUP};
use crate::html::tag::Tag;

/// Elements of a run, at least.
const RUN: u32 = 3;
/// Blocks of an element of a run on average, at least; a run of single blocks is paragraphs.
const BLOCKS: u32 = 2;
/// Runs inside one another, at most, so that the tree stays shallow.
const NESTED: usize = 4;
/// Share of the elements of a run that must hold a link for it to be cards.
const LINKED: f32 = 0.8;

/// Adds comments, runs of cards and sections to the groups of a page.
pub(super) fn find(document: &mut Document) {
    let mut found = comments::find(document);
    found.extend(runs(document, &found));
    found.extend(sections(document, &found));
    if !found.is_empty() {
        insert(document, found);
    }
}

/// A run of siblings with the same tags, classes and ids, while it grows.
#[derive(Debug, Clone, Copy)]
struct SiblingRun {
    path: u32,
    first: u32,
    end: u32,
    elements: u32,
    linked: u32,
}

/// Returns the runs of cards outside the comments.
fn runs(document: &Document, comments: &[Group]) -> Vec<Group> {
    let mut in_comments = vec![false; document.blocks.len()];
    for thread in comments {
        in_comments[thread.blocks.start as usize..thread.blocks.end as usize].fill(true);
    }
    // The run that the last child of each element belongs to.
    let mut last: Vec<Option<SiblingRun>> = vec![None; document.elements.len()];
    let mut found = Vec::new();
    for element in &document.elements {
        let Some(run) = last.get_mut(element.parent as usize) else { continue };
        let is_comment = in_comments.get(element.blocks.start as usize).copied().unwrap_or(false);
        if is_comment
            || element.blocks.is_empty()
            || matches!(element.tag, Tag::P | Tag::TR | Tag::TD | Tag::TH | Tag::BR)
        {
            continue;
        }
        let is_linked = u32::from(element.link > 0);
        match run {
            Some(run) if run.path == element.path => {
                run.end = element.blocks.end;
                run.elements += 1;
                run.linked += is_linked;
            }
            _ => {
                found.extend(run.take().and_then(finished));
                *run = Some(SiblingRun {
                    path: element.path,
                    first: element.blocks.start,
                    end: element.blocks.end,
                    elements: 1,
                    linked: is_linked,
                });
            }
        }
    }
    found.extend(last.into_iter().flatten().filter_map(finished));
    found
}

/// Returns the cards that a run forms. `None` if the run is too short or of another kind.
fn finished(run: SiblingRun) -> Option<Group> {
    let blocks = run.first..run.end;
    let is_run = run.elements >= RUN && blocks.len() as u32 >= BLOCKS * run.elements;
    let is_linked = run.linked as f32 >= LINKED * run.elements as f32;
    (is_run && is_linked).then_some(Group { kind: GroupKind::Cards, parent: NO_GROUP, blocks })
}

/// Returns the sections of a page: each heading outside all groups and runs with the blocks up
/// to the next heading of its level or above.
fn sections(document: &Document, runs: &[Group]) -> Vec<Group> {
    let mut in_run = vec![false; document.blocks.len()];
    runs.iter().for_each(|run| in_run[run.blocks.start as usize..run.blocks.end as usize].fill(true));
    let level = |at: usize| {
        let block = &document.blocks[at];
        let level = block.markup.map_or(0, |markup| markup.heading);
        if block.group == NO_GROUP && !in_run[at] { level } else { 0 }
    };
    let mut found: Vec<Group> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for at in 0..document.blocks.len() {
        let own = level(at);
        // The blocks of one heading.
        if own == 0 || at > 0 && level(at - 1) == own {
            continue;
        }
        while let Some(&(outer, section)) = open.last()
            && outer >= own
        {
            found[section].blocks.end = at as u32;
            open.pop();
        }
        open.push((own, found.len()));
        let kind = GroupKind::Section { level: own };
        found.push(Group { kind, parent: NO_GROUP, blocks: at as u32..document.blocks.len() as u32 });
    }
    found.retain(|section| section.blocks.len() > 1);
    found
}

/// Groups that begin inside a run which are looked at for whether they cross its end.
const CROSSING: usize = 64;

/// Puts more groups into the tree. A group that would cross another one is left out.
fn insert(document: &mut Document, more: Vec<Group>) {
    let old = document.groups.len();
    let mut order: Vec<(usize, Group)> = document.groups.drain(..).chain(more).enumerate().collect();
    order.sort_by_key(|(index, group)| (group.blocks.start, Reverse(group.blocks.end), *index));
    let mut tree =
        GroupTree { groups: Vec::with_capacity(order.len()), marked: Vec::new(), places: vec![NO_GROUP; old] };
    // The groups around the next one, innermost last.
    let mut around: Vec<u32> = Vec::new();
    for (at, (index, group)) in order.iter().enumerate() {
        while around.last().is_some_and(|&last| tree.groups[last as usize].blocks.end <= group.blocks.start) {
            around.pop();
        }
        let outer = around.last().copied().unwrap_or(NO_GROUP);
        let crosses = || {
            let outside = tree.groups.get(outer as usize).is_some_and(|outer| outer.blocks.end < group.blocks.end);
            let inside = order[at + 1..].iter().take(CROSSING).map(|(_, inner)| &inner.blocks);
            outside
                || inside.take_while(|inner| inner.start < group.blocks.end).any(|inner| inner.end > group.blocks.end)
        };
        let runs = || around.iter().filter(|&&group| tree.groups[group as usize].kind == GroupKind::Cards).count();
        if *index >= old && (crosses() || group.kind == GroupKind::Cards && runs() >= NESTED) {
            continue;
        }
        let place = tree.groups.len() as u32;
        if *index < old {
            let parent = tree.places.get(group.parent as usize).copied().unwrap_or(NO_GROUP);
            let parent = if tree.marked(outer) == parent { outer } else { parent };
            tree.groups.push(Group { parent, ..group.clone() });
            tree.marked.push(place);
            tree.places[*index] = place;
        } else {
            tree.marked.push(tree.marked(outer));
            tree.groups.push(Group { parent: outer, ..group.clone() });
        }
        if !group.blocks.is_empty() {
            around.push(place);
        }
    }
    tree.reassign(document);
    document.groups = tree.groups;
}

/// A tree of old and new groups, in the order of their beginnings.
struct GroupTree {
    groups: Vec<Group>,
    /// The innermost old group at or around each.
    marked: Vec<u32>,
    /// The places of the old groups.
    places: Vec<u32>,
}

impl GroupTree {
    fn marked(&self, group: u32) -> u32 {
        self.marked.get(group as usize).copied().unwrap_or(NO_GROUP)
    }

    /// Gives every block its group in this tree: the innermost new group around it that stands
    /// in its old group, or else its old group.
    fn reassign(&self, document: &mut Document) {
        let mut next = 0;
        let mut around: Vec<u32> = Vec::new();
        for (at, block) in (0u32..).zip(&mut document.blocks) {
            while around.last().is_some_and(|&last| self.groups[last as usize].blocks.end <= at) {
                around.pop();
            }
            while let Some(group) = self.groups.get(next).filter(|group| group.blocks.start <= at) {
                if !group.blocks.is_empty() {
                    around.push(next as u32);
                }
                next += 1;
            }
            let old = self.places.get(block.group as usize).copied().unwrap_or(NO_GROUP);
            let new = around.iter().rev().find(|&&group| self.marked(group) == old);
            block.group = new.copied().unwrap_or(old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Parser;
    use crate::segment::html::segment;

    /// The texts of the first and the last block of each group of a kind.
    fn groups(html: &str, is_one: impl Fn(GroupKind) -> bool) -> Vec<(String, String)> {
        let document = segment(html, Parser::Stream);
        for (at, block) in (0u32..).zip(&document.blocks) {
            assert!(
                document.groups_around(block).all(|(_, group)| group.blocks.contains(&at)),
                "{}",
                document.text_of(block)
            );
        }
        let text = |at: u32| document.text_of(&document.blocks[at as usize]).to_owned();
        let found = document.groups.iter().filter(|group| is_one(group.kind));
        found.map(|group| (text(group.blocks.start), text(group.blocks.end - 1))).collect()
    }

    fn pair(first: &str, last: &str) -> (String, String) {
        (first.to_owned(), last.to_owned())
    }

    const CARDS: &str = "<div class=card><a href=/a><h3>Weirs</h3></a><p>Five of them.</div>\
        <div class=card><a href=/b><h3>Locks</h3></a><p>Two of them.</div>\
        <div class=card><a href=/c><h3>Mills</h3></a><p>One is left.</div>";

    #[test]
    fn siblings_of_one_template_that_lead_elsewhere_are_cards() {
        let cards = |html: &str| groups(html, |kind| kind == GroupKind::Cards);
        assert_eq!(cards(&format!("<p>The mill.</p><div>{CARDS}</div><p>Home")), [pair("Weirs", "One is left.")]);
        assert!(cards(&CARDS.replace("<a ", "<b ").replace("</a>", "</b>")).is_empty(), "they hold no links");
        assert!(cards(&CARDS.replacen("card", "teaser", 1)).is_empty(), "two are too few");
        assert!(cards("<p>a <a href=/>b</a><p>a <a href=/>b</a><p>a <a href=/>b</a>").is_empty(), "paragraphs");
    }

    #[test]
    fn a_heading_begins_a_section() {
        let page = "<h1>Mills</h1><p>Of the valley.<h2>The old mill</h2><p>It burned.<ul><li>Why<li>When</ul>\
            <h2>The ferry</h2><p>It sank.";
        let sections = |level| groups(page, |kind| kind == GroupKind::Section { level });
        assert_eq!(sections(1), [pair("Mills", "It sank.")]);
        assert_eq!(sections(2), [pair("The old mill", "When"), pair("The ferry", "It sank.")]);
    }

    #[test]
    fn headings_in_cards_begin_no_sections_of_the_page() {
        let page = format!("<h2>Read on</h2><div>{CARDS}</div><p>Home");
        assert_eq!(groups(&page, |kind| matches!(kind, GroupKind::Section { .. })), [pair("Read on", "Home")]);
    }
}

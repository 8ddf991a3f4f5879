//! What the decisions on blocks are worth, held against the labels: what each rule rescues or
//! drops, and how many lists, tables and blocks of code come out torn or orphaned.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use dehusk::internals::document::Document;
use dehusk::internals::document::group::GroupKind;
use dehusk::internals::judged::Judged;
use dehusk::internals::select::{Decision, Why};

use crate::labels::Gold;

/// Share of a group's words that the gold must have for all of the group to be content.
const WHOLE: f32 = 0.9;
/// Blocks of a group of which a few are orphans if the others are dropped.
const SEVERAL: usize = 3;

/// Blocks that a rule decided on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decided {
    /// Blocks.
    pub blocks: usize,
    /// Of them those that the gold has.
    pub content: usize,
}

/// Groups of a kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Torn {
    /// Groups that are content as a whole and of which something came out.
    pub groups: usize,
    /// Of them those of which something is missing.
    pub torn: usize,
}

impl AddAssign for Torn {
    fn add_assign(&mut self, other: Torn) {
        self.groups += other.groups;
        self.torn += other.torn;
    }
}

/// Sums over pages.
#[derive(Debug, Default)]
pub struct Decisions {
    /// By rule.
    rules: BTreeMap<String, Decided>,
    /// By kind of group.
    torn: BTreeMap<&'static str, Torn>,
    /// Kept headings with a section of which nothing is kept, and all kept headings with one.
    headings: (usize, usize),
    /// Groups that are no content and of which less than half came out, and all that are none.
    pieces: (usize, usize),
}

impl Decisions {
    /// Adds the decisions on a window of a page with this gold.
    pub fn add(&mut self, judged: &Judged, gold: &Gold) {
        let document = &judged.document;
        let labels = gold.label(document.blocks.iter().map(|block| document.text_of(block)));
        let mut kept = vec![false; document.blocks.len()];
        for (at, decision) in judged.range.clone().zip(&judged.decisions) {
            kept[at] = decision.is_keep();
            let rule = match (*decision, decision.why()) {
                (_, Why::Context(why)) => why,
                (Decision::Keep(_), Why::Snippet) => "kept in a snippet",
                (Decision::Drop(_), Why::Credit) => "dropped: author or date",
                (Decision::Drop(_), Why::Repeated) => "dropped: repeated",
                (Decision::Drop(_), Why::LineNumber) => "dropped: line number",
                _ => continue,
            };
            let decided = self.rules.entry(rule.to_owned()).or_default();
            decided.blocks += 1;
            decided.content += usize::from(labels[at] > 0.5);
        }
        let mut words: Vec<u32> = judged.features.shapes.iter().map(|shape| shape.words).collect();
        for (at, decision) in judged.range.clone().zip(&judged.decisions) {
            // The number of a line is no part of the code.
            words[at] = if decision.why() == Why::LineNumber { 0 } else { words[at] };
        }
        self.add_groups(document, &words, &labels, &kept);
        self.add_headings(document, &kept);
    }

    fn add_groups(&mut self, document: &Document, words: &[u32], labels: &[f32], kept: &[bool]) {
        for group in &document.groups {
            let kind = match group.kind {
                GroupKind::List { .. } | GroupKind::Definitions => "list",
                GroupKind::Quote => "quotation",
                GroupKind::Table { is_data: true, .. } => "table",
                GroupKind::Code => "code",
                _ => continue,
            };
            let blocks = group.blocks.start as usize..group.blocks.end as usize;
            let spoken = || blocks.clone().filter(|&at| words[at] > 0);
            let (all, content) = spoken()
                .fold((0, 0.0), |(all, content), at| (all + words[at], content + words[at] as f32 * labels[at]));
            let count = spoken().count();
            let out = spoken().filter(|&at| kept[at]).count();
            if count > 1 && content >= WHOLE * all as f32 && out > 0 {
                *self.torn.entry(kind).or_default() += Torn { groups: 1, torn: usize::from(out < count) };
            }
            if count >= SEVERAL && content == 0.0 {
                self.pieces.1 += 1;
                self.pieces.0 += usize::from(out > 0 && out * 2 < count);
            }
        }
    }

    /// Counts the kept headings under which nothing is kept, though something stands there.
    fn add_headings(&mut self, document: &Document, kept: &[bool]) {
        let level = |at: usize| document.blocks[at].markup.map_or(0, |markup| markup.heading);
        for at in (0..kept.len()).filter(|&at| kept[at] && level(at) > 0) {
            let section = || (at + 1..kept.len()).take_while(|&below| level(below) == 0 || level(below) > level(at));
            if section().any(|below| level(below) == 0) {
                self.headings.1 += 1;
                self.headings.0 += usize::from(!section().any(|below| kept[below]));
            }
        }
    }

    /// Returns the counts of torn and orphaned groups in a line.
    pub fn summary(&self) -> String {
        let torn: Vec<_> = self.torn.iter().map(|(kind, torn)| format!("{kind} {}", torn.torn)).collect();
        format!("torn: {}; orphans: headings {}, pieces {}", torn.join(", "), self.headings.0, self.pieces.0)
    }

    /// Prints all counts.
    pub fn print(&self) {
        println!("\n{:52} blocks  in the gold", "decided by a rule");
        for (rule, Decided { blocks, content }) in &self.rules {
            println!("{rule:52} {blocks:6}  {content:6} ({:.2})", *content as f32 / (*blocks).max(1) as f32);
        }
        println!("\ntorn of the groups that are content and come out");
        let mut all = Torn::default();
        for (kind, torn) in &self.torn {
            println!("{kind:10} {:5} of {:6}", torn.torn, torn.groups);
            all += *torn;
        }
        println!("{:10} {:5} of {:6}", "all", all.torn, all.groups);
        println!(
            "orphans: {} of {} headings, pieces of {} of {} groups that are no content",
            self.headings.0, self.headings.1, self.pieces.0, self.pieces.1
        );
    }
}

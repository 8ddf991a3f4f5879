//! Compares the decisions on blocks with the labels: counts the blocks that each rule keeps or
//! drops, and the lists, tables and blocks of code that are torn or orphaned in the output.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use anyhow::Result;
use dehusk::internals::Options;
use dehusk::internals::document::Document;
use dehusk::internals::document::group::GroupKind;
use dehusk::internals::judged::Judged;
use dehusk::internals::render::Renderer;
use dehusk::internals::select::{Decision, Why};

use crate::labels::Gold;

/// Minimum share of a group's words in the gold text, 0 to 1, for the whole group to be content.
const WHOLE: f32 = 0.9;
/// Minimum number of blocks of a group whose kept blocks can be orphans.
const SEVERAL: usize = 3;

/// The blocks that a rule decided on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decided {
    /// Number of blocks.
    pub blocks: usize,
    /// Number of these blocks that are in the gold text.
    pub content: usize,
}

/// The groups of a kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Torn {
    /// Number of groups that are content as a whole and have a kept block.
    pub groups: usize,
    /// Number of these groups that also have a dropped block.
    pub torn: usize,
}

impl AddAssign for Torn {
    fn add_assign(&mut self, other: Torn) {
        self.groups += other.groups;
        self.torn += other.torn;
    }
}

/// Writes the article of judged windows.
///
/// # Errors
/// If the article is not UTF-8.
pub fn article(windows: &[Judged], options: &Options) -> Result<String> {
    let (mut renderer, mut text) = (Renderer::default(), Vec::new());
    for window in windows {
        renderer.article(window, options, &mut text)?;
    }
    renderer.finish(&mut text)?;
    Ok(String::from_utf8(text)?)
}

/// The sums over all pages.
#[derive(Debug, Default)]
pub struct Decisions {
    /// The decisions of each rule.
    rules: BTreeMap<String, Decided>,
    /// The torn groups of each kind.
    torn: BTreeMap<&'static str, Torn>,
    /// Number of kept headings whose section is dropped, and of all kept headings with a section.
    headings: (usize, usize),
    /// Number of groups without content of which less than half is kept, and of all groups
    /// without content.
    pieces: (usize, usize),
}

impl Decisions {
    /// Adds the decisions on a window of a page with this gold text.
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
            // Line numbers are not part of the code.
            words[at] = if decision.why() == Why::LineNumber { 0 } else { words[at] };
        }
        self.add_groups(document, &words, &labels, &kept);
        self.add_headings(document, &kept);
    }

    /// Counts the torn groups and the pieces of groups without content.
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
            let with_words = || blocks.clone().filter(|&at| words[at] > 0);
            let (all, content) = with_words()
                .fold((0, 0.0), |(all, content), at| (all + words[at], content + words[at] as f32 * labels[at]));
            let count = with_words().count();
            let out = with_words().filter(|&at| kept[at]).count();
            if count > 1 && content >= WHOLE * all as f32 && out > 0 {
                *self.torn.entry(kind).or_default() += Torn { groups: 1, torn: usize::from(out < count) };
            }
            if count >= SEVERAL && content == 0.0 {
                self.pieces.1 += 1;
                self.pieces.0 += usize::from(out > 0 && out * 2 < count);
            }
        }
    }

    /// Counts the kept headings whose section is not empty but dropped.
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

    /// Returns the counts of torn and orphaned groups, on one line.
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

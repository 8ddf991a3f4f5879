//! Reads the author, the date and the text of each comment of a page.
//!
//! The segmenter has found the blocks of each comment. Its author and its date are the texts of
//! elements that are named so, or stand in a line such as `Ann said on 3 May 2008`. The other
//! lines are its text, except for buttons and labels such as `Reply`.

use std::ops::Range;

use crate::document::group::{Group, GroupKind};
use crate::document::{Document, Element, Gap, Within};
use crate::html::tag::Tag;
use crate::rulings::Rulings;
use crate::segment::html::names::{self, NameFacts};
use crate::words::attribution;
use crate::words::date;
use crate::words::kind::{WordKind, kind_of};
use crate::words::label::{self, Topic};

/// Bytes of the longest name or date.
const LONGEST: u32 = 120;
/// Words of the longest name that stands alone in a line, outside the elements named after authors.
const BARE_NAME: usize = 4;
/// Words of the longest line that can be made of controls only.
const CONTROLS: usize = 6;
/// Elements around a block that are looked at for a name.
const AROUND: usize = 8;
/// Blocks above a thread that are looked at for its label.
const ABOVE: usize = 3;

/// A reader's comment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Comment {
    /// The name of its author, if the page shows it.
    pub author: Option<String>,
    /// Its date, as the page writes it.
    pub date: Option<String>,
    /// Its text. Paragraphs are separated by blank lines.
    pub text: String,
    /// Number of comments that it replies to, directly or indirectly: 0 for a comment on the
    /// article.
    pub depth: usize,
}

/// The comments of a page, and the blocks that they stand in.
#[derive(Debug, Default)]
pub struct Discussion {
    /// The comments, in the order of the page.
    pub comments: Vec<Comment>,
    /// The role of each block; empty if the page has no comments.
    blocks: Vec<BlockRole>,
}

/// The role of a block in the comments of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum BlockRole {
    #[default]
    Nothing,
    /// In a thread, and not part of a comment.
    Beside,
    /// Part of a comment.
    Comment,
}

impl Discussion {
    /// Reads the comments of a page, without the parts that rules drop.
    pub fn of(document: &Document, rulings: &Rulings) -> Discussion {
        let mut discussion = Discussion::default();
        let mut thread: Option<&Group> = None;
        for group in &document.groups {
            match group.kind {
                GroupKind::Comments => thread = Some(group),
                GroupKind::Comment { depth } => {
                    let read = CommentReader::of(document, rulings, group.blocks.start..group.blocks.end);
                    if let Some((comment, used)) = read.finish(depth as usize) {
                        discussion.blocks.resize(document.blocks.len(), BlockRole::Nothing);
                        if let Some(thread) = thread.take() {
                            discussion.open(document, thread);
                        }
                        used.into_iter().for_each(|at| discussion.blocks[at] = BlockRole::Comment);
                        discussion.comments.push(comment);
                    }
                }
                _ => {}
            }
        }
        discussion
    }

    /// Marks the blocks of a thread, and its label above.
    fn open(&mut self, document: &Document, thread: &Group) {
        let start = thread.blocks.start as usize;
        for at in (start.saturating_sub(ABOVE)..start).rev() {
            let text = document.text_of(&document.blocks[at]);
            if label::of_line(text).is_none_or(|label| label.topic != Topic::Comments) {
                break;
            }
            self.blocks[at] = BlockRole::Beside;
        }
        self.blocks[start..thread.blocks.end as usize].fill(BlockRole::Beside);
    }

    /// Whether a block is part of a comment.
    pub fn is_comment(&self, at: usize) -> bool {
        self.blocks.get(at) == Some(&BlockRole::Comment)
    }

    /// Whether a block stands in a thread and is not part of a comment.
    pub fn is_beside(&self, at: usize) -> bool {
        self.blocks.get(at) == Some(&BlockRole::Beside)
    }
}

/// Reads one comment.
struct CommentReader<'a> {
    document: &'a Document,
    /// Its blocks.
    blocks: Range<usize>,
    /// The elements that begin in it.
    elements: Range<usize>,
    author: Option<NamedText>,
    date: Option<NamedText>,
    /// The author and the date that lines name.
    said: (Option<String>, Option<String>),
    /// The text, by paragraphs and lines, with the gap before each.
    body: Vec<(usize, Gap, String)>,
    /// The blocks that name its author or its date.
    meta: Vec<usize>,
}

/// The name or date that an element holds.
#[derive(Debug, Clone)]
struct NamedText {
    text: String,
    /// Its bytes in the text of the document.
    range: Range<usize>,
}

impl<'a> CommentReader<'a> {
    fn of(document: &'a Document, rulings: &Rulings, blocks: Range<u32>) -> Self {
        let first = document.elements.partition_point(|element| element.blocks.start < blocks.start);
        let count = document.elements[first..].partition_point(|element| element.blocks.start < blocks.end);
        let elements = first..first + count;
        let blocks = blocks.start as usize..blocks.end as usize;
        let (said, body, meta) = ((None, None), Vec::new(), Vec::new());
        let mut reader =
            CommentReader { document, blocks: blocks.clone(), elements, author: None, date: None, said, body, meta };
        reader.find_named(&blocks);
        let mut gap = Gap::None;
        for at in blocks {
            let block = &document.blocks[at];
            gap = gap.max(block.gap);
            if !rulings.drops(at) && !block.is_control() {
                reader.block(at, &rulings.printed(document, block), &mut gap);
            }
        }
        reader
    }

    /// Finds the elements that hold the author and the date.
    fn find_named(&mut self, blocks: &Range<usize>) {
        for at in self.elements.clone() {
            let element = &self.document.elements[at];
            let names = names::of(self.document, element);
            let Some((text, range)) = self.line_of(element, blocks) else { continue };
            let is_inside = |outer: &Option<NamedText>| {
                outer.as_ref().is_none_or(|outer| outer.range.start <= range.start && range.end <= outer.range.end)
            };
            if (names.has(NameFacts::AUTHOR) || element.tag == Tag::CITE) && is_inside(&self.author) {
                let (before, _) = date::find(text).map_or((text, ""), |date| text.split_at(date.start));
                if let Some(name) = attribution::name(before) {
                    let start = range.start + (name.as_ptr() as usize - text.as_ptr() as usize);
                    self.author = Some(NamedText { text: name.to_owned(), range: start..start + name.len() });
                    continue;
                }
            }
            if (names.has(NameFacts::DATE) || element.tag == Tag::TIME) && is_inside(&self.date) {
                let found = date::find(text).or_else(|| (element.tag == Tag::TIME).then_some(0..text.len()));
                if let Some(found) = found.filter(|found| !found.is_empty()) {
                    let range = range.start + found.start..range.start + found.end;
                    self.date = Some(NamedText { text: text[found].to_owned(), range });
                }
            }
        }
    }

    /// Returns the text of an element that stands in one line and is short, with its bytes in the
    /// text of the document. `None` for an element that holds the whole comment.
    fn line_of(&self, element: &Element, blocks: &Range<usize>) -> Option<(&'a str, Range<usize>)> {
        let document = self.document;
        if element.text == 0 || element.text > LONGEST {
            return None;
        }
        let start = element.blocks.start as usize;
        let is_whole = !element.blocks.is_empty() && element.blocks.len() >= blocks.len();
        if element.blocks.len() > 1 || is_whole || !blocks.contains(&start) {
            return None;
        }
        let block = &document.blocks[start].range;
        let from = (element.start as usize).max(block.start);
        let to = (element.start as usize + element.text as usize).min(block.end);
        let text = document.text.get(from..to)?;
        let trimmed = text.trim();
        let from = from + (text.len() - text.trim_start().len());
        (!trimmed.is_empty()).then_some((trimmed, from..from + trimmed.len()))
    }

    /// Reads a block whose printed text is `text`.
    fn block(&mut self, at: usize, text: &str, gap: &mut Gap) {
        let block = &self.document.blocks[at];
        let inside = |named: &Option<NamedText>| {
            named
                .clone()
                .map(|named| named.range)
                .filter(|range| block.range.start <= range.start && range.end <= block.range.end)
        };
        let cuts = [inside(&self.author), inside(&self.date)];
        let (first, last) = match &cuts {
            [Some(one), Some(other)] => (one.start.min(other.start), one.end.max(other.end)),
            [Some(one), None] | [None, Some(one)] => (one.start, one.end),
            [None, None] => return self.line(at, text, gap),
        };
        self.meta.push(at);
        let document = &self.document.text;
        let rest = [&document[block.range.start..first], &document[last..block.range.end]];
        if self.date.is_none() {
            let found = rest.iter().find_map(|rest| date::find(rest).map(|found| &rest[found]));
            self.said.1 = self.said.1.take().or(found.map(str::to_owned));
        }
        if self.author.is_none() {
            let found = rest.iter().find_map(|rest| attribution::name(rest)).map(str::to_owned);
            self.said.0 = self.said.0.take().or(found);
        }
        // The rest is text unless it is a date, a name, a number or the words around them.
        let is_text = |rest: &&&str| {
            attribution::of_line(rest).is_none() && attribution::name(rest).is_none() && !is_controls(rest)
        };
        let rest: Vec<&str> = rest
            .iter()
            .filter(is_text)
            .map(|rest| attribution::after_name(rest))
            .filter(|rest| !rest.is_empty())
            .collect();
        if !rest.is_empty() {
            self.body.push((at, std::mem::take(gap), rest.join(" ")));
        }
    }

    /// Reads a block in which no element is named.
    fn line(&mut self, at: usize, text: &str, gap: &mut Gap) {
        let has_control = self.around(at).any(|names| names.has(NameFacts::CONTROL) || names.has(NameFacts::FORM));
        if is_controls(text) || has_control && text.split_whitespace().count() <= CONTROLS {
            return;
        }
        if let Some(attribution) = attribution::of_line(text) {
            let is_author = attribution.author.is_none() || self.author.is_none() && self.said.0.is_none();
            let is_date = attribution.date.is_some() && self.date.is_none() && self.said.1.is_none();
            if is_date || is_author && attribution.author.is_some() {
                self.said.0 = self.said.0.take().or(attribution.author.map(str::to_owned));
                self.said.1 = self.said.1.take().or(attribution.date.map(str::to_owned));
                return self.meta.push(at);
            }
        }
        self.body.push((at, std::mem::take(gap), text.trim().to_owned()));
    }

    /// Returns the facts that the names of the elements around a block tell, inside the comment.
    fn around(&self, at: usize) -> impl Iterator<Item = NameFacts> {
        let element = self.document.blocks[at].markup.map_or(u32::MAX, |markup| markup.leaf);
        let mut next = element as usize;
        let inside = std::iter::from_fn(move || {
            let at = Some(next).filter(|at| self.elements.contains(at))?;
            let element = &self.document.elements[at];
            next = element.parent as usize;
            // An element around the whole comment says nothing about its lines. An element around
            // the thread may begin with its first comment.
            let is_whole = element.blocks.start as usize <= self.blocks.start;
            let end = element.blocks.end as usize;
            Some(element).filter(|_| end < self.blocks.end || end == self.blocks.end && !is_whole)
        });
        inside.take(AROUND).map(|element| names::of(self.document, element))
    }

    /// Returns the comment and the blocks it stands in; `None` if it has no text.
    fn finish(mut self, depth: usize) -> Option<(Comment, Vec<usize>)> {
        let mut author = self.author.take().map(|named| named.text).or(self.said.0.take());
        let date = self.date.take().map(|named| named.text).or(self.said.1.take());
        // A name in a line of its own above the text.
        if author.is_none() && date.is_some() && self.body.len() > 1 {
            let (at, _, line) = &self.body[0];
            let name = attribution::name(line).filter(|name| name.split_whitespace().count() <= BARE_NAME);
            if let Some(name) = name.filter(|_| !line.ends_with(['.', ',', '!'])) {
                author = Some(name.to_owned());
                self.meta.push(*at);
                self.body.remove(0);
            }
        }
        // A notice beside the form for a new comment. Some sites put the whole page in a form, but
        // their comments have dates.
        let is_in_form = |at: usize| self.document.blocks[at].markup.is_some_and(|it| it.within.has(Within::FORM));
        if date.is_none() && self.body.iter().all(|(at, ..)| is_in_form(*at)) {
            return None;
        }
        let mut text = String::new();
        for (_, gap, line) in &self.body {
            if !text.is_empty() {
                text.push_str(match gap {
                    Gap::Paragraph => "\n\n",
                    Gap::Cell => "\t",
                    Gap::None | Gap::Line => "\n",
                });
            }
            text.push_str(line);
        }
        let used = self.body.iter().map(|(at, ..)| *at).chain(self.meta).collect();
        (!text.is_empty()).then_some((Comment { author, date, text, depth }, used))
    }
}

/// Whether a line consists of controls and counters: `Reply`, `Like · 3`, `#12`.
fn is_controls(line: &str) -> bool {
    if label::of_line(line).is_some_and(|label| label.whole) {
        return true;
    }
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic));
    let interface = words().filter(|word| kind_of(word).is(WordKind::INTERFACE) > 0).count();
    let count = words().count();
    count == 0 || count <= CONTROLS && interface * 2 > count
}

#[cfg(test)]
mod tests;

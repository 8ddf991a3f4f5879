//! The outline of the output: headings, paragraphs, code and tables, and the lists and
//! quotations around them. The writers of Markdown and HTML both read it.

pub mod text;

use std::borrow::Cow;
use std::ops::Range;

use super::links::Links;
use super::media::Figure;
use super::part::Part;
use super::place::Place;
use super::table::{self, Table, TableCell};
use crate::document::group::{GroupKind, NO_GROUP};
use crate::document::inline::ElementNote;
use crate::document::{Block, Document, Gap, Markup, NO_ELEMENT, Within};
use crate::html::tag::Tag;
use crate::rulings::Rulings;
pub use text::{InlineText, Segment};

/// Maximum length, in characters, of a line of text that stays in the paragraph of the line
/// before it, as in verse, addresses and lists. A longer line is a paragraph of its own.
const SHORT: usize = 80;
/// Maximum number of elements between a block and the `summary` or code element around it.
const LEVELS: usize = 4;

/// A page with its rulings and links.
pub struct PageView<'a> {
    pub document: &'a Document,
    pub rulings: &'a Rulings,
    pub links: Links<'a>,
}

/// A block to write.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// Index of the block.
    pub at: usize,
    pub block: &'a Block,
    /// The part of the block to write; `None` for only the text of `cut`.
    pub part: Option<Part>,
    /// A cut, in the document's text.
    pub cut: Range<usize>,
    /// The gap before it.
    pub gap: Gap,
    /// Whether the block is the headline.
    pub is_headline: bool,
}

/// A piece of the outline, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The lists, items and quotations around it, outermost first, as indices in
    /// [`Document::groups`].
    pub containers: Vec<u32>,
    /// The gap before it.
    pub gap: Gap,
    /// The piece.
    pub piece: OutlinePiece,
}

/// A piece of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutlinePiece {
    /// A heading.
    Heading {
        /// Its level, 1 to 6.
        level: u8,
        /// Its text.
        text: InlineText,
    },
    /// A paragraph.
    Paragraph {
        /// Its part in a list of definitions.
        role: Role,
        /// Its lines, at least one.
        lines: Vec<TextLine>,
    },
    /// Preformatted text.
    Code {
        /// Its programming language; empty if unknown.
        language: String,
        /// The text.
        text: String,
    },
    /// An image.
    Figure {
        /// Its address.
        address: String,
        /// Its alternative text; empty if it has none.
        alt: String,
        /// The caption, unless it is written as a paragraph.
        caption: Option<String>,
    },
    /// A table.
    Table {
        /// Number of columns that are not empty in every row.
        columns: u32,
        /// Whether each cell has one paragraph and nothing else.
        is_flat: bool,
        /// The rows. Empty cells are left out.
        rows: Vec<Vec<OutlineCell>>,
    },
}

/// The part of a paragraph in a list of definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It stands in no such list.
    Text,
    /// It is a term.
    Term,
    /// It is the definition of the term before it.
    Definition,
}

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLine {
    /// How it is separated from the line before it.
    pub separator: LineSeparator,
    /// Its text.
    pub text: InlineText,
}

/// How a line of a paragraph is separated from the line before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineSeparator {
    /// By a line break.
    Break,
    /// By a line end of the source that is no more than a space.
    Soft,
    /// By the border of a table cell.
    Tab,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineCell {
    /// Its first column, from 0.
    pub column: u32,
    /// Its first column without the columns that are empty in every row.
    pub place: u32,
    /// Number of columns that it spans.
    pub columns: u32,
    /// Number of rows that it spans.
    pub rows: u32,
    /// Whether it is a head cell.
    pub is_head: bool,
    /// Its content.
    pub pieces: Vec<Placed>,
}

/// Returns the outline of blocks, with figures between them. Both come in document order.
pub fn outline(page: &PageView<'_>, shown: &[Shown<'_>], figures: &[Figure]) -> Vec<Placed> {
    let mut outliner = Outliner::default();
    let mut figures = figures.iter().peekable();
    let mut at = 0;
    // The end of the last table that only lays out the page: its blocks are written as prose.
    let mut prose_end = 0;
    while at < shown.len() {
        let place = page.place(&shown[at]);
        while let Some(figure) = figures.next_if(|figure| figure.at <= shown[at].at) {
            outliner.figure(page, figure);
        }
        if place.cell != NO_GROUP && at >= prose_end {
            let end = at + table::count_blocks(page.document, shown[at..].iter().map(|shown| shown.block));
            let blocks = &shown[at..end];
            let table = Table::of(page.document, blocks.iter().map(|shown| shown.block));
            if let Some(table) = table.filter(|_| blocks.iter().all(|shown| shown.part.is_some())) {
                outliner.table(page, blocks, &table);
                at = end;
                continue;
            }
            prose_end = end;
        }
        at += outliner.next(page, &shown[at..]);
    }
    figures.for_each(|figure| outliner.figure(page, figure));
    outliner.pieces
}

/// Collects the pieces of an outline.
#[derive(Debug, Default)]
struct Outliner {
    pieces: Vec<Placed>,
    /// The element of the last piece, if it is a heading.
    heading: Option<u32>,
    /// Whether the last line is short.
    is_short: bool,
    /// The end of the last block of a text.
    end: Option<usize>,
    /// The groups around the pieces that are not part of the outline: those around a cell, and
    /// the cell.
    outer: Option<u32>,
}

impl Outliner {
    /// Adds the next blocks: a block of code as a whole, or one block. Returns their number.
    fn next(&mut self, page: &PageView<'_>, shown: &[Shown<'_>]) -> usize {
        let place = page.place(&shown[0]);
        let count = match place.code {
            NO_GROUP => 0,
            code => shown.iter().take_while(|shown| page.place(shown).code == code).count(),
        };
        if count > 0 {
            self.code(page, &shown[..count], place);
        } else {
            self.prose(page, &shown[0], place);
        }
        count.max(1)
    }

    fn push(&mut self, containers: Vec<u32>, gap: Gap, piece: OutlinePiece) {
        self.pieces.push(Placed { containers, gap, piece });
        self.heading = None;
    }

    /// Returns the containers of a piece in the outline.
    fn containers(&self, page: &PageView<'_>, place: Place) -> Vec<u32> {
        let mut containers = place.containers(page.document);
        // A group follows the groups around it.
        containers.retain(|&container| self.outer.is_none_or(|outer| container > outer));
        containers
    }

    /// Adds a paragraph or a heading, or continues the last one.
    fn prose(&mut self, page: &PageView<'_>, shown: &Shown<'_>, place: Place) {
        let document = page.document;
        let markup = shown.block.markup.unwrap_or_default();
        let level = match markup.heading {
            _ if !is_heading(document.text_of(shown.block)) => 0,
            0 if shown.is_headline => 1,
            level => level,
        };
        let containers = self.containers(page, place);
        if level > 0 && shown.part.is_some() {
            // A heading is bold anyway.
            return self.heading(page.text(shown, Some(false)), level, markup.element, shown.gap, containers);
        }
        let in_definitions = |&group: &u32| document.group(group).is_some_and(|g| g.kind == GroupKind::Definitions);
        let role = match (containers.last().is_some_and(in_definitions), markup.within.has(Within::TERM)) {
            (false, _) => Role::Text,
            (true, true) => Role::Term,
            (true, false) => Role::Definition,
        };
        let is_title = role == Role::Term || page.is_summary(&markup);
        let lines = page.lines(shown, is_title.then_some(true));
        let (start, end) = (shown.block.range.start, shown.block.range.end);
        let last_end = self.end.replace(end).filter(|&last| !document.html && shown.gap == Gap::None && last <= start);
        let raw = document.text_of(shown.block);
        let is_short = raw.chars().nth(SHORT).is_none() && !raw.contains('\n');
        let was_short = std::mem::replace(&mut self.is_short, is_short);
        let last = self.pieces.last_mut().filter(|last| last.containers == containers);
        let Some(Placed { piece: OutlinePiece::Paragraph { role: last_role, lines: last }, .. }) = last else {
            return self.paragraph(role, lines, shown.gap, containers);
        };
        let separator = match shown.gap {
            Gap::None if last_end.is_some() => {
                let between = if last_end == Some(start) { "" } else { " " };
                return append(last, between, lines);
            }
            Gap::Line if *last_role == role && (document.html || is_short && was_short) && !is_title => {
                LineSeparator::Break
            }
            Gap::Cell if *last_role == role => LineSeparator::Tab,
            _ => return self.paragraph(role, lines, shown.gap, containers),
        };
        let first = last.len();
        last.extend(lines);
        last[first].separator = separator;
    }

    fn paragraph(&mut self, role: Role, lines: Vec<TextLine>, gap: Gap, containers: Vec<u32>) {
        self.push(containers, gap, OutlinePiece::Paragraph { role, lines });
    }

    /// Adds a heading, or a line of the last heading.
    fn heading(&mut self, text: InlineText, level: u8, element: u32, gap: Gap, containers: Vec<u32>) {
        self.end = None;
        let is_next_line = element != NO_ELEMENT && self.heading == Some(element) && gap == Gap::Line;
        match self.pieces.last_mut() {
            Some(Placed { piece: OutlinePiece::Heading { text: last, .. }, .. }) if is_next_line => {
                last.append(" ", &text)
            }
            _ => self.push(containers, gap, OutlinePiece::Heading { level, text }),
        }
        self.heading = Some(element);
    }

    /// Adds an image. An image in a table stands above it.
    fn figure(&mut self, page: &PageView<'_>, figure: &Figure) {
        let place = Place::of(page.document, figure.group);
        let place = if place.table == NO_GROUP { place } else { Place::of(page.document, place.table) };
        let containers = self.containers(page, place);
        let caption = figure.caption.clone().filter(|_| !figure.is_caption_kept);
        let piece = OutlinePiece::Figure { address: figure.address.clone(), alt: figure.alt.clone(), caption };
        self.push(containers, Gap::Paragraph, piece);
    }

    /// Adds preformatted text.
    fn code(&mut self, page: &PageView<'_>, blocks: &[Shown<'_>], place: Place) {
        let lines: Vec<_> =
            blocks.iter().map(|shown| page.raw(shown).replace("\r\n", "\n").replace('\r', "\n")).collect();
        let language = page.language(&blocks[0]).to_owned();
        let containers = self.containers(page, place);
        self.push(containers, blocks[0].gap, OutlinePiece::Code { language, text: lines.join("\n") });
    }

    /// Adds a table.
    fn table(&mut self, page: &PageView<'_>, blocks: &[Shown<'_>], table: &Table) {
        let place = Place::of(page.document, page.place(&blocks[0]).table);
        let cell = |cell: &TableCell| OutlineCell {
            column: cell.column,
            place: cell.place,
            columns: cell.columns,
            rows: cell.rows,
            is_head: cell.is_head,
            pieces: cell_pieces(page, &blocks[cell.blocks.clone()], table.is_flat),
        };
        let rows = table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
        let containers = self.containers(page, place);
        self.push(
            containers,
            blocks[0].gap,
            OutlinePiece::Table { columns: table.columns, is_flat: table.is_flat, rows },
        );
    }
}

/// Returns the outline of the blocks of a cell: one paragraph if `is_flat` is true.
fn cell_pieces(page: &PageView<'_>, blocks: &[Shown<'_>], is_flat: bool) -> Vec<Placed> {
    if is_flat {
        let line = |shown: &Shown<'_>| TextLine { separator: LineSeparator::Break, text: page.text(shown, None) };
        let piece = OutlinePiece::Paragraph { role: Role::Text, lines: blocks.iter().map(line).collect() };
        return vec![Placed { containers: Vec::new(), gap: Gap::Paragraph, piece }];
    }
    let outer = blocks.first().map(|shown| page.place(shown).cell);
    let mut outliner = Outliner { outer, ..Outliner::default() };
    let mut at = 0;
    while at < blocks.len() {
        at += outliner.next(page, &blocks[at..]);
    }
    outliner.pieces
}

/// Appends lines to a paragraph whose last line goes on.
fn append(paragraph: &mut Vec<TextLine>, between: &str, lines: Vec<TextLine>) {
    let mut lines = lines.into_iter();
    if let (Some(last), Some(next)) = (paragraph.last_mut(), lines.next()) {
        last.text.append(between, &next.text);
    }
    paragraph.extend(lines);
}

/// Whether a text can be a heading. A line of dashes or underscores is a separator.
fn is_heading(text: &str) -> bool {
    !text.chars().all(|c| c.is_whitespace() || "-_=*~–—".contains(c))
}

impl PageView<'_> {
    fn place(&self, shown: &Shown<'_>) -> Place {
        Place::of(self.document, shown.block.group)
    }

    /// Returns the text to write, without markup.
    fn raw(&self, shown: &Shown<'_>) -> Cow<'_, str> {
        match shown.part {
            Some(Part::Printed) => self.rulings.printed(self.document, shown.block),
            Some(_) => self.document.text_of(shown.block).into(),
            None => self.document.text[shown.cut.clone()].trim().into(),
        }
    }

    /// Returns the text to write on one line. `strong` overrides whether it is strong.
    fn text(&self, shown: &Shown<'_>, strong: Option<bool>) -> InlineText {
        let is_printed = shown.part == Some(Part::Printed) || self.rulings.cuts_of(shown.block).is_empty();
        if self.document.html && is_printed {
            InlineText::of(self.document, self.rulings, shown.block, strong)
        } else {
            InlineText::plain(self.raw(shown).split_whitespace().collect::<Vec<_>>().join(" "))
        }
    }

    /// Returns the lines of a paragraph. In a text, it may have several.
    fn lines(&self, shown: &Shown<'_>, strong: Option<bool>) -> Vec<TextLine> {
        let line = |text| TextLine { separator: LineSeparator::Soft, text };
        if self.document.html {
            return vec![line(self.text(shown, strong))];
        }
        let raw = self.raw(shown);
        let lines: Vec<_> = raw.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
        if lines.is_empty() {
            vec![line(InlineText::default())]
        } else {
            lines.into_iter().map(|text| line(InlineText::plain(text))).collect()
        }
    }

    /// Whether a block is the title of a `details` element.
    fn is_summary(&self, markup: &Markup) -> bool {
        markup.within.has(Within::DETAILS)
            && self.document.ancestors(markup.element).take(LEVELS).any(|element| element.tag == Tag::SUMMARY)
    }

    /// Returns the programming language of a preformatted text, from the innermost element around
    /// its first word that names it; empty if unknown.
    fn language(&self, shown: &Shown<'_>) -> &str {
        let Some(inline) = &self.document.inline else { return "" };
        let mut next = shown.block.markup.map_or(NO_ELEMENT, |markup| markup.leaf);
        // The element is at most a few levels up: a `span` in `code` in `pre`.
        for _ in 0..LEVELS {
            let named = inline.notes_on(next).find_map(|note| match note {
                ElementNote::Language(language) => Some(&**language),
                _ => None,
            });
            match (named, self.document.elements.get(next as usize)) {
                (Some(language), _) => return language,
                (None, Some(element)) => next = element.parent,
                (None, None) => return "",
            }
        }
        ""
    }
}

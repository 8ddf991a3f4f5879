//! Writes blocks as Markdown: CommonMark, with GitHub's tables.
//!
//! The markup of a block decides whether it becomes a paragraph, a heading, code or a cell of a
//! table. Blocks stand in the lists and quotations around them.

mod comments;
mod containers;
mod escape;
mod inline;
mod link;

use std::io::{self, Write};

use super::part::Part;
use super::place::Place;
use super::table::{self, Table};
use crate::document::group::NO_GROUP;
use crate::document::inline::ElementNote;
use crate::document::{Block, Document, Gap, NO_ELEMENT};
use crate::rulings::Rulings;
use containers::Containers;
use escape::{Adjacent, escape};
use link::Links;

/// Maximum length, in characters, of a line of text that stays in the paragraph of the line
/// before it, as in verse, addresses and lists. A longer line is a paragraph of its own.
const SHORT: usize = 80;

/// The surroundings of the text of a heading: the marker and a space stand before it.
const HEADING: Adjacent = Adjacent { before: Some(' '), after: None, cell: false, link: false };

/// A block to write.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    block: &'a Block,
    /// The part of the block to write; `None` for only the text of `cut`.
    part: Option<Part>,
    /// A part that a rule drops, in the document's text.
    cut: std::ops::Range<usize>,
    /// The gap before it.
    gap: Gap,
    /// Whether the block is the headline.
    headline: bool,
}

/// The kind of the last written block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    #[default]
    Nothing,
    /// A paragraph, with whether its last line is short.
    Paragraph(bool),
    /// A heading, with its element.
    Heading(u32),
    Other,
}

/// Writes the blocks of one document, window by window.
#[derive(Debug, Default)]
pub struct MarkdownWriter {
    containers: Containers,
    last: Last,
    /// The widest gap since the last written block.
    gap: Gap,
    /// The end of the last written block of a text; `None` once a block was left out after it.
    end: Option<usize>,
}

impl MarkdownWriter {
    /// Writes the headline. A blank line follows it in any case.
    pub fn headline(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.containers.begin(&Document::default(), &[], Gap::Paragraph, false, out)?;
        self.heading(1, text, NO_ELEMENT, out)?;
        (self.gap, self.end) = (Gap::Paragraph, None);
        Ok(())
    }

    /// Writes blocks of a page. Each comes with the part to write and whether it is the headline.
    /// Links are resolved against `address`.
    pub fn blocks<'a>(
        &mut self,
        document: &Document,
        rulings: &Rulings,
        blocks: impl Iterator<Item = (&'a Block, Part, bool)>,
        address: Option<&str>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let shown = self.shown(document, rulings, blocks);
        // A block of an earlier window cannot continue in this one.
        self.end = None;
        if shown.is_empty() {
            return Ok(());
        }
        let page = PageView { document, rulings, links: Links::of(document, address) };
        let mut at = 0;
        // The end of the last table that is too complex: its blocks are written as prose.
        let mut prose_end = 0;
        while at < shown.len() {
            let place = page.place(&shown[at]);
            if place.code != NO_GROUP {
                let end = at + shown[at..].iter().take_while(|shown| page.place(shown).code == place.code).count();
                self.code(&page, &shown[at..end], place, out)?;
                at = end;
                continue;
            }
            if place.cell != NO_GROUP && at >= prose_end {
                let end = at + table::count_blocks(page.document, shown[at..].iter().map(|shown| shown.block));
                let blocks = &shown[at..end];
                let table = Table::of(page.document, blocks.iter().map(|shown| shown.block));
                if let Some(table) = table.filter(|_| blocks.iter().all(|shown| shown.part.is_some())) {
                    self.table(&page, blocks, &table, out)?;
                    at = end;
                    continue;
                }
                prose_end = end;
            }
            self.prose(&page, &shown[at], place, out)?;
            at += 1;
        }
        Ok(())
    }

    /// Ends the document.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.last == Last::Nothing { Ok(()) } else { out.write_all(b"\n") }
    }

    /// Returns the blocks and cuts to write, each with the gap before it.
    fn shown<'a>(
        &mut self,
        document: &Document,
        rulings: &Rulings,
        blocks: impl Iterator<Item = (&'a Block, Part, bool)>,
    ) -> Vec<Shown<'a>> {
        let mut shown = Vec::new();
        for (block, part, headline) in blocks {
            self.gap = self.gap.max(block.gap);
            match part {
                Part::Nothing | Part::Cuts => {
                    // A line end stands in for a part that was left out of a line.
                    self.gap = self.gap.max(if document.html { Gap::None } else { Gap::Line });
                    let cuts = if part == Part::Cuts { rulings.cuts_of(block) } else { &[] };
                    for cut in cuts {
                        let gap = std::mem::take(&mut self.gap).max(Gap::Line);
                        shown.push(Shown { block, part: None, cut: cut.range.clone(), gap, headline: false });
                    }
                }
                Part::Printed | Part::Whole => {
                    let gap = std::mem::take(&mut self.gap);
                    shown.push(Shown { block, part: Some(part), cut: 0..0, gap, headline });
                }
            }
        }
        shown
    }

    /// Writes a paragraph or a heading, or continues the last one.
    fn prose(&mut self, page: &PageView<'_>, shown: &Shown<'_>, place: Place, out: &mut dyn Write) -> io::Result<()> {
        let document = page.document;
        let markup = shown.block.markup.unwrap_or_default();
        let level = match markup.heading {
            _ if !is_heading(document.text_of(shown.block)) => 0,
            0 if shown.headline => 1,
            level => level,
        };
        let containers = place.containers(page.document);
        if level > 0 && shown.part.is_some() {
            let text = page.text(shown, HEADING);
            if self.last == Last::Heading(markup.element) && shown.gap == Gap::Line && document.html {
                out.write_all(b" ")?;
                return write_heading(&text, out);
            }
            self.containers.begin(page.document, &containers, shown.gap, self.is_tight(), out)?;
            return self.escaped_heading(level, &text, markup.element, out);
        }
        let (start, end) = (shown.block.range.start, shown.block.range.end);
        let last_end = self.end.replace(end).filter(|&last| !document.html && shown.gap == Gap::None && last <= start);
        let raw = document.text_of(shown.block);
        let short = raw.chars().nth(SHORT).is_none() && !raw.contains('\n');
        let mut before = None;
        match self.last {
            Last::Paragraph(_) if last_end.is_some() => {
                let between = &document.text[last_end.unwrap_or(start)..start];
                let separator = if between.is_empty() { "" } else { " " };
                out.write_all(separator.as_bytes())?;
                before = document.text[..start].chars().next_back();
            }
            Last::Paragraph(was_short) if self.containers.are(&containers) && shown.gap == Gap::Line => {
                if document.html || short && was_short {
                    out.write_all(b"\\")?;
                    self.containers.next_line(page.document, out)?;
                } else {
                    self.containers.begin(page.document, &containers, shown.gap, false, out)?;
                }
            }
            Last::Paragraph(_) if self.containers.are(&containers) && shown.gap == Gap::Cell => {
                out.write_all(b"\t")?;
                before = Some(' ');
            }
            _ => self.containers.begin(page.document, &containers, shown.gap, self.is_tight(), out)?,
        }
        let after = if document.html { None } else { document.text[end..].chars().next() };
        self.paragraph(page, shown, Adjacent { before, after, ..Adjacent::default() }, out)?;
        self.last = Last::Paragraph(short);
        Ok(())
    }

    /// Writes the text of a paragraph. In a text, it may have several lines.
    fn paragraph(
        &mut self,
        page: &PageView<'_>,
        shown: &Shown<'_>,
        around: Adjacent,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if page.document.html {
            return out.write_all(page.text(shown, around).as_bytes());
        }
        let printed = page.raw(shown);
        let mut lines = printed.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).peekable();
        let mut before = around.before;
        while let Some(line) = lines.next() {
            let after = if lines.peek().is_some() { None } else { around.after };
            let mut text = String::with_capacity(line.len());
            escape(line, Adjacent { before, after, ..around }, &mut text);
            out.write_all(text.as_bytes())?;
            if lines.peek().is_some() {
                self.containers.next_line(page.document, out)?;
            }
            before = None;
        }
        Ok(())
    }

    /// Writes a heading of plain text.
    fn heading(&mut self, level: u8, text: &str, block: u32, out: &mut dyn Write) -> io::Result<()> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut escaped = String::with_capacity(text.len());
        escape(&text, HEADING, &mut escaped);
        self.escaped_heading(level, &escaped, block, out)
    }

    /// Writes a heading whose text is already escaped.
    fn escaped_heading(&mut self, level: u8, text: &str, block: u32, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{} ", "#".repeat(level.into()))?;
        write_heading(text, out)?;
        self.last = Last::Heading(block);
        self.end = None;
        Ok(())
    }

    /// Whether an item can follow the last written block without a blank line.
    fn is_tight(&self) -> bool {
        matches!(self.last, Last::Paragraph(_) | Last::Heading(_))
    }

    /// Writes preformatted text between fences that are longer than any run of backticks in it.
    fn code(&mut self, page: &PageView<'_>, blocks: &[Shown<'_>], place: Place, out: &mut dyn Write) -> io::Result<()> {
        let containers = place.containers(page.document);
        self.containers.begin(page.document, &containers, blocks[0].gap, false, out)?;
        let mut text = String::new();
        for (at, shown) in blocks.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            text.push_str(&page.raw(shown).replace("\r\n", "\n").replace('\r', "\n"));
        }
        let fence = "`".repeat(inline::longest_run(&text, '`').max(2) + 1);
        write!(out, "{fence}{}", page.language(&blocks[0]))?;
        for line in text.split('\n').chain([&*fence]) {
            self.containers.next_line(page.document, out)?;
            out.write_all(line.as_bytes())?;
        }
        self.last = Last::Other;
        Ok(())
    }

    /// Writes a table.
    fn table(
        &mut self,
        page: &PageView<'_>,
        blocks: &[Shown<'_>],
        table: &Table,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let place = Place::of(page.document, page.place(&blocks[0]).table);
        let containers = place.containers(page.document);
        self.containers.begin(page.document, &containers, blocks[0].gap, false, out)?;
        let columns = table.columns as usize;
        if !table.has_head {
            write!(out, "|{}", "  |".repeat(columns))?;
            self.containers.next_line(page.document, out)?;
            write!(out, "|{}", " --- |".repeat(columns))?;
        }
        let mut written = 0;
        for (at, (shown, &(column, first))) in blocks.iter().zip(&table.cells).enumerate() {
            if first {
                if at > 0 && table.has_head && !table.cells[..at].iter().skip(1).any(|&(_, first)| first) {
                    write!(out, "{}", "  |".repeat(columns - written))?;
                    self.containers.next_line(page.document, out)?;
                    write!(out, "|{}", " --- |".repeat(columns))?;
                }
                if at > 0 || !table.has_head {
                    self.containers.next_line(page.document, out)?;
                }
                out.write_all(b"|")?;
                written = 0;
            }
            let around = Adjacent { before: Some(' '), after: Some(' '), cell: true, link: false };
            let empty = "  |".repeat((column as usize).saturating_sub(written));
            write!(out, "{empty} {} |", page.text(shown, around))?;
            written = column as usize + 1;
        }
        self.last = Last::Other;
        Ok(())
    }
}

/// Whether a text can be a heading. A line of dashes or underscores only separates what stands
/// around it.
fn is_heading(text: &str) -> bool {
    !text.chars().all(|c| c.is_whitespace() || "-_=*~–—".contains(c))
}

/// Writes the text of a heading. A number sign at its end is escaped, because it would close the
/// heading.
fn write_heading(text: &str, out: &mut dyn Write) -> io::Result<()> {
    match text.strip_suffix('#') {
        Some(head) if !head.ends_with('\\') => write!(out, "{head}\\#"),
        _ => out.write_all(text.as_bytes()),
    }
}

/// A page with its rulings and links.
struct PageView<'a> {
    document: &'a Document,
    rulings: &'a Rulings,
    links: Links<'a>,
}

impl PageView<'_> {
    fn place(&self, shown: &Shown<'_>) -> Place {
        Place::of(self.document, shown.block.group)
    }

    /// Returns the text to write, unescaped.
    fn raw(&self, shown: &Shown<'_>) -> std::borrow::Cow<'_, str> {
        match shown.part {
            Some(Part::Printed) => self.rulings.printed(self.document, shown.block),
            Some(_) => self.document.text_of(shown.block).into(),
            None => self.document.text[shown.cut.clone()].trim().into(),
        }
    }

    /// Returns the text to write, as one line of Markdown.
    fn text(&self, shown: &Shown<'_>, around: Adjacent) -> String {
        let mut text = String::new();
        let printed = shown.part == Some(Part::Printed) || self.rulings.cuts_of(shown.block).is_empty();
        if self.document.html && printed {
            inline::block(self.document, self.rulings, shown.block, &self.links, around, &mut text);
        } else {
            let raw = self.raw(shown).split_whitespace().collect::<Vec<_>>().join(" ");
            escape(&raw, around, &mut text);
        }
        text
    }

    /// Returns the programming language of a preformatted text, from the innermost element around
    /// its first word that names it; empty if unknown.
    fn language(&self, shown: &Shown<'_>) -> &str {
        let Some(inline) = &self.document.inline else { return "" };
        let Some(markup) = shown.block.markup else { return "" };
        let mut next = markup.leaf;
        // The element is at most a few levels up: a `span` in `code` in `pre`.
        for _ in 0..4 {
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

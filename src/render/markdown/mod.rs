//! The chosen lines as Markdown: CommonMark, with the tables of GitHub.
//!
//! A line becomes a block by what its markup says; the blocks stand in the
//! lists and quotations that are around them.

mod containers;
mod escape;
mod inline;
mod link;

use std::io::{self, Write};

use super::Part;
use super::place;
use super::table::{self, Table};
use crate::document::group::NO_GROUP;
use crate::document::inline::Note;
use crate::document::{Block, Document, Gap, NO_ELEMENT};
use crate::rulings::Rulings;
use containers::Containers;
use escape::{Place, escape};
use link::Links;

/// Characters of a line of a text under which it goes on in the next: verse,
/// addresses, lists. A longer one is a paragraph of its own, as in texts whose
/// paragraphs stand on a line each.
const SHORT: usize = 80;

/// A line to write.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    block: &'a Block,
    /// What is shown of it; `None`: a part that a rule drops of it.
    part: Option<Part>,
    /// What to show where it is only a part.
    cut: std::ops::Range<usize>,
    gap: Gap,
    headline: bool,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    #[default]
    Nothing,
    /// A paragraph, and whether its last line is short.
    Paragraph(bool),
    /// A heading, and its element.
    Heading(u32),
    Other,
}

/// Writes the lines of one document, window by window.
#[derive(Debug, Default)]
pub struct Writer {
    containers: Containers,
    last: Last,
    /// The widest gap since the last line written.
    gap: Gap,
    /// Where the last line of a text ends, while nothing was left out since.
    end: Option<usize>,
}

impl Writer {
    /// Writes the headline, which stands apart whatever follows.
    pub fn headline(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.containers.begin(&Document::default(), &[], Gap::Paragraph, false, out)?;
        self.heading(1, text, NO_ELEMENT, out)?;
        (self.gap, self.end) = (Gap::Paragraph, None);
        Ok(())
    }

    /// Writes lines of a page, of each what `part` says; its second value is
    /// whether the line is the headline. Links are resolved against `address`.
    pub fn blocks<'a>(
        &mut self,
        document: &Document,
        rulings: &Rulings,
        blocks: impl Iterator<Item = (&'a Block, Part, bool)>,
        address: Option<&str>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let shown = self.shown(document, rulings, blocks);
        // Where one window ends, the next begins.
        self.end = None;
        if shown.is_empty() {
            return Ok(());
        }
        let sheet = Sheet { document, rulings, links: Links::of(document, address) };
        let mut at = 0;
        // Lines of a table that is not written as one.
        let mut loose = 0;
        while at < shown.len() {
            let place = sheet.place(&shown[at]);
            if place.code != NO_GROUP {
                let end = at + shown[at..].iter().take_while(|shown| sheet.place(shown).code == place.code).count();
                self.code(&sheet, &shown[at..end], place, out)?;
                at = end;
                continue;
            }
            if place.cell != NO_GROUP && at >= loose {
                let end = at + table::in_one(sheet.document, shown[at..].iter().map(|shown| shown.block));
                let blocks = &shown[at..end];
                let table = Table::of(sheet.document, blocks.iter().map(|shown| shown.block));
                if let Some(table) = table.filter(|_| blocks.iter().all(|shown| shown.part.is_some())) {
                    self.table(&sheet, blocks, &table, out)?;
                    at = end;
                    continue;
                }
                loose = end;
            }
            self.prose(&sheet, &shown[at], place, out)?;
            at += 1;
        }
        Ok(())
    }

    /// Ends the document.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.last == Last::Nothing { Ok(()) } else { out.write_all(b"\n") }
    }

    /// The lines of which something is shown, each with the gap before it.
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
                    // A line end stands for what was left out of a line.
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

    /// Writes a paragraph or a heading, or goes on with one.
    fn prose(
        &mut self,
        sheet: &Sheet<'_>,
        shown: &Shown<'_>,
        place: place::Place,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let document = sheet.document;
        let markup = shown.block.markup.unwrap_or_default();
        let level = if markup.heading == 0 && shown.headline { 1 } else { markup.heading };
        let around = place.containers(sheet.document);
        if level > 0 && shown.part.is_some() {
            let text = sheet.text(shown, Place::default());
            if self.last == Last::Heading(markup.element) && shown.gap == Gap::Line && document.html {
                out.write_all(b" ")?;
                return write_heading(&text, out);
            }
            self.containers.begin(sheet.document, &around, shown.gap, self.is_tight(), out)?;
            return self.written_heading(level, &text, markup.element, out);
        }
        let (start, end) = (shown.block.range.start, shown.block.range.end);
        let glued = self.end.replace(end).filter(|&last| !document.html && shown.gap == Gap::None && last <= start);
        let raw = document.text_of(shown.block);
        let short = raw.chars().nth(SHORT).is_none() && !raw.contains('\n');
        let mut before = None;
        match self.last {
            Last::Paragraph(_) if glued.is_some() => {
                let between = &document.text[glued.unwrap_or(start)..start];
                let joint = if between.is_empty() { "" } else { " " };
                out.write_all(joint.as_bytes())?;
                before = document.text[..start].chars().next_back();
            }
            Last::Paragraph(was_short) if self.containers.are(&around) && shown.gap == Gap::Line => {
                if document.html || short && was_short {
                    out.write_all(b"\\")?;
                    self.containers.next_line(sheet.document, out)?;
                } else {
                    self.containers.begin(sheet.document, &around, shown.gap, false, out)?;
                }
            }
            Last::Paragraph(_) if self.containers.are(&around) && shown.gap == Gap::Cell => {
                out.write_all(b"\t")?;
                before = Some(' ');
            }
            _ => self.containers.begin(sheet.document, &around, shown.gap, self.is_tight(), out)?,
        }
        let after = if document.html { None } else { document.text[end..].chars().next() };
        self.paragraph(sheet, shown, Place { before, after, ..Place::default() }, out)?;
        self.last = Last::Paragraph(short);
        Ok(())
    }

    /// Writes the text of a paragraph, which in a text may have several lines.
    fn paragraph(&mut self, sheet: &Sheet<'_>, shown: &Shown<'_>, place: Place, out: &mut dyn Write) -> io::Result<()> {
        if sheet.document.html {
            return out.write_all(sheet.text(shown, place).as_bytes());
        }
        let printed = sheet.raw(shown);
        let mut blocks = printed.split(['\n', '\r']).map(str::trim).filter(|block| !block.is_empty()).peekable();
        let mut before = place.before;
        while let Some(block) = blocks.next() {
            let after = if blocks.peek().is_some() { None } else { place.after };
            let mut text = String::with_capacity(block.len());
            escape(block, Place { before, after, ..place }, &mut text);
            out.write_all(text.as_bytes())?;
            if blocks.peek().is_some() {
                self.containers.next_line(sheet.document, out)?;
            }
            before = None;
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str, block: u32, out: &mut dyn Write) -> io::Result<()> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut escaped = String::with_capacity(text.len());
        escape(&text, Place::default(), &mut escaped);
        self.written_heading(level, &escaped, block, out)
    }

    /// Writes a heading of Markdown that is escaped already.
    fn written_heading(&mut self, level: u8, text: &str, block: u32, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{} ", "#".repeat(level.into()))?;
        write_heading(text, out)?;
        self.last = Last::Heading(block);
        self.end = None;
        Ok(())
    }

    /// Whether items can follow what was written last without a blank line.
    fn is_tight(&self) -> bool {
        matches!(self.last, Last::Paragraph(_) | Last::Heading(_))
    }

    /// Writes preformatted text between fences longer than any in it.
    fn code(
        &mut self,
        sheet: &Sheet<'_>,
        blocks: &[Shown<'_>],
        place: place::Place,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let around = place.containers(sheet.document);
        self.containers.begin(sheet.document, &around, blocks[0].gap, false, out)?;
        let mut text = String::new();
        for (at, shown) in blocks.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            text.push_str(&sheet.raw(shown).replace("\r\n", "\n").replace('\r', "\n"));
        }
        let fence = "`".repeat(inline::longest_run(&text, '`').max(2) + 1);
        write!(out, "{fence}{}", sheet.language(&blocks[0]))?;
        for block in text.split('\n').chain([&*fence]) {
            self.containers.next_line(sheet.document, out)?;
            out.write_all(block.as_bytes())?;
        }
        self.last = Last::Other;
        Ok(())
    }

    fn table(&mut self, sheet: &Sheet<'_>, blocks: &[Shown<'_>], table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let place = place::Place::of(sheet.document, sheet.place(&blocks[0]).table);
        let around = place.containers(sheet.document);
        self.containers.begin(sheet.document, &around, blocks[0].gap, false, out)?;
        let columns = table.columns as usize;
        if !table.head {
            write!(out, "|{}", "  |".repeat(columns))?;
            self.containers.next_line(sheet.document, out)?;
            write!(out, "|{}", " --- |".repeat(columns))?;
        }
        let mut written = 0;
        for (at, (shown, &(column, first))) in blocks.iter().zip(&table.cells).enumerate() {
            if first {
                if at > 0 && table.head && !table.cells[..at].iter().skip(1).any(|&(_, first)| first) {
                    write!(out, "{}", "  |".repeat(columns - written))?;
                    self.containers.next_line(sheet.document, out)?;
                    write!(out, "|{}", " --- |".repeat(columns))?;
                }
                if at > 0 || !table.head {
                    self.containers.next_line(sheet.document, out)?;
                }
                out.write_all(b"|")?;
                written = 0;
            }
            let place = Place { before: Some(' '), after: Some(' '), cell: true, link: false };
            let empty = "  |".repeat((column as usize).saturating_sub(written));
            write!(out, "{empty} {} |", sheet.text(shown, place))?;
            written = column as usize + 1;
        }
        self.last = Last::Other;
        Ok(())
    }
}

/// Writes the text of a heading; number signs at its end would close it.
fn write_heading(text: &str, out: &mut dyn Write) -> io::Result<()> {
    match text.strip_suffix('#') {
        Some(head) if !head.ends_with('\\') => write!(out, "{head}\\#"),
        _ => out.write_all(text.as_bytes()),
    }
}

/// A page with what is known of it as a whole.
struct Sheet<'a> {
    document: &'a Document,
    rulings: &'a Rulings,
    links: Links<'a>,
}

impl Sheet<'_> {
    fn place(&self, shown: &Shown<'_>) -> place::Place {
        place::Place::of(self.document, shown.block.group)
    }

    /// What is shown of a line, as it is.
    fn raw(&self, shown: &Shown<'_>) -> std::borrow::Cow<'_, str> {
        match shown.part {
            Some(Part::Printed) => self.rulings.printed(self.document, shown.block),
            Some(_) => self.document.text_of(shown.block).into(),
            None => self.document.text[shown.cut.clone()].trim().into(),
        }
    }

    /// What is shown of a line, as Markdown on one line.
    fn text(&self, shown: &Shown<'_>, place: Place) -> String {
        let mut text = String::new();
        let printed = shown.part == Some(Part::Printed) || self.rulings.cuts_of(shown.block).is_empty();
        if self.document.html && printed {
            inline::block(self.document, self.rulings, shown.block, &self.links, place, &mut text);
        } else {
            let raw = self.raw(shown).split_whitespace().collect::<Vec<_>>().join(" ");
            escape(&raw, place, &mut text);
        }
        text
    }

    /// The language of a preformatted text: that of the innermost element
    /// around its first word that says so.
    fn language(&self, shown: &Shown<'_>) -> &str {
        let Some(inline) = &self.document.inline else { return "" };
        let Some(markup) = shown.block.markup else { return "" };
        let mut next = markup.leaf;
        // The element is at most a few above: a span in `code` in `pre`.
        for _ in 0..4 {
            let named = inline.notes_on(next).find_map(|note| match note {
                Note::Language(language) => Some(&**language),
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

//! Writes an outline as Markdown: CommonMark, with GitHub's tables.

mod comments;
mod containers;
mod escape;
mod inline;
mod link;
mod references;

use std::io::{self, Write};

use super::html::table_rows;
use super::outline::{InlineText, LineSeparator, OutlineCell, OutlinePiece, PageView, Placed, Role, TextLine};
use crate::LinkStyle;
use crate::document::{Document, Gap};
use containers::Containers;
use escape::{Adjacent, escape};
use link::escaped_address;
use references::LinkWriter;

/// The surroundings of the text of a heading: the marker and a space stand before it.
const HEADING: Adjacent = Adjacent { before: Some(' '), after: None, cell: false, link: false };
/// The surroundings of the text of a cell.
const CELL: Adjacent = Adjacent { before: Some(' '), after: Some(' '), cell: true, link: false };

/// The kind of the last written piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    #[default]
    Nothing,
    Paragraph(Role),
    Heading,
    Other,
}

/// Writes the outline of one document, window by window.
#[derive(Debug, Default)]
pub struct MarkdownWriter {
    containers: Containers,
    links: LinkWriter,
    last: Last,
}

impl MarkdownWriter {
    /// Returns a writer that writes links in this style.
    pub fn new(links: LinkStyle) -> Self {
        MarkdownWriter { links: LinkWriter::new(links), ..MarkdownWriter::default() }
    }

    /// Writes the headline.
    pub fn headline(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.containers.begin(&Document::default(), &[], Gap::Paragraph, false, out)?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let around = Adjacent { link: self.links.escapes_brackets(), ..HEADING };
        let mut escaped = String::with_capacity(text.len());
        escape(&text, around, &mut escaped);
        self.heading(1, &escaped, out)
    }

    /// Writes the pieces of a window.
    pub fn pieces(&mut self, page: &PageView<'_>, pieces: &[Placed], out: &mut dyn Write) -> io::Result<()> {
        pieces.iter().try_for_each(|placed| self.piece(page, placed, out))
    }

    /// Ends the document.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.last == Last::Nothing {
            return Ok(());
        }
        self.links.finish(out)?;
        out.write_all(b"\n")
    }

    fn piece(&mut self, page: &PageView<'_>, placed: &Placed, out: &mut dyn Write) -> io::Result<()> {
        let Placed { containers, gap, piece } = placed;
        match piece {
            OutlinePiece::Heading { level, text } => {
                self.begin(page, placed, self.is_tight(), out)?;
                let text = self.text(page, text, HEADING);
                self.heading(*level, &text, out)
            }
            OutlinePiece::Paragraph { role, lines } => {
                let defines = *role == Role::Definition && self.last == Last::Paragraph(Role::Term);
                if defines && *gap != Gap::Paragraph && self.containers.are(containers) {
                    // A term and its definition form a paragraph.
                    out.write_all(b"\\")?;
                    self.containers.next_line(page.document, out)?;
                } else {
                    self.begin(page, placed, self.is_tight(), out)?;
                }
                self.lines(page, lines, out)?;
                self.last = Last::Paragraph(*role);
                Ok(())
            }
            OutlinePiece::Code { language, text } => {
                self.begin(page, placed, false, out)?;
                self.code(page, language, text, out)
            }
            OutlinePiece::Figure { address, alt, caption } => {
                self.begin(page, placed, false, out)?;
                self.figure(page, (address, alt, caption.as_deref()), out)
            }
            OutlinePiece::Table { columns, is_flat: true, rows } => {
                self.begin(page, placed, false, out)?;
                self.table(page, *columns as usize, rows, out)
            }
            OutlinePiece::Table { rows, .. } => {
                self.begin(page, placed, false, out)?;
                for (at, line) in table_rows(page, rows, self.links.are_written()).iter().enumerate() {
                    if at > 0 {
                        self.containers.next_line(page.document, out)?;
                    }
                    out.write_all(line.as_bytes())?;
                }
                self.last = Last::Other;
                Ok(())
            }
        }
    }

    /// Begins a piece. With `tight`, an item may follow the last piece without a blank line.
    fn begin(&mut self, page: &PageView<'_>, placed: &Placed, tight: bool, out: &mut dyn Write) -> io::Result<()> {
        self.containers.begin(page.document, &placed.containers, placed.gap, tight, out)
    }

    /// Whether an item can follow the last piece without a blank line.
    fn is_tight(&self) -> bool {
        matches!(self.last, Last::Paragraph(_) | Last::Heading)
    }

    fn text(&mut self, page: &PageView<'_>, text: &InlineText, around: Adjacent) -> String {
        let mut out = String::with_capacity(text.text.len());
        inline::write(text, page, &mut self.links, around, &mut out);
        out
    }

    /// Writes the lines of a paragraph.
    fn lines(&mut self, page: &PageView<'_>, lines: &[TextLine], out: &mut dyn Write) -> io::Result<()> {
        for (at, TextLine { separator, text }) in lines.iter().enumerate() {
            let mut around = Adjacent::default();
            match separator {
                _ if at == 0 => {}
                LineSeparator::Tab => {
                    out.write_all(b"\t")?;
                    around.before = Some(' ');
                }
                LineSeparator::Break | LineSeparator::Soft => {
                    out.write_all(if *separator == LineSeparator::Break { b"\\" } else { b"" })?;
                    self.containers.next_line(page.document, out)?;
                }
            }
            let text = self.text(page, text, around);
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// Writes a heading whose text is already escaped. A number sign at its end is escaped, because
    /// it would close the heading.
    fn heading(&mut self, level: u8, text: &str, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{} ", "#".repeat(level.into()))?;
        match text.strip_suffix('#') {
            Some(head) if !head.ends_with('\\') => write!(out, "{head}\\#")?,
            _ => out.write_all(text.as_bytes())?,
        }
        self.last = Last::Heading;
        Ok(())
    }

    /// Writes an image with its address, its alternative text and its caption, which is emphasised.
    fn figure(
        &mut self,
        page: &PageView<'_>,
        (address, alt, caption): (&str, &str, Option<&str>),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut text = String::from("![");
        escape(alt, Adjacent { before: Some('['), after: Some(']'), link: true, ..Adjacent::default() }, &mut text);
        write!(out, "{text}]({})", escaped_address(address))?;
        if let Some(caption) = caption {
            out.write_all(b"\\")?;
            self.containers.next_line(page.document, out)?;
            let around =
                Adjacent { before: Some('*'), after: Some('*'), cell: false, link: self.links.escapes_brackets() };
            let mut text = String::from("*");
            escape(caption, around, &mut text);
            write!(out, "{text}*")?;
        }
        self.last = Last::Other;
        Ok(())
    }

    /// Writes preformatted text between fences that are longer than any run of backticks in it.
    fn code(&mut self, page: &PageView<'_>, language: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let fence = "`".repeat(inline::longest_run(text, '`').max(2) + 1);
        write!(out, "{fence}{language}")?;
        for line in text.split('\n').chain([&*fence]) {
            self.containers.next_line(page.document, out)?;
            out.write_all(line.as_bytes())?;
        }
        self.last = Last::Other;
        Ok(())
    }

    /// Writes a table whose cells have one paragraph each. The first row is the header, because a
    /// table of GitHub has one.
    fn table(
        &mut self,
        page: &PageView<'_>,
        columns: usize,
        rows: &[Vec<OutlineCell>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                self.containers.next_line(page.document, out)?;
            }
            out.write_all(b"|")?;
            let mut written = 0;
            for cell in row {
                let text = self.cell(page, cell);
                let empty = "  |".repeat((cell.place as usize).saturating_sub(written));
                write!(out, "{empty} {text} |")?;
                written = cell.place as usize + 1;
            }
            if at == 0 {
                write!(out, "{}", "  |".repeat(columns.saturating_sub(written)))?;
                self.containers.next_line(page.document, out)?;
                write!(out, "|{}", " --- |".repeat(columns))?;
            }
        }
        self.last = Last::Other;
        Ok(())
    }

    /// Returns the text of a cell, with line breaks in HTML.
    fn cell(&mut self, page: &PageView<'_>, cell: &OutlineCell) -> String {
        let mut lines = Vec::new();
        for placed in &cell.pieces {
            if let OutlinePiece::Paragraph { lines: of_paragraph, .. } = &placed.piece {
                lines.extend(of_paragraph.iter().map(|line| self.text(page, &line.text, CELL)));
            }
        }
        lines.join("<br>")
    }
}

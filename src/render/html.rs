//! Writes an outline as HTML5: a document of the elements that Markdown has, without scripts,
//! styles, classes and other attributes of the page.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::comments::byline;
use super::outline::{InlineText, LineSeparator, OutlineCell, OutlinePiece, PageView, Placed, Role, TextLine};
use crate::comments::Comment;
use crate::document::group::GroupKind;
use crate::document::inline::{PLAIN, Script, Style};

/// Deepest quotation of comments, whose replies are nested.
const DEPTH: usize = 24;

/// Writes the outline of one document.
#[derive(Debug)]
pub struct HtmlWriter {
    /// Whether links are written.
    links: bool,
    is_begun: bool,
    /// The lists, items and quotations around the last piece.
    open: Vec<OpenElement>,
}

/// An open element of a container.
#[derive(Debug)]
struct OpenElement {
    container: u32,
    kind: GroupKind,
    /// Whether anything was written in it.
    has_content: bool,
    /// The open `dt` or `dd` element of a list of definitions.
    definition: Option<&'static str>,
    /// The number of the last item of a list.
    number: Option<u32>,
}

impl HtmlWriter {
    /// Returns a writer, with whether it writes links.
    pub fn new(links: bool) -> Self {
        HtmlWriter { links, is_begun: false, open: Vec::new() }
    }

    /// Begins the document, unless it has begun. `language` is a language tag.
    pub fn begin(&mut self, title: Option<&str>, language: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.is_begun, true) {
            return Ok(());
        }
        let is_tag = |tag: &&str| !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let language = language.filter(is_tag).map_or_else(String::new, |tag| format!(" lang=\"{tag}\""));
        let title = escaped(title.unwrap_or_default().trim()).into_owned();
        write!(
            out,
            "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
             <body>\n<article>\n"
        )
    }

    /// Writes the headline.
    pub fn headline(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<h1>{}</h1>", escaped(text.trim()))
    }

    /// Writes pieces of a page.
    pub fn pieces(&mut self, page: &PageView<'_>, pieces: &[Placed], out: &mut dyn Write) -> io::Result<()> {
        let mut html = String::new();
        for placed in pieces {
            self.piece(page, placed, "\n", &mut html);
        }
        self.close_down_to(0, &mut html);
        out.write_all(html.as_bytes())
    }

    /// Writes the comments of readers. Replies are nested quotations.
    pub fn comments(&mut self, comments: &[Comment], out: &mut dyn Write) -> io::Result<()> {
        for comment in comments {
            let depth = comment.depth.min(DEPTH);
            let mut html = "<blockquote>\n".repeat(depth);
            if let Some(line) = byline(comment) {
                let _ = writeln!(html, "<p><strong>{}</strong></p>", escaped(&line));
            }
            for paragraph in comment.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
                let _ = writeln!(html, "<p>{}</p>", escaped(paragraph).replace('\n', "<br>\n"));
            }
            html.push_str(&"</blockquote>\n".repeat(depth));
            out.write_all(html.as_bytes())?;
        }
        Ok(())
    }

    /// Ends the document, if it has begun.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.is_begun { out.write_all(b"</article>\n</body>\n</html>\n") } else { Ok(()) }
    }

    /// Writes a piece. `end` follows every element.
    fn piece(&mut self, page: &PageView<'_>, placed: &Placed, end: &str, html: &mut String) {
        self.enter(page, &placed.containers, end, html);
        let role = if let OutlinePiece::Paragraph { role, .. } = placed.piece { role } else { Role::Definition };
        let is_first = self.begin_content(role, html);
        match &placed.piece {
            OutlinePiece::Heading { level, text } => {
                let _ = write!(html, "<h{level}>{}</h{level}>{end}", self.text(page, text));
            }
            OutlinePiece::Paragraph { lines, .. } => {
                let text = self.lines(page, lines);
                let bare = is_first && self.open.last().is_some_and(|open| open.kind != GroupKind::Quote);
                let _ = if bare { write!(html, "{text}") } else { write!(html, "<p>{text}</p>{end}") };
            }
            OutlinePiece::Code { language, text } => {
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", escaped(language))
                };
                let _ = write!(html, "<pre><code{class}>{}</code></pre>{end}", escaped(text));
            }
            OutlinePiece::Figure { address, alt, caption } => {
                html.push_str(&figure(address, alt, caption.as_deref()));
                html.push_str(end);
            }
            OutlinePiece::Table { rows, .. } => {
                html.push_str(&table_rows(page, rows, self.links).join(end));
                html.push_str(end);
            }
        }
    }

    /// Closes and opens elements until exactly the containers `around` are open.
    fn enter(&mut self, page: &PageView<'_>, around: &[u32], end: &str, html: &mut String) {
        let shared = self.open.iter().zip(around).take_while(|(open, at)| open.container == **at).count();
        self.close_down_to(shared, html);
        for &container in &around[shared..] {
            let Some(kind) = page.document.group(container).map(|group| group.kind) else { continue };
            if matches!(kind, GroupKind::List { .. } | GroupKind::Quote | GroupKind::Definitions) {
                self.begin_content(Role::Definition, html);
            }
            let tag = match kind {
                GroupKind::List { ordered: true } => match first_number(page, around, container) {
                    Some(number @ (0 | 2..)) => format!("<ol start=\"{number}\">{end}"),
                    _ => format!("<ol>{end}"),
                },
                GroupKind::List { .. } => format!("<ul>{end}"),
                GroupKind::Item { number } => self.item(number),
                GroupKind::Definitions => format!("<dl>{end}"),
                _ => format!("<blockquote>{end}"),
            };
            html.push_str(&tag);
            self.open.push(OpenElement { container, kind, has_content: false, definition: None, number: None });
        }
    }

    /// Returns the start tag of an item, with its number if that does not follow the last one.
    fn item(&mut self, number: u32) -> String {
        let list = self.open.last_mut().filter(|list| list.kind == GroupKind::List { ordered: true });
        let last = list.and_then(|list| list.number.replace(number));
        match last {
            Some(last) if last.checked_add(1) != Some(number) => format!("<li value=\"{number}\">"),
            _ => "<li>".to_owned(),
        }
    }

    /// Prepares the innermost open element for content. Returns whether it is the first.
    fn begin_content(&mut self, role: Role, html: &mut String) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        if open.kind != GroupKind::Definitions {
            return !std::mem::replace(&mut open.has_content, true);
        }
        let tag = if role == Role::Term { "dt" } else { "dd" };
        if open.definition == Some(tag) && tag == "dd" {
            return false;
        }
        if let Some(last) = open.definition.replace(tag) {
            let _ = writeln!(html, "</{last}>");
        }
        let _ = write!(html, "<{tag}>");
        true
    }

    /// Closes elements until `count` are left.
    fn close_down_to(&mut self, count: usize, html: &mut String) {
        while self.open.len() > count {
            let Some(open) = self.open.pop() else { return };
            if let Some(definition) = open.definition {
                let _ = writeln!(html, "</{definition}>");
            }
            html.push_str(match open.kind {
                GroupKind::List { ordered: true } => "</ol>\n",
                GroupKind::List { .. } => "</ul>\n",
                GroupKind::Item { .. } => "</li>\n",
                GroupKind::Definitions => "</dl>\n",
                _ => "</blockquote>\n",
            });
        }
    }

    fn lines(&self, page: &PageView<'_>, lines: &[TextLine]) -> String {
        let mut html = String::new();
        for (at, line) in lines.iter().enumerate() {
            html.push_str(match line.separator {
                _ if at == 0 => "",
                LineSeparator::Break => "<br>",
                LineSeparator::Soft | LineSeparator::Tab => " ",
            });
            html.push_str(&self.text(page, &line.text));
        }
        html
    }

    fn text(&self, page: &PageView<'_>, text: &InlineText) -> String {
        inline(page, text, self.links)
    }
}

/// Returns an image with its caption; nothing if its address is neither of the web nor relative.
fn figure(address: &str, alt: &str, caption: Option<&str>) -> String {
    if !is_harmless(address) {
        return String::new();
    }
    let caption = caption.map(|caption| format!("<figcaption>{}</figcaption>", escaped(caption)));
    let (address, alt) = (escaped(address), escaped(alt));
    format!("<figure><img src=\"{address}\" alt=\"{alt}\">{}</figure>", caption.unwrap_or_default())
}

/// Returns the number of the first shown item of a list.
fn first_number(page: &PageView<'_>, around: &[u32], list: u32) -> Option<u32> {
    let item = around.iter().skip_while(|&&container| container != list).nth(1)?;
    match page.document.group(*item)?.kind {
        GroupKind::Item { number } => Some(number),
        _ => None,
    }
}

/// Returns a table as lines of HTML: its tags, and one line for each row. No line is blank, so that
/// the lines may stand in Markdown.
pub fn table_rows(page: &PageView<'_>, rows: &[Vec<OutlineCell>], links: bool) -> Vec<String> {
    let mut lines = vec!["<table>".to_owned()];
    // For each column, the number of rows from the current one on that a cell covers.
    let mut covered: Vec<u32> = Vec::new();
    for row in rows {
        let mut line = String::from("<tr>");
        for cell in row {
            skip_to(cell.column, &mut covered, &mut line);
            let tag = if cell.is_head { "th" } else { "td" };
            line.push('<');
            line.push_str(tag);
            for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if span > 1 {
                    let _ = write!(line, " {name}=\"{span}\"");
                }
            }
            line.push('>');
            line.push_str(&content(page, &cell.pieces, links));
            let _ = write!(line, "</{tag}>");
            cover(cell, &mut covered);
        }
        line.push_str("</tr>");
        lines.push(line);
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    lines.push("</table>".to_owned());
    lines
}

/// Adds empty cells to a row up to a column, except where cells of earlier rows are.
fn skip_to(column: u32, covered: &mut Vec<u32>, line: &mut String) {
    covered.resize(covered.len().max(column as usize), 0);
    for rows in covered[..column as usize].iter_mut().filter(|rows| **rows == 0) {
        line.push_str("<td></td>");
        *rows = 1;
    }
}

/// Marks the columns that a cell covers.
fn cover(cell: &OutlineCell, covered: &mut Vec<u32>) {
    let end = cell.column.saturating_add(cell.columns) as usize;
    covered.resize(covered.len().max(end), 0);
    covered[cell.column as usize..end].fill(cell.rows);
}

/// Returns the content of a cell on one line.
fn content(page: &PageView<'_>, pieces: &[Placed], links: bool) -> String {
    let mut writer = HtmlWriter::new(links);
    if let [Placed { piece: OutlinePiece::Paragraph { lines, .. }, containers, .. }] = pieces
        && containers.is_empty()
    {
        return writer.lines(page, lines);
    }
    let mut html = String::new();
    for placed in pieces {
        writer.piece(page, placed, "", &mut html);
    }
    writer.close_down_to(0, &mut html);
    html.replace('\n', "")
}

/// Returns a text with its links and emphasis.
fn inline(page: &PageView<'_>, text: &InlineText, links: bool) -> String {
    let mut html = String::with_capacity(text.text.len());
    let mut open: Vec<&'static str> = Vec::new();
    let mut now = Style::default();
    for segment in &text.segments {
        let style = segment.style;
        if tags(now) != tags(style) || now.link != style.link {
            close(&mut open, &mut html);
            let target = if links && style.link != PLAIN { page.links.target(style.link) } else { None };
            if let Some(target) = target.filter(|target| is_harmless(target)) {
                let _ = write!(html, "<a href=\"{}\">", escaped(&target));
                open.push("a");
            }
            for tag in tags(style) {
                let _ = write!(html, "<{tag}>");
                open.push(tag);
            }
        }
        let is_same_formula = now.formula == style.formula;
        now = style;
        let formulas = page.document.inline.as_ref().map(|inline| &inline.formulas);
        match formulas.and_then(|formulas| formulas.get(style.formula as usize)) {
            Some(formula) if !formula.tex.trim().is_empty() => {
                let marks = if formula.is_display { "$$" } else { "$" };
                let tex = formula.tex.split_whitespace().collect::<Vec<_>>().join(" ");
                if !is_same_formula {
                    let _ = write!(html, "{marks}{}{marks}", escaped(&tex));
                }
            }
            _ => html.push_str(&escaped(&text.text[segment.range.clone()])),
        }
    }
    close(&mut open, &mut html);
    html
}

/// Closes the open elements.
fn close(open: &mut Vec<&'static str>, html: &mut String) {
    while let Some(tag) = open.pop() {
        let _ = write!(html, "</{tag}>");
    }
}

/// Returns the elements of a style inside its link, outermost first.
fn tags(style: Style) -> Vec<&'static str> {
    let script = match style.script {
        Script::Base => None,
        Script::Lowered => Some("sub"),
        Script::Raised => Some("sup"),
    };
    let tags = [
        style.strong.then_some("strong"),
        style.emphasis.then_some("em"),
        script,
        (style.code != PLAIN).then_some("code"),
    ];
    tags.into_iter().flatten().collect()
}

/// Whether an address is of the web, of mail, or relative.
fn is_harmless(address: &str) -> bool {
    match url::Url::parse(address) {
        Ok(url) => matches!(url.scheme(), "http" | "https" | "mailto"),
        Err(error) => error == url::ParseError::RelativeUrlWithoutBase,
    }
}

/// Escapes a text for the content of an element or a quoted attribute.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut html = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html.into()
}

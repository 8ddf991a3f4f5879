//! Flattens pages to the text that a browser shows.

use scraper::{ElementRef, Html};

use super::marks::is_marks;
use super::walk::{Visitor, walk};
use super::{Tree, is_hidden, marks};

/// Elements whose text a browser does not show.
const NOT_SHOWN: &[&str] = &[
    "annotation",
    "annotation-xml",
    "area",
    "audio",
    "base",
    "canvas",
    "datalist",
    "defs",
    "desc",
    "head",
    "iframe",
    "input",
    "link",
    "meta",
    "metadata",
    "meter",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "progress",
    "rp",
    "script",
    "style",
    "symbol",
    "template",
    "textarea",
    "title",
    "video",
];
/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
];
/// What a browser puts before the items of a list without numbers, by the depth of the list.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];

/// Returns the text as a browser's `innerText` gives it with the default style sheet: a line for
/// each block, blank lines around `<p>`, tabs between cells, and white space collapsed outside
/// `<pre>`. Elements that an attribute or an inline style hides are left out.
pub fn inner_text(page: &Html) -> String {
    shown(page, false)
}

/// Returns the text that copying the page puts on the clipboard: as [`inner_text`], with a bullet
/// or a number before each item of a list.
pub fn copied(page: &Html) -> String {
    shown(page, true)
}

fn shown(page: &Html, with_bullets: bool) -> String {
    let mut browser = Browser { lines: Lines::default(), pre: 0, with_bullets, lists: vec![] };
    walk(page.tree.root(), &mut browser);
    browser.lines.text.push_str(&browser.lines.held);
    browser.lines.text
}

struct Browser {
    lines: Lines,
    /// Number of open elements that keep white space.
    pre: usize,
    with_bullets: bool,
    /// The number of the last item of each open list; `None` for lists without numbers.
    lists: Vec<Option<i64>>,
}

impl Visitor for Browser {
    fn enter(&mut self, element: ElementRef<'_>, name: &str) -> bool {
        if NOT_SHOWN.contains(&name) || is_hidden(element) || is_closed(element, name) {
            return false;
        }
        match name {
            "br" => self.lines.newline(),
            "p" => self.lines.line_break(2),
            _ if BLOCKS.contains(&name) => self.lines.line_break(1),
            _ => {}
        }
        match name {
            "pre" | "listing" | "xmp" => self.pre += 1,
            "ul" | "menu" | "dir" => self.lists.push(None),
            "ol" => self.lists.push(Some(first_number(element) - 1)),
            "li" if self.with_bullets => self.lines.bullet = Some(self.bullet(element)),
            _ => {}
        }
        true
    }

    fn leave(&mut self, element: ElementRef<'_>, name: &str) {
        match name {
            "p" => self.lines.line_break(2),
            "td" | "th" if next_element(*element).is_some_and(is_cell) => self.lines.tab(),
            "tr" if !is_last_row(element) => self.lines.newline(),
            _ if BLOCKS.contains(&name) => self.lines.line_break(1),
            _ => {}
        }
        match name {
            "pre" | "listing" | "xmp" => self.pre -= 1,
            "ul" | "menu" | "dir" | "ol" => _ = self.lists.pop(),
            "li" => self.lines.bullet = None,
            _ => {}
        }
    }

    fn text(&mut self, node: Tree<'_>, text: &str) {
        if !node.parent().and_then(ElementRef::wrap).is_some_and(is_closed_details) {
            self.lines.text(text, self.pre > 0);
        }
    }
}

impl Browser {
    fn bullet(&mut self, item: ElementRef<'_>) -> String {
        let depth = self.lists.len().saturating_sub(1);
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = attr_number(item, "value").unwrap_or(number.saturating_add(1));
                format!("{number}. ")
            }
            _ => BULLETS[depth.min(BULLETS.len() - 1)].to_owned(),
        }
    }
}

/// Returns the number of the first item of a list.
pub(super) fn first_number(list: ElementRef<'_>) -> i64 {
    attr_number(list, "start").unwrap_or(1)
}

/// Returns an attribute that is a number of up to nine digits.
pub(super) fn attr_number(element: ElementRef<'_>, name: &str) -> Option<i64> {
    element.attr(name)?.trim().parse::<i32>().ok().map(i64::from)
}

fn is_cell(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "td" | "th")
}

fn next_element(node: Tree<'_>) -> Option<ElementRef<'_>> {
    node.next_siblings().find_map(ElementRef::wrap)
}

/// Returns whether no row of the same table follows.
fn is_last_row(row: ElementRef<'_>) -> bool {
    let is_row = |element: ElementRef<'_>| element.value().name() == "tr";
    let section = row.parent().filter(|p| p.value().as_element().is_some_and(|e| e.name() != "table"));
    let mut sections = section.into_iter().flat_map(|s| s.next_siblings()).filter_map(ElementRef::wrap);
    !row.next_siblings().filter_map(ElementRef::wrap).any(is_row)
        && !sections.any(|section| section.children().filter_map(ElementRef::wrap).any(is_row))
}

fn is_closed_details(element: ElementRef<'_>) -> bool {
    element.value().name() == "details" && element.attr("open").is_none()
}

/// Returns whether an element is a closed dialog or part of closed details.
fn is_closed(element: ElementRef<'_>, name: &str) -> bool {
    let is_open = || element.attr("open").is_some();
    (name == "dialog" && !is_open())
        || (name != "summary" && element.parent().and_then(ElementRef::wrap).is_some_and(is_closed_details))
}

/// Builds a text line by line. See "rendered text collection steps" in the HTML standard: line
/// breaks that blocks require collapse among each other, and never with the line ends of `<br>`,
/// `<pre>` and rows.
#[derive(Default)]
struct Lines {
    text: String,
    /// Whether the text has more than marks.
    has_text: bool,
    /// Whether the text since the last line end or tab has nothing but marks.
    at_start: bool,
    /// Number of line breaks due before the next text.
    due: usize,
    /// Whether a collapsed space is due before the next text.
    space: bool,
    /// What to put before the next text.
    bullet: Option<String>,
    /// Marks that belong to the next text.
    held: String,
}

impl Lines {
    fn line_break(&mut self, lines: usize) {
        self.space = false;
        if self.has_text {
            self.due = self.due.max(lines);
        }
    }

    /// Begins a piece of text: writes what is due before it.
    fn settle(&mut self) {
        if self.due > 0 {
            self.text.extend(std::iter::repeat_n('\n', self.due));
            (self.due, self.space, self.at_start) = (0, false, true);
        }
        if let Some(bullet) = self.bullet.take() {
            self.text.push_str(&bullet);
            (self.space, self.at_start) = (false, true);
        }
        if self.space && !self.at_start && self.has_text {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push_str(&self.held);
        self.held.clear();
        self.has_text = true;
    }

    fn newline(&mut self) {
        self.end_with('\n');
    }

    fn tab(&mut self) {
        self.end_with('\t');
    }

    fn end_with(&mut self, end: char) {
        self.space = false;
        self.settle();
        self.text.push(end);
        self.at_start = true;
    }

    /// Adds marks: to the text before them if they touch it, else to the text after them.
    fn marks(&mut self, marks: &str) {
        let touches = !self.at_start && self.has_text && self.due == 0 && !self.space && self.held.is_empty();
        if touches { &mut self.text } else { &mut self.held }.push_str(marks);
    }

    fn text(&mut self, text: &str, in_pre: bool) {
        if is_marks(text) {
            self.marks(text);
            return;
        }
        if in_pre {
            self.space = false;
            self.settle();
            self.text.push_str(text);
            self.at_start = text.trim_end_matches(marks::is_mark).ends_with('\n');
            return;
        }
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for word in text.split_inclusive(blank) {
            let bare = word.trim_end_matches(blank);
            if is_marks(bare) {
                self.marks(bare);
            } else {
                self.settle();
                self.text.push_str(bare);
                self.at_start = false;
            }
            self.space |= bare.len() < word.len();
        }
    }
}

//! Flattens pages as programs do that print them: lynx, w3m, html2text, Inscriptis, pandoc, and the
//! extractor of Common Crawl. None of them runs scripts or reads style sheets.

use scraper::{ElementRef, Html};

use super::browser::{attr_number, first_number};
use super::layout::{Breaks, Layout, Wrap};
use super::links::Links;
use super::marks::{is_blank, is_mark, length, trimmed, width};
use super::table::{Cell, Grid};
use super::walk::{Visitor, walk};
use super::{Tree, is_hidden};

/// A program that prints pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Lynx,
    W3m,
    Html2text,
    Inscriptis,
    Pandoc,
    Wet,
}
use Tool::{Html2text, Inscriptis, Lynx, Pandoc, W3m, Wet};

/// Tables within this many others are laid out in columns. Deeper ones are blocks like others,
/// since each level copies its text.
const DEEPEST_TABLE: usize = 4;

/// Prints a page as a program does. `page` has the contents of `<noscript>` as elements.
pub(super) fn dump(page: &Html, tool: Tool) -> String {
    let mut dump = Dump {
        tool,
        layout: Layout::new(tool.wrap()),
        open: vec![],
        lists: vec![],
        tables: vec![],
        quotes: 0,
        raised: None,
        after_stress: false,
        links: Links::new(page),
        open_links: 0,
    };
    if tool == Lynx {
        dump.layout.indent("   ");
    }
    walk(page.tree.root(), &mut dump);
    let mut text = dump.layout.finish();
    text.push('\n');
    if tool == Lynx {
        text.push_str(&dump.links.references());
    }
    text
}

impl Tool {
    fn wrap(self) -> Wrap {
        let columns = match self {
            Lynx => Some(74),
            W3m => Some(79),
            Html2text => Some(78),
            Pandoc => Some(72),
            Inscriptis | Wet => None,
        };
        let breaks = match self {
            Lynx | W3m => Breaks::Anywhere,
            Html2text => Breaks::Hyphens,
            Inscriptis | Pandoc | Wet => Breaks::Spaces,
        };
        Wrap { columns, breaks, centre: 79 }
    }

    /// Returns whether the program ignores an element and all that is in it.
    fn skips(self, name: &str) -> bool {
        match name {
            "script" | "style" | "template" | "noembed" | "noframes" => true,
            "head" => !matches!(self, Lynx | Wet),
            "title" => self != Wet,
            "svg" | "datalist" | "textarea" => self == Pandoc,
            _ => false,
        }
    }

    /// Returns how many line ends come at least before and after an element; 0 for inline ones.
    fn margins(self, name: &str) -> (usize, usize) {
        let lines = match name {
            "p" | "blockquote" | "pre" | "listing" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if (self, name) == (Inscriptis, "blockquote") { 1 } else { 2 }
            }
            "div" => {
                if matches!(self, Html2text | Pandoc) {
                    2
                } else {
                    1
                }
            }
            "dl" => {
                if self == Inscriptis {
                    0
                } else {
                    2
                }
            }
            "dt" if self == Pandoc => return (2, 1),
            "dt" | "dd" => match self {
                Inscriptis => 0,
                Html2text => 2,
                _ => 1,
            },
            "table" => {
                if self == Wet {
                    1
                } else {
                    2
                }
            }
            "tr" | "caption" => 1,
            "header" | "nav" | "section" | "article" | "aside" | "main" | "footer" => match self {
                Lynx => return (2, 0),
                W3m | Html2text => 0,
                Inscriptis | Wet => 1,
                Pandoc => 2,
            },
            "figure" => match self {
                Lynx | Html2text => 0,
                W3m | Inscriptis | Pandoc => 2,
                Wet => 1,
            },
            "figcaption" | "details" | "summary" => match self {
                Lynx | W3m | Html2text => 0,
                Inscriptis | Wet => 1,
                Pandoc => 2,
            },
            "form" | "fieldset" => match self {
                Lynx | Pandoc => 2,
                W3m | Wet => 1,
                Html2text | Inscriptis => 0,
            },
            "center" => {
                if matches!(self, Lynx | Pandoc) {
                    2
                } else {
                    usize::from(self != Html2text)
                }
            }
            "address" => match self {
                Lynx | Pandoc => 2,
                Html2text => 0,
                W3m | Inscriptis | Wet => 1,
            },
            "noscript" | "title" | "option" | "legend" | "th" | "body" | "textarea" => usize::from(self == Wet),
            "button" | "label" | "audio" | "video" if self == Pandoc => 2,
            _ => 0,
        };
        if self == Wet { (lines.min(1), lines.min(1)) } else { (lines, lines) }
    }

    /// Returns what the program puts before and after the text of an inline element.
    fn inline(self, name: &str) -> Option<(&'static str, &'static str)> {
        Some(match (self, name) {
            (Html2text, "b" | "strong") => ("**", "**"),
            (Html2text, "i" | "em" | "u") => ("_", "_"),
            (Html2text, "code" | "kbd" | "tt") => ("`", "`"),
            (Html2text, "h1") => ("# ", ""),
            (Html2text, "h2") => ("## ", ""),
            (Html2text, "h3") => ("### ", ""),
            (Html2text, "h4") => ("#### ", ""),
            (Html2text, "h5") => ("##### ", ""),
            (Html2text, "h6") => ("###### ", ""),
            (Html2text | Pandoc, "del" | "s" | "strike") => ("~~", "~~"),
            (Html2text | Lynx | Inscriptis, "q") => ("\"", "\""),
            (W3m | Pandoc, "q") => ("“", "”"),
            (Lynx | W3m, "sup") => ("^", ""),
            (Lynx | W3m, "sub") => ("[", "]"),
            (Lynx, "del" | "s" | "strike") => ("[DEL: ", " :DEL]"),
            (W3m, "del" | "s" | "strike") => ("[DEL:", ":DEL]"),
            (Lynx, "ins") => ("[INS: ", " :INS]"),
            (W3m, "ins") => ("[INS:", ":INS]"),
            (Lynx, "button") => ("(BUTTON) ", ""),
            _ => return None,
        })
    }

    /// Returns whether an inline element has white space around it.
    fn spaces(self, name: &str) -> bool {
        match self {
            Inscriptis => name == "span",
            Lynx => name == "button",
            Wet => matches!(name, "cite" | "iframe" | "img" | "input" | "label" | "q" | "select" | "time"),
            _ => false,
        }
    }

    /// Returns what the program puts before an item of a list without numbers within `depth` other
    /// lists.
    fn bullet(self, depth: usize) -> String {
        let bullets: &[&str] = match self {
            Lynx => &["* ", "+ ", "o ", "# ", "@ ", "- ", "= "],
            W3m => &["• ", "□ ", "☆ ", "○ ", "■ ", "★ "],
            Html2text => return format!("{}* ", "  ".repeat(depth.min(20) + 1)),
            Inscriptis => &["* ", "+ ", "o ", "- "],
            Pandoc => &["-   "],
            Wet => &[""],
        };
        bullets[depth % bullets.len()].to_owned()
    }

    fn number(self, number: i64, depth: usize) -> String {
        match self {
            Wet => String::new(),
            Pandoc => format!("{:<4}", format!("{number}. ")),
            Html2text => format!("{}{number}. ", "  ".repeat(depth.min(20) + 1)),
            _ => format!("{number}. "),
        }
    }

    /// Returns the indent of an element, in addition to that of its parent.
    fn indent(self, name: &str, lists: usize) -> &'static str {
        const SPACES: &str = "          ";
        let columns = match (self, name) {
            (Lynx, "ul" | "ol" | "menu" | "dir") => {
                if lists == 0 {
                    4
                } else {
                    5
                }
            }
            (W3m | Inscriptis | Pandoc, "ul" | "ol" | "menu" | "dir")
            | (W3m | Html2text | Pandoc, "dd")
            | (Html2text | Pandoc, "pre")
            | (W3m, "blockquote") => 4,
            (Lynx, "dd") => 7,
            (Lynx | Pandoc, "blockquote") => 2,
            (Inscriptis, "div") => 2,
            (Lynx, "address") => 1,
            _ => 0,
        };
        &SPACES[..columns]
    }
}

/// What the end of an element undoes.
#[derive(Default)]
struct Open {
    lines: usize,
    space: bool,
    indents: usize,
    is_centred: bool,
    is_pre: bool,
    markup: Option<(usize, &'static str)>,
    link: Option<usize>,
    kind: Kind,
}

#[derive(Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    List,
    Item,
    Table,
    Cell,
    Quote,
    Raised,
}

/// An open list.
struct List {
    /// The number of its last item, if it has numbers.
    number: Option<i64>,
    /// Whether blank lines separate its items.
    is_loose: bool,
}

/// An open table.
#[derive(Default)]
struct Table {
    grid: Grid,
    /// The layout around the open cell.
    outside: Option<Layout>,
}

struct Dump {
    tool: Tool,
    layout: Layout,
    open: Vec<Open>,
    lists: Vec<List>,
    tables: Vec<Table>,
    /// Number of open quotations.
    quotes: usize,
    /// The digits of the open superscript or subscript.
    raised: Option<[char; 10]>,
    /// Whether the last text was emphasised.
    after_stress: bool,
    links: Links,
    /// Number of open links with markup.
    open_links: usize,
}

impl Visitor for Dump {
    fn enter(&mut self, element: ElementRef<'_>, name: &str) -> bool {
        let tool = self.tool;
        if tool.skips(name) || (tool == Inscriptis && is_hidden(element)) || self.replaced(element, name) {
            return false;
        }
        let mut open = Open { space: tool.spaces(name), ..Open::default() };
        if open.space {
            self.layout.space();
        }
        let (before, after) = self.margins(element, name);
        if before > 0 {
            self.layout.line_break(before);
        }
        open.lines = after;
        self.indent(name, &mut open);
        match name {
            "ul" | "ol" | "menu" | "dir" => {
                let number = (name == "ol").then(|| first_number(element) - 1);
                self.lists.push(List { number, is_loose: tool == Pandoc && is_loose(element) });
                open.kind = Kind::List;
                self.layout.unwrapped += usize::from(tool == Html2text);
            }
            "li" => {
                let bullet = self.bullet(element);
                self.layout.starts_item = tool != Inscriptis;
                match tool {
                    // The bullet follows the marks of quotations, which are no indent.
                    Html2text => open.markup = Some((self.layout.open(&bullet), "")),
                    Wet => {}
                    _ => {
                        self.layout.bullet(bullet);
                        open.kind = Kind::Item;
                    }
                }
            }
            "table" if self.has_columns() => {
                self.tables.push(Table::default());
                open.kind = Kind::Table;
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut().filter(|table| table.outside.is_none()) {
                    table.grid.rows.push(vec![]);
                }
            }
            "td" | "th" => self.begin_cell(&mut open),
            "pre" | "listing" | "xmp" if tool != Wet => {
                self.layout.pre += 1;
                open.is_pre = true;
            }
            "center" | "h1" if tool == Lynx || (tool == W3m && name == "center") => {
                self.layout.centre(true);
                open.is_centred = true;
            }
            "sup" | "sub" if tool == Pandoc && self.raised.is_none() && has_only_digits(element) => {
                let digits =
                    if name == "sup" { "⁰¹²³⁴⁵⁶⁷⁸⁹" } else { "₀₁₂₃₄₅₆₇₈₉" };
                let mut raised = ['0'; 10];
                raised.iter_mut().zip(digits.chars()).for_each(|(to, digit)| *to = digit);
                self.raised = Some(raised);
                open.kind = Kind::Raised;
            }
            "a" => {
                open.link = self.begin_link(element);
                self.open_links += usize::from(open.link.is_some());
            }
            _ => {}
        }
        if let Some((before, after)) = tool.inline(name) {
            open.markup = Some((self.layout.open(before), after));
        }
        self.open.push(open);
        true
    }

    fn leave(&mut self, element: ElementRef<'_>, name: &str) {
        let Some(open) = self.open.pop() else { return };
        if let Some((opened, markup)) = open.markup {
            let is_written = self.layout.close(opened, markup);
            self.after_stress |= is_written && self.tool == Html2text && matches!(markup, "**" | "_" | "`" | "~~");
        }
        if let Some(opened) = open.link {
            self.open_links -= 1;
            self.end_link(element, opened);
        }
        match open.kind {
            Kind::List => {
                self.lists.pop();
                self.layout.unwrapped -= usize::from(self.tool == Html2text);
            }
            Kind::Item => self.layout.end_bullet(),
            Kind::Table => self.end_table(),
            Kind::Cell => self.end_cell(element, name),
            Kind::Quote => self.quotes -= 1,
            Kind::Raised => self.raised = None,
            Kind::Other => {}
        }
        if open.is_pre {
            self.layout.pre -= 1;
        }
        if open.space {
            self.layout.space();
        }
        if open.lines > 0 {
            self.layout.line_break(open.lines);
        }
        if open.is_centred {
            self.layout.centre(false);
        }
        for _ in 0..open.indents {
            self.layout.outdent();
        }
    }

    fn text(&mut self, _: Tree<'_>, text: &str) {
        if self.after_stress
            && let Some(first) = text.chars().find(|&c| !is_mark(c))
        {
            self.after_stress = false;
            if !first.is_whitespace() && !"][(){}.!?".contains(first) {
                self.layout.space();
            }
        }
        let changed = match (self.tool, self.raised) {
            (Lynx | W3m, _) if text.contains('\u{a0}') => text.replace('\u{a0}', " "),
            (_, Some(digits)) => text.chars().map(|c| c.to_digit(10).map_or(c, |d| digits[d as usize])).collect(),
            _ => return self.layout.text(text),
        };
        self.layout.text(&changed);
    }
}

impl Dump {
    /// Returns the margins of an element in its place.
    fn margins(&self, element: ElementRef<'_>, name: &str) -> (usize, usize) {
        let in_list = !self.lists.is_empty();
        let both = |lines| (lines, lines);
        match (self.tool, name) {
            (Html2text, "p" | "div") if self.open_links > 0 => both(0),
            (Pandoc, "p" | "div") if self.lists.last().is_some_and(|list| !list.is_loose) => {
                (1, if name == "p" { 2 } else { 1 })
            }
            (Html2text, "p" | "div") if element.parent().is_some_and(|p| is_named(p, "td")) => both(0),
            (Wet | Inscriptis, "ul" | "ol" | "menu" | "dir") => both(1),
            (Lynx, "ul" | "ol" | "menu" | "dir") => (1, if in_list { 1 } else { 2 }),
            (_, "ul" | "ol" | "menu" | "dir") => both(if in_list { 1 } else { 2 }),
            (_, "li") => both(if self.lists.last().is_some_and(|list| list.is_loose) { 2 } else { 1 }),
            (Lynx, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") if in_list => both(1),
            _ => self.tool.margins(name),
        }
    }

    fn indent(&mut self, name: &str, open: &mut Open) {
        let by = self.tool.indent(name, self.lists.len());
        if !by.is_empty() {
            self.layout.indent(by);
            open.indents += 1;
        }
        let prefix = match (self.tool, name) {
            (Lynx, "h2" | "h3" | "h4" | "h5" | "h6") if self.lists.is_empty() && self.tables.is_empty() => {
                " ".repeat(2 * usize::from(name.as_bytes()[1] - b'2'))
            }
            (Lynx, "pre" | "listing" | "xmp") => String::new(),
            (Html2text, "blockquote") => {
                self.quotes += 1;
                open.kind = Kind::Quote;
                format!("{} ", ">".repeat(self.quotes.min(20)))
            }
            _ => return,
        };
        self.layout.indent_to(prefix);
        open.indents += 1;
    }

    fn bullet(&mut self, item: ElementRef<'_>) -> String {
        let depth = self.lists.len().saturating_sub(1);
        let Some(number) = self.lists.last_mut().and_then(|list| list.number.as_mut()) else {
            return self.tool.bullet(depth);
        };
        *number = attr_number(item, "value").unwrap_or(number.saturating_add(1));
        self.tool.number(*number, depth)
    }

    /// Prints an element that has no text of its own. Returns whether it is one.
    fn replaced(&mut self, element: ElementRef<'_>, name: &str) -> bool {
        let tool = self.tool;
        let attr = |name: &str| element.attr(name).unwrap_or_default().trim();
        match name {
            "br" if matches!(tool, Lynx | Pandoc | Wet) => self.layout.line_break(1),
            "br" => self.layout.line_end(),
            "hr" => {
                let (lines, rule) = match tool {
                    Lynx => (1, format!("  {}", "_".repeat(66))),
                    W3m => (1, "━".repeat(79)),
                    Html2text => (2, "* * *".to_owned()),
                    Pandoc => (2, "-".repeat(72)),
                    Inscriptis | Wet => (1, String::new()),
                };
                self.layout.line_break(lines);
                if !rule.is_empty() {
                    self.layout.whole_line(&rule);
                }
                self.layout.line_break(lines.max(usize::from(tool == Lynx) * 2));
            }
            "img" => self.image(element),
            "input" => match (tool, attr("type")) {
                (_, "hidden") => {}
                (Lynx, "checkbox") | (W3m, "checkbox") => self.layout.text("[ ]"),
                (Lynx, "radio") | (W3m, "radio") => self.layout.text("( )"),
                (Lynx, "submit" | "button" | "reset") => {
                    self.layout.text(&format!(" {} ", element.attr("value").unwrap_or("Submit")));
                }
                (W3m, "submit" | "button" | "reset") => {
                    self.layout.text(&format!("[{}]", element.attr("value").unwrap_or("SUBMIT")));
                }
                (Lynx, _) => self.layout.piece(&field(element, '_')),
                (W3m, _) => self.layout.piece(&format!("[{}]", field(element, ' '))),
                (Wet, _) => self.layout.space(),
                _ => {}
            },
            "textarea" if tool == Lynx => {
                let text: String = element.text().collect();
                let text = trimmed(&text);
                self.layout.text(&text);
                self.layout.piece(&"_".repeat(60usize.saturating_sub(width(&text))));
            }
            "textarea" if tool == W3m => self.layout.piece(&format!("[{}]", " ".repeat(20))),
            "select" if matches!(tool, Lynx | W3m) => {
                let options =
                    || element.descendants().filter_map(ElementRef::wrap).filter(|e| e.value().name() == "option");
                let chosen = options().find(|option| option.attr("selected").is_some()).or_else(|| options().next());
                if let Some(option) = chosen {
                    let opened = self.layout.open("[");
                    self.layout.text(option.text().collect::<String>().trim());
                    self.layout.close(opened, "]");
                }
            }
            "iframe" | "frame" if tool == Lynx => {
                let number = self.links.add(attr("src"));
                self.layout.line_break(2);
                self.layout.text(&format!("{}: [{number}]{}", name.to_uppercase(), attr("src")));
                self.layout.line_break(2);
            }
            "link" if tool == Lynx => self.head_link(element),
            "iframe" | "frame" | "link" => {}
            _ => return false,
        }
        true
    }

    fn image(&mut self, image: ElementRef<'_>) {
        let source = image.attr("src").unwrap_or_default().trim();
        let alt = image.attr("alt").map(str::trim);
        let name = if source.starts_with("data:") { "" } else { source.rsplit('/').next().unwrap_or_default() };
        match (self.tool, alt) {
            (Lynx | W3m, Some("")) => {}
            (Lynx, Some(alt)) => self.layout.text(&format!(" {alt} ")),
            (W3m, Some(alt)) => {
                self.layout.end_word();
                self.layout.text(alt);
                self.layout.end_word();
            }
            (Lynx, None) if !name.is_empty() => self.layout.text(&format!("[{name}]")),
            (W3m, None) if !name.is_empty() => {
                let name = name.split(['?', '#']).next().unwrap_or_default();
                self.layout.text(&format!("[{}]", name.rsplit_once('.').map_or(name, |(stem, _)| stem)));
            }
            (Html2text, alt) if !source.is_empty() => {
                self.layout.piece("![");
                self.layout.text(alt.unwrap_or_default());
                self.layout.piece(&format!("]({source})"));
            }
            (Pandoc, alt) => self.layout.text(&format!("[{}]", alt.unwrap_or_default())),
            (Wet, _) => self.layout.space(),
            _ => {}
        }
    }

    /// Prints a link of the page's head.
    fn head_link(&mut self, link: ElementRef<'_>) {
        const LISTED: &[&str] = &["alternate", "author", "help", "home", "index", "next", "prev", "search", "up"];
        let rel = link.attr("rel").unwrap_or_default().trim().to_lowercase();
        let is_listed = LISTED.contains(&rel.as_str());
        if !is_listed || !link.ancestors().any(|ancestor| is_named(ancestor, "head")) {
            return;
        }
        let number = self.links.add(link.attr("href").unwrap_or_default());
        let first = if number == 1 { "#" } else { "" };
        self.layout.text(&format!("{first}[{number}]{} ", link.attr("title").unwrap_or(&rel)));
    }

    fn begin_link(&mut self, link: ElementRef<'_>) -> Option<usize> {
        let target = link.attr("href")?;
        match self.tool {
            Lynx => {
                let number = self.links.add(target);
                Some(self.layout.open(&format!("[{number}]")))
            }
            Html2text if !target.starts_with('#') => Some(self.layout.open("[")),
            _ => None,
        }
    }

    fn end_link(&mut self, link: ElementRef<'_>, opened: usize) {
        if self.tool == Lynx {
            if !self.layout.close(opened, "") {
                self.links.hide_last();
            }
            return;
        }
        let target = link.attr("href").unwrap_or_default().trim();
        let title = link.attr("title").map_or_else(String::new, |title| format!(" \"{}\"", title.trim()));
        if !self.layout.close(opened, &format!("]({target}{title})")) {
            self.layout.piece(&format!("[]({target}{title})"));
        }
    }

    /// Returns whether a table that begins here is laid out in columns.
    fn has_columns(&self) -> bool {
        !matches!(self.tool, Wet) && self.tables.len() < DEEPEST_TABLE
    }

    fn begin_cell(&mut self, open: &mut Open) {
        if let Some(table) = self.tables.last_mut().filter(|t| t.outside.is_none() && !t.grid.rows.is_empty()) {
            table.outside = Some(std::mem::replace(&mut self.layout, Layout::new(Wrap::default())));
            open.kind = Kind::Cell;
        } else {
            self.layout.space();
        }
    }

    fn end_cell(&mut self, cell: ElementRef<'_>, name: &str) {
        let Some(table) = self.tables.last_mut() else { return };
        let Some(outside) = table.outside.take() else { return };
        let text = std::mem::replace(&mut self.layout, outside).finish();
        let covers = attr_number(cell, "colspan").and_then(|columns| usize::try_from(columns).ok());
        if let Some(row) = table.grid.rows.last_mut() {
            row.push(Cell::new(&text, name == "th", covers.unwrap_or(1)));
        }
    }

    fn end_table(&mut self) {
        let Some(Table { mut grid, .. }) = self.tables.pop() else { return };
        let marks = grid.remove_empty_rows();
        let is_regular = grid.is_regular();
        match self.tool {
            Html2text => self.piped(&grid),
            W3m if is_regular => {
                grid.narrow(79, 1);
                let widths: Vec<_> =
                    grid.widths().into_iter().map(|width| (width + 1).next_multiple_of(2) - 1).collect();
                self.columns(&grid, &widths, 1, true);
            }
            Inscriptis if is_regular => self.columns(&grid, &grid.widths(), 2, false),
            Lynx if is_regular && grid.is_simple() && grid.widths().iter().sum::<usize>() + grid.columns() < 75 => {
                self.columns(&grid, &grid.widths(), 1, true);
            }
            Pandoc if is_regular && grid.is_simple() => self.ruled(&grid),
            Pandoc if grid.columns() <= 9 && is_regular => self.framed(&mut grid),
            _ => self.in_order(&grid),
        }
        self.layout.piece(&marks);
    }

    /// Prints a table in columns.
    fn columns(&mut self, grid: &Grid, widths: &[usize], gap: usize, centres: bool) {
        for row in 0..grid.rows.len() {
            for line in grid.row(row, widths, gap, centres) {
                self.layout.whole_line(&line);
            }
        }
    }

    /// Prints a table in columns between lines of dashes, as pandoc does if each cell has one line.
    fn ruled(&mut self, grid: &Grid) {
        let widths: Vec<_> = grid.widths().into_iter().map(|width| width + 2).collect();
        let rule = widths.iter().map(|&width| "-".repeat(width.min(200))).collect::<Vec<_>>().join(" ");
        let has_header = grid.rows.first().is_some_and(|row| row.iter().all(|cell| cell.is_header));
        self.layout.indent("  ");
        if !has_header {
            self.layout.whole_line(&rule);
        }
        for row in 0..grid.rows.len() {
            for line in grid.row(row, &widths, 1, false) {
                self.layout.whole_line(&line);
            }
            if row == 0 && has_header {
                self.layout.whole_line(&rule);
            }
        }
        if !has_header {
            self.layout.whole_line(&rule);
        }
        self.layout.outdent();
    }

    /// Prints a table with a frame around each cell, as pandoc does if a cell has several lines.
    fn framed(&mut self, grid: &mut Grid) {
        let columns = grid.columns();
        let width = 72 / columns - 3;
        grid.narrow(width * columns, 0);
        let rule = format!("+{}", format!("{}+", "-".repeat(width + 2)).repeat(columns));
        self.layout.whole_line(&rule);
        for row in &grid.rows {
            let height = row.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
            for at in 0..height {
                let mut line = String::from("|");
                for cell in row {
                    line.push(' ');
                    line.push_str(&cell.filled(at, width * cell.covers + 3 * (cell.covers - 1)));
                    line.push_str(" |");
                }
                self.layout.whole_line(&line);
            }
            self.layout.whole_line(&rule);
        }
    }

    /// Prints a table with bars between cells, and a line of dashes below the first row.
    fn piped(&mut self, grid: &Grid) {
        for (at, row) in grid.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    self.layout.piece("|");
                    self.layout.space();
                }
                for line in &cell.lines {
                    self.layout.reflow(line);
                }
                self.layout.stay();
            }
            self.layout.line_break(1);
            if at == 0 {
                self.layout.whole_line(&vec!["---"; row.len()].join("|"));
            }
        }
    }

    /// Prints the cells of a table in order: those of one line after each other, others as blocks.
    fn in_order(&mut self, grid: &Grid) {
        let (in_row, in_block) = if self.tool == Pandoc { (2, 2) } else { (0, 1) };
        for row in &grid.rows {
            self.layout.line_break(in_block);
            for cell in row {
                if in_row > 0 {
                    self.layout.line_break(in_row);
                }
                if let [line] = &cell.lines[..] {
                    self.layout.text(line);
                    self.layout.space();
                } else {
                    self.layout.line_break(1);
                    for line in &cell.lines {
                        self.layout.reflow(line);
                    }
                }
            }
        }
        self.layout.line_break(1);
    }
}

/// Returns the value of a field for input, filled up to the size of the field.
fn field(input: ElementRef<'_>, filler: char) -> String {
    let size = attr_number(input, "size").and_then(|size| usize::try_from(size).ok()).unwrap_or(20).clamp(1, 60);
    let value = input.attr("value").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let fillers = std::iter::repeat_n(filler, size.saturating_sub(length(&value)));
    value.chars().filter(|c| !is_mark(*c)).take(size).chain(fillers).collect()
}

fn is_named(node: Tree<'_>, name: &str) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == name)
}

/// Returns whether an item of a list begins with a block, so that pandoc puts blank lines between
/// the items.
fn is_loose(list: ElementRef<'_>) -> bool {
    let first = |item: Tree<'_>| {
        let is_something = |node: &Tree<'_>| node.value().as_text().map_or(node.value().is_element(), |t| !is_blank(t));
        let first = item.children().find(is_something).and_then(ElementRef::wrap);
        first.is_some_and(|first| Pandoc.margins(first.value().name()).0 > 0)
    };
    list.children().filter(|item| is_named(*item, "li")).any(first)
}

/// Returns whether the text of an element is a number of few digits.
fn has_only_digits(element: ElementRef<'_>) -> bool {
    let mut characters = element.text().flat_map(str::chars).filter(|&c| !is_mark(c)).take(8).peekable();
    characters.peek().is_some() && characters.all(|c| c.is_ascii_digit())
}

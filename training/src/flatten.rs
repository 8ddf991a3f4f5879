//! Flattens pages to plain text, in ways that people use.

use scraper::{ElementRef, Html, Node};

/// Elements whose text a browser does not show.
const NOT_SHOWN: &[&str] = &[
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "object", "iframe", "audio", "video",
    "canvas", "datalist", "input", "progress", "meter",
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
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Returns the text as a browser's `innerText` gives it with the default style sheet: a line for
/// each block, blank lines around `<p>`, tabs between cells, and white space collapsed outside
/// `<pre>`. Elements that an attribute or an inline style hides are left out.
pub fn inner_text(page: &Html) -> String {
    let mut out = Lines::default();
    // A step either enters an element or a text, or ends an element.
    let mut steps = vec![Step::Enter(page.tree.root(), false)];
    while let Some(step) = steps.pop() {
        let (node, in_pre) = match step {
            Step::Enter(node, in_pre) => (node, in_pre),
            Step::Break(lines) => {
                out.line_break(lines);
                continue;
            }
            Step::Cell => {
                out.cell();
                continue;
            }
        };
        if let Node::Text(text) = node.value() {
            out.text(text, in_pre);
        }
        let Some(element) = ElementRef::wrap(node) else {
            steps.extend(node.children().rev().map(|child| Step::Enter(child, in_pre)));
            continue;
        };
        let name = element.value().name();
        if NOT_SHOWN.contains(&name) || is_hidden(element) {
            continue;
        }
        if name == "br" {
            out.forced_break();
            continue;
        }
        let lines = if name == "p" { 2 } else { usize::from(BLOCKS.contains(&name)) };
        if lines > 0 {
            out.line_break(lines);
            steps.push(Step::Break(lines));
        }
        if is_cell(element) && element.next_siblings().find_map(ElementRef::wrap).is_some_and(is_cell) {
            steps.push(Step::Cell);
        }
        let in_pre = in_pre || matches!(name, "pre" | "textarea");
        steps.extend(node.children().rev().map(|child| Step::Enter(child, in_pre)));
    }
    out.text
}

enum Step<'a> {
    Enter(ego_tree::NodeRef<'a, Node>, bool),
    Break(usize),
    Cell,
}

fn is_cell(element: ElementRef<'_>) -> bool {
    matches!(element.value().name(), "td" | "th")
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let style: String = element.attr("style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    element.attr("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

/// Builds a text line by line.
#[derive(Default)]
struct Lines {
    text: String,
    /// Number of line breaks due before the next text.
    due: usize,
    /// Whether a collapsed space is due before the next text.
    space: bool,
}

impl Lines {
    fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', '\t'])
    }

    fn line_break(&mut self, lines: usize) {
        self.space = false;
        if !self.text.is_empty() {
            self.due = self.due.max(lines);
        }
    }

    fn forced_break(&mut self) {
        self.settle();
        self.text.push('\n');
    }

    fn cell(&mut self) {
        self.space = false;
        self.text.push('\t');
    }

    /// Writes the line breaks that are due. After a line end, one fewer is needed.
    fn settle(&mut self) {
        let ended = self.text.len() - self.text.trim_end_matches('\n').len();
        self.text.extend(std::iter::repeat_n('\n', self.due.saturating_sub(ended)));
        (self.due, self.space) = (0, self.space && self.due == 0);
    }

    fn text(&mut self, text: &str, in_pre: bool) {
        if in_pre && !text.is_empty() {
            self.settle();
            self.text.push_str(text);
            return;
        }
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for word in text.split_inclusive(blank) {
            let bare = word.trim_end_matches(blank);
            if !bare.is_empty() {
                self.settle();
                if self.space && !self.is_at_line_start() {
                    self.text.push(' ');
                }
                self.text.push_str(bare);
                self.space = false;
            }
            self.space |= bare.len() < word.len();
        }
    }
}

/// Returns the body's `textContent` without scripts and style sheets. It keeps the white space of
/// the source and puts nothing between neighbouring elements.
pub fn text_content(page: &Html) -> String {
    let body = page.root_element().descendants().find(|node| is_element(node, &["body"]));
    body.map_or_else(String::new, |body| texts(body, "", &["script", "style"]))
}

/// Returns every text node on a line of its own, including `<title>`. Scripts get this from a
/// parser if they ask for text separated by line ends.
pub fn text_nodes(page: &Html) -> String {
    texts(page.tree.root(), "\n", &["script", "style", "template"])
}

fn is_element(node: &ego_tree::NodeRef<'_, Node>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

/// Returns the texts below a node, separated by `between`. Texts that are direct children of the
/// elements `without` are left out.
fn texts(node: ego_tree::NodeRef<'_, Node>, between: &str, without: &[&str]) -> String {
    let is_wanted = |node: &ego_tree::NodeRef<'_, Node>| node.parent().is_none_or(|p| !is_element(&p, without));
    let texts = node.descendants().filter(is_wanted).filter_map(|node| node.value().as_text().map(|text| &**text));
    texts.flat_map(|text| [text, between]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>Mills</title><body><nav><a>Home</a> <a>News</a></nav><script>let a;</script>\
         <h1>Of  mills</h1><p>They stand<br>by <b>rivers</b>.</p>\n<p>Two.</p><p hidden>No</p>\
         <table><tr><td>a<td>b</table><pre>x\n  y</pre>";

    #[test]
    fn inner_text_matches_a_browser() {
        let shown = inner_text(&Html::parse_document(PAGE));
        assert_eq!(shown, "Home News\nOf mills\n\nThey stand\nby rivers.\n\nTwo.\n\na\tb\nx\n  y");
    }

    #[test]
    fn text_content_glues_neighbours() {
        let text = text_content(&Html::parse_document(PAGE));
        assert_eq!(text, "Home NewsOf  millsThey standby rivers.\nTwo.Noabx\n  y");
    }

    #[test]
    fn text_nodes_have_lines_of_their_own() {
        let text = text_nodes(&Html::parse_document(PAGE));
        assert!(text.starts_with("Mills\nHome\n \nNews\nOf  mills\nThey stand\nby \nrivers\n.\n"), "{text:?}");
        assert!(!text.contains("let a"));
    }
}

#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub enum Form {
    InnerText,
    TextContent,
    TextNodes,
}
#[allow(missing_docs)]
impl Form {
    pub const ALL: &[Form] = &[Form::InnerText, Form::TextContent, Form::TextNodes];
    pub fn name(self) -> &'static str {
        "x"
    }
}
#[allow(missing_docs)]
pub fn render(form: Form, page: &Html) -> String {
    match form {
        Form::InnerText => inner_text(page),
        Form::TextContent => text_content(page),
        Form::TextNodes => text_nodes(page),
    }
}

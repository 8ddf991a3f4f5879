//! Flattens pages to the text nodes of their tree, as scripts do with a parser.

use scraper::{Html, Node, node::Text};

use super::Tree;
use super::marks::{is_marks, trimmed};

/// Elements whose own text a parser does not count as text.
const CODE: &[&str] = &["script", "style"];

/// Returns the body's `textContent`. It keeps the white space of the source and puts nothing
/// between neighbouring elements. `without` names the elements whose text is left out; the contents
/// of templates are never part of it.
fn body_text(page: &Html, without: &[&str]) -> String {
    let body = page.root_element().children().find(|node| is_element(*node, &["body"]));
    body.map_or_else(String::new, |body| text_nodes_of(body, without).map(|text| &**text).collect())
}

/// Returns the body's `textContent` without scripts and style sheets. Scripting is off, so `page`
/// has the contents of `<noscript>` as elements.
pub fn text_content(page: &Html) -> String {
    body_text(page, CODE)
}

/// Returns the body's `textContent` as a browser gives it: with inline scripts, style sheets, data,
/// and the markup in `<noscript>`.
pub fn full_text_content(page: &Html) -> String {
    body_text(page, &[])
}

/// Returns every text node on a line of its own, including `<title>`. Scripts get this from a
/// parser if they ask for text separated by line ends. A node of marks alone is part of its
/// neighbour.
pub fn text_nodes(page: &Html) -> String {
    let mut out = String::new();
    for text in text_nodes_of(page.tree.root(), CODE) {
        out.push_str(text);
        if !is_marks(text) {
            out.push('\n');
        }
    }
    out
}

/// Returns the text nodes without white space at their ends, separated by `between`. Nodes that
/// have nothing else are left out.
pub fn stripped_nodes(page: &Html, between: &str) -> String {
    let mut out = String::new();
    let mut is_due = false;
    for text in text_nodes_of(page.tree.root(), CODE) {
        let text = trimmed(text);
        if !is_marks(&text) {
            if is_due {
                out.push_str(between);
            }
            is_due = true;
        }
        out.push_str(&text);
    }
    out
}

fn is_element(node: Tree<'_>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

/// Returns the text nodes below a node. Those below templates and the elements `without` are left
/// out.
fn text_nodes_of<'a>(root: Tree<'a>, without: &'a [&str]) -> impl Iterator<Item = &'a Text> {
    let mut nodes = vec![root];
    std::iter::from_fn(move || {
        while let Some(node) = nodes.pop() {
            if let Node::Text(text) = node.value() {
                return Some(text);
            }
            if !is_element(node, &["template"]) && !is_element(node, without) {
                nodes.extend(node.children().rev());
            }
        }
        None
    })
}

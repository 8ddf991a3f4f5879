//! Flattens pages to plain text, in ways that people use.

mod browser;
mod dump;
mod layout;
mod links;
pub mod marks;
mod nodes;
mod table;
mod walk;

use std::borrow::Cow;

use dump::{Tool, dump};
use scraper::{ElementRef, Html, Node};

/// A node of a page.
type Tree<'a> = ego_tree::NodeRef<'a, Node>;

/// A way of flattening a page to text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// The body's `innerText` in a browser.
    InnerText,
    /// The body's `textContent` without scripts and style sheets.
    TextContent,
    /// The body's `textContent` in a browser, with scripts, style sheets and markup in `<noscript>`.
    FullTextContent,
    /// Each text node on a line: Beautiful Soup's `get_text("\n")`.
    TextNodes,
    /// Stripped text nodes on one line: Beautiful Soup's `get_text(" ", strip=True)`.
    SpacedNodes,
    /// Stripped text nodes with nothing between them: Beautiful Soup's `get_text(strip=True)`.
    GluedNodes,
    /// `lynx -dump`.
    Lynx,
    /// `w3m -dump`.
    W3m,
    /// Python's html2text.
    Html2text,
    /// Python's Inscriptis.
    Inscriptis,
    /// `pandoc -t plain`.
    Pandoc,
    /// The text of Common Crawl's WET files.
    Wet,
    /// The clipboard after copying the page in a browser.
    Copied,
}

impl Form {
    /// All forms.
    pub const ALL: &[Form] = &[
        Form::InnerText,
        Form::TextContent,
        Form::FullTextContent,
        Form::TextNodes,
        Form::SpacedNodes,
        Form::GluedNodes,
        Form::Lynx,
        Form::W3m,
        Form::Html2text,
        Form::Inscriptis,
        Form::Pandoc,
        Form::Wet,
        Form::Copied,
    ];

    /// Returns the name of the form in tables of figures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::InnerText => "innertext",
            Form::TextContent => "textcontent",
            Form::FullTextContent => "fulltextcontent",
            Form::TextNodes => "bs4nl",
            Form::SpacedNodes => "bs4space",
            Form::GluedNodes => "bs4glued",
            Form::Lynx => "lynx",
            Form::W3m => "w3m",
            Form::Html2text => "html2text",
            Form::Inscriptis => "inscriptis",
            Form::Pandoc => "pandoc",
            Form::Wet => "wet",
            Form::Copied => "copied",
        }
    }
}

/// Flattens a page to text.
///
/// Characters in U+F0000..=U+F00FF are marks. They come out in order wherever the text around them
/// does, and without them the output is that of the page without marks.
#[must_use]
pub fn render(form: Form, page: &Html) -> String {
    let unscripted = || without_scripting(page);
    match form {
        Form::InnerText => browser::inner_text(page),
        Form::Copied => browser::copied(page),
        Form::FullTextContent => nodes::full_text_content(page),
        Form::TextContent => nodes::text_content(&unscripted()),
        Form::TextNodes => nodes::text_nodes(&unscripted()),
        Form::SpacedNodes => nodes::stripped_nodes(&unscripted(), " "),
        Form::GluedNodes => nodes::stripped_nodes(&unscripted(), ""),
        Form::Lynx => dump(&unscripted(), Tool::Lynx),
        Form::W3m => dump(&unscripted(), Tool::W3m),
        Form::Html2text => dump(&unscripted(), Tool::Html2text),
        Form::Inscriptis => dump(&unscripted(), Tool::Inscriptis),
        Form::Pandoc => dump(&unscripted(), Tool::Pandoc),
        Form::Wet => dump(&unscripted(), Tool::Wet),
    }
}

/// Returns a page as a program without scripting parses it. The parser has scripting on, so the
/// contents of a `<noscript>` are one text of markup; here they become elements.
fn without_scripting(page: &Html) -> Cow<'_, Html> {
    let is_noscript = |node: &Tree<'_>| node.value().as_element().is_some_and(|e| e.name() == "noscript");
    let noscripts: Vec<_> = page.tree.nodes().filter(is_noscript).collect();
    if noscripts.is_empty() {
        return Cow::Borrowed(page);
    }
    let mut parsed = page.clone();
    for noscript in noscripts {
        for child in noscript.children() {
            let Node::Text(markup) = child.value() else { continue };
            let contents = Html::parse_fragment(markup);
            if let Some(mut child) = parsed.tree.get_mut(child.id()) {
                child.detach();
            }
            if let Some(mut noscript) = parsed.tree.get_mut(noscript.id()) {
                noscript.append_subtree(contents.tree);
            }
        }
    }
    Cow::Owned(parsed)
}

/// Returns whether an attribute or an inline style hides an element.
fn is_hidden(element: ElementRef<'_>) -> bool {
    let style: String = element.attr("style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    element.attr("hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

#[cfg(test)]
mod tests;

//! The tree that CSS selectors are matched against.
//!
//! It is built of the events that the lines are made of, whoever produced
//! them: the nth element here is the nth there, and what a selector matches
//! can be marked by its number. It takes time in proportion to the page.

use html5ever::tree_builder::{ElementFlags, NodeOrText, TreeSink};
use html5ever::{LocalName, QualName, ns};
use scraper::{ElementRef, Html, HtmlTreeSink};

use super::event::{Attribute, Sink};
use super::tag::Tag;
use super::{stream, tree};
use crate::Parser;

/// A page that selectors can be matched against.
pub struct Selectable(Html);

impl Selectable {
    /// Reads a page by this parser.
    pub fn parse(html: &str, parser: Parser) -> Selectable {
        let mut builder = Builder { tree: HtmlTreeSink::new(Html::new_document()), open: Vec::new() };
        match parser {
            Parser::Stream => stream::stream(html, &mut builder),
            Parser::Tree => tree::walk(html, &mut builder),
        }
        Selectable(builder.tree.finish())
    }

    /// Its elements, in the order of [`Document::elements`](crate::document::Document::elements).
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.0.tree.nodes().filter_map(ElementRef::wrap)
    }
}

type Id = <HtmlTreeSink as TreeSink>::Handle;

struct Builder {
    tree: HtmlTreeSink,
    open: Vec<Open>,
}

struct Open {
    node: Id,
    /// Whether a text stands last in it.
    said: bool,
    ended: bool,
}

impl Sink for Builder {
    fn open(&mut self, _: Tag, name: &str, attributes: &[Attribute<'_>]) {
        let mut attributes: Vec<_> = attributes.iter().map(convert).collect();
        // The first of a name counts.
        attributes.sort_by(|a, b| a.name.cmp(&b.name));
        attributes.dedup_by(|a, b| a.name == b.name);
        // All of them are of HTML, so that selectors need not be in the case of svg's names.
        let name = QualName::new(None, ns!(html), name.into());
        let node = self.tree.create_element(name, attributes, ElementFlags::default());
        let document = self.tree.get_document();
        let parent = self.open.last_mut().map_or(document, |open| {
            open.said = false;
            open.node
        });
        self.tree.append(&parent, NodeOrText::AppendNode(node));
        self.open.push(Open { node, said: false, ended: false });
    }

    fn text(&mut self, text: &str) {
        // Selectors ask whether there is a text, not what it says.
        if let Some(open) = self.open.last_mut().filter(|open| !open.said && !text.is_empty()) {
            open.said = true;
            self.tree.append(&open.node, NodeOrText::AppendText(" ".into()));
        }
    }

    fn close(&mut self, depth: usize) {
        if let Some(open) = self.open.get_mut(depth) {
            open.ended = true;
        }
        while self.open.last().is_some_and(|open| open.ended) {
            self.open.pop();
        }
    }
}

fn convert(attribute: &Attribute<'_>) -> html5ever::Attribute {
    let name = if attribute.name.bytes().any(|b| b.is_ascii_uppercase()) {
        LocalName::from(attribute.name.to_ascii_lowercase())
    } else {
        attribute.name.into()
    };
    html5ever::Attribute { name: QualName::new(None, ns!(), name), value: (&*attribute.value()).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::html::segment;

    #[test]
    fn its_elements_are_those_of_the_lines() {
        let page = "<p CLASS=a class=b>One<b>two<p>three</b> four<table><td>five<svg viewBox=x><title>six</title>
            </svg></table><template><i>seven</i></template><ul><li>eight<li ID='n&amp;m'>nine";
        for parser in [Parser::Stream, Parser::Tree] {
            let selectable = Selectable::parse(page, parser);
            let names: Vec<_> = selectable.elements().map(|element| element.value().name().to_owned()).collect();
            let tags: Vec<_> = segment(page, parser).elements.iter().map(|element| element.tag).collect();
            assert_eq!(names.len(), tags.len(), "{parser:?}: {names:?}");
            let list = names.iter().position(|name| name == "ul").expect("a list");
            assert_eq!(tags[list], Tag::UL);
            let values = |name| selectable.elements().filter_map(move |element| element.attr(name)).collect::<Vec<_>>();
            assert_eq!((values("class"), values("id")), (vec!["a"], vec!["n&m"]), "{parser:?}");
        }
    }
}

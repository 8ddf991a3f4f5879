//! The tree that CSS selectors are matched against.
//!
//! The tree is built from the events of a parser. Its nth element is the nth element that the
//! parser reports, so matches can be identified by number. Building takes linear time.

use html5ever::tree_builder::{ElementFlags, NodeOrText, TreeSink};
use html5ever::{LocalName, QualName, ns};
use scraper::{ElementRef, Html, HtmlTreeSink};

use super::Parser;
use super::event::{Attribute, Sink};
use super::tag::Tag;

/// A page that selectors can be matched against.
pub struct Selectable(Html);

impl Selectable {
    /// Builds the tree of a page from the events of `parser`.
    pub fn parse(html: &str, parser: Parser) -> Selectable {
        let mut builder = SelectableBuilder { tree: HtmlTreeSink::new(Html::new_document()), open: Vec::new() };
        parser.parse(html, &mut builder);
        Selectable(builder.tree.finish())
    }

    /// Returns the elements in the order in which they were reported.
    pub fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.0.tree.nodes().filter_map(ElementRef::wrap)
    }
}

type Id = <HtmlTreeSink as TreeSink>::Handle;

struct SelectableBuilder {
    tree: HtmlTreeSink,
    open: Vec<OpenNode>,
}

struct OpenNode {
    node: Id,
    /// Its last child is a text.
    ends_in_text: bool,
    ended: bool,
}

impl Sink for SelectableBuilder {
    fn open(&mut self, _: Tag, name: &str, attributes: &[Attribute<'_>]) {
        let mut attributes: Vec<_> = attributes.iter().map(convert).collect();
        // Of repeated names the first counts.
        attributes.sort_by(|a, b| a.name.cmp(&b.name));
        attributes.dedup_by(|a, b| a.name == b.name);
        // All elements are in the HTML namespace, so that selectors for SVG ignore case too.
        let name = QualName::new(None, ns!(html), name.into());
        let node = self.tree.create_element(name, attributes, ElementFlags::default());
        let document = self.tree.get_document();
        let parent = self.open.last_mut().map_or(document, |open| {
            open.ends_in_text = false;
            open.node
        });
        self.tree.append(&parent, NodeOrText::AppendNode(node));
        self.open.push(OpenNode { node, ends_in_text: false, ended: false });
    }

    fn text(&mut self, text: &str) {
        // Selectors depend on whether there is a text (`:empty`), not on its content.
        if let Some(open) = self.open.last_mut().filter(|open| !open.ends_in_text && !text.is_empty()) {
            open.ends_in_text = true;
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

    /// The names of the elements in the order of the events.
    #[derive(Default)]
    struct Reported(Vec<String>);

    impl Sink for Reported {
        fn open(&mut self, _: Tag, name: &str, _: &[Attribute<'_>]) {
            self.0.push(name.to_owned());
        }
        fn text(&mut self, _: &str) {}
        fn close(&mut self, _: usize) {}
    }

    #[test]
    fn elements_are_in_the_order_of_the_events() {
        let page = "<p CLASS=a class=b>One<b>two<p>three</b> four<table><td>five<svg viewBox=x><title>six</title>
            </svg></table><template><i>seven</i></template><ul><li>eight<li ID='n&amp;m'>nine";
        for parser in [Parser::Stream, Parser::Tree] {
            let selectable = Selectable::parse(page, parser);
            let names: Vec<_> = selectable.elements().map(|element| element.value().name().to_owned()).collect();
            let mut reported = Reported::default();
            parser.parse(page, &mut reported);
            assert_eq!(names, reported.0, "{parser:?}");
            let values = |name| selectable.elements().filter_map(move |element| element.attr(name)).collect::<Vec<_>>();
            assert_eq!((values("class"), values("id")), (vec!["a"], vec!["n&m"]), "{parser:?}");
        }
    }
}

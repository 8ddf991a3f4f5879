//! The reference parser: walks the tree that `scraper` builds.
//!
//! It follows the standard to the letter and is at least ten times slower than
//! [`stream`](super::stream::stream()).

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::{Html, HtmlTreeSink, Node};

use super::display::is_shadow_root;
use super::event::{Attribute, Sink};
use super::names::TagNames;

/// Reports the elements and the text of a page to `sink`, as if scripting were disabled:
/// `noscript` holds ordinary markup. The contents of a `template` are reported only if it is a
/// shadow root.
pub fn walk<S: Sink>(html: &str, sink: &mut S) {
    walk_tree(&parse(html), sink);
}

/// Parses a page as if scripting were disabled.
pub fn parse(html: &str) -> Html {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    parse_document(HtmlTreeSink::new(Html::new_document()), options).one(html)
}

/// Reports a parsed page, as [`walk`] does.
pub fn walk_tree<S: Sink>(tree: &Html, sink: &mut S) {
    let mut names = TagNames::default();
    let mut attributes = Vec::new();
    let mut depth = 0;
    let mut next = Some(tree.tree.root());
    while let Some(node) = next {
        let child = match node.value() {
            Node::Element(element) => {
                let tag = names.tag(element.name());
                attributes.clear();
                attributes.extend(element.attrs().map(|(name, raw)| Attribute { name, raw, encoded: false }));
                sink.open(tag, names.name(tag), &attributes);
                depth += 1;
                // A fragment holds the contents of a template.
                node.first_child().filter(|child| !child.value().is_fragment() || is_shadow_root(tag, &attributes))
            }
            Node::Text(text) => {
                sink.text(text);
                None
            }
            _ => node.first_child(),
        };
        next = child;
        let mut last = node;
        // Ascends to the first element with a next sibling.
        while next.is_none() {
            if last.value().is_element() {
                depth -= 1;
                sink.close(depth);
            }
            next = last.next_sibling();
            match last.parent() {
                Some(parent) if next.is_none() => last = parent,
                _ => break,
            }
        }
    }
}

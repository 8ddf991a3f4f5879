//! The reference producer of events: scraper's tree, walked.
//!
//! Ten times slower or more than [`stream`](super::stream::stream()), by the letter
//! of the standard, so it serves where a tree is needed anyway, and tests.

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use scraper::{Html, HtmlTreeSink, Node};

use super::display::is_shadow_root;
use super::event::{Attribute, Sink};
use super::names::Names;

/// Reports the page's elements and text to `sink`, as scripting turned off
/// would have them: `noscript` holds ordinary markup. The contents of
/// `template` elements are not reported, but for those of a shadow root.
pub fn walk<S: Sink>(html: &str, sink: &mut S) {
    walk_tree(&parse(html), sink);
}

/// The tree of a page, with scripting turned off.
pub fn parse(html: &str) -> Html {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    parse_document(HtmlTreeSink::new(Html::new_document()), options).one(html)
}

/// [`walk`] for a page that has been parsed.
pub fn walk_tree<S: Sink>(tree: &Html, sink: &mut S) {
    let mut names = Names::default();
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
                // Only templates have a fragment, for their contents.
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
        // Up to the first that has something after it.
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

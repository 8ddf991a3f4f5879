//! Walks the tree of a page without recursion.

use scraper::{ElementRef, Node};

use super::Tree;

/// What a walk calls, in the order of the page.
pub(super) trait Visitor {
    /// Begins an element. Returns whether the walk goes on inside it; if not, `leave` is not called.
    fn enter(&mut self, element: ElementRef<'_>, name: &str) -> bool;
    /// Ends an element.
    fn leave(&mut self, element: ElementRef<'_>, name: &str);
    /// Passes a text.
    fn text(&mut self, node: Tree<'_>, text: &str);
}

/// Walks a node and all that is below it.
pub(super) fn walk(root: Tree<'_>, visitor: &mut impl Visitor) {
    let mut steps = vec![(root, false)];
    while let Some((node, ends)) = steps.pop() {
        if let Some(element) = ElementRef::wrap(node) {
            let name = element.value().name();
            if ends {
                visitor.leave(element, name);
                continue;
            }
            if !visitor.enter(element, name) {
                continue;
            }
            steps.push((node, true));
        } else if let Node::Text(text) = node.value() {
            visitor.text(node, text);
        }
        steps.extend(node.children().rev().map(|child| (child, false)));
    }
}

//! Bullets and numbers of lists in text.

use super::place::Place;
use crate::document::Document;
use crate::document::group::GroupKind;

/// Finds the bullet or number, and the indent, of each block of an HTML page.
#[derive(Debug)]
pub struct ListMarks {
    is_wanted: bool,
    /// The items whose first block was written, outermost first.
    begun: Vec<u32>,
}

impl ListMarks {
    /// Returns the marks of a page; only empty ones if they are not wanted.
    pub fn new(is_wanted: bool) -> Self {
        ListMarks { is_wanted, begun: Vec::new() }
    }

    /// Returns the indent and mark of the block with index `at`, whose text begins a line. The
    /// indent is two spaces for each item around the item of the block. The first block of an item
    /// gets a bullet or number, unless its text begins with one.
    pub fn before(&mut self, document: &Document, at: usize, text: &str) -> String {
        let group = document.blocks[at].group;
        if !self.is_wanted || document.group(group).is_none() {
            return String::new();
        }
        let kind = |at: u32| document.group(at).map(|group| group.kind);
        let containers = Place::of(document, group).containers(document);
        let is_item = |&container: &u32| matches!(kind(container), Some(GroupKind::Item { .. }));
        let items: Vec<u32> = containers.iter().copied().filter(is_item).collect();
        let Some((&item, outer)) = items.split_last() else { return String::new() };
        let indent = "  ".repeat(outer.len());
        self.begun.retain(|begun| items.contains(begun));
        if self.begun.contains(&item) {
            return indent + "  ";
        }
        self.begun.push(item);
        let place = containers.iter().position(|&container| container == item).unwrap_or(0);
        let list = place.checked_sub(1).and_then(|list| kind(containers[list]));
        let mark = match (list, kind(item)) {
            (Some(GroupKind::List { ordered: true }), Some(GroupKind::Item { number })) => format!("{number}. "),
            _ => "- ".to_owned(),
        };
        if has_mark(text) { indent } else { indent + &mark }
    }
}

/// Whether a text begins with a bullet, or with a number before a dot or a bracket.
fn has_mark(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.chars().next() {
        Some('.' | ')') => rest.len() < text.len() && rest[1..].starts_with(char::is_whitespace),
        Some(bullet) => {
            rest.len() == text.len()
                && "•‣◦▪●○■–—-*·".contains(bullet)
                && rest[bullet.len_utf8()..].starts_with(char::is_whitespace)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Parser;
    use crate::segment::html;

    #[test]
    fn blocks_of_lists_have_marks_and_indents() {
        let page = "<p>Mills<ul><li>one<p>more</p><ol start=3><li>two<li value=7>three</ol><li>• four</ul>\
            <ol reversed><li>five<li>1984<li>1. six</ol>";
        let document = html::segment(page, Parser::Stream);
        let mut marks = ListMarks::new(true);
        let line = |(at, block)| {
            let text = document.text_of(block);
            marks.before(&document, at, text) + text
        };
        let lines: Vec<String> = document.blocks.iter().enumerate().map(line).collect();
        let expected = ["Mills", "- one", "  more", "  3. two", "  7. three", "• four", "3. five", "2. 1984", "1. six"];
        assert_eq!(lines, expected);
        assert_eq!(ListMarks::new(false).before(&document, 1, "one"), "");
    }
}

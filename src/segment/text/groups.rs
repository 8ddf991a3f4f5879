//! Finds the groups of a text from its marks: lists from bullets and numbers, tables from
//! tabs.

use crate::document::Document;
use crate::document::group::{Group, GroupKind, NO_GROUP};

/// Groups the blocks of a text from the block with index `first` on.
pub(super) fn find(document: &mut Document, first: usize) {
    let Document { text, blocks, groups, .. } = document;
    let mut above: Option<GroupKind> = None;
    for (at, block) in blocks.iter_mut().enumerate().skip(first) {
        let line = text[block.range.clone()].trim();
        let kind = if block.icon_run { None } else { kind_of(line) };
        let goes_on = matches!(
            (above, kind),
            (Some(GroupKind::List { .. }), Some(GroupKind::List { .. }))
                | (Some(GroupKind::Table { .. }), Some(GroupKind::Table { .. }))
        );
        above = kind;
        let Some(kind) = kind else { continue };
        let at = at as u32;
        if !goes_on {
            groups.push(Group { kind, parent: NO_GROUP, blocks: at..at });
        }
        block.group = groups.len() as u32 - 1;
        if let Some(group) = groups.last_mut() {
            group.blocks.end = at + 1;
        }
    }
}

/// Returns the kind of group that a line is a part of, by itself.
fn kind_of(line: &str) -> Option<GroupKind> {
    if line.contains('\t') {
        return Some(GroupKind::Table { is_data: true, is_simple: true });
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['*', '-', '+', '•', '·', '◦', '▪', '‣', '–']),
        1..=3 => line[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}'])).then_some(GroupKind::List { ordered: digits > 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of the groups of a text, with their blocks.
    fn groups(text: &str) -> Vec<(GroupKind, std::ops::Range<u32>)> {
        let mut document = Document { text: text.to_owned(), ..Document::default() };
        super::super::segment_whole(&mut document);
        for (at, group) in document.groups.iter().enumerate() {
            assert!(group.blocks.clone().all(|block| document.blocks[block as usize].group == at as u32));
        }
        document.groups.into_iter().map(|group| (group.kind, group.blocks)).collect()
    }

    #[test]
    fn marked_lines_are_a_list_and_lines_with_tabs_a_table() {
        let list = |ordered| GroupKind::List { ordered };
        assert_eq!(groups("Bring:\n\n  * nails\n  * planks\n\n  * a hammer\n\nBegin.\n"), [(list(false), 1..4)]);
        assert_eq!(groups("9) nails\n10) planks\nBegin.\n"), [(list(true), 0..2)]);
        let table = GroupKind::Table { is_data: true, is_simple: true };
        assert_eq!(groups("* Home\nMill\tweir\nA\t12\n"), [(list(false), 0..1), (table, 1..3)]);
    }

    #[test]
    fn years_and_hyphenated_words_are_no_marks() {
        assert!(groups("1990 was dry.\n1991 was not.\n-40 degrees\n*emphasis*\n").is_empty());
    }
}

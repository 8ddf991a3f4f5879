//! The place of a block: the lists, quotations, tables and code around it that the output can
//! show.

use crate::document::Document;
use crate::document::group::{GroupKind, NO_GROUP};

/// Maximum depth of nested lists and quotations. Deeper ones are written as part of the last.
/// Each level indents every line in it, so unlimited depth would make the output quadratic.
const DEPTH: usize = 24;

/// The groups around a block, as indices in [`Document::groups`]. A field is [`NO_GROUP`] if the
/// block is in no such group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The innermost list, item, quotation or list of definitions.
    container: u32,
    /// The innermost table.
    pub table: u32,
    /// Its row.
    pub row: u32,
    /// Its cell.
    pub cell: u32,
    /// The innermost block of code.
    pub code: u32,
}

impl Place {
    /// Returns the place of the blocks of a group.
    pub fn of(document: &Document, group: u32) -> Place {
        let (none, mut place) =
            (NO_GROUP, Place { container: NO_GROUP, table: NO_GROUP, row: NO_GROUP, cell: NO_GROUP, code: NO_GROUP });
        for (at, group) in document.groups_from(group) {
            match group.kind {
                GroupKind::Code if place.code == none => place.code = at,
                GroupKind::Cell { .. } if place.table == none && place.cell == none => place.cell = at,
                GroupKind::Row if place.table == none && place.row == none => place.row = at,
                GroupKind::Table { .. } if place.table == none => place.table = at,
                kind if is_container(kind) && place.container == none => place.container = at,
                _ => {}
            }
        }
        place
    }

    /// Whether a list or a quotation stands between the place and its cell.
    pub fn has_container_in_cell(&self) -> bool {
        // A group follows the groups around it.
        self.cell != NO_GROUP && self.container != NO_GROUP && self.container > self.cell
    }

    /// Returns the lists, items and quotations around the place, outermost first. A block that
    /// is in a list but in no item of it does not count as part of the list.
    pub fn containers(&self, document: &Document) -> Vec<u32> {
        let mut around: Vec<u32> = document
            .groups_from(self.container)
            .filter(|(_, group)| is_container(group.kind))
            .map(|(at, _)| at)
            .collect();
        around.reverse();
        around.truncate(DEPTH);
        let is_list = |&at: &u32| matches!(document.group(at).map(|group| group.kind), Some(GroupKind::List { .. }));
        if around.last().is_some_and(is_list) {
            around.pop();
        }
        around
    }
}

fn is_container(kind: GroupKind) -> bool {
    matches!(kind, GroupKind::List { .. } | GroupKind::Item { .. } | GroupKind::Definitions | GroupKind::Quote)
}

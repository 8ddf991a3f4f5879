//! Finds the groups of a page from its elements: lists, tables, quotations and code.

use crate::document::group::{Group, GroupKind, MAX_DEPTH, NO_GROUP};
use crate::html::event::{Attribute, attribute};
use crate::html::tag::Tag;

/// Maximum average number of blocks in a cell of a data table. Cells of a layout table hold whole
/// parts of a page.
const DATA_BLOCKS: u32 = 2;

/// The groups found so far.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) all: Vec<Group>,
    /// The state of each group until it ends, by the same index.
    open: Vec<OpenGroup>,
}

/// The state of a group until it ends.
#[derive(Debug, Clone, Copy)]
struct OpenGroup {
    depth: u32,
    /// The number of the next item of a list, or the column of the next cell of a row.
    next: u32,
    /// The last item of a list.
    last_item: u32,
    /// Number of rows of a table.
    rows: u32,
    /// Number of cells of a table.
    cells: u32,
}

impl Groups {
    /// Begins the group of an element inside `around`; `blocks` is the number of blocks so
    /// far. Returns the innermost group that the element's blocks are in.
    pub(super) fn begin(&mut self, tag: Tag, attributes: &[Attribute<'_>], around: u32, blocks: u32) -> u32 {
        let number = |name| attribute(attributes, name).and_then(|a| a.value().trim().parse::<u32>().ok());
        // Nearly all elements begin no group.
        if !begins_group(tag) || self.kind(around) == Some(GroupKind::Code) {
            return around;
        }
        match tag {
            Tag::UL | Tag::OL | Tag::MENU | Tag::DIR => {
                let first = if tag == Tag::OL { number("start").unwrap_or(1) } else { 1 };
                self.list(tag == Tag::OL, first, around, blocks)
            }
            Tag::LI => self.item(around, blocks),
            Tag::DL => self.add(GroupKind::Definitions, around, blocks),
            Tag::BLOCKQUOTE => self.add(GroupKind::Quote, around, blocks),
            Tag::PRE | Tag::LISTING | Tag::XMP | Tag::PLAINTEXT => self.add(GroupKind::Code, around, blocks),
            Tag::TABLE => {
                self.mark_complex(self.table_around(around));
                self.add(GroupKind::Table { is_data: false, is_simple: true }, around, blocks)
            }
            Tag::TR => {
                let table = self.table_around(around);
                let row = self.add(GroupKind::Row, around, blocks);
                if row != around
                    && let Some(table) = self.open.get_mut(table as usize)
                {
                    table.rows += 1;
                }
                row
            }
            Tag::TD | Tag::TH => {
                let table = self.table_around(around);
                // `rowspan=0` means all rows that follow.
                if number("rowspan").is_some_and(|rows| rows != 1) {
                    self.mark_complex(table);
                }
                self.cell(table, number("colspan").filter(|&columns| columns > 1).unwrap_or(1), around, blocks)
            }
            _ => around,
        }
    }

    /// Ends a group before the block with index `blocks`.
    pub(super) fn end(&mut self, group: u32, blocks: u32) {
        let Some(ended) = self.all.get_mut(group as usize) else { return };
        ended.blocks.end = blocks;
        if let GroupKind::Table { is_data, .. } = &mut ended.kind {
            let OpenGroup { rows, cells, .. } = self.open[group as usize];
            *is_data = rows > 1 && cells > rows && blocks - ended.blocks.start <= DATA_BLOCKS * cells;
        }
        // A list may belong to an item that ended before it.
        let parent = ended.parent;
        if let Some(parent) = self.all.get_mut(parent as usize) {
            parent.blocks.end = parent.blocks.end.max(blocks);
        }
    }

    fn kind(&self, group: u32) -> Option<GroupKind> {
        self.all.get(group as usize).map(|group| group.kind)
    }

    /// Adds a list. A list that is a direct child of another list belongs to the item before it.
    fn list(&mut self, ordered: bool, first: u32, around: u32, blocks: u32) -> u32 {
        let in_list = matches!(self.kind(around), Some(GroupKind::List { .. }));
        let last = self.open.get(around as usize).filter(|_| in_list).map_or(NO_GROUP, |list| list.last_item);
        let list = self.add(GroupKind::List { ordered }, if last == NO_GROUP { around } else { last }, blocks);
        if self.kind(list) == Some(GroupKind::List { ordered }) && list as usize + 1 == self.all.len() {
            self.open[list as usize].next = first;
        }
        list
    }

    /// Adds an item, if it stands in a list.
    fn item(&mut self, around: u32, blocks: u32) -> u32 {
        if !matches!(self.kind(around), Some(GroupKind::List { .. })) {
            return around;
        }
        let list = &mut self.open[around as usize];
        let number = list.next;
        list.next = number.saturating_add(1);
        let item = self.add(GroupKind::Item { number }, around, blocks);
        if item != around {
            self.open[around as usize].last_item = item;
        }
        item
    }

    /// Adds a cell that spans `columns` columns.
    fn cell(&mut self, table: u32, columns: u32, around: u32, blocks: u32) -> u32 {
        let in_row = self.kind(around) == Some(GroupKind::Row);
        let next = self.open.get_mut(around as usize).filter(|_| in_row).map(|row| &mut row.next);
        let column = next.map_or(0, |next| std::mem::replace(next, next.saturating_add(columns)));
        let cell = self.add(GroupKind::Cell { column }, around, blocks);
        if cell != around
            && let Some(table) = self.open.get_mut(table as usize)
        {
            table.cells += 1;
        }
        cell
    }

    /// Marks a table as more complex than rows of cells.
    fn mark_complex(&mut self, table: u32) {
        if let Some(Group { kind: GroupKind::Table { is_simple, .. }, .. }) = self.all.get_mut(table as usize) {
            *is_simple = false;
        }
    }

    /// Returns `group` or the innermost group around it that is a table; [`NO_GROUP`] without a
    /// table.
    fn table_around(&self, group: u32) -> u32 {
        let mut at = group;
        while let Some(group) = self.all.get(at as usize) {
            if matches!(group.kind, GroupKind::Table { .. }) {
                return at;
            }
            at = group.parent;
        }
        NO_GROUP
    }

    /// Adds a group. Returns its index, or `parent` if the tree is too deep.
    fn add(&mut self, kind: GroupKind, parent: u32, blocks: u32) -> u32 {
        let depth = self.open.get(parent as usize).map_or(0, |open| open.depth + 1);
        if depth >= MAX_DEPTH {
            return parent;
        }
        self.all.push(Group { kind, parent, blocks: blocks..blocks });
        self.open.push(OpenGroup { depth, next: 0, last_item: NO_GROUP, rows: 0, cells: 0 });
        self.all.len() as u32 - 1
    }
}

/// Whether a tag begins a group where it may stand.
fn begins_group(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::UL
            | Tag::OL
            | Tag::MENU
            | Tag::DIR
            | Tag::LI
            | Tag::DL
            | Tag::BLOCKQUOTE
            | Tag::PRE
            | Tag::LISTING
            | Tag::XMP
            | Tag::PLAINTEXT
            | Tag::TABLE
            | Tag::TR
            | Tag::TD
            | Tag::TH
    )
}

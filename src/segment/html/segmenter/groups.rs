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
    /// The open tables, innermost last.
    tables: Vec<OpenTable>,
}

/// The columns of an open table.
#[derive(Debug)]
struct OpenTable {
    table: u32,
    /// Number of rows, from the current one on, that a cell covers in each column; [`u32::MAX`]
    /// for all.
    covered: Vec<u32>,
}

/// Maximum number of columns for which spans are resolved.
const COLUMNS: u32 = 64;

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
    /// The order of the numbers of a list.
    order: Order,
}

/// The order of the numbers of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Up,
    /// Down from a given number.
    Down,
    /// Down to 1. The items are numbered upwards until the list ends.
    DownToOne,
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
                let start = number("start").filter(|_| tag == Tag::OL);
                let order = match attribute(attributes, "reversed") {
                    Some(_) if start.is_some() => Order::Down,
                    Some(_) => Order::DownToOne,
                    None => Order::Up,
                };
                self.list(tag == Tag::OL, start.unwrap_or(1), order, around, blocks)
            }
            Tag::LI => self.item(number("value"), around, blocks),
            Tag::DL => self.add(GroupKind::Definitions, around, blocks),
            Tag::BLOCKQUOTE => self.add(GroupKind::Quote, around, blocks),
            Tag::PRE | Tag::LISTING | Tag::XMP | Tag::PLAINTEXT => self.add(GroupKind::Code, around, blocks),
            Tag::TABLE => {
                self.mark_complex(self.table_around(around));
                let table = self.add(GroupKind::Table { is_data: false, is_simple: true }, around, blocks);
                if table != around {
                    self.tables.push(OpenTable { table, covered: Vec::new() });
                }
                table
            }
            Tag::TR => {
                let table = self.table_around(around);
                let row = self.add(GroupKind::Row, around, blocks);
                if row != around
                    && let Some(table) = self.open.get_mut(table as usize)
                {
                    table.rows += 1;
                    self.next_row();
                }
                row
            }
            Tag::TD | Tag::TH => {
                let columns = number("colspan").unwrap_or(1).max(1);
                // `rowspan=0` means all rows that follow.
                let rows = number("rowspan").map_or(1, |rows| if rows == 0 { u32::MAX } else { rows });
                self.cell(self.table_around(around), (columns, rows), around, blocks)
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
            self.tables.retain(|open| open.table < group);
        }
        // A list may belong to an item that ended before it.
        let parent = ended.parent;
        if let Some(parent) = self.all.get_mut(parent as usize) {
            parent.blocks.end = parent.blocks.end.max(blocks);
        }
        if self.open[group as usize].order == Order::DownToOne {
            self.count_down(group);
        }
    }

    /// Reverses the numbers of a list, so that its last item has the number 1.
    fn count_down(&mut self, list: u32) {
        let next = self.open[list as usize].next;
        for group in self.all[list as usize + 1..].iter_mut().filter(|group| group.parent == list) {
            if let GroupKind::Item { number } = &mut group.kind {
                *number = next.saturating_sub(*number);
            }
        }
    }

    fn kind(&self, group: u32) -> Option<GroupKind> {
        self.all.get(group as usize).map(|group| group.kind)
    }

    /// Adds a list. A list that is a direct child of another list belongs to the item before it.
    fn list(&mut self, ordered: bool, first: u32, order: Order, around: u32, blocks: u32) -> u32 {
        let in_list = matches!(self.kind(around), Some(GroupKind::List { .. }));
        let last = self.open.get(around as usize).filter(|_| in_list).map_or(NO_GROUP, |list| list.last_item);
        let list = self.add(GroupKind::List { ordered }, if last == NO_GROUP { around } else { last }, blocks);
        if self.kind(list) == Some(GroupKind::List { ordered }) && list as usize + 1 == self.all.len() {
            let open = &mut self.open[list as usize];
            (open.next, open.order) = (first, order);
        }
        list
    }

    /// Adds an item, if it stands in a list. `value` is the number that the page gives it.
    fn item(&mut self, value: Option<u32>, around: u32, blocks: u32) -> u32 {
        if !matches!(self.kind(around), Some(GroupKind::List { .. })) {
            return around;
        }
        let list = &mut self.open[around as usize];
        let number = value.filter(|_| list.order != Order::DownToOne).unwrap_or(list.next);
        list.next = if list.order == Order::Down { number.saturating_sub(1) } else { number.saturating_add(1) };
        let item = self.add(GroupKind::Item { number }, around, blocks);
        if item != around {
            self.open[around as usize].last_item = item;
        }
        item
    }

    /// Begins a row of the innermost table.
    fn next_row(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        for rows in table.covered.iter_mut().filter(|rows| **rows != u32::MAX) {
            *rows = rows.saturating_sub(1);
        }
    }

    /// Adds a cell that spans a number of columns and rows. It goes to the next column of the row
    /// that no cell of an earlier row covers.
    fn cell(&mut self, table: u32, (columns, rows): (u32, u32), around: u32, blocks: u32) -> u32 {
        let in_row = self.kind(around) == Some(GroupKind::Row);
        let mut column = 0;
        if let Some(row) = self.open.get_mut(around as usize).filter(|_| in_row) {
            column = row.next;
            if let Some(open) = self.tables.last_mut().filter(|open| open.table == table) {
                let covered = open.covered.iter().skip(column as usize).take_while(|&&rows| rows > 0).count();
                column += covered as u32;
                let end = column.saturating_add(columns).min(COLUMNS) as usize;
                open.covered.resize(open.covered.len().max(end), 0);
                open.covered[end.min(column as usize)..end].fill(rows);
            }
            row.next = column.saturating_add(columns);
        }
        let cell = self.add(GroupKind::Cell { column, columns, rows }, around, blocks);
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
        self.open.push(OpenGroup { depth, next: 0, last_item: NO_GROUP, rows: 0, cells: 0, order: Order::Up });
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

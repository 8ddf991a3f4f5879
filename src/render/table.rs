//! Tables that can be written as rows of cells, with a line per row.

use super::place::Place;
use crate::document::group::{GroupKind, NO_GROUP};
use crate::document::{Block, Document, Gap, Within};

/// Maximum number of columns of a table. Every row has a border for each column.
const COLUMNS: u32 = 64;

/// A table of rows of cells.
pub struct Table {
    /// Number of columns.
    pub columns: u32,
    /// Whether its first row consists of head cells.
    pub has_head: bool,
    /// The column of each block, and whether the block begins a row.
    pub cells: Vec<(u32, bool)>,
}

impl Table {
    /// Returns the table that these blocks form. All of them must stand in cells of the same
    /// table. `None` if the table only lays out the page, or is too complex for Markdown.
    pub fn of<'a>(document: &Document, blocks: impl Iterator<Item = &'a Block>) -> Option<Table> {
        let mut table = Table { columns: 0, has_head: true, cells: Vec::with_capacity(blocks.size_hint().0) };
        let mut last = None;
        let mut rows = 0;
        for block in blocks {
            let markup = block.markup?;
            let place = Place::of(document, block.group);
            if !is_simple(document, place.table) || markup.within.has(Within::PRE) {
                return None;
            }
            let first = last.is_none_or(|(row, _)| row != place.row);
            // Two blocks in a cell, or a row that continues after another row began.
            if last.is_some_and(|(_, column)| !first && place.column <= column) {
                return None;
            }
            rows += usize::from(first);
            table.has_head &= rows > 1 || markup.within.has(Within::HEAD_CELL);
            table.columns = table.columns.max(place.column.saturating_add(1));
            table.cells.push((place.column, first));
            last = Some((place.row, place.column));
        }
        (rows > 1 && (2..=COLUMNS).contains(&table.columns)).then_some(table)
    }
}

fn is_simple(document: &Document, table: u32) -> bool {
    document.group(table).is_some_and(|table| matches!(table.kind, GroupKind::Table { is_simple: true, .. }))
}

/// Counts the blocks at the beginning that stand in cells of the same table.
pub fn count_blocks<'a>(document: &Document, blocks: impl Iterator<Item = &'a Block>) -> usize {
    let mut table = None;
    let is_next = |block: &&Block| {
        let place = Place::of(document, block.group);
        place.cell != NO_GROUP && *table.get_or_insert(place.table) == place.table
    };
    blocks.take_while(is_next).count()
}

/// A cell of a table that is written as text, with a line per row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index of its block.
    pub block: usize,
    /// The gap to the cell before it; `None` for the first cell.
    pub gap: Option<Gap>,
    /// Number of empty cells before it. Columns that are empty in every row do not count.
    pub empty: u32,
}

/// Returns the cells of the tables among some blocks. Each block comes with its index.
pub fn cells(document: &Document, blocks: &[(usize, &Block)]) -> Vec<Cell> {
    let mut cells = Vec::new();
    if !blocks.iter().any(|(_, block)| block.markup.is_some_and(|markup| markup.within.has(Within::TABLE))) {
        return cells;
    }
    let mut rest = blocks;
    while !rest.is_empty() {
        let count = count_blocks(document, rest.iter().map(|&(_, block)| block));
        let (these, others) = rest.split_at(count.max(1));
        rest = others;
        let Some(table) = Table::of(document, these.iter().map(|&(_, block)| block)) else { continue };
        let mut filled: Vec<u32> = table.cells.iter().map(|&(column, _)| column).collect();
        filled.sort_unstable();
        filled.dedup();
        // A table with a single column of text lays out the page.
        if count == 0 || filled.len() < 2 {
            continue;
        }
        let place = |column| filled.partition_point(|&other| other < column) as u32;
        let mut next = None;
        for (&(block, _), &(column, first)) in these.iter().zip(&table.cells) {
            let gap = next.map(|_| if first { Gap::Line } else { Gap::Cell });
            let empty = place(column) - next.filter(|_| !first).unwrap_or(0);
            cells.push(Cell { block, gap, empty });
            next = Some(place(column) + 1);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Parser;
    use crate::segment::html;

    /// Returns the texts after empty cells, with the number of these empty cells, and the number
    /// of cells.
    fn after_empty(document: &str) -> (Vec<(String, u32)>, usize) {
        let document = html::segment(document, Parser::Stream);
        let blocks: Vec<_> = document.blocks.iter().enumerate().collect();
        let cells = cells(&document, &blocks);
        let after = cells.iter().filter(|cell| cell.empty > 0);
        (
            after.map(|cell| (document.text_of(&document.blocks[cell.block]).to_owned(), cell.empty)).collect(),
            cells.len(),
        )
    }

    #[test]
    fn empty_cells_count_unless_their_whole_column_is_empty() {
        let table = "<table><tr><td><th>Born<th>Died<tr><td>Ann<td><td>1905<tr><td>Bob<td>1850<td></table>";
        assert_eq!(after_empty(table), (vec![("Born".to_owned(), 1), ("1905".to_owned(), 1)], 6));
        let empty_column = "<table><tr><td><td>Ann<td><td>1905<tr><td><td>Bob<td><td>1850</table>";
        assert_eq!(after_empty(empty_column), (vec![], 4));
    }

    #[test]
    fn a_layout_table_has_no_empty_cells() {
        let layout = "<table><tr><td><td>News<td>Letters<tr><td><p>The mill stood.<p>It burned.<td><td>Home</table>";
        assert_eq!(after_empty(layout), (vec![], 0));
        let spaced = "<table><tr><td><td><p>The mill stood.<tr><td><td><p>It burned.</table>";
        assert_eq!(after_empty(spaced), (vec![], 0));
    }
}

//! Tables: rows of cells, and the blocks in each cell.

use std::ops::Range;

use super::place::Place;
use crate::document::group::{GroupKind, NO_GROUP};
use crate::document::{Block, Document, Gap, Within};

/// Maximum number of columns of a table. Every row has a border for each column.
const COLUMNS: u32 = 64;
/// Maximum number of blocks in a cell with lists or paragraphs. Longer ones lay out the page.
const BLOCKS: usize = 12;

/// A table of at least two rows and two columns.
#[derive(Debug)]
pub struct Table {
    /// Number of columns that are not empty in every row.
    pub columns: u32,
    /// Whether every cell holds text only, so that it fits on a line.
    pub is_flat: bool,
    /// The rows that are not empty.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug)]
pub struct TableRow {
    group: u32,
    /// The cells that are not empty.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Debug)]
pub struct TableCell {
    group: u32,
    /// Its first column, from 0.
    pub column: u32,
    /// Its first column without the columns that are empty in every row.
    pub place: u32,
    /// Number of columns that it spans.
    pub columns: u32,
    /// Number of rows that it spans, of those that are not empty.
    pub rows: u32,
    /// Whether it is a head cell.
    pub is_head: bool,
    /// Its blocks among those of the table.
    pub blocks: Range<usize>,
}

impl Table {
    /// Returns the table that these blocks form. All of them must stand in cells of the same
    /// table. `None` if the table only lays out the page, or holds code.
    pub fn of<'a>(document: &Document, blocks: impl Iterator<Item = &'a Block>) -> Option<Table> {
        let mut table = Table { columns: 0, is_flat: true, rows: Vec::new() };
        let (mut is_data, mut has_heading) = (false, false);
        for (at, block) in blocks.enumerate() {
            let markup = block.markup?;
            let place = Place::of(document, block.group);
            let GroupKind::Table { is_simple: true, is_data: is } = document.group(place.table)?.kind else {
                return None;
            };
            if markup.within.has(Within::PRE) {
                return None;
            }
            is_data = is;
            has_heading |= markup.heading > 0;
            let is_first = table.enter(document, place, at, markup.within.has(Within::HEAD_CELL))?;
            let is_line = is_first || block.gap < Gap::Paragraph;
            table.is_flat &= is_line && !place.has_container_in_cell();
        }
        let longest = table.cells().map(|cell| cell.blocks.len()).max()?;
        let can_nest = is_data && !has_heading && longest <= BLOCKS;
        table.number_columns();
        let is_table = table.rows.len() > 1 && (2..=COLUMNS).contains(&table.columns) && (table.is_flat || can_nest);
        table.clip_spans(document);
        is_table.then_some(table)
    }

    /// Adds a block to its cell, which is the last one or a new one. Returns whether it is new;
    /// `None` if the block continues an earlier cell.
    fn enter(&mut self, document: &Document, place: Place, at: usize, is_head: bool) -> Option<bool> {
        if self.rows.last().is_none_or(|row| row.group < place.row) {
            self.rows.push(TableRow { group: place.row, cells: Vec::new() });
        }
        let row = self.rows.last_mut().filter(|row| row.group == place.row)?;
        if let Some(last) = row.cells.last_mut().filter(|cell| cell.group >= place.cell) {
            last.blocks.end = at + 1;
            return (last.group == place.cell).then_some(false);
        }
        let GroupKind::Cell { column, columns, rows } = document.group(place.cell)?.kind else { return None };
        let cell = TableCell { group: place.cell, column, place: 0, columns, rows, is_head, blocks: at..at + 1 };
        row.cells.push(cell);
        Some(true)
    }

    fn cells(&self) -> impl Iterator<Item = &TableCell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// Numbers the columns that are not empty.
    fn number_columns(&mut self) {
        let mut filled: Vec<u32> = self.cells().map(|cell| cell.column).collect();
        filled.sort_unstable();
        filled.dedup();
        self.columns = filled.len() as u32;
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            cell.place = filled.partition_point(|&column| column < cell.column) as u32;
        }
    }

    /// Clips the spans of cells to the rows and columns that are there.
    fn clip_spans(&mut self, document: &Document) {
        let end = self.cells().map(|cell| cell.column + 1).max().unwrap_or(0);
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return };
        let (first, last) = (first.group, last.group);
        let parent = document.group(first).map(|row| row.parent);
        // The number of each row among all rows of the table, empty ones included.
        let rows = (first..=last).filter(|&at| {
            document.group(at).is_some_and(|group| group.kind == GroupKind::Row && Some(group.parent) == parent)
        });
        let all: Vec<u32> = rows.collect();
        let numbers: Vec<u32> =
            self.rows.iter().map(|row| all.partition_point(|&other| other < row.group) as u32).collect();
        for (row, number) in self.rows.iter_mut().zip(&numbers) {
            for cell in &mut row.cells {
                let below = number.saturating_add(cell.rows);
                let covered =
                    numbers.partition_point(|&other| other < below) - numbers.partition_point(|other| other < number);
                cell.rows = covered.max(1) as u32;
                cell.columns = cell.columns.min(end.saturating_sub(cell.column)).max(1);
            }
        }
    }
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

/// A block in a table that is written as text, with a line per row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Index of the block.
    pub block: usize,
    /// The separator before it; `None` for the first block of the table.
    pub separator: Option<&'static str>,
    /// Number of empty cells before it. Columns that are empty in every row do not count.
    pub empty: u32,
}

/// Returns the blocks of the tables among some blocks. Each block comes with its index.
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
        if count == 0 {
            continue;
        }
        let table = Table::of(document, these.iter().map(|&(_, block)| block));
        for row in table.iter().filter(|table| table.is_flat).flat_map(|table| &table.rows) {
            let mut next = 0;
            for cell in &row.cells {
                let border = if cell.blocks.start == 0 { None } else { Some(if next == 0 { "\n" } else { "\t" }) };
                let empty = cell.place - next;
                cells.push(Cell { block: these[cell.blocks.start].0, separator: border, empty });
                let others = cell.blocks.clone().skip(1);
                cells.extend(others.map(|at| Cell { block: these[at].0, separator: Some(" "), empty: 0 }));
                next = cell.place + 1;
            }
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
        let spans = "<table><tr><td rowspan=2>Ann<td>1905<td>Mill<tr><td>1906<td>Weir</table>";
        assert_eq!(after_empty(spans), (vec![("1906".to_owned(), 1)], 5));
    }

    #[test]
    fn a_layout_table_has_no_empty_cells() {
        let layout = "<table><tr><td><td>News<td>Letters<tr><td><p>The mill stood.<p>It burned.<td><td>Home</table>";
        assert_eq!(after_empty(layout), (vec![], 0));
        let spaced = "<table><tr><td><td><p>The mill stood.<tr><td><td><p>It burned.</table>";
        assert_eq!(after_empty(spaced), (vec![], 0));
    }
}

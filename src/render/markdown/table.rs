//! Tables: those that are rows of cells, one line each.

use super::Shown;
use super::outline::Outline;
use crate::line::Within;

/// Columns of a table at most: every row has a border for each.
const COLUMNS: u32 = 64;

/// Rows of cells.
pub struct Table {
    /// How many columns it has.
    pub columns: u32,
    /// Whether its first row is one of heads.
    pub head: bool,
    /// The column of each line, and whether it begins a row.
    pub cells: Vec<(u32, bool)>,
}

impl Table {
    /// The table that these lines are, all of which stand in cells of one; none
    /// if it is only there for the layout, or more than Markdown can say.
    pub fn of(outline: &Outline, lines: &[Shown<'_>]) -> Option<Table> {
        let mut table = Table { columns: 0, head: true, cells: Vec::with_capacity(lines.len()) };
        let mut last = None;
        let mut rows = 0;
        for shown in lines {
            let markup = shown.line.markup?;
            let place = outline.place(markup.block);
            if outline.is_complex(place.table) || shown.part.is_none() || markup.within.has(Within::PRE) {
                return None;
            }
            let first = last.is_none_or(|(row, _)| row != place.row);
            // Two lines in a cell, or a row that goes on after another one began.
            if last.is_some_and(|(_, column)| !first && place.column <= column) {
                return None;
            }
            rows += usize::from(first);
            table.head &= rows > 1 || markup.within.has(Within::HEAD_CELL);
            table.columns = table.columns.max(place.column.saturating_add(1));
            table.cells.push((place.column, first));
            last = Some((place.row, place.column));
        }
        (rows > 1 && (2..=COLUMNS).contains(&table.columns)).then_some(table)
    }
}

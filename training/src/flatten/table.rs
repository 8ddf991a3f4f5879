//! Lays tables out in columns.

use super::layout::{Breaks, Layout, Wrap};
use super::marks::{is_blank, marks_of, trim_end, width};

/// Most columns of a table that is laid out in columns, and most characters that a cell is filled
/// up to. They bound the white space in the output.
const MOST_COLUMNS: usize = 30;
const MOST_FILLED: usize = 120;

/// A table, row by row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct Cell {
    pub lines: Vec<String>,
    pub is_header: bool,
    /// The columns that it covers.
    pub covers: usize,
}

impl Cell {
    pub fn new(text: &str, is_header: bool, covers: usize) -> Cell {
        let lines = text.split('\n').map(str::to_owned).collect();
        Cell { lines, is_header, covers: covers.clamp(1, MOST_COLUMNS) }
    }

    /// Returns whether the cell has no text.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| is_blank(line))
    }

    /// Returns a line of the cell, filled up with spaces.
    pub fn filled(&self, at: usize, columns: usize) -> String {
        let text = self.lines.get(at).map_or("", String::as_str);
        format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
    }
}

impl Grid {
    /// Returns the number of columns.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.covers).sum()).max().unwrap_or(0)
    }

    /// Returns whether the table may be laid out in columns.
    pub fn is_regular(&self) -> bool {
        (1..=MOST_COLUMNS).contains(&self.columns())
    }

    /// Removes the rows without text. Their marks go to the next row, or are returned if there is
    /// none.
    pub fn remove_empty_rows(&mut self) -> String {
        let mut held = String::new();
        self.rows.retain_mut(|row| {
            if row.iter().all(Cell::is_empty) {
                held.extend(row.iter().flat_map(|cell| &cell.lines).map(|line| marks_of(line)));
                return false;
            }
            if let Some(line) = row.first_mut().and_then(|cell| cell.lines.first_mut()) {
                line.insert_str(0, &std::mem::take(&mut held));
            }
            true
        });
        held
    }

    /// Returns whether each cell has at most one line.
    pub fn is_simple(&self) -> bool {
        self.rows.iter().flatten().all(|cell| cell.lines.len() == 1)
    }

    /// Returns the width of each column: that of its widest cell. Cells that cover several columns
    /// do not count.
    pub fn widths(&self) -> Vec<usize> {
        let mut widths = vec![0; self.columns()];
        for row in &self.rows {
            let mut column = 0;
            for cell in row {
                if cell.covers == 1 {
                    let widest = cell.lines.iter().map(|line| width(line)).max().unwrap_or(0);
                    widths[column] = widths[column].max(widest);
                }
                column += cell.covers;
            }
        }
        widths
    }

    /// Wraps the cells so that the table is at most `columns` wide, with `gap` columns between
    /// cells. Wide columns share what narrow columns leave.
    pub fn narrow(&mut self, columns: usize, gap: usize) {
        let widths = self.widths();
        let mut room = columns.saturating_sub(gap * widths.len().saturating_sub(1));
        if widths.iter().sum::<usize>() <= room {
            return;
        }
        let mut order: Vec<usize> = (0..widths.len()).collect();
        order.sort_by_key(|&column| widths[column]);
        let mut narrowed = widths.clone();
        for (rank, &column) in order.iter().enumerate() {
            narrowed[column] = widths[column].min((room / (widths.len() - rank)).max(1));
            room = room.saturating_sub(narrowed[column]);
        }
        for row in &mut self.rows {
            let mut column = 0;
            for cell in row {
                let covered = &narrowed[column..column + cell.covers];
                let room = covered.iter().sum::<usize>() + gap * (cell.covers - 1);
                if cell.lines.iter().any(|line| width(line) > room) {
                    cell.lines = wrapped(&cell.lines, room);
                }
                column += cell.covers;
            }
        }
    }

    /// Returns the lines of a row. Each cell is filled up to the width of its columns, and the
    /// lines have no white space at the end. `centres` centres the header cells.
    pub fn row(&self, row: usize, widths: &[usize], gap: usize, centres: bool) -> Vec<String> {
        let row = &self.rows[row];
        let height = row.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        let lines = (0..height).map(|at| {
            let mut out = String::new();
            let (mut column, mut due) = (0, 0);
            for cell in row {
                let text = cell.lines.get(at).map_or("", String::as_str);
                let covered = &widths[column..column + cell.covers];
                let room = (covered.iter().sum::<usize>() + gap * (cell.covers - 1)).min(MOST_FILLED);
                let spare = room.saturating_sub(width(text));
                let before = if centres && cell.is_header { spare / 2 } else { 0 };
                out.extend(std::iter::repeat_n(' ', due + before));
                out.push_str(text);
                due = spare - before + gap;
                column += cell.covers;
            }
            trim_end(&mut out);
            out
        });
        lines.collect()
    }
}

/// Wraps lines, keeping the indent of each.
fn wrapped(lines: &[String], columns: usize) -> Vec<String> {
    let mut layout = Layout::new(Wrap { columns: Some(columns), breaks: Breaks::Anywhere, centre: 0 });
    for line in lines {
        layout.reflow(line);
    }
    layout.finish().split('\n').map(str::to_owned).collect()
}

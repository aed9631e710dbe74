//! Tables with many columns and few rows, which compare a few things: what is too wide for the pane may fit when each
//! thing is a column. Then every header is said once, and what is compared stands side by side.

use super::fit::{self, Columns};
use super::grid::Grid;

/// Fewer columns are told apart by their place in records.
const LEAST: usize = 4;

/// A value is wrapped into no more lines than this: what reads as a text is a record.
const LINES: usize = 2;

/// Transposes a grid where that fits into `room`, and gives the widths of the new columns; else the grid is as it was.
pub(super) fn columns(grid: &mut Grid<'_, '_>, room: usize) -> Option<Columns> {
    let compares = grid.is_plain() && grid.columns >= LEAST && (3..=grid.columns).contains(&grid.rows);
    if !compares {
        return None;
    }
    grid.transpose();
    let columns = fit::columns(grid, room).filter(|columns| is_short(grid, columns));
    if columns.is_none() {
        grid.transpose();
    }
    columns
}

/// Whether the values, other than the headers beside them, take few lines.
fn is_short(grid: &Grid<'_, '_>, columns: &Columns) -> bool {
    let width = |column: usize| columns.widths.get(column).copied().unwrap_or_default();
    let mut values = grid.pieces.iter().filter(|piece| piece.column > 0);
    values.all(|piece| piece.natural <= LINES * width(piece.column))
}

//! Tables with many columns and few rows, which compare a few things: what is too wide for the pane may fit when each
//! thing is a column. Then every header is said once, and what is compared stands side by side.

use super::fit::{self, Columns};
use super::grid::{Grid, Piece, Shape};

/// Fewer columns are told apart by their place in records.
const LEAST: usize = 4;

/// A value is wrapped into no more lines than this: what reads as a text is a record.
const LINES: usize = 2;

/// Transposes a grid where that fits into `room`, and gives the widths of the new columns; else the grid is as it was.
/// Where the headers find no room beside their values they stand above them.
pub(super) fn columns(grid: &mut Grid<'_, '_>, room: usize) -> Option<Columns> {
    let compares = grid.is_plain() && grid.columns >= LEAST && (3..=grid.columns).contains(&grid.rows);
    if !compares {
        return None;
    }
    grid.transpose();
    if let Some(columns) = short(grid, room) {
        return Some(columns);
    }
    grid.label();
    let columns = short(grid, room);
    if columns.is_none() {
        grid.unlabel();
        grid.transpose();
    }
    columns
}

/// The widths where the values, other than their headers, take few lines.
fn short(grid: &Grid<'_, '_>, room: usize) -> Option<Columns> {
    let columns = fit::columns(grid, room)?;
    let width = |column: usize| columns.widths.get(column).copied().unwrap_or_default();
    let is_value = |piece: &&Piece<'_, '_>| match grid.shape {
        Shape::Labelled => piece.columns == 1,
        Shape::Written | Shape::Transposed => piece.column > 0,
    };
    let mut values = grid.pieces.iter().filter(is_value);
    values.all(|piece| piece.natural <= LINES * width(piece.column)).then_some(columns)
}

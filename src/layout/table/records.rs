//! A table too wide for its pane: one record for each row, `header: value`. Of two columns the second says something of
//! the first, as in a list of definitions: there the header is said once.

use super::grid::{Grid, Piece};
use crate::layout::blocks;
use crate::layout::line::Span;
use crate::layout::setter::{Prefix, Setter};
use crate::role::Role;

/// Sets a record for each row of the body; a table without a body shows its header.
pub(super) fn set(setter: &mut Setter<'_>, grid: &Grid<'_, '_>) {
    if grid.columns == 2 && grid.header == 1 {
        return pairs(setter, grid);
    }
    let first = if grid.header < grid.rows { grid.header } else { 0 };
    let heads: Vec<String> = (0..grid.columns).map(|column| head(grid, column, first > 0)).collect();
    for row in first..grid.rows {
        if row > first {
            grid.above(row, setter, |setter| setter.blank());
        }
        for (_, piece) in grid.row(row) {
            field(setter, piece, heads.get(piece.column).map_or("", String::as_str));
        }
    }
}

/// Sets a table of two columns: each first cell, and indented below it the second.
fn pairs(setter: &mut Setter<'_>, grid: &Grid<'_, '_>) {
    for row in 0..grid.rows {
        if row > 0 {
            grid.above(row, setter, |setter| setter.blank());
        }
        for (_, piece) in grid.row(row).filter(|(_, piece)| !piece.text.is_empty()) {
            let indent = if piece.column > 0 { 2 } else { 0 };
            setter.behind(Prefix::blanks(indent), |setter| {
                let role = std::mem::replace(&mut setter.role, piece.at.role);
                setter.at(&piece.at, |setter| blocks::all(setter, piece.blocks));
                setter.role = role;
            });
        }
    }
}

fn head(grid: &Grid<'_, '_>, column: usize, has_body: bool) -> String {
    match has_body {
        true => grid.head(column),
        false => String::new(),
    }
}

/// Sets one cell below the header's words; what does not fit on the line hangs.
fn field(setter: &mut Setter<'_>, piece: &Piece<'_, '_>, head: &str) {
    if piece.text.is_empty() && head.is_empty() {
        return;
    }
    let label = match head.is_empty() {
        true => Vec::new(),
        false => vec![Span::mark(&format!("{head}: "), Role::TableHeader)],
    };
    setter.behind(Prefix::outdent(2), |setter| {
        setter.led_by(label);
        let role = std::mem::replace(&mut setter.role, piece.at.role);
        setter.at(&piece.at, |setter| blocks::all(setter, piece.blocks));
        setter.role = role;
        setter.drop_lead();
    });
}

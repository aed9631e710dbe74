//! A table too wide for its pane: one record for each row, `header: value`.

use super::grid::{Grid, Piece};
use crate::layout::blocks;
use crate::layout::line::Span;
use crate::layout::setter::{Prefix, Setter};
use crate::role::Role;

/// Sets a record for each row of the body; a table without a body shows its header.
pub(super) fn set(setter: &mut Setter<'_>, grid: &Grid<'_, '_>) {
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

//! A table too wide for its pane: one record for each row, `header: value`. Where there are few columns the place of a
//! value tells its column, as in a list of definitions: there the header is said once.

use super::grid::{Grid, Piece};
use crate::layout::blocks;
use crate::layout::line::Span;
use crate::layout::prefix::Prefix;
use crate::layout::setter::Setter;
use crate::role::Role;

/// Up to so many columns the header need not be said for each value.
const FEW: usize = 3;

/// Sets a record for each row of the body; a table without a body shows its header.
pub(super) fn set(setter: &mut Setter<'_>, grid: &Grid<'_, '_>) {
    if grid.columns <= FEW {
        return stacked(setter, grid);
    }
    let first = if grid.header < grid.rows { grid.header } else { 0 };
    let heads: Vec<Vec<Span>> = (0..grid.columns).map(|column| head(grid, column, first > 0)).collect();
    for row in first..grid.rows {
        if row > first {
            grid.above(row, setter, |setter| setter.blank());
        }
        for (_, piece) in grid.row(row) {
            field(setter, piece, heads.get(piece.column).map_or(&[], Vec::as_slice));
        }
    }
}

/// Sets each row, the header too, as its first cell and indented below it the others. The place of an empty cell is kept. Where
/// there are several below the first, what does not fit on the line of its cell hangs: so one sees where the next begins.
fn stacked(setter: &mut Setter<'_>, grid: &Grid<'_, '_>) {
    let dash = setter.options.glyphs().dash;
    for row in 0..grid.rows {
        if row > 0 {
            grid.above(row, setter, |setter| setter.blank());
        }
        let last = grid.row(row).filter(|(_, piece)| !piece.text.is_empty()).map(|(n, _)| n).last();
        for (_, piece) in grid.row(row).filter(|(n, _)| Some(*n) <= last) {
            let indent = if piece.column > 0 { 2 } else { 0 };
            let is_long = piece.blocks.len() > 1 || indent + piece.natural > setter.prose();
            let set = |setter: &mut Setter<'_>| match piece.text.is_empty() {
                true => setter.at(&piece.at, |setter| setter.words_of_ours(dash, Role::Marker)),
                false => cell(setter, piece),
            };
            setter.behind(Prefix::blanks(indent), |setter| {
                match is_long && piece.column > 0 && grid.columns > 2 {
                    true => setter.behind(Prefix::outdent(2), set),
                    false => set(setter),
                }
            });
        }
    }
}

/// Sets what a cell says.
fn cell(setter: &mut Setter<'_>, piece: &Piece<'_, '_>) {
    let role = std::mem::replace(&mut setter.role, piece.at.role);
    setter.at(&piece.at, |setter| blocks::all(setter, piece.blocks));
    setter.role = role;
}

fn head(grid: &Grid<'_, '_>, column: usize, has_body: bool) -> Vec<Span> {
    match has_body {
        true => grid.head(column),
        false => Vec::new(),
    }
}

/// Sets one cell below the header's words; what does not fit on the line hangs.
fn field(setter: &mut Setter<'_>, piece: &Piece<'_, '_>, head: &[Span]) {
    if piece.text.is_empty() && head.is_empty() {
        return;
    }
    let label = match head.is_empty() {
        true => Vec::new(),
        false => head.iter().cloned().chain([Span::mark(": ", Role::TableHeader)]).collect(),
    };
    setter.behind(Prefix::outdent(2), |setter| {
        setter.led_by(label);
        cell(setter, piece);
        setter.drop_lead();
    });
}

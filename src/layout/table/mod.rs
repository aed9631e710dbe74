//! Tables: a header, one rule, rows; no box around them.
//!
//! A table that fits is set as it is. One that does not has its cells wrapped, no narrower than their longest words.
//! One that does not fit even so is transposed, where that fits: many columns and few rows, as in a comparison. Any other
//! becomes one record for each row, `header: value`, so that nothing is ever cut off.

mod align;
mod fit;
mod grid;
mod records;
mod transpose;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::line::{Line, Span};
use super::options::Addresses;
use super::setter::{Mark, Set, Setter};
use super::{blocks, notes, rule};
use crate::document::{Align, LinkId, Table};
use crate::role::Role;
use fit::Columns;
use grid::{Grid, Piece, Shape};

/// So many tables, each in a cell of the other, are measured. A cell is set to be measured and again to be drawn, so each
/// table around it doubles the work.
const DEEP: usize = 3;

/// Sets a table.
pub(super) fn set(setter: &mut Setter<'_>, table: &Table) {
    if setter.tables >= DEEP {
        return flat(setter, table);
    }
    setter.tables += 1;
    measured(setter, table);
    setter.tables -= 1;
}

/// Sets the cells of a table one below the other.
fn flat(setter: &mut Setter<'_>, table: &Table) {
    if !table.caption.is_empty() {
        setter.text(&table.caption, Role::Caption);
    }
    for cell in table.header.iter().chain(&table.rows).flatten() {
        blocks::all(setter, &cell.blocks);
    }
}

fn measured(setter: &mut Setter<'_>, table: &Table) {
    if !table.caption.is_empty() {
        setter.text(&table.caption, Role::Caption);
    }
    setter.drop_lead();
    let mut grid = Grid::of(setter, table);
    let (first, room) = (setter.rows(), setter.wide());
    match fit::columns(&grid, room).or_else(|| transpose::columns(&mut grid, room)) {
        Some(columns) => draw(setter, &grid, &columns, &align::of(&grid, table)),
        None => records::set(setter, &grid),
    }
    if setter.options.addresses == Addresses::Inline && !setter.is_apart {
        addresses(setter, first);
    }
}

/// Sets the addresses of the links in a table below it: in a cell there is no room for them.
fn addresses(setter: &mut Setter<'_>, first: usize) {
    let spans = setter.lines_from(first).iter().flat_map(|line| &line.spans);
    let numbered = spans.filter(|span| span.face.role == Role::Address).filter_map(|span| span.link);
    let listed: BTreeMap<usize, LinkId> = numbered
        .map(|link| (setter.index.below.get(link).copied().unwrap_or_default(), link))
        .filter(|(number, _)| *number > 0)
        .collect();
    if !listed.is_empty() {
        setter.blank();
        let listed: Vec<_> = listed.into_iter().collect();
        notes::numbered(setter, &listed);
    }
}

/// Sets the rows at the widths that were found.
fn draw(setter: &mut Setter<'_>, grid: &Grid<'_, '_>, columns: &Columns, align: &[Align]) {
    let rows: Vec<Vec<Cell<'_>>> = (0..grid.rows).map(|row| cells(setter, grid, columns, row)).collect();
    let is_tall = |row: &Vec<Cell<'_>>| row.iter().any(|(_, set)| set.lines.len() > 1);
    let spaced = rows.iter().skip(grid.header).any(is_tall);
    let is_apart = |n: usize| match grid.shape {
        Shape::Labelled => n.is_multiple_of(2),
        Shape::Written | Shape::Transposed => spaced,
    };
    for (n, row) in rows.iter().enumerate() {
        if n == grid.header && n > 0 {
            let content = rule_of(setter, columns);
            grid.above(n, setter, |setter| setter.emit(content, None));
        } else if n > grid.header && is_apart(n) {
            grid.above(n, setter, |setter| setter.blank());
        }
        grid.above(n, setter, |setter| draw_row(setter, grid, columns, align, row));
    }
    if grid.header == grid.rows && grid.header > 0 {
        let content = rule_of(setter, columns);
        setter.emit(content, None);
    }
}

/// The number of a piece, and its lines.
type Cell<'g> = (usize, Cow<'g, Set>);

/// The cells of a row. What can be gone to in them is noted.
fn cells<'g>(
    setter: &mut Setter<'_>,
    grid: &'g Grid<'_, '_>,
    columns: &Columns,
    row: usize,
) -> Vec<Cell<'g>> {
    let mut out = Vec::new();
    for (n, piece) in grid.row(row) {
        let set = piece.set(columns.cells(piece.column, piece.columns));
        let marks = set.marks.iter().filter(|(_, mark)| !matches!(mark, Mark::Heading(_)));
        setter.mark_all(marks.cloned().collect());
        out.push((n, set));
    }
    out
}

fn draw_row(
    setter: &mut Setter<'_>,
    grid: &Grid<'_, '_>,
    columns: &Columns,
    align: &[Align],
    row: &[Cell<'_>],
) {
    let height = row.iter().map(|(_, set)| set.lines.len()).max().unwrap_or(0);
    for n in 0..height {
        let mut content = Vec::new();
        let mut used = 0;
        for (piece, set) in row {
            let (Some(piece), Some(line)) = (grid.pieces.get(*piece), set.lines.get(n)) else { continue };
            let left = columns.left(piece.column);
            content.push(Span::blanks(left.saturating_sub(used)));
            let cells = line.cells(setter.options.ambiguous);
            let room = columns.cells(piece.column, piece.columns).saturating_sub(cells);
            let pad = padding(align.get(piece.column).copied().unwrap_or_default(), room, piece);
            content.push(Span::blanks(pad));
            content.extend(line.spans.iter().map(|span| placed(span, line)));
            used = left.max(used) + pad + cells;
        }
        let first = content.iter().filter_map(|span| span.offset).min();
        // The offsets of lines never go back: what were columns begin where their headers do.
        let offset = first.filter(|_| grid.shape == Shape::Written).unwrap_or(setter.here());
        setter.emit_at((content, offset), None);
    }
}

/// A span with its offset in the block's text, also where it is code.
fn placed(span: &Span, line: &Line) -> Span {
    let start = line.code.map_or(0, |row| row.start);
    Span { offset: span.offset.map(|at| at + start), ..span.clone() }
}

/// Blanks before a line of a cell. A cell over several columns is left-aligned unless it is centred.
fn padding(align: Align, room: usize, piece: &Piece<'_, '_>) -> usize {
    match align {
        Align::Center => room / 2,
        Align::Right if piece.columns == 1 => room,
        Align::Right | Align::Left | Align::Auto => 0,
    }
}

/// The rule below the header, a piece for each column.
fn rule_of(setter: &Setter<'_>, columns: &Columns) -> Vec<Span> {
    let mut content = Vec::new();
    for (n, width) in columns.widths.iter().enumerate() {
        if n > 0 {
            content.push(Span::blanks(columns.gap));
        }
        content.push(rule::rule(setter, *width));
    }
    content
}

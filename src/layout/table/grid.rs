//! The cells of a table in rows and columns, spans worked out, each measured.

use std::borrow::Cow;

use crate::document::{Block, Cell, Table};
use crate::layout::index::is_visible;
use crate::layout::setter::{Set, Setter};
use crate::layout::{Span, blocks, wrap};
use crate::role::Role;

/// HTML's own limit of `colspan` ("clamped to the range [1, 1000]"); here also of `rowspan`.
const MOST: usize = 1000;

/// A cell wider than this is as wide as a cell can ask to be.
const NATURAL: usize = 2000;

/// A table's cells in their places.
pub(super) struct Grid<'t, 's> {
    pub(super) pieces: Vec<Piece<'t, 's>>,
    /// For each row the number of its first piece, and at the end the number of all.
    starts: Vec<usize>,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// How many of the rows are the header.
    pub(super) header: usize,
    /// How its cells lie.
    pub(super) shape: Shape,
}

/// How the cells of a table lie.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As they are written.
    Written,
    /// The columns are rows, each behind its header.
    Transposed,
    /// The columns are rows, each below its header, which has a row of its own.
    Labelled,
}

/// A cell in its place.
pub(super) struct Piece<'t, 's> {
    pub(super) blocks: &'t [Block],
    pub(super) column: usize,
    pub(super) columns: usize,
    /// How wide it would like to be.
    pub(super) natural: usize,
    /// How wide its longest word is.
    pub(super) longest: usize,
    /// Its words on one line, to tell numbers from text.
    pub(super) text: String,
    /// A setter that stands where the cell begins in the text.
    pub(super) at: Setter<'s>,
    /// What it is at any width that holds it, where it is a paragraph of one line.
    line: Option<Set>,
}

impl<'t, 's> Grid<'t, 's> {
    /// Places and measures the cells, in the order of the plain text.
    pub(super) fn of(setter: &mut Setter<'s>, table: &'t Table) -> Self {
        let rows =
            table.header.iter().map(|row| (row, true)).chain(table.rows.iter().map(|row| (row, false)));
        let mut grid = Self {
            pieces: Vec::new(),
            starts: vec![0],
            rows: table.header.len() + table.rows.len(),
            columns: 0,
            header: table.header.len(),
            shape: Shape::Written,
        };
        // For each column how many more rows a cell above takes it.
        let mut taken: Vec<usize> = Vec::new();
        for (row, is_header) in rows {
            let mut column = 0;
            let mut next: Vec<usize> = taken.iter().map(|rows| rows.saturating_sub(1)).collect();
            for cell in row {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let piece = Piece::of(setter, cell, column, is_header);
                let end = column + piece.columns;
                next.resize(next.len().max(end), 0);
                for rows in next.get_mut(column..end).unwrap_or_default() {
                    *rows = cell.rows.clamp(1, MOST) - 1;
                }
                column = end;
                grid.columns = grid.columns.max(end);
                grid.pieces.push(piece);
            }
            taken = next;
            grid.starts.push(grid.pieces.len());
        }
        grid
    }

    /// Whether there is one cell for each row and column, below one row of a header.
    pub(super) fn is_plain(&self) -> bool {
        self.header == 1
            && self.pieces.len() == self.rows * self.columns
            && self.starts.iter().enumerate().all(|(row, start)| *start == row * self.columns)
    }

    /// Makes rows of the columns of a plain grid, and columns of its rows; done twice it is as it was.
    pub(super) fn transpose(&mut self) {
        (self.rows, self.columns) = (self.columns, self.rows);
        self.pieces.sort_by_key(|piece| piece.column);
        for (n, piece) in self.pieces.iter_mut().enumerate() {
            piece.column = n % self.columns;
        }
        self.starts = (0..=self.rows).map(|row| row * self.columns).collect();
        self.shape = if self.shape == Shape::Written { Shape::Transposed } else { Shape::Written };
    }

    /// Puts the headers of a transposed grid into rows of their own.
    pub(super) fn label(&mut self) {
        let (rows, columns) = (self.rows, self.columns);
        for (n, piece) in self.pieces.iter_mut().enumerate() {
            match n % columns {
                0 => piece.columns = columns - 1,
                _ => piece.column -= 1,
            }
        }
        self.starts = (0..rows).flat_map(|row| [row * columns, row * columns + 1]).collect();
        self.starts.push(self.pieces.len());
        (self.rows, self.columns, self.header, self.shape) = (rows * 2, columns - 1, 2, Shape::Labelled);
    }

    /// Puts the headers of a labelled grid back before their rows.
    pub(super) fn unlabel(&mut self) {
        let (rows, columns) = (self.rows / 2, self.columns + 1);
        for (n, piece) in self.pieces.iter_mut().enumerate() {
            match n % columns {
                0 => piece.columns = 1,
                _ => piece.column += 1,
            }
        }
        self.starts = (0..=rows).map(|row| row * columns).collect();
        (self.rows, self.columns, self.header, self.shape) = (rows, columns, 1, Shape::Transposed);
    }

    /// The pieces that begin in a row, with their numbers.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = (usize, &Piece<'t, 's>)> {
        let at = |n: usize| self.starts.get(n).copied().unwrap_or(self.pieces.len());
        (at(row)..at(row + 1)).filter_map(|n| self.pieces.get(n).map(|piece| (n, piece)))
    }

    /// Sets a line of ours above a row: it belongs to the text that follows it. What is below its header belongs to that.
    pub(super) fn above(&self, row: usize, setter: &mut Setter<'_>, set: impl FnOnce(&mut Setter<'_>)) {
        let row = if self.shape == Shape::Labelled { row - row % 2 } else { row };
        let next = self.starts.get(row).and_then(|start| self.pieces.get(*start));
        match next {
            Some(piece) => setter.at(&piece.at, set),
            None => set(setter),
        }
    }

    /// The words of the header above a column, with the links in them.
    pub(super) fn head(&self, column: usize) -> Vec<Span> {
        let rows = (0..self.header).flat_map(|row| self.row(row));
        let over = rows.filter(|(_, piece)| (piece.column..piece.column + piece.columns).contains(&column));
        let mut spans = Vec::new();
        for (_, piece) in over.filter(|(_, piece)| !piece.text.is_empty()) {
            if !spans.is_empty() {
                spans.push(Span::mark(" ", Role::TableHeader));
            }
            match &piece.line {
                // Said again above each value, it is no more text of the document.
                Some(line) => {
                    let said = line.lines.iter().flat_map(|line| line.spans.iter().cloned());
                    spans.extend(said.map(|span| Span { offset: None, ..span }));
                }
                None => spans.push(Span::mark(&piece.text, Role::TableHeader)),
            }
        }
        spans
    }
}

impl<'t, 's> Piece<'t, 's> {
    fn of(setter: &mut Setter<'s>, cell: &'t Cell, column: usize, is_header: bool) -> Self {
        let role = if is_header || cell.heading { Role::TableHeader } else { setter.role };
        let at = setter.apart(NATURAL, role);
        let mut measure = at.apart(NATURAL, role);
        let ambiguous = setter.options.ambiguous;
        let mut longest = None;
        match &cell.blocks[..] {
            [block @ Block::Paragraph(content)] if is_visible(block) => measure.inside(|measure| {
                let flow = measure.flow(content, role);
                longest = Some(wrap::extent(&flow, ambiguous).1);
                measure.prose_lines(&flow, measure.prose());
            }),
            blocks => blocks::all(&mut measure, blocks),
        }
        setter.rejoin(&measure);
        let is_turned = measure.turned;
        let set = measure.finish();
        let natural = set.lines.iter().map(|line| line.cells(ambiguous)).max().unwrap_or(0);
        let texts: Vec<String> = set.lines.iter().map(|line| line.text().trim().to_owned()).collect();
        let is_line = longest.is_some() && set.lines.len() == 1 && !is_turned;
        let longest = longest.unwrap_or_else(|| {
            let words = texts.iter().flat_map(|text| text.split(' '));
            words.map(|word| ambiguous.cells(word)).max().unwrap_or(0).saturating_add(4)
        });
        Self {
            blocks: &cell.blocks,
            column,
            columns: cell.columns.clamp(1, MOST),
            natural,
            longest: longest.min(natural),
            text: texts.join(" "),
            at,
            line: is_line.then_some(set),
        }
    }

    /// The cell's lines at a width.
    pub(super) fn set(&self, width: usize) -> Cow<'_, Set> {
        if let Some(line) = self.line.as_ref().filter(|_| self.natural <= width) {
            return Cow::Borrowed(line);
        }
        let mut setter = self.at.apart(width, self.at.role);
        blocks::all(&mut setter, self.blocks);
        Cow::Owned(setter.finish())
    }
}

//! Finds rows that moved up or down, whole or in a part of their columns, so that the terminal can move them
//! itself.

use std::hash::{Hash, Hasher};

use crate::screen::Screen;

/// Into so many columns a screen is cut: text that moves beside a list is found by its own columns.
const BANDS: usize = 8;

/// How many moves are proposed.
const PROPOSALS: usize = 2;

/// Rows `top` to `bottom`, both included, move `by` rows up; down where it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    pub top: usize,
    pub bottom: usize,
    pub by: isize,
}

impl Scroll {
    /// The moves that bring the most cells into place, the best first.
    pub fn find(before: &Screen, after: &Screen) -> impl Iterator<Item = Self> {
        let (old, new) = (bands(before), bands(after));
        let height = new.len() as isize;
        let moves = (1 - height..height).filter(|by| *by != 0);
        let mut found: Vec<_> = moves.filter_map(|by| Self::at(&old, &new, by)).collect();
        found.sort_by_key(|(gain, scroll)| (std::cmp::Reverse(*gain), scroll.by.unsigned_abs()));
        found.into_iter().take(PROPOSALS).map(|(_, scroll)| scroll)
    }

    /// The rows for which a move by `by` brings the most cells into place that are not there already (the run
    /// of rows with the greatest sum), and how many cells that are.
    fn at(old: &[Row], new: &[Row], by: isize) -> Option<(i32, Self)> {
        let mut best: Option<(i32, usize, usize)> = None;
        let (mut sum, mut first) = (0, 0);
        for (y, row) in new.iter().enumerate() {
            let source = y.checked_add_signed(by).and_then(|from| old.get(from));
            let Some((source, here)) = source.zip(old.get(y)) else {
                sum = 0;
                first = y + 1;
                continue;
            };
            sum += row.shared_with(source) - row.shared_with(here);
            if sum <= 0 {
                sum = 0;
                first = y + 1;
            } else if best.is_none_or(|(most, ..)| sum > most) {
                best = Some((sum, first, y));
            }
        }
        let (gain, first, last) = best?;
        let (top, bottom) = match by > 0 {
            true => (first, last + by.unsigned_abs()),
            false => (first - by.unsigned_abs(), last),
        };
        Some((gain, Self { top, bottom, by }))
    }

    /// Its rows, and by how many they move, as a terminal is told them.
    pub fn numbers(self) -> (u16, u16, i32) {
        (self.top as u16, self.bottom as u16, i32::try_from(self.by).unwrap_or(0))
    }

    /// The rows that come in empty.
    pub fn incoming(self) -> impl Iterator<Item = usize> {
        (self.top..=self.bottom).filter(move |y| self.source(*y).is_none())
    }

    /// The row whose cells are in row `y` after the move; none where it came in empty.
    pub fn source(self, y: usize) -> Option<usize> {
        if y < self.top || y > self.bottom {
            return Some(y);
        }
        y.checked_add_signed(self.by).filter(|from| (self.top..=self.bottom).contains(from))
    }
}

/// A row by its bands.
#[derive(Clone, Copy, Debug, Default)]
struct Row([Band; BANDS]);

/// What is in one band of a row: a number that is equal where the cells are, and how many cells are not blank.
#[derive(Clone, Copy, Debug, Default)]
struct Band {
    hash: u64,
    inked: i32,
}

impl Row {
    /// How much is the same in another row: the cells that are not blank, and a blank band as one.
    fn shared_with(&self, other: &Self) -> i32 {
        let same = self.0.iter().zip(&other.0).filter(|(one, two)| one.hash == two.hash);
        same.map(|(band, _)| band.inked.max(1)).sum()
    }
}

fn bands(screen: &Screen) -> Vec<Row> {
    let width = usize::from(screen.area().width).max(1);
    let mut rows = vec![Row::default(); usize::from(screen.area().height)];
    let mut hasher = Rows(0);
    for (at, cell) in screen.cells.content().iter().enumerate() {
        let (y, x) = (at / width, at % width);
        let band = x * BANDS / width;
        if x == 0 || (x - 1) * BANDS / width != band {
            hasher = Rows(0);
        }
        cell.hash(&mut hasher);
        let number = screen.links.get(at).copied().unwrap_or(0);
        if number > 0 {
            screen.targets.get(usize::from(number) - 1).hash(&mut hasher);
        }
        let Some(band) = rows.get_mut(y).and_then(|row| row.0.get_mut(band)) else { continue };
        band.hash = hasher.finish();
        band.inked += i32::from(cell.symbol() != " ");
    }
    rows
}

/// A quick hash: what it says is only a proposal, and what it proposes is counted in bytes.
struct Rows(u64);

impl Hasher for Rows {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word.iter_mut().zip(eight).for_each(|(to, from)| *to = *from);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

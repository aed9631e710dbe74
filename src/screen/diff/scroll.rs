//! Finds rows that moved up or down, whole or in a part of their columns, so that the terminal can move them
//! itself.

use super::cells::{Rows, Unit};

/// Into so many columns a screen is cut: text that moves beside a list is found by its own columns.
const BANDS: usize = 8;

/// How many moves are proposed.
const PROPOSALS: usize = 2;

/// A move that brings more than one in so many of all drawn cells into place is shorter than to draw the rows where they are to
/// stand, or all anew: so it was in all but one of three hundred frames of lists and posts.
const SURE: i32 = 6;

/// Rows `top` to `bottom`, both included, move `by` rows up; down where it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    pub top: usize,
    pub bottom: usize,
    pub by: isize,
}

impl Scroll {
    /// The moves that bring the most cells into place, the best first, each with whether it is surely shorter than none.
    pub fn find(before: &Rows<'_>, after: &Rows<'_>) -> impl Iterator<Item = (Self, bool)> {
        let (old, new) = (bands(before), bands(after));
        let in_place: Vec<i32> = new.iter().zip(&old).map(|(row, here)| row.shared_with(here)).collect();
        let height = new.len() as isize;
        let moves = (1 - height..height).filter(|by| *by != 0);
        let mut found: Vec<_> = moves.filter_map(|by| Self::at(&old, &new, &in_place, by)).collect();
        found.sort_by_key(|(gain, scroll)| (std::cmp::Reverse(*gain), scroll.by.unsigned_abs()));
        let drawn: i32 = new.iter().map(Row::inked).sum();
        found.into_iter().take(PROPOSALS).map(move |(gain, scroll)| {
            // What stands in the rows that come in empty goes, too.
            let lost: i32 = scroll.incoming().filter_map(|y| in_place.get(y)).sum();
            (scroll, SURE * (gain - lost) > drawn)
        })
    }

    /// The rows for which a move by `by` brings the most cells into place that are not there already (the run
    /// of rows with the greatest sum), and how many cells that are.
    fn at(old: &[Row], new: &[Row], in_place: &[i32], by: isize) -> Option<(i32, Self)> {
        let mut best: Option<(i32, usize, usize)> = None;
        let (mut sum, mut first) = (0, 0);
        for (y, row) in new.iter().enumerate() {
            let source = y.checked_add_signed(by).and_then(|from| old.get(from));
            let Some((source, here)) = source.zip(in_place.get(y)) else {
                sum = 0;
                first = y + 1;
                continue;
            };
            sum += row.shared_with(source) - here;
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
    /// How many cells are not blank.
    fn inked(&self) -> i32 {
        self.0.iter().map(|band| band.inked).sum()
    }

    /// How much is the same in another row: the cells that are not blank, and a blank band as one.
    fn shared_with(&self, other: &Self) -> i32 {
        let same = self.0.iter().zip(&other.0).filter(|(one, two)| one.hash == two.hash);
        same.map(|(band, _)| band.inked.max(1)).sum()
    }
}

fn bands(rows: &Rows<'_>) -> Vec<Row> {
    let edge = |band: usize| (band * rows.width().max(1)).div_ceil(BANDS);
    let of = |y: usize| {
        let units = &rows.row(y).units;
        let mut row = Row::default();
        for (n, band) in row.0.iter_mut().enumerate() {
            let cells = edge(n).min(units.len())..edge(n + 1).min(units.len());
            units.get(cells).unwrap_or_default().iter().for_each(|unit| band.add(unit));
        }
        row
    };
    (0..rows.height()).map(of).collect()
}

impl Band {
    /// Letters and how they are set, not their colours and links: what it says is only a proposal, and what it proposes is
    /// counted in bytes. Blanks at the end of a row do not count.
    fn add(&mut self, unit: &Unit<'_>) {
        let letters = unit.glyph.bytes().fold(0u64, |word, byte| word.rotate_left(8) ^ u64::from(byte));
        let word = letters ^ u64::from(unit.pen.modifiers.bits()) << 48;
        self.hash = (self.hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        self.inked += i32::from(unit.glyph != " ");
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use crate::screen::{Caps, Screen, Scrolling, diff};

    #[test]
    fn rows_that_come_from_far_do_not_take_along_what_stands_between() {
        // The last four rows became the first, nearly a screen away; all others, which had stood but for a word, were drawn again.
        let screen = |row: &dyn Fn(usize) -> String| {
            let mut screen = Screen::new(120, 40);
            for y in 0..40 {
                screen.cells.set_string(1, y as u16, row(y), Style::new());
            }
            screen
        };
        let row = |n: usize, tag: &str| {
            format!("{n:02} Mar  a title of some length, below which others stand  {tag}")
        };
        let before = screen(&|y| if y < 4 { "another title ".repeat(4) } else { row(y, "linux") });
        let after = screen(&|y| if y < 4 { row(y + 36, "linux") } else { row(y, "tracing") });
        let still = Caps { scrolling: Scrolling::Never, ..Caps::default() };
        let (bytes, painted) =
            (diff(Some(&before), &after, &Caps::default()), diff(Some(&before), &after, &still));
        assert!(bytes.len() <= painted.len(), "{} bytes, {} painted", bytes.len(), painted.len());
    }
}

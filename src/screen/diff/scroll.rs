//! Finds rows that moved up or down, so that the terminal can move them itself.

use std::hash::{Hash, Hasher};

use crate::screen::Screen;

/// Rows `top` to `bottom`, both included, move `by` rows up; down where it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    pub top: usize,
    pub bottom: usize,
    pub by: isize,
}

impl Scroll {
    /// The move that brings the most rows into place, where any does.
    pub fn find(before: &Screen, after: &Screen) -> Option<Self> {
        let (old, new) = (hashes(before), hashes(after));
        let height = new.len() as isize;
        (1 - height..height)
            .filter(|by| *by != 0)
            .filter_map(|by| Self::at(&old, &new, by))
            .max_by_key(|(rows, scroll)| (*rows, std::cmp::Reverse(scroll.by.unsigned_abs())))
            .map(|(_, scroll)| scroll)
    }

    /// How many rows a move by `by` brings into place that are not there already, and which rows it concerns.
    fn at(old: &[u64], new: &[u64], by: isize) -> Option<(usize, Self)> {
        let gained = |y: &usize| {
            let source = y.checked_add_signed(by).and_then(|from| old.get(from));
            source == new.get(*y) && old.get(*y) != new.get(*y)
        };
        let mut rows = (0..new.len()).filter(gained);
        let first = rows.next()?;
        let (count, last) = rows.fold((1, first), |(count, _), y| (count + 1, y));
        let (top, bottom) = match by > 0 {
            true => (first, last + by.unsigned_abs()),
            false => (first - by.unsigned_abs(), last),
        };
        Some((count, Self { top, bottom, by }))
    }

    /// The row whose cells are in row `y` after the move; none where it came in empty.
    pub fn source(self, y: usize) -> Option<usize> {
        if y < self.top || y > self.bottom {
            return Some(y);
        }
        y.checked_add_signed(self.by).filter(|from| (self.top..=self.bottom).contains(from))
    }
}

/// A number for each row; equal rows have equal numbers.
fn hashes(screen: &Screen) -> Vec<u64> {
    let width = usize::from(screen.area().width).max(1);
    let rows = screen.cells.content().chunks(width);
    let links = screen.links.chunks(width).map(Some).chain(std::iter::repeat(None));
    let hash = |(cells, links): (&[_], Option<&[u16]>)| {
        let mut hasher = Rows(0);
        cells.hash(&mut hasher);
        for number in links.unwrap_or_default().iter().filter(|n| **n > 0) {
            screen.targets.get(usize::from(*number) - 1).hash(&mut hasher);
        }
        hasher.finish()
    };
    rows.zip(links).map(hash).collect()
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

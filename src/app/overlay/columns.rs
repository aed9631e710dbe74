//! The lines of a pane: its rows under their groups, in one column or in two, and going about in two.
//!
//! Two columns are filled downwards, what is chosen apart from the rest and no further than a view is high, so that what
//! comes first is seen first.

use super::pane::{Mark, Pane, PaneLine};
use crate::app::cursor::Cursor;
use crate::app::message::Message;

/// From so many cells on a pane of tags has two columns.
pub const TWO: usize = 72;

impl Pane {
    /// The lines from top to bottom.
    pub fn lines(&self) -> Vec<PaneLine> {
        let mut lines = Vec::with_capacity(self.len() + 8);
        let mut last = "";
        let mut from = 0;
        while from < self.len() {
            let (group, chosen) = self.section(from);
            if group != last {
                if !lines.is_empty() {
                    lines.push(PaneLine::Blank);
                }
                lines.push(PaneLine::Group(group));
                last = group;
            }
            let next = (from..self.len()).find(|row| self.section(*row) != (group, chosen));
            let end = next.unwrap_or(self.len());
            match self.two() {
                None if self.is_whole() => (from..end).for_each(|row| self.whole(row, &mut lines)),
                None => lines.extend((from..end).map(|row| PaneLine::Item(row, None))),
                Some(rows) => pairs(from, end, rows, &mut lines),
            }
            from = end;
        }
        lines
    }

    /// The lines of a row whose words are shown whole.
    fn whole(&self, row: usize, lines: &mut Vec<PaneLine>) {
        lines.push(PaneLine::Item(row, None));
        lines.extend((1..self.words(row).len()).map(|n| PaneLine::More(row, n)));
    }

    /// What stands together: the group, and whether it is chosen.
    fn section(&self, row: usize) -> (&'static str, bool) {
        self.item(row).map_or(("", false), |item| (item.group, item.mark != Mark::None))
    }

    /// Moves by lines in two columns, staying in one of them.
    pub(super) fn step_lines(&self, message: Message, count: Option<usize>, page: usize) -> Option<usize> {
        use Message as M;
        self.two()?;
        let by_lines = matches!(
            message,
            M::Down | M::Up | M::HalfDown | M::HalfUp | M::PageDown | M::PageUp | M::Right | M::Left
        );
        if !by_lines {
            return None;
        }
        let lines = self.lines();
        let pairs: Vec<(usize, Option<usize>)> = lines.iter().filter_map(|line| line.rows()).collect();
        let at = pairs.iter().position(|(left, right)| *left == self.at() || *right == Some(self.at()))?;
        let (left, right) = *pairs.get(at)?;
        let is_right = right == Some(self.at());
        match message {
            M::Right if !is_right => right,
            M::Left if is_right => Some(left),
            M::Right | M::Left => None,
            _ => {
                let mut cursor = Cursor { at, top: 0 };
                cursor.step(message, count, pairs.len(), page);
                let (left, right) = *pairs.get(cursor.at)?;
                Some(right.filter(|_| is_right).unwrap_or(left))
            }
        }
    }
}

impl PaneLine {
    /// The rows on the line, the second only where there are two columns.
    pub fn rows(&self) -> Option<(usize, Option<usize>)> {
        match self {
            Self::Item(left, right) => Some((*left, *right)),
            Self::More(row, _) => Some((*row, None)),
            Self::Blank | Self::Group(_) => None,
        }
    }

    /// Whether a row begins on the line.
    pub(super) fn is_first(&self) -> bool {
        match self {
            Self::Item(..) => true,
            Self::Blank | Self::Group(_) | Self::More(..) => false,
        }
    }

    /// Whether a row stands on the line.
    pub(super) fn holds(&self, row: usize) -> bool {
        self.rows().is_some_and(|(left, right)| left == row || right == Some(row))
    }
}

/// Fills two columns with the rows from one up to another, at most `rows` lines at a time.
fn pairs(from: usize, end: usize, rows: usize, lines: &mut Vec<PaneLine>) {
    let chunk = 2 * rows.max(1);
    for start in (from..end).step_by(chunk) {
        let stop = end.min(start + chunk);
        let half = (stop - start).div_ceil(2);
        let right = |n: usize| Some(start + half + n).filter(|row| *row < stop);
        lines.extend((0..half).map(|n| PaneLine::Item(start + n, right(n))));
    }
}

//! One row: runs of cells that differ, the way between them, and erasing and repeating where that is shorter.

use super::Caps;
use super::cells::Unit;
use crate::screen::encode::{self, At, Pen, Writer};

/// Up to so many bytes of unchanged cells are written again instead of moving over them: the shortest move
/// over some cells takes that many.
const BRIDGE: usize = 4;

/// Erasing cells in the middle of a row, and the move over them, take some nine bytes.
const WORTH_ERASING: usize = 11;

/// Draws rows, and knows where the cursor is.
pub(super) struct Painter<'a> {
    pub writer: Writer,
    pub at: At,
    pub caps: &'a Caps,
}

impl Painter<'_> {
    /// Makes row `y`, which shows `old`, show `new`.
    pub fn row(&mut self, y: u16, old: &[Unit<'_>], new: &[Unit<'_>]) {
        let Some(mut last) = (0..new.len()).rev().find(|&x| old.get(x) != new.get(x)) else { return };
        let tail = self.tail(new);
        let mut all = false;
        let mut x = 0;
        while let Some(unit) = new.get(x).filter(|_| x <= last) {
            let step = usize::from(unit.width.max(1));
            if !all && old.get(x) == new.get(x) {
                x += step;
                continue;
            }
            self.go(x, y, new);
            if x >= tail && last - x > 3 {
                self.erase(unit.pen);
                return;
            }
            let blanks = new.get(x..=last).map_or(0, |rest| self.blanks(unit, rest));
            if blanks >= WORTH_ERASING {
                self.erase_cells(unit.pen, blanks);
                x += blanks;
                continue;
            }
            let is_bare =
                old.get(x..x + 2).is_some_and(|old| old.iter().all(|old| old.is_only_ground_of(unit)));
            if unit.width == 2 && unit.is_doubtful() && !is_bare {
                self.ground(unit, x, y);
            }
            self.draw(unit);
            let again = new.get(x + 1..=last).map_or(0, |rest| self.again(unit, rest));
            if again > 0 {
                encode::repeat(&mut self.writer.out, again as u16);
            }
            x += step + again;
            self.at = if x < new.len() { At::Cell(x as u16, y) } else { At::Row(y) };
            if unit.is_doubtful() {
                // A terminal that draws it wider or narrower has moved or covered what follows.
                self.at = At::Row(y);
                all = true;
                last = new.len() - 1;
            }
        }
    }

    /// The column from which on erasing gives what is wanted.
    fn tail(&self, new: &[Unit<'_>]) -> usize {
        let Some(end) = new.last() else { return 0 };
        let ground = end.pen.bg;
        if !self.erases_to(ground) {
            return new.len();
        }
        new.iter().rposition(|u| !u.is_empty() || u.pen.bg != ground).map_or(0, |x| x + 1)
    }

    /// Whether what is erased has this ground.
    fn erases_to(&self, ground: ratatui::style::Color) -> bool {
        ground == Default::default() || self.caps.erases_with_ground
    }

    fn erase(&mut self, pen: Pen) {
        self.writer.set_link(None);
        self.writer.set_pen(pen);
        self.writer.out.extend_from_slice(encode::ERASE_LINE);
    }

    /// Erases cells in the middle of a row. The cursor stays where it is.
    fn erase_cells(&mut self, pen: Pen, count: usize) {
        self.writer.set_link(None);
        self.writer.set_pen(pen);
        encode::erase_cells(&mut self.writer.out, count as u16);
    }

    /// How many cells from here on are empty, on a terminal that had better erase them. One that repeats
    /// characters needs no move over what was erased.
    fn blanks(&self, unit: &Unit<'_>, rest: &[Unit<'_>]) -> usize {
        if self.caps.repeats || !self.caps.erases_cells || !unit.is_empty() || !self.erases_to(unit.pen.bg) {
            return 0;
        }
        rest.iter().take_while(|other| *other == unit).count()
    }

    /// How many more cells are the same as the one just drawn, where saying so is shorter than drawing them.
    fn again(&self, unit: &Unit<'_>, rest: &[Unit<'_>]) -> usize {
        let mut chars = unit.glyph.chars();
        if !self.caps.repeats || unit.width != 1 || chars.next().is_none() || chars.next().is_some() {
            return 0;
        }
        let count = rest.iter().take_while(|other| *other == unit).count();
        if count * unit.glyph.len() > encode::repeat_cost(count as u16) { count } else { 0 }
    }

    /// Brings the cursor to column `x` of row `y`: over a short gap by writing its cells again.
    fn go(&mut self, x: usize, y: u16, new: &[Unit<'_>]) {
        if self.at == At::Cell(x as u16, y) {
            return;
        }
        if let At::Cell(from, row) = self.at
            && row == y
            && let Some(gap) = new.get(usize::from(from)..x)
            && self.is_bridge(gap)
        {
            gap.iter().for_each(|unit| self.writer.text(unit.glyph));
        } else {
            encode::move_to(&mut self.writer.out, self.at, x as u16, y);
        }
        self.at = At::Cell(x as u16, y);
    }

    /// Whether these cells can be written as the pen is, in as few bytes as a move. Not from the second half of a wide
    /// character on: what follows would be written one cell too far to the left.
    fn is_bridge(&self, gap: &[Unit<'_>]) -> bool {
        let is_whole = gap.first().is_some_and(|unit| unit.width > 0);
        is_whole
            && gap.iter().map(|unit| unit.glyph.len()).sum::<usize>() <= BRIDGE
            && gap.iter().all(|unit| {
                !unit.is_doubtful()
                    && self.writer.is_link(unit.link)
                    && self.pen_for(unit) == self.writer.pen()
            })
    }

    /// The pen that a cell needs: on a blank, the one there is may do.
    fn pen_for(&self, unit: &Unit<'_>) -> Pen {
        let now = self.writer.pen();
        let shows_the_same = unit.glyph == " "
            && unit.pen.leaves_blanks_empty()
            && now.leaves_blanks_empty()
            && now.bg == unit.pen.bg;
        if shows_the_same { now } else { unit.pen }
    }

    /// Paints the two cells in which a glyph is to stand that some terminals draw in one: there the second would keep what it shows.
    fn ground(&mut self, unit: &Unit<'_>, x: usize, y: u16) {
        self.draw(&Unit { glyph: "  ", pen: unit.pen.for_blank(), ..*unit });
        encode::move_to(&mut self.writer.out, At::Row(y), x as u16, y);
    }

    fn draw(&mut self, unit: &Unit<'_>) {
        self.writer.set_link(unit.link);
        self.writer.set_pen(self.pen_for(unit));
        self.writer.text(unit.glyph);
    }
}

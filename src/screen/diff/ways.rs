//! The ways from one screen to the next: rows as they are, all of them anew, or after a scroll. The shortest is taken, and each is
//! painted no further than it may become that.

use std::ops::Range;

use ratatui::style::Color;

use super::cells::Rows;
use super::rows::Painter;
use super::scroll::Scroll;
use super::{Caps, Scrolling};
use crate::screen::encode::{self, At, Writer};

/// A frame of more bytes may be shorter where everything is wiped first.
pub(super) const WORTH_WIPING: usize = 256;

/// Up to so many bytes the rows are painted as they are, before moves are looked for.
const FEW: usize = 256;

/// Of a frame of more bytes only the best move is tried, and not within its region: a hundredth of its bytes would take a third of
/// the time.
const MUCH: usize = 1024;

/// So many erased cells behind the last that is drawn tell that the rest of a row had better be erased.
const ERASED: usize = 5;

/// A scroll takes some thirteen bytes, and something comes in.
const LEAST_SCROLL: usize = 13;

/// What is shown and what is to be shown, by which terminal.
pub(super) struct Ways<'s, 'c> {
    /// What it shows; none where that is not known.
    pub before: Option<&'s Rows<'s>>,
    /// What it is to show.
    pub after: &'s Rows<'s>,
    /// What it can do.
    pub caps: &'c Caps,
}

impl<'c> Ways<'_, 'c> {
    /// The shortest of them.
    pub fn shortest(&self) -> Painter<'c> {
        let moves = self.before.filter(|_| self.caps.scrolling != Scrolling::Never);
        let mut best = self.as_it_is(if moves.is_some() { FEW } else { usize::MAX });
        let (was_cut, mut is_sure) = (best.is_none(), false);
        let is_little = best.as_ref().is_some_and(|painter| painter.writer.out.len() <= LEAST_SCROLL);
        if let Some(before) = moves.filter(|_| !is_little) {
            for (scroll, surely) in Scroll::find(before, self.after) {
                best = self.apart(scroll, below(best.as_ref())).or(best);
                if best.as_ref().is_some_and(|painter| painter.writer.out.len() > MUCH) {
                    is_sure = surely;
                    break;
                }
                best = self.inside(scroll, below(best.as_ref())).or(best);
            }
        }
        if was_cut && !is_sure {
            best = self.as_it_is(below(best.as_ref())).or(best);
        }
        // Wiping shows for a moment, where the terminal does not hold the frame back.
        let is_much = best.as_ref().is_some_and(|painter| painter.writer.out.len() > WORTH_WIPING);
        if self.before.is_some() && self.caps.sync && is_much && !is_sure {
            let anew = Ways { before: None, ..*self };
            best = anew.as_it_is(below(best.as_ref())).or(best);
        }
        best.unwrap_or_else(|| self.begin())
    }

    /// Before anything is painted; after everything was erased, where nothing is known.
    fn begin(&self) -> Painter<'c> {
        let mut writer = Writer::new(self.caps.links);
        let at = match self.before {
            Some(before) => before.screen.cursor.map_or(At::Unknown, |p| At::Cell(p.x, p.y)),
            None => {
                writer.out.extend_from_slice(encode::WIPE);
                At::Cell(0, 0)
            }
        };
        Painter { writer, at, caps: self.caps }
    }

    /// The rows that differ, in at most so many bytes.
    fn as_it_is(&self, most: usize) -> Option<Painter<'c>> {
        self.rows(self.begin(), None, self.all(), most)
    }

    /// After a scroll that is over before anything is drawn.
    fn apart(&self, scroll: Scroll, most: usize) -> Option<Painter<'c>> {
        let mut writer = Writer::new(self.caps.links);
        let (top, bottom, by) = scroll.numbers();
        let pans = self.caps.scrolling == Scrolling::Pan;
        encode::scroll_region(&mut writer.out, top, bottom, by, pans);
        let painter = Painter { writer, at: At::Cell(0, 0), caps: self.caps };
        self.rows(painter, Some(scroll), self.all(), most)
    }

    /// The same with the rows that came in drawn while the region stands: the cursor is in place where it scrolled. Not where
    /// terminals disagree about their widths: one that breaks such a row in two would scroll once more.
    fn inside(&self, scroll: Scroll, most: usize) -> Option<Painter<'c>> {
        if scroll.incoming().any(|y| self.after.row(y).is_doubtful()) {
            return None;
        }
        let mut writer = Writer::new(self.caps.links);
        let (top, bottom, by) = scroll.numbers();
        let edge = if by > 0 { bottom } else { top };
        let x = self.after.row(usize::from(edge)).first_drawn().unwrap_or(0);
        encode::scroll_inside(&mut writer.out, top, bottom, by, x);
        let painter = Painter { writer, at: At::Cell(x, edge), caps: self.caps };
        let mut painter = self.rows(painter, Some(scroll), scroll.top..scroll.bottom + 1, most)?;
        encode::end_region(&mut painter.writer.out);
        painter.at = At::Cell(0, 0);
        painter = self.rows(painter, Some(scroll), 0..scroll.top, most)?;
        self.rows(painter, Some(scroll), scroll.bottom + 1..self.all().end, most)
    }

    fn all(&self) -> Range<usize> {
        0..self.after.height()
    }

    /// Paints the rows of a range that differ from what the terminal shows in their places; nothing where all takes more
    /// than so many bytes.
    fn rows(
        &self,
        mut painter: Painter<'c>,
        scroll: Option<Scroll>,
        range: Range<usize>,
        most: usize,
    ) -> Option<Painter<'c>> {
        let width = self.after.width();
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for y in range {
            let source = self.before.zip(scroll.map_or(Some(y), |s| s.source(y)));
            let shown = source.map_or(&self.after.erased, |(rows, y)| rows.row(y));
            let wanted = self.after.row(y);
            if shown == wanted {
                continue;
            }
            // What is the same behind both is not looked at.
            let ground = wanted.rest.pen.bg;
            let is_alike =
                shown.rest == wanted.rest && (ground == Color::Reset || self.caps.erases_with_ground);
            let length = shown.units.len().max(wanted.units.len()) + ERASED;
            let length = if is_alike { length.min(width) } else { width };
            for (units, row) in [(&mut old, shown), (&mut new, wanted)] {
                units.clear();
                units.extend_from_slice(&row.units);
                units.resize(length, row.rest);
            }
            painter.row(y as u16, &old, &new);
            if painter.writer.out.len() > most {
                return None;
            }
        }
        Some(painter).filter(|painter| painter.writer.out.len() <= most)
    }
}

/// One byte less than what there is; without bound where there is nothing.
fn below(best: Option<&Painter<'_>>) -> usize {
    best.map_or(usize::MAX, |painter| painter.writer.out.len().saturating_sub(1))
}

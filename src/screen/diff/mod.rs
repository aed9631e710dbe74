//! The least that makes a terminal that shows one screen show another. Pure: two screens in, bytes out.

mod cells;
mod rows;
mod scroll;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::Screen;
use super::encode::{self, At, Writer};
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;
use cells::Unit;
use rows::Painter;
use scroll::Scroll;

/// A frame of more bytes may be shorter where everything is wiped first.
const WORTH_WIPING: usize = 256;

/// Up to so many bytes the rows are painted as they are, before moves are looked for.
const FEW: usize = 256;

/// A scroll takes some thirteen bytes, and something comes in.
const LEAST_SCROLL: usize = 13;

/// How a terminal moves whole rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scrolling {
    /// It had better not be asked.
    Never,
    /// By a scroll region and a line feed at its edge, as the VT100 and the Linux console.
    Index,
    /// By a scroll region, SU and SD.
    #[default]
    Pan,
}

/// What a terminal can do that makes a difference to the bytes it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// It knows OSC 8, or skips it without harm.
    pub links: bool,
    /// It knows synchronised updates, or skips their marks without harm.
    pub sync: bool,
    /// Erasing fills with the ground of the pen.
    pub erases_with_ground: bool,
    /// It erases cells in the middle of a row (ECH).
    pub erases_cells: bool,
    /// It draws the last character again and again when told to (REP).
    pub repeats: bool,
    /// It keeps the cursor with its pen and brings it back (DECSC, DECRC), one for each of its two screens.
    pub keeps_cursor: bool,
    /// How it moves whole rows.
    pub scrolling: Scrolling,
    /// How wide it draws characters of ambiguous width.
    pub ambiguous: Ambiguous,
    /// It reads UTF-8. One that does not could take half of a letter for an order, and gets ASCII.
    pub utf8: bool,
    /// Who puts rows into the order in which they are seen. Frames for a terminal that does have to go through
    /// [`hand_over`](super::hand_over).
    pub bidi: Bidi,
}

impl Default for Caps {
    /// A terminal of today, of which nothing more is known.
    fn default() -> Self {
        Self {
            links: true,
            sync: true,
            erases_with_ground: true,
            erases_cells: true,
            repeats: false,
            keeps_cursor: true,
            scrolling: Scrolling::Pan,
            ambiguous: Ambiguous::Narrow,
            utf8: true,
            bidi: Bidi::Ours,
        }
    }
}

/// The bytes after which a terminal that shows `before` shows `after`; none where they look the same.
/// Without `before`, or where the size is another, nothing is known of what the terminal shows.
pub fn diff(before: Option<&Screen>, after: &Screen, caps: &Caps) -> Vec<u8> {
    let before = before.filter(|b| b.area() == after.area());
    let (writer, at) = match before {
        Some(before) => (Writer::new(caps.links), before.cursor.map_or(At::Unknown, |p| At::Cell(p.x, p.y))),
        None => (wiped(caps), At::Cell(0, 0)),
    };
    let painter = paint(before, after, caps, writer, at);
    let painted = !painter.writer.out.is_empty();
    let mut out = finish(painter, before, after);
    if painted && caps.sync {
        out.splice(..0, encode::SYNC_BEGIN.iter().copied());
        out.extend_from_slice(encode::SYNC_END);
    }
    out
}

/// After everything was erased.
fn wiped(caps: &Caps) -> Writer {
    let mut writer = Writer::new(caps.links);
    writer.out.extend_from_slice(encode::WIPE);
    writer
}

/// The cells: as they are, all of them anew, or after a scroll where that is shorter.
fn paint<'a>(before: Option<&Screen>, after: &Screen, caps: &'a Caps, writer: Writer, at: At) -> Painter<'a> {
    let as_they_are = |most| {
        let painter = Painter { writer: writer.clone(), at, caps };
        rows(before, after, painter, None, most)
    };
    let moves = before.filter(|_| caps.scrolling != Scrolling::Never);
    let mut best = as_they_are(if moves.is_some() { FEW } else { usize::MAX });
    let is_little = best.as_ref().is_some_and(|painter| painter.writer.out.len() <= LEAST_SCROLL);
    if let Some(before) = moves.filter(|_| !is_little) {
        for scroll in Scroll::find(before, after) {
            for way in [apart, inside] {
                best = way(before, after, caps, scroll, below(best.as_ref())).or(best);
            }
        }
    }
    if best.as_ref().is_none_or(|painter| painter.writer.out.len() > FEW) {
        best = as_they_are(below(best.as_ref())).or(best);
    }
    // Wiping shows for a moment, where the terminal does not hold the frame back.
    let is_much = best.as_ref().is_some_and(|painter| painter.writer.out.len() > WORTH_WIPING);
    if before.is_some() && caps.sync && is_much {
        let painter = Painter { writer: wiped(caps), at: At::Cell(0, 0), caps };
        best = rows(None, after, painter, None, below(best.as_ref())).or(best);
    }
    best.unwrap_or(Painter { writer, at, caps })
}

/// One byte less than what there is; without bound where there is nothing.
fn below(best: Option<&Painter<'_>>) -> usize {
    best.map_or(usize::MAX, |painter| painter.writer.out.len().saturating_sub(1))
}

/// The cells after a scroll that is over before anything is drawn, in at most so many bytes.
fn apart<'a>(
    before: &Screen,
    after: &Screen,
    caps: &'a Caps,
    scroll: Scroll,
    most: usize,
) -> Option<Painter<'a>> {
    let mut writer = Writer::new(caps.links);
    let (top, bottom, by) = scroll.numbers();
    encode::scroll_region(&mut writer.out, top, bottom, by, caps.scrolling == Scrolling::Pan);
    rows(Some(before), after, Painter { writer, at: At::Cell(0, 0), caps }, Some(scroll), most)
}

/// The same with the rows that came in drawn while the region stands: the cursor is in place where it scrolled. Not where
/// terminals disagree about their widths: one that breaks such a row in two would scroll once more.
fn inside<'a>(
    before: &Screen,
    after: &Screen,
    caps: &'a Caps,
    scroll: Scroll,
    most: usize,
) -> Option<Painter<'a>> {
    if scroll.incoming().any(|y| cells::is_doubtful(after, y, caps)) {
        return None;
    }
    let mut writer = Writer::new(caps.links);
    let (top, bottom, by) = scroll.numbers();
    let edge = if by > 0 { bottom } else { top };
    let x = cells::first_drawn(after, usize::from(edge)).unwrap_or(0);
    encode::scroll_inside(&mut writer.out, top, bottom, by, x);
    let mut painter = Painter { writer, at: At::Cell(x, edge), caps };
    let moved = scroll.top..scroll.bottom + 1;
    painter = some_rows(Some(before), after, painter, Some(scroll), moved, most)?;
    encode::end_region(&mut painter.writer.out);
    painter.at = At::Cell(0, 0);
    painter = some_rows(Some(before), after, painter, Some(scroll), 0..scroll.top, most)?;
    let height = usize::from(after.area().height);
    some_rows(Some(before), after, painter, Some(scroll), scroll.bottom + 1..height, most)
}

/// Paints every row that differs from what the terminal shows in its place; nothing where that takes more than so many bytes.
fn rows<'a>(
    before: Option<&Screen>,
    after: &Screen,
    painter: Painter<'a>,
    scroll: Option<Scroll>,
    most: usize,
) -> Option<Painter<'a>> {
    some_rows(before, after, painter, scroll, 0..usize::from(after.area().height), most)
}

/// The same for some of them.
fn some_rows<'a>(
    before: Option<&Screen>,
    after: &Screen,
    mut painter: Painter<'a>,
    scroll: Option<Scroll>,
    range: Range<usize>,
    most: usize,
) -> Option<Painter<'a>> {
    let width = usize::from(after.area().width);
    let caps = painter.caps;
    let (mut old, mut new) = (Vec::with_capacity(width), Vec::with_capacity(width));
    for y in range {
        let source = before.zip(scroll.map_or(Some(y), |s| s.source(y)));
        if source.is_some_and(|(screen, row)| cells::same(screen, row, after, y)) {
            continue;
        }
        old.clear();
        match source {
            Some((screen, row)) => cells::read(&mut old, screen, row, caps),
            None => old.resize(width, Unit::BLANK),
        }
        new.clear();
        cells::read(&mut new, after, y, caps);
        painter.row(y as u16, &old, &new);
        if painter.writer.out.len() > most {
            return None;
        }
    }
    Some(painter).filter(|painter| painter.writer.out.len() <= most)
}

/// The pen as after a reset, and the cursor shown where it is wanted: moved there from where it is, or from where
/// it was before the frame, whichever is shorter.
fn finish(painter: Painter<'_>, before: Option<&Screen>, after: &Screen) -> Vec<u8> {
    let Painter { mut writer, at, caps } = painter;
    let shown = before.map(|b| b.cursor.is_some());
    writer.set_link(None);
    let kept = writer.out.len();
    writer.reset();
    let Some(wanted) = after.cursor else {
        if shown != Some(false) {
            writer.out.extend_from_slice(encode::HIDE);
        }
        return writer.out;
    };
    let x = wanted.x.min(after.area().width.saturating_sub(1));
    let y = wanted.y.min(after.area().height.saturating_sub(1));
    if at != At::Cell(x, y) {
        encode::move_to(&mut writer.out, at, x, y);
    }
    if let Some(back) = before.and_then(|b| b.cursor).filter(|_| caps.keeps_cursor) {
        let mut brought = encode::BRING_BACK.to_vec();
        encode::move_to(&mut brought, At::Cell(back.x, back.y), x, y);
        if writer.out.len() - kept > encode::KEEP.len() + brought.len() {
            writer.out.truncate(kept);
            writer.out.splice(..0, encode::KEEP.iter().copied());
            writer.out.extend_from_slice(&brought);
        }
    }
    if shown != Some(true) {
        writer.out.extend_from_slice(encode::SHOW);
    }
    writer.out
}

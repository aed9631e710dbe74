//! The least that makes a terminal that shows one screen show another. Pure: two screens in, bytes out.

mod cells;
mod rows;
mod scroll;
#[cfg(test)]
mod tests;

use super::Screen;
use super::encode::{self, At, Writer};
use crate::text::width::Ambiguous;
use cells::Unit;
use rows::Painter;
use scroll::Scroll;

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
    /// How it moves whole rows.
    pub scrolling: Scrolling,
    /// How wide it draws characters of ambiguous width.
    pub ambiguous: Ambiguous,
}

impl Default for Caps {
    /// A terminal of today.
    fn default() -> Self {
        Self {
            links: true,
            sync: true,
            erases_with_ground: true,
            scrolling: Scrolling::Pan,
            ambiguous: Ambiguous::Narrow,
        }
    }
}

/// The bytes after which a terminal that shows `before` shows `after`; none where they look the same.
/// Without `before`, or where the size is another, nothing is known of what the terminal shows.
pub fn diff(before: Option<&Screen>, after: &Screen, caps: &Caps) -> Vec<u8> {
    let before = before.filter(|b| b.area() == after.area());
    let mut writer = Writer::new(caps.links);
    let at = match before {
        Some(before) => before.cursor.map_or(At::Unknown, |p| At::Cell(p.x, p.y)),
        None => {
            writer.out.extend_from_slice(encode::WIPE);
            At::Cell(0, 0)
        }
    };
    let (mut out, at) = paint(before, after, caps, writer, at);
    let painted = !out.is_empty();
    finish(&mut out, before, after, at);
    if painted && caps.sync {
        out.splice(..0, encode::SYNC_BEGIN.iter().copied());
        out.extend_from_slice(encode::SYNC_END);
    }
    out
}

/// The cells: as they are, or after a scroll where that is shorter.
fn paint(before: Option<&Screen>, after: &Screen, caps: &Caps, writer: Writer, at: At) -> (Vec<u8>, At) {
    let plain = rows(before, after, caps, writer, at, None);
    let Some(before) = before.filter(|_| caps.scrolling != Scrolling::Never && !plain.0.is_empty()) else {
        return plain;
    };
    let Some(scroll) = Scroll::find(before, after) else { return plain };
    let mut writer = Writer::new(caps.links);
    let (top, bottom) = (scroll.top as u16, scroll.bottom as u16);
    let by = i32::try_from(scroll.by).unwrap_or(0);
    encode::scroll_region(&mut writer.out, top, bottom, by, caps.scrolling == Scrolling::Pan);
    let scrolled = rows(Some(before), after, caps, writer, At::Cell(0, 0), Some(scroll));
    if scrolled.0.len() < plain.0.len() { scrolled } else { plain }
}

/// Paints every row that differs from what the terminal shows in its place.
fn rows(
    before: Option<&Screen>,
    after: &Screen,
    caps: &Caps,
    writer: Writer,
    at: At,
    scroll: Option<Scroll>,
) -> (Vec<u8>, At) {
    let width = usize::from(after.area().width);
    let mut painter = Painter { writer, at, erases_with_ground: caps.erases_with_ground };
    let (mut old, mut new) = (Vec::with_capacity(width), Vec::with_capacity(width));
    for y in 0..usize::from(after.area().height) {
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
    }
    painter.writer.reset();
    (painter.writer.out, painter.at)
}

/// The cursor, shown where it is wanted.
fn finish(out: &mut Vec<u8>, before: Option<&Screen>, after: &Screen, at: At) {
    let shown = before.map(|b| b.cursor.is_some());
    match after.cursor {
        Some(p) => {
            let x = p.x.min(after.area().width.saturating_sub(1));
            let y = p.y.min(after.area().height.saturating_sub(1));
            if at != At::Cell(x, y) {
                encode::move_to(out, at, x, y);
            }
            if shown != Some(true) {
                out.extend_from_slice(encode::SHOW);
            }
        }
        None if shown != Some(false) => out.extend_from_slice(encode::HIDE),
        None => {}
    }
}

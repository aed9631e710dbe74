//! The least that makes a terminal that shows one screen show another. Pure: two screens in, bytes out.

mod cells;
mod rows;
mod scroll;
#[cfg(test)]
mod tests;
mod ways;

use super::Screen;
use super::encode::{self, At};
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;
use cells::Rows;
use rows::Painter;
use ways::Ways;

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
    let (shown, wanted) = (before.map(|before| Rows::of(before, caps)), Rows::of(after, caps));
    let painter = Ways { before: shown.as_ref(), after: &wanted, caps }.shortest();
    let painted = !painter.writer.out.is_empty();
    let mut out = finish(painter, before, after);
    if painted && caps.sync {
        out.splice(..0, encode::SYNC_BEGIN.iter().copied());
        out.extend_from_slice(encode::SYNC_END);
    }
    out
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

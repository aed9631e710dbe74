//! A table or a block of code with the window to itself: the header on top, the first column at the left, the rest panned.

use std::ops::Range;

use ratatui::layout::Rect;

use super::ink::{Ink, OVER};
use crate::app::overlay::Wide;
use crate::layout::{Line, Span};
use crate::role::{Role, Traits, Ui};

/// Draws a wide block.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, wide: &Wide) {
    let page = ink.app.reader().page();
    let rows = wide.header().iter().chain(wide.rows()).take(usize::from(area.height));
    for (y, line) in rows.enumerate() {
        let line_at = if y < wide.header().len() { y } else { wide.place().0 + y };
        ink.line(area, y, OVER, line_at);
        let marked = wide.find().map(|find| line.with_hits(find.hits(), find.current()));
        let line = marked.as_ref().unwrap_or(line);
        let tokens = line.code.and_then(|code| page.and_then(|page| page.tokens(code.number)));
        match tokens {
            Some(tokens) => draw_line(ink, area, y, &line.with_tokens(tokens), wide),
            None => draw_line(ink, area, y, line, wide),
        }
    }
    if ink.screen.cursor.is_none() {
        ink.cursor(area, 0, wide.header().len());
    }
}

fn draw_line(ink: &mut Ink<'_>, area: Rect, y: usize, line: &Line, wide: &Wide) {
    let (width, left) = (usize::from(area.width), wide.left());
    let frozen = wide.frozen(width);
    // Where a first column is cut, a gap stands between what stays of it and what is panned.
    let cut = left > 0 && !wide.unfrozen(width).is_empty();
    let stays = if cut { frozen.saturating_sub(1) } else { frozen };
    draw_cells(ink, area, 0, y, line, 0..stays);
    let hidden = line.cut(stays..wide.unfrozen(width).end, ink.ambiguous);
    let is_words = |span: &Span| span.face.role != Role::Rule && !span.text.trim().is_empty();
    if cut && hidden.iter().any(is_words) {
        let ellipsis = ink.glyphs.ellipsis;
        ink.ui(area, stays.saturating_sub(ink.cells(ellipsis)), y, ellipsis, Ui::RowDetail);
    }
    let shown = frozen + left..left + width;
    let goes_on = |cells: Range<usize>| line.cut(cells, ink.ambiguous).iter().any(is_words);
    let (before, after) = (!cut && goes_on(frozen..shown.start), goes_on(shown.end..usize::MAX));
    // A mark takes the place of a cell of the line; beside a first column that stays the gap has room for it.
    let first = usize::from(before && frozen == 0);
    let shown = shown.start + first..shown.end.saturating_sub(usize::from(after));
    draw_cells(ink, area, frozen + first, y, line, shown);
    let (left, right) = ink.glyphs.goes_on;
    if before {
        ink.ui(area, frozen.saturating_sub(1), y, left, Ui::RowDetail);
    }
    if after {
        ink.ui(area, width.saturating_sub(1), y, right, Ui::RowDetail);
    }
}

fn draw_cells(ink: &mut Ink<'_>, area: Rect, x: usize, y: usize, line: &Line, cells: Range<usize>) {
    let mut x = x;
    for span in line.cut(cells, ink.ambiguous) {
        if span.face.traits.contains(Traits::CURRENT) && ink.screen.cursor.is_none() {
            ink.cursor(area, x, y);
        }
        x = ink.put(area, x, y, &span.text, span.face);
    }
}

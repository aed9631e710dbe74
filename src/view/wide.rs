//! A table or a block of code with the window to itself: the header on top, the first column at the left, the rest panned.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::app::overlay::Wide;
use crate::layout::Line;

/// Draws a wide block.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, wide: &Wide) {
    let page = ink.app.reader().page();
    let rows = wide.header().iter().chain(wide.rows()).take(usize::from(area.height));
    for (y, line) in rows.enumerate() {
        let tokens = line.code.and_then(|code| page.and_then(|page| page.tokens(code.number)));
        match tokens {
            Some(tokens) => draw_line(ink, area, y, &line.with_tokens(tokens), wide),
            None => draw_line(ink, area, y, line, wide),
        }
    }
    ink.cursor(area, 0, wide.header().len());
}

fn draw_line(ink: &mut Ink<'_>, area: Rect, y: usize, line: &Line, wide: &Wide) {
    let width = usize::from(area.width);
    let frozen = wide.frozen(width);
    let panned = frozen + wide.left()..wide.left() + width;
    for (from, cells) in [(0, 0..frozen), (frozen, panned)] {
        let mut x = from;
        for span in line.cut(cells, ink.ambiguous) {
            x = ink.put(area, x, y, &span.text, span.face);
        }
    }
}

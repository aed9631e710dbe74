//! A look at where a link leads: a heading, and some lines at the bottom of the window.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::app::overlay::{HEAD, Peek};
use crate::role::Ui;

/// Draws a look.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, peek: &Peek) {
    ink.ui(area, 1, 0, peek.title(), Ui::PaneTitle);
    let top = HEAD.min(area.height.saturating_sub(1));
    let body = Rect { y: area.y + top, height: area.height - top, ..area };
    for (y, (spot, line)) in peek.lines().iter().take(usize::from(body.height)).enumerate() {
        ink.line(body, y, spot.block, spot.line);
        let mut x = 0;
        for span in &line.spans {
            x = ink.put(body, x, y, &span.text, span.face);
        }
    }
    ink.cursor(area, 1, 0);
}

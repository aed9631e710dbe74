//! What a window shows that is too small for anything else.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::role::Ui;

/// A window needs so many cells and rows.
const LEAST: (u16, u16) = (12, 3);

/// Whether the window is too small.
pub(super) fn is_small(window: Rect) -> bool {
    window.width < LEAST.0 || window.height < LEAST.1
}

/// Says what to do about it.
pub(super) fn draw(ink: &mut Ink<'_>, window: Rect) {
    let words = format!("Too small: make it {}×{} or more", LEAST.0, LEAST.1);
    let words = if ink.app.options().ascii { words.replace('×', "x") } else { words };
    for (y, line) in ink.wrap(&words, usize::from(window.width)).iter().enumerate() {
        ink.ui(window, 0, y, line, Ui::Message);
    }
}

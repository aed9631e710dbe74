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

/// Says what to do about it, in as many words as fit.
pub(super) fn draw(ink: &mut Ink<'_>, window: Rect) {
    let least = format!("{}×{}", LEAST.0, LEAST.1);
    let least = if ink.app.options().ascii { least.replace('×', "x") } else { least };
    let all = [format!("Too small: make it {least} or more"), format!("Make it {least}")];
    let short = ["Too small", "small"].map(str::to_owned);
    let (width, height) = (usize::from(window.width), usize::from(window.height));
    let fits = |words: &String| {
        ink.wrap(words, width).len() <= height && words.split(' ').all(|word| ink.cells(word) <= width)
    };
    let words = all.into_iter().chain(short).find(fits).unwrap_or_else(|| ink.glyphs.ellipsis.to_owned());
    for (y, line) in ink.wrap(&words, width).iter().enumerate() {
        ink.ui(window, 0, y, line, Ui::Message);
    }
}

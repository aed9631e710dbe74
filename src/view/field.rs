//! A field that is typed into: its text, the caret in view.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::app::Field;
use crate::role::Ui;

/// Draws a field from a cell of a row on, up to a cell; what is before the caret scrolls out to the left.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, from: usize, to: usize, y: usize, field: &Field) {
    let room = to.saturating_sub(from + 1);
    let before = field.text().get(..field.caret()).unwrap_or_default();
    let mut hidden = 0;
    while ink.cells(before.get(hidden..).unwrap_or_default()) > room {
        let rest = before.get(hidden..).unwrap_or_default();
        hidden += rest.chars().next().map_or(1, char::len_utf8);
    }
    let caret = from + ink.cells(before.get(hidden..).unwrap_or_default());
    let seen = field.text().get(hidden..).unwrap_or_default();
    let (seen, _) = ink.ambiguous.fit(seen, to.saturating_sub(from));
    ink.ui(area, from, y, seen, Ui::Field);
    ink.cursor(area, caret, y);
}

//! The line at the top: which site, what it is filtered for, how many posts.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::library::{Order, SortKey};
use crate::role::Ui;

/// Draws the header.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect) {
    let width = usize::from(area.width);
    let end = width.saturating_sub(1);
    let counts = counts(ink);
    let name = name(ink);
    // The counts give way to the name where both do not fit.
    let room = end.saturating_sub(1);
    let right = if ink.cells(&name) + 2 + ink.cells(&counts) <= room { ink.cells(&counts) } else { 0 };
    if right > 0 {
        ink.ui_right(area, end, 0, &counts, Ui::Hint);
    }
    let name = ink.fit(&name, room.saturating_sub(right + 2 * usize::from(right > 0)));
    let x = ink.ui(area, 1, 0, &name, Ui::SiteName);
    let query = ink.app.list().query().to_string();
    let left = end.saturating_sub(right + 2).saturating_sub(x + 2);
    let query = ink.fit(&query, left);
    ink.ui(area, x + 2, 0, &query, Ui::Filter);
}

/// The site's title, or how many sites there are.
fn name(ink: &Ink<'_>) -> String {
    match ink.app.library().sites() {
        [] => "rushlight".to_owned(),
        [site] => site.title.to_string(),
        sites => format!("{} sites", sites.len()),
    }
}

/// `12 of 461`, or `461 posts, newest first`.
fn counts(ink: &Ink<'_>) -> String {
    let list = ink.app.list();
    let order = match list.order() {
        Order { by: SortKey::Date, reversed: false } => "newest first",
        Order { by: SortKey::Date, reversed: true } => "oldest first",
        Order { by: SortKey::Title, reversed: false } => "by title",
        Order { by: SortKey::Title, reversed: true } => "by title, reversed",
        Order { by: SortKey::Length, reversed: false } => "longest first",
        Order { by: SortKey::Length, reversed: true } => "shortest first",
    };
    let (shown, all) = (list.posts().len(), list.all());
    match (list.query().is_empty(), shown) {
        (true, 1) => format!("1 post, {order}"),
        (true, _) => format!("{shown} posts, {order}"),
        (false, _) if list.order() == Order::default() => format!("{shown} of {all}"),
        (false, _) => format!("{shown} of {all}, {order}"),
    }
}

//! The line at the top: which site, what it is filtered for, how many posts.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::library::{Order, SortKey};
use crate::role::Ui;
use crate::text::count::counted;

/// Draws the header: the name, then the filter or a notice, and the counts where they fit.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect) {
    let end = usize::from(area.width).saturating_sub(1);
    let name = name(ink);
    let (words, part) = match ink.app.list().query().is_empty() {
        true => (ink.app.options().notice.to_string(), Ui::Hint),
        false => (ink.app.list().query().to_string(), Ui::Filter),
    };
    let counts = counts(ink);
    let gap = |text: &str| if text.is_empty() { 0 } else { 2 };
    // A long filter is cut, since its field shows it whole; counts give way to a notice, since the bottom line has them.
    let needed = match part {
        Ui::Filter => ink.cells(&words).min(12),
        _ => ink.cells(&words),
    };
    let fits = 1 + ink.cells(&name) + gap(&words) + needed + 2 + ink.cells(&counts) <= end;
    let right = if fits { ink.ui_right(area, end, 0, &counts, Ui::Hint) - 2 } else { end };
    let name = ink.fit(&name, right.saturating_sub(1));
    let x = ink.ui(area, 1, 0, &name, Ui::SiteName) + gap(&words);
    let words = ink.fit(&words, right.saturating_sub(x));
    ink.ui(area, x, 0, &words, part);
}

/// The site's title, or how many sites there are.
fn name(ink: &Ink<'_>) -> String {
    match ink.app.library().sites() {
        [] => "rushlight".to_owned(),
        [site] => site.title.to_string(),
        sites => format!("{} sites", sites.len()),
    }
}

/// `12 of 461, 9 not read`, or `461 posts, newest first`.
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
    let (shown, all) = (list.count(), list.all());
    let posts = match (list.query().is_empty(), shown) {
        (true, _) if list.is_growing() => format!("{} so far", counted(shown, "post")),
        (true, _) => counted(shown, "post"),
        (false, _) => format!("{shown} of {all}"),
    };
    let is_usual = list.order() == Order::default();
    match (list.unread(), list.query().is_empty()) {
        // Where nothing was ever read there is nothing to count.
        (unread, empty) if list.marks().is_empty() || unread == shown => {
            if empty || !is_usual {
                format!("{posts}, {order}")
            } else {
                posts
            }
        }
        (unread, _) if is_usual => format!("{posts}, {unread} not read"),
        (unread, _) => format!("{posts}, {unread} not read, {order}"),
    }
}

//! The search in all posts: the field, and for each post its title and the sentence with the words marked.

use std::ops::Range;

use ratatui::layout::Rect;

use super::field;
use super::ink::{Ink, OVER};
use crate::app::overlay::{HEAD, SEARCH_ROWS, SearchPane};
use crate::app::{dates, regions};
use crate::library::fulltext::{Excerpt, Hit};
use crate::role::{Face, Role, Traits, Ui};
use crate::text::count::counted;

/// Where titles begin.
const TEXT: usize = 3;

/// Draws the search.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, pane: &SearchPane) {
    draw_head(ink, area, pane);
    let top = HEAD.max(2 + draw_error(ink, area, pane)).min(area.height.saturating_sub(1));
    let body = Rect { y: area.y + top, height: area.height - top, ..area };
    if pane.hits().is_empty() {
        return nothing(ink, body, pane);
    }
    let rows = usize::from(body.height) / SEARCH_ROWS;
    for (n, hit) in pane.hits().iter().enumerate().skip(pane.top()).take(rows) {
        let y = (n - pane.top()) * SEARCH_ROWS;
        ink.line(body, y, OVER, SEARCH_ROWS * n);
        ink.line(body, y + 1, OVER, SEARCH_ROWS * n + 1);
        draw_title(ink, body, y, hit);
        ink.choice(body, (TEXT - 1, y), Some(n + 1).filter(|_| !pane.is_typing()), n == pane.at());
        if let Some(excerpt) = &hit.excerpt {
            draw_sentence(ink, body, y + 1, excerpt);
        }
        if n == pane.at() {
            ink.ui(body, TEXT - 2, y, ink.glyphs.cursor, Ui::Cursor);
            if !pane.is_typing() {
                ink.cursor(body, TEXT, y);
            }
        }
    }
}

fn draw_head(ink: &mut Ink<'_>, area: Rect, pane: &SearchPane) {
    let end = usize::from(area.width).saturating_sub(1);
    let narrow = area.width < regions::PHONE;
    let x = ink.ui(area, 1, 0, if narrow { "Search" } else { "Search all posts" }, Ui::PaneTitle) + 2;
    let (words, face) = match pane.error() {
        // It stands below, whole.
        Some(_) => (String::new(), Ui::Problem),
        None if pane.search().is_empty() => (String::new(), Ui::Hint),
        None => {
            let more = if pane.is_done() { "" } else { ink.glyphs.ellipsis };
            (format!("{}{more}", count(pane.hits().len(), narrow)), Ui::Hint)
        }
    };
    let typed = ink.cells(pane.field().text()) + 1;
    let words = ink.fit(&words, end.saturating_sub((x + typed + 2).min(end / 2)));
    let right = ink.ui_right(area, end, 0, &words, face);
    let to = if words.is_empty() { end } else { right.saturating_sub(2) };
    match pane.is_typing() {
        true => field::draw(ink, area, x, to, 0, pane.field()),
        false => {
            let words = ink.fit(pane.field().text(), to.saturating_sub(x));
            ink.ui(area, x, 0, &words, Ui::Filter);
        }
    }
}

/// What is wrong with what is typed, under it; in how many rows.
fn draw_error(ink: &mut Ink<'_>, area: Rect, pane: &SearchPane) -> u16 {
    let Some(error) = pane.error() else { return 0 };
    let lines = ink.wrap(&error.message, usize::from(area.width).saturating_sub(TEXT + 1));
    for (y, line) in lines.iter().enumerate() {
        ink.ui(area, TEXT, 1 + y, line, Ui::Problem);
    }
    u16::try_from(lines.len()).unwrap_or(1)
}

fn count(posts: usize, narrow: bool) -> String {
    match (posts, narrow) {
        (posts, true) => posts.to_string(),
        (0, false) => "no post".to_owned(),
        (posts, false) => counted(posts, "post"),
    }
}

/// Why there is nothing, and what may help.
fn nothing(ink: &mut Ink<'_>, area: Rect, pane: &SearchPane) {
    let words = match (pane.search().is_empty() || pane.error().is_some(), pane.is_done()) {
        (true, _) => {
            "Words in any post, \"words side by side\", -without, and all that the filter knows: tag: after: is:"
        }
        (false, true) => "No post has all of these words",
        (false, false) => return,
    };
    let width = usize::from(area.width).saturating_sub(TEXT + 1);
    for (y, line) in ink.wrap(words, width).iter().enumerate() {
        ink.ui(area, TEXT, y, line, Ui::Hint);
    }
}

fn draw_title(ink: &mut Ink<'_>, area: Rect, y: usize, hit: &Hit) {
    let Some(post) = ink.app.library().post(hit.post) else { return };
    let end = usize::from(area.width).saturating_sub(1);
    let date = post.meta.date.as_ref().map(|date| dates::row(date, &ink.app.options().dates, true));
    let date = date.filter(|_| area.width >= regions::PHONE).unwrap_or_default();
    let right = ink.ui_right(area, end, y, &date, Ui::RowDate);
    let room = if date.is_empty() { end } else { right.saturating_sub(2) };
    let title = ink.fit(&post.meta.title, room.saturating_sub(TEXT));
    let read = ink.app.list().marks().is_read(hit.post);
    ink.ui(area, TEXT, y, &title, if read { Ui::RowRead } else { Ui::Row });
}

/// As much of the sentence as fits, from its beginning, or so that the first of the words is in it.
fn draw_sentence(ink: &mut Ink<'_>, area: Rect, y: usize, excerpt: &Excerpt) {
    let (start, end) = (TEXT + 2, usize::from(area.width).saturating_sub(1));
    let room = end.saturating_sub(start);
    let text = &*excerpt.text;
    let from = first_shown(ink, excerpt, room);
    let lead = if from > 0 { ink.glyphs.ellipsis } else { "" };
    let mut shown = format!("{lead}{}", text.get(from..).unwrap_or_default());
    if ink.cells(&shown) > room {
        shown = ink.fit(&shown, room);
    }
    let is_shown = |hit: &Range<usize>| shown.get(hit.clone()).is_some();
    let moved = |hit: &Range<usize>| {
        Some(hit.start.checked_sub(from)? + lead.len()..hit.end.checked_sub(from)? + lead.len())
    };
    let marks: Vec<_> = excerpt.hits.iter().filter_map(moved).filter(is_shown).collect();
    let face = Face::of(Role::Ui(Ui::RowDetail));
    ink.put_marked(area, (start, y), &shown, (face, face.with(Traits::HIT)), &marks);
}

/// The byte of a sentence from which it is shown.
fn first_shown(ink: &Ink<'_>, excerpt: &Excerpt, room: usize) -> usize {
    let Some(hit) = excerpt.hits.first() else { return 0 };
    let cells = |from: usize| ink.cells(excerpt.text.get(from..hit.end).unwrap_or_default());
    if cells(0) + 2 <= room {
        return 0;
    }
    let before = excerpt.text.get(..hit.start).unwrap_or_default();
    // From the word on before which a third of the room is left for the words that lead to the hit.
    let fits = |at: &usize| cells(*at) + room / 3 <= room;
    let words = before.match_indices(' ').map(|(at, _)| at + 1);
    words.into_iter().find(fits).unwrap_or(hit.start)
}

//! A pane: its heading, its rows under their groups, what it is narrowed by.

use ratatui::layout::Rect;

use super::field;
use super::ink::{Ink, OVER};
use super::status;
use crate::app::overlay::{HEAD, INDENT, Item, Kind, Mark, Pane, PaneLine, TEXT, Words};
use crate::app::regions;
use crate::role::Ui;
use crate::text::count::counted;

/// Draws a pane.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect, pane: &Pane) {
    draw_head(ink, area, pane);
    let top = HEAD.min(area.height.saturating_sub(1));
    let body = Rect { y: area.y + top, height: area.height - top, ..area };
    if pane.is_empty() {
        let room = usize::from(body.width).saturating_sub(TEXT + 1);
        for (y, line) in ink.wrap(why_empty(ink, pane), room).iter().enumerate() {
            ink.ui(body, TEXT, y, line, Ui::Hint);
        }
    }
    let columns = match pane.lines().iter().any(|line| matches!(line, PaneLine::Item(_, Some(_)))) {
        true => halves(body),
        false => (body, body),
    };
    let detail = detail_column(ink, columns.0, pane);
    for (y, line) in pane.lines().iter().skip(pane.top()).take(usize::from(body.height)).enumerate() {
        ink.line(body, y, OVER, pane.top() + y);
        match *line {
            PaneLine::Blank => {}
            PaneLine::Group(name) => {
                ink.ui(body, TEXT - 1, y, name, Ui::Group);
            }
            PaneLine::Item(row, _) if pane.is_whole() => draw_words(ink, body, y, pane, row, 0),
            PaneLine::More(row, n) => draw_words(ink, body, y, pane, row, n),
            PaneLine::Item(left, right) => {
                for (row, column) in
                    std::iter::once((left, columns.0)).chain(right.map(|row| (row, columns.1)))
                {
                    if let Some(item) = pane.item(row) {
                        draw_item(ink, column, y, item, row == pane.at(), detail, pane);
                        let number = pane.number_of(row).filter(|_| !pane.is_typing());
                        ink.choice(column, (TEXT - 2, y), number, row == pane.at());
                    }
                }
            }
        }
    }
}

/// Why there are no rows.
fn why_empty(ink: &Ink<'_>, pane: &Pane) -> &'static str {
    let none = pane.items().is_empty();
    match pane.kind() {
        Kind::Problems { .. } if none && !ink.app.list().knows_bodies() => super::list::NOT_YET,
        Kind::Problems { .. } if none => "Nothing is wrong here",
        Kind::Tags { .. } if none && ink.app.list().posts().is_empty() => "No tags: the list has no posts",
        Kind::Tags { .. } if none => "These posts have no tags",
        Kind::Tags { .. }
        | Kind::Views
        | Kind::Sort
        | Kind::Copy
        | Kind::Help
        | Kind::Themes { .. }
        | Kind::Problems { .. }
        | Kind::Contents
        | Kind::Links
        | Kind::Palette
        | Kind::Translations
        | Kind::Naming { .. } => "Nothing matches; Esc takes the narrowing back",
    }
}

/// The two columns of an area.
fn halves(area: Rect) -> (Rect, Rect) {
    let width = area.width / 2;
    (Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area })
}

fn draw_head(ink: &mut Ink<'_>, area: Rect, pane: &Pane) {
    let end = usize::from(area.width).saturating_sub(1);
    let x = ink.fit(pane.title(), end.saturating_sub(1));
    let x = ink.ui(area, 1, 0, &x, Ui::PaneTitle);
    if pane.is_typing() || !pane.narrow().text().is_empty() {
        // A name is typed where others are narrowed.
        let sign = if matches!(pane.kind(), Kind::Naming { .. }) { "" } else { "/" };
        let x = ink.ui(area, x + 2 - usize::from(sign.is_empty()), 0, sign, Ui::Hint);
        match pane.is_typing() {
            true => field::draw(ink, area, x, end, 0, pane.narrow()),
            false => {
                ink.ui(area, x, 0, pane.narrow().text(), Ui::Filter);
            }
        }
        return;
    }
    let right = match pane.kind() {
        Kind::Tags { by_name } => {
            let order = if *by_name { "by name" } else { "by count" };
            format!("{} in all, {order}", pane.items().len())
        }
        Kind::Links => counted(pane.len(), "link"),
        Kind::Themes { .. } => counted(pane.len(), "theme"),
        Kind::Views | Kind::Sort | Kind::Copy | Kind::Help => String::new(),
        Kind::Problems { .. } if ink.app.library().is_learning() => status::progress(ink).unwrap_or_default(),
        Kind::Problems { file } => file.to_string(),
        Kind::Contents => "share of the post".to_owned(),
        Kind::Palette | Kind::Translations | Kind::Naming { .. } => String::new(),
    };
    if x + 2 + ink.cells(&right) <= end {
        ink.ui_right(area, end, 0, &right, Ui::Hint);
    }
}

/// The cell at which details begin (or, for figures, end): right after the longest words, so that the eye need not travel.
fn detail_column(ink: &Ink<'_>, area: Rect, pane: &Pane) -> usize {
    let items = (0..pane.len()).filter_map(|row| pane.item(row));
    let longest = items.map(|item| ink.cells(&item.text)).max().unwrap_or(0);
    let most = match pane.kind() {
        Kind::Tags { .. } | Kind::Views | Kind::Sort | Kind::Copy => usize::from(area.width) * 3 / 4,
        Kind::Themes { .. } | Kind::Contents | Kind::Palette | Kind::Translations | Kind::Naming { .. } => {
            usize::from(area.width) * 3 / 4
        }
        Kind::Links | Kind::Problems { .. } | Kind::Help => usize::from(area.width) * 3 / 5,
    };
    (TEXT + longest + 2).min(most.max(TEXT + 8))
}

fn draw_item(
    ink: &mut Ink<'_>,
    area: Rect,
    y: usize,
    item: &Item,
    selected: bool,
    detail: usize,
    pane: &Pane,
) {
    let glyphs = ink.glyphs;
    let end = usize::from(area.width).saturating_sub(1);
    let (sign, face) = match item.mark {
        Mark::None => ("", Ui::Row),
        Mark::With => ("+", Ui::Chosen),
        Mark::Without => (glyphs.dash, Ui::Chosen),
        Mark::Here => (glyphs.cursor_away, Ui::Chosen),
    };
    ink.ui(area, TEXT - 2, y, sign, Ui::Chosen);
    let short = matches!(pane.kind(), Kind::Palette) && area.width < regions::PHONE;
    // On a phone one key of an action will do, and its words have the rest of the row.
    let told = if short { item.detail.split(' ').next().unwrap_or_default() } else { &item.detail };
    let detail = if short { end.saturating_sub(ink.cells(told)) } else { detail };
    let alone = item.detail.is_empty();
    let room = if alone { end } else { detail.saturating_sub(1).min(end) };
    let text = match pane.kind() {
        Kind::Palette => essence(ink, &item.text, room.saturating_sub(TEXT)),
        _ => ink.fit(&item.text, room.saturating_sub(TEXT)),
    };
    ink.ui(area, TEXT, y, &text, face);
    let figures = matches!(pane.kind(), Kind::Tags { .. } | Kind::Contents);
    let words = ink.fit(told, if figures { 5 } else { end.saturating_sub(detail) });
    let x = if figures { (detail + 5).saturating_sub(ink.cells(&words)).min(end) } else { detail };
    ink.ui(area, x, y, &words, Ui::RowDetail);
    if selected {
        ink.ui(area, TEXT - 3, y, glyphs.cursor, Ui::Cursor);
        if !pane.is_typing() {
            ink.cursor(area, TEXT, y);
        }
    }
}

/// A line of a row whose words are shown whole.
fn draw_words(ink: &mut Ink<'_>, area: Rect, y: usize, pane: &Pane, row: usize, line: usize) {
    match pane.words(row).get(line) {
        Some(Words::Message(words)) => ink.ui(area, TEXT, y, words, Ui::Row),
        Some(Words::Told(words)) => ink.ui(area, TEXT + INDENT, y, words, Ui::RowDetail),
        Some(Words::Keys(keys, words)) => {
            ink.ui(area, TEXT, y, keys, Ui::Key);
            ink.ui(area, pane.beside(), y, words, Ui::Row)
        }
        None => return,
    };
    let first = row == pane.at() && (line == 0 || y == 0);
    ink.choice(area, (TEXT - 2, y), None, first);
    if first {
        ink.ui(area, TEXT - 3, y, ink.glyphs.cursor, Ui::Cursor);
        if !pane.is_typing() {
            ink.cursor(area, TEXT, y);
        }
    }
}

/// Words that are too long, without what they explain: `Tags` for `Tags, categories, series …`.
fn essence(ink: &Ink<'_>, words: &str, room: usize) -> String {
    let ends = words.match_indices([';', ':', ',']).map(|(at, _)| at);
    let shorter = ends.filter_map(|at| words.get(..at)).rfind(|part| ink.cells(part) <= room);
    match shorter {
        Some(part) if ink.cells(words) > room => part.to_owned(),
        _ => ink.fit(words, room),
    }
}

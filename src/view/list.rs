//! The list of posts: years, and under them date, title and tags; or why there is nothing.

use ratatui::layout::Rect;

use super::ink::Ink;
use crate::app::keymap::Context;
use crate::app::list::ListLine;
use crate::app::{Focus, Message, dates, minutes, regions};
use crate::library::{Group, SortKey, VIEWS};
use crate::post::{Post, PostId, State};
use crate::role::Ui;

/// What is said where nothing wrong is shown and the bodies of posts are still being read.
pub(super) const NOT_YET: &str = "Nothing wrong is known; not all posts are looked at yet.";

/// From so many cells on, tags stand at the right.
const DETAIL: usize = 70;
/// A site's title has at most so many cells.
const SITE: usize = 20;
/// Below so many cells dates give way to titles.
const DATES: usize = 32;

/// Where things stand in a row.
struct Columns {
    mark: usize,
    date_end: usize,
    title: usize,
    end: usize,
}

/// Draws the list.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect) {
    let list = ink.app.list();
    if list.posts().is_empty() {
        return nothing(ink, area);
    }
    let columns = columns(ink, usize::from(area.width));
    let rows = usize::from(area.height);
    for (y, line) in (0..rows).map_while(|y| Some((y, list.lines().get(list.top() + y)?))) {
        if let Some(row) = ink.row(area, y) {
            row.list = Some(list.top() + y);
        }
        match line {
            ListLine::Blank => {}
            ListLine::GoOn => {
                ink.ui(area, columns.mark + 2, y, "Go on reading", Ui::Group);
            }
            ListLine::Group(group) => {
                ink.ui(area, columns.mark + 2, y, &heading(group), Ui::Group);
            }
            ListLine::Post(row) => {
                if let Some(post) = list.rows().get(row) {
                    draw_row(ink, area, y, (row, *post), &columns);
                }
            }
        }
    }
}

fn columns(ink: &Ink<'_>, width: usize) -> Columns {
    let narrow = width < usize::from(regions::PHONE) && ink.app.size().0 < regions::SPLIT;
    let (mark, gap) = if narrow { (0, 1) } else { (1, 2) };
    let full = ink.app.list().order().by != SortKey::Date;
    let date = dates::row_cells(&ink.app.options().dates, full);
    // The mark, a cell for a sign, the date with a cell for its `~`.
    let date_end = mark + 2 + date + 1 - usize::from(narrow);
    let title = if width < DATES { mark + 2 } else { date_end + gap };
    Columns { mark, date_end, title, end: width.saturating_sub(1) }
}

fn heading(group: Group) -> String {
    match group {
        Group::Coming => "Drafts and coming".to_owned(),
        Group::Year(year) => year.to_string(),
        Group::Undated => "Undated".to_owned(),
    }
}

fn draw_row(ink: &mut Ink<'_>, area: Rect, y: usize, (row, id): (usize, PostId), columns: &Columns) {
    let selected = row == ink.app.list().at();
    let Some(post) = ink.app.library().post(id) else { return };
    draw_sign(ink, area, y, id, columns);
    if columns.title > columns.mark + 2 {
        draw_date(ink, area, y, post, columns);
    }
    let width = usize::from(area.width);
    let percent = percent(ink, id);
    let end = columns.end.saturating_sub(if percent.is_empty() { 0 } else { ink.cells(&percent) + 2 });
    let room = end.saturating_sub(columns.title);
    let left = room.saturating_sub(ink.cells(&post.meta.title) + 2);
    let detail = match width >= DETAIL {
        true => detail(ink, id, post, left),
        // Where there is little room a title goes before its languages.
        false => Some(languages(ink, id)).filter(|words| ink.cells(words) <= left).unwrap_or_default(),
    };
    let taken = ink.cells(&detail);
    let title = ink.fit(&post.meta.title, room.saturating_sub(taken + 2 * usize::from(taken > 0)));
    let face = if ink.app.list().marks().is_read(id) { Ui::RowRead } else { Ui::Row };
    ink.ui(area, columns.title, y, &title, face);
    ink.ui_right(area, end, y, &detail, Ui::RowDetail);
    ink.ui_right(area, columns.end, y, &percent, Ui::RowDetail);
    if selected {
        draw_cursor(ink, area, y, columns);
    }
    let list = ink.app.list();
    let going_on = list.rows().len() - list.posts().len();
    let number = row.checked_sub(going_on).map(|row| row + 1);
    ink.choice(area, (columns.mark + 1, y), number, selected);
    if let Some(row) = ink.row(area, y) {
        row.read = list.marks().is_read(id);
    }
}

/// A star, that the header could not be read as it is written, that the post is new: the first of these that holds.
/// Links and pictures that are not there are no fault of the row: where a blog lacks some files, all rows would have one.
fn draw_sign(ink: &mut Ink<'_>, area: Rect, y: usize, id: PostId, columns: &Columns) {
    let (marks, glyphs) = (ink.app.list().marks(), ink.glyphs);
    let (sign, face) = if marks.is_starred(id) {
        (glyphs.star, Ui::Star)
    } else if ink.app.library().post(id).is_some_and(|post| !post.problems.is_empty()) {
        ("!", Ui::Problem)
    } else if marks.is_new(id) {
        (glyphs.new, Ui::New)
    } else {
        return;
    };
    ink.ui(area, columns.mark + 1, y, sign, face);
}

/// `43%` of a post that was begun.
fn percent(ink: &Ink<'_>, id: PostId) -> String {
    let mark = ink.app.list().marks().of(id);
    let stop = mark.stop.value.filter(|_| mark.is_begun());
    stop.map(|stop| format!("{}%", stop.percent)).unwrap_or_default()
}

fn draw_cursor(ink: &mut Ink<'_>, area: Rect, y: usize, columns: &Columns) {
    let glyphs = ink.glyphs;
    let typing = ink.app.list().typing().is_some();
    let here = ink.app.focus() == Focus::List && ink.app.overlay().is_none();
    match here {
        true => ink.ui(area, columns.mark, y, glyphs.cursor, Ui::Cursor),
        false => ink.ui(area, columns.mark, y, glyphs.cursor_away, Ui::CursorAway),
    };
    if here && !typing {
        ink.cursor(area, columns.title, y);
    }
}

fn draw_date(ink: &mut Ink<'_>, area: Rect, y: usize, post: &Post, columns: &Columns) {
    let full = ink.app.list().order().by != SortKey::Date;
    let dash = ink.glyphs.dash;
    let start = columns.mark + 3;
    let word = match (post.meta.state, &post.meta.date) {
        (State::Draft, _) => "draft".to_owned(),
        (State::Hidden, _) => "hidden".to_owned(),
        (State::Published, Some(date)) => {
            let format = &ink.app.options().dates;
            let date = match full {
                true => dates::row(date, format, true),
                false => dates::row_below(date, format, ink.app.now()),
            };
            ink.ui_right(area, columns.date_end, y, &date, Ui::RowDate);
            return;
        }
        (State::Published, None) => dash.to_owned(),
    };
    let word = ink.fit(&word, columns.date_end.saturating_sub(start));
    ink.ui(area, start, y, &word, Ui::RowDate);
}

/// What stands at the right: when it comes, its site where there are several, its tags.
/// Tags have the room that the title leaves.
fn detail(ink: &Ink<'_>, id: PostId, post: &Post, room: usize) -> String {
    let library = ink.app.library();
    let mut parts = Vec::new();
    if let (SortKey::Length, Some(words)) = (ink.app.list().order().by, library.words(id)) {
        parts.push(format!("{} min", minutes(words, ink.app.options().pace)));
    }
    if let (Some(date), Group::Coming, State::Published) =
        (&post.meta.date, library.group(id, ink.app.now()), post.meta.state)
    {
        parts.push(format!("comes {}", dates::row(date, &ink.app.options().dates, true)));
    }
    if library.sites().len() > 1 {
        parts.extend(library.site_of(post).map(|site| ink.fit(&site.title, SITE)));
    }
    let langs = languages(ink, id);
    parts.extend(Some(langs.clone()).filter(|langs| !langs.is_empty()));
    let before = parts.join("  ");
    let used = ink.cells(&before) + 2 * usize::from(!before.is_empty());
    let tags = tags(ink, post, room.saturating_sub(used));
    parts.insert(parts.len() - usize::from(!langs.is_empty()), tags);
    parts.retain(|part| !part.is_empty());
    parts.join("  ")
}

/// `de +14`: the language of a post that there is in fourteen others too, unless each has a row of its own.
fn languages(ink: &Ink<'_>, id: PostId) -> String {
    let library = ink.app.library();
    let others = library.translations(id, ink.app.now()).len().saturating_sub(1);
    match (others, library.language(id)) {
        (1.., Some(lang)) if ink.app.list().query().asks_for_languages() => lang.to_string(),
        (1.., Some(lang)) => format!("{lang} +{others}"),
        _ => String::new(),
    }
}

/// As many whole tags as fit.
fn tags(ink: &Ink<'_>, post: &Post, room: usize) -> String {
    let mut out = String::new();
    for (n, tag) in post.meta.named_tags().enumerate() {
        let more = if n == 0 { tag.to_string() } else { format!(", {tag}") };
        if ink.cells(&out) + ink.cells(&more) > room {
            return out;
        }
        out.push_str(&more);
    }
    out
}

/// What it means that one of the program's own views is empty.
fn empty_view(ink: &Ink<'_>) -> Option<Vec<String>> {
    let list = ink.app.list();
    let (view, _) = VIEWS.iter().find(|(_, query)| *query == list.query().to_string())?;
    let star = ink.app.keys().key(&[Context::List, Context::Everywhere], Message::Star);
    let words = match *view {
        "starred" => {
            vec!["No post has a star yet.".to_owned(), format!("{star} gives one in the list or in a post.")]
        }
        "unread" => vec!["All posts here are read.".to_owned()],
        "drafts" => vec!["There is no draft and no coming post.".to_owned()],
        "problems" if !list.knows_bodies() => vec![NOT_YET.to_owned()],
        "problems" => vec!["Nothing is wrong with any post.".to_owned()],
        _ => return None,
    };
    Some(words)
}

fn again_or_out(key: &dyn Fn(Message) -> String) -> String {
    format!("{} reads the folder again, {} quits.", key(Message::Reload), key(Message::Close))
}

/// Why there is no post, and what helps.
fn nothing(ink: &mut Ink<'_>, area: Rect) {
    let keys = ink.app.keys();
    let key = |message| keys.key(&[Context::List, Context::Everywhere], message);
    let library = ink.app.library();
    let others: usize = library.sites().iter().map(|site| site.others).sum();
    let unknown = ink.app.list().query().unknown(library);
    let mut lines = Vec::new();
    if library.is_coming() {
        lines.push("The posts are being read.".to_owned());
    } else if !library.is_whole() {
        lines.push("The posts could not be read.".to_owned());
        lines.push(again_or_out(&key));
    } else if library.posts().is_empty() {
        lines.push("There is no post here.".to_owned());
        match others {
            0 => lines.push("Open the folder of a blog: rushlight PATH".to_owned()),
            1 => lines
                .push("One Markdown file is no post of this site; --generator plain shows it.".to_owned()),
            _ => {
                lines.push(format!(
                    "{others} Markdown files are no posts of this site; --generator plain shows them."
                ));
            }
        }
        lines.push(again_or_out(&key));
    } else if ink.app.list().query().is_empty() {
        lines.push("No post is on the web page today.".to_owned());
        lines.push(format!("{} d shows drafts and coming posts.", key(Message::Views)));
    } else if let Some(words) = empty_view(ink) {
        lines.extend(words);
        lines.push(format!("{} goes back, {} a shows all posts.", key(Message::Back), key(Message::Views)));
    } else {
        let more = ink.app.list().query().asks_for_problems() && !ink.app.list().knows_bodies();
        lines.push(match more {
            true => NOT_YET.to_owned(),
            false => "No post matches the filter.".to_owned(),
        });
        let misread = ink.app.list().query().misread();
        lines.extend(misread.iter().map(|misread| format!("{misread}.")));
        for unknown in unknown.iter().filter(|_| misread.is_none()) {
            let near = unknown.near.as_ref().map(|near| format!("; perhaps {near}?")).unwrap_or_default();
            lines.push(format!("No post has {}:{}{near}", unknown.field.key(), unknown.value));
        }
        if ink.app.list().typing().is_none() {
            let (views, back, find) = (key(Message::Views), key(Message::Back), key(Message::Find));
            lines.push(format!("{find} changes it, {back} takes it back, {views} a shows all posts."));
        }
    }
    let margin = if area.width < regions::PHONE { 1 } else { 3 };
    let room = usize::from(area.width).saturating_sub(margin + 1);
    let wrapped: Vec<(usize, String)> = lines
        .iter()
        .enumerate()
        .flat_map(|(n, line)| ink.wrap(line, room).into_iter().map(move |part| (n, part)).collect::<Vec<_>>())
        .collect();
    for (y, (n, line)) in wrapped.iter().enumerate() {
        ink.ui(area, margin, y, line, if *n == 0 { Ui::Message } else { Ui::Hint });
    }
}

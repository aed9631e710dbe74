//! The line at the bottom: where one is or what happened, and at the right the keys that help most.

use ratatui::layout::Rect;

use super::field;
use super::ink::Ink;
use crate::app::keymap::Context;
use crate::app::list::Typing;
use crate::app::overlay::{Choice, Deed, Kind, Overlay, Pane, SearchPane};
use crate::app::reader::Page;
use crate::app::{Field, Focus, Message, Note};
use crate::library::QueryError;
use crate::role::Ui;
use crate::text::count::counted;

/// Draws the bottom line.
pub(super) fn draw(ink: &mut Ink<'_>, area: Rect) {
    let end = usize::from(area.width).saturating_sub(1);
    if ink.app.overlay().is_none() && ink.app.list().typing().is_some() {
        return draw_filter(ink, area, end);
    }
    if let Some((field, count)) = ink.app.finding() {
        return draw_find(ink, area, end, field, count);
    }
    if let Some(note) = ink.app.note() {
        return draw_note(ink, area, end, note);
    }
    let left = match (ink.app.overlay(), ink.app.focus()) {
        (Some(Overlay::Letters(letters)), _) => match letters.deed() {
            Deed::Follow | Deed::Peek => "Type the letters of a link".to_owned(),
            Deed::Copy => "Type the letters of what to copy".to_owned(),
            Deed::Widen => "Type the letters of what to see whole".to_owned(),
        },
        (Some(Overlay::Peek(_)), _) => String::new(),
        (Some(Overlay::Wide(wide)), _) => {
            let (at, all) = wide.place();
            let place = match end < 60 {
                true => format!("{at} of {all}"),
                false => format!("{}{}line {at} of {all}", wide.title(), ink.glyphs.separator),
            };
            let hits = wide.find().map(|find| hit_count(find.count()));
            [Some(place), hits].into_iter().flatten().collect::<Vec<_>>().join(ink.glyphs.separator)
        }
        (Some(Overlay::Pane(pane)), _) => pane_place(pane),
        (Some(Overlay::Search(pane)), _) => search_place(ink, pane),
        (None, Focus::List) => list_place(ink),
        (None, Focus::Post | Focus::Beside) => post_place(ink, end),
    };
    let count = ink.app.count().map(|count| format!("{count}  ")).unwrap_or_default();
    let left = ink.fit(&(count + &left), end.saturating_sub(1));
    let x = ink.ui(area, 1, 0, &left, Ui::Status);
    let gap = if x > 1 { x + 2 } else { x };
    draw_hints(ink, area, gap, end);
}

/// What happened: where it is too long for the line, in some rows over those above it, since it goes with the next key.
fn draw_note(ink: &mut Ink<'_>, area: Rect, end: usize, note: &Note) {
    let face = if note.wrong { Ui::Problem } else { Ui::Message };
    let area = draw_lines(ink, area, end, &note.text, face, 0);
    ink.screen.said.message = Some(area.y);
}

/// Words in some rows that end with the bottom line, `above` rows over them blank; the area of them all.
fn draw_lines(ink: &mut Ink<'_>, area: Rect, end: usize, words: &str, face: Ui, above: u16) -> Rect {
    let room = end.saturating_sub(1);
    let mut lines = ink.wrap(words, room);
    // An address without a browser is shown whole, but not over all of the text.
    let most = (usize::from(area.y) + 1).div_ceil(2);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(ink.fit(&rest, room));
    }
    let rows = above + u16::try_from(lines.len()).unwrap_or(1);
    let area = Rect { y: (area.y + 1).saturating_sub(rows), height: rows, ..area };
    ink.clear(area);
    for (y, line) in lines.iter().enumerate() {
        ink.ui(area, 1, y + usize::from(above), line, face);
    }
    area
}

/// The filter while it is typed, and what is wrong with it.
fn draw_filter(ink: &mut Ink<'_>, area: Rect, end: usize) {
    let Some(typing) = ink.app.list().typing() else { return };
    let wrong = typing.error().map(|error| wrong_words(typing.field().text(), error));
    if let Some(words) = wrong.as_ref().filter(|words| {
        let used = 2 + ink.cells(typing.field().text()) + 1;
        used + 2 + ink.cells(words) > end
    }) {
        return draw_wrong_filter(ink, area, end, typing, words);
    }
    let x = ink.ui(area, 1, 0, "/", Ui::Hint);
    let used = x + ink.cells(typing.field().text()) + 1;
    let (words, face) = match wrong {
        Some(words) => (words, Ui::Problem),
        None => {
            let (shown, all) = (ink.app.list().posts().len(), ink.app.list().all());
            let counts = format!("{shown} of {all}");
            let hints = hints(ink, &[Context::Field], &[Message::Complete, Message::Accept, Message::Leave]);
            let words: Vec<String> = hints.iter().map(|(key, word)| format!("{key} {word}")).collect();
            let long = format!("{counts}   {}", words.join("  "));
            (if used + 2 + ink.cells(&long) <= end { long } else { counts }, Ui::Hint)
        }
    };
    let words = ink.fit(&words, end.saturating_sub((used + 2).min(end / 3)));
    let start = end.saturating_sub(ink.cells(&words));
    ink.ui(area, start, 0, &words, face);
    field::draw(ink, area, x, start.saturating_sub(1), 0, typing.field());
    if let Some(error) = typing.error() {
        underline(ink, area, x, start, typing.field().text(), &error.range);
    }
}

/// What is wrong with a query, and with which of its words.
fn wrong_words(query: &str, error: &QueryError) -> String {
    let wrong = query.get(error.range.clone()).unwrap_or_default();
    let already = wrong.is_empty() || error.message.contains(wrong);
    if already { error.message.clone() } else { format!("{wrong}: {}", error.message) }
}

/// The filter, and in as many lines under it as they need what is wrong with it and what would help.
fn draw_wrong_filter(ink: &mut Ink<'_>, area: Rect, end: usize, typing: &Typing, words: &str) {
    let area = draw_lines(ink, area, end, words, Ui::Problem, 1);
    let x = ink.ui(area, 1, 0, "/", Ui::Hint);
    field::draw(ink, area, x, end, 0, typing.field());
    if let Some(error) = typing.error() {
        underline(ink, area, x, end, typing.field().text(), &error.range);
    }
}

/// What is looked for while it is typed, and how often it is there.
fn draw_find(ink: &mut Ink<'_>, area: Rect, end: usize, field: &Field, count: (usize, usize)) {
    let x = ink.ui(area, 1, 0, "/", Ui::Hint);
    let typed = field.text();
    let mut words = if typed.is_empty() { String::new() } else { hit_count(count) };
    let hints = hints(ink, &[Context::Field], &[Message::Accept, Message::Leave]);
    let keys: Vec<String> = hints.iter().map(|(key, word)| format!("{key} {word}")).collect();
    let long = format!("{words}   {}", keys.join("  "));
    if x + ink.cells(typed) + 3 + ink.cells(&long) <= end {
        words = long;
    }
    let face = if !typed.is_empty() && count.1 == 0 { Ui::Problem } else { Ui::Hint };
    let start = ink.ui_right(area, end, 0, &words, face);
    field::draw(ink, area, x, start.saturating_sub(1), 0, field);
}

/// `3/14`, or that there is none.
fn hit_count(count: (usize, usize)) -> String {
    match count {
        (_, 0) => "not here".to_owned(),
        (at, all) => format!("{at}/{all}"),
    }
}

/// Marks the bytes of the query that are wrong.
fn underline(
    ink: &mut Ink<'_>,
    area: Rect,
    x: usize,
    end: usize,
    text: &str,
    range: &std::ops::Range<usize>,
) {
    let from = x + ink.cells(text.get(..range.start).unwrap_or_default());
    let wrong = text.get(range.clone()).unwrap_or_default();
    let caret = ink.app.list().typing().map_or(0, |typing| ink.cells(typing.field().text()));
    // A field that has scrolled has no place for the mark.
    if x + caret < end.saturating_sub(1) {
        ink.ui(area, from, 0, wrong, Ui::Problem);
    }
}

/// `1 of 12`, and how far the index has come while it is made.
fn search_place(ink: &Ink<'_>, pane: &SearchPane) -> String {
    let at = (!pane.hits().is_empty()).then(|| format!("{} of {}", pane.at() + 1, pane.hits().len()));
    let progress = ink.app.library().progress().map(indexing);
    at.into_iter().chain(progress).collect::<Vec<_>>().join(ink.glyphs.separator)
}

fn indexing(per_cent: u8) -> String {
    format!("indexing {per_cent} %")
}

/// How far the posts have been read, while what is known of their bodies is not all there is.
pub(super) fn progress(ink: &Ink<'_>) -> Option<String> {
    let library = ink.app.library();
    library.is_learning().then(|| indexing(library.progress().unwrap_or(0)))
}

fn pane_place(pane: &Pane) -> String {
    match pane.len() {
        0 => String::new(),
        rows if pane.is_low() && rows < 8 => String::new(),
        rows => format!("{} of {rows}", pane.at() + 1),
    }
}

fn list_place(ink: &Ink<'_>) -> String {
    let list = ink.app.list();
    let rows = list.count();
    let more = progress(ink).filter(|_| list.depends_on_bodies());
    if rows == 0 {
        return more.unwrap_or_default();
    }
    // Those of its body are told where they are asked for: see the signs of rows.
    let problems = list.selected().map_or(0, |id| match list.query().asks_for_problems() {
        true => ink.app.library().problems(id).count(),
        false => ink.app.library().post(id).map_or(0, |post| post.problems.len()),
    });
    let separator = ink.glyphs.separator;
    let place = format!("{} of {rows}", list.number() + 1);
    // On a phone the keys matter more; the row has its sign.
    let problems = self::problems(problems).filter(|_| ink.app.size().0 >= 60);
    [Some(place), problems, more].into_iter().flatten().collect::<Vec<_>>().join(separator)
}

fn problems(count: usize) -> Option<String> {
    (count > 0).then(|| counted(count, "problem"))
}

/// `Post 1 of 12 · What we saw · 38%`; a phone has room for the per cent only.
fn post_place(ink: &Ink<'_>, end: usize) -> String {
    let Some(page) = ink.app.reader().page() else { return "Opening".to_owned() };
    let percent = if page.at_end() { "end".to_owned() } else { format!("{}%", page.percent()) };
    let percent = match page.find() {
        Some(find) => format!("{percent}{}{}", ink.glyphs.separator, hit_count(find.count())),
        None => percent,
    };
    let separator = ink.glyphs.separator;
    let wrong = ink.app.wrong_in_page();
    if end < 60 {
        return if wrong > 0 { format!("{percent}{separator}!") } else { percent };
    }
    let left = match page.minutes_left(ink.app.options().pace) {
        0 => None,
        minutes if end < 100 => Some(format!("{minutes} min")),
        minutes => Some(format!("{minutes} min left")),
    };
    let posts = ink.app.list().count();
    // Among some of the posts it has another number.
    let number = ink.app.list().place_of(page.post()).filter(|_| ink.app.library().is_whole());
    let number = number.map(|number| format!("Post {} of {posts}", number + 1));
    let section = page.section().filter(|_| !page.at_end()).map(|section| ink.fit(&section.words, end / 3));
    // What is wrong with a post its readers cannot mend: the words that say how many there are take no key's place.
    let wrong = if end < 100 { (wrong > 0).then(|| "!".to_owned()) } else { problems(wrong) };
    let parts = number.into_iter().chain(section).chain([percent]).chain(left).chain(wrong);
    parts.collect::<Vec<_>>().join(separator)
}

/// Keys and their words at the right, as many as fit; the help's stays longest.
fn draw_hints(ink: &mut Ink<'_>, area: Rect, from: usize, end: usize) {
    let contexts = ink.app.contexts();
    let mut hints = hints(ink, contexts, &wanted(ink));
    if let (Some(page), None, Focus::Post | Focus::Beside) =
        (ink.app.reader().page(), ink.app.overlay(), ink.app.focus())
        && page.at_end()
    {
        next_post(ink, &mut hints);
    }
    let wide = |ink: &Ink<'_>, hints: &[(String, String)]| {
        let each = hints.iter().map(|(key, word)| ink.cells(key) + 1 + ink.cells(word));
        each.sum::<usize>() + 2 * hints.len().saturating_sub(1)
    };
    while !hints.is_empty() && from + wide(ink, &hints) > end {
        // The one before the last goes first.
        let victim = hints.len().saturating_sub(2);
        hints.remove(victim);
    }
    let mut x = end.saturating_sub(wide(ink, &hints));
    ink.screen.said.keys = Some((area.x + x as u16, area.y).into());
    for (key, word) in &hints {
        x = ink.ui(area, x, 0, key, Ui::Key) + 1;
        x = ink.ui(area, x, 0, word, Ui::Hint) + 2;
    }
}

fn hints(ink: &Ink<'_>, contexts: &[Context], messages: &[Message]) -> Vec<(String, String)> {
    let hint = |message: &Message| {
        let (key, word) = ink.app.keys().hint(contexts, *message)?;
        let key = match message {
            // Both ways of panning in one.
            Message::PanLeft => format!("{key} {}", ink.app.keys().key(contexts, Message::PanRight)),
            _ => key,
        };
        Some((key, word_here(ink, contexts, *message).unwrap_or(word).to_owned()))
    };
    messages.iter().filter_map(hint).collect()
}

/// The word for what a key does here, where it is another than elsewhere.
fn word_here(ink: &Ink<'_>, contexts: &[Context], message: Message) -> Option<&'static str> {
    match (ink.app.overlay(), message) {
        (Some(Overlay::Search(_)), Message::Accept | Message::Open) => Some("open"),
        (Some(Overlay::Search(_)), Message::Leave) => Some("leave"),
        (Some(Overlay::Search(_)), Message::Find) => Some("change"),
        (Some(Overlay::Pane(pane)), _) => word_in_pane(ink, pane, message),
        // What closes a post leads to the list.
        (None, Message::Close) if contexts.first() == Some(&Context::Post) && ink.app.has_list_behind() => {
            Some("list")
        }
        _ => None,
    }
}

fn word_in_pane(ink: &Ink<'_>, pane: &Pane, message: Message) -> Option<&'static str> {
    let query = ink.app.list().query();
    let choice = pane.selected().map(|item| &item.choice);
    let any = matches!(choice, Some(Choice::Value(field, _)) if query.is_any(*field));
    let chosen = pane.has_chosen(query);
    match (pane.kind(), message) {
        (Kind::Palette, Message::Accept | Message::Open) => Some("do"),
        (_, Message::Complete) => Some("rows"),
        (Kind::Naming { .. }, Message::Accept) => Some("save"),
        (Kind::Naming { .. } | Kind::Palette, Message::Leave) => Some("leave"),
        // What would come of the key, not what holds already.
        (Kind::Tags { by_name: true }, Message::SortTags) => Some("by count"),
        (Kind::Tags { .. }, Message::Accept) if chosen => Some("rows"),
        (Kind::Help, Message::Accept) => Some("rows"),
        (Kind::Tags { .. }, Message::Accept) => Some("only this"),
        (_, Message::Accept) => Some("choose"),
        (Kind::Tags { .. }, Message::Open) if chosen => Some("keep"),
        (Kind::Tags { .. }, Message::AnyAll) if any => Some("all of"),
        _ => None,
    }
}

/// `space next: The list that sorted…`, in the place of the first hint.
fn next_post(ink: &Ink<'_>, hints: &mut Vec<(String, String)>) {
    let next = ink.app.onward().and_then(|post| ink.app.library().post(post));
    let key = ink.app.keys().key(&[Context::Post, Context::Everywhere], Message::PageDown);
    // The same key goes no further in this post.
    hints.retain(|(other, _)| *other != key);
    match next {
        Some(_) if ink.app.size().0 < 60 => hints.insert(0, (key, "next".to_owned())),
        Some(post) => hints.insert(0, (key, format!("next: {}", ink.fit(&post.meta.title, 24)))),
        None => {}
    }
}

/// What can be done in the menu of views: a filter can be saved, one of the reader's own views be changed.
fn in_views(ink: &Ink<'_>, pane: &Pane) -> Vec<Message> {
    use Message as M;
    let saved = matches!(pane.selected().map(|item| &item.choice), Some(Choice::View(_)));
    let save = (!ink.app.list().query().is_empty()).then_some(M::SaveView);
    let change = saved.then_some([M::RenameView, M::DeleteView]);
    [M::Open].into_iter().chain(save).chain(change.into_iter().flatten()).chain([M::Close]).collect()
}

/// The keys that help most, the most useful first, the help last.
fn wanted(ink: &Ink<'_>) -> Vec<Message> {
    use Message as M;
    match (ink.app.overlay(), ink.app.focus()) {
        (Some(Overlay::Letters(_)), _) => vec![M::Cancel],
        (Some(Overlay::Wide(wide)), _) => match wide.find() {
            Some(_) => vec![M::NextHit, M::PanLeft, M::Find, M::CopyMenu, M::Close],
            None => vec![M::PanLeft, M::CopyMenu, M::Find, M::Close],
        },
        (Some(Overlay::Peek(_)), _) => vec![M::Open, M::PageDown, M::Close],
        (Some(Overlay::Pane(pane)), _) if pane.is_typing() && pane.is_asked() => {
            vec![M::Accept, M::Leave]
        }
        (Some(Overlay::Pane(pane)), _) if pane.is_typing() => vec![M::Accept, M::Complete, M::Leave],
        (Some(Overlay::Search(pane)), _) if pane.is_typing() => vec![M::Accept, M::Complete, M::Leave],
        (Some(Overlay::Search(_)), _) => vec![M::Open, M::Find, M::Close],
        (Some(Overlay::Pane(pane)), _) => match pane.kind() {
            Kind::Tags { .. } if ink.app.size().0 < 60 && pane.has_chosen(ink.app.list().query()) => {
                vec![M::Open, M::With, M::Without, M::Close]
            }
            // A phone has room for three: what Enter does there is known from everywhere else.
            Kind::Tags { .. } if ink.app.size().0 < 60 => vec![M::With, M::Without, M::Open, M::Close],
            Kind::Tags { .. } => {
                vec![M::Open, M::With, M::Without, M::AnyAll, M::Find, M::SortTags, M::Close]
            }
            Kind::Help => vec![M::Find, M::Close],
            Kind::Problems { .. } => vec![M::Edit, M::Close],
            Kind::Views => in_views(ink, pane),
            Kind::Sort | Kind::Copy | Kind::Themes { .. } | Kind::Translations | Kind::Naming { .. } => {
                vec![M::Open, M::Close]
            }
            Kind::Links => vec![M::Open, M::Peek, M::CopyLink, M::Find, M::Close],
            Kind::Contents | Kind::Palette => vec![M::Open, M::Find, M::Close],
        },
        (None, Focus::List) if ink.app.list().posts().is_empty() => match ink.app.list().query().is_empty() {
            true => vec![M::Find, M::Views, M::Reload, M::Close, M::Help],
            false => vec![M::Back, M::Find, M::Views, M::Close, M::Help],
        },
        (None, Focus::List) => vec![M::Open, M::Find, M::Tags, M::Views, M::Search, M::SortMenu, M::Help],
        (None, Focus::Post | Focus::Beside) if ink.app.size().0 < 60 => {
            match ink.app.reader().page().and_then(Page::find) {
                Some(_) => vec![M::NextHit, M::PageDown, M::Close, M::Help],
                None => vec![M::PageDown, M::LinkLetters, M::Close, M::Help],
            }
        }
        (None, Focus::Post | Focus::Beside) => match ink.app.reader().page().and_then(Page::find) {
            Some(_) => vec![M::NextHit, M::Find, M::Cancel, M::Close, M::Help],
            None => vec![M::Find, M::Contents, M::LinkLetters, M::Tags, M::Close, M::Help],
        },
    }
}

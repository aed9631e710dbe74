//! How the values of settings are read and shown: words out of a table, numbers, names, dates, views, keys.

use super::print::{pairs, quoted};
use super::table::{NotThis, Wrong};
use super::{Copies, Links, Pair, Settings, View, Watching, When};
use crate::app::{DateFormat, Rebinding};
use crate::library::{Order, Query, SortKey, VIEWS};
use crate::text::Clean;
use crate::text::bidi::Bidi;
use crate::text::width::Ambiguous;
use crate::theme::Depth;
use crate::value::Value;

pub(super) const WHEN: [(&str, When); 3] =
    [("auto", When::Auto), ("always", When::Always), ("never", When::Never)];

pub(super) const COLORS: [(&str, Option<Depth>); 4] = [
    ("auto", None),
    ("true", Some(Depth::True)),
    ("256", Some(Depth::Palette)),
    ("16", Some(Depth::Sixteen)),
];

pub(super) const COPIES: [(&str, Copies); 6] = [
    ("auto", Copies::Auto),
    ("program", Copies::Program),
    ("terminal", Copies::Terminal),
    ("tmux", Copies::Tmux),
    ("passthrough", Copies::Passthrough),
    ("never", Copies::Never),
];

pub(super) const AMBIGUOUS: [(&str, Ambiguous); 2] = [("1", Ambiguous::Narrow), ("2", Ambiguous::Wide)];
pub(super) const BIDI: [(&str, Option<Bidi>); 3] =
    [("auto", None), ("terminal", Some(Bidi::Terminal)), ("rushlight", Some(Bidi::Ours))];

pub(super) const SORT: [(&str, SortKey); 3] =
    [("date", SortKey::Date), ("title", SortKey::Title), ("length", SortKey::Length)];

/// What YAML takes `on` and `off` for counts as well.
pub(super) const WATCHING: [(&str, Watching); 5] = [
    ("on", Watching::On),
    ("off", Watching::Off),
    ("poll", Watching::Poll),
    ("true", Watching::On),
    ("false", Watching::Off),
];

pub(super) const LINKS: [(&str, Links); 5] = [
    ("auto", Links::Auto),
    ("osc8", Links::Osc8),
    ("inline", Links::Inline),
    ("list", Links::List),
    ("none", Links::None),
];

pub(super) fn put<T>(place: &mut T, value: Option<T>) -> Result<Vec<Wrong>, NotThis> {
    *place = value.ok_or(NotThis)?;
    Ok(Vec::new())
}

pub(super) fn one_of<T: Clone>(table: &[(&str, T)], value: &Value) -> Option<T> {
    let text = value.text();
    let found = table.iter().find(|(word, _)| text.eq_ignore_ascii_case(word));
    found.map(|(_, value)| value.clone())
}

pub(super) fn word<T: PartialEq>(table: &[(&str, T)], value: &T) -> String {
    table.iter().find(|(_, other)| other == value).map_or_else(String::new, |(word, _)| (*word).to_owned())
}

pub(super) fn number(value: &Value, least: i64, most: i64) -> Option<usize> {
    let number = value.as_int().filter(|number| (least..=most).contains(number))?;
    usize::try_from(number).ok()
}

pub(super) fn name(value: &Value) -> Option<String> {
    // A theme may be called 2024.
    let scalar = matches!(value, Value::Text(_) | Value::Int(_)).then(|| value.text())?;
    let name = Clean::line(&scalar).trimmed();
    (!name.is_empty()).then(|| name.into_string())
}

/// One language or several; `auto` is none.
pub(super) fn languages(value: &Value) -> Option<Vec<Clean>> {
    let one = |value: &Value| {
        let tag = value.as_str()?.trim();
        let is_tag = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        (!tag.is_empty() && tag.len() <= 35 && tag.chars().all(is_tag)).then(|| Clean::line(tag))
    };
    match value {
        // YAML reads Norwegian as a truth value.
        Value::Bool(false) => Some(vec![Clean::line("no")]),
        Value::List(items) => items.iter().map(one).collect(),
        other if other.as_str() == Some("auto") => Some(Vec::new()),
        other => Some(vec![one(other)?]),
    }
}

/// One name, or one for each ground.
pub(super) fn theme(settings: &mut Settings, value: &Value) -> Result<Vec<Wrong>, NotThis> {
    let of = |ground: &str| value.as_map().and_then(|map| name(map.get(ground)?));
    settings.pair = match value.as_map() {
        Some(_) => Some(Pair { dark: of("dark").ok_or(NotThis)?, light: of("light").ok_or(NotThis)? }),
        None => None,
    };
    let one = settings.pair.as_ref().map(|pair| pair.dark.clone());
    put(&mut settings.theme, one.or_else(|| name(value)))
}

pub(super) fn dates(value: &Value) -> Option<DateFormat> {
    let text = value.as_str()?;
    match text.to_ascii_lowercase().as_str() {
        "short" => Some(DateFormat::Short),
        "iso" => Some(DateFormat::Iso),
        _ => {
            // A pattern that names nothing, or something a date does not have, would print as an error.
            let printed = jiff::fmt::strtime::format(text, jiff::civil::date(2024, 3, 27)).ok()?;
            (printed != text).then(|| DateFormat::Pattern(Clean::line(text).into_string()))
        }
    }
}

pub(super) fn sort(value: &Value) -> Option<Order> {
    let text = value.as_str()?.to_ascii_lowercase();
    let mut words = text.split_whitespace();
    let first = Value::Text(words.next()?.to_owned());
    let by = one_of(&SORT, &first)?;
    match (words.next(), words.next()) {
        (None, _) => Some(Order { by, reversed: false }),
        (Some("reversed" | "reverse"), None) => Some(Order { by, reversed: true }),
        _ => None,
    }
}

pub(super) fn views(settings: &mut Settings, value: &Value) -> Result<Vec<Wrong>, NotThis> {
    let mut wrong = Vec::new();
    settings.views.clear();
    for (name, slot) in value.as_map().ok_or(NotThis)?.slots() {
        let text = slot.value.text();
        if name.len() > LONGEST_NAME {
            wrong.push(too_long("a view", slot.line));
            continue;
        }
        if VIEWS.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)) {
            wrong.push(Wrong {
                line: Some(slot.line),
                message: format!("the view “{name}” has the name of one of the program's own"),
                remedy: "give it another name".into(),
            });
            continue;
        }
        match Query::parse(&text) {
            Ok(_) => settings.views.push(View { name: Clean::line(name), query: Clean::line(&text) }),
            Err(error) => wrong.push(Wrong {
                line: Some(slot.line),
                message: format!("the view “{name}”: {error}"),
                remedy: "the other views count".into(),
            }),
        }
    }
    Ok(wrong)
}

/// No context, action or view has a longer name, in bytes: YAML reads a longer one on the line of its value no more.
const LONGEST_NAME: usize = 200;

fn too_long(what: &str, line: usize) -> Wrong {
    Wrong {
        line: Some(line),
        message: format!("the name of {what} is longer than {LONGEST_NAME} bytes"),
        remedy: "shorten it".into(),
    }
}

/// Contexts with actions and their keys. Whether there are such contexts, actions and keys the app knows.
pub(super) fn keys(settings: &mut Settings, value: &Value) -> Result<Vec<Wrong>, NotThis> {
    let mut wrong = Vec::new();
    settings.keys.clear();
    settings.key_lines.clear();
    for (context, slot) in value.as_map().ok_or(NotThis)?.slots() {
        if context.len() > LONGEST_NAME {
            wrong.push(too_long("a context of keys", slot.line));
            continue;
        }
        let Some(actions) = slot.value.as_map() else {
            wrong.push(Wrong {
                line: Some(slot.line),
                message: format!("keys of “{context}” are actions with their keys"),
                remedy: format!("write {context}: {{page-down: space}}"),
            });
            continue;
        };
        for (action, slot) in actions.slots() {
            if action.len() > LONGEST_NAME {
                wrong.push(too_long("an action of keys", slot.line));
                continue;
            }
            let keys = match &slot.value {
                Value::List(keys) => keys.iter().map(Value::text).collect::<Vec<_>>().join(" "),
                one => one.text().into_owned(),
            };
            settings.keys.push(Rebinding { context: context.into(), action: action.into(), keys });
            settings.key_lines.push(slot.line);
        }
    }
    Ok(wrong)
}

pub(super) fn rebound(keys: &[Rebinding]) -> String {
    let mut contexts: Vec<&str> = keys.iter().map(|key| key.context.as_str()).collect();
    contexts.dedup();
    pairs(contexts.into_iter().map(|context| {
        let own = keys.iter().filter(|key| key.context == context);
        (context, pairs(own.map(|key| (&*key.action, quoted(&key.keys)))))
    }))
}

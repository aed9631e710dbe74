//! What a broken YAML header still says, line by line: `key: value` at the start of a line, and the `- item` lines
//! below it. Nothing of it is certain, but a title that YAML refuses (`title: Foo: bar`) is plain to every reader.

use crate::value::yaml::plain;
use crate::value::{Map, Slot, Value};

/// Reads what can be made out. Lines that say nothing are passed over.
pub(super) fn read(text: &str) -> Map {
    let mut map = Map::default();
    let mut list: Option<String> = None;
    for (line, number) in text.lines().zip(1usize..).skip(1) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some(key) = &list {
                push(&mut map, key, scalar(item));
            }
        } else if let Some((key, text)) = pair(line) {
            list = text.is_empty().then(|| key.to_owned());
            if let Some(value) = read_value(key, text) {
                let slot = Slot { value, line: number, plain: !text.starts_with(['"', '\'']) };
                map.insert_slot(key.to_owned(), slot);
            }
        }
    }
    map
}

fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end().trim_matches('"');
    let named = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    named.then_some((key, value.trim()))
}

fn push(map: &mut Map, key: &str, item: Value) {
    let Some(slot) = map.slot(key).cloned() else { return };
    let mut items = match slot.value {
        Value::List(items) => items,
        _ => Vec::new(),
    };
    items.push(item);
    map.insert_slot(key.to_owned(), Slot { value: Value::List(items), line: slot.line, plain: false });
}

/// Keys that hold lists: the beginning of one that is never closed says its items all the same.
const LISTS: [&str; 8] =
    ["tags", "tag", "categories", "category", "keywords", "authors", "author", "aliases"];

/// What a value says; none where nobody can tell what was meant, and then the key counts as not written.
fn read_value(key: &str, text: &str) -> Option<Value> {
    let list = |inner: &str| {
        Value::List(inner.split(',').map(str::trim).filter(|item| !item.is_empty()).map(scalar).collect())
    };
    let Some(inner) = text.strip_prefix('[') else {
        return (!text.starts_with('{')).then(|| scalar(text));
    };
    match (inner.strip_suffix(']'), inner.contains(']')) {
        (Some(inner), _) => Some(list(inner)),
        // `[a note] and more` is a text.
        (None, true) => Some(scalar(text)),
        (None, false) => LISTS.contains(&key).then(|| list(inner)),
    }
}

/// A value without the quotes around it, also where one of them is missing.
fn scalar(text: &str) -> Value {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return Value::Text(
                inner.strip_suffix(quote).unwrap_or(inner).replace("\\\"", "\"").replace("''", "'"),
            );
        }
    }
    plain(text)
}

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
        } else if let Some((key, value)) = pair(line) {
            list = value.is_empty().then(|| key.to_owned());
            let slot =
                Slot { value: read_value(value), line: number, plain: !value.starts_with(['"', '\'']) };
            map.insert_slot(key.to_owned(), slot);
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

fn read_value(text: &str) -> Value {
    match text.strip_prefix('[') {
        Some(inner) => {
            let inner = inner.strip_suffix(']').unwrap_or(inner);
            Value::List(inner.split(',').map(str::trim).filter(|item| !item.is_empty()).map(scalar).collect())
        }
        None => scalar(text),
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

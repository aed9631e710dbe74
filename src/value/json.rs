//! JSON: front matter that begins with `{`, and data files.

use super::{Fault, MAX_NODES, Map, Slot, Value, line_at};

/// Reads a JSON document of at most `max_bytes`. Numbers keep their kind; keys of the outer object know their line.
pub fn parse(text: &str, max_bytes: usize) -> Result<Value, Fault> {
    if text.len() > max_bytes {
        return Err(Fault::new(None, format!("longer than {} KiB", max_bytes / 1024)));
    }
    // A comma stands between any two values: what has too many is not made at all.
    if memchr::memchr_iter(b',', text.as_bytes()).count() > MAX_NODES {
        return Err(Fault::new(None, format!("more than {MAX_NODES} values")));
    }
    let value: serde_json::Value = serde_json::from_str(text)
        .map_err(|error| Fault::new(Some(error.line()), without_place(&error.to_string())))?;
    let mut value = from_json(value);
    if let (Value::Map(map), true) = (&mut value, text.len() <= 1 << 16) {
        place_keys(map, text);
    }
    Ok(value)
}

/// The length of the first JSON value in `text`, where one stands at its start.
pub fn first_value(text: &str) -> Option<usize> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    values.next()?.ok()?;
    Some(values.byte_offset())
}

/// What is wrong with the JSON value at the start of a text, and the line.
pub fn first_fault(text: &str) -> Option<Fault> {
    let error =
        serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>().next()?.err()?;
    Some(Fault::new(Some(error.line()), without_place(&error.to_string())))
}

fn without_place(message: &str) -> &str {
    message.split(" at line ").next().unwrap_or(message)
}

/// The depth is limited by serde_json itself, to 128.
fn from_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(yes) => Value::Bool(yes),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::Int(whole),
            (None, Some(float)) => Value::Float(float),
            (None, None) => Value::Text(number.to_string()),
        },
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => Value::List(items.into_iter().map(from_json).collect()),
        serde_json::Value::Object(pairs) => {
            Value::Map(pairs.into_iter().map(|(key, value)| (key, from_json(value))).collect())
        }
    }
}

/// Finds the lines of the keys of the outer object: texts at depth one that a colon follows.
fn place_keys(map: &mut Map, text: &str) {
    let bytes = text.as_bytes();
    let (mut depth, mut at) = (0usize, 0usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let start = at;
                at += 1;
                while bytes.get(at).is_some_and(|b| *b != b'"') {
                    at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
                }
                let follows = text.get(at + 1..).unwrap_or_default().trim_start().starts_with(':');
                // A key may be written by escapes.
                let key = text.get(start..=at).filter(|_| depth == 1 && follows);
                if let Some(key) = key.and_then(|quoted| serde_json::from_str::<String>(quoted).ok()) {
                    place(map, &key, line_at(text, start));
                }
            }
            _ => {}
        }
        at += 1;
    }
}

fn place(map: &mut Map, key: &str, line: usize) {
    if let Some(slot) = map.slot(key) {
        let slot = Slot { line, ..slot.clone() };
        map.insert_slot(key.to_owned(), slot);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_lines() {
        let value = parse("{\n \"a\": [1, 2.5, null],\n \"b\": {\"c\": \"d\"}\n}", 999).unwrap();
        assert_eq!(value.get("a").unwrap().text(), "1, 2.5");
        assert_eq!(value.as_map().unwrap().line("b"), Some(3));
    }

    #[test]
    fn a_key_that_is_written_by_escapes_has_its_line_too() {
        let value = parse("{\n \"\\u0061 \\\"b\\\"\": 1}", 999).unwrap();
        assert_eq!(value.as_map().unwrap().line("a \"b\""), Some(2));
    }

    #[test]
    fn the_first_value_of_a_text_that_goes_on() {
        assert_eq!(first_value("{\"a\": 1}\n\nText"), Some(8));
        assert_eq!(first_value("{{% shortcode %}}"), None);
    }
}

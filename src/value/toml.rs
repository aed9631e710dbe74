//! TOML, as Hugo and Zola write it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fault, MAX_DEPTH, Map, Moment, Slot, Value, line_at};

/// Reads a TOML document of at most `max_bytes`.
pub fn parse(text: &str, max_bytes: usize) -> Result<Value, Fault> {
    if text.len() > max_bytes {
        return Err(Fault::new(None, format!("longer than {} KiB", max_bytes / 1024)));
    }
    let table = DeTable::parse(text)
        .map_err(|error| Fault::new(error.span().map(|span| line_at(text, span.start)), error.message()))?;
    let mut lines = Lines { text, at: 0, line: 1 };
    Ok(Value::Map(map(table.get_ref(), &mut lines, 0)))
}

/// Lines of offsets that mostly grow, so that a long file is counted once.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        if offset < self.at {
            return line_at(self.text, offset);
        }
        let between = self.text.as_bytes().get(self.at..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count();
        self.at = offset;
        self.line
    }
}

fn map(table: &DeTable<'_>, lines: &mut Lines<'_>, depth: usize) -> Map {
    let mut map = Map::default();
    for (key, item) in table.iter() {
        let line = lines.of(key.span().start);
        map.insert_slot(
            key.get_ref().to_string(),
            Slot { value: value(item, lines, depth + 1), line, plain: false },
        );
    }
    map
}

fn value(item: &Spanned<DeValue<'_>>, lines: &mut Lines<'_>, depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return Value::Null;
    }
    match item.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Int),
        DeValue::Float(number) => {
            number.as_str().parse().map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Float)
        }
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(written) => time(written).unwrap_or_else(|| Value::Text(written.to_string())),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| value(item, lines, depth + 1)).collect())
        }
        DeValue::Table(table) => Value::Map(map(table, lines, depth)),
    }
}

fn time(written: &toml::value::Datetime) -> Option<Value> {
    let date = written.date?;
    let date = jiff::civil::Date::new(date.year.try_into().ok()?, date.month as i8, date.day as i8).ok()?;
    let Some(time) = written.time else { return Some(Value::Date(date)) };
    let second = time.second.unwrap_or(0).min(59);
    let time = jiff::civil::Time::new(time.hour as i8, time.minute as i8, second as i8, 0).ok()?;
    let offset = match written.offset {
        None => None,
        Some(toml::value::Offset::Z) => Some(jiff::tz::Offset::UTC),
        Some(toml::value::Offset::Custom { minutes }) => {
            Some(jiff::tz::Offset::from_seconds(i32::from(minutes) * 60).ok()?)
        }
    };
    Some(Value::Time(Moment { civil: jiff::civil::DateTime::from_parts(date, time), offset }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_order_with_their_lines() {
        let value =
            parse("title = \"A\"\ndate = 2009-08-19T22:54:00+01:00\n[taxonomies]\ntags = [\"x\"]\n", 999);
        let value = value.unwrap();
        assert_eq!(value.get("date").unwrap().text(), "2009-08-19 22:54:00 +0100");
        assert_eq!(value.get("taxonomies").unwrap().get("tags").unwrap().text(), "x");
        assert_eq!(value.as_map().unwrap().line("taxonomies"), Some(3));
    }

    #[test]
    fn a_fault_names_its_line() {
        assert_eq!(parse("a = 1\nb = \n", 999).unwrap_err().line, Some(2));
        assert!(parse(&format!("a = {}", "[".repeat(60_000)), 1 << 16).is_err());
    }
}

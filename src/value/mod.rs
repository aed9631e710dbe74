//! Values with lines: YAML, TOML and JSON become one [`Value`].
//!
//! Every reader here is total and limited: a text gives a value or a [`Fault`] that names a line, whatever it holds.
//! Nothing is known here of posts. This is the only place that names libyaml, serde_yaml and toml.

pub mod json;
pub mod records;
mod resolve;
pub mod toml;
pub mod yaml;

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// How deep a value may be nested.
pub const MAX_DEPTH: usize = 64;

/// How many values one text may make, aliases followed.
pub const MAX_NODES: usize = 400_000;

/// A value of YAML, TOML or JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Float(f64),
    /// A text.
    Text(String),
    /// A day.
    Date(Date),
    /// A day with a time.
    Time(Moment),
    /// A list.
    List(Vec<Value>),
    /// Keys and values in the order of the source.
    Map(Map),
}

/// A date with a time, as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Date and time as written.
    pub civil: DateTime,
    /// The offset from UTC, where one was written.
    pub offset: Option<Offset>,
}

/// Keys and values in the order of the source; of a key that stands twice the last counts, as in Ruby.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    // Ten thousand headers ask for a dozen keys each, which std's hash would make a tenth of the work; and half of the keys
    // are ours.
    slots: IndexMap<Cow<'static, str>, Slot, foldhash::fast::RandomState>,
}

/// A value in a [`Map`], and how it stood in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The value.
    pub value: Value,
    /// The line of its key, from 1; 0 where the format does not say.
    pub line: usize,
    /// Whether it is a scalar that stood there without quotes.
    pub plain: bool,
}

/// Why a text is not a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1, where the reader knows it.
    pub line: Option<usize>,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl Fault {
    pub(crate) fn new(line: Option<usize>, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

impl Map {
    /// A map with room for so many keys.
    pub fn with_capacity(keys: usize) -> Self {
        Self { slots: IndexMap::with_capacity_and_hasher(keys, Default::default()) }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.slots.get(key).map(|slot| &slot.value)
    }

    /// The value of a key with its line.
    pub fn slot(&self, key: &str) -> Option<&Slot> {
        self.slots.get(key)
    }

    /// The line of a key, from 1.
    pub fn line(&self, key: &str) -> Option<usize> {
        self.slots.get(key).map(|slot| slot.line).filter(|line| *line > 0)
    }

    /// Sets a key; one that is there keeps its place.
    pub fn insert(&mut self, key: impl Into<Cow<'static, str>>, value: Value) {
        self.insert_slot(key, Slot { value, line: 0, plain: false });
    }

    /// Sets a key with where it stood.
    pub fn insert_slot(&mut self, key: impl Into<Cow<'static, str>>, slot: Slot) {
        self.slots.insert(key.into(), slot);
    }

    /// Removes a key; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.slots.shift_remove(key).map(|slot| slot.value)
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.slots.iter().map(|(key, slot)| (&**key, &slot.value))
    }

    /// Keys and slots in order.
    pub fn slots(&self) -> impl ExactSizeIterator<Item = (&str, &Slot)> {
        self.slots.iter().map(|(key, slot)| (&**key, slot))
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

impl FromIterator<(String, Value)> for Map {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(iter: T) -> Self {
        let mut map = Self::default();
        for (key, value) in iter {
            map.insert(key, value);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (Cow<'static, str>, Slot);
    type IntoIter = indexmap::map::IntoIter<Cow<'static, str>, Slot>;
    fn into_iter(self) -> Self::IntoIter {
        self.slots.into_iter()
    }
}

impl Value {
    /// The text of a text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of true and false.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// A map.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The value of a key, where this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_map()?.get(key)
    }

    /// Whether this is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// As Ruby's `inspect` prints it: `["a", 1, nil]`, `{"a"=>"b"}`.
    pub fn inspect(&self) -> String {
        match self {
            Self::Null => "nil".to_owned(),
            Self::Text(text) => format!("{text:?}"),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::inspect).collect::<Vec<_>>().join(", "))
            }
            Self::Map(map) => {
                let pairs = map.iter().map(|(key, value)| format!("{key:?}=>{}", value.inspect()));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }
            scalar => scalar.text().into_owned(),
        }
    }

    /// As Ruby's `to_s` prints it: lists and maps as they stand in a program.
    pub fn printed(&self) -> Cow<'_, str> {
        match self {
            Self::List(_) | Self::Map(_) => Cow::Owned(self.inspect()),
            scalar => scalar.text(),
        }
    }

    /// A scalar as Ruby's `to_s` prints it; a list joined by commas, a map by nothing.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Null | Self::Map(_) => Cow::Borrowed(""),
            Self::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Self::Int(value) => Cow::Owned(value.to_string()),
            Self::Float(value) => Cow::Owned(ruby_float(*value)),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Time(moment) => Cow::Owned(moment.to_string()),
            Self::List(items) => {
                let texts: Vec<_> = items.iter().map(Value::text).filter(|text| !text.is_empty()).collect();
                Cow::Owned(texts.join(", "))
            }
        }
    }
}

impl fmt::Display for Moment {
    /// As Ruby's `Time#to_s` prints it, without an offset where none was written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil.strftime("%Y-%m-%d %H:%M:%S"))?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str(" UTC"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, " {sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

/// `Float#to_s`: always a point or an exponent, the exponent of two digits.
fn ruby_float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let point = if digits.contains('.') { "" } else { ".0" };
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |rest| ('-', rest));
        return format!("{digits}{point}e{sign}{exponent:0>2}");
    }
    format!("{value:?}")
}

/// The line of a byte of a text, from 1.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    memchr::memchr_iter(b'\n', before).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_print_as_ruby_prints_them() {
        let print = |value| Value::Float(value).text().into_owned();
        assert_eq!(print(1.0), "1.0");
        assert_eq!(print(1.10), "1.1");
        assert_eq!(print(1e20), "1.0e+20");
        assert_eq!(print(1.5e-7), "1.5e-07");
    }
}

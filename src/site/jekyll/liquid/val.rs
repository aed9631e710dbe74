//! The values templates compute with, and Ruby's ideas of truth, text, equality and order.
//!
//! Values are shared, never changed: copying one is counting a reference. The large things of a site (its posts,
//! its data, the page) are names only; the interpreter asks its host when a template looks into them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use jiff::Zoned;

use super::print::Printer;

/// A value.
#[derive(Clone, Debug, Default)]
pub enum Val {
    /// Nothing: also every name that nobody defined.
    #[default]
    Nil,
    /// Truth.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a point.
    Float(f64),
    /// Text.
    Text(Rc<str>),
    /// Values in order.
    List(Rc<Vec<Val>>),
    /// Values by name, in the order they were written.
    Map(Rc<Map>),
    /// `(1..5)`.
    Range(i64, i64),
    /// An instant in a zone; the flag says that only a day was written (a Ruby `Date`).
    Time(Rc<Zoned>, bool),
    /// The literal `empty`.
    Empty,
    /// The literal `blank`.
    Blank,
    /// Something of the site that is looked into on demand.
    Thing(Thing),
}

/// What is looked into on demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// `site`.
    Site,
    /// `jekyll`: the version and the environment.
    Jekyll,
    /// A post or a page, by the host's number.
    Document(usize),
    /// A folder of `_data`; empty for `_data` itself.
    Data(Rc<str>),
    /// `forloop`, by its depth from 0.
    Loop(usize),
}

/// Values by name.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<(Rc<str>, Val)>,
    index: HashMap<Rc<str>, usize>,
}

impl Map {
    /// The value of a name.
    pub fn get(&self, key: &str) -> Option<&Val> {
        let at = *self.index.get(key)?;
        self.entries.get(at).map(|(_, value)| value)
    }

    /// The entries in order.
    pub fn entries(&self) -> &[(Rc<str>, Val)] {
        &self.entries
    }
}

impl<K: Into<Rc<str>>> FromIterator<(K, Val)> for Map {
    /// Of a name that occurs twice the last value counts, at the first place, as in Ruby.
    fn from_iter<I: IntoIterator<Item = (K, Val)>>(items: I) -> Self {
        let mut map = Self::default();
        for (key, value) in items {
            let key = key.into();
            match map.index.get(&key) {
                Some(&at) => map.entries[at].1 = value,
                None => {
                    map.index.insert(key.clone(), map.entries.len());
                    map.entries.push((key, value));
                }
            }
        }
        map
    }
}

impl Val {
    /// Text.
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Val>) -> Self {
        Self::List(Rc::new(items.into_iter().collect()))
    }

    /// A map.
    pub fn map<K: Into<Rc<str>>>(items: impl IntoIterator<Item = (K, Val)>) -> Self {
        Self::Map(Rc::new(items.into_iter().collect()))
    }

    /// Everything is true but `nil` and `false`.
    pub fn truthy(&self) -> bool {
        !matches!(self, Self::Nil | Self::Bool(false))
    }

    /// The number it is or, being text, begins with, as Liquid's `Utils.to_number` reads it.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Int(n) => Some(Number::Int(*n)),
            Self::Float(x) => Some(Number::Float(*x)),
            Self::Text(text) => Some(Number::read(text)),
            Self::Time(time, _) => Some(Number::Int(time.timestamp().as_second())),
            Self::Nil
            | Self::Bool(_)
            | Self::List(_)
            | Self::Map(_)
            | Self::Range(..)
            | Self::Empty
            | Self::Blank
            | Self::Thing(_) => None,
        }
    }

    /// The whole number it stands for, 0 where it is none.
    pub fn int(&self) -> i64 {
        self.number().map_or(0, Number::int)
    }

    /// Its length where it has one: characters, items, entries.
    pub fn size(&self) -> Option<usize> {
        match self {
            Self::Text(text) => Some(text.chars().count()),
            Self::List(items) => Some(items.len()),
            Self::Map(map) => Some(map.entries.len()),
            Self::Range(from, to) => {
                Some(usize::try_from(to.saturating_sub(*from).saturating_add(1)).unwrap_or(0))
            }
            Self::Nil
            | Self::Bool(_)
            | Self::Int(_)
            | Self::Float(_)
            | Self::Time(..)
            | Self::Empty
            | Self::Blank
            | Self::Thing(_) => None,
        }
    }

    /// Roughly how many bytes looking at it costs.
    pub fn weight(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::List(items) => items.len() * 8,
            Self::Map(map) => map.entries.len() * 8,
            _ => 0,
        }
    }

    /// How many values there are in it, itself included.
    pub fn count(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::count).sum::<usize>(),
            Self::Map(map) => 1 + map.entries.iter().map(|(_, value)| value.count()).sum::<usize>(),
            _ => 1,
        }
    }

    /// `==` as Liquid 4 defines it (`Condition#equal_variables`): `empty` asks whether the other is empty,
    /// `blank` asks for a method that plain Ruby does not have and is never equal to anything.
    pub fn equals(&self, other: &Self) -> bool {
        self.same(other, 0)
    }

    fn same(&self, other: &Self, depth: usize) -> bool {
        match (self, other) {
            (Self::Empty, x) | (x, Self::Empty) => !matches!(x, Self::Range(..)) && x.size() == Some(0),
            (Self::Nil, Self::Nil) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(_) | Self::Int(_), Self::Float(_) | Self::Int(_)) => {
                self.compare(other) == Some(Ordering::Equal)
            }
            (Self::Time(a, _), Self::Time(b, _)) => a.timestamp() == b.timestamp(),
            (Self::Range(a, b), Self::Range(c, d)) => (a, b) == (c, d),
            (Self::Thing(a), Self::Thing(b)) => a == b,
            (Self::List(a), Self::List(b)) => {
                Rc::ptr_eq(a, b)
                    || depth < 8
                        && a.len() == b.len()
                        && a.iter().zip(b.iter()).all(|(a, b)| a.same(b, depth + 1))
            }
            (Self::Map(a), Self::Map(b)) => {
                Rc::ptr_eq(a, b)
                    || depth < 8
                        && a.entries.len() == b.entries.len()
                        && a.entries.iter().all(|(k, v)| b.get(k).is_some_and(|w| v.same(w, depth + 1)))
            }
            _ => false,
        }
    }

    /// The order of two values of one kind; none between kinds.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            (Self::Int(a), Self::Float(b)) => (*a as f64).partial_cmp(b),
            (Self::Float(a), Self::Int(b)) => a.partial_cmp(&(*b as f64)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Time(a, _), Self::Time(b, _)) => Some(a.timestamp().cmp(&b.timestamp())),
            _ => None,
        }
    }

    /// What `{{ … }}` prints. Stops at a size no template needs.
    pub fn print(&self) -> Rc<str> {
        match self {
            Self::Text(text) => text.clone(),
            _ => {
                let mut printer = Printer::default();
                printer.plain(self, 0);
                printer.out.into()
            }
        }
    }

    /// What Ruby's `inspect` prints.
    pub fn inspect(&self) -> String {
        let mut printer = Printer::default();
        printer.inspect(self, 0);
        printer.out
    }

    /// How deep lists and maps are nested in it, as far as a walk of `fuel` values sees; `None` past that.
    pub fn depth(&self, fuel: &mut usize) -> Option<usize> {
        *fuel = fuel.checked_sub(1)?;
        let inner: &mut dyn Iterator<Item = &Val> = match self {
            Self::List(items) => &mut items.iter(),
            Self::Map(map) => &mut map.entries.iter().map(|(_, value)| value),
            _ => return Some(0),
        };
        let mut deepest = 0;
        for value in inner {
            deepest = deepest.max(value.depth(fuel)?);
        }
        Some(deepest + 1)
    }
}

/// A number, whole or not.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// A whole one.
    Int(i64),
    /// One with a point.
    Float(f64),
}

impl Number {
    /// Reads the number a text is: `/\A-?\d+\.\d+\z/` is a float, everything else what Ruby's `to_i` finds.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        let digits = text.strip_prefix('-').unwrap_or(text);
        if let Some((whole, part)) = digits.split_once('.')
            && !whole.is_empty()
            && !part.is_empty()
            && whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit())
        {
            return Self::Float(text.parse().unwrap_or(0.0));
        }
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let value: i64 = digits.get(..length).and_then(|d| d.parse().ok()).unwrap_or(0);
        Self::Int(if digits.len() < text.len() { -value } else { value })
    }

    /// Without what follows the point.
    pub fn int(self) -> i64 {
        match self {
            Self::Int(n) => n,
            Self::Float(x) => x as i64,
        }
    }

    /// As a float.
    pub fn float(self) -> f64 {
        match self {
            Self::Int(n) => n as f64,
            Self::Float(x) => x,
        }
    }

    /// As a value.
    pub fn val(self) -> Val {
        match self {
            Self::Int(n) => Val::Int(n),
            Self::Float(x) => Val::Float(x),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::print::print_float;
    use super::*;

    #[test]
    fn values_print_as_ruby_prints_them() {
        let list = Val::list([Val::Int(1), Val::Nil, Val::text("a"), Val::list([Val::Float(2.0)])]);
        assert_eq!(&*list.print(), "1a2.0");
        assert_eq!(&*Val::map([("a", list)]).print(), r#"{"a"=>[1, nil, "a", [2.0]]}"#);
        assert_eq!(print_float(1e20), "1.0e+20");
    }

    #[test]
    fn of_a_name_written_twice_the_last_value_counts() {
        assert_eq!(Val::map([("a", Val::Int(1)), ("a", Val::Int(2))]).inspect(), r#"{"a"=>2}"#);
    }

    #[test]
    fn text_is_a_number_as_far_as_it_looks_like_one() {
        assert_eq!(Val::text("12px").int(), 12);
        assert_eq!(Val::text("-3.7").int(), -3);
        assert_eq!(Val::text("x").int(), 0);
    }
}

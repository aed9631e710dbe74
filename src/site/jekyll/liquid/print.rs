//! Values as text: what Ruby's `to_s` and `inspect` make of them.

use std::fmt::Write as _;

use super::val::Val;

/// Prints a float as Ruby does.
pub fn print_float(x: f64) -> String {
    match x {
        _ if x.is_nan() => "NaN".into(),
        _ if x.is_infinite() => if x > 0.0 { "Infinity" } else { "-Infinity" }.into(),
        _ if x != 0.0 && !(1e-4..1e16).contains(&x.abs()) => {
            let text = format!("{x:e}");
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let point = if mantissa.contains('.') { "" } else { ".0" };
            let exponent: i32 = exponent.parse().unwrap_or(0);
            format!("{mantissa}{point}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
        }
        _ => format!("{x:?}"),
    }
}

/// Text that grows to a limit: nested values can print exponentially more than they take.
#[derive(Default)]
pub(super) struct Printer {
    /// What is printed so far.
    pub(super) out: String,
    visits: usize,
}

impl Printer {
    const MOST_BYTES: usize = 1 << 20;
    const MOST_VISITS: usize = 1 << 18;
    const DEEPEST: usize = 24;

    fn go_on(&mut self, depth: usize) -> bool {
        self.visits += 1;
        self.out.len() < Self::MOST_BYTES && self.visits < Self::MOST_VISITS && depth < Self::DEEPEST
    }

    /// As `{{ … }}` prints it.
    pub(super) fn plain(&mut self, value: &Val, depth: usize) {
        if !self.go_on(depth) {
            return;
        }
        match value {
            Val::Nil | Val::Empty | Val::Blank | Val::Thing(_) => {}
            Val::Text(text) => self.out.push_str(text),
            Val::List(items) => items.iter().for_each(|item| self.plain(item, depth + 1)),
            Val::Bool(_) | Val::Int(_) | Val::Float(_) | Val::Map(_) | Val::Range(..) | Val::Time(..) => {
                self.inspect(value, depth);
            }
        }
    }

    /// As Ruby's `inspect` prints it.
    pub(super) fn inspect(&mut self, value: &Val, depth: usize) {
        if !self.go_on(depth) {
            return;
        }
        // Writing into a string cannot fail.
        let _ = match value {
            Val::Nil => write!(self.out, "nil"),
            Val::Empty | Val::Blank | Val::Thing(_) => Ok(()),
            Val::Bool(b) => write!(self.out, "{b}"),
            Val::Int(n) => write!(self.out, "{n}"),
            Val::Float(x) => write!(self.out, "{}", print_float(*x)),
            Val::Range(from, to) => write!(self.out, "{from}..{to}"),
            Val::Time(time, true) => write!(self.out, "{}", time.strftime("%Y-%m-%d")),
            Val::Time(time, false) => write!(self.out, "{}", time.strftime("%Y-%m-%d %H:%M:%S %z")),
            Val::Text(text) => write!(self.out, "{text:?}"),
            Val::List(items) => {
                self.out.push('[');
                for (n, item) in items.iter().enumerate() {
                    self.out.push_str(if n > 0 { ", " } else { "" });
                    self.inspect(item, depth + 1);
                }
                write!(self.out, "]")
            }
            Val::Map(map) => {
                self.out.push('{');
                for (n, (key, value)) in map.entries().iter().enumerate() {
                    let _ = write!(self.out, "{}{key:?}=>", if n > 0 { ", " } else { "" });
                    self.inspect(value, depth + 1);
                }
                write!(self.out, "}}")
            }
        };
    }
}

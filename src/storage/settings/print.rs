//! `--print-config`: the settings in force, as a settings file that would say the same.

use std::fmt::Write;

use super::{OPTIONS, Origin, Settings};
use crate::screen::encode::is_obeyed;
use crate::storage::Paths;
use crate::text::width::cells;
use crate::value::Value;

impl Settings {
    /// The settings in force, each with where it comes from, and the paths that count on this machine.
    pub fn print(&self, paths: &Paths) -> String {
        let mut out = String::new();
        let files = [
            ("Settings", &paths.config),
            ("Your own themes", &paths.themes),
            ("What keys changed", &paths.state),
            ("Marks", &paths.marks),
            ("What can go", &paths.cache),
        ];
        for (what, path) in files {
            let Some(path) = path else { continue };
            let there = if path.exists() { "" } else { " (not there)" };
            let path = crate::text::Clean::line(&path.to_string_lossy());
            let _ = writeln!(out, "# {:18} {path}{there}", format!("{what}:"));
        }
        out.push('\n');
        let lines = OPTIONS.iter().map(|row| (format!("{}: {}", row.name, (row.show)(self)), row));
        let lines: Vec<_> = lines.collect();
        let widest =
            lines.iter().map(|(line, _)| cells(line)).filter(|width| *width <= 40).max().unwrap_or(0);
        for (line, row) in lines {
            let pad = widest.saturating_sub(cells(&line));
            let _ = writeln!(out, "{line}{:pad$}  # {}", "", self.origin(row.name).words(&self.file));
        }
        out
    }
}

impl Origin {
    /// Where the value comes from, in words; `file` needs not be named again.
    pub(super) fn words(&self, file: &str) -> String {
        match self {
            Self::Default => "default".into(),
            Self::File(name, line) if &**name == file => format!("line {line}"),
            Self::File(name, line) => format!("{name}:{line}"),
            Self::Remembered => "a key changed it".into(),
            Self::Environment(name) => format!("the environment, {name}"),
            Self::Flag(name) => format!("the command line, {name}"),
        }
    }
}

/// A text as YAML: plain where that reads the same, else in single quotes; in double quotes where a character of it is
/// an order to a terminal or none that YAML takes as it is.
pub(super) fn quoted(text: &str) -> String {
    let escaped = |c: char| is_obeyed(c) || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(escaped) {
        let character = |c: char| match c {
            '"' | '\\' => format!("\\{c}"),
            c if escaped(c) => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        };
        return format!("\"{}\"", text.chars().map(character).collect::<String>());
    }
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let begins = text.starts_with(|c: char| c.is_alphabetic() || c == '/');
    if begins && text.chars().all(plain) && crate::value::yaml::plain(text).as_str() == Some(text) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A list on one line.
pub(super) fn flow(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// A map on one line.
pub(super) fn pairs<'a>(items: impl Iterator<Item = (&'a str, String)>) -> String {
    let items: Vec<_> = items.map(|(key, value)| format!("{}: {value}", quoted(key))).collect();
    format!("{{{}}}", items.join(", "))
}

/// A wrong value in a message.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::Map(_) => "a map".into(),
        Value::List(_) => "a list".into(),
        other => {
            let text: String = other.text().chars().take(40).collect();
            format!("“{text}”")
        }
    }
}

//! The header of a post: found, read, and read all the same where it is broken.
//!
//! What its keys mean is the generator's business; what dates, tags and titles look like in the wild is known here.

pub mod dates;
pub mod decode;
pub mod fields;
mod lenient;
mod missed;
mod quick;
mod split;

pub use decode::decode;
pub use missed::late;
pub use split::{Format, Split, TO_HEADING, is_enough, split};

use crate::problem::Problem;
use crate::text::Clean;
use crate::value::{Fault, Map, Value, json, toml, yaml};

/// A header longer than this is not read: libyaml takes quadratic time on some.
pub const MAX_HEADER: usize = 64 << 10;

/// The header of a post, as keys and values; their lines are lines of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// How it is written; none where there is no header.
    pub format: Option<Format>,
    /// Its keys.
    pub map: Map,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
}

impl Header {
    /// Reads the header that [`split()`] found. Of a broken one, what can be made out line by line is kept.
    pub fn read(split: &Split<'_>, file: &Clean) -> Self {
        let Some((format, text)) = split.header else {
            return Self { problems: missed::unclosed(split, file).into_iter().collect(), ..Self::default() };
        };
        if let (Format::Yaml, Some(map)) = (format, quick::read(text)) {
            return Self { format: Some(format), map, problems: Vec::new() };
        }
        let (map, problems) = match parse(format, text) {
            Ok(Value::Map(map)) => (map, Vec::new()),
            Ok(Value::Null) => (Map::default(), Vec::new()),
            Ok(_) => {
                let problem =
                    Problem::new(file, "the front matter holds no keys", "write each as `key: value`");
                (Map::default(), vec![problem.at(1)])
            }
            Err(fault) => (lenient::read(text), vec![broken(format, text, fault, file)]),
        };
        Self { format: Some(format), map, problems }
    }

    /// The value of the first of these keys that is there and not null.
    pub fn first(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().find_map(|key| self.map.get(key).filter(|value| !value.is_null()))
    }

    /// The same without regard to capitals, for folders that no generator reads.
    pub fn first_folded(&self, keys: &[&str]) -> Option<&Value> {
        self.first(keys).or_else(|| {
            let fits = |key: &str| keys.iter().any(|wanted| wanted.eq_ignore_ascii_case(key));
            self.map.iter().find(|(key, value)| fits(key) && !value.is_null()).map(|(_, value)| value)
        })
    }
}

fn parse(format: Format, text: &str) -> Result<Value, Fault> {
    match format {
        Format::Yaml => yaml::parse(text, MAX_HEADER),
        Format::Toml => toml::parse(&text.replacen("+++", "", 1), MAX_HEADER),
        Format::Json => json::parse(text, MAX_HEADER),
    }
}

fn broken(format: Format, text: &str, fault: Fault, file: &Clean) -> Problem {
    let name = match format {
        Format::Yaml => "YAML",
        Format::Toml => "TOML",
        Format::Json => "JSON",
    };
    let line = fault.line.and_then(|line| text.lines().nth(line.saturating_sub(1))).unwrap_or_default();
    let problem =
        Problem::new(file, &format!("broken {name} in the front matter: {}", fault.message), remedy(line));
    match fault.line {
        Some(line) => problem.at(line),
        None => problem,
    }
}

/// What most often is wrong with a line that YAML refuses.
fn remedy(line: &str) -> &'static str {
    let value = line.split_once(':').map_or(line, |(_, value)| value).trim_start();
    if line.trim_start_matches(' ').starts_with('\t') {
        return "indent with blanks, not with tabs";
    }
    if value.starts_with(['[', '{']) && !value.contains([']', '}']) {
        return "close the bracket, or put the value in quotes";
    }
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => return in_quotes(value, quote),
        Some('&' | '*') => return "put the value in quotes: to YAML `*` and `&` name parts of the header",
        _ => {}
    }
    if value.contains(": ") || value.starts_with(['@', '`', '%', '!', '[', '{']) {
        return "put the value in quotes and double the same quotes inside";
    }
    "compare the line with the ones around it"
}

/// The same of a value that begins with a quote.
fn in_quotes(value: &str, quote: char) -> &'static str {
    let inner = value.trim_end().strip_prefix(quote).unwrap_or_default();
    match (quote, inner.strip_suffix(quote)) {
        (_, None) if !inner.contains(quote) => "close the quotes at the end of the value",
        ('"', Some(inner)) if inner.contains('\\') => {
            "write `\\\\` for `\\`, or put the value in single quotes"
        }
        ('"', _) => "write `\\\"` for the quotes inside, or put the value in single quotes",
        _ => "double the quotes inside the value",
    }
}

#[cfg(test)]
mod tests;

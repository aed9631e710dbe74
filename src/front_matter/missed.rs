//! Headers that are none: opened and never closed, or not where a header must stand. What is shown is the text as it is; what is
//! wrong is said.

use super::Split;
use crate::problem::Problem;
use crate::text::Clean;
use crate::value::json;

/// A header that is opened and never closed makes the whole file text, as it does for Jekyll.
pub(super) fn unclosed(split: &Split<'_>, file: &Clean) -> Option<Problem> {
    if split.unclosed {
        let fence = if split.body.starts_with('+') { "+++" } else { "---" };
        let remedy = format!("add a line `{fence}` where it ends");
        return Some(Problem::new(file, "the front matter is never closed", &remedy).at(1));
    }
    if split.header.is_some() || !begins_object(split.body) {
        return None;
    }
    let fault = json::first_fault(split.body)?;
    let message = format!("broken JSON in the front matter: {}", fault.message);
    Some(Problem::new(file, &message, "it ends with a line `}` before the text").at(fault.line.unwrap_or(1)))
}

/// Whether a text begins as an object with a key does, and as no template: `{ "title"`.
fn begins_object(text: &str) -> bool {
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// A header of YAML below empty lines, which is text to Jekyll and Obsidian.
pub fn late(split: &Split<'_>, file: &Clean) -> Option<Problem> {
    let text = split.body.trim_start_matches(['\n', '\r', ' ', '\t']);
    let before = split.body.len() - text.len();
    if split.header.is_some() || split.unclosed || before == 0 {
        return None;
    }
    // A line above text, with a line below it, is no header.
    let header = super::split(text).header?.1;
    let is_key = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key);
        key.is_some_and(|key| key.starts_with(char::is_alphabetic) && !key.contains(char::is_whitespace))
    };
    if !header.starts_with("---") || !header.lines().nth(1).is_some_and(is_key) {
        return None;
    }
    let message = "the front matter does not begin on the first line, and is text";
    let line = split.body.get(..before).unwrap_or_default().matches('\n').count() + 1;
    Some(Problem::new(file, message, "take out what is empty above it").at(line))
}

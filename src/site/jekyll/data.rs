//! What Jekyll knows of a document before it renders it (`Jekyll::Document`): the defaults, the header, and what the
//! path says of date, title and categories.

use std::mem::{Discriminant, discriminant};

use crate::front_matter::dates::{self, Written};
use crate::text::unlike::{FEW, unlike};
use crate::value::{Map, Value};

use super::config::Config;
use super::defaults::merge;
use super::names::{Name, titleize};

/// A document's data, and where its date is from.
#[derive(Clone, Debug, Default)]
pub(super) struct Data {
    /// Every key that a template may ask `page` for.
    pub(super) map: Map,
    /// The date, where there is one that can be read.
    pub(super) date: Option<Dated>,
    /// The date as written, where it cannot be read.
    pub(super) unread: Option<String>,
    /// The date of the file's name, where it is none and there is no other.
    pub(super) misnamed: Option<String>,
}

/// The date of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// As written.
    pub(super) written: Written,
    /// Whether the file's name says it.
    pub(super) from_name: bool,
    /// Whether it stood as a YAML timestamp without a zone, which Ruby takes for UTC.
    pub(super) is_utc: bool,
}

/// The data of a document. `path` is below the collections' folder, with `/`; `label` names its collection.
pub(super) fn of(config: &Config, path: &str, label: &str, is_draft: bool, header: Map) -> Data {
    let file = path.rsplit('/').next().unwrap_or(path);
    let name = Name::of(file);
    let mut map = Map::with_capacity(header.len() + 6);
    map.insert("draft", Value::Bool(is_draft));
    map.insert("categories", Value::List(superdirs(path, if is_draft { "drafts" } else { label }, file)));
    overlay(&mut map, config.defaults.all(path, label));
    overlay(&mut map, header);
    let (date, unread) = date(&mut map, name.date);
    if is_false(map.get("title")) {
        map.insert("title", Value::Text(titleize(name.slug)));
    }
    if is_false(map.get("slug")) {
        map.insert("slug", Value::Text(name.slug.to_owned()));
    }
    if is_false(map.get("ext")) {
        map.insert("ext", Value::Text(name.extension.to_owned()));
    }
    populate_categories(&mut map);
    populate_tags(&mut map);
    let misnamed = name.date.filter(|_| date.is_none() && unread.is_none()).map(str::to_owned);
    Data { map, date, unread, misnamed }
}

/// What Ruby's `||=` replaces.
pub(super) fn is_false(value: Option<&Value>) -> bool {
    matches!(value, None | Some(Value::Null | Value::Bool(false)))
}

/// `Document#categories_from_path`: the folders above the special one, whose name is an underscore and a label.
fn superdirs(path: &str, label: &str, file: &str) -> Vec<Value> {
    let is_special = |folder: &str| folder.strip_prefix('_') == Some(label);
    if path.strip_prefix('_').is_some_and(|path| path.starts_with(label)) {
        return Vec::new();
    }
    let special = path
        .match_indices('_')
        .find(|(at, _)| path.get(at + 1..).is_some_and(|rest| rest.starts_with(label)));
    let above = special.and_then(|(at, _)| path.get(..at)).unwrap_or(path);
    let folders =
        above.split('/').filter(|folder| !folder.is_empty() && !is_special(folder) && *folder != file);
    folders.map(|folder| Value::Text(folder.to_owned())).collect()
}

/// `Document#merge_data!`: categories are united, everything else is merged.
fn overlay(map: &mut Map, mut other: Map) {
    if other.is_empty() {
        return;
    }
    let new = match other.get("categories") {
        Some(Value::Text(text)) => Some(words(text)),
        Some(Value::List(items)) => Some(items.clone()),
        Some(Value::Null) | None => None,
        Some(value) => Some(vec![value.clone()]),
    };
    if let Some(new) = new {
        let mut both = map.get("categories").and_then(Value::as_list).unwrap_or_default().to_vec();
        both.extend(new);
        unlike(&mut both, print);
        other.insert("categories", Value::List(both));
    }
    merge(map, other);
}

fn words(text: &str) -> Vec<Value> {
    text.split_ascii_whitespace().map(|word| Value::Text(word.to_owned())).collect()
}

/// `Document#modify_date`: the date of the header or the defaults, else the one of the file's name.
fn date(map: &mut Map, named: Option<&str>) -> (Option<Dated>, Option<String>) {
    let value = map.get("date").filter(|value| !is_false(Some(value)));
    let is_utc = matches!(value, Some(Value::Time(moment)) if moment.offset.is_none());
    let written = value.and_then(dates::of_value);
    let unread = value.filter(|_| written.is_none()).map(|value| value.text().into_owned());
    let header = written.map(|written| Dated { written, from_name: false, is_utc });
    let named = || {
        let written = dates::parse(named?)?;
        Some(Dated { written, from_name: true, is_utc: false })
    };
    (header.or_else(named), unread)
}

/// `Utils.pluralized_array_from_hash`: the singular key whole, else the plural one, a text split at blanks.
fn pluralized(map: &Map, singular: &str, plural: &str) -> Vec<Value> {
    let mut out = Vec::new();
    match (map.get(singular), map.get(plural)) {
        (Some(value), _) if !is_false(Some(value)) => flatten(value, &mut out),
        (_, Some(Value::Text(text))) => out = words(text),
        (_, Some(list @ Value::List(_))) => flatten(list, &mut out),
        _ => {}
    }
    out
}

/// The items of the plural key where it is a list and the singular one says nothing: mostly they stay as they stand.
fn only<'a>(map: &'a Map, singular: &str, plural: &str) -> Option<&'a [Value]> {
    map.get(plural).and_then(Value::as_list).filter(|_| is_false(map.get(singular)))
}

/// Whether [`flatten`] makes something else of an item.
fn is_flattened(item: &Value) -> bool {
    matches!(item, Value::List(_) | Value::Null)
}

/// The items of lists in lists, without nothing.
fn flatten(value: &Value, out: &mut Vec<Value>) {
    match value {
        Value::List(items) => items.iter().for_each(|item| flatten(item, out)),
        Value::Null => {}
        value => out.push(value.clone()),
    }
}

/// `Document#populate_categories`: what stands in `categories`, then the same and what `category` says as texts. So
/// a number stands twice: as itself and as a text.
fn populate_categories(map: &mut Map) {
    let is_text = |item: &Value| matches!(item, Value::Text(_));
    let are_unlike = |items: &[Value]| (1..items.len()).all(|at| !items[..at].contains(&items[at]));
    let stay = |items: &[Value]| items.len() <= FEW && items.iter().all(is_text) && are_unlike(items);
    if only(map, "category", "categories").is_some_and(stay) {
        return;
    }
    let singular = pluralized(map, "category", "categories");
    let before = map.get("categories").and_then(Value::as_list).unwrap_or_default();
    let texts = before.iter().chain(&singular).map(|item| Value::Text(item.printed().into_owned()));
    let mut all: Vec<Value> = before.iter().cloned().chain(texts).collect();
    unlike(&mut all, print);
    map.insert("categories", Value::List(all));
}

/// What tells a value from others: a number from the text of its digits, too.
fn print(value: &Value) -> (Discriminant<Value>, String) {
    (discriminant(value), value.printed().into_owned())
}

/// `Document#populate_tags`: what stands twice stays twice, as on the page.
fn populate_tags(map: &mut Map) {
    if only(map, "tag", "tags").is_some_and(|items| !items.iter().any(is_flattened)) {
        return;
    }
    let tags = pluralized(map, "tag", "tags");
    map.insert("tags", Value::List(tags));
}

#[cfg(test)]
mod tests;

//! `defaults` of the configuration (`Jekyll::FrontmatterDefaults`): values for the posts of a path and a type.

use std::borrow::Cow;

use crate::text::glob::Glob;
use crate::value::{Map, Slot, Value};

/// All sets of a site, in the order of the configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults {
    sets: Vec<Set>,
}

/// One set: a scope and its values.
#[derive(Clone, Debug)]
struct Set {
    /// The path as written; empty for every file.
    path: String,
    /// The path as a glob, where it is one.
    glob: Option<Glob>,
    kind: Option<String>,
    values: Map,
}

impl Defaults {
    /// From the value of the configuration; sets without `values` are passed over, as Jekyll does.
    pub(super) fn new(value: Option<&Value>, collections_dir: &str) -> Self {
        let sets = value.and_then(Value::as_list).unwrap_or_default();
        Self { sets: sets.iter().filter_map(|set| Set::new(set, collections_dir)).collect() }
    }

    /// The values for a file: of the sets that apply, the one with the longer path, then the one with a type, then
    /// the later one has precedence.
    pub(super) fn all(&self, path: &str, kind: &str) -> Map {
        let mut out = Map::default();
        let mut old: Option<&Set> = None;
        for set in self.sets.iter().filter(|set| set.applies(path, kind)) {
            if old.is_none_or(|old| set.precedes(old)) {
                merge(&mut out, set.values.clone());
                old = Some(set);
            } else {
                let before = std::mem::replace(&mut out, set.values.clone());
                merge(&mut out, before);
            }
        }
        out
    }
}

impl Set {
    fn new(set: &Value, collections_dir: &str) -> Option<Self> {
        let values = set.get("values")?.as_map()?.clone();
        let scope = set.get("scope");
        let path = scope.and_then(|scope| scope.get("path")).and_then(Value::as_str).unwrap_or_default();
        let path = match path.strip_prefix(collections_dir).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) if !collections_dir.is_empty() => rest,
            _ => path,
        };
        let kind = scope.and_then(|scope| scope.get("type")).map(|kind| match &*kind.text() {
            // The names before Jekyll 2.
            "post" => "posts".to_owned(),
            "page" => "pages".to_owned(),
            "draft" => "drafts".to_owned(),
            kind => kind.to_owned(),
        });
        let glob = path.contains('*').then(|| Glob::with_braces(path.trim_end_matches('/')));
        Some(Self { path: path.to_owned(), glob, kind, values })
    }

    fn applies(&self, path: &str, kind: &str) -> bool {
        self.kind.as_deref().is_none_or(|wanted| wanted == kind) && self.applies_to_path(path)
    }

    /// A path is the start of the file's path; a glob matches the file or a folder above it.
    fn applies_to_path(&self, path: &str) -> bool {
        match &self.glob {
            None => path.starts_with(&self.path),
            Some(glob) => {
                let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
                ends.filter_map(|end| path.get(..end)).any(|part| glob.matches(part))
            }
        }
    }

    fn precedes(&self, old: &Self) -> bool {
        let length = |set: &Self| sanitized(&set.path).chars().count();
        match length(self).cmp(&length(old)) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => self.kind.is_some() || old.kind.is_none(),
        }
    }
}

fn sanitized(path: &str) -> Cow<'_, str> {
    Cow::Borrowed(path.strip_prefix('/').unwrap_or(path))
}

/// `Utils.deep_merge_hashes`: maps are merged, nothing replaces nothing, all else is replaced.
pub(super) fn merge(into: &mut Map, other: Map) {
    for (key, slot) in other {
        match (into.get(&key), slot) {
            (Some(_), Slot { value: Value::Null, .. }) => {}
            (Some(Value::Map(old)), Slot { value: Value::Map(new), line, plain }) => {
                let mut both = old.clone();
                merge(&mut both, new);
                into.insert_slot(key, Slot { value: Value::Map(both), line, plain });
            }
            (_, slot) => into.insert_slot(key, slot),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::yaml;

    fn said(path: &str) -> String {
        let sets = yaml::parse(
            "- {scope: {path: ''}, values: {a: all, b: {x: 1}}}\n\
             - {scope: {path: _posts/en, type: posts}, values: {a: english}}\n\
             - {scope: {type: post}, values: {a: post, b: {y: 2}}}\n\
             - {scope: {path: '_posts/*/deep'}, values: {a: glob}}\n\
             - {scope: {path: x, type: pages}, values: {a: page}}\n",
            9999,
        );
        let map = Defaults::new(sets.ok().as_ref(), "").all(path, "posts");
        let b: Option<Vec<String>> =
            map.get("b").and_then(Value::as_map).map(|b| b.iter().map(|(key, _)| key.to_owned()).collect());
        format!("{} {}", map.get("a").unwrap().text(), b.unwrap_or_default().concat())
    }

    #[test]
    fn the_longer_path_then_the_type_has_precedence() {
        assert_eq!(said("_posts/x.md"), "post xy");
        assert_eq!(said("_posts/en/x.md"), "english yx");
        assert_eq!(said("_posts/de/deep/x.md"), "glob xy");
    }
}

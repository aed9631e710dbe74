//! Which files Jekyll reads (`Jekyll::EntryFilter`): not what begins with `.`, `_`, `#` or `~`, not backups, not
//! what `exclude` names, unless `include` does.

use std::borrow::Cow;

use crate::text::glob::Glob;
use crate::value::Value;

/// What Jekyll excludes whatever a site says (`Configuration::DEFAULT_EXCLUDES`).
const EXCLUDED: &[&str] = &[
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// `include` and `exclude` of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
}

/// A pattern, and what it is as a glob where there is anything in it but letters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    text: String,
    glob: Option<Glob>,
}

impl Pattern {
    fn new(text: &str) -> Self {
        let glob = text.contains(['*', '?', '[', '\\']).then(|| Glob::flat(text));
        Self { text: text.to_owned(), glob }
    }
}

impl Filter {
    /// From the two values of the configuration.
    pub(super) fn new(include: Option<&Value>, exclude: Option<&Value>) -> Self {
        let include = include.map_or_else(|| vec![Pattern::new(".htaccess")], patterns);
        let mut exclude = exclude.map(patterns).unwrap_or_default();
        exclude.extend(EXCLUDED.iter().map(|pattern| Pattern::new(pattern)));
        exclude.retain(|pattern| !include.contains(pattern));
        Self { include, exclude }
    }

    /// Whether Jekyll reads an entry of the folder `base`, both with `/` and relative: `base` to the source, `entry`
    /// to `base`.
    pub(super) fn takes(&self, base: &str, entry: &str, is_folder: bool) -> bool {
        if entry.ends_with('.') {
            return false;
        }
        let name = entry.rsplit('/').next().unwrap_or(entry);
        let included = |entry| matches(&self.include, entry, is_folder);
        if included(entry) || (name.len() < entry.len() && included(name)) {
            return true;
        }
        let special = entry.starts_with(['.', '_', '#', '~']) || name.starts_with(['.', '_', '#', '~']);
        if special || entry.ends_with('~') {
            return false;
        }
        let whole: Cow<'_, str> = match base {
            "" => entry.into(),
            base => [base, "/", entry].concat().into(),
        };
        !matches(&self.exclude, &whole, is_folder)
    }
}

fn patterns(value: &Value) -> Vec<Pattern> {
    let one = |value: &Value| value.text().trim_start_matches('/').to_owned();
    let all = match value {
        Value::List(items) => items.iter().map(one).collect(),
        Value::Text(text) => text.split([',', ' ']).map(|part| one(&Value::Text(part.to_owned()))).collect(),
        _ => Vec::new(),
    };
    let all: Vec<String> = all;
    all.iter().filter(|pattern| !pattern.is_empty()).map(|pattern| Pattern::new(pattern)).collect()
}

/// A pattern matches as a glob, as the start of the path, or as the folder with a slash after it.
fn matches(patterns: &[Pattern], path: &str, is_folder: bool) -> bool {
    patterns.iter().any(|Pattern { text, glob }| {
        path.starts_with(text.as_str())
            || glob.as_ref().is_some_and(|glob| glob.matches(path))
            || is_folder && text.strip_suffix('/') == Some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(include: &[&str], exclude: &[&str]) -> Filter {
        let list =
            |items: &[&str]| Value::List(items.iter().map(|item| Value::Text((*item).into())).collect());
        Filter::new(Some(&list(include)), Some(&list(exclude)))
    }

    #[test]
    fn what_is_special_excluded_and_included() {
        let filter = filter(&["_pages"], &["drafts/", "README", "*.tmp", "a/b"]);
        for (entry, is_folder, taken) in [
            ("blog", true, true),
            ("_site", true, false),
            ("_pages", true, true),
            (".git", true, false),
            ("node_modules", true, false),
            ("drafts", true, false),
            ("drafts.md", false, true),
            ("README.md", false, false),
            ("x/y.tmp", false, false),
            ("a~", false, false),
            ("vendor", true, true),
        ] {
            assert_eq!(filter.takes("", entry, is_folder), taken, "{entry}");
        }
        assert!(!filter.takes("a", "b", true));
    }

    #[test]
    fn a_set_is_one_of_ruby() {
        // `[]a]` left out `a` and `]`; File.fnmatch? finds nothing by it.
        let filter = filter(&[], &["[]a]", "[xy].md"]);
        assert!(filter.takes("", "a", false) && filter.takes("", "]", false));
        assert!(!filter.takes("", "x.md", false));
    }
}

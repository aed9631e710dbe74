//! Hugo's configuration: one file, or a folder of them.
//!
//! Source: <https://gohugo.io/configuration/>. Keys are read without regard to capitals, as Hugo reads them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::cascade::Cascades;
use crate::problem::Problem;
use crate::site::{Candidates, Files};
use crate::text::Clean;
use crate::value::{Map, Value, json, toml, yaml};

/// A configuration larger than this is not read.
const LARGEST: usize = 1 << 20;

/// What of the configuration says where pages lie, when they are shown and how they are addressed.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    /// The whole.
    pub root: Map,
    /// The folders of content with the language of each; empty for the default one.
    pub content: Vec<(PathBuf, String)>,
    /// The languages.
    pub languages: Vec<String>,
    /// The default language.
    pub language: String,
    /// Whether the default language has its name in addresses too.
    pub language_in_url: bool,
    /// Patterns of addresses by section.
    pub permalinks: Vec<(String, String)>,
    /// `/a.html` instead of `/a/`.
    pub ugly: bool,
    /// Whether addresses keep capitals.
    pub keep_case: bool,
    /// Whether addresses lose accents.
    pub no_accents: bool,
    /// Where the date is looked for.
    pub date: Vec<String>,
    /// Where the day of publication is looked for.
    pub publish: Vec<String>,
    /// Where the day of expiry is looked for.
    pub expiry: Vec<String>,
    /// What sections pass on to their pages.
    pub cascades: Cascades,
    /// The pages by their names alone, where `ref` asks for one before the site was scanned.
    pub pages: OnceLock<Candidates>,
}

/// The value of a key, without regard to capitals.
pub(super) fn get<'a>(map: &'a Map, key: &str) -> Option<&'a Value> {
    map.get(key)
        .or_else(|| map.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value))
}

/// The value of a dotted key such as `markup.goldmark.renderer.unsafe`.
pub(super) fn deep<'a>(map: &'a Map, path: &str) -> Option<&'a Value> {
    let mut parts = path.split('.');
    let mut value = get(map, parts.next()?)?;
    for part in parts {
        value = get(value.as_map()?, part)?;
    }
    Some(value)
}

/// Where Hugo looks for a configuration file at the root, in its order.
const NAMES: [&str; 8] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
];

/// The configuration file at the root.
pub(super) fn file(files: &Files) -> Option<&'static str> {
    NAMES.into_iter().find(|name| files.is_file(Path::new(name)))
}

impl Config {
    /// Reads all of it; what cannot be read is a problem.
    pub(super) fn read(files: &Files, problems: &mut Vec<Problem>) -> Self {
        let mut root = Map::default();
        for folder in ["config/_default", "config/production"] {
            read_folder(files, Path::new(folder), &mut root, problems);
        }
        if let Some(name) = file(files)
            && let Some(Value::Map(map)) = read_file(files, Path::new(name), problems)
        {
            merge(&mut root, map);
        }
        Self::of(root)
    }

    fn of(root: Map) -> Self {
        let text = |key: &str| deep(&root, key).map(|v| v.text().into_owned()).unwrap_or_default();
        let yes = |key: &str| deep(&root, key).and_then(Value::as_bool).unwrap_or(false);
        let languages = deep(&root, "languages").and_then(Value::as_map);
        let language = match text("defaultContentLanguage") {
            language if language.is_empty() => "en".to_owned(),
            language => language,
        };
        let mut config = Self {
            languages: languages
                .map(|l| l.iter().map(|(name, _)| name.to_owned()).collect())
                .unwrap_or_default(),
            language,
            language_in_url: yes("defaultContentLanguageInSubdir"),
            ugly: yes("uglyURLs"),
            keep_case: yes("disablePathToLower"),
            no_accents: yes("removePathAccents"),
            date: sources(
                &root,
                "date",
                &["date", "publishdate", "pubdate", "published", "lastmod", "modified"],
            ),
            publish: sources(&root, "publishDate", &["publishdate", "pubdate", "published", "date"]),
            expiry: sources(&root, "expiryDate", &["expirydate", "unpublishdate"]),
            ..Self::default()
        };
        config.permalinks = permalinks(&root);
        config.content = content(&root, &config);
        config.root = root;
        config
    }

    /// A parameter of the site.
    pub(super) fn param(&self, name: &str) -> Option<&Value> {
        deep(get(&self.root, "params")?.as_map()?, name)
    }
}

/// The files of `config/_default`: `hugo` and `config` are the root, the others the table of their name.
fn read_folder(files: &Files, folder: &Path, root: &mut Map, problems: &mut Vec<Problem>) {
    for entry in files.list(folder) {
        let path = folder.join(&entry.name);
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if entry.is_folder || stem.contains('.') {
            continue;
        }
        let Some(value) = read_file(files, &path, problems) else { continue };
        match (stem.as_str(), value) {
            ("hugo" | "config", Value::Map(map)) => merge(root, map),
            (_, value) => merge(root, [(stem, value)].into_iter().collect()),
        }
    }
}

fn read_file(files: &Files, path: &Path, problems: &mut Vec<Problem>) -> Option<Value> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let bytes = files.read(path).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let value = match extension.as_str() {
        "toml" => toml::parse(text, LARGEST),
        "yaml" | "yml" => yaml::parse(text, LARGEST),
        "json" => json::parse(text, LARGEST),
        _ => return None,
    };
    match value {
        Ok(value) => Some(value),
        Err(fault) => {
            let file = Clean::line(&path.to_string_lossy());
            let problem =
                Problem::new(&file, &format!("cannot read the configuration: {}", fault.message), "mend it");
            problems.push(match fault.line {
                Some(line) => problem.at(line),
                None => problem,
            });
            None
        }
    }
}

/// Lays one map over another; tables are joined.
fn merge(below: &mut Map, above: Map) {
    let above: Vec<(String, Value)> =
        above.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
    for (key, value) in above {
        let known = below.iter().map(|(name, _)| name).find(|name| name.eq_ignore_ascii_case(&key));
        let key = known.map_or(key, str::to_owned);
        match (below.get(&key).cloned(), value) {
            (Some(Value::Map(mut inner)), Value::Map(map)) => {
                merge(&mut inner, map);
                below.insert(key, Value::Map(inner));
            }
            (_, value) => below.insert(key, value),
        }
    }
}

/// `[frontmatter] date = [":filename", ":default"]`: the keys to look at, in small letters.
fn sources(root: &Map, key: &str, default: &[&str]) -> Vec<String> {
    let default = || default.iter().map(|k| (*k).to_owned());
    let Some(value) = deep(root, &format!("frontmatter.{key}")) else { return default().collect() };
    let written: Vec<String> = match value {
        Value::List(items) => items.iter().map(|i| i.text().to_lowercase()).collect(),
        value => vec![value.text().to_lowercase()],
    };
    written.into_iter().flat_map(|k| if k == ":default" { default().collect() } else { vec![k] }).collect()
}

/// `[permalinks] posts = "…"` and `[permalinks.page] posts = "…"`.
fn permalinks(root: &Map) -> Vec<(String, String)> {
    let Some(map) = get(root, "permalinks").and_then(Value::as_map) else { return Vec::new() };
    let pages = get(map, "page").and_then(Value::as_map).into_iter().flat_map(|m| m.iter());
    let all = pages.chain(map.iter());
    all.filter_map(|(section, value)| {
        Some((section.trim_matches('/').to_owned(), value.as_str()?.to_owned()))
    })
    .collect()
}

/// The folders of content: mounts on `content`, the folders of the languages, `contentDir`.
fn content(root: &Map, config: &Config) -> Vec<(PathBuf, String)> {
    let mut found: Vec<(PathBuf, String)> = Vec::new();
    let mut add = |folder: &str, lang: &str| {
        let entry = (PathBuf::from(folder.trim_matches('/')), lang.to_owned());
        if !folder.is_empty() && !found.contains(&entry) {
            found.push(entry);
        }
    };
    let mounts = deep(root, "module.mounts").and_then(Value::as_list).unwrap_or_default();
    for mount in mounts.iter().filter_map(Value::as_map) {
        let text = |key: &str| get(mount, key).map(|v| v.text().into_owned()).unwrap_or_default();
        if text("target") == "content" {
            add(&text("source"), &text("lang"));
        }
    }
    let languages = get(root, "languages").and_then(Value::as_map);
    for (name, language) in languages.into_iter().flat_map(|l| l.iter()) {
        if let Some(folder) = language.as_map().and_then(|l| get(l, "contentDir")) {
            add(&folder.text(), if name == config.language { "" } else { name });
        }
    }
    if found.is_empty() {
        let folder =
            get(root, "contentDir").map(|v| v.text().into_owned()).unwrap_or_else(|| "content".into());
        found.push((PathBuf::from(folder.trim_matches('/')), String::new()));
    }
    // A folder inside another is walked once, as the inner one.
    found.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.components().count()));
    found
}

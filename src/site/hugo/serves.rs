//! What of a Hugo site is on the web page beside its pages: static files, the files of bundles, sections, lists of
//! terms, feeds.
//!
//! Sources: <https://gohugo.io/content-management/static-files/>,
//! <https://gohugo.io/content-management/taxonomies/>, <https://gohugo.io/templates/types/>.

use std::path::{Path, PathBuf};

use super::config::{Config, deep};
use crate::site::{Files, plain};
use crate::value::Value;

/// Whether there is something at a path, which has no slash in front.
pub(super) fn serves(config: &Config, files: &Files, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let in_language = || config.languages.iter().any(|language| language == first);
    made(path)
        || is_term(config, first)
        || folders(config, files).iter().any(|folder| files.is_file(&folder.join(path)))
        || content(config, files, path)
        || in_language() && (rest.is_empty() || serves(config, files, rest))
}

/// A section, or a file of a bundle; pages themselves are posts of the library.
fn content(config: &Config, files: &Files, path: &str) -> bool {
    let below = |folder: &Path| {
        let whole = folder.join(path);
        files.is_folder(&whole) || files.is_file(&whole) && !plain::is_markdown(&whole)
    };
    config.content.iter().any(|(folder, _)| below(folder))
}

/// The folders whose files are copied: the site's own, those of its themes, and `assets`, from which templates publish.
fn folders(config: &Config, files: &Files) -> Vec<PathBuf> {
    let texts = |value: &Value| match value.as_list() {
        Some(items) => items.iter().map(|item| item.text().into_owned()).collect(),
        None => vec![value.text().into_owned()],
    };
    let named = deep(&config.root, "staticDir").map(texts).unwrap_or_else(|| vec!["static".into()]);
    let themes = files.list(Path::new("themes")).into_iter().filter(|entry| entry.is_folder);
    let of_themes = themes.map(|theme| Path::new("themes").join(theme.name).join("static"));
    named.into_iter().map(PathBuf::from).chain(of_themes).chain([PathBuf::from("assets")]).collect()
}

/// The lists of a taxonomy and of its terms.
fn is_term(config: &Config, first: &str) -> bool {
    match deep(&config.root, "taxonomies").and_then(Value::as_map) {
        Some(map) => map.iter().any(|(_, plural)| plural.text().eq_ignore_ascii_case(first)),
        None => matches!(first, "tags" | "categories"),
    }
}

/// Feeds, and the further pages of a list.
fn made(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let (last, above) = (parts.next().unwrap_or_default(), parts.next());
    matches!(last, "index.xml" | "sitemap.xml" | "robots.txt" | "404.html")
        || above == Some("page") && last.bytes().all(|b| b.is_ascii_digit())
}

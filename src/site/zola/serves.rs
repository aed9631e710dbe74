//! What of a Zola site is on the web page beside its pages: static files, files beside pages, sections, lists of terms,
//! feeds.
//!
//! Sources: <https://www.getzola.org/documentation/getting-started/directory-structure/>,
//! <https://www.getzola.org/documentation/content/overview/#asset-colocation>,
//! <https://www.getzola.org/documentation/templates/taxonomies/>.

use std::path::{Path, PathBuf};

use super::CONTENT;
use super::config::Config;
use crate::site::{Files, plain};

/// Whether there is something at a path, which has no slash in front.
pub(super) fn serves(config: &Config, files: &Files, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let in_language = || config.languages.iter().any(|language| language == first);
    made(path)
        || config.taxonomies().any(|name| *config.slug(&name) == *first)
        || is_file(files, path)
        || files.is_folder(&Path::new(CONTENT).join(path))
        || in_language() && (rest.is_empty() || serves(config, files, rest))
}

/// A static file of the site or of its theme, a file beside a page, a style sheet.
fn is_file(files: &Files, path: &str) -> bool {
    let beside = Path::new(CONTENT).join(path);
    let of_themes = files
        .list(Path::new("themes"))
        .into_iter()
        .map(|theme| Path::new("themes").join(theme.name).join("static"));
    let style = path.strip_suffix(".css").map(|stem| Path::new("sass").join(format!("{stem}.scss")));
    std::iter::once(PathBuf::from("static")).chain(of_themes).any(|folder| files.is_file(&folder.join(path)))
        || files.is_file(&beside) && !plain::is_markdown(&beside)
        || style.is_some_and(|style| files.is_file(&style))
}

/// Feeds, and the further pages of a list.
fn made(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let (last, above) = (parts.next().unwrap_or_default(), parts.next());
    matches!(last, "atom.xml" | "rss.xml" | "sitemap.xml" | "robots.txt" | "404.html")
        || above == Some("page") && last.bytes().all(|b| b.is_ascii_digit())
}

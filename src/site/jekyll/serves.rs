//! What of a Jekyll site is on the web page beside its posts: pages and files, by the rules of `Reader`, `Page` and
//! `StaticFile`; what common plugins make.

use std::collections::HashSet;
use std::path::Path;

use crate::front_matter::{self, Header, decode::decode_head, fields};
use crate::site::plain::is_markdown;
use crate::site::{Files, Site};
use crate::text::Clean;
use crate::value::Value;

use super::config::Config;
use super::walk;

/// The endings of the sources of a page that is asked for without one, or with `.html`.
const SOURCES: &[&str] = &["md", "markdown", "html", "mkd", "htm", "textile"];

/// Whether there is something at a path, which has no slash in front.
pub(super) fn serves(config: &Config, files: &Files, path: &str, is_own: &dyn Fn(&str) -> bool) -> bool {
    if !hidden(config, path) && (is_there(config, files, path) || is_source(config, files, path)) {
        return true;
    }
    let is_page = !path.rsplit('/').next().unwrap_or(path).contains('.') || path.ends_with(".html");
    made(config, path) || is_page && is_own(plain(path))
}

/// Whether a folder on the way is one that Jekyll does not copy.
fn hidden(config: &Config, path: &str) -> bool {
    let mut base = String::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let special = part.starts_with(['_', '.', '#', '~']);
        if special && !config.filter.takes(&base, part, true) {
            return true;
        }
        if !base.is_empty() {
            base.push('/');
        }
        base.push_str(part);
    }
    false
}

/// A file as it lies, or a folder with an index.
fn is_there(config: &Config, files: &Files, path: &str) -> bool {
    let whole = config.source.join(path.trim_end_matches('/'));
    let index = |ending: &&str| files.is_file(&whole.join(format!("index.{ending}")));
    !path.ends_with('/') && files.is_file(&whole) || SOURCES.iter().any(index)
}

/// A page whose file has another ending: `about.html` and `about/` of `about.md`, `main.css` of `main.scss`.
fn is_source(config: &Config, files: &Files, path: &str) -> bool {
    let with = |stem: &str, endings: &[&str]| {
        endings.iter().any(|ending| files.is_file(&config.source.join(format!("{stem}.{ending}"))))
    };
    match path.rsplit_once('.') {
        Some((stem, "html" | "htm")) => with(stem, SOURCES),
        Some((stem, "css")) => with(stem, &["scss", "sass"]),
        Some((stem, "js")) => with(stem, &["coffee"]),
        _ => with(path.trim_end_matches('/'), SOURCES),
    }
}

/// What plugins make of the whole site.
fn made(config: &Config, path: &str) -> bool {
    let plugin = |name: &str| {
        ["plugins", "gems", "whitelist"].iter().filter_map(|key| config.map.get(key)).any(|value| {
            value.as_list().unwrap_or_default().iter().any(|plugin| plugin.text().contains(name))
        })
    };
    let first = path.split('/').next().unwrap_or_default();
    match path {
        "feed.xml" => plugin("jekyll-feed"),
        "sitemap.xml" | "robots.txt" => plugin("jekyll-sitemap"),
        _ if first.starts_with("page") || path.contains("/page") => {
            config.map.get("paginate").is_some() || config.map.get("pagination").is_some()
        }
        _ if matches!(first, "tag" | "tags" | "category" | "categories" | "archive") || first.len() == 4 => {
            plugin("archives") || plugin("paginate-v2") || plugin("tagging") || plugin("tagories")
        }
        _ => false,
    }
}

/// The addresses that pages give themselves: `permalink`, and the older ones of `redirect_from`.
pub(super) fn own_addresses(config: &Config, site: &Site) -> HashSet<String> {
    let mut found = HashSet::new();
    walk::files(config, site, &mut |path| {
        if is_markdown(Path::new(&path)) || path.ends_with(".html") {
            page(site, &config.source.join(&path), &mut found);
        }
        true
    });
    found
}

fn page(site: &Site, path: &Path, found: &mut HashSet<String>) {
    let Ok(head) = site.files.head(path, front_matter::is_enough) else { return };
    let name = Clean::default();
    let (text, _) = decode_head(&head.bytes, site.encoding, &name);
    let split = front_matter::split(&text);
    if split.header.is_none() {
        return;
    }
    let header = Header::read(&split, &name);
    let own = header.map.get("permalink").filter(|value| !value.is_null()).map(Value::text);
    found.extend(own.map(|own| plain(&own).to_owned()));
    let older = header.map.get("redirect_from").map(fields::list).unwrap_or_default();
    found.extend(older.iter().map(|address| plain(address).to_owned()));
}

/// An address without slashes around it, without `index.html` and `.html`.
fn plain(path: &str) -> &str {
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".html").unwrap_or(path);
    path.strip_suffix("index").unwrap_or(path).trim_end_matches('/')
}

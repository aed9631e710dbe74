//! The pages and the static files of a site as its templates see them: `site.pages`, `site.html_pages`,
//! `site.static_files`. They are walked when a template asks for them, and never otherwise.
//!
//! Sources: `Reader`, `Page`, `StaticFile`, `StaticFileDrop`, `Utils.add_permalink_suffix` of Jekyll 4.3.

use std::path::Path;

use jiff::Timestamp;

use super::config::Config;
use super::defaults::merge;
use super::names::Name;
use super::walk;
use crate::front_matter::{self, Header, decode::decode_head};
use crate::site::Site;
use crate::text::Clean;
use crate::value::{Map, Value};

/// No more files are looked at for one template.
const MOST: usize = 10_000;

/// A page or a static file.
#[derive(Debug)]
pub(super) struct Other {
    /// The path below the source, with `/`.
    pub(super) path: String,
    /// Its address from the root of the site.
    pub(super) url: String,
    /// Whether it has a header, and so is a page.
    pub(super) is_page: bool,
    /// Its defaults and its header.
    pub(super) map: Map,
    /// When it was written last.
    pub(super) modified: Option<Timestamp>,
}

impl Other {
    /// The name of the file.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether it is in the list that a template asks for.
    pub(super) fn is_in(&self, list: &str) -> bool {
        let is_html = [".html", ".xhtml", ".htm", "/"].iter().any(|ending| self.url.ends_with(ending));
        match list {
            "pages" => self.is_page,
            "html_pages" => self.is_page && is_html,
            "static_files" => !self.is_page,
            _ => false,
        }
    }

    /// What Jekyll computes of it.
    pub(super) fn computed(&self, key: &str) -> Option<String> {
        let extension = || Name::of(self.name()).extension;
        Some(match (key, self.is_page) {
            ("url", true) => self.url.clone(),
            ("path" | "relative_path", true) => self.path.clone(),
            ("path", false) => format!("/{}", self.path),
            ("name", _) => self.name().to_owned(),
            ("dir", true) => match self.url.rfind('/') {
                Some(end) => self.url.get(..=end)?.to_owned(),
                None => "/".to_owned(),
            },
            ("basename", false) => self.name().strip_suffix(extension()).unwrap_or_default().to_owned(),
            ("extname", false) => extension().to_owned(),
            _ => return None,
        })
    }

    /// The keys that [`Other::computed`] answers.
    pub(super) fn keys(&self) -> &'static [&'static str] {
        match self.is_page {
            true => &["dir", "name", "path", "url"],
            false => &["basename", "name", "extname", "modified_time", "path"],
        }
    }
}

/// Every page by its name, then every static file by its path (`Reader#sort_files!`).
pub(super) fn all(config: &Config, site: &Site) -> Vec<Other> {
    let mut found = Vec::new();
    walk::files(config, site, &mut |path| {
        found.extend(read(config, site, path));
        found.len() < MOST
    });
    found.sort_by(|a, b| match (a.is_page, b.is_page) {
        (true, true) => a.name().cmp(b.name()),
        (false, false) => a.path.cmp(&b.path),
        (a, b) => b.cmp(&a),
    });
    found
}

/// The page or the static file that lies at a path below the source.
pub(super) fn read(config: &Config, site: &Site, path: String) -> Option<Other> {
    let head = site.files.head(&config.source.join(&path), front_matter::is_enough).ok()?;
    let file = Clean::line(&path);
    let (text, _) = decode_head(&head.bytes, site.encoding, &file);
    let split = front_matter::split(&text);
    let is_page = split.header.is_some() && text.starts_with("---");
    let mut map = config.defaults.all(&path, if is_page { "pages" } else { "" });
    let mut url = format!("/{path}");
    if is_page {
        merge(&mut map, Header::read(&split, &file).map);
        url = address(config, &path, &map);
    }
    Some(Other { path, url, is_page, map, modified: head.modified })
}

/// The address of a page: what its header says, or its path by the style of the site.
fn address(config: &Config, path: &str, map: &Map) -> String {
    if let Some(own) = map.get("permalink").filter(|value| !value.is_null()) {
        return format!("/{}", own.text().trim_start_matches('/'));
    }
    let extension = Name::of(path.rsplit('/').next().unwrap_or(path)).extension;
    let stem = path.strip_suffix(extension).unwrap_or(path);
    let output = config.output_ext(extension);
    if !matches!(output, ".html" | ".xhtml" | ".htm") {
        return format!("/{stem}{output}");
    }
    match stem.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{stem}{}", suffix(config, output)),
    }
}

/// What the style of the posts' addresses leaves behind the name of a page.
fn suffix<'a>(config: &Config, output: &'a str) -> &'a str {
    let style = config.map.get("permalink").map(Value::text).unwrap_or_default();
    match style.trim_start_matches(':') {
        "pretty" => "/",
        "" | "date" | "ordinal" | "none" => output,
        style if style.ends_with('/') => "/",
        style if style.ends_with(":output_ext") => output,
        _ => "",
    }
}

/// Whether a path lies on the source's disk: `link` may name it.
pub(super) fn at(config: &Config, site: &Site, path: &str) -> Option<Other> {
    let path = path.trim_start_matches('/');
    let is_file = site.files.is_file(&config.source.join(Path::new(path)));
    is_file.then(|| read(config, site, path.to_owned())).flatten()
}

//! What `ref`, `relref` and links to files of content lead to, and what shortcodes ask of their page.
//!
//! Source: <https://gohugo.io/shortcodes/ref/>: a path is looked for beside the page, then from the root of the
//! content, then, if it is a name alone, anywhere.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::config::{Config, deep, get};
use super::{find, meta, shortcodes};
use crate::front_matter;
use crate::markup;
use crate::site::{Candidate, Page, Site};
use crate::value::Value;

/// A page and its site, for shortcodes.
pub(super) struct Around<'a> {
    /// The page.
    pub page: &'a Page<'a>,
    /// The configuration.
    pub config: &'a Config,
    /// The addresses that were looked for, by path and language: a page may name the same one again and again.
    pub found: RefCell<HashMap<(String, String), Option<String>>>,
}

impl shortcodes::Host for Around<'_> {
    fn reference(&self, path: &str, lang: &str, relative: bool) -> Option<String> {
        let (path, anchor) = path.find('#').and_then(|n| path.split_at_checked(n)).unwrap_or((path, ""));
        if path.is_empty() {
            return Some(anchor.to_owned());
        }
        let key = (path.to_owned(), lang.to_owned());
        let known = self.found.borrow().get(&key).cloned();
        let url = known.unwrap_or_else(|| {
            let url = find(self.page, self.config, path, lang);
            self.found.borrow_mut().insert(key, url.clone());
            url
        })?;
        let site = self.page.site;
        let host = if relative { "" } else { site.url.as_str() };
        Some(format!("{host}{}{url}{anchor}", site.base))
    }

    fn param(&self, name: &str) -> Option<String> {
        let header = &self.page.header.map;
        let own = deep(header, name).or_else(|| deep(header, &format!("params.{name}")));
        own.or_else(|| self.config.param(name)).map(|value| value.text().into_owned())
    }

    /// Source: <https://gohugo.io/templates/shortcode/>: the site's own before the theme's.
    fn template(&self, name: &str) -> Option<String> {
        let files = &self.page.site.files;
        let theme = get(&self.config.root, "theme").map(|theme| match theme {
            Value::List(themes) => themes.first().map(|t| t.text().into_owned()).unwrap_or_default(),
            theme => theme.text().into_owned(),
        });
        let layouts =
            std::iter::once("layouts".to_owned()).chain(theme.map(|t| format!("themes/{t}/layouts")));
        let paths =
            layouts.flat_map(|l| ["shortcodes", "_shortcodes"].map(|f| format!("{l}/{f}/{name}.html")));
        let path = paths.map(PathBuf::from).find(|path| !name.contains("..") && files.is_file(path))?;
        String::from_utf8(files.read(&path).ok()?).ok()
    }

    fn to_html(&self, markdown: &str) -> String {
        markup::to_html(markdown, &self.page.site.dialect)
    }
}

/// The address, from the root of the site, of the page that a path names.
pub(super) fn find(page: &Page<'_>, config: &Config, path: &str, lang: &str) -> Option<String> {
    let files = &page.site.files;
    let own = config.content.iter().position(|(folder, _)| page.post.path().starts_with(folder)).unwrap_or(0);
    let named = |n: usize| config.content.get(n).is_some_and(|(_, l)| !lang.is_empty() && l == lang);
    let kind = (0..config.content.len()).find(|n| named(*n)).unwrap_or(own);
    let (content, _) = config.content.get(kind)?;
    let beside = page.post.path().parent().unwrap_or(Path::new(""));
    let inner = path.trim_start_matches('/');
    let roots: Vec<&Path> = match path.starts_with('/') {
        true => vec![content],
        false => vec![beside, beside.parent().unwrap_or(beside), content],
    };
    for root in roots {
        let Some(whole) = joined(root, inner) else { continue };
        for file in spellings(&whole, lang) {
            if files.is_file(&file) {
                return address(page, config, Candidate { path: &file, kind });
            }
        }
        // A section has no post here, but its address is that of its folder.
        if files.is_folder(&whole) {
            let section = whole.strip_prefix(content).ok()?.to_string_lossy().replace('\\', "/");
            return Some(if section.is_empty() {
                "/".into()
            } else {
                format!("/{}/", section.to_lowercase())
            });
        }
    }
    if inner.contains('/') {
        return None;
    }
    let name = inner.trim_end_matches(".md");
    let fits = |path: &Path| meta::Place::of(path, kind, config).is_some_and(|place| place.name == name);
    if let Some(post) = page.posts.like(Path::new(name)).find(|post| fits(post.path())) {
        return Some(post.meta.url.to_string());
    }
    if !page.posts.is_empty() {
        return None;
    }
    let found = config.pages.get_or_init(|| find::find(files, config, &|_| {}).candidates);
    let candidate = found.iter().find(|c| c.kind == kind && fits(c.path))?;
    address(page, config, candidate)
}

/// The address of a page that was not scanned maybe.
fn address(page: &Page<'_>, config: &Config, candidate: Candidate<'_>) -> Option<String> {
    if let Some(post) = page.posts.at(candidate.path) {
        return Some(post.meta.url.to_string());
    }
    let site: &Site = page.site;
    let head = site.files.head(candidate.path, front_matter::is_enough).ok()?;
    meta::post(site, config, candidate, &head, page.now).map(|post| post.meta.url.to_string())
}

/// A path below a folder, `..` followed; none where it leaves the site.
fn joined(root: &Path, inner: &str) -> Option<PathBuf> {
    let mut path = root.to_path_buf();
    for part in inner.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop().then_some(())?;
            }
            part => path.push(part),
        }
    }
    Some(path)
}

/// The files that a path may name.
fn spellings(path: &Path, lang: &str) -> Vec<PathBuf> {
    let text = path.to_string_lossy();
    let bare = text.strip_suffix(".md").unwrap_or(&text);
    let mut out = vec![path.to_path_buf()];
    if !lang.is_empty() {
        out.push(PathBuf::from(format!("{bare}.{lang}.md")));
        out.push(PathBuf::from(format!("{bare}/index.{lang}.md")));
    }
    for ending in [".md", "/index.md", ".markdown", ".html"] {
        out.push(PathBuf::from(format!("{bare}{ending}")));
    }
    out
}

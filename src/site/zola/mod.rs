//! Zola: its content, headers, addresses and shortcodes.
//!
//! In the order of a build: `config` is read, every Markdown file below `content` is a page that `meta` makes a post of, or
//! a section. When it is opened, `shortcodes` are rendered and `@/` links followed. `serves` knows what else has an address.
//!
//! Source: <https://www.getzola.org/documentation/>; each file names the page that it follows.

mod config;
mod meta;
mod serves;
mod shortcodes;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::rules::Expanded;
use super::{Candidate, Files, Found, Generator, Head, Meanwhile, Page, Rules, Site, plain, urls};
use crate::document::Target;
use crate::front_matter;
use crate::markup;
use crate::post::Post;
use crate::problem::Problem;
use crate::text::Clean;
use config::Config;

/// Where the pages are.
const CONTENT: &str = "content";

/// No folder is entered deeper than this.
const DEEPEST: usize = 24;

/// The conventions of Zola for one site.
#[derive(Debug)]
struct Zola {
    config: Config,
}

/// Whether a folder is a Zola site: its configuration must say `base_url`.
pub(super) fn is_site(files: &Files) -> bool {
    config::file(files).is_some_and(|(_, text)| config::says_base_url(&text))
}

/// Reads the configuration.
pub(super) fn load(files: Files) -> Site {
    let mut problems = Vec::new();
    let config = Config::read(&files, &mut problems);
    let mut site = Site::new(files, Generator::Zola);
    let title = config.text("title");
    if !title.is_empty() {
        site.title = Clean::line(&title);
    }
    (site.url, site.base) = urls::host_and_path(&config.text("base_url"));
    site.lang = Clean::line(&config.language);
    site.dialect = config.dialect();
    site.problems = problems;
    site.with_rules(Zola { config })
}

impl Rules for Zola {
    fn sources(&self) -> Vec<PathBuf> {
        ["config.toml", "templates/shortcodes"].map(PathBuf::from).into()
    }

    /// Every Markdown file below `content` is a page; `_index.md` makes a section.
    fn find(&self, files: &Files, meanwhile: Meanwhile<'_>) -> Found {
        let mut found = Found::default();
        walk(files, Path::new(CONTENT), 0, meanwhile, &mut found);
        found
    }

    fn post(&self, site: &Site, candidate: Candidate<'_>, head: &Head, _now: Timestamp) -> Option<Post> {
        meta::post(site, &self.config, candidate, head)
    }

    fn expand<'a>(&self, page: &Page<'a>) -> Expanded<'a> {
        if !shortcodes::has_any(page.body.text) {
            return Expanded { text: Cow::Borrowed(page.body.text), ..Expanded::default() };
        }
        let dialect = &page.site.dialect;
        let rendered = shortcodes::render(page.body.text, &|text| markup::to_html(text, dialect));
        let problem = |(line, message): (usize, String)| {
            Problem::new(&page.post.name, &message, "a dim word stands in its place")
                .at(line + page.body.first_line)
        };
        let problems = rendered.notes.into_iter().map(problem).collect();
        Expanded { text: Cow::Owned(rendered.text), islands: rendered.islands, problems, lines: Vec::new() }
    }

    /// `@/blog/post.md#part` names a file of the content.
    /// Source: <https://www.getzola.org/documentation/content/linking/>.
    fn resolve(&self, page: &Page<'_>, written: &str) -> Target {
        let Some(inner) = written.trim().strip_prefix("@/") else { return urls::resolve(page, written) };
        let end = inner.find(['#', '?']).unwrap_or(inner.len());
        let (path, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
        let url = self.address(page, path).unwrap_or_else(|| format!("/{}", path.trim_end_matches(".md")));
        Target::Site(Clean::line(&format!("{url}{rest}")))
    }

    fn lacks(&self, page: &Page<'_>, written: &str) -> bool {
        let inner = written.trim().strip_prefix("@/");
        inner.is_some_and(|inner| {
            self.address(page, inner.split(['#', '?']).next().unwrap_or(inner)).is_none()
        })
    }

    fn serves(&self, site: &Site, path: &str) -> bool {
        serves::serves(&self.config, &site.files, path)
    }
}

impl Zola {
    /// The address of the page or section that a file of the content is.
    fn address(&self, page: &Page<'_>, path: &str) -> Option<String> {
        let file = Path::new(CONTENT).join(path);
        if let Some(post) = page.posts.at(&file) {
            return Some(post.meta.url.to_string());
        }
        if file.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("_index")) {
            let folder = Path::new(path).parent()?.to_string_lossy().replace('\\', "/");
            return Some(if folder.is_empty() { "/".into() } else { format!("/{folder}/") });
        }
        let head = page.site.files.head(&file, front_matter::is_enough).ok()?;
        meta::post(page.site, &self.config, Candidate::new(&file), &head)
            .map(|post| post.meta.url.to_string())
    }
}

fn walk(files: &Files, folder: &Path, depth: usize, meanwhile: Meanwhile<'_>, found: &mut Found) {
    for entry in found.list(files, folder) {
        let path: PathBuf = folder.join(&entry.name);
        let name = entry.name.to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if entry.is_folder {
            if depth < DEEPEST {
                walk(files, &path, depth + 1, meanwhile, found);
            }
        } else if plain::is_markdown(&path) {
            match name.starts_with("_index.") {
                true => found.others += 1,
                false => found.candidates.push(Candidate::new(&path)),
            }
        }
    }
    meanwhile(&found.latest());
}

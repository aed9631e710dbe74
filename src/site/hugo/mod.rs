//! Hugo: its folders of content, bundles and sections, headers, addresses and shortcodes.
//!
//! In the order of a build: `config` is read, `find` tells pages from sections and resources, `cascade` and `meta` make a
//! post of a header, `address` its place on the web. When it is opened, `shortcodes` are rendered, and `refer` finds the
//! pages that they and its links name. `serves` knows what else has an address.
//!
//! Source: <https://gohugo.io/documentation/>; each file names the page or the file of Hugo's source that it follows.

mod address;
mod cascade;
mod config;
mod find;
mod meta;
mod passthrough;
mod refer;
mod serves;
mod shortcodes;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::rules::Expanded;
use super::{Candidate, Files, Found, Generator, Head, Meanwhile, Page, Rules, Site, urls};
use crate::document::Target;
use crate::markup::{Dialect, Emoji, Extras, Flavor, HeadingIds, Islands};
use crate::post::Post;
use crate::problem::Problem;
use crate::text::Clean;
use config::{Config, deep};

/// The conventions of Hugo for one site.
#[derive(Debug)]
struct Hugo {
    config: Config,
}

/// Whether a folder is a Hugo site: its configuration, and under a name that other programs use too its folders.
pub(super) fn is_site(files: &Files) -> bool {
    match config::file(files) {
        Some(name) if name.starts_with("config") => looks_like_one(files),
        Some(_) => true,
        None => files.is_folder(Path::new("config/_default")) && looks_like_one(files),
    }
}

/// Whether the folders of a Hugo site are there: other programs have a `config.yaml` too.
fn looks_like_one(files: &Files) -> bool {
    ["content", "archetypes", "layouts", "themes"].iter().any(|folder| files.is_folder(Path::new(folder)))
}

/// Reads the configuration.
pub(super) fn load(files: Files) -> Site {
    let mut problems = Vec::new();
    let config = Config::read(&files, &mut problems);
    let mut site = Site::new(files, Generator::Hugo);
    let text = |key: &str| deep(&config.root, key).map(|v| v.text().into_owned()).unwrap_or_default();
    if !text("title").is_empty() {
        site.title = Clean::line(&text("title"));
    }
    (site.url, site.base) = urls::host_and_path(&text("baseURL"));
    site.zone = TimeZone::get(&text("timeZone")).unwrap_or(TimeZone::UTC);
    let lang = [text("locale"), text("languageCode"), config.language.clone()];
    site.lang = Clean::line(lang.iter().find(|l| !l.is_empty()).map_or("", |l| l));
    site.dialect = dialect(&config);
    site.problems = problems;
    site.with_rules(Hugo { config })
}

/// Goldmark as it is configured. Source: <https://gohugo.io/configuration/markup/>.
fn dialect(config: &Config) -> Dialect {
    let set = |key: &str| deep(&config.root, &format!("markup.goldmark.{key}"));
    let yes = |key: &str, default: bool| set(key).and_then(|v| v.as_bool()).unwrap_or(default);
    let typographer = set("extensions.typographer").and_then(|v| v.get("disable")).and_then(|v| v.as_bool());
    let smart = match typographer {
        Some(disabled) => !disabled,
        None => yes("extensions.typographer", true),
    };
    let delimiters =
        set("extensions.passthrough.delimiters.inline").and_then(|v| v.as_list()).unwrap_or_default();
    let dollar =
        delimiters.iter().filter_map(|pair| pair.as_list()?.first()?.as_str()).any(|open| open == "$");
    Dialect {
        flavor: Flavor::Goldmark,
        smart,
        autolinks: yes("extensions.linkify", true),
        emoji: Emoji::if_told(deep(&config.root, "enableEmoji").and_then(|v| v.as_bool()).unwrap_or(false)),
        hard_breaks: yes("renderer.hardWraps", false),
        ids: HeadingIds::GitHub,
        dollar_math: yes("extensions.passthrough.enable", false) && dollar,
        raw_html: yes("renderer.unsafe", false),
        block_attributes: yes("parser.attribute.block", false),
        extras: Extras {
            subscript: yes("extensions.extras.subscript.enable", false),
            superscript: yes("extensions.extras.superscript.enable", false),
            mark: yes("extensions.extras.mark.enable", false),
            insert: yes("extensions.extras.insert.enable", false),
        },
        ..Dialect::default()
    }
}

impl Rules for Hugo {
    fn sources(&self) -> Vec<PathBuf> {
        let file = |name: &str| ["toml", "yaml", "yml", "json"].map(|ending| format!("{name}.{ending}"));
        let files = ["hugo", "config"].iter().flat_map(|name| file(name)).map(PathBuf::from);
        files.chain(["config", "data", "i18n", "layouts/shortcodes", "themes"].map(PathBuf::from)).collect()
    }

    fn find(&self, files: &Files, meanwhile: Meanwhile<'_>) -> Found {
        find::find(files, &self.config, meanwhile)
    }

    fn post(&self, site: &Site, candidate: Candidate<'_>, head: &Head, now: Timestamp) -> Option<Post> {
        meta::post(site, &self.config, candidate, head, now)
    }

    fn expand<'a>(&self, page: &Page<'a>) -> Expanded<'a> {
        let delimiters = passthrough::delimiters(&self.config);
        if !shortcodes::has_any(page.body.text) {
            let mut islands = Islands::default();
            let text = passthrough::hold(Cow::Borrowed(page.body.text), &delimiters, &mut islands);
            return Expanded { text, islands, ..Expanded::default() };
        }
        let around = refer::Around { page, config: &self.config, found: RefCell::default() };
        let mut rendered = shortcodes::render(page.body.text, &around);
        let problem = |note: shortcodes::Note| {
            Problem::new(&page.post.name, &note.message, note.remedy).at(note.line + page.body.first_line)
        };
        let problems = rendered.notes.into_iter().map(problem).collect();
        let text = passthrough::hold(Cow::Owned(rendered.text), &delimiters, &mut rendered.islands);
        Expanded { text, islands: rendered.islands, problems, lines: Vec::new() }
    }

    /// A link to a file of content leads to its page, as Hugo's link render hook has it.
    fn resolve(&self, page: &Page<'_>, written: &str) -> Target {
        let path = written.split(['#', '?']).next().unwrap_or_default();
        if path.ends_with(".md")
            && !urls::has_scheme(written)
            && let Some(url) = refer::find(page, &self.config, path, "")
        {
            let rest = written.get(path.len()..).unwrap_or_default();
            return Target::Site(Clean::line(&format!("{url}{rest}")));
        }
        urls::resolve(page, written)
    }

    fn serves(&self, site: &Site, path: &str) -> bool {
        serves::serves(&self.config, &site.files, path)
    }
}

//! Jekyll: posts, drafts and collections, their names, defaults and headers, addresses, and Liquid.
//!
//! In the order of a build: `config` says where things are and `filter` what is read; `find` tells posts by their place;
//! `names`, `defaults` and `data` make what is known of one, `permalink` its address, `meta` a post of it. When it is
//! opened, [`liquid`] runs over its text and asks `around` for the rest of the site. `serves` knows what else has an address.
//!
//! The rules are those of Jekyll 4.3, read from its source; each file names the class that it follows. What Jekyll
//! refuses (a broken header, a date that is none) is shown here all the same, with a problem.

mod around;
mod config;
mod data;
mod defaults;
mod filter;
mod find;
pub mod liquid;
mod meta;
mod names;
mod others;
mod permalink;
mod serves;
mod tables;
#[cfg(test)]
mod tests;
mod values;
mod walk;

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::Timestamp;

use crate::document::Target;
use crate::front_matter::decode::decode_head;
use crate::front_matter::{self, Format, Header};
use crate::post::Post;
use crate::problem::Problem;
use crate::text::Clean;
use crate::value::Value;

use super::{
    Candidate, Expanded, Files, Found, Generator, Head, Meanwhile, Page, Row, Rules, Site, files, urls,
};
use around::Around;
use config::Config;

/// A file of a `_posts` folder.
const POST: usize = 0;
/// A file of a `_drafts` folder.
const DRAFT: usize = 1;
/// A document of the collection whose number is added.
const COLLECTIONS: usize = 1;

/// The row of the table.
pub(super) const ROW: Row =
    Row { generator: Generator::Jekyll, is_site, has_loose_posts: find::has_loose_posts, load: config::load };

/// A folder with a configuration, or with posts or drafts.
fn is_site(files: &Files) -> bool {
    config::NAMES.iter().any(|name| files.is_file(Path::new(name)))
        || ["_posts", "_drafts"].iter().any(|name| files.is_folder(Path::new(name)))
}

/// Jekyll's conventions with the configuration of one site.
#[derive(Debug)]
pub(super) struct Jekyll {
    config: Config,
    /// The addresses that pages give themselves; read when a link asks for one.
    addresses: OnceLock<HashSet<String>>,
}

impl Jekyll {
    fn new(config: Config) -> Self {
        Self { config, addresses: OnceLock::new() }
    }

    /// The label of the collection that a kind of candidate belongs to.
    fn collection(&self, kind: usize) -> &config::Collection {
        let number = kind.saturating_sub(COLLECTIONS);
        &self.config.collections[number.min(self.config.collections.len() - 1)]
    }

    /// The path of a file below the collections' folder, with `/`.
    fn relative(&self, path: &Path) -> String {
        let prefixes = [self.config.source.as_path(), Path::new(&self.config.collections_dir)];
        let prefixes = prefixes.into_iter().filter(|prefix| !prefix.as_os_str().is_empty());
        let below = prefixes.fold(path, |path, prefix| path.strip_prefix(prefix).unwrap_or(path));
        files::slashed(below).into_owned()
    }
}

/// A header that Jekyll does not know for one.
fn foreign(format: &str, name: &Clean) -> Problem {
    let message = format!("Jekyll reads no {format} in front matter: for it this is text");
    Problem::new(name, &message, "write it as YAML between lines of `---`").at(1)
}

/// A date of the file's name that no calendar has, where nothing else gives one.
fn misnamed(date: &str, name: &Clean) -> Problem {
    let message = format!("there is no such date as {date} in the file's name: Jekyll stops at it");
    Problem::new(name, &message, "rename the file: YEAR-MONTH-DAY-words.md")
}

/// What Jekyll stops at: `permalink` and `slug` must be texts, or it has no method to make an address of them.
fn refused(header: &Header, name: &Clean) -> Vec<Problem> {
    let is_wrong = |key: &&str| matches!(header.map.get(key), Some(Value::List(_) | Value::Map(_)));
    let problem = |key: &str| {
        let problem =
            Problem::new(name, &format!("`{key}` is no text: Jekyll stops at it"), "write one text");
        problem.at(header.map.line(key).unwrap_or(1))
    };
    ["permalink", "slug"].into_iter().filter(is_wrong).map(problem).collect()
}

impl Rules for Jekyll {
    fn sources(&self) -> Vec<PathBuf> {
        let (includes, data) = (&self.config.includes_dir, &self.config.data_dir);
        ["_config.yml", "_config.yaml", "_config.toml", includes, data].map(PathBuf::from).into()
    }

    fn find(&self, files: &Files, meanwhile: Meanwhile<'_>) -> Found {
        find::find(&self.config, files, meanwhile)
    }

    fn post(&self, site: &Site, candidate: Candidate<'_>, head: &Head, now: Timestamp) -> Option<Post> {
        let name = super::open::shown(candidate.path);
        let (text, garbled) = decode_head(&head.bytes, site.encoding, &name);
        let split = front_matter::split(&text);
        // A file of a collection without a header is a file like any other, and so is a picture beside the posts.
        let strange = !self.config.is_readable(&files::slashed(candidate.path));
        let is_text = || garbled.is_none() && !text.contains('\0');
        if candidate.kind > COLLECTIONS && split.header.is_none() || strange && !is_text() {
            return None;
        }
        let mut header = match split.header {
            // What stands between other fences is text to Jekyll.
            Some((Format::Toml, _)) => Header { problems: vec![foreign("TOML", &name)], ..Header::default() },
            Some((Format::Json, _)) => Header { problems: vec![foreign("JSON", &name)], ..Header::default() },
            Some((Format::Yaml, _)) | None => Header::read(&split, &name),
        };
        header.problems.extend(front_matter::late(&split, &name));
        let mut problems: Vec<Problem> =
            garbled.into_iter().chain(std::mem::take(&mut header.problems)).collect();
        let relative = self.relative(candidate.path);
        let collection = self.collection(candidate.kind);
        let draft = candidate.kind == DRAFT;
        let date_line = header.map.line("date").unwrap_or(1);
        problems.extend(refused(&header, &name));
        let data = data::of(&self.config, &relative, &collection.label, draft, header.map);
        if let Some(date) = &data.unread {
            let message = format!("cannot read the date `{date}`");
            let problem = Problem::new(&name, &message, "write it as 2009-08-19 22:54:00 +0100");
            problems.push(problem.at(date_line));
        }
        problems.extend(data.misnamed.as_ref().map(|date| misnamed(date, &name)));
        let about =
            meta::About { config: &self.config, collection, path: &relative, head, is_draft: draft, now };
        let meta = meta::of(&about, &data);
        Some(candidate.post(site, head, name, meta, problems))
    }

    /// Runs Liquid over the text, unless the header or the defaults say `render_with_liquid: false`.
    fn expand<'a>(&self, page: &Page<'a>) -> Expanded<'a> {
        let text = page.body.text;
        let around = Around::new(self, page);
        if !liquid::has_any(text) || around.is_off() {
            return Expanded { text: Cow::Borrowed(text), ..Expanded::default() };
        }
        let done = liquid::expand(text, &page.post.name, page.body.first_line, &around);
        Expanded {
            text: Cow::Owned(done.text),
            islands: done.islands,
            problems: done.problems,
            lines: done.lines,
        }
    }

    /// A link to a Markdown file of the site leads to its page (the plugin `jekyll-relative-links`, on by default on
    /// GitHub Pages).
    fn resolve(&self, page: &Page<'_>, written: &str) -> Target {
        let path = written.split(['#', '?']).next().unwrap_or_default();
        if path.ends_with(".md") && !path.starts_with('/') && !urls::has_scheme(path) {
            let folder = page.post.path().parent().unwrap_or(Path::new(""));
            let whole = urls::without_dots(&format!("/{}/{path}", files::slashed(folder)));
            let whole = Path::new(whole.trim_start_matches('/'));
            if let Some(post) = page.posts.at(whole) {
                let rest = written.get(path.len()..).unwrap_or_default();
                return Target::Site(Clean::line(&format!("{}{rest}", post.meta.url)));
            }
        }
        urls::resolve(page, written)
    }

    fn serves(&self, site: &Site, path: &str) -> bool {
        let is_own = |path: &str| {
            self.addresses.get_or_init(|| serves::own_addresses(&self.config, site)).contains(path)
        };
        serves::serves(&self.config, &site.files, path, &is_own)
    }
}

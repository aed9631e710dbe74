//! What a template of a post may ask of its site: the [`Host`] of Liquid over the files of a Jekyll site.
//!
//! Nothing is read before a template asks for it. The page has the number 0, the post `n` of the library `n + 1`.
//! Sources: `DocumentDrop`, `SiteDrop`, `DataReader`, `IncludeTag`, `Link`, `PostUrl` of Jekyll 4.3.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use jiff::Zoned;

use super::data::is_false;
use super::liquid::{Data, Host, Val};
use super::others::{self, Other};
use super::values::{time, val};
use super::{Jekyll, data, tables};
use crate::front_matter::{self, Header};
use crate::markup;
use crate::post::{Post, State};
use crate::site::{Found, Page, Rules, files, scan};
use crate::value::{MAX_NODES, Map, Value, json, yaml};

/// A data file larger than this is not read.
const LARGEST: usize = 4 << 20;

/// The number of the first page or static file; lower ones are posts.
const OTHERS: usize = usize::MAX / 2;

/// A page and the site around it.
pub(super) struct Around<'a> {
    jekyll: &'a Jekyll,
    page: &'a Page<'a>,
    /// All posts, where the caller had none at hand.
    scanned: OnceCell<Vec<Arc<Post>>>,
    /// The files that may be posts, where only their names are asked for.
    found: OnceCell<Found>,
    /// The data of the documents whose header a template asked for.
    read: RefCell<HashMap<usize, Rc<Map>>>,
    /// The pages and static files, where a template asks for them.
    others: OnceCell<Vec<Other>>,
    /// How many values of data files may still be read.
    room: Cell<usize>,
}

impl<'a> Around<'a> {
    /// Nothing is read yet.
    pub(super) fn new(jekyll: &'a Jekyll, page: &'a Page<'a>) -> Self {
        let (scanned, found, others) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let room = Cell::new(MAX_NODES);
        Self { jekyll, page, scanned, found, read: RefCell::default(), others, room }
    }

    /// Whether the page says `render_with_liquid: false`.
    pub(super) fn is_off(&self) -> bool {
        let data = self.data_of(0);
        data.and_then(|data| data.get("render_with_liquid").and_then(Value::as_bool)) == Some(false)
    }

    fn all(&self) -> &[Arc<Post>] {
        match &*self.page.posts {
            [] => self.scanned.get_or_init(|| scan(&mut self.page.site.clone(), self.page.now)),
            posts => posts,
        }
    }

    fn post(&self, document: usize) -> Option<&Post> {
        match document.checked_sub(1) {
            None => Some(self.page.post),
            Some(n) => self.all().get(n).map(Arc::as_ref),
        }
    }

    /// The numbers of the posts that are on the page today and fit, newest first.
    fn numbers(&self, fits: impl Fn(&Post) -> bool) -> Vec<usize> {
        let future = self.jekyll.config.map.get("future").and_then(Value::as_bool).unwrap_or(false);
        let shown = |post: &Post| {
            let is_page = post.path() == self.page.post.path();
            let due = future || post.meta.date.is_none_or(|date| date.instant <= self.page.now);
            (is_page || post.meta.state == State::Published && due) && fits(post)
        };
        let mut found: Vec<(usize, &Post)> =
            self.all().iter().map(Arc::as_ref).enumerate().filter(|(_, post)| shown(post)).collect();
        found.sort_by_key(|(_, post)| {
            std::cmp::Reverse((post.meta.date.map(|date| date.instant), post.path()))
        });
        let number = |(n, post): (usize, &Post)| if post.path() == self.page.post.path() { 0 } else { n + 1 };
        found.into_iter().map(number).collect()
    }

    /// The data of a document: its defaults, its header, and what its path says.
    fn data_of(&self, document: usize) -> Option<Rc<Map>> {
        if let Some(known) = self.read.borrow().get(&document) {
            return Some(known.clone());
        }
        let post = self.post(document)?;
        let relative = self.jekyll.relative(post.path());
        let label = self.label(&relative);
        let is_draft = post.meta.state == State::Draft;
        let map = match document {
            0 => data::of(&self.jekyll.config, &relative, label, is_draft, self.page.header.map.clone()).map,
            _ => {
                let bytes = self.page.site.files.head(post.path(), front_matter::is_enough).ok()?.bytes;
                let text = self.decoded(&bytes, post);
                let header = Header::read(&front_matter::split(&text), &post.name);
                data::of(&self.jekyll.config, &relative, label, is_draft, header.map).map
            }
        };
        let map = Rc::new(map);
        self.read.borrow_mut().insert(document, map.clone());
        Some(map)
    }

    fn decoded(&self, bytes: &[u8], post: &Post) -> String {
        front_matter::decode::decode_head(bytes, self.page.site.encoding, &post.name).0.into()
    }

    /// The collection of a path below the collections' folder.
    fn label(&self, relative: &str) -> &str {
        let own = |label: &str| {
            relative
                .strip_prefix('_')
                .is_some_and(|rest| rest.strip_prefix(label).is_some_and(|r| r.starts_with('/')))
        };
        let found = self.jekyll.config.collections.iter().skip(1).find(|collection| own(&collection.label));
        found.map_or("posts", |collection| collection.label.as_str())
    }

    /// What a data file holds, or why it cannot be read.
    fn read_data(&self, file: &Path) -> Result<Val, String> {
        let text = self.text(file).unwrap_or_default();
        let zone = &self.page.site.zone;
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        let table = |between| match text.len() > LARGEST {
            true => Err(format!("longer than {} KiB", LARGEST >> 10)),
            false => tables::read(&text, between).ok_or_else(|| format!("more than {MAX_NODES} values")),
        };
        match ending.as_ref() {
            "csv" => table(','),
            "tsv" => table('\t'),
            "json" => json::parse(&text, LARGEST).map(|value| val(&value, zone)).map_err(|f| f.to_string()),
            _ => yaml::parse(&text, LARGEST).map(|value| val(&value, zone)).map_err(|f| f.to_string()),
        }
    }

    /// Counts a data file: all that one template asks for may hold no more values than one may.
    fn afford(&self, value: Val) -> Result<Val, String> {
        let left = self.room.get().checked_sub(value.count());
        self.room.set(left.unwrap_or(0));
        left.map(|_| value).ok_or_else(|| format!("all data together has more than {MAX_NODES} values"))
    }

    fn source(&self, path: &str) -> PathBuf {
        self.jekyll.config.source.join(path.trim_start_matches('/'))
    }

    fn text(&self, path: &Path) -> Option<String> {
        let bytes = self.page.site.files.read(path).ok()?;
        let text = front_matter::decode(&bytes, self.page.site.encoding, &self.page.post.name).0;
        Some(markup::Islands::disarm(&text).into_owned())
    }

    /// The address of the one post whose path below the source fits, among those whose files have the name of this one.
    /// Without a library only names are walked.
    fn url_of(&self, file: &Path, fits: impl Fn(&Path) -> bool) -> Option<String> {
        let posts = self.page.posts;
        if !posts.is_empty() {
            return posts.like(file).find(|post| fits(post.path())).map(|post| post.meta.url.to_string());
        }
        let site = self.page.site;
        let found = self.found.get_or_init(|| self.jekyll.find(&site.files, &|_| {}));
        let candidate = found.candidates.iter().find(|candidate| fits(candidate.path))?;
        let head = site.files.head(candidate.path, front_matter::is_enough).ok()?;
        self.jekyll.post(site, candidate, &head, self.page.now).map(|post| post.meta.url.to_string())
    }

    /// The pages and static files of the site; the first of them has the number [`OTHERS`].
    fn others(&self) -> &[Other] {
        self.others.get_or_init(|| others::all(&self.jekyll.config, self.page.site))
    }

    fn other(&self, document: usize) -> Option<&Other> {
        self.others().get(document.checked_sub(OTHERS)?)
    }

    /// An attribute of a page or a static file.
    fn of_other(&self, other: &Other, key: &str) -> Option<Val> {
        let zone = &self.page.site.zone;
        match key {
            "modified_time" if !other.is_page => {
                Some(Val::Time(Rc::new(other.modified?.to_zoned(zone.clone())), false))
            }
            _ => other.computed(key).map(Val::text).or_else(|| other.map.get(key).map(|v| val(v, zone))),
        }
    }

    /// What Jekyll computes of a document.
    fn computed(&self, document: usize, key: &str) -> Option<Val> {
        let post = self.post(document)?;
        let path = || {
            files::slashed(post.path().strip_prefix(&self.jekyll.config.source).unwrap_or(post.path()))
                .into_owned()
        };
        Some(match key {
            "url" => Val::text(post.meta.url.as_str()),
            "id" => {
                let url = post.meta.url.as_str();
                Val::text(
                    url.trim_end_matches('/').strip_suffix(".html").unwrap_or(url.trim_end_matches('/')),
                )
            }
            "date" => time(&post.meta.date?, &self.page.site.zone),
            "path" | "relative_path" => Val::text(path()),
            "name" => Val::text(path().rsplit('/').next().unwrap_or_default()),
            "collection" => Val::text(self.label(&self.jekyll.relative(post.path()))),
            "draft" => Val::Bool(post.meta.state == State::Draft),
            _ => return None,
        })
    }
}

impl Host for Around<'_> {
    fn include(&self, name: &str) -> Option<String> {
        self.text(&self.source(&self.jekyll.config.includes_dir).join(name.trim_start_matches('/')))
    }

    fn include_relative(&self, name: &str) -> Option<String> {
        self.text(&self.page.post.path().parent()?.join(name.trim_start_matches('/')))
    }

    fn data(&self, path: &str) -> Option<Data> {
        let mut folder = self.source(&self.jekyll.config.data_dir);
        let files = &self.page.site.files;
        let (above, last) = path.rsplit_once('/').unwrap_or(("", path));
        folder.push(above);
        if path.is_empty() {
            let names =
                files.list(&folder).into_iter().map(|entry| entry.name.to_string_lossy().into_owned());
            return Some(Data::Folder(names.map(|name| key(&name)).collect()));
        }
        let mut found: Option<(bool, PathBuf)> = None;
        for entry in files.list(&folder) {
            let name = entry.name.to_string_lossy();
            let readable = entry.is_folder || tables::READABLE.iter().any(|ending| name.ends_with(ending));
            if readable && (name == last || key(&name) == last) {
                found = Some((entry.is_folder, folder.join(&entry.name)));
            }
        }
        let (is_folder, file) = found?;
        if is_folder {
            let names = files.list(&file).into_iter().map(|entry| key(&entry.name.to_string_lossy()));
            return Some(Data::Folder(names.collect()));
        }
        Some(match self.read_data(&file).and_then(|value| self.afford(value)) {
            Ok(value) => Data::Value(value),
            Err(why) => Data::Unread(why),
        })
    }

    fn config(&self, key: &str) -> Option<Val> {
        let site = self.page.site;
        match (self.jekyll.config.map.get(key), key) {
            (Some(value), _) => Some(val(value, &site.zone)),
            (None, "url") => Some(Val::text(site.url.as_str())),
            (None, "baseurl") => Some(Val::text("")),
            (None, _) => None,
        }
    }

    /// `Renderer#assign_layout_data!`: of the layout itself, not of the one around it.
    fn layout(&self) -> Option<Val> {
        let data = self.data_of(0)?;
        let name = data.get("layout").filter(|name| !is_false(Some(name)))?.text().into_owned();
        let folder = self.jekyll.config.map.get("layouts_dir").map_or("_layouts".into(), Value::text);
        let file = self.source(&folder).join(format!("{}.html", name.trim_start_matches('/')));
        let header = Header::read(&front_matter::split(&self.text(&file)?), &self.page.post.name);
        Some(val(&Value::Map(header.map), &self.page.site.zone))
    }

    fn page(&self) -> usize {
        0
    }

    fn posts(&self) -> Vec<usize> {
        self.numbers(|post| self.label(&self.jekyll.relative(post.path())) == "posts")
    }

    fn collection(&self, label: &str) -> Option<Vec<usize>> {
        let known = self.jekyll.config.collections.iter().any(|collection| collection.label == label);
        match label {
            "documents" => Some(self.numbers(|_| true)),
            "pages" | "html_pages" | "static_files" if !known => {
                let all = self.others().iter().enumerate();
                Some(all.filter(|(_, other)| other.is_in(label)).map(|(n, _)| OTHERS + n).collect())
            }
            _ if known => {
                let mut found = self.numbers(|post| self.label(&self.jekyll.relative(post.path())) == label);
                // Collections are in the order of their dates and paths; only the posts are turned round.
                found.reverse();
                Some(found)
            }
            _ => None,
        }
    }

    fn collections(&self) -> Vec<(String, bool)> {
        let all = self.jekyll.config.collections.iter();
        all.map(|collection| (collection.label.clone(), collection.output)).collect()
    }

    fn attribute(&self, document: usize, key: &str) -> Option<Val> {
        if document >= OTHERS {
            return self.of_other(self.other(document)?, key);
        }
        let written = || {
            let data = self.data_of(document)?;
            data.get(key).map(|value| val(value, &self.page.site.zone))
        };
        match key {
            // The one thing computed that a header may say otherwise (`DocumentDrop#name`).
            "name" => written().or_else(|| self.computed(document, key)),
            _ => self.computed(document, key).or_else(written),
        }
    }

    fn is_rendered(&self, document: usize) -> bool {
        (1..OTHERS).contains(&document)
    }

    fn attributes(&self, document: usize) -> Vec<String> {
        if document >= OTHERS {
            let Some(other) = self.other(document) else { return Vec::new() };
            let own = other.map.iter().map(|(name, _)| name);
            return own.chain(other.keys().iter().copied()).map(str::to_owned).collect();
        }
        let data = self.data_of(document).unwrap_or_default();
        let mut names: Vec<String> = data.iter().map(|(name, _)| name.to_owned()).collect();
        for name in ["url", "id", "date", "path", "collection"] {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        names
    }

    fn body(&self, document: usize) -> Option<String> {
        if document == 0 {
            return Some(self.page.body.text.to_owned());
        }
        let path = match document >= OTHERS {
            true => self.source(&self.other(document).filter(|other| other.is_page)?.path),
            false => self.post(document)?.path().to_path_buf(),
        };
        let text = self.text(&path)?;
        Some(front_matter::split(&text).body.to_owned())
    }

    /// `link`: the path from the source, with or without a slash in front.
    fn link(&self, path: &str) -> Option<String> {
        let file = self.source(path);
        let other = || others::at(&self.jekyll.config, self.page.site, path).map(|other| other.url);
        self.url_of(&file, |post| post == file).or_else(other)
    }

    /// `post_url`: the name without its ending, the folders above or below `_posts` in front of it.
    fn post_url(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        let fits = |path: &Path| {
            let path = files::slashed(path);
            let stem = path.rsplit_once('.').map_or(&*path, |(stem, _)| stem);
            let whole = stem.replacen("_posts/", "", 1);
            whole == name || !name.contains('/') && whole.rsplit('/').next() == Some(name)
        };
        self.url_of(Path::new(name), fits)
    }

    fn now(&self) -> Zoned {
        self.page.now.to_zoned(self.page.site.zone.clone())
    }

    fn to_html(&self, markdown: &str) -> String {
        markup::to_html(markdown, &self.page.site.dialect)
    }
}

/// The key of a data file: its name without ending, blanks as `_`, what is no word gone
/// (`DataReader#sanitize_filename`).
fn key(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let kept: String = stem.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests;

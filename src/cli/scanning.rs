//! Libraries made of sites: of all their posts, of those that are found meanwhile, and of those that there are after a change.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::library::{Library, Part};
use crate::post::{Post, SiteId};
use crate::site::{self, Site};
use crate::storage::Index;
use crate::text::Clean;

/// What a newcomer should know of these sites: where more files are.
pub fn notice(library: &Library) -> Clean {
    let others: usize = library.sites().iter().map(|site| site.others).sum();
    match others {
        0 => Clean::default(),
        1 => Clean::line("1 other Markdown file is not a post: --generator plain shows it"),
        n => Clean::line(&format!("{n} other Markdown files are not posts: --generator plain shows them")),
    }
}

/// The posts of the sites as one library; what the index knows of them is not read again.
pub fn scan(sites: Vec<Site>, index: &Index, now: Timestamp) -> Library {
    join(sites, |site, _| site::scan_with(site, Some(index), &|_| {}, now))
}

/// How long the first posts are waited for, before they are shown as far as there are any: each time twice as long.
const SOON: Duration = Duration::from_millis(10);

/// The same, and what there is meanwhile.
pub fn scan_telling(
    sites: Vec<Site>,
    index: &Index,
    now: Timestamp,
    found: &mut dyn FnMut(Arc<Library>, Clean),
) {
    let start = Instant::now();
    let (due, found) = (Cell::new(SOON), RefCell::new(found));
    let tell = |sites: &[Site], posts: Vec<Arc<Post>>| {
        let library = Library::new(sites.to_vec(), posts).as_part(Part::default());
        (found.borrow_mut())(Arc::new(library), Clean::default());
        due.set(start.elapsed() * 2);
    };
    let all = sites.clone();
    let library = join(sites, |site, before| {
        let progress = |posts: &dyn Fn() -> Vec<Arc<Post>>| {
            if start.elapsed() >= due.get() {
                tell(&all, [before, &posts()].concat());
            }
        };
        site::scan_with(site, Some(index), &progress, now)
    });
    let notice = notice(&library);
    let library = Arc::new(library);
    library.prepare_list();
    (found.borrow_mut())(Arc::clone(&library), notice);
    library.prepare();
}

/// The same where `old` is what they were before some files changed: only what has to be is read again.
pub fn scan_again(
    sites: Vec<Site>,
    old: &Library,
    changed: &[PathBuf],
    index: &Index,
    now: Timestamp,
) -> Library {
    join(sites, |site, _| {
        let below = changed.iter().filter_map(|path| path.strip_prefix(&site.root).ok());
        let changed: HashSet<PathBuf> = below.map(Path::to_path_buf).collect();
        let was_post = |path: &PathBuf| old.at(&site.root.join(path)).is_some();
        match changed.iter().all(|path| may_be_post(path) || was_post(path)) {
            true => site::scan_again(site, old.posts(), &changed, now),
            false => site::scan_with(site, Some(index), &|_| {}, now),
        }
    })
}

/// Whether a file tells only of itself: a configuration, data, a section's page or a folder tell of others.
fn may_be_post(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    site::plain::is_markdown(path) && !name.starts_with('_')
}

/// Scans site by site; `scan` is given the posts of those before, too.
fn join(mut sites: Vec<Site>, mut scan: impl FnMut(&mut Site, &[Arc<Post>]) -> Vec<Arc<Post>>) -> Library {
    let mut posts = Vec::new();
    for (number, site) in sites.iter_mut().enumerate() {
        site.id = SiteId(u16::try_from(number).unwrap_or(u16::MAX));
        let found = scan(site, &posts);
        match number {
            0 => posts = found,
            _ => posts.extend(found),
        }
    }
    Library::new(sites, posts)
}

//! What posts' heads and bodies yield, kept in the cache folder: for each site a file of heads, and one of SQLite.
//!
//! Everything in it can be made again. A post counts by its path, size, time and inode; all posts of a site by a number
//! of its configuration and by the version of this program. What is missing, old, damaged or of another version is made
//! anew; where nothing can be written there is no index, and all goes on without. Two processes share a file as SQLite
//! lets them: each batch is one transaction, and what both derive they derive alike.

mod file;
mod first;
mod heads;
#[cfg(test)]
mod heads_tests;
mod look;
mod record;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;

use crate::library::{Facts, Library};
use crate::post::{PostId, SiteId};
use crate::site::{self, Site, Stamp};
use crate::threads::threads;
use file::{File, Row};
pub use look::Sentences;

/// Posts are derived and written in batches of so many: what an end in the middle costs at most.
const BATCH: usize = 64;

/// How much of the machine the making of an index may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Haste {
    /// Somebody waits: all processors.
    Waited,
    /// Beside the reader: one thread.
    Beside,
}

/// The indexes of all sites.
#[derive(Debug, Default)]
pub struct Index {
    folder: Option<PathBuf>,
    /// Whether writing failed once: it is not tried again.
    refused: AtomicBool,
    /// When heads are taken to be read; tests write and read in one moment.
    #[cfg(test)]
    kept_at: Option<Timestamp>,
}

impl Index {
    /// Indexes in the cache folder of the machine; without one there are none.
    pub fn new(cache: Option<PathBuf>) -> Self {
        Self { folder: cache.map(|cache| cache.join("index")), ..Self::default() }
    }

    /// Whether anything can be kept.
    pub fn is_kept(&self) -> bool {
        self.folder.is_some() && !self.refused.load(Ordering::Relaxed)
    }

    /// Where the index of a site lies, and of how many posts it knows; nothing is made where there is none.
    pub fn about(&self, site: &Site) -> Option<(PathBuf, Option<usize>)> {
        self.folder.as_ref().map(|folder| file::about(folder, site))
    }

    /// Tells a library what its posts' bodies yield: from the index, and where that does not have it, from the posts
    /// themselves, which then are in the index. `going` is asked between batches whether to go on, with the per cent done.
    pub fn learn(&self, library: &Library, haste: Haste, now: Timestamp, going: &dyn Fn(u8) -> bool) {
        self.learn_of(library, &|_| true, (haste, now), going);
    }

    /// The same; of the posts that the index does not have only those that are wanted are read.
    pub fn learn_of(
        &self,
        library: &Library,
        wanted: &dyn Fn(PostId) -> bool,
        haste: (Haste, Timestamp),
        going: &dyn Fn(u8) -> bool,
    ) {
        self.learn_as(Facts::new, library, wanted, haste, going);
    }

    /// The same of all posts, for who only searches: what links and problems there are is not found out.
    pub fn learn_texts(&self, library: &Library, haste: (Haste, Timestamp), going: &dyn Fn(u8) -> bool) {
        self.learn_as(Facts::texts_alone, library, &|_| true, haste, going);
    }

    fn learn_as(
        &self,
        begin: fn(&Library) -> Facts,
        library: &Library,
        wanted: &dyn Fn(PostId) -> bool,
        haste: (Haste, Timestamp),
        going: &dyn Fn(u8) -> bool,
    ) {
        let damaged = self.learn_once(begin(library), library, wanted, haste, going).err();
        if let Some(file) = damaged {
            // What was taken of it is known by its keys, so all begins again; what is damaged then as well is left so.
            file.remove();
            let _ = self.learn_once(begin(library), library, wanted, haste, going);
        }
    }

    /// The same; an index that turns out to be damaged is given back, and nothing was learned.
    fn learn_once(
        &self,
        mut facts: Facts,
        library: &Library,
        wanted: &dyn Fn(PostId) -> bool,
        (haste, now): (Haste, Timestamp),
        going: &dyn Fn(u8) -> bool,
    ) -> Result<(), File> {
        let mut files = Vec::new();
        for site in library.sites() {
            let mut file = self.file(library, site.id);
            let (mut missing, is_damaged) = known(library, site.id, file.as_mut(), &mut facts);
            if let Some(file) = file.take_if(|_| is_damaged) {
                return Err(file);
            }
            missing.retain(|id| wanted(*id));
            let all = missing.len();
            for (n, batch) in missing.chunks(BATCH).enumerate() {
                let percent = u8::try_from(n * BATCH * 100 / all.max(1)).unwrap_or(100);
                if !going(percent) {
                    return Ok(());
                }
                let is_damaged = self.derive(library, batch, file.as_mut(), (haste, now), &mut facts);
                if let Some(file) = file.take_if(|_| is_damaged) {
                    return Err(file);
                }
            }
            files.push(file);
        }
        for (site, id, key) in facts.wanted_anchors(library) {
            let file = files.get(usize::from(site.0)).and_then(Option::as_ref);
            file.and_then(|file| file.anchors(key)).into_iter().for_each(|of| facts.add_anchors(id, of));
        }
        library.learn(facts);
        Ok(())
    }

    /// Says whether the index turned out to be damaged.
    fn derive(
        &self,
        library: &Library,
        ids: &[PostId],
        mut file: Option<&mut File>,
        (haste, now): (Haste, Timestamp),
        facts: &mut Facts,
    ) -> bool {
        let stamps: Vec<Option<Stamp>> = ids.iter().map(|id| library.stamp(*id)).collect();
        let threads = if haste == Haste::Waited { threads() } else { 1 };
        let derived = library.derive(ids, threads, now);
        let rows = ids.iter().zip(&stamps).filter_map(|(id, stamp)| {
            let (post, derived) = (library.post(*id)?, derived.get(id)?);
            Some(Row { path: post.path(), stamp: (*stamp)?, derived })
        });
        let rows: Vec<Row<'_>> = rows.collect();
        let keys = match file.as_mut().filter(|_| self.is_kept()).map(|file| file.write(&rows)) {
            Some(Ok(keys)) => keys,
            Some(Err(error)) if file::is_damage(&error) => return true,
            Some(Err(_)) => {
                self.refused.store(true, Ordering::Relaxed);
                Vec::new()
            }
            None => Vec::new(),
        };
        let mut keys = keys.into_iter();
        for (id, stamp) in ids.iter().zip(stamps) {
            let Some(derived) = derived.get(id) else { continue };
            let key = stamp.and_then(|_| keys.next());
            facts.add(library, *id, derived, key);
        }
        false
    }

    /// The index of a site, its posts those of its configuration now; none for a site in memory, and where there is no room.
    fn file(&self, library: &Library, site: SiteId) -> Option<File> {
        let site = library.sites().get(usize::from(site.0))?;
        let folder = self.folder.as_ref().filter(|_| self.is_kept() && !site.root.as_os_str().is_empty())?;
        File::make(folder, site).ok()
    }
}

impl site::Heads for Index {
    fn of(&self, site: &Site, state: u64) -> Box<dyn site::Kept> {
        let folder = self.folder.as_ref().filter(|_| !site.root.as_os_str().is_empty());
        let path = folder.map(|folder| file::path(folder, site).with_extension("heads"));
        #[cfg(test)]
        let begun = self.kept_at.unwrap_or_else(Timestamp::now);
        #[cfg(not(test))]
        let begun = Timestamp::now();
        Box::new(heads::Kept::open(path, state, begun))
    }
}

/// Takes what the index knows of a site's posts; gives the posts of which it knows nothing, or not how they were when
/// their heads were read, and whether the index turned out to be damaged.
fn known(library: &Library, site: SiteId, file: Option<&mut File>, facts: &mut Facts) -> (Vec<PostId>, bool) {
    let mut posts = Posts::of(library, site);
    let Some(file) = file else { return (posts.ids, false) };
    let mut is_known = vec![false; posts.ids.len()];
    let mut gone = Vec::new();
    facts.kept_in(site, file.store());
    let took = file.rows(facts.takes_links(), &mut |of, row| match posts.find(of) {
        Some((at, id)) if library.was_read_in(id, row.stamp) => {
            facts.add(library, id, &row.derived, Some(row.key));
            is_known[at] = true;
        }
        Some(_) => {}
        None => gone.push(of.to_owned()),
    });
    // What stays of posts that are gone takes room and nothing else.
    let is_damaged = took.and_then(|()| file.forget(&gone)).is_err_and(|error| file::is_damage(&error));
    let missing = posts.ids.into_iter().zip(is_known).filter(|(_, is_known)| !is_known);
    (missing.map(|(id, _)| id).collect(), is_damaged)
}

/// The posts of a site, to be found by their paths.
struct Posts<'a> {
    library: &'a Library,
    ids: Vec<PostId>,
    /// The place behind the post that was found last.
    next: usize,
    /// Their places by half a hash of the path, in order: a hundred thousand paths side by side are as large as the list.
    by_path: Option<Vec<(u32, u32)>>,
}

impl<'a> Posts<'a> {
    fn of(library: &'a Library, site: SiteId) -> Self {
        let of_site = |id: &PostId| library.post(*id).is_some_and(|post| post.site == site);
        Self { library, ids: library.ids().into_iter().filter(of_site).collect(), next: 0, by_path: None }
    }

    fn path(&self, at: usize) -> Option<&'a OsStr> {
        Some(self.library.post(*self.ids.get(at)?)?.path().as_os_str())
    }

    /// The post at a path, and its place among the posts. The index has them in the order in which they were when it was written,
    /// and most are so still: the one after the last is looked at first.
    fn find(&mut self, path: &Path) -> Option<(usize, PostId)> {
        let path = path.as_os_str();
        let at = match self.path(self.next) == Some(path) {
            true => self.next,
            false => self.look_up(path)?,
        };
        self.next = at + 1;
        Some((at, self.ids[at]))
    }

    fn look_up(&mut self, path: &OsStr) -> Option<usize> {
        if self.by_path.is_none() {
            let place = |at: usize| (half_hash(self.path(at)), at as u32);
            let mut by_path: Vec<_> = (0..self.ids.len()).map(place).collect();
            by_path.sort_unstable();
            self.by_path = Some(by_path);
        }
        let (by_path, hash) = (self.by_path.as_deref()?, half_hash(Some(path)));
        let first = by_path.partition_point(|(other, _)| *other < hash);
        let same = by_path[first..].iter().take_while(|(other, _)| *other == hash);
        same.map(|(_, at)| *at as usize).find(|at| self.path(*at) == Some(path))
    }
}

/// Tells nearly all paths from each other.
fn half_hash(path: Option<&OsStr>) -> u32 {
    (file::foldhash(&path) >> 32) as u32
}

//! Searching: through the texts of the index, and where there is none, through the posts as they are written.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Index;
use super::file::File;
use crate::library::fulltext::{self, Excerpt, Hit, Scan, Search};
use crate::library::{Key, Library};
use crate::post::PostId;
use crate::site::{self, Site};

/// What is found is said so soon, and then each so much later: a screen is full long before.
const SOON: Duration = Duration::from_millis(10);
const LATER: Duration = Duration::from_millis(60);
/// So many of the best hits get their sentence at once, as many as a high window shows; the others when they are to be seen.
const FIRST: usize = 24;
/// Between two looks at the clock.
const STRIDE: usize = 64;

/// Takes hits as they are found; says whether to go on. It is asked between, too, with no hits: another search waits until this
/// one has ended.
pub type Sink<'a> = &'a mut dyn FnMut(Vec<Hit>) -> bool;

/// What is found, said from time to time.
struct Batch<'a> {
    hits: Vec<Hit>,
    due: Instant,
    seen: usize,
    going: bool,
    index: &'a Index,
    library: &'a Library,
    search: &'a Search,
    posts: &'a [PostId],
    sink: Sink<'a>,
}

impl Batch<'_> {
    /// A text was looked at; says whether to go on.
    fn seen(&mut self, hit: Option<Hit>) -> bool {
        self.hits.extend(hit);
        self.seen += 1;
        if self.seen.is_multiple_of(STRIDE) {
            if Instant::now() >= self.due && !self.hits.is_empty() {
                self.say();
                self.due = Instant::now() + LATER;
            } else {
                self.going = (self.sink)(Vec::new());
            }
        }
        self.going
    }

    fn say(&mut self) {
        let mut hits = std::mem::take(&mut self.hits);
        fulltext::sort(&mut hits, self.posts);
        let without = hits.iter().take(FIRST).filter(|hit| hit.excerpt.is_none()).map(|hit| hit.post);
        let mut excerpts =
            self.index.excerpts(self.library, self.search, &without.collect::<Vec<_>>()).into_iter();
        for hit in hits.iter_mut().take(FIRST).filter(|hit| hit.excerpt.is_none()) {
            hit.excerpt = excerpts.next().flatten();
        }
        self.going = (self.sink)(hits);
    }
}

impl Index {
    /// Looks through posts and says what it finds as it finds it, each time the best first. Posts whose text is not in the
    /// index are looked at as they are written, and read where that has the words.
    pub fn search(
        &self,
        library: &Library,
        search: &Search,
        posts: &[PostId],
        now: Timestamp,
        sink: Sink<'_>,
    ) {
        let due = Instant::now() + SOON;
        let mut batch =
            Batch { hits: Vec::new(), due, seen: 0, going: true, index: self, library, search, posts, sink };
        if !search.has_words() && search.posts_are_all() {
            let hit = |post: &PostId| Hit { post: *post, score: 0, excerpt: None };
            (batch.sink)(posts.iter().map(hit).collect());
            return;
        }
        let mut wanted = vec![false; library.posts().len()];
        posts.iter().for_each(|id| wanted[id.0 as usize] = true);
        for site in library.sites() {
            if self.through(library, search, site, &mut wanted, &mut batch).is_none() {
                break;
            }
        }
        let scan = Scan::new(library, search);
        for id in posts.iter().filter(|id| wanted[id.0 as usize]) {
            if !batch.going || !batch.seen(as_written(library, search, &scan, *id, now)) {
                return;
            }
        }
        if batch.going {
            batch.say();
        }
    }

    /// Goes through the texts of a site; the posts it has seen are wanted no more. None where to end.
    fn through(
        &self,
        library: &Library,
        search: &Search,
        site: &Site,
        wanted: &mut [bool],
        batch: &mut Batch<'_>,
    ) -> Option<()> {
        let Some((store, keys)) = library.texts(site.id) else { return Some(()) };
        let Some(file) = self.opened(site, store) else { return Some(()) };
        let (Some(first), Some(last)) = (keys.first(), keys.last()) else { return Some(()) };
        let mut scan = Scan::new(library, search);
        let mut at = 0;
        let mut each = |key: Key, text: &[u8], folded: bool| {
            while keys.get(at).is_some_and(|(other, _)| *other < key) {
                at += 1;
            }
            let Some((_, id)) = keys.get(at).filter(|(other, _)| *other == key) else { return true };
            if !std::mem::take(&mut wanted[id.0 as usize]) {
                return true;
            }
            batch.seen(if folded { scan.folded(*id, text) } else { scan.ascii(*id, text) })
        };
        // What a damaged index does not give is looked at as it is written.
        let _ = file.texts(first.0, last.0, &mut each);
        batch.going.then_some(())
    }

    fn opened(&self, site: &Site, store: Key) -> Option<File> {
        File::open(self.folder.as_ref()?, site, store)
    }

    /// The sentences of posts that were found, in their order.
    pub fn excerpts(&self, library: &Library, search: &Search, posts: &[PostId]) -> Vec<Option<Excerpt>> {
        let mut files: Vec<Option<File>> = Vec::new();
        for site in library.sites() {
            let used = posts.iter().any(|id| library.post(*id).is_some_and(|post| post.site == site.id));
            let store = library.texts(site.id).filter(|_| used).map(|(store, _)| store);
            files.push(store.and_then(|store| self.opened(site, store)));
        }
        let of = |id: &PostId| {
            let file = files.get(usize::from(library.post(*id)?.site.0))?.as_ref()?;
            Excerpt::of(search, &file.shown(library.text(*id)?)?)
        };
        posts.iter().map(of).collect()
    }
}

/// The hit of a post whose text is not in the index.
fn as_written(
    library: &Library,
    search: &Search,
    scan: &Scan<'_>,
    id: PostId,
    now: Timestamp,
) -> Option<Hit> {
    let post = library.post(id)?;
    let source = site::source(library.site_of(post)?, post).ok()?;
    if !search.may_be_in(&post.meta.title, &source) {
        return None;
    }
    scan.shown(id, &library.derive_one(id, now).text)
}

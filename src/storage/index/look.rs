//! Searching: through the texts of the index, and where there is none, through the posts as they are written.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Index;
use super::file::{self, File, Shown, Texts};
use crate::library::fulltext::{self, Excerpt, Hit, Scan, Search};
use crate::library::{Key, Library, Store};
use crate::post::PostId;
use crate::site::{self, Site};
use crate::threads::{beside, in_parts, threads};

/// What is found is said so soon, and then each so much later: a screen is full long before.
const SOON: Duration = Duration::from_millis(10);
const LATER: Duration = Duration::from_millis(60);
/// So many of the best hits get their sentence at once, as many as a high window shows; the others when they are to be seen.
const FIRST: usize = 24;
/// A thread that looks through texts takes so many at a time, and tells then what it has found.
const BLOCK: usize = 128;
/// So long a search that nobody waits for any more goes on at most where texts are long.
const PATIENCE: Duration = Duration::from_millis(5);

/// Takes hits as they are found; says whether to go on. It is asked between, too, with no hits: another search waits until this
/// one has ended.
pub type Sink<'a> = &'a mut dyn FnMut(Vec<Hit>) -> bool;

/// Which hits get their sentence with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sentences {
    /// As many of the best as a window shows, each time some are said.
    Best,
    /// All, each where its text is looked at; they are said when all are found.
    All,
}

/// What is found, said from time to time.
struct Batch<'a> {
    hits: Vec<Hit>,
    sentences: Sentences,
    due: Instant,
    going: bool,
    index: &'a Index,
    library: &'a Library,
    search: &'a Search,
    posts: &'a [PostId],
    sink: Sink<'a>,
}

impl Batch<'_> {
    /// Texts were looked at; says whether to go on.
    fn seen(&mut self, hits: impl IntoIterator<Item = Hit>) -> bool {
        self.hits.extend(hits);
        if self.sentences == Sentences::Best && !self.hits.is_empty() && Instant::now() >= self.due {
            self.say();
            self.due = Instant::now() + LATER;
        } else {
            self.going = (self.sink)(Vec::new());
        }
        self.going
    }

    fn say(&mut self) {
        let mut hits = std::mem::take(&mut self.hits);
        fulltext::sort(&mut hits, self.posts);
        let most = if self.sentences == Sentences::All { 0 } else { FIRST };
        let without = hits.iter().take(most).filter(|hit| hit.excerpt.is_none()).map(|hit| hit.post);
        let mut excerpts =
            self.index.excerpts(self.library, self.search, &without.collect::<Vec<_>>()).into_iter();
        for hit in hits.iter_mut().take(most).filter(|hit| hit.excerpt.is_none()) {
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
        (posts, sentences): (&[PostId], Sentences),
        now: Timestamp,
        sink: Sink<'_>,
    ) {
        let (hits, due) = (Vec::new(), Instant::now() + SOON);
        let mut batch =
            Batch { hits, sentences, due, going: true, index: self, library, search, posts, sink };
        if !search.has_words() && search.posts_are_all() {
            let hit = |post: &PostId| Hit { post: *post, score: 0, excerpt: None };
            (batch.sink)(posts.iter().map(hit).collect());
            return;
        }
        let wanted: Vec<AtomicBool> = library.posts().iter().map(|_| AtomicBool::new(false)).collect();
        posts.iter().for_each(|id| wanted[id.0 as usize].store(true, Relaxed));
        for site in library.sites() {
            if batch.going {
                self.through(site, &wanted, &mut batch);
            }
        }
        let scan = Scan::new(library, search);
        for id in posts.iter().filter(|id| wanted[id.0 as usize].load(Relaxed)) {
            if !batch.going || !batch.seen(as_written(library, search, &scan, *id, now)) {
                return;
            }
        }
        if batch.going {
            batch.say();
        }
    }

    /// Goes through the texts of a site on all processors; the posts it has seen are wanted no more.
    fn through(&self, site: &Site, wanted: &[AtomicBool], batch: &mut Batch<'_>) {
        let (library, search, sentences) = (batch.library, batch.search, batch.sentences);
        let Some((store, keys)) = library.texts(site.id) else { return };
        let blocks = keys.chunks(BLOCK);
        let threads = threads().min(blocks.len());
        let (blocks, going, is_damaged) = (Mutex::new(blocks), AtomicBool::new(true), AtomicBool::new(false));
        let next = || blocks.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = |found: Sender<Vec<Hit>>| {
            let Some(file) = self.opened(site, store) else { return };
            let Ok(mut texts) = file.texts() else { return };
            let shown = (sentences == Sentences::All).then(|| file.shown().ok()).flatten();
            let mut look = Look { scan: Scan::new(library, search), search, shown, lower: Vec::new() };
            while let Some(block) = next().filter(|_| going.load(Relaxed)) {
                let (hits, read) = in_block(block, &mut texts, &mut look, (wanted, &going));
                is_damaged.fetch_or(read.is_err_and(|error| file::is_damage(&error)), Relaxed);
                if found.send(hits).is_err() {
                    return;
                }
            }
        };
        let (sender, told) = channel();
        thread::scope(|scope| {
            for found in vec![sender; threads] {
                beside(scope, || work(found));
            }
            loop {
                let hits = match told.recv_timeout(PATIENCE) {
                    Ok(hits) => hits,
                    Err(RecvTimeoutError::Timeout) => Vec::new(),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                if !batch.seen(hits) {
                    going.store(false, Relaxed);
                    return;
                }
            }
        });
        // What it does not give is looked at as it is written, and the next start makes it anew.
        if let Some(folder) = self.folder.as_ref().filter(|_| is_damaged.into_inner()) {
            file::remove(&file::path(folder, site));
        }
    }

    fn opened(&self, site: &Site, store: Store) -> Option<File> {
        File::open(self.folder.as_ref()?, site, store)
    }

    /// The sentences of posts that were found, in their order; those of many are looked up on all processors.
    pub fn excerpts(&self, library: &Library, search: &Search, posts: &[PostId]) -> Vec<Option<Excerpt>> {
        // In the order in which their texts lie: neighbours are read together.
        let mut order: Vec<(Option<Key>, usize)> =
            posts.iter().enumerate().map(|(n, id)| (library.text(*id), n)).collect();
        order.sort_unstable();
        let sorted: Vec<PostId> = order.iter().map(|(_, n)| posts[*n]).collect();
        let parts = in_parts(&sorted, FIRST, |part| self.excerpts_of(library, search, part));
        let found =
            parts.into_iter().flat_map(|(part, found)| found.unwrap_or_else(|| vec![None; part.len()]));
        let mut excerpts = vec![None; posts.len()];
        order.iter().zip(found).for_each(|((_, n), excerpt)| excerpts[*n] = excerpt);
        excerpts
    }

    fn excerpts_of(&self, library: &Library, search: &Search, posts: &[PostId]) -> Vec<Option<Excerpt>> {
        let mut files: Vec<Option<File>> = Vec::new();
        for site in library.sites() {
            let used = posts.iter().any(|id| library.post(*id).is_some_and(|post| post.site == site.id));
            let store = library.texts(site.id).filter(|_| used).map(|(store, _)| store);
            files.push(store.and_then(|store| self.opened(site, store)));
        }
        // Asked once for each site: SQLite takes longer to read a question than to find a text.
        let mut shown: Vec<Option<Shown<'_>>> =
            files.iter().map(|file| file.as_ref().and_then(|file| file.shown().ok())).collect();
        let of = |id: &PostId| {
            let shown = shown.get_mut(usize::from(library.post(*id)?.site.0))?.as_mut()?;
            shown.with(library.text(*id)?, |text| Excerpt::of_bytes(search, text, 0))
        };
        posts.iter().map(of).collect()
    }
}

/// What one thread needs to look through texts.
struct Look<'a> {
    scan: Scan<'a>,
    search: &'a Search,
    /// Where each hit gets its sentence from; none where they are looked up later.
    shown: Option<Shown<'a>>,
    /// The text that is looked at, in lower case.
    lower: Vec<u8>,
}

impl Look<'_> {
    /// The hit of a post with this text, in ASCII as it was written, or folded.
    fn hit(&mut self, (key, post): (Key, PostId), text: &[u8], ascii: bool) -> Option<Hit> {
        let Self { scan, search, shown, lower } = self;
        if ascii {
            lower.clear();
            lower.extend_from_slice(text);
            lower.make_ascii_lowercase();
        }
        let folded = if ascii { lower } else { text };
        let mut hit = scan.folded(post, folded)?;
        // A text is folded line by line: of what is shown only the lines from there on are.
        let from = shown.as_ref().and_then(|_| scan.first_block(folded));
        if let (Some(shown), Some(from)) = (shown, from) {
            let of = |text: &[u8]| Excerpt::of_bytes(search, text, from);
            hit.excerpt = if ascii { of(text) } else { shown.with(key, of) };
        }
        Some(hit)
    }
}

/// The hits among neighbouring texts of an index.
fn in_block(
    block: &[(Key, PostId)],
    texts: &mut Texts<'_>,
    look: &mut Look<'_>,
    (wanted, going): (&[AtomicBool], &AtomicBool),
) -> (Vec<Hit>, rusqlite::Result<()>) {
    let mut hits = Vec::new();
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return (hits, Ok(())) };
    let mut keys = block.iter().peekable();
    let mut each = |key: Key, text: &[u8], ascii: bool| {
        while keys.next_if(|(other, _)| *other < key).is_some() {}
        if let Some((_, id)) = keys.next_if(|(other, _)| *other == key)
            && wanted[id.0 as usize].swap(false, Relaxed)
        {
            hits.extend(look.hit((key, *id), text, ascii));
        }
        going.load(Relaxed)
    };
    let read = texts.between((first.0, last.0), &mut each);
    (hits, read)
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

//! The posts of a site, from the heads of its files: a walk by names, then heads read by a few threads.

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use jiff::Timestamp;

use crate::front_matter;
use crate::post::{Pool, Post};
use crate::problem::Problem;
use crate::threads::{beside, threads};

use super::files::Near;
use super::{Candidate, Candidates, Head, Rules, Site, Stamp, left_out, state};

/// How many heads a thread takes at once.
const CHUNK: usize = 64;

/// What is known of a file without reading it.
#[derive(Clone, Debug)]
pub enum Known {
    /// The post that it is.
    Post(Arc<Post>),
    /// It is no post.
    NoPost,
    /// Nothing.
    Unknown,
}

/// Looks up what is known of files from before. Each thread has its own, and asks in the order of a walk mostly.
pub trait Recall {
    /// What the file at a path is, if its state, which `stamp` finds out, is the one in which it was read.
    fn recall(&mut self, path: &Path, stamp: &dyn Fn() -> Option<Stamp>) -> Known;
}

/// A file that was looked at.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// Its path below the root.
    pub path: &'a Path,
    /// Its state before it was read; none where that was not looked at, or there is none.
    pub stamp: Option<Stamp>,
    /// The post that it is, as its own head and the configuration say.
    pub post: Option<Arc<Post>>,
    /// Whether it was read; else it was known.
    pub is_read: bool,
}

/// The heads of one site, kept from one start to the next.
pub trait Kept: Sync {
    /// Looks heads up.
    fn recall(&self) -> Box<dyn Recall + '_>;

    /// Takes what was seen of all files, in the order of the walk.
    fn keep(&self, seen: &[Seen<'_>]);
}

/// Where heads are kept.
pub trait Heads {
    /// Those of a site as long as what many of its posts depend on is in this state.
    fn of(&self, site: &Site, state: u64) -> Box<dyn Kept>;
}

/// Is asked from time to time whether it wants the posts that were found so far, and takes them by the call.
pub type Progress<'a> = &'a dyn Fn(&dyn Fn() -> Vec<Arc<Post>>);

/// The heads of all posts of a site, in the order of their paths; sets [`Site::others`].
pub fn scan(site: &mut Site, now: Timestamp) -> Vec<Arc<Post>> {
    scan_with(site, None, &|_| {}, now)
}

/// The same where heads may be kept, and for those who do not want to wait for the end.
pub fn scan_with(
    site: &mut Site,
    heads: Option<&dyn Heads>,
    progress: Progress<'_>,
    now: Timestamp,
) -> Vec<Arc<Post>> {
    let looked_at = Cell::new(0);
    let (candidates, shared) = find(site, &|site, candidates| {
        progress(&|| {
            let posts = heads_of(site, candidates, now);
            looked_at.set(posts.len());
            posts
        });
    });
    let kept = heads.map(|heads| heads.of(site, state::with(site, &shared)));
    let recall = || -> Box<dyn Recall + '_> {
        match &kept {
            Some(kept) => kept.recall(),
            None => Box::new(Old(None)),
        }
    };
    // Fewer than were shown already are no news.
    let done = Cell::new(0);
    let progress: Progress<'_> = &|posts| {
        done.set(done.get() + CHUNK);
        if done.get() >= looked_at.get() {
            progress(posts);
        }
    };
    let seen = look(site, &candidates, &recall, progress, now);
    if let Some(kept) = &kept {
        kept.keep(&seen);
    }
    settle(site, seen)
}

/// The same where only some files have changed since it was scanned with the same configuration, which gave `old`:
/// the heads of the others are not read again.
pub fn scan_again(
    site: &mut Site,
    old: &[Arc<Post>],
    changed: &HashSet<PathBuf>,
    now: Timestamp,
) -> Vec<Arc<Post>> {
    if !site.rules.stands_alone() {
        return scan(site, now);
    }
    let own = old.iter().filter(|post| post.site == site.id && !changed.contains(post.path()));
    let old: ByPath<'_> = own.map(|post| (post.path(), post)).collect();
    let (candidates, _) = find(site, &|_, _| {});
    let seen = look(site, &candidates, &|| Box::new(Old(Some(&old))), &|_| {}, now);
    settle(site, seen)
}

/// What a thread that looks at files has for one after the other.
struct Room<'a> {
    head: Head,
    pool: Pool,
    /// The files, from the folder of the last one.
    near: Near<'a>,
}

impl<'a> Room<'a> {
    fn new(site: &'a Site) -> Self {
        Self { head: Head::default(), pool: Pool::default(), near: Near::new(&site.files) }
    }
}

type ByPath<'a> = HashMap<&'a Path, &'a Arc<Post>>;

/// What was scanned before and has not changed since, if anything was.
struct Old<'a>(Option<&'a ByPath<'a>>);

impl Recall for Old<'_> {
    fn recall(&mut self, path: &Path, _stamp: &dyn Fn() -> Option<Stamp>) -> Known {
        self.0.and_then(|old| old.get(path)).map_or(Known::Unknown, |post| Known::Post(Arc::clone(post)))
    }
}

/// The files that may be posts, and those that say something of several. `meanwhile` is given some of the former before
/// all names are known.
fn find(site: &mut Site, meanwhile: &dyn Fn(&Site, &[Candidate<'_>])) -> (Candidates, Vec<PathBuf>) {
    let found = site.rules.find(&site.files, &|candidates| meanwhile(site, candidates));
    site.others = found.others;
    for (folder, error) in &found.shut {
        left_out::folder(site, folder, error);
    }
    let mut candidates = found.candidates;
    if let Some(limit) = found.stopped_at {
        add_named(site, &mut candidates);
        let message = format!("more than {limit} files; the rest is left out");
        let problem = Problem::new(&site.title, &message, "open a folder below, or name the generator");
        if !site.problems.contains(&problem) {
            site.problems.push(problem);
        }
    }
    (candidates, found.shared)
}

/// Adds the file that was named, where a walk that stopped has not come to it.
fn add_named(site: &Site, found: &mut Candidates) {
    let is_found = |path: &PathBuf| found.iter().any(|candidate| candidate.path == *path);
    if site.named.iter().any(is_found) {
        return;
    }
    for path in &site.named {
        let alone = site.rules.find(&site.files.toward(path), &|_| {});
        let named = alone.candidates.iter().find(|candidate| candidate.path == *path);
        named.into_iter().for_each(|candidate| found.push(candidate));
    }
}

/// The posts that a few files are, in the order of their paths.
fn heads_of(site: &Site, candidates: &[Candidate<'_>], now: Timestamp) -> Vec<Arc<Post>> {
    let mut room = Room::new(site);
    let one = |candidate| post(site, candidate, &mut room, now).map(Arc::new);
    let mut posts: Vec<Arc<Post>> = candidates.iter().copied().filter_map(one).collect();
    posts.sort_by(|a, b| a.path().cmp(b.path()));
    posts
}

fn settle(site: &mut Site, seen: Vec<Seen<'_>>) -> Vec<Arc<Post>> {
    left_out::files(site, &seen);
    let mut posts: Vec<Arc<Post>> = Vec::with_capacity(seen.len());
    posts.extend(seen.into_iter().filter_map(|seen| seen.post));
    let rules = Arc::clone(&site.rules);
    rules.settle(site, &mut posts);
    posts
}

/// The post that one file of a site is, without looking at any other. A page or a README, which is no post by the rules
/// of the generator, is read as a plain file; none where it cannot be read at all.
pub fn post_of(site: &Site, path: &Path, now: Timestamp) -> Option<Post> {
    let head = site.files.head(path, front_matter::is_enough).ok()?;
    let candidate = site.rules.candidate(path);
    site.rules
        .post(site, candidate, &head, now)
        .or_else(|| super::plain::Plain.post(site, Candidate::new(path), &head, now))
}

/// Looks at all files by a few threads. It begins at the end, since names mostly begin with dates and the newest posts are
/// those that are shown first.
fn look<'a, 'r>(
    site: &Site,
    candidates: &'a Candidates,
    recall: &(dyn Fn() -> Box<dyn Recall + 'r> + Sync),
    progress: Progress<'_>,
    now: Timestamp,
) -> Vec<Seen<'a>> {
    let chunks = candidates.len().div_ceil(CHUNK);
    let threads = threads().min(chunks);
    // One piece of memory, which goes back to the system as one: a list for each chunk would lie between posts that stay.
    let places: Vec<OnceLock<Seen<'a>>> = (0..candidates.len()).map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let work = |after: &dyn Fn()| {
        let mut eyes = Eyes { room: Room::new(site), recall: recall() };
        while let Some(number) = chunks.checked_sub(next.fetch_add(1, Ordering::Relaxed) + 1) {
            let places = &places[number * CHUNK..places.len().min((number + 1) * CHUNK)];
            for (candidate, place) in candidates.within(number * CHUNK..candidates.len()).zip(places) {
                let _ = place.set(one(site, candidate, &mut eyes, now));
            }
            after();
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).filter_map(|_| beside(scope, || work(&|| {}))).collect();
        work(&|| progress(&|| posts(&places)));
        // A thread that panics loses a chunk, not the program.
        others.into_iter().for_each(|other| drop(other.join()));
    });
    places.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// The posts among what was looked at so far.
fn posts(places: &[OnceLock<Seen<'_>>]) -> Vec<Arc<Post>> {
    places.iter().filter_map(|place| place.get()?.post.clone()).collect()
}

/// What a thread looks at files with.
struct Eyes<'a> {
    room: Room<'a>,
    recall: Box<dyn Recall + 'a>,
}

/// One file, from what is known of it or from its head. A file that cannot be read is no post.
fn one<'a>(site: &Site, candidate: Candidate<'a>, eyes: &mut Eyes<'_>, now: Timestamp) -> Seen<'a> {
    let path = candidate.path;
    let stamp = OnceCell::new();
    let Eyes { room, recall } = eyes;
    let find_out = || *stamp.get_or_init(|| room.near.stamp(path));
    let (post, is_read) = match recall.recall(path, &find_out) {
        Known::Post(post) if post.meta.more.until.is_none_or(|until| until > now) => {
            (Some(of_site(post, site)), false)
        }
        Known::NoPost => (None, false),
        Known::Post(_) | Known::Unknown => (post(site, candidate, room, now).map(Arc::new), true),
    };
    let stamp = if is_read { room.head.stamp } else { stamp.into_inner().flatten() };
    Seen { path, stamp, post, is_read }
}

/// A post with the number of its site.
fn of_site(mut post: Arc<Post>, site: &Site) -> Arc<Post> {
    if post.site != site.id {
        Arc::make_mut(&mut post).site = site.id;
    }
    post
}

/// One post, its head read into the room for one; what it has in common with others is from the pool.
fn post(site: &Site, candidate: Candidate<'_>, room: &mut Room<'_>, now: Timestamp) -> Option<Post> {
    let Room { head, pool, near } = room;
    near.head_into(candidate.path, front_matter::is_enough, head).ok()?;
    let mut post = site.rules.post(site, candidate, head, now)?;
    pool.share(&mut post.meta);
    Some(post)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::site::{Files, detect_in};

    #[test]
    fn the_newest_posts_are_told_while_names_are_still_looked_for() {
        // The first rows of a hundred thousand posts waited until all their names were known.
        let files = [
            ("_config.yml", "title: T"),
            ("_posts/2023/2023-01-01-a.md", "A"),
            ("_posts/2024/2024-01-01-b.md", "B"),
        ];
        let mut site = detect_in(Files::table(files.map(|(path, text)| (path, text.as_bytes()))), None);
        let told = RefCell::new(Vec::new());
        let progress = |posts: &dyn Fn() -> Vec<Arc<Post>>| {
            told.borrow_mut().push(posts().iter().map(|post| post.name.to_string()).collect::<Vec<_>>());
        };
        let posts = scan_with(&mut site, None, &progress, Timestamp::UNIX_EPOCH);
        assert_eq!(told.borrow()[0], ["_posts/2024/2024-01-01-b.md"]);
        assert_eq!(posts.iter().map(|post| &*post.name).collect::<Vec<_>>(), [files[1].0, files[2].0]);
        // What was told is never less than what was told before.
        let counts: Vec<usize> = told.borrow().iter().map(Vec::len).collect();
        assert!(counts.is_sorted(), "{counts:?}");
    }

    #[test]
    fn a_file_that_was_named_is_a_post_of_a_folder_of_too_many() {
        // It was opened before the others were looked for, and gone when they had been.
        let files = (0..20_010).map(|n| (format!("{n:05}.md"), &b""[..]));
        let mut site = detect_in(Files::table(files), None);
        let last =
            |site: &mut Site| scan(site, Timestamp::UNIX_EPOCH).pop().map(|post| post.name.to_string());
        assert_eq!(last(&mut site).as_deref(), Some("19999.md"));
        assert!(site.problems[0].to_string().contains("more than 20000 files"), "{:?}", site.problems);
        site.named = vec!["20005.md".into()];
        assert_eq!(last(&mut site).as_deref(), Some("20005.md"));
        site.named = vec!["00005.md".into()];
        assert_eq!(last(&mut site).as_deref(), Some("19999.md"), "it is there once");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_and_a_folder_that_cannot_be_read_are_named() {
        use std::fs;
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("open.md"), "# Open").unwrap();
        let shut = folder.path().join("shut.md");
        fs::write(&shut, "# Shut").unwrap();
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("unseen.md"), "# Unseen").unwrap();
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&shut).is_ok() {
            // Nothing is shut to whoever runs as root.
            return;
        }
        let mut site = crate::site::detect(folder.path(), None).unwrap();
        assert_eq!(scan(&mut site, Timestamp::UNIX_EPOCH).len(), 1);
        let said: Vec<String> = site.problems.iter().map(ToString::to_string).collect();
        fs::set_permissions(&inner, fs::Permissions::from_mode(0o700)).unwrap();
        let names = ["inner: cannot be read: ", "shut.md: cannot be read: "];
        assert!(
            said.len() == 2 && said.iter().zip(names).all(|(said, name)| said.starts_with(name)),
            "{said:?}"
        );
        assert_eq!(site.left_out().count(), 2);
    }
}

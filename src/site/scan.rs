//! The posts of a site, from the heads of its files: a walk by names, then heads read by a few threads.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::Timestamp;

use crate::front_matter;
use crate::post::Post;
use crate::problem::Problem;

use super::{Candidate, Head, Rules, Site, open};

/// How many heads a thread takes at once.
const CHUNK: usize = 64;

/// More threads than this do not read faster.
const MAX_THREADS: usize = 8;

/// Posts that need not be read, by their paths.
type Known<'a> = &'a (dyn Fn(&Path) -> Option<Post> + Sync);

/// The heads of all posts of a site, in the order of their paths; sets [`Site::others`].
pub fn scan(site: &mut Site, now: Timestamp) -> Vec<Post> {
    read(site, now, &|_| None)
}

/// The same where only some files have changed since it was scanned with the same configuration, which gave `old`:
/// the heads of the others are not read again.
pub fn scan_again(site: &mut Site, old: &[Post], changed: &HashSet<PathBuf>, now: Timestamp) -> Vec<Post> {
    if !site.rules.stands_alone() {
        return scan(site, now);
    }
    let own = old.iter().filter(|post| post.site == site.id && !changed.contains(&post.path));
    let old: HashMap<&Path, &Post> = own.map(|post| (post.path.as_path(), post)).collect();
    read(site, now, &|path| old.get(path).map(|post| Post::clone(post)))
}

/// Finds the posts; `known` are those whose heads need not be read.
fn read(site: &mut Site, now: Timestamp, known: Known<'_>) -> Vec<Post> {
    let found = site.rules.find(&site.files);
    site.others = found.others;
    if let Some(limit) = found.stopped_at {
        let message = format!("more than {limit} files; the rest is left out");
        let problem = Problem::new(&site.title, &message, "open a folder below, or name the generator");
        if !site.problems.contains(&problem) {
            site.problems.push(problem);
        }
    }
    let mut posts = heads(site, &found.candidates, now, known);
    name_unreadable(site, &found.candidates, &posts);
    site.rules.settle(site, &mut posts);
    posts
}

/// The post that one file of a site is, without looking at any other. A page or a README, which is no post by the rules
/// of the generator, is read as a plain file; none where it cannot be read at all.
pub fn post_of(site: &Site, path: &Path, now: Timestamp) -> Option<Post> {
    let head = site.files.head(path, front_matter::is_whole).ok()?;
    let candidate = site.rules.candidate(path);
    site.rules
        .post(site, &candidate, &head, now)
        .or_else(|| super::plain::Plain.post(site, &Candidate::new(path), &head, now))
}

/// Files that cannot be read are problems of the site: a post that is missing without a word would be looked for in vain.
fn name_unreadable(site: &mut Site, candidates: &[Candidate], posts: &[Post]) {
    if posts.len() == candidates.len() {
        return;
    }
    let read: HashSet<&Path> = posts.iter().map(|post| post.path.as_path()).collect();
    for candidate in candidates.iter().filter(|candidate| !read.contains(candidate.path.as_path())) {
        // Some files are no posts by the rules of the generator; those can be read.
        if let Err(error) = site.files.head(&candidate.path, front_matter::is_whole) {
            let message = format!("cannot be read: {error}");
            let problem = Problem::new(&open::shown(&candidate.path), &message, "the post is left out");
            if !site.problems.contains(&problem) {
                site.problems.push(problem);
            }
        }
    }
}

fn heads(site: &Site, candidates: &[Candidate], now: Timestamp, known: Known<'_>) -> Vec<Post> {
    let chunks: Vec<&[Candidate]> = candidates.chunks(CHUNK).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(MAX_THREADS).min(chunks.len());
    let one = |candidate: &Candidate, head: &mut Head| {
        known(&candidate.path).or_else(|| post(site, candidate, head, now))
    };
    if threads <= 1 {
        let mut head = Head::default();
        return candidates.iter().filter_map(|candidate| one(candidate, &mut head)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done: Vec<(usize, Vec<Post>)> = Vec::new();
        let mut head = Head::default();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(number) else { return done };
            let mut posts = Vec::with_capacity(chunk.len());
            posts.extend(chunk.iter().filter_map(|candidate| one(candidate, &mut head)));
            done.push((number, posts));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        // A thread that panicked loses its chunks, not the program.
        done.extend(others.into_iter().filter_map(|thread| thread.join().ok()).flatten());
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    let mut posts = Vec::with_capacity(candidates.len());
    done.into_iter().for_each(|(_, some)| posts.extend(some));
    posts
}

/// One post, its head read into `head`. A file that cannot be read is none.
fn post(site: &Site, candidate: &Candidate, head: &mut Head, now: Timestamp) -> Option<Post> {
    site.files.head_into(&candidate.path, front_matter::is_whole, head).ok()?;
    let mut post = site.rules.post(site, candidate, head, now)?;
    // A list grows to room for four, and most hold one or two.
    let meta = &mut post.meta;
    [&mut meta.tags, &mut meta.categories, &mut meta.authors, &mut meta.aliases]
        .into_iter()
        .for_each(Vec::shrink_to_fit);
    Some(post)
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("open.md"), "# Open").unwrap();
        let shut = folder.path().join("shut.md");
        fs::write(&shut, "# Shut").unwrap();
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&shut).is_ok() {
            // Nothing is shut to whoever runs as root.
            return;
        }
        let mut site = crate::site::detect(folder.path(), None).unwrap();
        assert_eq!(scan(&mut site, Timestamp::UNIX_EPOCH).len(), 1);
        let said: Vec<String> = site.problems.iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].starts_with("shut.md: cannot be read: "), "{said:?}");
    }
}

//! The posts of a site, from the heads of its files: a walk by names, then heads read by a few threads.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use jiff::Timestamp;

use crate::front_matter;
use crate::post::Post;
use crate::problem::Problem;

use super::{Candidate, Rules, Site};

/// How many heads a thread takes at once.
const CHUNK: usize = 64;

/// More threads than this do not read faster.
const MAX_THREADS: usize = 8;

/// The heads of all posts of a site, in the order of their paths; sets [`Site::others`].
pub fn scan(site: &mut Site, now: Timestamp) -> Vec<Post> {
    let found = site.rules.find(&site.files);
    site.others = found.others;
    if let Some(limit) = found.stopped_at {
        let message = format!("more than {limit} files; the rest is left out");
        let problem = Problem::new(&site.title, &message, "open a folder below, or name the generator");
        if !site.problems.contains(&problem) {
            site.problems.push(problem);
        }
    }
    let mut posts = heads(site, &found.candidates, now);
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

fn heads(site: &Site, candidates: &[Candidate], now: Timestamp) -> Vec<Post> {
    let chunks: Vec<&[Candidate]> = candidates.chunks(CHUNK).collect();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(MAX_THREADS).min(chunks.len());
    if threads <= 1 {
        return candidates.iter().filter_map(|candidate| post(site, candidate, now)).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done: Vec<(usize, Vec<Post>)> = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = chunks.get(number) else { return done };
            let mut posts = Vec::with_capacity(chunk.len());
            posts.extend(chunk.iter().filter_map(|candidate| post(site, candidate, now)));
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

/// One post. A file that cannot be read is none.
fn post(site: &Site, candidate: &Candidate, now: Timestamp) -> Option<Post> {
    let head = site.files.head(&candidate.path, front_matter::is_whole).ok()?;
    site.rules.post(site, candidate, &head, now)
}

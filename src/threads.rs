//! Work that is shared out among the processors.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

/// More threads than this do not read faster.
const MOST: usize = 8;

/// As many threads as there are processors, up to a few.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

/// Works in a thread beside this one; none where the system has no more of them, and nothing of the work is done.
pub fn beside<'scope, R: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> R + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, R>> {
    Builder::new().spawn_scoped(scope, work).ok()
}

/// Does something with a list in parts, one for each processor, unless fewer than `least` things came on each. What comes of
/// the parts is given in their order, each beside its part; none for a part whose work panicked.
pub fn in_parts<'a, T: Sync, R: Send>(
    all: &'a [T],
    least: usize,
    work: impl Fn(&'a [T]) -> R + Sync,
) -> Vec<(&'a [T], Option<R>)> {
    let mut parts = all.chunks(all.len().div_ceil(threads()).max(least).max(1));
    let first = parts.next();
    // What is worked on here is caught as it is in the other threads.
    let here = |part| catch_unwind(AssertUnwindSafe(|| work(part))).ok();
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts.map(|part| (part, beside(scope, move || work(part)))).collect();
        let first = first.map(|part| (part, here(part)));
        let others = others.into_iter().map(|(part, thread)| match thread {
            Some(thread) => (part, thread.join().ok()),
            None => (part, here(part)),
        });
        first.into_iter().chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_their_order_and_a_panic_takes_its_own_alone() {
        let all: Vec<usize> = (0..1000).collect();
        let sums = in_parts(&all, 1, |part| part.to_vec());
        assert!(sums.len() <= threads());
        let joined: Vec<usize> = sums.iter().flat_map(|(_, some)| some.clone().unwrap()).collect();
        assert_eq!(joined, all);
        // The first part, which the thread works on that asks, took that thread with it.
        for is_well in [|part: &[usize]| part[0] == 0, |part: &[usize]| part[0] != 0] {
            for (part, done) in in_parts(&all, 1, |part| assert!(is_well(part), "a fault that is made")) {
                assert_eq!(done.is_some(), is_well(part));
            }
        }
        assert_eq!(in_parts(&all, 1000, <[usize]>::len), [(&all[..], Some(1000))]);
        assert!(in_parts::<u8, _>(&[], 0, <[u8]>::len).is_empty());
    }
}

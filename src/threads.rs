//! Work that is shared out among the processors.

use std::thread;

/// More threads than this do not read faster.
const MOST: usize = 8;

/// As many threads as there are processors, up to a few.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
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
    thread::scope(|scope| {
        let work = &work;
        let others: Vec<_> = parts.map(|part| (part, scope.spawn(move || work(part)))).collect();
        let first = first.map(|part| (part, Some(work(part))));
        first.into_iter().chain(others.into_iter().map(|(part, thread)| (part, thread.join().ok()))).collect()
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
        let marked = in_parts(&all, 1, |part| assert!(part[0] == 0, "a fault that is made"));
        for (part, done) in marked {
            assert_eq!(done.is_some(), part[0] == 0);
        }
        assert_eq!(in_parts(&all, 1000, <[usize]>::len), [(&all[..], Some(1000))]);
        assert!(in_parts::<u8, _>(&[], 0, <[u8]>::len).is_empty());
    }
}

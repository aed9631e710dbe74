//! Lists of which no two items are alike.

use std::collections::HashSet;
use std::hash::Hash;

/// So many are compared each with each, which is faster than a table of them.
pub const FEW: usize = 32;

/// Leaves the first of items that are alike; `key` is the same of those and of no others.
pub fn unlike<T: PartialEq, K: Eq + Hash>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    if items.len() > FEW {
        let mut seen = HashSet::with_capacity(items.len());
        return items.retain(|item| seen.insert(key(item)));
    }
    let mut at = 1;
    while at < items.len() {
        match items[..at].contains(&items[at]) {
            true => drop(items.remove(at)),
            false => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_are_told_apart_alike() {
        for (count, kinds) in [(0, 1), (1, 1), (5, 2), (FEW, 7), (FEW + 1, 7), (1000, 300)] {
            let mut items: Vec<usize> = (0..count).map(|n| n % kinds).collect();
            unlike(&mut items, |item| *item);
            assert_eq!(items, (0..count.min(kinds)).collect::<Vec<_>>());
        }
    }
}

//! Which posts were there at a visit.

/// The hashes of the names of the posts that were there at a visit, in order: a hundred thousand of them lie side by side, and are
/// written as they lie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visited(Vec<u64>);

impl FromIterator<u64> for Visited {
    fn from_iter<I: IntoIterator<Item = u64>>(hashes: I) -> Self {
        let hashes = hashes.into_iter();
        let mut all = Vec::with_capacity(hashes.size_hint().1.unwrap_or(0).min(1 << 20));
        all.extend(hashes);
        all.sort_unstable();
        all.dedup();
        Self(all)
    }
}

impl Visited {
    /// Those of a visit that was written as [`Self::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let hashes = bytes.as_chunks().0;
        let mut all = Vec::with_capacity(hashes.len());
        all.extend(hashes.iter().map(|bytes| u64::from_le_bytes(*bytes)));
        // Older versions wrote them in order, too; nobody else need have done so.
        if !all.is_sorted() {
            all.sort_unstable();
        }
        Self(all)
    }

    /// Eight bytes each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * 8);
        self.0.iter().for_each(|hash| bytes.extend(hash.to_le_bytes()));
        bytes
    }

    /// Whether a post was there.
    pub fn has(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }

    /// Whether all of others were there.
    pub fn has_all(&self, others: &Self) -> bool {
        others.0.iter().all(|hash| self.has(*hash))
    }

    /// Adds others.
    pub fn join(&mut self, others: &Self) {
        self.0.extend(&others.0);
        self.0.sort_unstable();
        self.0.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_is_written_and_read() {
        let mut visited: Visited = [3, 1, u64::MAX, 3].into_iter().collect();
        assert!(visited.has(1) && visited.has(u64::MAX) && !visited.has(2));
        assert_eq!(Visited::from_bytes(&visited.to_bytes()), visited);
        let others: Visited = [2, 3].into_iter().collect();
        assert!(!visited.has_all(&others) && visited.has_all(&Visited::default()));
        visited.join(&others);
        assert!(visited.has_all(&others));
        assert_eq!(visited, [1, 2, 3, u64::MAX].into_iter().collect());
    }

    #[test]
    fn what_was_written_in_any_order_is_found() {
        let bytes: Vec<u8> = [7u64, 5].iter().flat_map(|hash| hash.to_le_bytes()).chain([1, 2]).collect();
        let visited = Visited::from_bytes(&bytes);
        assert!(visited.has(5) && visited.has(7));
    }
}

//! The blocks that are laid out: those used last, so that who reads a long post to its end does not hold the whole of it.

use std::cmp::Reverse;
use std::sync::Arc;

use super::setter::Set;

/// When more rows than this are laid out, half of them are forgotten.
const MAX_ROWS: usize = 1_000;

/// So many blocks are never forgotten, however long they are: what a window shows is laid out once.
const MIN_BLOCKS: usize = 128;

/// The blocks of a layout as far as they are laid out.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    sets: Vec<Option<Used>>,
    rows: usize,
    /// Goes on with every use.
    clock: u64,
}

#[derive(Clone, Debug)]
struct Used {
    set: Arc<Set>,
    last: u64,
}

impl Kept {
    /// So many blocks, none of them laid out.
    pub(super) fn new(blocks: usize) -> Self {
        Self { sets: vec![None; blocks], rows: 0, clock: 0 }
    }

    /// How many blocks there are, laid out or not.
    pub(super) fn len(&self) -> usize {
        self.sets.len()
    }

    /// How many of them are laid out.
    #[cfg(test)]
    pub(super) fn laid_out(&self) -> usize {
        self.sets.iter().flatten().count()
    }

    /// Whether a block is laid out.
    pub(super) fn has(&self, block: usize) -> bool {
        self.sets.get(block).is_some_and(Option::is_some)
    }

    /// A block that is laid out.
    pub(super) fn get(&mut self, block: usize) -> Option<Arc<Set>> {
        self.clock += 1;
        let used = self.sets.get_mut(block)?.as_mut()?;
        used.last = self.clock;
        Some(Arc::clone(&used.set))
    }

    /// Keeps a block, and forgets others where there are too many.
    pub(super) fn keep(&mut self, block: usize, set: &Arc<Set>) {
        self.forget(block);
        let used = Used { set: Arc::clone(set), last: self.clock };
        if let Some(slot) = self.sets.get_mut(block) {
            *slot = Some(used);
            self.rows += set.lines.len();
        }
        if self.rows > MAX_ROWS {
            self.forget_the_oldest();
        }
    }

    /// Forgets a block.
    pub(super) fn forget(&mut self, block: usize) {
        if let Some(used) = self.sets.get_mut(block).and_then(Option::take) {
            self.rows -= used.set.lines.len();
        }
    }

    fn forget_the_oldest(&mut self) {
        let kept = self.sets.iter().enumerate();
        let mut kept: Vec<_> =
            kept.filter_map(|(block, used)| Some((Reverse(used.as_ref()?.last), block))).collect();
        kept.sort_unstable();
        let mut rows = 0;
        for (at, (_, block)) in kept.into_iter().enumerate() {
            rows += self.sets.get(block).and_then(Option::as_ref).map_or(0, |used| used.set.lines.len());
            if at >= MIN_BLOCKS && rows > MAX_ROWS / 2 {
                self.forget(block);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Line;

    fn set(rows: usize) -> Arc<Set> {
        Arc::new(Set { lines: vec![Line::default(); rows], marks: Vec::new() })
    }

    #[test]
    fn a_long_post_that_is_read_to_its_end_is_not_held() {
        let mut kept = Kept::new(10_000);
        for block in 0..10_000 {
            kept.keep(block, &set(10));
            assert!(kept.rows <= MAX_ROWS.max(10 * (MIN_BLOCKS + 1)));
            // What was used a moment ago is still there.
            assert!((block.saturating_sub(100)..=block).all(|block| kept.get(block).is_some()));
        }
        assert!(kept.get(0).is_none());
    }

    #[test]
    fn blocks_that_are_used_together_stay_however_long_they_are() {
        let mut kept = Kept::new(10);
        kept.keep(0, &set(30_000));
        kept.keep(1, &set(30_000));
        assert!(kept.get(0).is_some() && kept.get(1).is_some());
        kept.forget(0);
        assert_eq!(kept.rows, 30_000);
    }
}

//! Where one is in a post, said so that it can be found in a translation of it: by sections and blocks, not by words.

use super::page::Page;
use crate::layout::Spot;

/// Where one is in a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bearing {
    /// How many headings and blocks the post has: translations of one make as many.
    headings: usize,
    blocks: usize,
    /// The number of the heading above, if there is one, and the blocks from it on.
    section: Option<usize>,
    after: usize,
    /// The byte in the block's text, and how many it has.
    within: (usize, usize),
    /// How far that is in the whole text.
    percent: u8,
}

impl Page {
    /// Where the first line in view is.
    pub fn bearing(&mut self) -> Bearing {
        let (place, top) = (self.place(), self.top());
        let section = self.outline().iter().rposition(|heading| heading.block <= place.block);
        let start = section.and_then(|n| self.outline().get(n)).map_or(0, |heading| heading.block);
        Bearing {
            headings: self.outline().len(),
            blocks: self.layout.count(),
            section,
            after: place.block - start,
            within: (place.offset, self.layout.plain(place.block).len()),
            percent: self.layout.percent(top),
        }
    }

    /// To where the same is said: the block of that number in the section of that number, where there are as many sections;
    /// else the block of that number, where there are as many blocks; else as far into the text.
    pub fn go_to_bearing(&mut self, like: Bearing) {
        if like.section.is_none() && like.after == 0 {
            return self.go_to_top();
        }
        let block = self.block_like(like);
        let top = match block {
            Some(block) => {
                let (offset, length) = like.within;
                let offset = (offset * self.layout.plain(block).len()).checked_div(length).unwrap_or(0);
                self.layout.spot_of(block, offset)
            }
            None => self.layout.at_percent(usize::from(like.percent)),
        };
        match top == Spot::default() {
            true => self.go_to_top(),
            false => self.move_to(top),
        }
    }

    fn block_like(&self, like: Bearing) -> Option<usize> {
        let headings = self.outline();
        let whole = self.layout.count() == like.blocks;
        if headings.len() != like.headings || (headings.is_empty() && !whole) {
            return None;
        }
        let (start, next) = match like.section {
            Some(n) => (headings.get(n)?.block, headings.get(n + 1)),
            None => (0, headings.first()),
        };
        let end = next.map_or(self.layout.count(), |next| next.block);
        Some((start + like.after).min(end.saturating_sub(1)))
    }
}

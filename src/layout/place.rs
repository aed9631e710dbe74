//! Places: spots that survive another width and an edit, and how far they are in the text.

use std::ops::Range;

use super::{Layout, Spot};
use crate::document::{Note, plain};
use crate::post::Place;
use crate::text::hash::hash;

impl Layout {
    /// The place of a spot, which survives another layout. Its block is counted as in a [`Spot`].
    pub fn place(&mut self, spot: Spot) -> Place {
        let spot = self.settle(spot);
        let offset = self.line(spot).map_or(0, |line| line.offset);
        Place { block: spot.block, offset, hash: hash(&self.plain(spot.block)) }
    }

    /// The spot that shows a place. A block that is no longer where it was is looked for by its text, nearest first.
    pub fn spot(&mut self, place: Place) -> Spot {
        let Some(block) = self.block_of(place) else {
            let block = place.block.min(self.count() - 1);
            return self.settle(Spot { block, line: 0 });
        };
        let set = self.set(block);
        let after = set.lines.partition_point(|line| line.offset <= place.offset);
        let Some(at) = set.lines.get(after.saturating_sub(1)).map(|line| line.offset) else {
            return self.settle(Spot { block, line: 0 });
        };
        // Of several lines that begin there the first with text: blank lines belong to what follows them.
        let first = set.lines.partition_point(|line| line.offset < at);
        let same = set.lines.get(first..after).unwrap_or_default();
        let text = same.iter().position(|line| !line.is_blank()).unwrap_or(0);
        self.settle(Spot { block, line: first + text })
    }

    /// The spot that shows a byte of a block's plain text, as search finds it. The block is counted as in a [`Spot`].
    pub fn spot_of(&mut self, block: usize, offset: usize) -> Spot {
        let set = self.set(block.min(self.count() - 1));
        let shows = |range: &Range<usize>| range.contains(&offset);
        let at = set.lines.iter().position(|line| {
            let start = line.code.map_or(0, |row| row.start);
            let bytes =
                line.spans.iter().filter_map(|span| span.offset.map(|at| (at + start, span.text.len())));
            bytes.map(|(at, length)| at..at + length).any(|range| shows(&range))
        });
        match at {
            Some(line) => Spot { block, line },
            None => {
                let after = set.lines.partition_point(|line| line.offset <= offset);
                self.settle(Spot { block, line: after.saturating_sub(1) })
            }
        }
    }

    /// The last line with words of the document and its footnotes.
    pub fn text_end(&mut self) -> Spot {
        for block in (0..=self.notes_block()).rev() {
            if let Some(line) = self.set(block).lines.iter().rposition(|line| !line.is_blank()) {
                return Spot { block, line };
            }
        }
        Spot::default()
    }

    /// How far a spot is in the text, in per cent of its bytes.
    pub fn percent(&mut self, spot: Spot) -> u8 {
        let offset = self.line(spot).map_or(0, |line| line.offset);
        let (start, next) = self.bytes_of(spot.block);
        let all = self.index.starts.last().copied().unwrap_or_default();
        let done = (start + offset).min(next);
        u8::try_from((done * 100).checked_div(all).unwrap_or(0)).unwrap_or(100).min(100)
    }

    /// The share in the text of the blocks from one up to another, in per cent of the bytes, to the nearest.
    pub fn share(&self, from: usize, to: usize) -> u8 {
        let all = self.index.starts.last().copied().unwrap_or_default();
        let bytes = self.bytes_of(to).0.saturating_sub(self.bytes_of(from).0);
        u8::try_from((bytes * 100 + all / 2).checked_div(all).unwrap_or(0)).unwrap_or(100).min(100)
    }

    /// The spot that is so many per cent into the text.
    pub fn at_percent(&mut self, percent: usize) -> Spot {
        let all = self.index.starts.last().copied().unwrap_or_default();
        let wanted = (all * percent.min(100)).div_ceil(100);
        let block = self.index.starts.partition_point(|start| *start <= wanted).saturating_sub(1);
        if percent == 0 {
            return self.first();
        }
        if block + 1 >= self.index.starts.len() {
            return self.last();
        }
        let (start, _) = self.bytes_of(block);
        let after = self.set(block).lines.partition_point(|line| start + line.offset <= wanted);
        self.settle(Spot { block, line: after.saturating_sub(1) })
    }

    /// Where a block's text begins and ends in the text of all.
    pub(super) fn bytes_of(&self, block: usize) -> (usize, usize) {
        let at =
            |n: usize| self.index.starts.get(n).or(self.index.starts.last()).copied().unwrap_or_default();
        (at(block), at(block + 1))
    }

    /// The plain text that offsets of a block count in.
    pub fn plain(&self, block: usize) -> String {
        match block.checked_sub(1).map(|n| self.document.blocks.get(n)) {
            None => self.front.plain(),
            Some(Some(shown)) => plain::text(shown),
            Some(None) if block > self.notes_block() => String::new(),
            Some(None) => of_notes(&self.document.notes),
        }
    }

    /// A hash of each block's plain text, as a [`Place`] has it; none of what the post's head and the panel show.
    pub fn prints(&self) -> Vec<u64> {
        let inner = 1..self.count() - 1;
        (0..self.count())
            .map(|block| if inner.contains(&block) { hash(&self.plain(block)) } else { 0 })
            .collect()
    }

    /// The plain text of a block that can be searched: nothing of what is not shown.
    pub fn searchable(&self, block: usize) -> String {
        if self.index.repeated == Some(block) { String::new() } else { self.plain(block) }
    }

    /// The block a place means: the one of its number if the text is the same, else the nearest with that text,
    /// else the one of its number.
    pub fn block_of(&self, place: Place) -> Option<usize> {
        let same = |block: &usize| hash(&self.plain(*block)) == place.hash;
        let here = (place.block < self.count()).then_some(place.block);
        if here.is_some_and(|block| same(&block)) {
            return here;
        }
        let near =
            (1..self.count()).flat_map(|by| [place.block.checked_sub(by), place.block.checked_add(by)]);
        near.flatten().filter(|block| *block < self.count()).find(same).or(here)
    }
}

/// The plain text of the footnotes, as if they were the parts of one block.
fn of_notes(notes: &[Note]) -> String {
    notes.iter().flat_map(|note| &note.blocks).map(plain::text).collect::<Vec<_>>().join("\n")
}

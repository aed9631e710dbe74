//! What stays where it is when the text of the open post changes: the words under the reader's eyes stay on their row.
//!
//! The unchanged blocks before and after an edit are paired by their text. The first line in view that stands in one
//! of them is held on its row. Where all that is in view was edited, what was in view before is remembered until
//! the reader moves: an editor may have emptied the file a moment before it writes it.

use std::ops::Range;

use super::page::Page;
use crate::layout::{Layout, Line, Spot};
use crate::post::Place;

/// A text as it was, and what of it was in view.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// A hash of each block.
    prints: Vec<u64>,
    /// The lines in view that show words.
    lines: Vec<Held>,
    /// The text of each block that is in view.
    texts: Vec<(usize, String)>,
}

/// A line that may be held.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// The row of the view.
    row: usize,
    /// Where it is in the layout.
    spot: Spot,
    /// The byte of its block's text at which it begins.
    offset: usize,
}

/// Where the blocks of a text are in another.
pub(super) struct Moved {
    /// So many blocks are the same from the first on.
    head: usize,
    /// The blocks of the old text between those that are the same, and of the new one.
    old: Range<usize>,
    new: Range<usize>,
    old_prints: Vec<u64>,
    new_prints: Vec<u64>,
}

impl Held {
    /// The same line after an edit; none where it was edited itself.
    fn after(self, moved: &Moved, texts: &[(usize, String)], layout: &Layout) -> Option<Self> {
        let Self { row, spot, offset } = self;
        if let Some(block) = moved.exact(spot.block) {
            return Some(Self { row, spot: Spot { block, ..spot }, offset });
        }
        let block = moved.near(spot.block);
        let (_, old) = texts.iter().find(|(at, _)| *at == spot.block)?;
        let offset = same_byte(old, &layout.plain(block), offset)?;
        Some(Self { row, spot: Spot { block, ..spot }, offset })
    }
}

/// Where a byte of a text is in another, if it stands before or after all that differs.
fn same_byte(old: &str, new: &str, offset: usize) -> Option<usize> {
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let mut head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(head) {
        head -= 1;
    }
    if offset < head {
        return Some(offset);
    }
    let most = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (offset >= a.len() - tail && tail > 0).then(|| offset + b.len() - a.len())
}

impl Moved {
    /// Pairs the blocks of two texts. The head of a post and what stands after its end are always the same.
    pub(super) fn between(old: &[u64], new: &[u64]) -> Self {
        let (a, b) = (inner(old), inner(new));
        let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let most = a.len().min(b.len()) - head;
        let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        Self {
            head,
            old: head + 1..a.len() - tail + 1,
            new: head + 1..b.len() - tail + 1,
            old_prints: old.to_vec(),
            new_prints: new.to_vec(),
        }
    }

    /// The block that an unchanged one is now.
    pub(super) fn exact(&self, block: usize) -> Option<usize> {
        if block <= self.head {
            return Some(block);
        }
        if block >= self.old.end {
            return Some(block - self.old.end + self.new.end);
        }
        // A block that was moved, or stands between two edits.
        let print = self.old_prints.get(block)?;
        let same = |at: &usize| self.new_prints.get(*at) == Some(print);
        self.new.clone().filter(same).min_by_key(|at| at.abs_diff(block))
    }

    /// The block that one is now, or that stands where it stood.
    pub(super) fn near(&self, block: usize) -> usize {
        self.exact(block).unwrap_or_else(|| block.min(self.new.end.max(self.new.start + 1) - 1))
    }
}

/// The blocks of the document: the first is the head of the post, the last two what follows it.
fn inner(prints: &[u64]) -> &[u64] {
    prints.get(1..prints.len().saturating_sub(2)).unwrap_or_default()
}

impl Page {
    /// What is in view, to be held.
    pub(super) fn anchor(&mut self) -> Anchor {
        if let Some(anchor) = self.held.take() {
            return anchor;
        }
        let shows = |(row, (spot, line)): (usize, &(Spot, Line))| {
            (!line.is_blank()).then_some(Held { row, spot: *spot, offset: line.offset })
        };
        let lines: Vec<Held> = self.lines.iter().enumerate().filter_map(shows).collect();
        let mut blocks: Vec<usize> = lines.iter().map(|line| line.spot.block).collect();
        blocks.dedup();
        let texts = blocks.into_iter().map(|block| (block, self.layout.plain(block))).collect();
        Anchor { prints: self.layout.prints(), lines, texts }
    }

    /// Holds what was in view of another text; gives how its blocks have moved.
    pub(super) fn hold(&mut self, anchor: Anchor) -> Moved {
        let moved = Moved::between(&anchor.prints, &self.layout.prints());
        let exact = anchor.lines.iter().find_map(|line| line.after(&moved, &anchor.texts, &self.layout));
        let near =
            |line: &Held| Held { spot: Spot { block: moved.near(line.spot.block), ..line.spot }, ..*line };
        let top = match exact.or_else(|| anchor.lines.first().map(near)) {
            Some(Held { row, spot, offset }) => {
                let here = spot_of(&mut self.layout, &moved, spot, offset);
                self.layout.step(here, -isize::try_from(row).unwrap_or(0))
            }
            None => self.layout.first(),
        };
        let end = self.layout.end(self.layout.options().rows);
        let link = self.link;
        self.move_to(top.min(end));
        self.link = link;
        if exact.is_none() || top > end {
            self.held = Some(anchor);
        }
        moved
    }
}

/// The line at a byte of a block: the one of that number, where it is still that line.
fn spot_of(layout: &mut Layout, moved: &Moved, spot: Spot, offset: usize) -> Spot {
    match layout.line(spot) {
        Some(line) if line.offset == offset && !line.is_blank() => spot,
        _ => {
            let hash = moved.new_prints.get(spot.block).copied().unwrap_or_default();
            layout.spot(Place { block: spot.block, offset, hash })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts as letters, a letter a block; before and after them what a layout has there.
    fn moved(old: &str, new: &str) -> Vec<Option<usize>> {
        let prints = |text: &str| -> Vec<u64> {
            [1].into_iter().chain(text.bytes().map(u64::from)).chain([2, 3]).collect()
        };
        let moved = Moved::between(&prints(old), &prints(new));
        (0..old.len() + 3).map(|block| moved.exact(block)).collect()
    }

    #[test]
    fn blocks_before_and_after_an_edit_are_the_same() {
        assert_eq!(moved("abc", "abc"), [0, 1, 2, 3, 4, 5].map(Some));
        assert_eq!(moved("abc", "axbc"), [0, 1, 3, 4, 5, 6].map(Some));
        assert_eq!(moved("abc", "ac"), [Some(0), Some(1), None, Some(2), Some(3), Some(4)]);
        assert_eq!(moved("abc", "xayc"), [Some(0), Some(2), None, Some(4), Some(5), Some(6)]);
        assert_eq!(moved("ab", ""), [Some(0), None, None, Some(1), Some(2)]);
        assert_eq!(moved("aaa", "aa"), [Some(0), Some(1), Some(2), None, Some(3), Some(4)]);
    }

    #[test]
    fn a_line_of_an_edited_block_is_found_before_and_after_the_edit() {
        assert_eq!(same_byte("one two three", "one 2 three", 0), Some(0));
        assert_eq!(same_byte("one two three", "one 2 three", 8), Some(6));
        assert_eq!(same_byte("one two three", "one 2 three", 5), None);
        assert_eq!(same_byte("one", "", 0), None);
        assert_eq!(same_byte("äö", "äüö", 2), Some(4));
    }

    #[test]
    fn what_was_edited_stands_where_it_stood() {
        let moved = Moved::between(&[0, 1, 2, 3, 9, 9], &[0, 1, 7, 3, 9, 9]);
        assert_eq!((moved.near(1), moved.near(2), moved.near(3)), (1, 2, 3));
        let emptied = Moved::between(&[0, 1, 2, 3, 9, 9], &[0, 9, 9]);
        assert_eq!(emptied.near(2), 1);
    }
}

//! Going about in a layout: lines from a spot on, steps, the end, and the spots of headings, links and anchors.

use super::setter::Mark;
use super::{Layout, Line, Spot};
use crate::document::LinkId;

impl Layout {
    /// `count` lines from `from` on, laid out as needed; fewer at the end.
    pub fn lines(&mut self, from: Spot, count: usize) -> Vec<(Spot, Line)> {
        self.lines_within(from, count, usize::MAX)
    }

    /// The same, but no more is laid out for it than costs `most`, said in bytes of prose: they end before the block that would
    /// cost more.
    pub fn lines_within(&mut self, from: Spot, count: usize, mut most: usize) -> Vec<(Spot, Line)> {
        let mut out = Vec::with_capacity(count.min(512));
        let (mut block, mut skip) = (from.block, from.line);
        while out.len() < count && block < self.count() {
            if most < usize::MAX && !self.blocks.has(block) {
                let Some(left) = most.checked_sub(self.cost(block)) else { break };
                most = left;
            }
            let set = self.set(block);
            let rows = set.lines.iter().enumerate().skip(skip).take(count - out.len());
            out.extend(rows.map(|(line, row)| (Spot { block, line }, row.clone())));
            (block, skip) = (block + 1, 0);
        }
        out
    }

    /// The row at a spot.
    pub fn line(&mut self, spot: Spot) -> Option<Line> {
        (spot.block < self.count()).then(|| self.set(spot.block).lines.get(spot.line).cloned()).flatten()
    }

    /// The spot of the first line.
    pub fn first(&mut self) -> Spot {
        self.settle(Spot::default())
    }

    /// The spot of the last line.
    pub fn last(&mut self) -> Spot {
        let block = self.count() - 1;
        let line = self.set(block).lines.len();
        self.back(Spot { block, line }, 1)
    }

    /// The spot `by` lines further down (or up), stopping at the first line and at the last.
    pub fn step(&mut self, from: Spot, by: isize) -> Spot {
        let from = self.settle(from);
        match usize::try_from(by) {
            Ok(down) => self.forth(from, down),
            Err(_) => self.back(from, by.unsigned_abs()),
        }
    }

    /// The highest spot from which the end of the post is visible in `rows` rows.
    pub fn end(&mut self, rows: usize) -> Spot {
        let last = self.last();
        self.back(last, rows.saturating_sub(1))
    }

    /// The spot of a heading by its number in the document's outline, from 0: its first line, not the blanks before it.
    /// The heading that only repeats the title is the title.
    pub fn heading(&mut self, number: usize) -> Option<Spot> {
        let next = self.index.headings.partition_point(|first| *first <= number);
        let block = next.checked_sub(1).filter(|_| next < self.index.headings.len())?;
        if self.index.repeated == Some(block) {
            return Some(self.first());
        }
        self.marked(block, |mark| matches!(mark, Mark::Heading(n) if *n == number))
    }

    /// The spot of an anchor or of a heading with that id.
    pub fn anchor(&mut self, id: &str) -> Option<Spot> {
        let block = *self.index.anchors.get(id)?;
        self.marked(block, |mark| matches!(mark, Mark::Anchor(name) if name == id))
    }

    /// The spot of a footnote, counted from 1.
    pub fn note(&mut self, number: usize) -> Option<Spot> {
        let block = self.notes_block();
        self.document.notes.get(number.checked_sub(1)?)?;
        self.marked(block, |mark| matches!(mark, Mark::Note(n) if *n == number))
    }

    /// The number of the heading whose section a spot lies in.
    pub fn section(&mut self, spot: Spot) -> Option<usize> {
        let set = self.set(spot.block.min(self.count() - 1));
        let here = set.marks.iter().filter(|(line, _)| *line <= spot.line);
        let inside =
            here.filter_map(|(_, mark)| if let Mark::Heading(n) = mark { Some(*n) } else { None }).max();
        inside.or_else(|| self.index.headings.get(spot.block)?.checked_sub(1))
    }

    /// The first spot where a link shows.
    pub fn link(&mut self, link: LinkId) -> Option<Spot> {
        let block = self.index.links.get(link).copied().flatten()?;
        let set = self.set(block);
        let line = set.lines.iter().position(|line| line.spans.iter().any(|span| span.link == Some(link)))?;
        Some(Spot { block, line })
    }

    /// The nearest line with a link below a spot, or above it. Blocks without a link are not laid out on the way.
    pub fn near_link(&mut self, from: Spot, below: bool) -> Option<Spot> {
        let notes = self.notes_block();
        let linked = self.index.links.iter().flatten().copied();
        let mut blocks: Vec<usize> = linked.chain(notes..self.count()).collect();
        blocks.retain(|block| if below { *block >= from.block } else { *block <= from.block });
        blocks.sort_unstable();
        blocks.dedup();
        if !below {
            blocks.reverse();
        }
        blocks.into_iter().find_map(|block| {
            let set = self.set(block);
            let spots = set.lines.iter().enumerate().filter(|(_, line)| line.has_link());
            let mut spots = spots.map(|(line, _)| Spot { block, line });
            if below { spots.find(|spot| *spot > from) } else { spots.rfind(|spot| *spot < from) }
        })
    }

    /// The links on `count` lines from `from` on, in order, none twice.
    pub fn links_in(&mut self, from: Spot, count: usize) -> Vec<LinkId> {
        let mut seen = Vec::new();
        for (_, line) in self.lines(from, count) {
            for link in line.spans.iter().filter_map(|span| span.link) {
                if !seen.contains(&link) {
                    seen.push(link);
                }
            }
        }
        seen
    }

    /// The line of a mark in a block; the block's first line where the mark's own block shows nothing.
    fn marked(&mut self, block: usize, is_it: impl Fn(&Mark) -> bool) -> Option<Spot> {
        let line = self.set(block).marks.iter().find(|(_, mark)| is_it(mark)).map(|(line, _)| *line)?;
        Some(self.settle(Spot { block, line }))
    }

    /// A spot that is a line: the same, or the first line after it, or the last of all.
    pub(super) fn settle(&mut self, spot: Spot) -> Spot {
        let mut block = spot.block;
        if block < self.count() && spot.line < self.set(block).lines.len() {
            return spot;
        }
        // A line past its block's end is taken for the first line after the block.
        while block + 1 < self.count() {
            block += 1;
            if !self.set(block).lines.is_empty() {
                return Spot { block, line: 0 };
            }
        }
        self.last()
    }

    fn forth(&mut self, from: Spot, mut by: usize) -> Spot {
        let mut best = from;
        let (mut block, mut line) = (from.block, from.line);
        while block < self.count() {
            let rows = self.set(block).lines.len();
            if line + by < rows {
                return Spot { block, line: line + by };
            }
            if rows > 0 {
                best = Spot { block, line: rows - 1 };
                by -= rows.saturating_sub(line).min(by);
            }
            (block, line) = (block + 1, 0);
        }
        best
    }

    fn back(&mut self, from: Spot, mut by: usize) -> Spot {
        let mut best = from;
        let (mut block, mut line) = (from.block, from.line);
        loop {
            if by <= line && !self.set(block).lines.is_empty() {
                return Spot { block, line: line - by };
            }
            if !self.set(block).lines.is_empty() {
                best = Spot { block, line: 0 };
            }
            by -= line.min(by);
            let Some(above) = block.checked_sub(1) else { return best };
            block = above;
            line = self.set(block).lines.len();
        }
    }
}

//! A table or a block of code with the window to itself: every line as long as it is, to be panned. The header of a
//! table stays where it is, and so does its first column, or as much of it as leaves half of the window to the rest.

use std::ops::Range;
use std::sync::Arc;

use super::letters::Thing;
use super::wide_find::WideFind;
use crate::app::cursor::Cursor;
use crate::app::message::Message;
use crate::document::{Block, Document, Link};
use crate::layout::{Front, Layout, Line, Options, Spot};
use crate::role::Role;
use crate::text::Clean;
use crate::text::width::Ambiguous;

/// Cells that one key pans.
const PAN: usize = 8;
/// No line is longer than this.
const LONGEST: usize = 10_000;
/// No more lines than this are laid out.
const MOST: usize = 100_000;

/// A block among those of its kind in the text: how it is found again in another text.
#[derive(Clone, Debug)]
pub struct Kin {
    /// The block.
    pub thing: Thing,
    /// All blocks of its kind in the order of the text, with a hash of the source of each.
    pub all: Vec<(Thing, u64)>,
}

impl Kin {
    /// The same block among those of another text: one that is as it was, else one that stands between the same others.
    pub fn again(&self, now: &[(Thing, u64)]) -> Option<Thing> {
        let at = self.all.iter().position(|(thing, _)| *thing == self.thing)?;
        let same = |(old, new): &(&(Thing, u64), &(Thing, u64))| old.1 == new.1;
        let before = self.all.iter().zip(now).take_while(same).count();
        let both = self.all.len().min(now.len()) - before;
        let after = self.all.iter().rev().zip(now.iter().rev()).take(both).take_while(same).count();
        let (old, new) = (self.all.get(before..self.all.len() - after)?, now.get(before..now.len() - after)?);
        let found = match at.checked_sub(before) {
            None => now.get(at),
            Some(n) if n >= old.len() => now.get((at + now.len()).checked_sub(self.all.len())?),
            Some(n) => {
                let moved = new.iter().find(|(_, source)| *source == old[n].1);
                moved.or_else(|| new.get(n).filter(|_| old.len() == new.len()))
            }
        };
        found.map(|(thing, _)| *thing)
    }
}

/// A wide block.
#[derive(Clone, Debug)]
pub struct Wide {
    /// What it is.
    title: &'static str,
    kin: Kin,
    /// The lines that stay on top: the header and its rule.
    pub(super) header: Vec<Line>,
    pub(super) lines: Vec<Line>,
    /// The cells that stay at the left: the first column and the gap behind it.
    frozen: usize,
    /// Cells of the longest line.
    longest: usize,
    pub(super) left: usize,
    pub(super) top: usize,
    source: Clean,
    /// Its text in the form to which the offsets of the lines refer.
    pub(super) plain: String,
    pub(super) ambiguous: Ambiguous,
    pub(super) find: Option<Box<WideFind>>,
}

impl Wide {
    /// A block of a document with these links.
    pub fn new(
        (title, kin): (&'static str, Kin),
        block: &Block,
        links: Vec<Link>,
        source: Clean,
        options: Options,
    ) -> Self {
        let document = Document { blocks: vec![block.clone()], links, ..Document::default() };
        let options = Options { width: LONGEST, measure: LONGEST, centred: false, ..options };
        let mut layout = Layout::new(Arc::new(document), Front::default(), Vec::new(), options);
        let mut lines: Vec<Line> =
            layout.lines(Spot::default(), MOST).into_iter().map(|(_, line)| line.flush()).collect();
        let is_rule = |line: &Line| line.spans.first().is_some_and(|span| span.face.role == Role::Rule);
        let rule = lines.iter().position(is_rule).filter(|_| matches!(block, Block::Table(_)));
        let frozen =
            rule.and_then(|rule| lines.get(rule)).map_or(0, |line| first_column(line, options.ambiguous));
        let rest = lines.split_off(rule.map_or(0, |rule| rule + 1));
        let longest = lines.iter().chain(&rest).map(|line| line.cells(options.ambiguous)).max().unwrap_or(0);
        Self {
            title,
            kin,
            header: lines,
            lines: rest,
            frozen,
            longest,
            left: 0,
            top: 0,
            source,
            // The only block of its document; the head before it is empty.
            plain: layout.searchable(1),
            ambiguous: options.ambiguous,
            find: None,
        }
    }

    /// The same with as much panned and scrolled away as in another, where there is so much, and the same looked for.
    pub fn panned_as(self, other: &Self) -> Self {
        let top = other.top.min(self.lines.len().saturating_sub(1));
        Self { left: other.left, top, ..self }.find_as(other)
    }

    /// Brings as much into a view of so many cells as it has room for.
    pub fn settle(&mut self, width: usize) {
        self.left = self.left.min(self.longest.saturating_sub(width));
    }

    /// How it is found again in another text.
    pub fn kin(&self) -> &Kin {
        &self.kin
    }

    /// What it is.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// Its source.
    pub fn source(&self) -> &Clean {
        &self.source
    }

    /// The lines that stay on top.
    pub fn header(&self) -> &[Line] {
        &self.header
    }

    /// The lines in view and below.
    pub fn rows(&self) -> &[Line] {
        self.lines.get(self.top..).unwrap_or_default()
    }

    /// The cells that stay at the left in a view of so many.
    pub fn frozen(&self, width: usize) -> usize {
        self.frozen.min(width / 2)
    }

    /// The cells of the first column that do not stay: what is left of it is panned with the rest.
    pub fn unfrozen(&self, width: usize) -> Range<usize> {
        self.frozen(width)..self.frozen
    }

    /// The cells that are panned away to the left.
    pub fn left(&self) -> usize {
        self.left
    }

    /// The first line in view, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        ((self.top + 1).min(self.lines.len()), self.lines.len())
    }

    /// Moves; says whether the message was a move.
    pub fn step(&mut self, message: Message, count: Option<usize>, (width, height): (usize, usize)) -> bool {
        let by = count.unwrap_or(1).saturating_mul(PAN);
        match message {
            Message::PanLeft => self.left = self.left.saturating_sub(by),
            Message::PanRight => self.left = self.left.saturating_add(by),
            Message::PanStart => self.left = 0,
            Message::PanEnd => self.left = self.longest,
            _ => return self.scroll(message, count, height),
        }
        self.settle(width);
        true
    }

    fn scroll(&mut self, message: Message, count: Option<usize>, height: usize) -> bool {
        let page = self.rows_in(height).saturating_sub(1);
        let mut cursor = Cursor { at: self.top, top: 0 };
        let moved = cursor.step(message, count, self.last_top(height) + 1, page);
        self.top = cursor.at;
        moved
    }

    /// The rows below the header in a view of so many.
    pub(super) fn rows_in(&self, height: usize) -> usize {
        height.saturating_sub(self.header.len()).max(1)
    }

    /// The first line in view at the end.
    pub(super) fn last_top(&self, height: usize) -> usize {
        self.lines.len().saturating_sub(self.rows_in(height))
    }
}

/// The cells of the first column and of the gap behind it, as the rule below the header shows them.
fn first_column(rule: &Line, ambiguous: Ambiguous) -> usize {
    rule.spans.iter().take(2).map(|span| ambiguous.cells(&span.text)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(before: &[u64], at: usize, now: &[u64]) -> Option<usize> {
        let things = |sources: &[u64]| -> Vec<(Thing, u64)> {
            sources.iter().enumerate().map(|(n, source)| (Thing::Code(n), *source)).collect()
        };
        match (Kin { thing: Thing::Code(at), all: things(before) }).again(&things(now))? {
            Thing::Code(number) => Some(number),
            Thing::Link(_) | Thing::Block(_) => None,
        }
    }

    #[test]
    fn a_block_is_found_again_where_others_come_and_go() {
        assert_eq!(again(&[1, 2, 3], 1, &[1, 2, 3]), Some(1));
        assert_eq!(again(&[1, 2, 3], 1, &[9, 1, 2, 3]), Some(2), "one came before it");
        assert_eq!(again(&[1, 2, 3], 2, &[1, 3]), Some(1), "one went before it");
        assert_eq!(again(&[1, 2, 3], 1, &[1, 7, 3]), Some(1), "it was changed");
        assert_eq!(again(&[1, 2, 3], 1, &[2, 1, 3]), Some(0), "it was moved");
        assert_eq!(again(&[1, 2, 3], 1, &[1, 3]), None, "it is gone");
        assert_eq!(again(&[1, 2, 3], 1, &[1, 7, 8, 3]), None, "it is not clear which it is");
        assert_eq!(again(&[1], 0, &[]), None);
    }
}

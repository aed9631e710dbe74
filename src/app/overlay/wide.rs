//! A table or a block of code with the window to itself: every line as long as it is, to be panned. The header of a
//! table and its first column stay where they are.

use std::sync::Arc;

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

/// A wide block.
#[derive(Clone, Debug)]
pub struct Wide {
    /// What it is.
    title: &'static str,
    /// The lines that stay on top: the header and its rule.
    header: Vec<Line>,
    lines: Vec<Line>,
    /// The cells that stay at the left: the first column and the gap behind it.
    frozen: usize,
    /// Cells of the longest line.
    longest: usize,
    left: usize,
    top: usize,
    source: Clean,
}

impl Wide {
    /// A block of a document with these links.
    pub fn new(
        title: &'static str,
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
        Self { title, header: lines, lines: rest, frozen, longest, left: 0, top: 0, source }
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
        // A first column that takes most of the window would leave nothing to pan.
        if self.frozen * 2 > width { 0 } else { self.frozen }
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
        self.left = self.left.min(self.longest.saturating_sub(width));
        true
    }

    fn scroll(&mut self, message: Message, count: Option<usize>, height: usize) -> bool {
        let rows = height.saturating_sub(self.header.len()).max(1);
        let mut cursor = Cursor { at: self.top, top: 0 };
        let last = (self.lines.len() + 1).saturating_sub(rows).max(1);
        let moved = cursor.step(message, count, last, rows.saturating_sub(1));
        self.top = cursor.at;
        moved
    }
}

/// The cells of the first column and of the gap behind it, as the rule below the header shows them.
fn first_column(rule: &Line, ambiguous: Ambiguous) -> usize {
    rule.spans.iter().take(2).map(|span| ambiguous.cells(&span.text)).sum()
}

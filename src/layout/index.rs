//! What one walk over a document tells before anything is laid out: which block holds which heading, link and
//! anchor, how much text stands before each block, which heading levels are used.

use std::collections::HashMap;

use super::Front;
use super::inline::says;
use crate::document::{Block, Document, Inline, LinkId, Table, plain, title};
use crate::text::Clean;

/// What is known of a document without laying it out. Blocks are counted as in a `Spot`: 0 is the head.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// The rank of each heading level, from 1; 0 for levels that are not used.
    ranks: [u8; 7],
    /// For each block the bytes of plain text before it, and at the end those of all.
    pub(super) starts: Vec<usize>,
    /// For each block the number of its first heading; and at the end the number of all.
    pub(super) headings: Vec<usize>,
    /// For each block the nearest block above that shows anything.
    pub(super) before: Vec<Option<usize>>,
    /// For each link the block it stands in.
    pub(super) links: Vec<Option<usize>>,
    /// The block of each anchor and heading id.
    pub(super) anchors: HashMap<Clean, usize>,
    /// For each link whether its words are its address.
    pub(super) said: Vec<bool>,
    /// The links whose addresses are listed at the end, in that order.
    pub(super) addresses: Vec<LinkId>,
    /// For each link the number of its address in that list; 0 where it has none.
    pub(super) numbers: Vec<usize>,
    /// For each link in a table the number of its address below the table; 0 for all others.
    pub(super) below: Vec<usize>,
    /// The block of the heading that only repeats the title.
    pub(super) repeated: Option<usize>,
}

impl Index {
    pub(super) fn of(document: &Document, front: &Front, addresses: &[Clean]) -> Self {
        let count = document.links.len();
        let mut index = Self {
            links: vec![None; count],
            below: vec![0; count],
            said: vec![false; count],
            ..Self::default()
        };
        index.repeated = title::is_repeated(document, &front.title).then_some(1);
        let (mut text, mut headings) = (0, 0);
        let mut shown = (!front.is_empty()).then_some(0);
        index.open(0, 0, None);
        for (n, block) in document.blocks.iter().enumerate() {
            let at = n + 1;
            index.open(text, headings, shown);
            headings += Walk::new(&mut index, at, addresses).of_block(block);
            text += plain::length(block);
            if is_visible(block) && index.repeated != Some(at) {
                shown = Some(at);
            }
        }
        index.open(text, headings, shown);
        let last = document.blocks.len() + 1;
        for note in &document.notes {
            text += note.blocks.iter().map(plain::length).sum::<usize>();
            Walk::new(&mut index, last, addresses).of_blocks(&note.blocks);
        }
        index.open(text, headings, None);
        index.rank();
        index
    }

    fn open(&mut self, text: usize, heading: usize, before: Option<usize>) {
        self.starts.push(text);
        self.headings.push(heading);
        self.before.push(before);
    }

    /// Turns the levels that are used into ranks.
    fn rank(&mut self) {
        let mut rank = 0;
        for used in self.ranks.iter_mut().filter(|used| **used > 0) {
            rank += 1;
            *used = rank;
        }
    }

    /// The rank of a level, from 1.
    pub(super) fn rank_of(&self, level: u8) -> u8 {
        self.ranks.get(usize::from(level.min(6))).copied().unwrap_or(1).max(1)
    }
}

/// Whether a block shows anything.
pub(super) fn is_visible(block: &Block) -> bool {
    match block {
        Block::Heading(heading) => heading.content.iter().any(shows),
        Block::Paragraph(content) => content.iter().any(shows),
        Block::Code(code) => !code.text.is_empty(),
        Block::Quote(blocks) => blocks.iter().any(is_visible),
        Block::Alert(_) | Block::Break => true,
        Block::List(list) => !list.items.is_empty(),
        Block::Definitions(entries) => !entries.is_empty(),
        Block::Table(table) => {
            !table.header.is_empty() || !table.rows.is_empty() || !table.caption.is_empty()
        }
        Block::Math(tex) => !tex.trim().is_empty(),
        Block::Figure(figure) => figure.blocks.iter().any(is_visible) || figure.caption.iter().any(shows),
        Block::Details(_) => true,
    }
}

/// Whether an inline shows anything.
fn shows(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Math(text) | Inline::Aside(text) => {
            text.chars().any(|c| !matches!(c, ' ' | '\n' | '\t'))
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => inner.iter().any(shows),
        Inline::Inserted(inner) | Inline::Marked(inner) | Inline::Small(inner) => inner.iter().any(shows),
        Inline::Superscript(inner) | Inline::Subscript(inner) => inner.iter().any(shows),
        Inline::Keyboard(inner) | Inline::Link(_, inner) => inner.iter().any(shows),
        Inline::Media(..) | Inline::Note(_) => true,
        Inline::Anchor(_) | Inline::SoftBreak | Inline::HardBreak => false,
    }
}

/// Notes what stands in one top-level block.
struct Walk<'a> {
    index: &'a mut Index,
    block: usize,
    headings: usize,
    /// Whether headings count here: those in tables and definitions are not in the outline.
    counts: bool,
    addresses: &'a [Clean],
    /// Inside a table, the addresses in it and their numbers.
    table: Option<HashMap<&'a str, usize>>,
}

impl<'a> Walk<'a> {
    fn new(index: &'a mut Index, block: usize, addresses: &'a [Clean]) -> Self {
        Self { index, block, headings: 0, counts: true, addresses, table: None }
    }

    /// Gives the number of headings in the block.
    fn of_block(mut self, block: &Block) -> usize {
        self.block(block);
        self.headings
    }

    fn of_blocks(mut self, blocks: &[Block]) {
        self.blocks(blocks);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                self.heading(heading.level, &heading.id);
                self.inlines(&heading.content);
            }
            Block::Paragraph(content) => self.inlines(content),
            Block::Code(code) => code.links.iter().for_each(|(_, link)| self.link(*link)),
            Block::Math(_) | Block::Break => {}
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Alert(alert) => {
                self.inlines(&alert.label);
                self.blocks(&alert.blocks);
            }
            Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Definitions(entries) => self.uncounted(|this| {
                for entry in entries {
                    entry.terms.iter().for_each(|term| this.inlines(term));
                    entry.details.iter().for_each(|detail| this.blocks(detail));
                }
            }),
            Block::Table(table) => self.uncounted(|this| this.table(table)),
            Block::Figure(figure) => {
                self.blocks(&figure.blocks);
                self.inlines(&figure.caption);
            }
            Block::Details(details) => {
                self.inlines(&details.summary);
                self.blocks(&details.blocks);
            }
        }
    }

    /// Addresses in a table stand below the outermost one.
    fn table(&mut self, table: &Table) {
        self.inlines(&table.caption);
        let is_outer = self.table.is_none();
        self.table.get_or_insert_default();
        let rows = table.header.iter().chain(&table.rows);
        rows.flatten().for_each(|cell| self.blocks(&cell.blocks));
        if is_outer {
            self.table = None;
        }
    }

    /// Gives the address of a link in a table its number.
    fn number(&mut self, link: LinkId) {
        let address = self.addresses.get(link).map_or("", Clean::as_str);
        if let (Some(table), Some(slot)) = (&mut self.table, self.index.below.get_mut(link))
            && !address.is_empty()
        {
            let next = table.len() + 1;
            *slot = *table.entry(address).or_insert(next);
        }
    }

    fn uncounted(&mut self, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.counts, false);
        walk(self);
        self.counts = outer;
    }

    fn heading(&mut self, level: u8, id: &Clean) {
        self.headings += usize::from(self.counts);
        if self.index.repeated != Some(self.block) {
            self.index.ranks[usize::from(level.min(6))] = 1;
        }
        self.anchor(id);
    }

    /// The first of several anchors of one name counts, as in a browser.
    fn anchor(&mut self, id: &Clean) {
        if !id.is_empty() {
            self.index.anchors.entry(id.clone()).or_insert(self.block);
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(_) | Inline::Code(_) | Inline::Math(_) | Inline::Aside(_) => {}
                Inline::Note(_) | Inline::SoftBreak | Inline::HardBreak => {}
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    self.inlines(inner)
                }
                Inline::Inserted(inner) | Inline::Marked(inner) | Inline::Small(inner) => self.inlines(inner),
                Inline::Superscript(inner) | Inline::Subscript(inner) => self.inlines(inner),
                Inline::Keyboard(inner) => self.inlines(inner),
                Inline::Link(link, inner) => {
                    self.link(*link);
                    self.inlines(inner);
                    let address = self.addresses.get(*link);
                    let said = address.is_some_and(|address| says(&plain::words(inner), address));
                    if !said {
                        self.number(*link);
                    }
                    self.index.said.get_mut(*link).into_iter().for_each(|slot| *slot = said);
                }
                Inline::Media(link, _) => {
                    self.link(*link);
                    self.number(*link);
                }
                Inline::Anchor(id) => self.anchor(id),
            }
        }
    }

    fn link(&mut self, link: usize) {
        if let Some(slot @ None) = self.index.links.get_mut(link) {
            *slot = Some(self.block);
        }
    }
}

//! A document laid out at a width, top-level block by block, on demand.
//!
//! Positions are [`Spot`]s: block and line in the block. The number of a line in the whole post is never
//! needed, so nothing that is not shown has to be laid out: how far one is comes from the text, not from lines.
//! No colour is known here, and no terminal.

mod after;
mod alert;
mod blocks;
mod breaks;
mod code;
mod cost;
mod definitions;
mod details;
mod direction;
mod figure;
mod flow;
mod front;
pub mod glyphs;
mod heading;
mod index;
mod inline;
mod kept;
mod line;
mod list;
mod math;
mod notes;
mod options;
mod paragraph;
mod parting;
mod place;
mod prefix;
mod quote;
mod rule;
mod script;
mod setter;
mod table;
mod walk;
mod wrap;

pub use after::{After, AfterRow};
pub use front::Front;
pub use glyphs::Glyphs;
pub use line::{CodeRow, Line, LinkCells, Span};
pub use options::{Addresses, Options};

use std::sync::Arc;

use crate::document::Document;
use crate::text::Clean;
use index::Index;
use kept::Kept;
use setter::{Set, Setter};

/// A row of a layout: block, and line in the block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The block; 0 is the post's own head (title, byline), 1 the document's first block, the last but one the footnotes, the last what stands after the end.
    pub block: usize,
    /// The line in the block, blank lines before it included.
    pub line: usize,
}

/// A document laid out at a width.
#[derive(Clone, Debug)]
pub struct Layout {
    document: Arc<Document>,
    front: Front,
    addresses: Vec<Clean>,
    options: Options,
    index: Index,
    after: After,
    blocks: Kept,
}

impl Layout {
    /// A layout in which nothing is laid out yet. `addresses` are what is printed for each of the document's links,
    /// in their order; an empty one, or none, is not printed. They matter only where `options` ask for addresses.
    pub fn new(document: Arc<Document>, front: Front, addresses: Vec<Clean>, options: Options) -> Self {
        let mut index = Index::of(&document, &front, &addresses);
        (index.addresses, index.numbers) = notes::listed(&document.links, &addresses, &index.said);
        let blocks = Kept::new(document.blocks.len() + 3);
        Self { document, front, addresses, options: options.sound(), index, after: After::default(), blocks }
    }

    /// Puts something after the end.
    pub fn set_after(&mut self, after: After) {
        if self.after != after {
            self.after = after;
            self.blocks.forget(self.count() - 1);
        }
    }

    /// The options it was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Every line from the first to the last. What has been given is forgotten, so a long post takes little memory.
    pub fn into_lines(mut self) -> impl Iterator<Item = Line> {
        (0..self.count()).flat_map(move |block| {
            let set = self.set(block);
            self.blocks.forget(block);
            Arc::try_unwrap(set).map(|set| set.lines).unwrap_or_else(|set| set.lines.clone())
        })
    }

    /// The number of the block of the footnotes.
    fn notes_block(&self) -> usize {
        self.document.blocks.len() + 1
    }

    /// The number of blocks: the head, the document's, the footnotes, what stands after the end.
    pub fn count(&self) -> usize {
        self.blocks.len()
    }

    /// A block, laid out if it was not.
    fn set(&mut self, block: usize) -> Arc<Set> {
        if let Some(set) = self.blocks.get(block) {
            return set;
        }
        let set = Arc::new(self.lay_out(block));
        self.blocks.keep(block, &set);
        set
    }

    fn lay_out(&self, block: usize) -> Set {
        let mut setter = Setter::new(&self.document, &self.options, &self.addresses, &self.index);
        if block == 0 {
            front::set(&mut setter, &self.front);
        } else if let Some(shown) = self.document.blocks.get(block - 1) {
            blocks::top(&mut setter, block, shown);
        } else if block == self.notes_block() {
            notes::set(&mut setter);
        } else {
            after::set(&mut setter, &self.after);
        }
        setter.finish()
    }
}

#[cfg(test)]
mod tests;

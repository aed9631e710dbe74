//! What stands in view of the open post: its links, its blocks of code, its blocks.

use super::page::Page;
use crate::document::{Block, Code, Document, LinkId, Table};
use crate::text::Clean;

impl Page {
    /// The links in view, in order, none twice.
    pub fn visible(&self) -> Vec<LinkId> {
        let lines = self.lines.iter().flat_map(|(_, line)| &line.spans);
        unique(lines.filter_map(|span| span.link))
    }

    /// The blocks of code in view, by their numbers.
    pub fn visible_codes(&self) -> Vec<usize> {
        unique(self.lines.iter().filter_map(|(_, line)| line.code.map(|code| code.number)))
    }

    /// All blocks of code, by their numbers, with their texts.
    pub fn codes(&self) -> Vec<(usize, &Clean)> {
        let mut codes: Vec<_> =
            self.outline.codes.iter().map(|(number, (_, text))| (*number, text)).collect();
        codes.sort_unstable_by_key(|(number, _)| *number);
        codes
    }

    /// The blocks of the document in view, counted as a layout counts them.
    pub fn visible_blocks(&self) -> Vec<usize> {
        let shown = self.lines.iter().filter(|(_, line)| !line.is_blank()).map(|(spot, _)| spot.block);
        unique(shown.filter(|block| self.block(*block).is_some()))
    }

    /// The blocks in view that are or hold a table.
    pub fn visible_tables(&self) -> Vec<usize> {
        self.visible_blocks().into_iter().filter(|block| self.table(*block).is_some()).collect()
    }

    /// The first table in a block.
    pub fn table(&self, block: usize) -> Option<&Table> {
        let mut found = None;
        each(self.block(block)?, &mut |block| {
            if let (Block::Table(table), None) = (block, found) {
                found = Some(table);
            }
        });
        found
    }

    /// A block of the document, counted as a layout counts them.
    pub fn block(&self, block: usize) -> Option<&Block> {
        self.document().blocks.get(block.checked_sub(1)?)
    }
}

fn unique(items: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    items.for_each(|item| {
        if !seen.contains(&item) {
            seen.push(item);
        }
    });
    seen
}

/// A block of code of a document, by its number.
pub fn code(document: &Document, number: usize) -> Option<&Code> {
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    let mut found = None;
    for block in document.blocks.iter().chain(notes) {
        each(block, &mut |block| {
            if let Block::Code(code) = block
                && code.number == number
            {
                found = Some(code);
            }
        });
        if found.is_some() {
            break;
        }
    }
    found
}

/// Calls for a block and all inside it.
fn each<'a>(block: &'a Block, call: &mut dyn FnMut(&'a Block)) {
    call(block);
    match block {
        Block::Quote(blocks) => blocks.iter().for_each(|block| each(block, call)),
        Block::Alert(alert) => alert.blocks.iter().for_each(|block| each(block, call)),
        Block::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|block| each(block, call));
        }
        Block::Definitions(entries) => {
            let details = entries.iter().flat_map(|entry| &entry.details).flatten();
            details.for_each(|block| each(block, call));
        }
        Block::Table(table) => {
            let cells = table.header.iter().chain(&table.rows).flatten();
            cells.flat_map(|cell| &cell.blocks).for_each(|block| each(block, call));
        }
        Block::Figure(figure) => figure.blocks.iter().for_each(|block| each(block, call)),
        Block::Details(details) => details.blocks.iter().for_each(|block| each(block, call)),
        Block::Heading(_) | Block::Paragraph(_) | Block::Code(_) | Block::Break | Block::Math(_) => {}
    }
}

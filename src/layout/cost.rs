//! What it costs to lay out a block, told before that is done.

use super::Layout;
use crate::document::Block;

/// What a block costs besides its text, in bytes of prose: a cell or an item takes 0.8 µs, as long as so many bytes of the
/// scripts that take longest (`one_block_of_32_kb` in `benches/layout.rs`).
const PART: usize = 20;

/// So many lines of code cost as much as a block.
const LINES: usize = 3;

impl Layout {
    /// What it costs to lay out a block, in bytes of prose.
    pub(super) fn cost(&self, block: usize) -> usize {
        let (start, next) = self.bytes_of(block);
        let inside = match block.checked_sub(1).and_then(|n| self.document.blocks.get(n)) {
            Some(shown) => parts(shown),
            None if block == self.notes_block() => {
                self.document.notes.iter().map(|note| all_parts(&note.blocks)).sum()
            }
            None => 0,
        };
        next - start + (1 + inside) * PART
    }
}

/// How many blocks stand in others, and cells.
fn all_parts(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| 1 + parts(block)).sum()
}

fn parts(block: &Block) -> usize {
    match block {
        Block::Heading(_) | Block::Paragraph(_) | Block::Math(_) | Block::Break => 0,
        Block::Code(code) => code.text.matches('\n').count() / LINES,
        Block::Quote(blocks) => all_parts(blocks),
        Block::Alert(alert) => all_parts(&alert.blocks),
        Block::List(list) => list.items.iter().map(|item| all_parts(&item.blocks)).sum(),
        Block::Definitions(entries) => {
            let details = entries.iter().flat_map(|entry| &entry.details);
            entries.len() + details.map(|blocks| all_parts(blocks)).sum::<usize>()
        }
        Block::Table(table) => {
            let cells = table.header.iter().chain(&table.rows).flatten();
            cells.map(|cell| 1 + cell.blocks.iter().map(parts).sum::<usize>()).sum()
        }
        Block::Figure(figure) => all_parts(&figure.blocks),
        Block::Details(details) => all_parts(&details.blocks),
    }
}

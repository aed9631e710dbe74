//! How many words a document has for its readers: code is not read word by word and does not count.

use super::{Block, Document, Inline, plain};

/// The words of the blocks and of the footnotes, blocks of code left out.
pub fn words(document: &Document) -> usize {
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    document.blocks.iter().chain(notes).map(of_block).sum()
}

fn of_block(block: &Block) -> usize {
    match block {
        Block::Code(_) | Block::Break | Block::Math(_) => 0,
        Block::Heading(heading) => of_run(&heading.content),
        Block::Paragraph(content) => of_run(content),
        Block::Quote(blocks) => of_blocks(blocks),
        Block::Alert(callout) => of_run(&callout.label) + of_blocks(&callout.blocks),
        Block::List(list) => list.items.iter().map(|item| of_blocks(&item.blocks)).sum(),
        Block::Definitions(entries) => entries
            .iter()
            .map(|entry| {
                let terms: usize = entry.terms.iter().map(|term| of_run(term)).sum();
                terms + entry.details.iter().map(|detail| of_blocks(detail)).sum::<usize>()
            })
            .sum(),
        Block::Table(table) => {
            let cells = table.header.iter().chain(&table.rows).flatten();
            of_run(&table.caption) + cells.map(|cell| of_blocks(&cell.blocks)).sum::<usize>()
        }
        Block::Figure(figure) => of_blocks(&figure.blocks) + of_run(&figure.caption),
        Block::Details(details) => of_run(&details.summary) + of_blocks(&details.blocks),
    }
}

fn of_blocks(blocks: &[Block]) -> usize {
    blocks.iter().map(of_block).sum()
}

fn of_run(content: &[Inline]) -> usize {
    plain::words(content).split_whitespace().count()
}

//! The anchors that a block holds.

use super::{Block, Document, Inline, plain};
use crate::text::Clean;

/// Every name that a link to this document may have after its `#`, in the order of the text.
pub fn all(document: &Document) -> Vec<Clean> {
    let mut names = Vec::new();
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    for block in document.blocks.iter().chain(notes) {
        each(block, &mut |name| names.push(name.clone()));
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Whether `block` is or holds what a link to `#id` names.
pub(super) fn holds(block: &Block, id: &str) -> bool {
    let mut found = false;
    each(block, &mut |name| found |= **name == *id);
    found
}

/// Hands out the id of a heading, empty where it has none, and the names of all anchors.
fn each(block: &Block, name: &mut dyn FnMut(&Clean)) {
    match block {
        Block::Heading(heading) => {
            name(&heading.id);
            in_run(&heading.content, name);
        }
        Block::Paragraph(content) => in_run(content, name),
        Block::Code(_) | Block::Break | Block::Math(_) => {}
        Block::Quote(blocks) => in_blocks(blocks, name),
        Block::Alert(callout) => {
            in_run(&callout.label, name);
            in_blocks(&callout.blocks, name);
        }
        Block::List(list) => list.items.iter().for_each(|item| in_blocks(&item.blocks, name)),
        Block::Definitions(entries) => {
            for entry in entries {
                entry.terms.iter().for_each(|term| in_run(term, name));
                entry.details.iter().for_each(|detail| in_blocks(detail, name));
            }
        }
        Block::Table(table) => {
            in_run(&table.caption, name);
            let cells = table.header.iter().chain(&table.rows).flatten();
            cells.for_each(|cell| in_blocks(&cell.blocks, name));
        }
        Block::Figure(figure) => {
            in_blocks(&figure.blocks, name);
            in_run(&figure.caption, name);
        }
        Block::Details(details) => {
            in_run(&details.summary, name);
            in_blocks(&details.blocks, name);
        }
    }
}

fn in_blocks(blocks: &[Block], name: &mut dyn FnMut(&Clean)) {
    blocks.iter().for_each(|block| each(block, name));
}

fn in_run(content: &[Inline], name: &mut dyn FnMut(&Clean)) {
    for inline in content {
        match inline {
            Inline::Anchor(anchor) => name(anchor),
            other => in_run(plain::content(other).unwrap_or_default(), name),
        }
    }
}

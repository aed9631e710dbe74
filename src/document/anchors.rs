//! Whether a block holds an anchor.

use super::{Block, Inline, plain};

/// Whether `block` is or holds what a link to `#id` names.
pub(super) fn holds(block: &Block, id: &str) -> bool {
    let run = |content: &[Inline]| in_run(content, id);
    let any = |blocks: &[Block]| blocks.iter().any(|block| holds(block, id));
    match block {
        Block::Heading(heading) => *heading.id == *id || run(&heading.content),
        Block::Paragraph(content) => run(content),
        Block::Code(_) | Block::Break | Block::Math(_) => false,
        Block::Quote(blocks) => any(blocks),
        Block::Alert(callout) => run(&callout.label) || any(&callout.blocks),
        Block::List(list) => list.items.iter().any(|item| any(&item.blocks)),
        Block::Definitions(entries) => {
            entries.iter().any(|e| e.terms.iter().any(|t| run(t)) || e.details.iter().any(|d| any(d)))
        }
        Block::Table(table) => {
            run(&table.caption)
                || table.header.iter().chain(&table.rows).flatten().any(|cell| any(&cell.blocks))
        }
        Block::Figure(figure) => any(&figure.blocks) || run(&figure.caption),
        Block::Details(details) => run(&details.summary) || any(&details.blocks),
    }
}

fn in_run(content: &[Inline], id: &str) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Anchor(name) => **name == *id,
        other => plain::content(other).is_some_and(|inner| in_run(inner, id)),
    })
}

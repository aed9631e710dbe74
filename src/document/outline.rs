//! The headings of a document, for a table of contents and for links to them.

use super::{Block, Document};
use crate::text::Clean;

/// A heading and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The number of the top-level block that is or holds the heading.
    pub block: usize,
    /// 1 to 6, as in the source.
    pub level: u8,
    /// Its rank among the levels the document uses, from 1.
    pub rank: u8,
    /// The id that links may name.
    pub id: Clean,
    /// Its words.
    pub words: Clean,
}

/// The headings from top to bottom, those inside other blocks too.
pub fn outline(document: &Document) -> Vec<Entry> {
    let mut out = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        collect(at, block, &mut out);
    }
    let mut levels: Vec<u8> = out.iter().map(|entry| entry.level).collect();
    levels.sort_unstable();
    levels.dedup();
    for entry in &mut out {
        let rank = levels.iter().position(|level| *level == entry.level).unwrap_or(0);
        entry.rank = u8::try_from(rank + 1).unwrap_or(u8::MAX);
    }
    out
}

fn collect(at: usize, block: &Block, out: &mut Vec<Entry>) {
    let mut each = |blocks: &[Block]| blocks.iter().for_each(|block| collect(at, block, out));
    match block {
        Block::Heading(heading) => {
            let words = Clean::line(super::plain::words(&heading.content).trim());
            out.push(Entry { block: at, level: heading.level, rank: 0, id: heading.id.clone(), words });
        }
        Block::Quote(blocks) => each(blocks),
        Block::Alert(callout) => each(&callout.blocks),
        Block::List(list) => list.items.iter().for_each(|item| each(&item.blocks)),
        Block::Details(details) => each(&details.blocks),
        Block::Figure(figure) => each(&figure.blocks),
        Block::Paragraph(_) | Block::Code(_) | Block::Definitions(_) | Block::Table(_) => {}
        Block::Break | Block::Math(_) => {}
    }
}

/// The top-level block that a link to `#id` leads to: a heading, or a block with an anchor of that name.
/// The empty id and `top` are the beginning, as browsers have it.
pub fn find_anchor(document: &Document, id: &str) -> Option<usize> {
    let found = document.blocks.iter().position(|block| super::anchors::holds(block, id));
    found.or_else(|| (id.is_empty() || id.eq_ignore_ascii_case("top")).then_some(0))
}

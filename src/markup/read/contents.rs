//! Headings, and the table of contents that a text asks for with `{:toc}` (kramdown, "Automatic Table of Contents Generation"):
//! a list of links to them, those of lower levels below.

use super::{Flow, Reader, inline};
use crate::document::{Block, Heading, Inline, Item, LinkKind, List, Numerals, Target, plain};
use crate::markup::page::{AUTO_ID, LISTED, NodeId};
use crate::text::Clean;

/// What the table of contents needs.
#[derive(Default)]
pub(super) struct Contents {
    /// Where it stands: until all headings are known an empty list, of which there is no other.
    place: Option<NodeId>,
    listed: Vec<Listed>,
}

/// A heading of the table of contents.
struct Listed {
    level: u8,
    id: Clean,
    words: Clean,
}

impl Reader<'_> {
    pub(super) fn heading(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        flow.flush();
        let level = name.bytes().last().map_or(1, |b| b - b'0');
        // A link around a heading leads on from it.
        let content = inline::flatten(self.flow_with(id, flow));
        let heading_id = match self.page.attr(id, "id") {
            Some(own) => {
                self.ids.keep(own);
                Clean::line(own)
            }
            None if self.page.attr(id, AUTO_ID).is_some() => Clean::line(&self.ids.make(&content)),
            None => Clean::default(),
        };
        if content.is_empty() {
            return;
        }
        if self.page.attr(id, LISTED).is_some() {
            let words = Clean::line(&plain::words(&content));
            self.contents.listed.push(Listed { level, id: heading_id.clone(), words });
        }
        flow.push(Block::Heading(Heading { level, id: heading_id, content }));
    }

    /// The place of the table of contents.
    pub(super) fn contents(&mut self, id: NodeId, flow: &mut Flow) {
        self.contents.place = Some(id);
        flow.push(Block::List(List { numerals: None, tight: true, items: Vec::new() }));
    }

    /// Puts the table of contents in its place.
    pub(super) fn fill_contents(&mut self) {
        let Some(place) = self.contents.place else { return };
        let listed = std::mem::take(&mut self.contents.listed);
        let numerals = self.page.attr(place, "ol").map(|_| Numerals::Decimal);
        let mut list = self.below(0, place, &mut listed.as_slice(), numerals);
        let first = list.items.first_mut().and_then(|item| item.blocks.first_mut());
        if let Some(Block::Paragraph(words)) = first {
            words.insert(
                0,
                Inline::Anchor(Clean::line(self.page.attr(place, "id").unwrap_or("markdown-toc"))),
            );
        }
        let list = &mut Some(list);
        put(&mut self.document.blocks, list);
        self.document.notes.iter_mut().for_each(|note| put(&mut note.blocks, list));
    }

    /// The list of the next headings as far as they are below a level.
    fn below(&mut self, level: u8, at: NodeId, rest: &mut &[Listed], numerals: Option<Numerals>) -> List {
        let mut list = List { numerals, tight: true, items: Vec::new() };
        while let Some((next, after)) = rest.split_first().filter(|(next, _)| next.level > level) {
            *rest = after;
            let target = Target::Written(Clean::line(&format!("#{}", next.id)));
            let link = self.link(at, target, "", LinkKind::Page);
            let words = vec![Inline::Link(link, vec![Inline::Text(next.words.clone())])];
            let mut blocks = vec![Block::Paragraph(words)];
            let inner = self.below(next.level, at, rest, numerals);
            if !inner.items.is_empty() {
                blocks.push(Block::List(inner));
            }
            let number = i32::try_from(list.items.len() + 1).unwrap_or(i32::MAX);
            list.items.push(Item { number, blocks, ..Item::default() });
        }
        list
    }
}

/// Puts a list in the place of the empty one; where it is empty, too, there is none.
fn put(blocks: &mut Vec<Block>, list: &mut Option<List>) {
    if list.is_none() {
        return;
    }
    let is_place = |block: &Block| matches!(block, Block::List(list) if list.items.is_empty());
    if let Some(at) = blocks.iter().position(is_place) {
        match list.take().filter(|list| !list.items.is_empty()) {
            Some(list) => blocks[at] = Block::List(list),
            None => {
                blocks.remove(at);
            }
        }
        return;
    }
    for block in blocks {
        match block {
            Block::Quote(inner) => put(inner, list),
            Block::Alert(alert) => put(&mut alert.blocks, list),
            Block::List(outer) => outer.items.iter_mut().for_each(|item| put(&mut item.blocks, list)),
            Block::Definitions(entries) => {
                entries.iter_mut().flat_map(|entry| &mut entry.details).for_each(|blocks| put(blocks, list));
            }
            Block::Figure(figure) => put(&mut figure.blocks, list),
            Block::Details(details) => put(&mut details.blocks, list),
            Block::Table(table) => {
                let cells = table.header.iter_mut().chain(&mut table.rows).flatten();
                cells.for_each(|cell| put(&mut cell.blocks, list));
            }
            Block::Heading(_) | Block::Paragraph(_) | Block::Code(_) | Block::Math(_) | Block::Break => {}
        }
    }
}

//! Lists and definition lists.

use super::{Flow, Reader};
use crate::document::{Block, Definition, Inline, Item, List};
use crate::markup::page::{Kind, NodeId};

impl Reader<'_> {
    /// A list. It is tight where no item holds a paragraph of its own. One that is `reversed` counts down, to 1 where it is
    /// not said where it starts (HTML, 4.4.5).
    pub(super) fn list(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let page = self.page;
        let is_numbered = page.name(id) == "ol";
        let reversed = is_numbered && page.attr(id, "reversed").is_some();
        let mut list = List { start: None, reversed, tight: true, items: Vec::new() };
        for child in page.children(id) {
            if page.name(child) == "li" && !self.is_hidden(child, "li") {
                list.tight &= !page.children(child).any(|c| page.name(c) == "p");
                let item = self.item(child, flow);
                list.items.push(item);
            } else {
                self.between_items(child, &mut list);
            }
        }
        if is_numbered {
            let said = page.attr(id, "start").and_then(|start| start.trim().parse().ok());
            list.start = said.or(Some(if reversed { list.items.len() as u64 } else { 1 }));
        }
        if !list.items.is_empty() {
            flow.push(Block::List(list));
        }
    }

    /// What stands in a list but in no item belongs to the item before it.
    fn between_items(&mut self, id: NodeId, list: &mut List) {
        let mut inner = Flow::default();
        self.node(id, &mut inner);
        inner.flush();
        if inner.blocks.is_empty() {
            return;
        }
        match list.items.last_mut() {
            Some(item) => item.blocks.append(&mut inner.blocks),
            None => list.items.push(Item { task: None, blocks: inner.blocks }),
        }
    }

    fn item(&mut self, id: NodeId, flow: &mut Flow) -> Item {
        let task = self.task(id);
        let mut inner = self.within(flow);
        self.anchor(id, &mut inner);
        self.children(id, &mut inner);
        inner.flush();
        Item { task, blocks: self.ended(inner) }
    }

    /// The check box that an item begins with.
    fn task(&self, id: NodeId) -> Option<bool> {
        let page = self.page;
        let blank =
            |n: NodeId| matches!(&page.node(n).kind, Kind::Text(t) if page.words(t).trim().is_empty());
        let mut first = page.children(id).find(|c| !blank(*c))?;
        while matches!(page.name(first), "p" | "label") {
            first = page.children(first).find(|c| !blank(*c))?;
        }
        let is_box = page.name(first) == "input" && page.attr(first, "type") == Some("checkbox");
        is_box.then(|| page.attr(first, "checked").is_some())
    }

    /// An item outside any list: browsers give it a bullet. Neighbours make one list.
    pub(super) fn stray_item(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        let item = self.item(id, flow);
        match flow.blocks.last_mut() {
            Some(Block::List(list)) if list.start.is_none() => list.items.push(item),
            _ => flow.push(Block::List(List { tight: true, items: vec![item], ..List::default() })),
        }
    }

    /// A definition list; a `div` may hold a group.
    pub(super) fn definitions(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let mut entries = Vec::new();
        self.entries(id, &mut entries);
        if !entries.is_empty() {
            flow.push(Block::Definitions(entries));
        }
    }

    fn entries(&mut self, id: NodeId, entries: &mut Vec<Definition>) {
        let page = self.page;
        for child in page.children(id) {
            match page.name(child) {
                "dt" => {
                    let term: Vec<Inline> = self.words(child);
                    match entries.last_mut() {
                        Some(entry) if entry.details.is_empty() => entry.terms.push(term),
                        _ => entries.push(Definition { terms: vec![term], details: Vec::new() }),
                    }
                }
                "div" => self.entries(child, entries),
                _ => {
                    let blocks = match page.name(child) {
                        "dd" => self.flow(child),
                        _ => {
                            let mut inner = Flow::default();
                            self.node(child, &mut inner);
                            inner.flush();
                            inner.blocks
                        }
                    };
                    if blocks.is_empty() {
                        continue;
                    }
                    if entries.is_empty() {
                        entries.push(Definition::default());
                    }
                    if let Some(entry) = entries.last_mut() {
                        entry.details.push(blocks);
                    }
                }
            }
        }
    }
}

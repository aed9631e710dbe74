//! Lists and definition lists.

use super::{Flow, Reader};
use crate::document::{Block, Definition, Inline, Item, List, Numerals};
use crate::markup::page::{Kind, NodeId};

impl Reader<'_> {
    /// A list. It is tight where no item holds a paragraph of its own.
    pub(super) fn list(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let page = self.page;
        let numerals = (page.name(id) == "ol").then(|| self.numerals(id));
        let mut list = List { numerals, tight: true, items: Vec::new() };
        let mut said = Vec::new();
        for child in page.children(id) {
            if page.name(child) == "li" && !self.is_hidden(child, "li") {
                list.tight &= !page.children(child).any(|c| page.name(c) == "p");
                let item = self.item(child, flow);
                list.items.push(item);
                said.push(page.attr(child, "value").and_then(integer));
            } else {
                self.between_items(child, &mut list);
                said.resize(list.items.len(), None);
            }
        }
        if numerals.is_some() {
            self.count(id, &mut list.items, &said);
        }
        if !list.items.is_empty() {
            flow.push(Block::List(list));
        }
    }

    /// Numbers the items of an ordered list (HTML, 4.4.5 and 4.4.8). `said` holds the numbers that items ask for, and the others go
    /// on from them. A list that is `reversed` counts down, to 1 where it is not said where it starts.
    fn count(&self, id: NodeId, items: &mut [Item], said: &[Option<i32>]) {
        let reversed = self.page.attr(id, "reversed").is_some();
        let first = if reversed { i32::try_from(items.len()).unwrap_or(i32::MAX) } else { 1 };
        let mut next = self.page.attr(id, "start").and_then(integer).unwrap_or(first);
        for (item, own) in items.iter_mut().zip(said) {
            item.number = own.unwrap_or(next);
            next = item.number.saturating_add(if reversed { -1 } else { 1 });
        }
    }

    /// How an ordered list counts, by its style or its `type`.
    fn numerals(&self, id: NodeId) -> Numerals {
        let style = self.page.attr(id, "style").unwrap_or_default().to_ascii_lowercase();
        let rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        let styled = rules.filter(|(name, _)| matches!(name.trim(), "list-style-type" | "list-style"));
        let mut styled =
            styled.flat_map(|(_, words)| words.split_whitespace()).filter_map(|word| match word {
                "decimal" => Some(Numerals::Decimal),
                "lower-alpha" | "lower-latin" => Some(Numerals::LowerLetters),
                "upper-alpha" | "upper-latin" => Some(Numerals::UpperLetters),
                "lower-roman" => Some(Numerals::LowerRoman),
                "upper-roman" => Some(Numerals::UpperRoman),
                _ => None,
            });
        styled.next_back().unwrap_or_else(|| match self.page.attr(id, "type") {
            Some("a") => Numerals::LowerLetters,
            Some("A") => Numerals::UpperLetters,
            Some("i") => Numerals::LowerRoman,
            Some("I") => Numerals::UpperRoman,
            Some(_) | None => Numerals::Decimal,
        })
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
            None => list.items.push(Item { blocks: inner.blocks, ..Item::default() }),
        }
    }

    fn item(&mut self, id: NodeId, flow: &mut Flow) -> Item {
        let task = self.task(id);
        self.task_box = task.map(|(node, _)| node);
        let task = task.map(|(_, done)| done);
        let mut inner = self.within(flow);
        self.anchor(id, &mut inner);
        self.children(id, &mut inner);
        inner.flush();
        Item { task, number: 0, blocks: self.ended(inner) }
    }

    /// The check box that an item begins with, and whether it is checked.
    fn task(&self, id: NodeId) -> Option<(NodeId, bool)> {
        let page = self.page;
        let blank =
            |n: NodeId| matches!(&page.node(n).kind, Kind::Text(t) if page.words(t).trim().is_empty());
        let mut first = page.children(id).find(|c| !blank(*c))?;
        while matches!(page.name(first), "p" | "label") {
            first = page.children(first).find(|c| !blank(*c))?;
        }
        let is_box = page.name(first) == "input" && page.attr(first, "type") == Some("checkbox");
        is_box.then(|| (first, page.attr(first, "checked").is_some()))
    }

    /// An item outside any list: browsers give it a bullet. Neighbours make one list.
    pub(super) fn stray_item(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        let item = self.item(id, flow);
        match flow.blocks.last_mut() {
            Some(Block::List(list)) if list.numerals.is_none() => list.items.push(item),
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

/// A number as HTML reads it ("rules for parsing integers"): a sign and figures, whatever follows; none beyond 32 bits.
fn integer(text: &str) -> Option<i32> {
    let text = text.trim_start();
    let text = text.strip_prefix('+').unwrap_or(text);
    let figures = text.strip_prefix('-').unwrap_or(text).bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    text.get(..sign + figures)?.parse().ok()
}
